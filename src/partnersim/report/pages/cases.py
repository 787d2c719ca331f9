"""What is said of one scenario beside another, or of a run with time: answer, changes, measures, newcomers."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim import systems
from partnersim.analysis.comparison import differences
from partnersim.evidence.directness import RESPONSE, SET, directness_rows
from partnersim.language import current, numbers, say
from partnersim.report.formatting import certainty, measures, words
from partnersim.report.formatting.certainty import HARDLY
from partnersim.report.pages import (
    added_programmes,
    by_status,
    causes,
    dated,
    envelopes,
    laid_over,
    lead,
    paid,
)
from partnersim.report.pages.changes import (
    Change,
    changes,
    millions,
    other_regime,
    source_of_envelope,
)
from partnersim.report.pages.other_people import other_people
from partnersim.report.screens import answer, asked, rows
from partnersim.results.comparison_result import Comparison
from partnersim.results.reading import Results
from partnersim.results.years import rows_by_measure, years_by_run

if TYPE_CHECKING:
    import pandas as pd

_WORTH_NAMING = 0.1  # of a difference


class Row(NamedTuple):
    """A measure with both values; the difference in words, and what runs say of it."""

    label: str
    before: str
    after: str
    difference: str = ""
    verdict: str = certainty.DIFFERS
    is_set: bool = False  # the scenario itself sets more than half of it


_ALIVE = rows.Row("organizations_alive")  # beside every share


class Case(NamedTuple):
    """One scenario beside another, or with time where there is no reference."""

    title: str
    question: str
    told: lead.Told
    rows: Sequence[Row]
    about: str  # how long, and of when the values are
    reference: str = ""
    changes: Sequence[Change] = ()
    others: str = ""  # what other funders pay, where that is the same in both
    measured: bool = False  # what the scenario sets by itself
    other_people: bool = False  # whether other people are eligible than in the reference
    chosen: str = ""  # which differences boards make a part of
    newcomers: Sequence[Sequence[str]] = ()
    runs: int = 0
    other_regime: bool = False  # whether it does not start from the same sector as the reference
    paid: paid.Paid = paid.NOTHING  # what funders paid in the last year


def of_run(results: Results) -> Case:
    """What is said of a run beside its reference, or with time."""
    beside = results.manifest.get("reference")
    years = rows.Years.of(results)
    named = asked.named(results.manifest["scenario"], years.last)
    if years.effects is not None and beside is not None:
        newcomers = differences.own_newcomers(results)
        shown = asked.compared(named, years.effects)
        case = _case(results, beside, years.effects, newcomers, causes.of_run(results), shown)
        alone = [name for name in named if name not in shown]
        return case._replace(rows=[*_without_reference(alone, years.last), *case.rows])
    answered = asked.with_time(
        named, years.before, years.last, asked.of_systems(results, "clauses")
    )
    told = lead.in_time(
        answered,
        int(results.manifest["scenario"]["years"]),
        years.before,
        years.last,
        named or answer.USUAL,
    )
    return Case(
        title=laid_over.title(results.manifest),
        question=_question(results.manifest),
        told=told._replace(why=asked.of_systems(results)),
        rows=_in_time(years.before, years.last, named),
        about=_about(results),
    )


def of_comparison(comparison: Comparison, name: str) -> Case:
    """What is said of one scenario of a comparison beside the first."""
    first, own = comparison.results[comparison.reference], comparison.differences
    effects = rows_by_measure(own[own["scenario"] == name])
    return _case(
        comparison.results[name],
        first.manifest,
        effects,
        comparison.newcomers[comparison.newcomers["scenario"] == name],
        causes.of_pair(first, comparison.results[name]),
        asked.of_all(comparison),
        first,
    )


def _case(
    results: Results,
    beside: Mapping[str, Any],
    effects: Mapping[str, Mapping[str, Any]],
    newcomers: pd.DataFrame | None,
    found: causes.Effects,
    shown: Sequence[str],
    first: Results | None = None,
) -> Case:
    """One scenario beside that of another manifest; shown: what answers questions, whose rows come first.

    first: the results of the other, where they were kept.
    """
    scenario, reference = map(_with_money_moved, (results.manifest["scenario"], beside["scenario"]))
    whose, before, after = envelopes.envelopes(reference, dated.at_the_end(scenario))
    payments = _payments(results, scenario, first, reference, whose)
    same = say("unchanged")
    elsewhere = other_regime(reference, scenario)
    runs = int(results.manifest["runs_done"])
    own = _labels(results, reference)
    origins = results.manifest["provenance"], beside.get("provenance", {})
    by_date = list(dated.rows(scenario, results.manifest["provenance"]))
    total = Change(
        say("Money in all, a year"),
        whose,
        millions(before),
        same if before == after else millions(after),
        main=whose != say("all funders"),
    )
    if total.main:
        ours, its = (str(each["main_ministry"]) for each in (reference, scenario))
        total = total._replace(
            source_before=source_of_envelope(origins[1], ours, reference["funders"][ours]),
            source=source_of_envelope(origins[0], its, scenario["funders"][its])
            if before != after
            else "",
        )
    last = years_by_run(results.sector)[1]
    named = asked.named(scenario, last)
    title = laid_over.title(beside)
    shown_rows = _beside(effects, own, (*asked.rows_first(shown), _ALIVE))
    told = lead.beside(
        effects,
        reference,
        scenario,
        newcomers,
        answered=asked.beside_another(named, last, effects, asked.of_systems(results, "clauses")),
        named=named or answer.USUAL,
        sure=lead.how_sure([row.verdict for row in shown_rows], runs, title if elsewhere else ""),
        causes=[text for text in (causes.sentence(found),) if text],
        of_need=causes.of_more_need(found, _told("more_need", results, reference)),
        paid=payments,
    )
    return Case(
        title=laid_over.title(results.manifest),
        question=_question(results.manifest),
        told=told._replace(why=[*asked.of_systems(results), *told.why]),
        rows=shown_rows,
        about=_about(results),
        reference=title,
        changes=[
            *([] if _is_dated(total, by_date) else [total]),
            *_told("changes", results, reference),
            *changes(reference, scenario, *origins),
            *added_programmes.rows(reference, scenario, origins[0]),
            *by_date,
        ],
        others=envelopes.others_unchanged(reference, scenario, origins[0]),
        measured=any(own.get(row.name) in (SET, RESPONSE) for row in answer.ROWS),
        other_people=other_people(reference, dated.at_the_end(scenario)),
        chosen=_chosen(results) if own else "",
        newcomers=() if newcomers is None else by_status.rows(newcomers),
        runs=runs,
        other_regime=elsewhere,
        paid=payments,
    )


def _payments(
    results: Results, scenario: Mapping[str, Any], first: Results | None,
    reference: Mapping[str, Any], whose: str,
) -> paid.Paid:  # fmt: skip
    """What was paid in the last year, beside the reference where its payments were kept."""
    own = paid.of_results(results, dated.at_the_end(scenario))
    main = str(scenario["main_ministry"])
    if first is None:
        return paid.alone(own, main)
    of_first = paid.of_results(first, dated.at_the_end(reference))
    return paid.beside(of_first, own, main, every=whose == say("all funders"))


def _with_money_moved(scenario: Mapping[str, Any]) -> Mapping[str, Any]:
    """A manifest's scenario with the envelopes of its last year, as systems move money between funders."""
    moved = _told("money_moved", scenario)
    if not moved:
        return scenario
    end = copy.deepcopy(dict(scenario))
    for funder, amount in moved:
        end["funders"][funder]["funding"]["envelope"] += amount
    return end


def _told(what: str, *of: Any) -> list[Any]:
    """What systems add to a report, of those that have something of this name to tell."""
    tell = (getattr(each, what, None) for each in systems.room("reports").values())
    return [one for each in tell if each is not None for one in each(*of)]


def _is_dated(total: Change, by_date: Sequence[Change]) -> bool:
    """Whether a row of dates tells the same envelope, year by year."""
    return total.main and any(row.main and row.what == say("Envelope a year") for row in by_date)


def _question(manifest: Mapping[str, Any]) -> str:
    """The scenario's; of one that was changed, how: what its file asks is not what is answered."""
    return laid_over.sentence(manifest) or str(manifest["scenario"]["question"][current()])


def _labels(results: Results, reference: Mapping[str, Any]) -> dict[str, str]:
    """By measure what the scenario sets, where that was measured against this reference: the regime of its spin-up."""
    if results.manifest["scenario"]["spin_up"]["regime"] != reference["name"]:
        return {}
    found: dict[str, str] = results.sector.attrs["directness"]
    return found


def _about(results: Results) -> str:
    end = numbers.month(str(results.sector["month"].max()))
    years = int(results.manifest["scenario"]["years"])
    return say("Length of the simulation: {years} (to {end}); values of the last year.",
               years=say("{years} years", years=years) if years > 1 else say("a year"), end=end)  # fmt: skip


def _beside(
    effects: Mapping[str, Mapping[str, Any]], own: Mapping[str, str], shown: Sequence[rows.Row]
) -> list[Row]:
    """The rows that answer; what is hardly a difference without its interval, of which that tells the size."""
    verdicts = {row.name: certainty.verdict(effects[row.name]) for row in shown}
    return [
        Row(
            asked.label(row.name),
            measures.value(row.name, effects[row.name]["reference"]),
            measures.value(row.name, effects[row.name]["other"]),
            measures.size(row.name, effects[row.name], exact=False)
            if verdicts[row.name] == HARDLY
            else measures.difference(row.name, effects[row.name]),
            verdicts[row.name],
            own.get(row.name) == SET,
        )
        for row in shown
    ]


def _without_reference(names: Sequence[str], last: pd.DataFrame) -> list[Row]:
    """Rows of what answers and the reference does not measure."""
    return [
        Row(
            asked.label(name),
            numbers.MISSING,
            measures.value(name, float(last[name].mean())),
            numbers.MISSING,
        )
        for name in names
    ]


def _in_time(before: pd.DataFrame, last: pd.DataFrame, named: Sequence[str]) -> list[Row]:
    return [
        Row(
            asked.label(row.name),
            measures.value(row.name, float(before[row.name].mean())),
            measures.value(row.name, float(last[row.name].mean())),
        )
        for row in asked.rows_first(named)
    ]


def _chosen(results: Results) -> str:
    """Of which differences boards' choices make a tenth or more, the largest part, where that was measured."""
    if not results.sector.attrs["directness"].get(answer.ORIENTATION):
        return ""
    scenario = results.manifest["scenario"]["name"]
    shown = {row.name for row in answer.ROWS}
    parts = (
        (row.directness, row.measure)
        for row in directness_rows()
        if row.scenario == scenario
        and row.measure in shown
        and row.label in (SET, RESPONSE)
        and row.directness >= 0.0
        and row.high < 1.0
        and 1.0 - row.directness >= _WORTH_NAMING
    )
    part, measure = min(parts, default=(1.0, ""))
    if not measure:
        return ""
    share = numbers.percent(1.0 - part)
    return say("{share} for “{measure}”", share=share, measure=words.label(measure))
