"""`--export`: all tables as CSV, or one light workbook, with progress and until it is stopped."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from partnersim.cli.work import progress
from partnersim.language import say
from partnersim.report.formatting import words
from partnersim.report.spreadsheets import workbook
from partnersim.report.spreadsheets.csv_files import CsvFiles
from partnersim.results import Folder, Results, RunTables
from partnersim.results.columns import EVERY_TABLE
from partnersim.results.comparison_result import TABLES, Comparison
from partnersim.scenario.settings import Settings

CSV, XLSX = "csv", "xlsx"


def name_of(kind: str) -> str:
    """The folder or the file that an export makes."""
    return CSV if kind == CSV else f"{words.file_name('workbook')}.xlsx"


def of_run(
    results: Results, settings: Settings, runs: Sequence[RunTables], folder: Folder, kind: str
) -> None:
    """Export the runs of one scenario; what is not finished is removed."""
    with folder.adding():
        if kind == XLSX:
            workbook.write(results, settings, folder.inside / name_of(kind))
        else:
            _as_csv({folder.inside / CSV: runs})


def of_comparison(
    comparison: Comparison,
    scenarios: Sequence[Settings],
    pairs: Sequence[Sequence[RunTables]],
    folder: Folder,
    kind: str,
) -> None:
    """Export a comparison, and as CSV the runs of each scenario in a folder of its name."""
    if kind == XLSX:
        with folder.adding():
            workbook.write_comparison(comparison, scenarios, folder.inside / name_of(kind))
        return
    inner = {name: folder.under(name) for name in comparison.results}
    with contextlib.ExitStack() as stack:
        for each in (folder, *inner.values()):
            stack.enter_context(each.adding())
        CsvFiles(folder.inside / CSV, TABLES).add(comparison.arrow)
        _as_csv(
            {
                each.inside / CSV: [pair[n] for pair in pairs]
                for n, each in enumerate(inner.values())
            }
        )


def _as_csv(folders: Mapping[Path, Sequence[RunTables]]) -> None:
    """The tables of runs into folders, run after run, with progress."""
    console, done = Console(stderr=True), 0
    console.print(say("The tables are written as CSV."), highlight=False, markup=False)
    with progress(console, sum(map(len, folders.values()))) as show:
        for folder, runs in folders.items():
            columns = {
                name: [column for column in EVERY_TABLE[name] if column.name in table.column_names]
                for name, table in runs[0].tables.items()
            }
            files = CsvFiles(folder, columns)
            for run in runs:
                files.add(run.tables)
                done += 1
                show(done)
