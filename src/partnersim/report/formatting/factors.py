"""Factors of an experiment on a screen: their paths, whole or broken at a dot, and what they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from partnersim.declarations import Shares
from partnersim.instruments import declared
from partnersim.language import current, numbers, say
from partnersim.report.formatting.screen import Screen
from partnersim.scenario.parameter_groups import parameters

_LONGEST = 40  # signs of a path on one line; the screen may be 80 wide


def in_lines(path: str, longest: int = _LONGEST) -> str:
    """A path, on several lines where it is long: broken after dots, so that it can still be read."""
    lines = [""]
    for part in re.split(r"(?<=\.)", path):
        if lines[-1] and len(lines[-1]) + len(part) > longest:
            lines.append("  ")
        lines[-1] += part
    return "\n".join(lines)


def print_meanings(meanings: Mapping[str, str], paths: Sequence[str], screen: Screen) -> None:
    """What each factor is, for those who do not know it by its path."""
    from rich.text import Text

    known = [path for path in dict.fromkeys(paths) if meanings.get(path)]
    if not known:
        return
    table = screen.table(say("Factor"), say("What it is"), no_wrap=False, ratio=1)
    table.columns[0].ratio, table.columns[0].no_wrap = None, True
    for path in known:
        table.add_row(Text(in_lines(path)), Text(meanings[path]))
    screen.print(table)


def short_name(path: str, meanings: Mapping[str, str]) -> str:
    """What a factor is called, without the explanation after the colon; its path, where that says nothing.

    Of a map of shares, the share. What is declared now goes before what was stored with an older sweep.
    """
    declared_at = parameters().get(path) or parameters().get(_of_any(path))
    known = (
        meanings.get(path, "")
        if declared_at is None
        else declared_at[1].meaning.in_language(current())
    )
    name = known.split(":")[0].strip()
    last = path.rpartition(".")[2].replace("_", " ")
    within, _, key = path.rpartition(".")
    parent = parameters().get(within) or parameters().get(_of_any(within))
    if parent is None or not isinstance(parent[1], Shares):
        return name or last
    for instrument in declared():
        if within.endswith(".split") and instrument.key == key:
            return say(
                "{instrument}, share of the money",
                instrument=instrument.title.in_language(current()),
            )
    return f"{name or within.rpartition('.')[2].replace('_', ' ')}, {last}"


def _of_any(path: str) -> str:
    """A path of a named funder as it is declared of all."""
    return re.sub(r"^(ministries|donors)\.\w+", "ministries.*", path)


def value_of(value: float, unit: str = "") -> str:
    """A value of a factor: shares in per cent, others with two significant digits."""
    if unit.startswith("share") and abs(value) <= 1.0:
        return numbers.percent(value)
    if value == int(value) and abs(value) < 1e6:
        return numbers.number(value, 0)
    size = max(0, 1 - math.floor(math.log10(abs(value))))
    return numbers.number(value, min(size, 4))
