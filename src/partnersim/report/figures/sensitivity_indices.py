"""Indices of sensitivity with their intervals, beside what a factor without effect shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import say
from partnersim.report.figures import canvas
from partnersim.report.screens.sensitivity import FIRST_SHOWN, kind_name, outcome_label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.analysis.sensitivity.indices import OutcomeSensitivity

_ROW, _ROUND = 0.42, 2.6  # inches


def draw(study: OutcomeSensitivity, title: str) -> Figure:
    """A bar a factor, largest on top; grey where it is not above the dummy, empty where that is not known."""
    kind = FIRST_SHOWN[study.method]
    indices = study.of(kind)[::-1]
    height = _ROUND + _ROW * len(indices)
    figure = canvas.sheet(
        height,
        outcome_label(study.outcome),
        title,
        say(
            "{kind}, with its 95 % interval. Dotted: what luck or chance alone would show; grey: not above "
            "it; empty: not known with one replicate.",
            kind=kind_name(kind),
        ),
    )
    axes = canvas.chart(figure, height, (0.47, 0.97), 0.45)
    for n, index in enumerate(indices):
        colour = canvas.GREY if index.detectable is False else canvas.BLUE
        filled = index.detectable is not None
        axes.barh(n, index.value, color=colour, height=0.62, fill=filled, edgecolor=colour)
        axes.plot([index.low, index.high], [n, n], color=canvas.INK, linewidth=1.4)
        axes.plot([index.dummy] * 2, [n - 0.45, n + 0.45], ":", color=canvas.INK, linewidth=1.2)
    axes.set_yticks(range(len(indices)), [_short(index.factor) for index in indices], fontsize=9.5)
    axes.set_xlim(left=min(0.0, min(index.low for index in indices)))
    axes.set_xlabel(kind_name(kind))
    return figure


def _short(path: str) -> str:
    """A path of a scenario without its first word, which is the same for all levers."""
    for first in ("ministries.", "donors."):
        path = path.removeprefix(first)
    return path
