"""The report of a folder of results: a few pages that an adviser forwards, in one file without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim.analysis.comparison import differences
from partnersim.evidence.directness import SET
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.pages.changes import Change, changes
from partnersim.report.pages.parts import Picture, Report, picture, title_of
from partnersim.report.screens import answer, rows
from partnersim.results import integrity
from partnersim.results.comparison_result import Comparison
from partnersim.results.reading import Results
from partnersim.results.years import years_by_run

if TYPE_CHECKING:
    import pandas as pd

_NEED, _SERVED = "need_after_24_months", "served_a_month"


class Case(NamedTuple):
    """One scenario beside another: what is said of it."""

    title: str
    question: str
    answer: str
    changes: Sequence[Change]
    rows: Sequence[Sequence[str]]
    set_by: str
    newcomers: Sequence[Sequence[str]]
    figure: Picture


def of_folder(folder: Path) -> Report:
    """The report of a folder that `run` or `compare` wrote, in the language in use.

    Raises UserError where it is neither, or damaged.
    """
    if "scenarios" in integrity.manifest_in(folder):
        comparison = Comparison.read(folder)
        manifest, first = comparison.manifest, comparison.results[comparison.reference]
        cases = [of_comparison(comparison, name) for name in comparison.others]
        reference = title_of(first.manifest["scenario"])
        titles = [title_of(own.manifest["scenario"]) for own in comparison.results.values()]
    else:
        first = Results.read(folder)
        manifest = first.manifest
        cases = [of_run(first)]
        beside = manifest.get("reference")
        reference = title_of(beside["scenario"]) if beside else ""
        titles = [cases[0].title]
    heads = say_all("Measure", "Reference", "Last year", "Difference [95 % interval]")
    if not reference:
        heads = say_all("Measure", "Before", "Last year", "")
    return Report(
        title=" · ".join(titles),
        cases=cases,
        reference=reference,
        heads=heads,
        sure=_how_sure(manifest, cases),
        behind=sentence_of_folder(folder),
        lexicon=_lexicon(),
        manifest=manifest,
        end=numbers.month(str(first.sector["month"].max())),
    )


def of_run(results: Results) -> Case:
    """What is said of a run beside its reference, or with time."""
    scenario, beside = results.manifest["scenario"], results.manifest.get("reference")
    before, last = years_by_run(results.sector)
    effects = differences.own_effects(results)
    by_measure = None if effects is None else _by_measure(effects)
    years = rows.Years(before, last, differences.drift(results), by_measure)
    if by_measure is None or beside is None:
        said, shown = answer.with_time(years), _in_time(before, last)
        changed: Sequence[Change] = ()
    else:
        reference = beside["scenario"]
        said = answer.beside_another(by_measure, title_of(reference))
        shown = _beside(by_measure)
        changed = changes(reference, scenario, results.manifest["provenance"])
    return Case(
        title=title_of(scenario),
        question=str(scenario["question"][current()]),
        answer=said,
        changes=_each_source_once(changed),
        rows=shown,
        set_by=_set_by(results),
        newcomers=(),
        figure=picture(results.plot()),
    )


def of_comparison(comparison: Comparison, name: str) -> Case:
    """What is said of one scenario of a comparison beside the first."""
    results, first = comparison.results[name], comparison.results[comparison.reference]
    own = comparison.differences
    effects = _by_measure(own[own["scenario"] == name])
    scenario, reference = results.manifest["scenario"], first.manifest["scenario"]
    return Case(
        title=title_of(scenario),
        question=str(scenario["question"][current()]),
        answer=answer.beside_another(effects, title_of(reference)),
        changes=_each_source_once(changes(reference, scenario, results.manifest["provenance"])),
        rows=_beside(effects),
        set_by=_set_by(results),
        newcomers=_newcomers(comparison, name),
        figure=picture(comparison.plot(name)),
    )


def _each_source_once(rows_of: Sequence[Change]) -> list[Change]:
    """A source stands beside the first of the rows that share it."""
    before = ("", *(row.source for row in rows_of))
    return [
        row._replace(source="" if row.source == last else row.source)
        for row, last in zip(rows_of, before, strict=False)
    ]


def _by_measure(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["measure"]): dict(row) for _, row in frame.iterrows()}


def _beside(effects: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """The rows that answer, with a mark where runs show no difference."""
    return [
        (
            rows.label(row),
            measures.value(row.name, effects[row.name]["reference"]),
            measures.value(row.name, effects[row.name]["other"]),
            measures.difference(row.name, effects[row.name]),
            "" if effects[row.name]["decided"] else "open",
        )
        for row in answer.ROWS
    ]


def _in_time(before: pd.DataFrame, last: pd.DataFrame) -> list[tuple[str, ...]]:
    return [
        (
            rows.label(row),
            measures.value(row.name, float(before[row.name].mean())),
            measures.value(row.name, float(last[row.name].mean())),
            "",
            "",
        )
        for row in answer.ROWS
    ]


def _set_by(results: Results) -> str:
    """Which of the rows the scenario sets by itself, where that was measured."""
    measured = results.sector.attrs["directness"]
    if not any(measured.get(row.name) for row in answer.ROWS):
        return say("What this scenario sets by itself, and what is response, was not measured.")
    written = [rows.label(row) for row in answer.ROWS if measured.get(row.name) == SET]
    others = [rows.label(row) for row in answer.ROWS if measured.get(row.name) != SET]
    if not others:
        return say(
            "Every row above is set by the scenario itself for more than half, as measured beforehand: its money and "
            "its terms make most of the difference, whatever organisations choose."
        )
    return say(
        "Set by the scenario itself for more than half, as measured beforehand: {set}. Response of "
        "organisations and newcomers, or no effect: {response}.",
        set="; ".join(written) or say("none"),
        response="; ".join(others) or say("none"),
    )


def _newcomers(comparison: Comparison, name: str) -> list[tuple[str, ...]]:
    """By status, who is served more or less a month, and whose need differs; dashes where runs tell nothing."""
    frame = comparison.newcomers
    own = frame[frame["scenario"] == name]
    found = []
    for status, of in own.groupby("status", sort=True):
        cells = []
        for measure in (_SERVED, _NEED):
            of_measure = of[of["measure"] == measure]
            row = of_measure.iloc[0] if len(of_measure) else None
            if row is None or not row["decided"]:
                cells.append(numbers.MISSING)
            elif measure == _SERVED:
                cells.append(numbers.number(float(row["difference"]), 0, signed=True))
            else:
                cells.append(numbers.number(float(row["difference"]), 3, signed=True))
        found.append((words.status(str(status)), *cells))
    return found


def _how_sure(manifest: Mapping[str, Any], cases: Sequence[Case]) -> list[str]:
    """How many runs, what differs among them, and how many rows they leave open."""
    said = [
        say(
            "{runs} runs of each scenario on the same seeds; parameters that are not known are drawn anew in each.",
            runs=manifest["runs_done"],
        )
        if manifest["uncertainty"] == "prior"
        else say("{runs} runs of each scenario on the same seeds.", runs=manifest["runs_done"])
    ]
    for case in cases:
        undecided = [row[0] for row in case.rows if row[-1] == "open"]
        if undecided:
            said.append(
                say("{title}: runs show no difference in {rows}.", title=case.title, rows="; ".join(undecided))
            )  # fmt: skip
    said.append(
        say(
            "The interval is that of the mean over runs: it narrows with more of them, and says nothing of what the "
            "rules leave out."
        )
    )
    return said


def _lexicon() -> list[tuple[str, str]]:
    """The words of the page that stand for something measured."""
    meanings = say_all(
        "mean of two shares: posts in mission work (40 % of posts is full) and seats of members and allies on the "
        "board (two thirds is full); 0 provides services, 1 is autonomous",
        "what an organisation would call itself, from what it can see of its hours and its money",
        "mean of the six dimensions of the relationship, times posts over posts that serving everyone would take",
        "a seat of one's own at the ministry's table, or two conversations with officers in four quarters",
        "mean over six kinds of need of newcomers two years after they arrived; 0 none, 1 all",
    )
    names = (
        "identity_mean",
        "service_provider_share",
        "autonomy_index",
        "direct_access_share",
        _NEED,
    )
    return list(zip(map(words.label, names), meanings, strict=True))
