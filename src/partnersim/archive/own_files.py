"""The user's own files that results were made from: scenarios, experiments, lists, posteriors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.language.paths import path_of
from partnersim.scenario import library, merging
from partnersim.scenario.reference import reference_of

if TYPE_CHECKING:
    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.scenario.settings import Settings


def of_scenario(path: Path, settings: Settings) -> set[Path]:
    """Files of a scenario that do not ship with the package.

    Parameters
    ----------
    path
        Its file.
    settings
        What was loaded from it.

    Returns
    -------
    files : set of paths
        The file, those it extends, those of its spin-up and of what it is compared with, the list of
        organisations and the list of amounts.
    """
    regime = library.find(
        settings.spin_up_regime, child=settings.origin("spin_up.regime").file or path
    )
    found = [*_chain(path), *_chain(regime)]
    if settings.compare_to is not None and reference_of(settings)[0] is not None:
        found += _chain(settings.compare_to)
    lists = (settings.population_file, settings.credits_file)
    return {file.resolve() for file in (*found, *lists) if file is not None and not _ships(file)}


def of_experiment(path: Path, experiment: Experiment) -> set[Path]:
    """Files of an experiment that do not ship with the package.

    Parameters
    ----------
    path, experiment
        Its file, and what was loaded from it.

    Returns
    -------
    files : set of paths
        The file, those of its scenario, and those of the posterior that it states.
    """
    from partnersim.scenario import reading

    stated = reading.read(path)
    scenario = library.find(stated["scenario"], child=path)
    posterior = stated.get("posterior")
    found = of_scenario(scenario, experiment.settings)
    if posterior is not None:
        found |= of_folder(path.parent / path_of(posterior))
    return found | ({path.resolve()} if not _ships(path) else set())


def of_folder(folder: Path) -> set[Path]:
    """All files of a folder.

    Parameters
    ----------
    folder
        Such as that of a posterior.

    Returns
    -------
    files : set of paths
    """
    return {path.resolve() for path in folder.rglob("*") if path.is_file()}


def _chain(path: Path) -> Iterator[Path]:
    yield from (file for file, _ in merging.chain(path))


def _ships(path: Path) -> bool:
    """Whether a file came with the package."""
    from partnersim.analysis.sweeps.experiment_files import shipped

    return path.resolve() in {
        file.resolve() for file in (*library.shipped().values(), *shipped().values())
    }
