"""What answers a scenario's own question: the measures that its file names, before all others.

For a screen and for a report, so that both say the same. A measure of a system is told by the words that the
system declares; what the reference does not measure is told as it stands, and that runs tell no difference.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import certainty, measures, words
from partnersim.report.formatting.spread import spread
from partnersim.report.screens import answer, rows
from partnersim.report.screens.answer import Effects
from partnersim.results.years import rows_by_measure
from partnersim.systems import room

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results import Results
    from partnersim.results.comparison_result import Comparison

_KEY = "answered_by"
_SCALE = "0 "  # how the unit of a scale begins, which says what its ends are


def named(scenario: Mapping[str, Any], last: pd.DataFrame) -> list[str]:
    """What a scenario of a manifest names, of what its runs measure.

    last: a row a run, a column a measure of the sector.
    """
    return [name for name in scenario.get(_KEY, ()) if name in last and last[name].notna().any()]


def compared(names: Sequence[str], effects: Effects) -> list[str]:
    """Those of the measures that the reference has too."""
    return [
        name for name in names if name in effects and math.isfinite(effects[name]["difference"])
    ]


def of_all(comparison: Comparison) -> list[str]:
    """What the scenarios beside the first name, of what all of them have."""
    own = comparison.differences
    effects = [rows_by_measure(own[own["scenario"] == name]) for name in comparison.others]
    named = dict.fromkeys(
        measure
        for name in comparison.others
        for measure in comparison.results[name].manifest["scenario"].get(_KEY, ())
    )
    return [name for name in named if all(compared([name], of) for of in effects)]


def rows_first(names: Sequence[str]) -> tuple[rows.Row, ...]:
    """Rows of these measures, then the usual ones that are not among them."""
    return tuple(map(rows.Row, dict.fromkeys((*names, *(row.name for row in answer.ROWS)))))


def label(name: str) -> str:
    """A measure as a row has it; of a scale, with what its ends are."""
    own, unit = rows.label(rows.Row(name)), words.unit(name)
    if name in {row.name for row in answer.ROWS} or not unit.startswith(_SCALE):
        return own
    return say("{measure}, {scale}", measure=own, scale=say(unit))


def beside_another(
    names: Sequence[str], last: pd.DataFrame, effects: Effects, reference: str, before: str = ""
) -> str:
    """What differs from another scenario on the same seeds; then what that does not measure.

    reference: its title; before: the text before it, which may have named the reference.
    """
    both = compared(names, effects)
    alone = [name for name in names if name not in both]
    told = ""
    for name in both:
        against = "" if reference in before + told else reference  # which is named once
        text = (
            answer.sentence(name, effects[name], reference)
            if name in answer.SENTENCES
            else _beside(name, effects[name], against, len(last))
        )
        told = f"{told} {text}"
    return " ".join([told, *_not_in_reference(alone, last, reference)]).strip()


def with_time(names: Sequence[str], before: pd.DataFrame, last: pd.DataFrame) -> str:
    """What becomes of measures where nothing is set beside the scenario, and that this is not its doing alone."""
    if not names:
        return ""
    told = [
        say(
            "{measure} goes from {before} to {after}",
            measure=_quoted(name),
            before=measures.value(name, spread(before[name]).average),
            after=_level(name, last),
        )
        for name in names
    ]
    said = [f"{say('; ').join(told)}."]
    if len(last) > 1:
        said.append(say("In brackets, the middle 80 % of runs."))
    said.append(say("Compared with no other scenario: what comes with time alone is in it."))
    return " ".join(said)


def of_systems(results: Results) -> list[str]:
    """What systems tell of a run in words of their own: the `answer` of their `reports`."""
    return [
        sentence
        for module in room("reports").values()
        if hasattr(module, "answer")
        for sentence in module.answer(results)
    ]


def _beside(name: str, effect: Mapping[str, Any], reference: str, runs: int) -> str:
    """A sentence on a measure; reference: its title, or nothing where a sentence before it has that."""
    before = measures.value(name, effect["reference"])
    told = {
        "measure": _quoted(name),
        "after": measures.value(name, effect["other"]),
        "before": say("{before} under “{reference}”", before=before, reference=reference)
        if reference
        else before,
        "difference": measures.difference(name, effect),
    }
    verdict = certainty.verdict(effect)
    if verdict == certainty.OPEN:
        return say(
            "{measure}: {after}, against {before} ({difference}): {verdict}.",
            verdict=certainty.not_decided(runs),
            **told,
        )
    if effect["low"] == effect["high"] == 0.0:
        return say("{measure} does not change in any run: {after}, against {before}.", **told)
    if verdict == certainty.HARDLY:
        return say("{measure} hardly changes: {after}, against {before} ({difference}).", **told)
    return say(
        "{measure} rises: {after}, against {before} ({difference})."
        if effect["difference"] > 0.0
        else "{measure} falls: {after}, against {before} ({difference}).",
        **told,
    )


def _not_in_reference(names: Sequence[str], last: pd.DataFrame, reference: str) -> Iterator[str]:
    """Measures as they stand in the last year, where the reference has none of them."""
    if not names:
        return
    told = say("; ").join(
        say("{measure} {value}", measure=_quoted(name), value=_level(name, last)) for name in names
    )
    if len(last) > 1:
        yield say(
            "In the last year, with the middle 80 % of runs in brackets: {measures}.", measures=told
        )
    else:
        yield say("In the last year: {measures}.", measures=told)
    yield say("No difference is known: “{reference}” does not measure this.", reference=reference)


def _level(name: str, last: pd.DataFrame) -> str:
    """A measure in the last year, with the middle 80 % of runs where there are several."""
    over = spread(last[name])
    value, low, high = (measures.value(name, each) for each in (over.average, over.low, over.high))
    if len(last) == 1:
        return value
    unit = f"{numbers.NO_BREAK}%"
    return f"{value} [{low.removesuffix(unit)}; {high.removesuffix(unit)}]"


def _quoted(name: str) -> str:
    return say("“{name}”", name=label(name))
