"""What answers the questions of scenarios beside the usual rows: the measures that their files name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from partnersim.language import say
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting import certainty, measures
from partnersim.report.pages.changes import partners
from partnersim.report.pages.parts import title_of
from partnersim.report.screens import rows
from partnersim.report.screens.answer import INDEX, ORIENTATION, PROVIDERS, ROWS, Effects

_KEY = "answered_by"
_ELIGIBILITY = "eligibility"


def beside_the_usual(
    scenarios: Iterable[Mapping[str, Any]], measured: Iterable[Effects]
) -> tuple[rows.Row, ...]:
    """Rows of what scenarios of manifests name and all of them measure, without the usual ones."""
    usual = {row.name for row in ROWS}
    named = dict.fromkeys(name for of in scenarios for name in of.get(_KEY, ()))
    every = list(measured)
    return tuple(
        rows.Row(name)
        for name in named
        if name in SECTOR_NAMES and name not in usual and all(name in of for of in every)
    )


def answers(
    effects: Effects, scenario: Mapping[str, Any], reference: Mapping[str, Any], runs: int
) -> Iterator[str]:
    """A sentence of what its file names and the rest of the answer is silent about; what was not measured."""
    named = [name for name in scenario.get(_KEY, ()) if name in SECTOR_NAMES]
    told = [
        _told(name, effects[name], runs)
        for name in named
        if name in effects and not _told_anyway(name, effects[name])
    ]
    if told:
        yield say("What was asked: {measures}.", measures="; ".join(told))
    if missing := [name for name in named if name not in effects]:
        yield say(
            "Asked too, and not measured under “{reference}”: {measures}. Compare with a scenario that measures it.",
            reference=title_of(reference),
            measures="; ".join(_inside(name) for name in missing),
        )


def _told_anyway(name: str, effect: Mapping[str, Any]) -> bool:
    """Whether the rest of the answer tells it: of the usual rows what is decided, of the first ones all."""
    usual = {row.name for row in ROWS}
    return name in usual and (
        name in (ORIENTATION, PROVIDERS, INDEX) or certainty.verdict(effect) != certainty.OPEN
    )


def _told(name: str, effect: Mapping[str, Any], runs: int) -> str:
    words = {
        "measure": _inside(name),
        "after": measures.value(name, effect["other"]),
        "before": measures.value(name, effect["reference"]),
    }
    verdict = certainty.verdict(effect)
    if verdict == certainty.HARDLY:
        return say("{measure} hardly changes ({after}, against {before})", **words)
    if verdict == certainty.OPEN:
        return say(
            "{measure} {after}, against {before} ({verdict})",
            verdict=certainty.not_decided(runs),
            **words,
        )
    return say(
        "{measure} rises ({after}, against {before})"
        if effect["difference"] > 0.0
        else "{measure} falls ({after}, against {before})",
        **words,
    )


def other_people(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> bool:
    """Whether a funder serves other people than the one in whose place it stands."""
    ours, its = reference["funders"], scenario["funders"]
    return any(
        its[name].get(_ELIGIBILITY) != ours[other].get(_ELIGIBILITY)
        for name, other in partners(reference, scenario).items()
    )


def other_people_note(titles: str) -> str:
    """How to read the rows on who is eligible, where that is not the same people."""
    return say(
        "Who is eligible is not the same under {titles}: rows on people who are eligible or not compare other people. "
        "What each status gains or loses stands in the table of newcomers.",
        titles=titles,
    )


def _inside(name: str) -> str:
    label = rows.label(rows.Row(name))
    return say("“{name}”", name=label)
