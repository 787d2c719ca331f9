"""The six dimensions of the relationship over time, between their two poles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.analysis.comparison.differences import own_effects
from partnersim.declarations import Dimension
from partnersim.language import numbers, say
from partnersim.report.figures import canvas, line_ends
from partnersim.report.formatting import attribution, dates, readings, words
from partnersim.report.formatting.spread import HIGH, LOW
from partnersim.results.years import reference_by_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

SOFT, HARD = canvas.BLUE, canvas.VERMILLION
_THICK, _THIN = 3.0, 1.4


def draw(results: Results, settings: Settings) -> Figure:
    """One panel a dimension: the mean at the end of each year, the middle 80 % over runs.

    The reference is grey behind. What the scenario sets is thin; soft and hard differ in line, mark and word.
    """
    sector = results.sector
    points = _same_month(sector)
    first, last = str(points["month"].min()), str(points["month"].max())
    runs = int(sector["run"].nunique())
    origin = attribution.attributions(settings, str(results.manifest.get("uncertainty", "prior")))
    note = say(
        "0: New Public Management (NPM); 1: autonomous community action (ACA). Each point is a month of "
        "{month}; the first, before the scenario begins.",
        month=numbers.month_name(first),
    )
    if attribution.SET in origin.values():
        note += " " + say("Thin: the scenario itself sets more than half of the difference.")
    figure = canvas.sheet(
        _finding(results, points),
        canvas.asked(
            say("Which way does each dimension of the relationship move?"), settings, runs
        ),
        note,
        reading=readings.label(settings),
    )
    panels = figure.subplots(2, 3, sharex=True, sharey=True)
    canvas.arrange(figure, (0.065, 0.94), (1.0, 0.42), hspace=0.5, wspace=0.24)
    panels[0, 0].set_ylim(-0.03, 1.03)
    marks = [f"0 {say('NPM')}", numbers.number(0.5, 1), f"1 {say('ACA')}"]
    panels[0, 0].set_yticks([0.0, 0.5, 1.0], marks)
    reference = None if results.reference is None else reference_by_run(results.reference)
    _years(panels[1], int(first[:4]), int(last[:4]), settings)
    for dimension, axes in zip(Dimension, panels.flat, strict=True):
        name = str(dimension)
        if reference is not None:
            ends = [float(frame[name].mean()) for frame in reference]
            axes.plot(
                (int(first[:4]), int(last[:4])), ends, color=canvas.GREY, linewidth=4, zorder=1
            )
        _panel(axes, points, name, dimension.soft, origin.get(name))
    _legend(figure, results)
    return figure


def _finding(results: Results, points: pd.DataFrame) -> str:
    """How many dimensions end nearer to each pole than under the reference; without one, than they began."""
    names = [str(dimension) for dimension in Dimension]
    effects = own_effects(results)
    if effects is None:
        month = points["month"]
        moved = (
            points[month == month.max()][names].mean() - points[month == month.min()][names].mean()
        )
        return say(
            "{up} of 6 dimensions end nearer to autonomous community action than they began, {down} "
            "farther from it",
            up=int((moved > 0).sum()),
            down=int((moved < 0).sum()),
        )
    own = effects.set_index("measure").loc[names]
    known = (
        own["decided"] if own["decided"].any() or own["low"].notna().any() else own["low"].isna()
    )
    return say(
        "{up} of 6 dimensions end nearer to autonomous community action than under “{reference}”, "
        "{down} farther from it",
        up=int((known & (own["difference"] > 0)).sum()),
        down=int((known & (own["difference"] < 0)).sum()),
        reference=readings.reference_title(results),
    )


def _same_month(sector: pd.DataFrame) -> pd.DataFrame:
    """The last month of spin-up and the same calendar month of each later year."""
    months = sector["month"]
    spin_up = months[sector["phase"] == "spin_up"]
    first = spin_up.max() if len(spin_up) else months.min()
    kept: pd.DataFrame = sector[(months >= first) & months.str.endswith(first[4:])]
    return kept


def _style(soft: bool, width: float = _THICK) -> dict[str, Any]:
    """The line and the mark of a notion, apart without colour."""
    line, mark = ("-", "o") if soft else ((0, (3.2, 1.6)), "s")
    colour = SOFT if soft else HARD
    return {"color": colour, "linewidth": width, "linestyle": line, "marker": mark, "markersize": 8}


def _panel(axes: Axes, points: pd.DataFrame, name: str, soft: bool, origin: str | None) -> None:
    style = _style(soft, _THIN if origin == attribution.SET else _THICK)
    over_runs = points[name].groupby(points["month"].str[:4].astype(int))
    middle = over_runs.mean()
    axes.yaxis.grid(color="#E6E6E6", linewidth=0.8)
    axes.set_axisbelow(True)
    if points["run"].nunique() > 1:
        low, high = over_runs.quantile(LOW), over_runs.quantile(HIGH)
        axes.fill_between(middle.index, low, high, color=style["color"], alpha=0.2, linewidth=0)
    axes.plot(middle.index, middle, markevery=[0], clip_on=False, **style)
    end = line_ends.End(
        float(middle.iloc[-1]), numbers.number(float(middle.iloc[-1]), 2), style["color"]
    )
    line_ends.write(axes, [end], weight="bold")
    axes.set_title(words.label(name), loc="left", color=style["color"], weight="bold", pad=25)
    tag = say("soft" if soft else "hard")
    if origin:
        tag += " · " + attribution.name(origin)
    where: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(tag, (0, 1), (0, 7), **where, color=style["color"])


def _years(panels: Sequence[Axes], first: int, last: int, settings: Settings) -> None:
    """Few enough years on the axis to be read; their numbers, where the calendar does not hold."""
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if last - first <= 3 * size)
    years = range(first, last + 1, step)
    axes = panels[0]
    axes.set_xticks(years, [str(year if settings.dated else year - first) for year in years])
    panels[len(panels) // 2].set_xlabel(dates.axis(settings))
    axes.set_xlim(first, last)


def _legend(figure: Figure, results: Results) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Line2D([], [], label=say("soft dimension"), **_style(True)),
        Line2D([], [], label=say("hard dimension"), **_style(False)),
    ]
    if results.reference is not None:
        label = say("reference")
        handles.append(Line2D([], [], color=canvas.GREY, linewidth=4, label=label))
    if results.sector["run"].nunique() > 1:
        handles.append(
            Patch(color="#999999", alpha=0.4, label=say("middle 80 % of runs"), linewidth=0)
        )
    canvas.legend(figure, handles, handlelength=2.6)
