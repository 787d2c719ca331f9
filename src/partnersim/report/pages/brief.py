"""The report of a folder of results: a few pages that an adviser forwards, in one file without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim.analysis.comparison import differences
from partnersim.evidence.directness import SET, directness_rows
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.pages import lead
from partnersim.report.pages.changes import Change, changes, millions
from partnersim.report.pages.parts import Picture, Report, limits, picture, title_of
from partnersim.report.screens import answer, rows
from partnersim.results import integrity
from partnersim.results.comparison_result import Comparison
from partnersim.results.reading import Results
from partnersim.results.years import years_by_run

if TYPE_CHECKING:
    import pandas as pd

_NAMED_IN_TITLE = 2  # scenarios; of more, the question of the first reform is the title
_WORTH_NAMING = 0.1  # of a difference
STATUS_QUO = "mifi_status_quo"
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
    heads: Sequence[str]
    unchanged: Sequence[str] = ()
    chosen: str = ""  # which differences boards make a part of
    about: str = ""  # how long, and of when the differences are
    reference: str = ""


def of_folder(folder: Path) -> Report:
    """The report of a folder that `run` or `compare` wrote, in the language in use.

    Raises UserError where it is neither, or damaged.
    """
    if "scenarios" in integrity.manifest_in(folder):
        comparison = Comparison.read(folder)
        manifest, first = comparison.manifest, comparison.results[comparison.reference]
        cases = [of_comparison(comparison, name) for name in comparison.others]
        titles = [title_of(own.manifest["scenario"]) for own in comparison.results.values()]
    else:
        first = Results.read(folder)
        manifest = first.manifest
        cases = [of_run(first)]
        titles = [cases[0].title]
    return Report(
        title=" · ".join(titles) if len(titles) <= _NAMED_IN_TITLE else cases[0].question,
        cases=cases,
        sure=_how_sure(manifest, cases),
        behind=sentence_of_folder(folder),
        lexicon=_lexicon(),
        manifest=manifest,
        limits=limits(providers_of_status_quo(first, cases[0])),
    )


def providers_of_status_quo(first: Results, case: Case) -> str:
    """The share of service providers of the status quo, where that is the reference at hand."""
    scenario = first.manifest.get("reference", first.manifest)["scenario"]
    if scenario["name"] != STATUS_QUO or not case.reference:
        return ""
    return next(row[1] for row in case.rows if row[0] == rows.label(rows.Row(answer.PROVIDERS)))


def of_run(results: Results) -> Case:
    """What is said of a run beside its reference, or with time."""
    scenario, beside = results.manifest["scenario"], results.manifest.get("reference")
    before, last = years_by_run(results.sector)
    effects = differences.own_effects(results)
    by_measure = None if effects is None else _by_measure(effects)
    years = rows.Years(before, last, differences.drift(results), by_measure)
    if by_measure is not None and beside is not None:
        return _case(results, beside["scenario"], by_measure, picture(results.plot()))
    return Case(
        title=title_of(scenario),
        question=str(scenario["question"][current()]),
        answer=answer.with_time(years),
        changes=(),
        rows=_in_time(before, last),
        set_by=_set_by(results),
        chosen=_chosen(results),
        newcomers=(),
        figure=picture(results.plot()),
        heads=say_all("Measure", "Before", "Last year", ""),
        about=_about(results),
    )


def of_comparison(comparison: Comparison, name: str) -> Case:
    """What is said of one scenario of a comparison beside the first."""
    first, own = comparison.results[comparison.reference], comparison.differences
    return _case(
        comparison.results[name],
        first.manifest["scenario"],
        _by_measure(own[own["scenario"] == name]),
        picture(comparison.plot(name)),
        comparison.newcomers[comparison.newcomers["scenario"] == name],
    )


def _case(
    results: Results,
    reference: Mapping[str, Any],
    effects: Mapping[str, Mapping[str, Any]],
    figure: Picture,
    newcomers: pd.DataFrame | None = None,
) -> Case:
    """One scenario beside another."""
    scenario = results.manifest["scenario"]
    whose, before, after = lead.envelopes(reference, scenario)
    same = say("unchanged")
    total = Change(
        say("Money in all"),
        whose,
        say("{dollars} a year", dollars=millions(before)),
        same if before == after else say("{dollars} a year", dollars=millions(after)),
        "",
    )
    return Case(
        title=title_of(scenario),
        question=str(scenario["question"][current()]),
        answer=lead.of(effects, reference, scenario, newcomers),
        changes=[
            total,
            *_each_source_once(changes(reference, scenario, results.manifest["provenance"])),
        ],
        rows=_beside(effects),
        set_by=_set_by(results),
        chosen=_chosen(results),
        newcomers=() if newcomers is None else _newcomers(newcomers),
        figure=figure,
        heads=[
            say("Measure"),
            title_of(reference),
            title_of(scenario),
            say("Difference [95 % interval]"),
        ],
        unchanged=lead.unchanged(effects),
        about=_about(results),
        reference=title_of(reference),
    )


def _about(results: Results) -> str:
    end = numbers.month(str(results.sector["month"].max()))
    years = int(results.manifest["scenario"]["years"])
    return say("Length of the simulation: {years} (to {end}); values of the last year.",
               years=say("{years} years", years=years) if years > 1 else say("a year"), end=end)  # fmt: skip


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
            "More than half of each difference above comes from the money and the terms of the scenario themselves, "
            "as measured beforehand with the choices of organisations held as they were."
        )
    return say(
        "Set by the scenario itself for more than half, as measured beforehand: {set}. Response of "
        "organisations and newcomers, or no effect: {response}.",
        set="; ".join(written) or say("none"),
        response="; ".join(others) or say("none"),
    )


def _chosen(results: Results) -> str:
    """Of which differences boards' choices make a tenth or more, the largest part first, where that was measured."""
    if not results.sector.attrs["directness"].get(answer.ORIENTATION):
        return ""
    scenario = results.manifest["scenario"]["name"]
    shown = {row.name for row in answer.ROWS}
    parts = sorted(
        (row.directness, row.measure)
        for row in directness_rows()
        if row.scenario == scenario
        and row.measure in shown
        and row.label == SET
        and row.high < 1.0
        and 1.0 - row.directness >= _WORTH_NAMING
    )
    if not parts:
        return ""
    return say(
        "The choices of boards make {parts}.",
        parts="; ".join(
            say(
                "{share} of “{measure}”",
                share=numbers.percent(1.0 - part),
                measure=words.label(name),
            )
            for part, name in parts
        ),
    )


def _newcomers(own: pd.DataFrame) -> list[tuple[str, ...]]:
    """By status, who is served more or less a month, and whose need differs; dashes where runs tell nothing."""
    found = []
    for status, of in own.groupby("status", sort=True):
        cells = []
        for measure, decimals in ((_SERVED, 0), (_NEED, 3)):
            of_measure = of[of["measure"] == measure]
            row = of_measure.iloc[0] if len(of_measure) else None
            if row is None or not row["decided"]:
                cells.append(numbers.MISSING)
            else:
                own_part = numbers.percent(lead.relative(row), signed=True)
                own_size = numbers.number(float(row["difference"]), decimals, signed=True)
                cells.append(f"{own_size} ({own_part})")
        found.append((words.status(str(status)), *cells))
    return found


def _how_sure(manifest: Mapping[str, Any], cases: Sequence[Case]) -> list[str]:
    """How many runs, what differs among them, and how many rows they leave open."""
    said = [
        say(
            "{runs} runs of each scenario, with the same people and shocks in each; parameters that are not known are "
            "drawn anew in each.",
            runs=manifest["runs_done"],
        )
        if manifest["uncertainty"] == "prior"
        else say(
            "{runs} runs of each scenario, with the same people and shocks in each.",
            runs=manifest["runs_done"],
        )
    ]
    for case in cases:
        undecided = [row[0] for row in case.rows if row[-1] == "open"]
        if undecided:
            said.append(
                say("{title}: runs show no difference in {rows}.", title=case.title, rows="; ".join(undecided))
            )  # fmt: skip
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
