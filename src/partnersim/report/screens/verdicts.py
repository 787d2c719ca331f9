"""A screen of verdicts: every pattern with its parts, what is expected of each, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from partnersim.language import current, say_all
from partnersim.report.formatting.verdicts import (
    figure,
    short_name,
    use_of,
    verdict_label,
    wanted,
    what_words_mean,
)

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict
    from partnersim.report.formatting.screen import Screen

_COLOURS = {
    "emerges": "green", "may be chance": "yellow", "could hardly fail": "dim",
    "without choices too": "cyan", "perhaps written in": "cyan", "written in": "cyan",
    "fitted": "cyan", "absent": "dim", "fails": "red", "not decided": "yellow",
}  # fmt: skip
_WIDE = {"mean": 9, "interval": 18, "expected": 19, "verdict": 18}


def print_verdicts(judged: Sequence[PartVerdict], screen: Screen) -> None:
    """Every pattern with its parts, and how to read them."""
    for pattern, parts in groupby(judged, lambda verdict: verdict.pattern):
        screen.line(f"\n{pattern.id}  {pattern.statement.in_language(current())}", "bold")
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(width=screen.width - sum(_WIDE.values()) - len(_WIDE))
        for wide in _WIDE.values():
            table.add_column(width=wide)
        heads = say_all("mean", "95 % over runs", "expected", "verdict")
        table.add_row("", *(Text(head, "dim") for head in heads))
        for verdict in parts:
            part = verdict.part
            what = f"{part.what.in_language(current())} ({use_of(part)})"
            table.add_row(
                f"  {short_name(verdict)}: {what}",
                figure(verdict.mean),
                f"[{figure(verdict.low)}; {figure(verdict.high)}]",
                wanted(part.expected),
                Text(verdict_label(verdict), _COLOURS[verdict.said]),
            )
        screen.print(table)
    screen.print()
    screen.lines(how_to_read(), "dim")


def how_to_read() -> list[str]:
    """What words and marks of verdicts mean."""
    cal, *others = say_all(
        "cal: it may guide the choice of values, so that it is no prediction; val: it may not.",
        "seen: a verdict under earlier rules or measures was known before these were written.",
        "In brackets, the smallest effect that matters: what emerges or fails lies beyond it, what is absent within.",
        "weakly: it holds in fewer than 80 % of runs, each with its own drawn parameters.",
    )
    return [cal, *what_words_mean(), *others]
