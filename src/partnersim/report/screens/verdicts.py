"""A screen of verdicts: every pattern with its parts, what is expected of each, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from partnersim.language import current, say
from partnersim.report.formatting.verdicts import figure, in_words, said, short_name, use_of

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.validation.verdicts import PartVerdict

WIDTH = 100
_COLOURS = {"emerges": "green", "fails": "red", "not decided": "yellow"}
_WIDE = {"mean": 9, "interval": 18, "expected": 19, "verdict": 15}


def print_verdicts(judged: Sequence[PartVerdict], console: Console) -> None:
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
