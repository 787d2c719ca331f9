"""Verdicts on the patterns in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.language import numbers, say

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict
    from partnersim.evidence.patterns import Expected, Part

_SURE = 0.8  # share of runs under which a pattern emerges weakly


def figure(value: float) -> str:
    """A number with about three significant digits, written as people of the language do."""
    if value == 0.0 or not math.isfinite(value):
        return numbers.number(value, 0)
    decimals = max(0, min(4, 2 - math.floor(math.log10(abs(value)))))
    return numbers.number(value, decimals)


def in_words(expected: Expected) -> str:
    """What is expected."""
    if math.isinf(expected.high):
        return say("above {low}", low=numbers.number(expected.low, 3 if expected.low % 1 else 0))
    if math.isinf(expected.low):
        return say(
            "below {high}", high=numbers.number(expected.high, 3 if expected.high % 1 else 0)
        )
    return say("{low} to {high}", low=figure(expected.low), high=figure(expected.high))


def weak(verdict: PartVerdict) -> bool:
    """Whether a part emerges, and in few runs: it depends on the draw of parameters."""
    return verdict.verdict == "emerges" and verdict.holds < _SURE


def verdict_label(verdict: PartVerdict) -> str:
    """The verdict in words, `cal` and `val` by one rule."""
    if weak(verdict):
        return say("emerges, weakly")
    names = {"emerges": say("emerges"), "fails": say("fails"), "not decided": say("not decided")}
    return names[verdict.verdict]


def annotated_label(verdict: PartVerdict) -> str:
    """The verdict with all that must be read with it, where no column tells the use of the part."""
    return (
        verdict_label(verdict)
        + (say(" (seen)") if verdict.part.seen else "")
        + " *" * verdict.part.written_in
    )


def use_of(part: Part) -> str:
    """`cal` or `val`, and whether a verdict was seen before."""
    return part.use + (say(" (seen)") if part.seen else "")


def name_of(verdict: PartVerdict) -> str:
    """`P9 drift`; the pattern tells which of two meanings a word has."""
    return say(f"{verdict.pattern.id} {verdict.part.id}").replace("_", " ")


def command() -> str:
    """What makes the saved verdicts again."""
    from partnersim.analysis.validation.verdicts import RUNS, SEED

    return f"partnersim validate --runs {RUNS} --seed {SEED}"


def short_name(verdict: PartVerdict) -> str:
    """The name beside its pattern's: `drift`."""
    return name_of(verdict).removeprefix(verdict.pattern.id).lstrip(", ")


def case_of(part: Part) -> str:
    """The scenario, or the two."""
    if part.against is None:
        return part.case.scenario
    return say(
        "{scenario}, against {other}", scenario=part.case.scenario, other=part.against.scenario
    )
