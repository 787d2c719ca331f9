"""A calibration in two figures: posterior beside prior, and coverage of simulated truths."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from partnersim.language import say
from partnersim.report.figures import canvas
from partnersim.report.screens.calibration import coverage_cells

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.analysis.calibration.result import Calibration

_ROW, _ROUND = 0.22, 2.6  # inches
_COVERAGE_HEIGHT = 5.6


def intervals(fit: Calibration) -> Figure:
    """A line a parameter over its prior, from end to end; the bar is the 90 % interval after."""
    rows = sorted(fit.learned, key=lambda row: (row.contraction, row.path))
    height = _ROUND + _ROW * len(rows)
    figure = canvas.sheet(
        height,
        say("What the patterns say about the parameters"),
        fit.scenario,
        say(
            "Grey: the prior, from end to end. Bar: 90 % of the posterior; point: its mean. Blue: narrowed "
            "more than dummy parameters are; grey: not identifiable."
        ),
    )
    axes = canvas.chart(figure, height, (0.37, 0.97), 0.5)
    for n, row in enumerate(rows):
        first, last = row.prior
        low, mean, high = ((x - first) / (last - first) for x in (row.low, row.mean, row.high))
        colour = canvas.BLUE if row.identified else canvas.SET_GREY
        axes.plot([0, 1], [n, n], color="#DDDDDD", linewidth=5, solid_capstyle="butt", zorder=1)
        axes.plot([low, high], [n, n], color=colour, linewidth=2.4, zorder=2)
        axes.plot(mean, n, "o", color=colour, markersize=5, zorder=3)
    axes.set_yticks(range(len(rows)), [row.path for row in rows], fontsize=8.5)
    axes.set_ylim(-0.8, len(rows) - 0.2)
    axes.set_xticks([0, 1], [say("lower end of the prior"), say("upper end")])
    labels = list(axes.get_xticklabels())
    labels[0].set_horizontalalignment("left")
    labels[-1].set_horizontalalignment("right")
    axes.set_xlim(-0.02, 1.02)
    return figure


def coverage(fit: Calibration) -> Figure:
    """How often intervals held the truth, against how often they should."""
    figure = canvas.sheet(
        _COVERAGE_HEIGHT,
        say("Does the method find what is known?"),
        fit.scenario,
        say(
            "{truths} simulated truths. On the line, an interval holds the truth as often as it says. Bars: "
            "95 % over truths.",
            truths=fit.truths,
        ),
    )
    axes = canvas.chart(figure, _COVERAGE_HEIGHT, (0.1, 0.96), 0.5)
    axes.plot([40, 100], [40, 100], color=canvas.GREY, linestyle=":", linewidth=1.2)
    kinds = list(dict.fromkeys((row.data, row.of) for row in fit.covered))
    colours = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN, canvas.PURPLE)
    for n, (kind, colour) in enumerate(zip(kinds, colours, strict=False)):
        some = [row for row in fit.covered if (row.data, row.of) == kind]
        at = [100 * row.level + 0.6 * (n - 1.5) for row in some]
        label = ": ".join(coverage_cells([asdict(some[0])])[0][:2])
        shares = [100 * row.share for row in some]
        axes.plot(at, shares, "o", color=colour, markersize=6, label=label)
        for x, row in zip(at, some, strict=True):
            axes.plot([x, x], [100 * row.low, 100 * row.high], color=colour, linewidth=1.6)
    axes.set_xlabel(say("interval: % of the posterior"))
    axes.set_ylabel(say("% of truths within it"))
    axes.legend(loc="upper left")
    return figure
