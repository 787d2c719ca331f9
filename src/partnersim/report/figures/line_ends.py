"""Words at the ends of lines, in place of a legend: moved apart where lines end close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.report.figures.canvas import SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LINE = 1.12  # of the size of the letters


@dataclass(frozen=True, slots=True)
class End:
    """Where a line ends, what is written there, and its colour."""

    height: float
    words: str
    colour: str


def write(axes: Axes, ends: Sequence[End], at: float | None = None, **style: Any) -> None:
    """Write beside the right edge, or at a value of the horizontal axis; limits must be set before."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    low, high = axes.get_ylim()
    tall = axes.get_position().height * figure.get_figheight() * 72.0
    order = sorted(ends, key=lambda end: end.height)
    heights = [_LINE * SMALL * (end.words.count("\n") + 1) for end in order]
    middles = [tall * (end.height - low) / (high - low) for end in order]
    places = _apart(middles, heights, tall)
    right = (
        1.0 if at is None else (at - axes.get_xlim()[0]) / (axes.get_xlim()[1] - axes.get_xlim()[0])
    )
    for end, place in zip(order, places, strict=True):
        axes.annotate(
            end.words, (right, place / tall), (7, 0), xycoords="axes fraction",
            textcoords="offset points", va="center", color=end.colour, annotation_clip=False,
            **{"fontsize": SMALL, "linespacing": 1.05} | style,
        )  # fmt: skip


def _apart(middles: Sequence[float], heights: Sequence[float], tall: float) -> list[float]:
    """The middles from the lowest up, moved as little as keeps words apart and within the chart."""
    places = list(middles)
    for _ in range(200):
        moved = False
        for n in range(len(places) - 1):
            need = (heights[n] + heights[n + 1]) / 2 - (places[n + 1] - places[n])
            if need > 0.1:
                places[n] -= need / 2
                places[n + 1] += need / 2
                moved = True
        if places:
            places[0] = max(places[0], heights[0] / 2 - 8.0)
            places[-1] = min(places[-1], tall - heights[-1] / 2 + 8.0)
        if not moved:
            break
    return places
