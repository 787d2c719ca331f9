"""Summary of a validation, in sentences: how many emerge, what fails, whether the runs are enough."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from partnersim.analysis.runs.convergence import TOLERANCE
from partnersim.language import numbers, say
from partnersim.report.formatting.verdicts import name_of, verdict_words

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict


def in_all(judged: Sequence[PartVerdict]) -> list[str]:
    """How many parts of each use come to each verdict, as it is said."""
    groups = (("cal", say("cal, may have guided values")), ("val", say("val, guided no value")))
    lines = []
    for use, group in groups:
        own = Counter(row.said for row in judged if row.part.use == use)
        counted = [
            f"{name} {own[said]}"
            for said, name in verdict_words().items()
            if own[said] or (use, said) == ("val", "emerges")
        ]
        if own:
            lines.append(say("{group}: {counts}.", group=group, counts="; ".join(counted)))
    return lines


def what_fails(judged: Sequence[PartVerdict]) -> str:
    """The parts that fail, which stay so; nothing where none does."""
    failing = [name_of(row) for row in judged if row.said == "fails"]
    if not failing:
        return ""
    return say(
        "Failing: {parts}. A pattern that fails stays so: it is a finding, discussed in docs/limits.md.",
        parts=", ".join(failing),
    )


def on_runs(judged: Sequence[PartVerdict], runs: int) -> Iterator[str]:
    """Whether the runs are enough: spreads that have settled, verdicts that stand, what would decide."""
    known = [(row, row.convergence) for row in judged if row.convergence is not None]
    stable = sum(each.stable for _, each in known)
    yield say(
        "{runs} {runs|run|runs}. For {stable} of {parts} parts the interval has settled: over the last half of the "
        "runs, at least five, the spread moves by less than {tolerance} %.",
        runs=runs,
        stable=stable,
        parts=len(known),
        tolerance=numbers.number(100 * TOLERANCE, 0),
    )
    restless = _names(row for row, each in known if not each.stable)
    if restless and stable:
        yield say("Not settled: {parts}.", parts=restless)
    decided = [(row, each) for row, each in known if row.verdict != "not decided"]
    if late := _names(row for row, each in decided if each.settled_since > max(2, runs // 2)):
        yield say("Decided only in the last half of the runs: {parts}.", parts=late)
    undecided = [(row, each) for row, each in known if row.verdict == "not decided"]
    waiting = [
        say("{part} {more}", part=name_of(row), more=numbers.number(each.more_runs, 0))
        for row, each in undecided
        if not math.isnan(each.more_runs)
    ]
    if waiting:
        yield say("About so many more runs would decide: {parts}.", parts=", ".join(waiting))
    if hopeless := _names(row for row, each in undecided if math.isnan(each.more_runs)):
        yield say("More than a hundred times as many would be needed for: {parts}.", parts=hopeless)


def _names(parts: Iterable[PartVerdict]) -> str:
    return ", ".join(map(name_of, parts))


def runs_in_words(verdict: PartVerdict) -> str:
    """Of one part: how far its spread still moves, since when its verdict stands, what is missing."""
    each = verdict.convergence
    if each is None:
        return numbers.MISSING
    text = say("spread moves {share} %", share=numbers.number(100 * each.spread_moves, 1))
    if verdict.verdict != "not decided":
        return text + "; " + say("decided since run {run}", run=each.settled_since)
    if math.isnan(each.more_runs):
        return text + "; " + say("hopeless")
    return text + "; " + say("about {more} more", more=numbers.number(each.more_runs, 0))
