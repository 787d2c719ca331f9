"""How many runs are enough: the half-width of an interval, of the difference, against runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.convergence import FEWEST, half_widths
from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.comparison import MEASURES
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings

_HEIGHT = 4.6
_MOST = 6  # lines that can be distinguished
_LEFT, _WIDE, _SIDE = 0.11, 0.48, 0.61  # of the width: the chart, its width, the names beside it
_NAMES = 9.5  # points
_COLOURS = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN, canvas.ORANGE, canvas.PURPLE, canvas.SKY)


def draw(comparison: Comparison, name: str, settings: dict[str, Settings]) -> Figure:
    """A line a measure: below 1 the difference is decided; dashes go on as 1 / sqrt(N)."""
    title = [settings[key].title.in_language(current()) for key in (comparison.reference, name)]
    figure = canvas.sheet(
        _HEIGHT,
        say("Are there runs enough?"),
        " · ".join(title),
        say(
            "Half-width of the 95 % interval over the first N runs, divided by the difference over all: below 1, the "
            "difference is distinguished from chance. Dashes: if the spread stays. The measures that are least decided."
        ),
    )
    axes = canvas.chart(figure, _HEIGHT, (_LEFT, _LEFT + _WIDE), 0.75)
    room = (0.98 - _SIDE) * canvas.WIDTH - 0.45
    for colour, (measure, values) in zip(_COLOURS, _closest(comparison, name), strict=False):
        size, runs = abs(float(values.mean())), len(values)
        lines = half_widths(values) / size
        name_of_line = folded(words.label(measure), room, _NAMES)
        axes.plot(range(FEWEST, runs + 1), lines, color=colour, linewidth=2.0, label=name_of_line)
        beyond = np.array([runs, 4 * runs])
        axes.plot(beyond, lines[-1] * np.sqrt(runs / beyond), "--", color=colour, linewidth=1.2)
    axes.axhline(1.0, color=canvas.INK, linewidth=1.0)
    axes.set_yscale("log")
    axes.set_xscale("log")
    made = int(comparison.manifest["runs_done"])
    axes.set_xticks(sorted({FEWEST, made, 2 * made, 4 * made}) if made >= FEWEST else [made])
    axes.xaxis.set_major_formatter(lambda value, _: numbers.number(value, 0))
    _heights(axes)
    axes.minorticks_off()
    axes.set_xlabel(say("runs"))
    axes.set_ylabel(say("half-width / difference"))
    if made < FEWEST:
        few = say("{runs} runs at least are needed to draw lines.", runs=FEWEST)
        axes.text(0.5, 0.75, few, transform=axes.transAxes, ha="center")
    if axes.get_legend_handles_labels()[0]:
        place = (_SIDE - 0.01, canvas.top(_HEIGHT))
        canvas.legend(figure, _HEIGHT, fontsize=_NAMES, labelspacing=0.6, anchor=place)
    return figure


def _heights(axes: Axes) -> None:
    """Numbers on the upright axis, which is logarithmic."""
    from matplotlib.ticker import LogLocator

    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axes.yaxis.set_major_formatter(
        lambda value, _: numbers.number(value, max(0, -math.floor(math.log10(value) + 1e-9)))
    )


def _closest(comparison: Comparison, name: str) -> list[tuple[str, np.ndarray]]:
    """Differences by run of the measures that are nearest to undecided."""
    frame = comparison.by_run
    own = frame[(frame["scenario"] == name) & frame["measure"].isin(MEASURES)]
    ranked = []
    for measure, values in own.groupby("measure")["difference"]:
        known = values.dropna().to_numpy()
        if len(known) < FEWEST or known.std() == 0.0 or known.mean() == 0.0:
            continue
        ranked.append((-half_widths(known)[-1] / abs(known.mean()), str(measure), known))
    ranked.sort(key=lambda entry: entry[:2])
    return [(measure, known) for _, measure, known in ranked[:_MOST]]
