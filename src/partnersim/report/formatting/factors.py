"""Factors of an experiment on a screen: their paths, whole or broken at a dot, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from partnersim.language import say
from partnersim.report.formatting.screen import Screen

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
