"""`partnersim sensitivity`: which factors of an experiment move its outcomes, and how sure that is."""

from __future__ import annotations

import functools
from pathlib import Path

from rich.console import Console

from partnersim.analysis.sensitivity.sweep_analysis import made_for, studied
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.cli import screen
from partnersim.cli.interruption import end_interrupted
from partnersim.cli.result_folder import written
from partnersim.cli.sweep import made
from partnersim.language import say
from partnersim.language.paths import path_of
from partnersim.report.figures import canvas, sensitivity_indices
from partnersim.report.formatting import words
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens.sensitivity import print_studies
from partnersim.results.sensitivity_result import Sensitivity
from partnersim.results.sweep_result import Sweep

_LONGEST = 200  # signs of a file's name, of those the system takes


def execute(
    experiment: str,
    method: str,
    outcomes: tuple[str, ...],
    workers: int,
    cluster: str | None,
    resume: bool,  # noqa: ARG001
    out: str | None,
) -> None:
    """Study the outcomes of a sweep, made first where it is not there."""
    if path_of(experiment).is_dir():
        sweep = Sweep.read(experiment)
    else:
        sweeping = SweepExecution(made_for(load_experiment(experiment), method))
        sweep = made(sweeping, workers, cluster, None, out, Console(stderr=True))
    try:
        studies = studied(sweep, method, outcomes)
        tell = functools.partial(print_studies, studies)
        name = "_".join([f"sensitivity_{method}", *dict.fromkeys(outcomes)])[:_LONGEST]
        with written(sweep.folder):
            files = [studies.save(), *_figures(studies)]
            files.append(screen.save(tell, sweep.folder, words.file_name(name)))
    except KeyboardInterrupt:
        end_interrupted(
            say("Interrupted. What is finished is kept in {folder}.", folder=sweep.folder)
        )
    console = Console()
    tell(console)
    Screen(console).files(sweep.folder, ", ".join(file.name for file in files))


def _figures(studies: Sensitivity) -> list[Path]:
    plots = {
        words.file_name(f"sensitivity_{studies.method}_{study.outcome}"): functools.partial(
            sensitivity_indices.draw, study, studies.sweep
        )
        for study in studies.studies
    }
    return canvas.save_all(plots, studies.sweep.folder)
