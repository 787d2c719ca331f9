"""One screen that sets scenarios beside the first: differences, and how sure they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from partnersim.evidence.registry.assumptions import rows_of
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import attribution, dates, measures, words
from partnersim.report.formatting.assumptions import sentence as behind_it
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens import asked, columns, rows
from partnersim.report.screens.run import changed_on_the_command_line, names_of_files, the_rest
from partnersim.results.years import rows_by_measure, years_by_run

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings

_FEW = 2


def print_comparison(
    comparison: Comparison,
    scenarios: Sequence[Settings],
    console: Console,
    folder: Path | None,
    full: bool = True,
) -> None:
    """Print the screen: the answer and a few rows, or all; `folder` is where files were written, if they were."""
    screen = Screen(console)
    named = dict(zip(comparison.results, scenarios, strict=True))
    titles = {name: scenario.title.in_language(current()) for name, scenario in named.items()}
    uncertainty = comparison.manifest["uncertainty"]
    first = scenarios[0]
    marked = {
        name: attribution.stars_beside(scenario, first, uncertainty)
        for name, scenario in named.items()
    }
    elsewhere = [name for name in named if attribution.other_regime(named[name], first)]
    screen.line(" · ".join(titles.values()), "bold")
    screen.lines(_answers(comparison, titles), "bold")
    undated = next((scenario for scenario in scenarios if not scenario.dated), scenarios[0])
    if full:
        screen.line(_what_was_run(comparison, titles, undated), "dim")
    for name in elsewhere:
        text = attribution.not_of_a_reform(titles[comparison.reference])
        screen.say("{title}: {text}", title=titles[name], text=text)
    if changed := changed_on_the_command_line(scenarios[0]):
        screen.say("Changed on the command line: {settings}.", "bold", settings=changed)
    _tables(comparison, titles, marked, screen, full)
    if not full:
        screen.line(_what_was_run(comparison, titles, undated), "dim")
    if len(comparison.others) == 1:
        screen.line(_newcomers(comparison, comparison.others[0]))
    screen.lines(_notes(scenarios, uncertainty, any(marked.values())), "dim")
    if folder is not None:
        screen.say(
            "Files in {folder}: {names}; and all tables of each scenario in a folder of its name.",
            folder=folder,
            names=names_of_files(folder, inside=False),
        )
    screen.line(behind_it(rows_of(named, uncertainty)), "dim")
    screen.line("" if full else the_rest(), "dim")
    screen.line(words.not_a_forecast(), "bold")


def _tables(
    comparison: Comparison,
    titles: dict[str, str],
    marked: dict[str, frozenset[str]],
    screen: Screen,
    full: bool,
) -> None:
    """What differs, in one table; of the whole screen, classes and whether runs suffice too."""
    several = len(comparison.others) > 1
    if several:
        screen.print(_several(comparison, titles, marked, screen, full))
    for name in comparison.others:
        if not several:
            screen.print(_pair(comparison, name, marked, screen, full))
        elif full:
            screen.line(titles[name], "bold")
        if full:
            screen.print(_classes(comparison, name, screen))
            if several:
                screen.line(_newcomers(comparison, name))
            screen.line(_how_many_runs(comparison, name))


def _answers(comparison: Comparison, titles: dict[str, str]) -> list[str]:
    """A sentence for each scenario beside the first; who it is of, where there are several."""
    said = []
    for name in comparison.others:
        results = comparison.results[name]
        last = years_by_run(results.sector)[1]
        text = asked.on_screen(
            asked.named(results.manifest["scenario"], last),
            last,
            _of(comparison.differences, name),
            titles[comparison.reference],
            asked.of_systems(results, "clauses"),
        )
        said.append(text if len(comparison.others) == 1 else f"{titles[name]}. {text}")
    return said


def _what_was_run(comparison: Comparison, titles: dict[str, str], settings: Settings) -> str:
    first, runs = comparison.results[comparison.reference], comparison.manifest["runs_done"]
    end, reference = (
        dates.month(first.sector["month"].max(), settings),
        titles[comparison.reference],
    )
    if runs < _FEW:
        text = say(
            "One run of each to {end}, with the same newcomers, shocks and unknowns. Means of the last year; "
            "difference from {reference}. One run has no interval.",
            end=end,
            reference=reference,
        )
    else:
        text = say(
            "{runs} paired runs to {end}, the same newcomers, shocks and unknowns in each pair; pairs differ in "
            "{differ}. Means of the last year; difference from {reference}, in brackets its 95 % interval.",
            runs=runs,
            end=end,
            differ=words.differ_in(first),
            reference=reference,
        )
    return text


def _pair(
    comparison: Comparison, name: str, marked: dict[str, frozenset[str]], screen: Screen, full: bool
) -> Table:
    """Both beside one another; the star of a scenario stands at its own value."""
    own = _of(comparison.differences, name)
    sections = _sections(comparison, full)
    heads = say_all("First", "Second", "Difference", "More runs")
    table = screen.table(sections[0][0], *heads, no_wrap=False)
    for row in rows.under_headings(table, sections):
        if row.name in own:
            effect = own[row.name]
            first, second = (_star(row.name, marked[key]) for key in (comparison.reference, name))
            table.add_row(
                rows.label(row),
                measures.value(row.name, effect["reference"]) + first,
                measures.value(row.name, effect["other"]) + second,
                Text(measures.difference(row.name, effect), "" if effect["decided"] else "dim"),
                _more(effect),
            )
    return table


def _sections(comparison: Comparison, full: bool) -> tuple[tuple[str, Sequence[rows.Row]], ...]:
    """Headings with their rows: all of them, or the few that answer, what the scenarios ask first."""
    return rows.sections() if full else (("", asked.ten_rows(asked.of_all(comparison))),)


def _several(
    comparison: Comparison,
    titles: dict[str, str],
    marked: dict[str, frozenset[str]],
    screen: Screen,
    full: bool,
) -> Table:
    """The first, and how each other differs from it, side by side, or below one another where there is no room."""
    sections = _sections(comparison, full)
    own = {name: _of(comparison.differences, name) for name in comparison.others}
    compared = set.intersection(*({*each} for each in own.values()))
    heads = (comparison.reference, *comparison.others)
    shown = [row for _, of in sections for row in of if row.name in compared]
    cells = {row.name: _cells(row.name, comparison, own, marked) for row in shown}
    return columns.laid_out(cells, sections, {name: titles[name] for name in heads}, screen)


def _cells(
    measure: str,
    comparison: Comparison,
    own: dict[str, dict[str, dict[str, Any]]],
    marked: dict[str, frozenset[str]],
) -> list[Text]:
    """The value of the first, then the difference of each other."""
    each = {name: own[name][measure] for name in comparison.others}
    first = measures.value(measure, each[comparison.others[0]]["reference"])
    cells = [Text(first + _star(measure, marked[comparison.reference]))]
    for name, effect in each.items():
        cell = measures.difference(measure, effect) + _star(measure, marked[name])
        cells.append(Text(cell, "" if effect["decided"] else "dim"))
    return cells


def _star(measure: str, marked: frozenset[str]) -> str:
    return " *" if measure in marked else ""


def _of(frame: pd.DataFrame, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a scenario by measure."""
    return rows_by_measure(frame[frame["scenario"] == name])


def _more(effect: dict[str, Any]) -> str:
    """About how many more runs would decide; nothing where it is decided."""
    if effect["decided"] or math.isnan(effect["low"]):
        return ""
    if effect["low"] == effect["high"] == 0.0:
        return say("same")
    if math.isnan(effect["more_runs"]):
        return say("too close")
    return numbers.number(effect["more_runs"], 0)


def _classes(comparison: Comparison, name: str, screen: Screen) -> Table:
    """How many organisations are classed otherwise, by typology."""
    from partnersim import typologies

    known = [module.TYPOLOGY for module in typologies.modules()]
    titles = {kind.name: kind.title.in_language(current()) for kind in known}
    heads = say_all("Share", "Towards autonomy", "Towards the state", "Near a cut-off")
    first = say("Organisations in another class, by")
    table = screen.table(first, *heads, no_wrap=False)
    frame = comparison.classes
    for _, row in frame[frame["scenario"] == name].iterrows():
        low, high = (numbers.number(100.0 * row[end], 0) for end in ("low", "high"))
        interval = "" if math.isnan(row["low"]) else f" [{low}; {high}]"
        others = (row[key] for key in ("towards_autonomy", "towards_state", "near_cut"))
        table.add_row(
            titles[row["typology"]],
            numbers.percent(row["changed"]) + interval,
            *map(numbers.percent, others),
        )
    return table


def _newcomers(comparison: Comparison, name: str) -> str:
    """Who gained and who lost, in a sentence a measure."""
    frame = comparison.newcomers
    own = frame[frame["scenario"] == name]
    said = []
    for measure, about in (
        ("need_after_24_months", say("Need left after 24 months")),
        ("served_a_month", say("Served")),
    ):
        of = own[own["measure"] == measure]
        parts = []
        for verdict, heading in (("gained", say("gain")), ("lost", say("lose"))):
            of_verdict = of[of["verdict"] == verdict]
            who = [
                f"{words.status(row['status'])} {_amount(measure, row['difference'])}"
                for _, row in of_verdict.iterrows()
            ]
            if who:
                parts.append(say("{verdict}: {who}", verdict=heading, who=", ".join(who)))
        text = "; ".join(parts) if parts else say("no difference can be distinguished")
        said.append(say("{what}: {who}.", what=about, who=text))
    return " ".join(said)


def _amount(measure: str, difference: float) -> str:
    if measure == "served_a_month":
        return numbers.number(difference, 0, signed=True) + numbers.NO_BREAK + say("people a month")
    return measures.with_its_sign(difference, 3)


def _how_many_runs(comparison: Comparison, name: str) -> str:
    """Whether there are runs enough, over all measures of the sector."""
    own = comparison.differences[comparison.differences["scenario"] == name]
    own = own[own["runs"] > 1]
    if own.empty:
        return say("Two runs at least are needed to distinguish a difference from chance.")
    open_ones = own[~own["decided"] & ~((own["low"] == 0.0) & (own["high"] == 0.0))]
    decided = int(own["decided"].sum())
    text = say(
        "Runs enough? Measures: {all}, of which different {decided}, undecided {open}, the same in every "
        "pair {same}. By chance alone about one in twenty would seem to differ.",
        all=len(own),
        decided=decided,
        open=len(open_ones),
        same=len(own) - decided - len(open_ones),
    )
    more = open_ones["more_runs"].dropna().sort_values()
    if len(more):
        half = more.iloc[: (len(more) + 1) // 2]
        text += " " + say(
            "More runs that would decide half of those that can be decided ({open}), if mean and spread "
            "stay: about {more}.",
            more=numbers.number(float(half.iloc[-1]), 0),
            open=len(more),
        )
    return text


def _notes(scenarios: Sequence[Settings], uncertainty: str, marked: bool) -> list[str]:
    notes = [
        say(
            "Dimmed: the interval holds zero. More runs: about how many would decide it, if mean and spread stay."
        )
    ]
    if marked:
        notes.append(
            say(
                "*: the scenario at whose number it stands sets it: more than half of that scenario's own "
                "effect would be there if organisations behaved as before (`partnersim explain NAME`)."
            )
        )
    if any(attribution.measured_otherwise(scenario, uncertainty) for scenario in scenarios):
        notes.append(attribution.not_for_this_run())
    if not all(scenario.as_shipped for scenario in scenarios):
        notes.append(say("Where a scenario was changed, what it sets was not measured."))
    return notes
