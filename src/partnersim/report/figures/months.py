"""Measures month by month, a panel a kind of measure: means over runs with their middle 80 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers
from partnersim.report.figures import canvas, dated_marks, line_ends
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import dates, readings, words
from partnersim.results.years import reference_by_run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_TALL = 1.2  # inches that a panel is tall, for what its axis is
_ROOM = 3.0  # inches beside the panels, for what each line is
_PALE = {canvas.SKY: canvas.BLUE}  # letters in the first could not be read


@dataclass(frozen=True, slots=True)
class Panel:
    """Measures with their colours, on one scale; `scale` 100 writes shares as percentages, `over` is how
    many months a point is the mean of, that one last; `alone` are measures that the reference does not have."""

    axis: str
    measures: Mapping[str, str]
    scale: float = 1.0
    steps: bool = False
    over: int = 1
    alone: frozenset[str] = frozenset()


def draw(
    results: Results, settings: Settings, words_of: tuple[str, str, str], panels: Sequence[Panel]
) -> tuple[Figure, list[Axes]]:
    """The figure and its axes, for what a caller adds; the horizontal axis is that of `dates.at`.

    words_of: finding, question, note. The reference's last year is a grey mark at the end.
    """
    from matplotlib.ticker import MaxNLocator

    finding, question, note = words_of
    sector = results.sector
    sector = sector[sector["month"] >= str(settings.start)]
    runs = int(sector["run"].nunique())
    note = " ".join(filter(None, (note, dated_marks.note(settings))))
    figure = canvas.sheet(
        finding, canvas.asked(question, settings, runs), note, reading=readings.label(settings)
    )
    axes = list(figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0])
    canvas.arrange(
        figure, (0.09, 0.74), (0.2 if dated_marks.note(settings) else 0.05, 0.62), hspace=0.14
    )
    for axis, panel in zip(axes, panels, strict=True):
        _panel(axis, results, settings, panel)
    for axis in axes:
        dated_marks.draw(axis, settings, named=axis is axes[0])
    figure.align_ylabels(axes)
    axes[-1].xaxis.set_major_locator(MaxNLocator(integer=True, nbins=9))
    axes[-1].xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
    axes[-1].set_xlabel(dates.axis(settings))
    return figure, axes


def _panel(axes: Axes, results: Results, settings: Settings, panel: Panel) -> None:
    sector = results.sector
    sector = sector[sector["month"] >= str(settings.start)]
    reference = None if results.reference is None else reference_by_run(results.reference)[1]
    ends = []
    for measure, colour in panel.measures.items():
        if measure not in sector:  # of a system that is off
            continue
        runs = (
            panel.scale
            * sector.pivot_table(index="month", columns="run", values=measure).sort_index()
        )
        runs = runs.rolling(panel.over, min_periods=panel.over).mean()
        years = [dates.at(text, settings) + 0.5 / 12.0 for text in runs.index]
        line: dict[str, Any] = {"drawstyle": "steps-mid"} if panel.steps else {}
        band: dict[str, Any] = {"step": "mid"} if panel.steps else {}
        if reference is not None and measure in reference and measure not in panel.alone:
            level = panel.scale * float(reference[measure].mean())
            span = (years[-1] - 1.0, years[-1])
            axes.plot(span, (level, level), color=canvas.GREY, linewidth=7, alpha=0.8, zorder=1)
            axes.plot(span, (level, level), ":", color=colour, linewidth=1.6, zorder=1)
        axes.plot(years, runs.mean(axis=1), color=colour, **line)
        low, high = runs.quantile(0.1, axis=1), runs.quantile(0.9, axis=1)
        axes.fill_between(years, low, high, color=colour, alpha=0.15, linewidth=0, **band)
        end = float(runs.mean(axis=1).iloc[-1])
        said = numbers.number(end, 0 if panel.scale > 1.0 else 2)
        name = folded(f"{said} {words.label(measure)}", _ROOM, canvas.SMALL)
        ends.append(line_ends.End(end, name, _PALE.get(colour, colour)))
    axes.set_ylabel(folded(panel.axis, _TALL, canvas.SMALL))
    axes.set_xlim(right=dates.at(str(settings.start), settings) + settings.years)
    axes.set_ylim(*axes.get_ylim())
    line_ends.write(axes, ends)
