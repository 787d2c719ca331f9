"""Words that stay whole: folded by the width they take up, not by how many signs they have."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from partnersim.language import bound
from partnersim.language.numbers import NO_BREAK

_LONELY = 0.2  # of the line: a last line shorter than this is no line
_MORE = 0.55  # of a row, that a further line takes up
_POINTS = 72.0  # an inch


@functools.lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Inches that words on one line take up."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size, weight="bold" if bold else "normal")
    taken, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(taken) / _POINTS


def lines_of(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The words on as few lines as hold them within `room` inches, none but the only one very short."""
    lines = _folded(text, room, size, bold)
    narrower = room
    while len(lines) > 1 and width(lines[-1], size, bold=bold) < _LONELY * room:
        narrower *= 0.97
        again = _folded(text, narrower, size, bold)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def folded(text: str, room: float, size: float) -> str:
    """The words with line ends in them, to stand within `room` inches."""
    return "\n".join(lines_of(text, room, size))


def rows_of(names: Sequence[str]) -> tuple[list[float], float]:
    """Where the middle of each row of a chart stands, from above, and how tall all are.

    A row is 1 tall; one whose name has two lines, half as much again.
    """
    middles, place = [], 0.0
    for name in names:
        tall = 1.0 + _MORE * name.count("\n")
        middles.append(place + tall / 2.0)
        place += tall
    return middles, place


def fitted(
    text: str, room: float, ways: Sequence[tuple[int, float]], *, bold: bool = False
) -> tuple[list[str], float]:
    """The words in the first of the `ways` (lines at most, size) that holds them, and that size."""
    for most, size in ways:
        lines = lines_of(text, room, size, bold=bold)
        if len(lines) <= most:
            return lines, size
    # longer than any title: what is beyond is left out, and seen to be
    return [*lines[: most - 1], lines[most - 1].rsplit(" ", 1)[0] + " …"], size


def _folded(text: str, room: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in _together(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _together(text: str) -> str:
    """The same on one line, signs bound to what they stand with."""
    return bound(re.sub(r"[ \n]+", " ", text).strip()).replace(" ·", NO_BREAK + "·")
