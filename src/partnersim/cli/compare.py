"""`partnersim compare`: scenarios on the same seeds, their differences, and how sure those are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnersim.cli.frame import Command
from partnersim.cli.options import run_options
from partnersim.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnersim.cli.output import Output
    from partnersim.cli.work import Work
    from partnersim.results import RunTables
    from partnersim.results.compared import Comparison
    from partnersim.scenario.settings import Settings


def command() -> click.Command:
    """Build the command in the language in use."""
    params: list[click.Parameter] = [
        click.Argument(["scenarios"], nargs=-1, required=True, metavar=say("SCENARIO SCENARIO …")),
        *run_options(),
    ]
    return Command(
        "compare", callback=_compare, params=params,
        help=say("Run scenarios on the same seeds and set them beside the first."),
    )  # fmt: skip


def _compare(
    scenarios: tuple[str, ...],
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
) -> None:
    from partnersim.analysis.comparing import check_alike, comparison_of, names_of, pairs_of
    from partnersim.cli.output import Output, default_path, stoppable, undisturbed
    from partnersim.cli.work import Work
    from partnersim.scenario.posterior import chosen
    from partnersim.scenario.settings import load

    loaded = [load(one, sets, years=years, scale=scale) for one in scenarios]
    check_alike(loaded)
    name = "-".join(names_of(loaded))
    path = default_path(name, seed) if out is None else Path(out).expanduser()
    drawn: dict[str, Any] = {
        "runs": runs, "seed": seed,
        "uncertainty": chosen(uncertainty, posterior, loaded, elsewhere),
    }  # fmt: skip
    work = Work(lambda: pairs_of(loaded, **drawn), runs)
    output: Output | None = None
    with stoppable():
        try:
            with undisturbed():  # a stop here would leave a folder that nobody knows of
                output = Output(path)
            work.do()
            if not work.done:
                raise KeyboardInterrupt
            with undisturbed():
                found = comparison_of(loaded, work.done, seconds=work.seconds, **drawn)
                _write(found, work, loaded, output, export)
        except BaseException:
            if output is not None:
                output.discard()
            raise
    _say(found, work, loaded, output)


def _write(
    found: Comparison,
    work: Work[list[RunTables]],
    scenarios: Sequence[Settings],
    output: Output,
    export: str | None,
) -> None:
    from partnersim.language import UserError, current
    from partnersim.language.problems import why
    from partnersim.registry import assumptions
    from partnersim.report.figures import write_comparison
    from partnersim.results.compared import TABLES

    folder = output.folder
    try:
        for n, (name, results) in enumerate(found.results.items()):
            inner, own = folder.under(name), [pair[n] for pair in work.done]
            inner.write_tables(own)
            inner.write_manifest(results.manifest)
            if export is not None:
                inner.export(own, export)
        for name, table in found.arrow.items():
            folder.write_table(name, table)
        folder.write_manifest(found.manifest)
        named = dict(zip(found.results, scenarios, strict=True))
        assumptions.write(assumptions.rows_of(named, found.manifest["uncertainty"]), folder.inside)
        if export is not None:
            folder.export_tables(found.arrow, TABLES, export)
        write_comparison(found, scenarios, folder.inside, current())
    except OSError as error:
        raise UserError(
            say("{path} cannot be written ({problem}).", path=folder.path, problem=why(error))
        ) from None
    found.folder = folder.finish()


def _say(
    found: Comparison,
    work: Work[list[RunTables]],
    scenarios: Sequence[Settings],
    output: Output,
) -> None:
    from rich.console import Console

    from partnersim.report.comparison import print_comparison

    print_comparison(found, scenarios, Console(), output.folder.path)
    if work.interrupted:
        click.echo(
            say("Interrupted. Runs of each scenario that are finished: {done} of {runs}; kept in "
                "{folder}.", done=len(work.done), runs=work.runs, folder=output.folder.path),
            err=True,
        )  # fmt: skip
        click.get_current_context().exit(130)
