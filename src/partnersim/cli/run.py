"""`partnersim run`: one scenario, several runs, a folder of results and a summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnersim.cli.frame import Command
from partnersim.cli.options import scenario_argument, set_option
from partnersim.language import say

if TYPE_CHECKING:
    from partnersim.cli.output import Output
    from partnersim.cli.work import Work
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_MOST_RUNS = 100_000
_LARGEST_SEED = 2**32 - 1


def command() -> click.Command:
    """Build the command in the language in use."""
    params: list[click.Parameter] = [
        scenario_argument(),
        click.Option(["--runs"], type=click.IntRange(1, _MOST_RUNS), default=20, metavar=say("N"),
                     help=say("How many runs; 20 without it.")),
        click.Option(["--seed"], type=click.IntRange(0, _LARGEST_SEED), default=1, metavar=say("N"),
                     help=say("Number that fixes every random draw; 1 without it.")),
        click.Option(["--uncertainty"], type=click.Choice(["point", "prior"]), default="prior",
                     help=say("prior: draw the uncertain parameters run by run (the default); "
                              "point: take their values.")),
        set_option(),
        click.Option(["--years"], type=click.INT, metavar=say("N"),
                     help=say("Years; the scenario's without it.")),
        click.Option(["--scale"], type=click.FLOAT, metavar=say("N"),
                     help=say("People one simulated newcomer stands for; the scenario's "
                              "without it.")),
        click.Option(["--out"], metavar=say("FOLDER"),
                     help=say("New folder for the results; results/SCENARIO/… without it.")),
        click.Option(["--export"], type=click.Choice(["csv", "xlsx"]),
                     help=say("Write the tables for a spreadsheet too.")),
        click.Option(["--debug-ledgers", "check_ledgers"], is_flag=True,
                     help=say("Balance money, hours and people after every month; slower.")),
    ]  # fmt: skip
    return Command(
        "run", callback=_run, params=params,
        help=say("Run SCENARIO, the name of a shipped scenario or a path, and write its results."),
    )  # fmt: skip


def _run(
    scenario: str,
    runs: int,
    seed: int,
    uncertainty: str,
    sets: tuple[str, ...],
    years: int | None,
    scale: float | None,
    out: str | None,
    export: str | None,
    check_ledgers: bool,
) -> None:
    from partnersim.cli.output import Output, default_path, stoppable, undisturbed
    from partnersim.cli.work import Work
    from partnersim.scenario.settings import load

    settings = load(scenario, sets, years=years, scale=scale)
    path = default_path(settings.name, seed) if out is None else Path(out).expanduser()
    work = Work(settings, runs, seed, uncertainty, check_ledgers)
    output: Output | None = None
    with stoppable():
        try:
            with undisturbed():  # a stop here would leave a folder that nobody knows of
                output = Output(path)
            work.do()
            if not work.done:
                raise KeyboardInterrupt
            results = _write(work, output, export)
        except BaseException:
            if output is not None:
                output.discard()
            raise
    _say_what_was_kept(work, results, settings, output)


def _write(work: Work, output: Output, export: str | None) -> Results:
    from partnersim.cli.output import undisturbed
    from partnersim.language import UserError
    from partnersim.language.problems import why
    from partnersim.results import Results

    folder = output.folder
    try:
        with undisturbed():
            manifest = work.manifest()
            results = Results.of(work.done, manifest)
            folder.write_tables(work.done)
            folder.write_manifest(manifest)
            if export is not None:
                folder.export(work.done, export)
        if not work.interrupted:
            work.interrupted = not _draw(results, work.settings, folder.inside)
    except OSError as error:
        raise UserError(
            say("{path} cannot be written ({problem}).", path=folder.path, problem=why(error))
        ) from None
    with undisturbed():
        results.folder = folder.finish()
    return results


def _draw(results: Results, settings: Settings, inside: Path) -> bool:
    """Draw the figures; if that is interrupted, leave none of them and say so with False."""
    import shutil

    from partnersim.language import current
    from partnersim.report.figures import write_figures

    before = set(inside.iterdir())
    try:
        write_figures(results, settings, inside, current())
    except KeyboardInterrupt:
        for path in set(inside.iterdir()) - before:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        return False
    return True


def _say_what_was_kept(work: Work, results: Results, settings: Settings, output: Output) -> None:
    if work.interrupted:
        click.echo(
            say("Interrupted: {done} of {runs} runs were finished; they are kept in {folder}, "
                "without figures.", done=len(work.done), runs=work.runs, folder=output.folder.path),
            err=True,
        )  # fmt: skip
        click.get_current_context().exit(130)
    from rich.console import Console

    from partnersim.report.summary import print_summary

    print_summary(results, settings, Console(), output.folder.path)
