"""Verdicts on the patterns in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.language import numbers, say, say_all

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict, Said
    from partnersim.evidence.patterns import Expected, Level, Part

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


def wanted(expected: Expected) -> str:
    """What is expected, and by how much it must be for it to matter."""
    if not expected.least:
        return in_words(expected)
    decimals = len(f"{expected.least:g}".partition(".")[2])
    return f"{in_words(expected)} ({numbers.number(expected.least, decimals)})"


def weak(verdict: PartVerdict) -> bool:
    """Whether a part is as expected, and in few runs: it depends on the draw of parameters."""
    sayable = verdict.said not in ("may be chance", "could hardly fail")
    return verdict.verdict == "emerges" and sayable and verdict.holds < _SURE


def verdict_label(verdict: PartVerdict) -> str:
    """The verdict in words, `cal` and `val` by one rule; with a star where it is not as expected and written in."""
    words = verdict_words()[verdict.said]
    if weak(verdict):
        words = say("{verdict}, weakly", verdict=words)
    return words + star(verdict)


def star(verdict: PartVerdict) -> str:
    """Of what fails, is absent or not decided: that the rules make it so; what holds has a word of its own."""
    return " *" if verdict.part.written_in == "yes" and verdict.verdict != "emerges" else ""


def verdict_words() -> dict[Said, str]:
    """Every verdict in words, as they are counted."""
    return {
        "emerges": say("emerges"),
        "may be chance": say("may be chance"),
        "could hardly fail": say("could hardly fail"),
        "without choices too": say("without choices too"),
        "perhaps written in": say("perhaps written in"),
        "written in": say("written in"),
        "fitted": say("fitted"),
        "absent": say("absent"),
        "fails": say("fails"),
        "not decided": say("not decided"),
    }


def what_words_mean() -> list[str]:
    """Verdicts that are evidence, and those that agree with the documents and are none."""
    return say_all(
        "emerges: as the documents say, by choices, in a part that guided no value. Nothing else is evidence.",
        "may be chance: would emerge or fail if it were looked at alone, and does not stand under the limit on false "
        "findings over all parts; it counts as neither.",
        "could hardly fail: as expected without choices too, and in 95 % of runs whatever is drawn of unknowns and of "
        "weak fixed numbers; that is no verdict.",
        "written in: more than half of it stands without the choices that should make it; perhaps written in: the "
        "interval of that share holds one half; without choices too: less than half, and enough all the same.",
        "fitted: as the documents say, in a part that may guide values. *: written in, and not as they say.",
    )


def annotated_label(verdict: PartVerdict) -> str:
    """The verdict with all that must be read with it, where no column tells the use of the part."""
    return verdict_label(verdict) + (say(" (seen)") if verdict.part.seen else "")


def use_of(part: Part) -> str:
    """`cal` or `val`, whether a verdict was seen before, and the year."""
    return part.use + (say(" (seen)") if part.seen else "") + f", {part.year}"


def level_in_words(level: Level) -> str:
    """At which level a pattern lies."""
    return {
        "organizations": say("Organisations: which of them"),
        "sector": say("The sector"),
        "newcomers": say("Newcomers"),
    }[level]


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
