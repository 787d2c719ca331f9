"""Verdicts on the patterns in words, and a screen of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from partnersim.language import current, say
from partnersim.report import words

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.validation import Judged
    from partnersim.evidence.patterns import Expected, Part

WIDTH = 100
_SURE = 0.8  # share of runs under which a pattern emerges weakly
_COLOURS = {"emerges": "green", "fails": "red", "not decided": "yellow"}
_WIDE = {"mean": 9, "interval": 18, "expected": 19, "verdict": 15}


def figure(value: float) -> str:
    """A number with about three significant digits, written as people of the language do."""
    if value == 0.0 or not math.isfinite(value):
        return words.number(value, 0)
    decimals = max(0, min(4, 2 - math.floor(math.log10(abs(value)))))
    return words.number(value, decimals)


def in_words(expected: Expected) -> str:
    """What is expected."""
    if math.isinf(expected.high):
        return say("above {low}", low=words.number(expected.low, 3 if expected.low % 1 else 0))
    if math.isinf(expected.low):
        return say("below {high}", high=words.number(expected.high, 3 if expected.high % 1 else 0))
    return say("{low} to {high}", low=figure(expected.low), high=figure(expected.high))


def weak(one: Judged) -> bool:
    """Whether a part emerges, and in few runs: it depends on the draw of parameters."""
    return one.verdict == "emerges" and one.holds < _SURE


def said(one: Judged) -> str:
    """The verdict in words, `cal` and `val` by one rule."""
    if weak(one):
        return say("emerges, weakly")
    names = {"emerges": say("emerges"), "fails": say("fails"), "not decided": say("not decided")}
    return names[one.verdict]


def marked(one: Judged) -> str:
    """The verdict with all that must be read with it, where no column tells the use of the part."""
    return said(one) + (say(" (seen)") if one.part.seen else "") + " *" * one.part.arithmetic


def use_of(part: Part) -> str:
    """`cal` or `val`, and whether a verdict was seen before."""
    return part.use + (say(" (seen)") if part.seen else "")


def print_verdicts(judged: Sequence[Judged], console: Console) -> None:
    """Every pattern with its parts, and how to read them."""
    from rich.table import Table
    from rich.text import Text

    width = min(WIDTH, console.width)
    for pattern, parts in groupby(judged, lambda one: one.pattern):
        statement = f"{pattern.id}  {pattern.statement.in_language(current())}"
        console.print(Text("\n" + statement, "bold"), width=width)
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=width - sum(_WIDE.values()) - len(_WIDE))
        for wide in _WIDE.values():
            table.add_column(width=wide)
        heads = (say("mean"), say("95 % over runs"), say("expected"), say("verdict"))
        table.add_row("", *(Text(head, "dim") for head in heads))
        for one in parts:
            part = one.part
            table.add_row(
                f"  {short_name(one)}: "
                f"{part.what.in_language(current())} ({use_of(part)}, {part.year})",
                figure(one.mean),
                f"[{figure(one.low)}; {figure(one.high)}]",
                in_words(part.expected),
                Text(said(one) + " *" * part.arithmetic, _COLOURS[one.verdict]),
            )
        console.print(table, width=width)
    console.print()
    for sentence in (
        say("cal: it may guide the choice of values, so that it is no prediction; val: it may not."),
        say("seen: a verdict under earlier rules or measures was known before these were written."),
        say("weakly: it holds in fewer than 80 % of runs, each with its own drawn parameters."),
        say("*: follows from the rules or from the scenario, so that it is no evidence."),
    ):  # fmt: skip
        console.print(Text(sentence, "dim"), width=width)


def name_of(one: Judged) -> str:
    """`P9 drift`; the pattern tells which of two meanings a word has."""
    return say(f"{one.pattern.id} {one.part.id}").replace("_", " ")


def command() -> str:
    """What makes the saved verdicts again."""
    from partnersim.analysis.validation import RUNS, SEED

    return f"partnersim validate --runs {RUNS} --seed {SEED}"


def short_name(one: Judged) -> str:
    """The name beside its pattern's: `drift`."""
    return name_of(one).removeprefix(one.pattern.id).lstrip(", ")


def case_of(part: Part) -> str:
    """The scenario, or the two."""
    if part.against is None:
        return part.case.scenario
    return say(
        "{scenario}, against {other}", scenario=part.case.scenario, other=part.against.scenario
    )
