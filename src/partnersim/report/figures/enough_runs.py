"""How many runs are enough: the half-width of an interval, of the difference, against runs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from partnersim.analysis.enough import FEWEST, half_widths
from partnersim.language import current, say
from partnersim.report import words
from partnersim.report.figures import canvas
from partnersim.report.figures.comparison import MEASURES

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure

    from partnersim.results.compared import Comparison
    from partnersim.scenario.settings import Settings

_HEIGHT = 4.6
_MOST = 6  # lines that can be told apart
_COLOURS = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN, canvas.ORANGE, canvas.PURPLE, canvas.SKY)


def draw(found: Comparison, name: str, settings: dict[str, Settings]) -> Figure:
    """A line a measure: below 1 the difference is decided; dashes go on as 1 / sqrt(N)."""
    import numpy as np

    title = [settings[one].title.in_language(current()) for one in (found.reference, name)]
    figure = canvas.sheet(
        _HEIGHT, say("Are there runs enough?"), " · ".join(title),
        say("Half-width of the 95 % interval over the first N runs, divided by the difference over all: below "
            "1, the difference is told from chance. Dashes: if the spread stays. The measures that are "
            "least decided."),
    )  # fmt: skip
    axes = figure.add_axes(
        (
            0.08,
            canvas.bottom(_HEIGHT, 0.75),
            0.5,
            canvas.top(_HEIGHT) - canvas.bottom(_HEIGHT, 0.75),
        )
    )
    for colour, (measure, values) in zip(_COLOURS, _closest(found, name), strict=False):
        size, runs = abs(float(values.mean())), len(values)
        lines = half_widths(values) / size
        axes.plot(
            range(FEWEST, runs + 1), lines, color=colour, linewidth=2.0,
            label=textwrap.fill(words.label(measure), 34),
        )  # fmt: skip
        beyond = np.array([runs, 4 * runs])
        axes.plot(beyond, lines[-1] * np.sqrt(runs / beyond), "--", color=colour, linewidth=1.2)
    axes.axhline(1.0, color=canvas.INK, linewidth=1.0)
    axes.set_yscale("log")
    axes.set_xscale("log")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: words.number(value, 0 if value >= 1 else 2))
        axis.set_minor_formatter(lambda _value, _place: "")
    made = int(found.manifest["runs_done"])
    axes.set_xticks([FEWEST, made, 2 * made, 4 * made] if made > FEWEST else [made])
    axes.set_xlabel(say("runs"))
    axes.set_ylabel(say("half-width / difference"))
    if axes.get_legend_handles_labels()[0]:
        figure.legend(
            loc="upper left", bbox_to_anchor=(0.6, canvas.top(_HEIGHT)), fontsize=9.5,
            labelspacing=0.6,
        )  # fmt: skip
    return figure


def _closest(found: Comparison, name: str) -> list[tuple[str, np.ndarray]]:
    """Differences by run of the measures that are nearest to undecided."""
    frame = found.by_run
    own = frame[(frame["scenario"] == name) & frame["measure"].isin(MEASURES)]
    ranked = []
    for measure, values in own.groupby("measure")["difference"]:
        known = values.dropna().to_numpy()
        if len(known) < FEWEST or known.std() == 0.0 or known.mean() == 0.0:
            continue
        ranked.append((-half_widths(known)[-1] / abs(known.mean()), str(measure), known))
    ranked.sort(key=lambda one: one[:2])
    return [(measure, known) for _, measure, known in ranked[:_MOST]]
