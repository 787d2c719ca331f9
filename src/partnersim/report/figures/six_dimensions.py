"""The six dimensions of the relationship over time, between their two poles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report import words
from partnersim.report.figures import canvas
from partnersim.report.spread import HIGH, LOW

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

HEIGHT = 6.4
SOFT, HARD = canvas.BLUE, canvas.VERMILLION


def draw(results: Results, settings: Settings) -> Figure:
    """One panel a dimension: a value at the end of each year, the middle 80 % over runs."""
    from partnersim.declarations import Dimension

    sector = results.sector
    points = _same_month(sector)
    first, last = str(points["month"].min()), str(points["month"].max())
    runs = int(sector["run"].nunique())
    note = say(
        "Each point is the month of {month}, so that years compare. The dot is the sector when the "
        "scenario begins.", month=words.month_name(first)
    )  # fmt: skip
    marked = words.set_by_the_scenario(settings)
    if marked:
        note += " " + say("*: set by the scenario more than by what organisations do.")
    figure = canvas.sheet(
        HEIGHT,
        say("Which way does each dimension of the relationship move?"),
        canvas.what_was_run(settings, runs),
        note,
    )
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    figure.subplots_adjust(
        left=0.115, right=0.965, top=canvas.top(HEIGHT, 0.62), bottom=canvas.bottom(HEIGHT, 0.3),
        hspace=0.24, wspace=0.17,
    )  # fmt: skip
    for dimension, axes in zip(Dimension, panels.flat, strict=True):
        _panel(axes, points, str(dimension), SOFT if dimension.soft else HARD, runs)
        if str(dimension) in marked:
            axes.set_title(axes.get_title("left") + " *", loc="left", weight="bold")
    panels[0, 0].set_ylim(-0.03, 1.03)
    marks = [0.0, 0.25, 0.5, 0.75, 1.0]
    panels[0, 0].set_yticks(marks, [words.number(mark, 2) for mark in marks])
    figure.supylabel(
        say("0 New Public Management · 1 autonomous community action"),
        x=0.02, fontsize=9,
    )  # fmt: skip
    _years(panels[1, 0], int(first[:4]), int(last[:4]))
    _legend(figure, runs)
    return figure


def _same_month(sector: pd.DataFrame) -> pd.DataFrame:
    """The last month of spin-up and the same calendar month of each later year."""
    months = sector["month"]
    return sector.loc[months.str.endswith(months.min()[4:])]


def _panel(axes: Axes, points: pd.DataFrame, name: str, colour: str, runs: int) -> None:
    years = points["month"].str[:4].astype(int)
    over_runs = points[name].groupby(years)
    middle = over_runs.median()
    axes.yaxis.grid(color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    if runs > 1:
        low, high = over_runs.quantile(LOW), over_runs.quantile(HIGH)
        axes.fill_between(middle.index, low, high, color=colour, alpha=0.22, linewidth=0)
    style: Any = "-" if colour == SOFT else "--"
    axes.plot(middle.index, middle, color=colour, linewidth=2.2, linestyle=style)
    axes.plot(middle.index[:1], middle.iloc[:1], "o", color=colour, markersize=7, clip_on=False)
    axes.set_title(words.label(name), loc="left", color=colour, weight="bold")


def _years(axes: Axes, first: int, last: int) -> None:
    """Few enough years on the axis to be read."""
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100) if last - first <= 3 * one)
    axes.set_xticks(range(first, last + 1, step))
    axes.set_xlim(first - 0.04 * (last - first), last + 0.04 * (last - first))


def _legend(figure: Figure, runs: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Line2D([], [], color=SOFT, linewidth=2.2, label=say("soft dimension")),
        Line2D(
            [], [], color=HARD, linewidth=2.2, linestyle="--",
            label=say("hard dimension"),
        ),
    ]  # fmt: skip
    if runs > 1:
        handles.append(
            Patch(color="#888888", alpha=0.35, label=say("middle 80 % of runs"), linewidth=0)
        )
    figure.legend(
        handles=handles, loc="upper left", ncols=3, columnspacing=1.4, handlelength=2.0,
        bbox_to_anchor=(0.01, canvas.top(HEIGHT, -0.2)),
    )  # fmt: skip
