"""An interval that stays to be seen, however small: a line with caps and a hollow dot on it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CAP = 0.2  # of a row, above and below


def draw(axes: Axes, ends: tuple[float, float], middle: float, place: float, colour: str) -> None:
    """Along a row of a chart; ends that are not known leave the dot alone."""
    if not math.isnan(sum(ends)):
        axes.plot(ends, (place, place), color=colour, linewidth=3.4, solid_capstyle="butt")
        caps(axes, ends, place, colour)
    edge: dict[str, Any] = {"markeredgecolor": colour, "markeredgewidth": 1.8}
    axes.plot(middle, place, "o", markersize=7, color="white", zorder=2.5, **edge)


def caps(axes: Axes, ends: Iterable[float], place: float, colour: str) -> None:
    """Short strokes across an interval where it ends."""
    for end in ends:
        axes.plot((end, end), (place - _CAP, place + _CAP), color=colour, linewidth=1.4)
