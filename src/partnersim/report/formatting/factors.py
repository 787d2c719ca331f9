"""Factors of an experiment on a screen: their paths, whole or broken at a dot, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from partnersim.language import say

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 40  # signs of a path on one line; the screen may be 80 wide


def in_lines(path: str, longest: int = _LONGEST) -> str:
    """A path, on several lines where it is long: broken after dots, so that it can still be read."""
    lines = [""]
    for part in re.split(r"(?<=\.)", path):
        if lines[-1] and len(lines[-1]) + len(part) > longest:
            lines.append("  ")
        lines[-1] += part
    return "\n".join(lines)


def print_meanings(
    meanings: Mapping[str, str], paths: Sequence[str], console: Console, width: int
) -> None:
    """What each factor is, for those who do not know it by its path."""
    from rich.table import Table
    from rich.text import Text

    told = [path for path in dict.fromkeys(paths) if meanings.get(path)]
    if not told:
        return
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    grid.add_column(say("Factor"), no_wrap=True)
    grid.add_column(say("What it is"), ratio=1)
    for path in told:
        grid.add_row(Text(in_lines(path)), Text(meanings[path]))
    console.print(grid, width=width)
