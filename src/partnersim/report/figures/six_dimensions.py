"""The six dimensions of the relationship over time, between their two poles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Dimension
from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.formatting import attribution, dates, words
from partnersim.report.formatting.spread import HIGH, LOW

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

HEIGHT = 7.0
SOFT, HARD = canvas.BLUE, canvas.VERMILLION
_THICK, _THIN = 2.6, 1.3


def draw(results: Results, settings: Settings) -> Figure:
    """One panel a dimension: the mean at the end of each year, the middle 80 % over runs.

    What the scenario sets is thin and grey; soft and hard differ in line, mark and word.
    """
    sector = results.sector
    points = _same_month(sector)
    first, last = str(points["month"].min()), str(points["month"].max())
    runs = int(sector["run"].nunique())
    origin = attribution.attributions(settings, str(results.manifest.get("uncertainty", "prior")))
    note = say(
        "Each point is the month of {month}, so that years compare. The mark is the sector when the scenario begins.",
        month=numbers.month_name(first),
    )
    if origin:
        note += " " + say(
            "Set by the scenario: more than half of the difference from the regime it starts from would be "
            "there if organisations behaved as before. Response: less than half."
        )
    figure = canvas.sheet(
        HEIGHT,
        say("Which way does each dimension of the relationship move?"),
        canvas.what_was_run(settings, runs),
        note,
    )
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    canvas.arrange(figure, HEIGHT, (0.115, 0.965), (1.02, 0.56), hspace=0.36, wspace=0.22)
    for dimension, axes in zip(Dimension, panels.flat, strict=True):
        _panel(axes, points, str(dimension), dimension.soft, origin.get(str(dimension)))
    panels[0, 0].set_ylim(-0.03, 1.03)
    marks = [0.0, 0.25, 0.5, 0.75, 1.0]
    panels[0, 0].set_yticks(marks, [numbers.number(mark, 2) for mark in marks])
    upright = say("0 New Public Management · 1 autonomous community action")
    middle = 0.5 * (canvas.top(HEIGHT, 1.02) + canvas.bottom(HEIGHT, 0.56))
    figure.supylabel(upright, x=0.02, y=middle, fontsize=9.5)
    _years(panels[1], int(first[:4]), int(last[:4]), settings)
    _legend(figure, results, attribution.SET in origin.values())
    return figure


def _same_month(sector: pd.DataFrame) -> pd.DataFrame:
    """The last month of spin-up and the same calendar month of each later year."""
    months = sector["month"]
    spin_up = months[sector["phase"] == "spin_up"]
    first = spin_up.max() if len(spin_up) else months.min()
    kept: pd.DataFrame = sector[(months >= first) & months.str.endswith(first[4:])]
    return kept


def _style(soft: bool, colour: str, width: float) -> dict[str, Any]:
    """The line and the mark of a notion, apart without colour."""
    line, mark = ("-", "o") if soft else ((0, (3.2, 1.6)), "s")
    return {"color": colour, "linewidth": width, "linestyle": line, "marker": mark, "markersize": 7}


def _panel(axes: Axes, points: pd.DataFrame, name: str, soft: bool, origin: str | None) -> None:
    colour = canvas.SET_GREY if origin == attribution.SET else SOFT if soft else HARD
    over_runs = points[name].groupby(points["month"].str[:4].astype(int))
    middle = over_runs.mean()
    axes.yaxis.grid(color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    if points["run"].nunique() > 1:
        low, high = over_runs.quantile(LOW), over_runs.quantile(HIGH)
        axes.fill_between(middle.index, low, high, color=colour, alpha=0.2, linewidth=0)
    style = _style(soft, colour, _THIN if origin == attribution.SET else _THICK)
    axes.plot(middle.index, middle, markevery=[0], clip_on=False, **style)
    axes.set_title(words.label(name), loc="left", color=colour, weight="bold", pad=19)
    tag = say("soft") if soft else say("hard")
    if origin:
        tag += " · " + attribution.name(origin)
    weight = "bold" if origin == attribution.RESPONSE else "normal"
    where: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(tag, (0, 1), (0, 6), **where, fontsize=9.5, color=colour, weight=weight)


def _years(panels: Sequence[Axes], first: int, last: int, settings: Settings) -> None:
    """Few enough years on the axis to be read; their numbers, where the calendar does not hold."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if last - first <= 3 * size)
    years = range(first, last + 1, step)
    axes = panels[0]
    axes.set_xticks(years, [str(year if settings.dated else year - first) for year in years])
    if not settings.dated:
        panels[len(panels) // 2].set_xlabel(dates.axis(settings), fontsize=9.5)
    axes.set_xlim(first - 0.04 * (last - first), last + 0.04 * (last - first))


def _legend(figure: Figure, results: Results, some_set: bool) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Line2D([], [], label=say("soft dimension"), **_style(True, SOFT, _THICK)),
        Line2D([], [], label=say("hard dimension"), **_style(False, HARD, _THICK)),
    ]
    if some_set:
        thin = say("thin and grey: set by the scenario")
        handles.append(Line2D([], [], color=canvas.SET_GREY, linewidth=_THIN, label=thin))
    rows = [handles]
    if results.sector["run"].nunique() > 1:
        rows.append([Patch(color="#999999", alpha=0.4, label=canvas.middle(results), linewidth=0)])
    for n, row in enumerate(rows):
        place = (0.01, canvas.top(HEIGHT, -0.2 + 0.27 * n))
        canvas.legend(
            figure, HEIGHT, row, ncols=3, columnspacing=1.4, handlelength=3.4, anchor=place
        )
