"""Several runs of one scenario: seeds and uncertain parameters drawn together, by number of run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from partnersim import plugins
from partnersim.analysis.runs.never_paid import warn_of_never_paid
from partnersim.analysis.runs.progress import counted
from partnersim.analysis.runs.unordered_steps import warn_of_unordered_steps
from partnersim.model import PartnershipModel
from partnersim.results import Results, RunTables, collect
from partnersim.scenario.arguments import MOST_RUNS, seed_of, whole
from partnersim.scenario.loading import ScenarioLike, settings_of
from partnersim.scenario.posterior import provenance
from partnersim.scenario.saved import SHOWN, shown

if TYPE_CHECKING:
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings

_VERSIONS = ("partnersim", "mesa", "numpy", "numba", "pandas", "pyarrow")


def runs_of(
    settings: Settings,
    *,
    runs: int,
    seed: int,
    uncertainty: Uncertainty,
    check_ledgers: bool = False,
) -> Iterator[RunTables]:
    """Run after run; run number n is the same whatever else is run."""
    for number in range(runs):
        yield run_one(
            settings, number, seed=seed, uncertainty=uncertainty, check_ledgers=check_ledgers
        )


def run_one(
    settings: Settings,
    number: int,
    *,
    seed: int,
    uncertainty: Uncertainty,
    check_ledgers: bool = False,
) -> RunTables:
    """The tables of one run."""
    start = time.perf_counter()
    model = PartnershipModel(
        settings, seed=seed, run=number, uncertainty=uncertainty, check_ledgers=check_ledgers
    )
    model.run()
    return collect(model, number, time.perf_counter() - start)


def origins(settings: Settings) -> dict[str, dict[str, str]]:
    """By path of a scenario, the file that set the value and the source it states."""
    return {
        path: {"from": origin.place, **({"source": origin.source} if origin.source else {})}
        for path, origin in sorted(settings.provenance.items())
    }


def manifest_of(
    settings: Settings,
    done: list[RunTables],
    *,
    runs: int,
    seed: int,
    uncertainty: Uncertainty,
    seconds: float,
) -> dict[str, Any]:
    """What was run: scenario, provenance of every value, seeds, drawn parameters, versions, timing."""
    return {
        "scenario": settings.resolved(),
        "regime": settings.regime.resolved() if settings.regime else None,
        SHOWN: shown(settings),
        "provenance": origins(settings),
        "seed": seed,
        "runs_asked": runs,
        "runs_done": len(done),
        "interrupted": len(done) < runs,
        **provenance(uncertainty),
        "drawn": {
            str(result.run): {
                f"{group}.{name}": value
                for group, inside in result.parameters.items()
                for name, value in inside.items()
                if settings.parameters[group][name] != value
            }
            for result in done
        },
        "versions": plugins.versions(*_VERSIONS),
        "timing": {
            "seconds": round(seconds, 3),
            "seconds_a_run": [round(result.seconds, 4) for result in done],
        },
    }


def run(
    scenario: ScenarioLike | Settings,
    *,
    runs: int = 20,
    seed: int | None = 1,
    uncertainty: Uncertainty = "prior",
    **overrides: Any,
) -> Results:
    """Run a scenario and return its tables; nothing is written.

    Parameters
    ----------
    scenario
        A shipped name, the path of a file, a map of what a file would hold, or loaded settings.
    runs
        Number of runs, 1 to 100,000.
    seed
        A whole number, or None for one drawn from entropy, which the manifest tells.
    uncertainty
        `prior` draws the uncertain parameters run by run, `posterior` takes rows of the
        calibration that ships (or of a Posterior given in its place), `point` takes their values.
    **overrides
        As in `load`; refused where the scenario is loaded already.

    Returns
    -------
    results : Results

    Raises
    ------
    UserError
        Where the scenario or an argument is wrong.

    Examples
    --------
    >>> results = run("prsca_compliant", runs=5, years=3)
    >>> autonomy = results.sector["autonomy_index"].mean()
    """
    runs, seed = whole("runs", runs, 1, MOST_RUNS), seed_of(seed)
    settings = settings_of(scenario, **overrides)
    start = time.perf_counter()
    each = runs_of(settings, runs=runs, seed=seed, uncertainty=uncertainty)
    done = list(counted(each, runs))
    seconds = time.perf_counter() - start
    warn_of_never_paid(settings, done)
    warn_of_unordered_steps()
    manifest = manifest_of(
        settings, done, runs=runs, seed=seed, uncertainty=uncertainty, seconds=seconds
    )
    return Results.of(done, manifest)
