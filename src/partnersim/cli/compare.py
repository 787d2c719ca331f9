"""`partnersim compare`: scenarios on the same seeds, their differences, and how sure those are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from partnersim.analysis.comparison.paired_comparison import (
    check_alike,
    comparison_of,
    names_of,
    pairs_of,
)
from partnersim.cli import export as exporting
from partnersim.cli import screen
from partnersim.cli.command_line import command_line
from partnersim.cli.interruption import end_interrupted
from partnersim.cli.request import Request
from partnersim.cli.result_folder import ResultFolder, result_folder
from partnersim.cli.work import Work
from partnersim.evidence.registry import assumptions
from partnersim.language import current, say
from partnersim.report import figures
from partnersim.report.screens.comparison import print_comparison
from partnersim.results import RunTables
from partnersim.results.comparison_result import Comparison
from partnersim.scenario.posterior import kind_of
from partnersim.scenario.settings import Settings


def execute(scenarios: tuple[str, ...], **options: Any) -> None:
    """Run scenarios on the same seeds and set them side by side."""
    asked = Request(**options)
    loaded = [asked.load(each) for each in scenarios]
    check_alike(loaded)
    drawn = asked.drawn(loaded)
    named = dict(zip(names_of(loaded), loaded, strict=True))
    assumed = assumptions.rows_of(named, kind_of(drawn["uncertainty"]))  # what is wrong is said now
    work = Work(lambda: pairs_of(loaded, **drawn), asked.runs, quiet=asked.quiet)
    with result_folder(work, asked.out, "-".join(named), asked.seed) as output:
        with output.essentials():
            comparison = comparison_of(loaded, work.done, seconds=work.seconds, **drawn)
            _write(comparison, work, assumed, output)
        _add(comparison, work, loaded, output, asked.export)
    comparison.folder = output.folder.path
    _say(comparison, work, loaded, output.folder.path, asked)


def _data(comparison: Comparison) -> dict[str, Any]:
    """What a comparison says, for a script: a row for each scenario and measure."""
    rows = comparison.differences.to_dict("records")
    return {"reference": comparison.reference, "differences": [screen.known(row) for row in rows]}


def _write(
    comparison: Comparison,
    work: Work[list[RunTables]],
    assumed: Sequence[dict[str, str]],
    output: ResultFolder,
) -> None:
    """What a folder is not without: tables, manifests, assumptions."""
    folder = output.folder
    for n, (name, results) in enumerate(comparison.results.items()):
        inner = folder.under(name)
        inner.write_tables([pair[n] for pair in work.done])
        inner.write_manifest(results.manifest | {"command": command_line()})
    for name, table in comparison.arrow.items():
        folder.write_table(name, table)
    assumptions.write(assumed, folder.inside)
    folder.write_manifest(comparison.manifest | {"command": command_line()})


def _add(
    comparison: Comparison,
    work: Work[list[RunTables]],
    scenarios: Sequence[Settings],
    output: ResultFolder,
    export: str | None,
) -> None:
    """The screen as text, figures, the export; a stop leaves out what is not finished."""
    folder = output.folder
    with output.additions():
        screen.save(
            lambda console: print_comparison(comparison, scenarios, console, None), folder.inside
        )
        with folder.adding():
            figures.write_comparison(comparison, scenarios, folder.inside, current())
        if export is not None:
            exporting.of_comparison(comparison, scenarios, work.done, folder, export)


def _say(
    comparison: Comparison,
    work: Work[list[RunTables]],
    scenarios: Sequence[Settings],
    path: Path,
    asked: Request,
) -> None:
    export = asked.export
    screen.show(
        asked,
        lambda console: print_comparison(comparison, scenarios, console, path, asked.full),
        lambda: _data(comparison),
        path,
    )
    if work.interrupted:
        text = say(
            "Interrupted. Runs of each scenario that are finished: {done} of {runs}; kept in {folder}.",
            done=len(work.done),
            runs=work.runs,
            folder=path,
        )
        if export is not None and not (path / exporting.name_of(export)).exists():
            text += " " + say("The export was not finished and is left out.")
        end_interrupted(text)
