"""`partnersim calibrate`: fit the uncertain parameters to what the documents report, and prove the fit."""

from __future__ import annotations

import functools

import click
from rich.console import Console

from partnersim.analysis.calibration.design import plan_of
from partnersim.analysis.calibration.procedure import SWEEP_FOLDER, finish
from partnersim.analysis.calibration.targets import cited_scenarios
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.cli import screen
from partnersim.cli.result_folder import resumable
from partnersim.cli.sweep import made
from partnersim.language import say
from partnersim.language.paths import path_of
from partnersim.report.figures import calibration, canvas
from partnersim.report.formatting import words
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens.calibration import print_calibration
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings


def execute(
    scenario: str,
    design: int,
    replicates: int,
    seed: int,
    sets: tuple[str, ...],
    years: int | None,
    scale: float | None,
    workers: int,
    cluster: str | None,
    resume: bool,
    out: str | None,
) -> None:
    """Make the design's runs, fit, and write the posterior."""
    plan = plan_of(load(scenario, sets, years=years, scale=scale), design, replicates, seed)
    _say_of_which_world(plan.settings)
    folder = plan.default_path if out is None else path_of(out)
    console = Console(stderr=True)
    done = made(
        SweepExecution(plan.experiment),
        workers,
        cluster,
        resume,
        str(folder / SWEEP_FOLDER),
        console,
    )
    Screen(console).say(
        "The runs are done; emulators, simulated truths and the fit take a few minutes."
    )
    kept = say("Interrupted: the runs are kept in {folder}; go on with --resume.", folder=folder)
    with resumable(folder, lambda: kept):
        fit = finish(plan, done, folder, workers)
        tell = functools.partial(print_calibration, fit)
        files = [screen.save(tell, folder, words.file_name(screen.SCREEN))]
        plots = {
            "posterior": functools.partial(calibration.intervals, fit),
            "coverage": functools.partial(calibration.coverage, fit),
        }
        files += canvas.save_all(plots, folder)
    shown = Console()
    tell(shown)
    names = ["posterior.csv", "posterior.json", "calibration.json", *(file.name for file in files)]
    screen_shown = Screen(shown)
    screen_shown.files(folder, ", ".join(names))
    screen_shown.say(
        "Draw from it with `partnersim run {scenario} --uncertainty posterior --posterior {folder}`.",
        scenario=scenario,
        folder=folder,
    )


def _say_of_which_world(settings: Settings) -> None:
    """The documents describe one scenario; to fit another is to suppose that they describe it."""
    others = sorted(cited_scenarios(settings) - {settings.name})
    if others:
        click.echo(
            say(
                "Note: the patterns describe {names}. This fits {scenario} to them, as if the documents described "
                "it; that is right only for another description of the same world, such as your own "
                "list of organisations.",
                names=", ".join(others),
                scenario=settings.name,
            ),
            err=True,
        )
