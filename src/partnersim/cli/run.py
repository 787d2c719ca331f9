"""`partnersim run`: one scenario, several runs, a folder of results and a summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnersim.cli.frame import Command
from partnersim.cli.options import run_options, scenario_argument
from partnersim.language import say

if TYPE_CHECKING:
    from partnersim.cli.output import Output
    from partnersim.cli.work import Work
    from partnersim.results import Results, RunTables
    from partnersim.scenario.settings import Settings


def command() -> click.Command:
    """Build the command in the language in use."""
    params: list[click.Parameter] = [
        scenario_argument(),
        *run_options(),
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
    posterior: str | None,
    elsewhere: bool,
    sets: tuple[str, ...],
    years: int | None,
    scale: float | None,
    out: str | None,
    export: str | None,
    check_ledgers: bool,
) -> None:
    from partnersim.analysis.ensembles import manifest_of, runs_of
    from partnersim.cli.output import Output, default_path, stoppable, undisturbed
    from partnersim.cli.work import Work
    from partnersim.registry.behind import behind
    from partnersim.scenario.posterior import chosen
    from partnersim.scenario.settings import load

    settings = load(scenario, sets, years=years, scale=scale)
    path = default_path(settings.name, seed) if out is None else Path(out).expanduser()
    drawn: dict[str, Any] = {
        "runs": runs, "seed": seed,
        "uncertainty": chosen(uncertainty, posterior, [settings], elsewhere),
    }  # fmt: skip
    work = Work(lambda: runs_of(settings, check_ledgers=check_ledgers, **drawn), runs)
    output: Output | None = None
    with stoppable():
        try:
            with undisturbed():  # a stop here would leave a folder that nobody knows of
                output = Output(path)
            work.do()
            if not work.done:
                raise KeyboardInterrupt
            manifest = manifest_of(settings, work.done, seconds=work.seconds, **drawn)
            manifest["evidence"] = behind(settings).as_data()
            results = _write(work, settings, manifest, output, export)
        except BaseException:
            if output is not None:
                output.discard()
            raise
    _say_what_was_kept(work, results, settings, output)


def _write(
    work: Work[RunTables],
    settings: Settings,
    manifest: dict[str, Any],
    output: Output,
    export: str | None,
) -> Results:
    from partnersim.cli.output import undisturbed
    from partnersim.language import UserError
    from partnersim.language.problems import why
    from partnersim.registry import assumptions
    from partnersim.results import Results

    folder = output.folder
    try:
        with undisturbed():
            results = Results.of(work.done, manifest)
            folder.write_tables(work.done)
            folder.write_manifest(manifest)
            told = assumptions.rows_of({settings.name: settings}, manifest["uncertainty"])
            assumptions.write(told, folder.inside)
            if export is not None:
                folder.export(work.done, export)
        if not work.interrupted:
            work.interrupted = not _draw(results, settings, folder.inside)
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


def _say_what_was_kept(
    work: Work[RunTables], results: Results, settings: Settings, output: Output
) -> None:
    if work.interrupted:
        click.echo(
            say("Interrupted. Runs finished: {done} of {runs}; kept in {folder}, "
                "without figures.", done=len(work.done), runs=work.runs, folder=output.folder.path),
            err=True,
        )  # fmt: skip
        click.get_current_context().exit(130)
    from rich.console import Console

    from partnersim.report.summary import print_summary

    print_summary(results, settings, Console(), output.folder.path)
