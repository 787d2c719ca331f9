"""How many runs are enough: for each measure, about how many would tell its difference from chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.convergence import FEWEST
from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.comparison import MEASURES
from partnersim.report.figures.text_fitting import folded, rows_of
from partnersim.report.formatting import readings, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings

_SIDES = (0.37, 0.9)  # of the width


def draw(comparison: Comparison, name: str, settings: Mapping[str, Settings]) -> Figure:
    """A dot a measure: left of the runs that were made where they decide it, right of them where they do not."""
    made = int(comparison.manifest["runs_done"])
    needed = runs_needed(comparison, name)
    decided = sum(runs <= made for runs in needed.values())
    told = readings.shared(settings.values())
    titled = {
        key: readings.title(own) if told else own.title.in_language(current())
        for key, own in settings.items()
    }
    title = [titled[key] for key in (comparison.reference, name)]
    figure = canvas.sheet(
        say(
            "{runs} runs tell {decided} of {all} differences from chance",
            runs=made, decided=decided, all=len(MEASURES),
        ),
        say("Are there runs enough?") + " " + " · ".join(title),
        say(
            "Dot: about how many runs make the 95 % interval narrower than the difference, if mean and spread stay. "
            "Line: the runs that were made. Without a dot: there is no difference to find."
        ),
        reading=told,
    )  # fmt: skip
    axes = canvas.chart(figure, _SIDES, (0.1, 0.62))
    if made < FEWEST:
        few = say("{runs} runs at least are needed to say how many are enough.", runs=FEWEST)
        axes.text(0.5, 0.5, few, transform=axes.transAxes, ha="center")
        axes.set_axis_off()
        return figure
    _rows(axes, needed, made)
    return figure


def runs_needed(comparison: Comparison, name: str) -> dict[str, float]:
    """By measure, the fewest first; infinite where there is no difference to find."""
    frame = comparison.differences
    own = frame[frame["scenario"] == name]
    needed = {}
    for row in own.to_dict("records"):
        if row["measure"] not in MEASURES:
            continue
        half, size = (row["high"] - row["low"]) / 2.0, abs(row["difference"])
        more = math.inf if math.isnan(row["more_runs"]) else row["more_runs"]
        of_decided = max(float(FEWEST), row["runs"] * (half / size) ** 2) if row["decided"] else 0.0
        needed[str(row["measure"])] = of_decided or row["runs"] + more
    return dict(sorted(needed.items(), key=lambda item: item[1]))


def _rows(axes: Axes, needed: Mapping[str, float], made: int) -> None:
    known = [runs for runs in needed.values() if math.isfinite(runs)]
    furthest = max([*known, 2.0 * made])
    axes.set_xscale("log")
    axes.set_xlim(1.6, 1.3 * furthest)
    room = _SIDES[0] * canvas.WIDTH - 0.2
    names = [folded(words.label(measure), room, canvas.SMALL) for measure in needed]
    middles, tall = rows_of(names)
    axes.set_yticks(middles, names, linespacing=1.0)
    axes.set_ylim(tall, 0.0)
    axes.tick_params("y", length=0)
    axes.spines["left"].set_visible(False)
    axes.axvline(made, color=canvas.INK, linewidth=1.6)
    for n, runs in zip(middles, needed.values(), strict=True):
        axes.axhline(n, color="#EEEEEE", linewidth=1.0, zorder=0)
        if not math.isfinite(runs):
            continue
        enough = runs <= made
        colour = canvas.BLUE if enough else canvas.VERMILLION
        axes.plot(runs, n, "o" if enough else "D", color=colour, markersize=10)
        where: dict[str, Any] = {"textcoords": "offset points", "va": "center"}
        said = numbers.number(runs, 0) if runs > FEWEST else say("{n} at most", n=FEWEST)
        over = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}  # the line of what was made
        axes.annotate(said, (runs, n), (11, 0), color=colour, bbox=over, **where)
    marks = sorted({made, *(mark for mark in (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if mark < furthest
                            and abs(math.log(mark / made)) > 0.35)})  # fmt: skip
    axes.set_xticks(marks, [numbers.number(mark, 0) for mark in marks])
    axes.minorticks_off()
    axes.set_xlabel(say("runs"))
