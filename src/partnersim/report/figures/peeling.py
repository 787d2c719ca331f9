"""PRIM's trajectory: what each step gains in density and gives up in coverage, and the step taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import say
from partnersim.report.discovery_table import condition
from partnersim.report.figures import canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.analysis.discovery.of_sweep import Discovery

_HEIGHT = 5.2
_COLOURS = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN)


def draw(found: Discovery, title: str) -> Figure:
    """A line a box; circles mark the step taken, numbers how many factors are restricted there."""
    figure = canvas.sheet(
        _HEIGHT, condition(found), title,
        say("From right to left, conditions get narrower. Circles: the boxes taken, with the number of "
            "their conditions. Dotted: how often it happens anywhere."),
    )  # fmt: skip
    axes = figure.add_axes((0.1, canvas.bottom(_HEIGHT, 0.5), 0.86,
                            canvas.top(_HEIGHT) - canvas.bottom(_HEIGHT, 0.5)))  # fmt: skip
    for colour, peeling in zip(_COLOURS, found.peelings, strict=False):
        steps, box = peeling.trajectory, peeling.box
        axes.plot(100 * steps["coverage"], 100 * steps["density"], color=colour, linewidth=1.4)
        axes.plot(100 * box.coverage, 100 * box.density, "o", color=colour, markersize=9)
        axes.annotate(
            str(len(box.restrictions)), (100 * box.coverage, 100 * box.density),
            xytext=(8, 6), textcoords="offset points", color=colour, weight="bold",
        )  # fmt: skip
    axes.axhline(100 * found.cases.share, color=canvas.GREY, linestyle=":", linewidth=1.2)
    axes.set_xlim(-2, 102)
    axes.set_ylim(-2, 105)
    axes.set_xlabel(say("coverage: % of all cases"))
    axes.set_ylabel(say("density: % of rows that are cases"))
    return figure
