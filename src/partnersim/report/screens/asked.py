"""What answers a scenario's own question, in one sentence: the measures that its file names, before all others.

For a screen and for a report, so that both say the same. A measure of a system is told by the words that the
system declares; what the reference does not measure is told as it stands, and that it is not measured there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.spread import spread
from partnersim.report.screens import answer, clauses, rows
from partnersim.report.screens.answer import Effects
from partnersim.results.years import rows_by_measure
from partnersim.systems import room

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.results import Results
    from partnersim.results.comparison_result import Comparison

_KEY = "answered_by"
_SCALE = "0 "  # how the unit of a scale begins, which says what its ends are
_TEN = 10  # rows of a first screen


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


def ten_rows(names: Sequence[str]) -> tuple[rows.Row, ...]:
    """The same for a first screen, which has ten: of the usual ones, the last to be missed give way."""
    every = [row.name for row in rows_first(names)]
    spare = [name for name in answer.LEFT_FIRST if name not in names]
    left = spare[: max(0, len(every) - _TEN)]
    return tuple(rows.Row(name) for name in every if name not in left)[:_TEN]


def label(name: str) -> str:
    """A measure as a row has it; of a scale, with what its ends are."""
    own, unit = rows.label(rows.Row(name)), words.unit(name)
    if name in {row.name for row in answer.ROWS} or not unit.startswith(_SCALE):
        return own
    return say("{measure}, {scale}", measure=own, scale=say(unit))


def on_screen(
    names: Sequence[str],
    last: pd.DataFrame,
    effects: Effects,
    reference: str,
    first: Sequence[str] = (),
) -> str:
    """The answer beside another scenario on a screen, and what requests lose for it, or gain.

    first: what systems tell before it.
    """
    told = {"reference": reference, "clauses": beside_another(names, last, effects)}
    if not first:
        said = say("Beside “{reference}”, in the last year: {clauses}.", **told)
    else:
        before = say("; ").join(first)
        said = say(
            "{first}; beside “{reference}”, in the last year: {clauses}.",
            first=before[:1].upper() + before[1:],
            **told,
        )
    if answer.REQUESTS not in names and clauses.against_autonomy(effects):
        said += " " + say("In return, {clauses}.", clauses=clauses.requests(effects))
    return said


def beside_another(
    names: Sequence[str],
    last: pd.DataFrame,
    effects: Effects,
    first: Sequence[str] = (),
) -> str:
    """What differs from another scenario on the same seeds, then what that does not measure: parts of a sentence.

    names: of what the scenario's file names, or nothing; first: what systems tell before it.
    """
    names = names or answer.USUAL
    both = compared(names, effects)
    alone = [name for name in names if name not in both]
    told = {name: clauses.of(name, effects[name], label(name), len(last)) for name in both}
    told |= dict.fromkeys(alone[:1], _not_in_reference(alone, last))
    return say("; ").join([*first, *(told[name] for name in names if name in told)])


def with_time(
    names: Sequence[str], before: pd.DataFrame, last: pd.DataFrame, first: Sequence[str] = ()
) -> str:
    """What becomes of measures where nothing is set beside the scenario, parts of a sentence."""
    told = [
        *first,
        *(
            say(
                "{measure} goes from {before} to {after}",
                measure=clauses.in_a_sentence(name, label(name)),
                before=measures.value(name, spread(before[name]).average),
                after=_level(name, last),
            )
            for name in names or answer.USUAL
        ),
    ]
    text = say("; ").join(told)
    if len(last) == 1:
        return text
    return say("{text} (in brackets, the middle 80 % of runs)", text=text)


def of_systems(results: Results, what: str = "answer") -> list[str]:
    """What systems tell of a run in words of their own: the `answer` of their `reports`.

    what: `answer`, sentences; `clauses`, parts of the sentence that answers the scenario's question.
    """
    return [
        text
        for module in room("reports").values()
        if hasattr(module, what)
        for text in getattr(module, what)(results)
    ]


def _not_in_reference(names: Sequence[str], last: pd.DataFrame) -> str:
    """Measures as they stand in the last year, where the reference has none of them."""
    told = say("; ").join(
        say(
            "{measure} at {value}",
            measure=clauses.in_a_sentence(name, label(name)),
            value=_level(name, last),
        )
        for name in names
    )
    return say(
        "{measures} (in brackets, the middle 80 % of runs; the reference does not measure this)"
        if len(last) > 1
        else "{measures} (the reference does not measure this)",
        measures=told,
    )


def _level(name: str, last: pd.DataFrame) -> str:
    """A measure in the last year, with the middle 80 % of runs where there are several."""
    over = spread(last[name])
    value, low, high = (measures.value(name, each) for each in (over.average, over.low, over.high))
    if len(last) == 1:
        return value
    unit = f"{numbers.NO_BREAK}%"
    return f"{value} [{low.removesuffix(unit)}; {high.removesuffix(unit)}]"
