"""One light workbook: the tables of the screen, yearly series, what columns mean, what was run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.comparison import differences
from partnersim.language import current, say, say_all
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.report.formatting import dates, words
from partnersim.report.formatting.spread import spread
from partnersim.report.screens import rows
from partnersim.report.spreadsheets import series, sheets
from partnersim.report.spreadsheets.columns import Described, dictionary, labels
from partnersim.report.spreadsheets.sheets import Sheet
from partnersim.results.columns import TABLES
from partnersim.results.comparison_result import TABLES as COMPARED
from partnersim.results.comparison_result import Comparison
from partnersim.results.years import years_by_run

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.declarations import Outcome
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def write(results: Results, settings: Settings, path: Path) -> Path:
    """The workbook of one scenario."""
    return sheets.write(
        path,
        [
            _summary(results),
            _classes(results, settings),
            *_yearly({"": (results, settings)}),
            _dictionary(("sector", "newcomers", "cohorts", "typologies")),
            _provenance(results.manifest, [settings]),
        ],
    )


def write_comparison(comparison: Comparison, scenarios: Sequence[Settings], path: Path) -> Path:
    """The workbook of scenarios set side by side."""
    own = dict(zip(comparison.results, scenarios, strict=True))
    return sheets.write(
        path,
        [
            _differences(comparison),
            _of_table(say("Classes"), comparison.classes, COMPARED["classes"]),
            _of_table(
                say("Who gains and loses"), comparison.newcomers, COMPARED["newcomers_compared"]
            ),
            *_yearly({name: (comparison.results[name], each) for name, each in own.items()}),
            _dictionary(("sector", "newcomers", "cohorts"), COMPARED),
            _provenance(comparison.manifest, scenarios),
        ],
    )


def _measure_heads() -> list[str]:
    return say_all("Measure", "Name", "Unit")


def _measure_cells(name: str) -> list[str]:
    return [_labels()[name], name, say(words.unit(name))]


def _labels() -> dict[str, str]:
    return labels(SECTOR_COLUMNS)


def _yes_or_no(value: bool) -> str:
    return say("yes" if value else "no")


def _of_the_screen(measured: set[str] | None = None) -> Iterable[tuple[str, str]]:
    """Headings of the screen, and the measures under each."""
    for title, measures in rows.sections(measured):
        for row in measures:
            for name in rows.OTHER_CUTS if row.name == "other_cuts" else (row.name,):
                yield title, name


def _summary(results: Results) -> Sheet:
    """The rows of the screen: the year before the scenario, its last, drift, own effect."""
    before, after = years_by_run(results.sector)
    drift, effects = differences.drift(results), differences.own_effects(results)
    own = {} if effects is None else effects.set_index("measure").to_dict("index")
    table = []
    measured = {*before.columns} & {*(own or before.columns)}
    for title, name in _of_the_screen(measured):
        end, moved = spread(after[name]), spread(drift[name])
        begin = spread(before[name]).average
        cells = [title, *_measure_cells(name), begin, *astuple(end), *astuple(moved)]
        if own:
            effect = own[name]
            ends = (effect[column] for column in ("difference", "low", "high"))
            cells += [*ends, _yes_or_no(effect["decided"])]
        table.append(cells)
    middle = say_all("middle 80 % of runs, from", "middle 80 % of runs, to")
    heads = [say("Part"), *_measure_heads(), say("Before")]
    heads += [say("Last year"), *middle, say("With time alone"), *middle]
    if own:
        heads += say_all(
            "Own effect", "95 % interval, from", "95 % interval, to", "Differs from zero"
        )
    return Sheet(say("Summary"), heads, table)


def _differences(comparison: Comparison) -> Sheet:
    """The rows of the screen of `compare`."""
    by = comparison.differences.set_index(["scenario", "measure"]).to_dict("index")
    table = [
        [
            *(scenario, title, *_measure_cells(name)),
            *(row[column] for column in ("reference", "other", "difference", "low", "high")),
            *(_yes_or_no(row["decided"]), row["more_runs"]),
        ]
        for scenario in comparison.others
        for title, name in _of_the_screen()
        if (row := by.get((scenario, name)))
    ]
    heads = [say("Scenario"), say("Part"), *_measure_heads(), comparison.reference]
    heads += say_all("Second", "Difference", "95 % interval, from", "95 % interval, to")
    heads += say_all("Differs from zero", "More runs")
    return Sheet(say("Comparison"), heads, table)


def _classes(results: Results, settings: Settings) -> Sheet:
    """Share of organisations in each class of each typology, at the start and at the end."""
    from partnersim import typologies

    frame = results.typologies
    months = [frame["month"].min(), frame["month"].max()]
    own = frame[frame["level"].astype("string") != "sector"]
    table = []
    for typology in (module.TYPOLOGY for module in typologies.modules()):
        of = own[own["typology"] == typology.name]
        shares = [of[of["month"] == month]["kind"].value_counts(normalize=True) for month in months]
        table += [
            [
                typology.title.in_language(current()),
                kind.meaning.in_language(current()),
                *(float(share.get(kind.name, 0.0)) for share in shares),
            ]
            for kind in typology.kinds
        ]
    heads = [
        say("Typology"),
        say("Class"),
        *(dates.heading(str(month), settings) for month in months),
    ]
    return Sheet(say("Classes"), heads, table)


def _yearly(of: Mapping[str, tuple[Results, Settings]]) -> list[Sheet]:
    """Series by year; with a column of the scenario where there are several."""
    several = len(of) > 1
    first = [say("Scenario")] if several else []
    when = [say("Year"), say("From")]

    def of_all(make: Any) -> list[tuple[list[str], pd.DataFrame]]:
        return [
            ([name] if several else [], make(results, str(settings.start)))
            for name, (results, settings) in of.items()
        ]

    measures = [
        [*scenario, year, begins, *_measure_cells(str(measure)), *values]
        for scenario, frame in of_all(series.sector_by_year)
        for year, begins, measure, *values in frame.itertuples(index=False)
    ]
    heads = [
        *first,
        *when,
        *_measure_heads(),
        *say_all("Mean", "middle 80 % of runs, from", "middle 80 % of runs, to"),
    ]
    sheets = [Sheet(say("Sector by year"), heads, measures)]
    for title, table, make in (
        (say("Newcomers by year"), "newcomers", series.newcomers_by_year),
        (say("Cohorts by year"), "cohorts", series.cohorts_by_year),
    ):
        frames = of_all(make)
        columns = list(frames[0][1].columns[len(series.WHEN) :])
        named = labels(TABLES[table])
        sheets.append(
            Sheet(
                title,
                [*first, *when, *(named[column] for column in columns)],
                [
                    [*scenario, *_in_words(row)]
                    for scenario, frame in frames
                    for row in frame.itertuples(index=False)
                ],
            )
        )
    return sheets


def _in_words(row: Iterable[Any]) -> list[Any]:
    """Statuses, yes and no in words; the rest as it is."""
    said = [_yes_or_no(cell) if isinstance(cell, bool) else cell for cell in row]
    return [words.status(cell) if isinstance(cell, str) else cell for cell in said]


def _of_table(title: str, frame: pd.DataFrame, columns: Sequence[Outcome]) -> Sheet:
    """A table as it is, under headings in words."""
    named = labels(columns)
    table = [_in_words(row) for row in frame.itertuples(index=False)]
    return Sheet(title, [named[str(column)] for column in frame.columns], table)


def _dictionary(names: Sequence[str], more: Mapping[str, Sequence[Outcome]] | None = None) -> Sheet:
    tables = {name: TABLES[name] for name in names} | dict(more or {})
    return Sheet(say("Columns"), Described.heads(), [row.cells() for row in dictionary(tables)])


def _provenance(manifest: Mapping[str, Any], scenarios: Sequence[Settings]) -> Sheet:
    """What was run, with what, and what it is not."""
    table: list[list[Any]] = []
    for settings in scenarios:
        table += [
            [say("Scenario"), settings.name],
            [say("Title"), settings.title.in_language(current())],
            [say("Question"), settings.question.in_language(current())],
            [say("Builds on"), " ← ".join(reversed(settings.lineage))],
        ]
    table += [
        [say("Seed"), manifest["seed"]],
        [say("Runs"), manifest["runs_done"]],
        [say("Runs asked for"), manifest["runs_asked"]],
        [say("Uncertainty"), manifest["uncertainty"]],
        *(
            [say("Version of {name}", name=name), text]
            for name, text in manifest["versions"].items()
        ),
        [words.not_a_forecast(), None],
    ]
    return Sheet(say("Provenance"), [say("What"), say("Value")], table)
