"""`partnersim sweep`: every row of an experiment's design, in parts that can be resumed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click
from rich.console import Console

from partnersim.analysis.sweeps import estimate
from partnersim.analysis.sweeps.estimate import Expected
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.analysis.sweeps.folder import SweepFolder
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.result_folder import resumable
from partnersim.cli.work import progress
from partnersim.language import say
from partnersim.language.paths import path_of
from partnersim.report.formatting import words
from partnersim.report.screens import sweep
from partnersim.results.sweep_result import Sweep
from partnersim.state import kernel

RUNS_FAILED = 3


def execute(
    experiment: str,
    workers: int,
    cluster: str | None,
    resume: bool,
    keep: bool,
    dry_run: bool,
    out: str | None,
) -> None:
    """Run all rows of a design, or say what that would take."""
    console = Console(stderr=True)
    sweeping = SweepExecution(load_experiment(experiment), keep)
    if dry_run:
        folder = sweeping.folder(_path(sweeping, out), resume or None)
        took = _expected(sweeping, workers, _left(sweeping, folder), console)
        sweep.print_plan(sweeping.experiment, took, cluster, Console())
        return
    done = made(sweeping, workers, cluster, resume, out, console)

    def tell(console: Console, files: bool = False) -> None:
        sweep.print_sweep(done, sweeping.experiment, console, files)

    with contextlib.suppress(OSError):  # a finished sweep may lie where nothing can be written
        screen.save(tell, done.folder, words.file_name(screen.SCREEN))
    tell(Console(), files=True)
    if done.runs_failed:
        click.get_current_context().exit(RUNS_FAILED)


def made(
    sweeping: SweepExecution,
    workers: int,
    cluster: str | None,
    resume: bool | None,
    out: str | None,
    console: Console,
) -> Sweep:
    """Make what is missing of a sweep, with progress; what is finished is kept when it is stopped."""
    folder = sweeping.folder(_path(sweeping, out), resume)
    with resumable(folder.path, lambda: _how_to_go_on(folder, sweeping)):
        _make(sweeping, folder, workers, cluster, console)
    return Sweep.read(folder.path)


def _path(sweeping: SweepExecution, out: str | None) -> Path:
    return sweeping.default_path if out is None else path_of(out)


def _left(sweeping: SweepExecution, folder: SweepFolder) -> int:
    """How many runs are still to be made; nothing is written."""
    if folder.finished() is not None:
        return 0
    return sweeping.experiment.runs - sum(n for _, n in folder.done(sweeping.keep, clean=False))


def _expected(
    sweeping: SweepExecution, workers: int, runs: int | None, console: Console
) -> Expected:
    if not kernel.is_cached():
        console.print(
            say("The rules are compiled now, once on this machine: about a minute."),
            highlight=False,
            markup=False,
        )
    return sweeping.expected(workers, runs)


def _make(
    sweeping: SweepExecution,
    folder: SweepFolder,
    workers: int,
    cluster: str | None,
    console: Console,
) -> None:
    runs = sweeping.experiment.runs
    if folder.finished() is not None:
        console.print(say("All runs were made before."), highlight=False, markup=False)
        sweeping.make(folder)
        return
    took = _expected(sweeping, workers, _left(sweeping, folder), console)
    sweep.print_plan(sweeping.experiment, took, cluster, console)
    folder.check_room(took.bytes)
    with progress(console, runs) as show:
        sweeping.make(
            folder,
            workers=workers,
            cluster=cluster,
            progress=show,
            command=command_line(),
            runs_a_part=estimate.runs_a_part_of(took, cluster is not None),
        )


def _how_to_go_on(folder: SweepFolder, sweeping: SweepExecution) -> str:
    done = sum(count for _, count in folder.done(sweeping.keep))
    return say(
        "Interrupted. Runs kept in {folder}: {done} of {runs}; go on with --resume.",
        done=done,
        runs=sweeping.experiment.runs,
        folder=folder.path,
    )
