"""Measures month by month, a panel a kind of measure: means over runs with their middle 80 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.report.figures import bars, canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import dates, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_PANEL, _ROUND = 2.0, 1.6  # inches of height: of a panel, of the words around
_SIZE = 10.0  # points of what an axis is


@dataclass(frozen=True, slots=True)
class Panel:
    """Measures with their colours, on one scale; `scale` 100 writes shares as percentages."""

    axis: str
    measures: Mapping[str, str]
    scale: float = 1.0
    steps: bool = False


def draw(
    results: Results, settings: Settings, title: str, note: str, panels: Sequence[Panel]
) -> tuple[Figure, list[Axes]]:
    """The figure and its axes, for what a caller adds; the horizontal axis is that of `dates.at`."""
    from matplotlib.ticker import MaxNLocator

    sector = results.sector
    sector = sector[sector["month"] >= str(settings.start)]
    height = _ROUND + _PANEL * len(panels)
    figure = canvas.sheet(
        height, title, canvas.what_was_run(settings, int(sector["run"].nunique())), note
    )
    axes = list(figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0])
    canvas.arrange(figure, height, (0.11, 0.71), (0.0, 0.5), hspace=0.16)
    for axis, panel in zip(axes, panels, strict=True):
        for measure, colour in panel.measures.items():
            if measure not in sector:  # of a system that is off
                continue
            runs = sector.pivot_table(index="month", columns="run", values=measure).sort_index()
            years = [dates.at(text, settings) + 0.5 / 12.0 for text in runs.index]
            style = {"drawstyle": "steps-mid"} if panel.steps else {}
            band = {"step": "mid"} if panel.steps else {}
            axis.plot(
                years,
                panel.scale * runs.mean(axis=1),
                color=colour,
                label=bars.wrapped(words.label(measure)),
                **style,
            )
            axis.fill_between(
                years,
                panel.scale * runs.quantile(0.1, axis=1),
                panel.scale * runs.quantile(0.9, axis=1),
                color=colour,
                alpha=0.15,
                linewidth=0,
                **band,
            )
        axis.set_ylabel(folded(panel.axis, 0.85 * _PANEL, _SIZE), fontsize=_SIZE)
        axis.legend(
            loc="center left", bbox_to_anchor=(1.01, 0.5), handlelength=1.2, labelspacing=0.8
        )
    figure.align_ylabels(axes)
    axes[-1].xaxis.set_major_locator(MaxNLocator(integer=True, nbins=7))
    axes[-1].xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
    axes[-1].set_xlabel(dates.axis(settings))
    return figure, axes
