"""Verdicts at a glance: every part's estimate and interval against what is expected of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.figures import canvas
from partnersim.report.formatting.verdicts import figure as written
from partnersim.report.formatting.verdicts import name_of, verdict_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.validation.verdicts import PartVerdict

_ROW = 0.27  # inches
_LEFT, _ACROSS = 0.33, 0.24  # of the sheet: names to the left, figures and verdicts to the right
_SMALL = 8.4  # points
_MARGIN = 0.15  # of the row's own scale, kept free at either end
_COLOURS = {"emerges": canvas.GREEN, "fails": canvas.VERMILLION, "not decided": canvas.ORANGE}
_MARKS = {"emerges": "o", "fails": "X", "not decided": "D"}
_BAND = "#E3EFE9"


def draw(judged: Sequence[PartVerdict], use: str, runs: int) -> Figure:
    """A row a part, each on a scale of its own; what is expected is shaded."""
    titles = {
        "val": say("Patterns that guided no value (val)"),
        "cal": say("Patterns that may have guided values (cal)"),
    }
    height = 2.1 + _ROW * len(judged)
    sheet = canvas.sheet(
        height,
        titles[use],
        say("Paired runs: {runs}; parameters are drawn", runs=runs),
        say(
            "Point and bar: mean and 95 % interval, each row on its own scale. Shaded: what the documents "
            "expect; the line is its bound. *: follows from the rules, no evidence."
        ),
    )
    axes = canvas.chart(sheet, height, (_LEFT, _LEFT + _ACROSS), 0.3)
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(len(judged) - 0.5, -0.5)
    axes.set_yticks(range(len(judged)))
    axes.set_yticklabels(
        [name_of(verdict) + " *" * verdict.part.arithmetic for verdict in judged], fontsize=_SMALL
    )
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for row, verdict in enumerate(judged):
        _draw_row(axes, row, verdict)
    _legend(sheet, height)
    return sheet


def scale(verdict: PartVerdict) -> tuple[float, float]:
    """The ends of a part's own scale: interval and finite bounds, with room around them."""
    expected = verdict.part.expected
    shown = [verdict.mean, verdict.low, verdict.high, expected.low, expected.high]
    known = [value for value in shown if math.isfinite(value)]
    room = _MARGIN * (max(known) - min(known)) or 1.0
    return min(known) - room, max(known) + room


def _draw_row(axes: Axes, row: int, verdict: PartVerdict) -> None:
    begin, end = scale(verdict)

    def at(value: float) -> float:
        return min(1.0, max(0.0, (value - begin) / (end - begin)))

    expected, colour = verdict.part.expected, _COLOURS[verdict.verdict]
    left, right = at(expected.low), at(expected.high)
    axes.barh(row, right - left, left=left, height=0.72, color=_BAND, zorder=0)
    for bound in (expected.low, expected.high):
        if math.isfinite(bound):
            axes.plot([at(bound)] * 2, [row - 0.36, row + 0.36], color="#555555", linewidth=1.1)
    if math.isfinite(verdict.low):
        axes.plot([at(verdict.low), at(verdict.high)], [row, row], color=colour, linewidth=2.2)
    axes.plot(at(verdict.mean), row, _MARKS[verdict.verdict], color=colour, markersize=5.5)
    text = f"{written(verdict.mean)} [{written(verdict.low)}; {written(verdict.high)}]"
    axes.text(1.03, row, text, va="center", fontsize=_SMALL)
    axes.text(1.95, row, verdict_label(verdict), va="center", fontsize=_SMALL, color=colour)


def _legend(sheet: Figure, height: float) -> None:
    names = {"emerges": say("emerges"), "fails": say("fails"), "not decided": say("not decided")}
    line: dict[str, Any] = {"linestyle": "-", "linewidth": 2.2, "markersize": 5.5}
    handles = [
        canvas.mark(name, _MARKS[key], color=_COLOURS[key], **line) for key, name in names.items()
    ]
    place = (_LEFT - 0.01, canvas.bottom(height, -0.02))
    canvas.legend(sheet, height, handles, place, loc="lower left", ncols=3, fontsize=9.5)
