"""PRIM's trajectory: what each step gains in density and gives up in coverage, and the box taken."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.figures import canvas
from partnersim.report.screens.discovery import condition

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.discovery.prim import Peeling
    from partnersim.analysis.discovery.sweep_analysis import Discovery

_HEIGHT, _AXIS = 5.5, 0.62  # inches; of the second, what stands between the chart and the caption
_COLOURS = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN)
_DOT, _STEP = 14.0, 5.0  # points: a box, which holds a number; the step it came from
_ASIDE = 1.5  # points of a hundred: a box as near as this lies on its line


def draw(discovery: Discovery, title: str) -> Figure:
    """A line a box; dots are the boxes taken, with how many factors each restricts."""
    boxes = list(zip(_COLOURS, discovery.peelings, strict=False))
    note = say(
        "From right to left, conditions get narrower. Dots: the boxes taken, with the number of their "
        "conditions. Dotted: how often it happens anywhere."
    )
    if any(_is_aside(peeling) for _, peeling in boxes):
        note += " " + say(
            "Small circle: the step of the line that a box comes from; dashes: from there to the box, "
            "without the conditions that may be chance."
        )
    figure = canvas.sheet(_HEIGHT, condition(discovery), title, note)
    axes = canvas.chart(figure, _HEIGHT, (0.1, 0.96), _AXIS)
    for colour, peeling in boxes:
        steps = peeling.trajectory
        axes.plot(100 * steps["coverage"], 100 * steps["density"], color=colour, linewidth=1.4)
    for colour, peeling in boxes:
        _box(axes, peeling, colour)
    axes.axhline(100 * discovery.cases.share, color=canvas.GREY, linestyle=":", linewidth=1.2)
    axes.set_xlim(-2, 103)
    axes.set_ylim(-2, 105)
    axes.set_xlabel(say("coverage: % of all cases"))
    axes.set_ylabel(say("density: % of rows that are cases"))
    return figure


def _step(peeling: Peeling) -> tuple[float, float]:
    """Coverage and density, in %, of the step that the box was taken from."""
    row = peeling.trajectory.iloc[peeling.box.step]
    return 100 * float(row["coverage"]), 100 * float(row["density"])


def _is_aside(peeling: Peeling) -> bool:
    """Whether the box lies beside its line, having lost conditions that the step had."""
    box = (100 * peeling.box.coverage, 100 * peeling.box.density)
    return peeling.box.step >= 0 and math.dist(box, _step(peeling)) > _ASIDE


def _box(axes: Axes, peeling: Peeling, colour: str) -> None:
    """The dot, its number inside, where it covers no line; and where it came from."""
    x, y = 100 * peeling.box.coverage, 100 * peeling.box.density
    if _is_aside(peeling):
        from_x, from_y = _step(peeling)
        axes.plot([from_x, x], [from_y, y], color=colour, linestyle="--", linewidth=1.0, zorder=3)
        axes.plot(
            from_x, from_y, "o", color="white", markeredgecolor=colour, markersize=_STEP, zorder=5
        )
    axes.plot(x, y, "o", color=colour, markeredgecolor="white", markersize=_DOT, zorder=4)
    style: dict[str, Any] = {"color": "white", "weight": "bold", "fontsize": 9.5, "zorder": 6}
    count = str(len(peeling.box.restrictions))
    axes.text(x, y, count, ha="center", va="center_baseline", **style)
