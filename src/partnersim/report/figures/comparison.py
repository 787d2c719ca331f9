"""Two scenarios on one axis, and their paired difference beside it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report import words
from partnersim.report.figures import canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results.compared import Comparison
    from partnersim.scenario.settings import Settings

# all from 0 to 1, so that one axis serves them
MEASURES = (
    "autonomy_index", "recognition", "representation", "participation", "consultation", "funding",
    "accountability", "identity_mean", "service_provider_share", "autonomous_partner_share",
    "reporting_share", "advocacy_share", "participation_mean", "policy_need_congruence",
    "need_after_24_months", "served_share", "ineligible_served_share",
)  # fmt: skip
_ROW = 0.34  # inches
_LEFT, _MIDDLE, _RIGHT = 0.40, 0.68, 0.985  # of the width
_GAP = 0.035


def draw(found: Comparison, name: str, settings: dict[str, Settings]) -> Figure:
    """Dots of both on the left; on the right the difference, pale where its interval holds zero."""
    from matplotlib.lines import Line2D

    frame = found.differences
    own = frame[frame["scenario"] == name].set_index("measure")
    height = _ROW * len(MEASURES) + 2.6
    title = {one: settings[one].title.in_language(current()) for one in (found.reference, name)}
    figure = canvas.sheet(
        height, say("What differs?"), f"{title[found.reference]} · {title[name]}",
        say("{runs} paired runs; means of the last year. Difference: second less first, with its 95 % "
            "interval; pale where it holds zero.", runs=found.manifest["runs_done"]),
    )  # fmt: skip
    where = (canvas.bottom(height, 0.6), _ROW * len(MEASURES) / height)
    both = figure.add_axes((_LEFT, where[0], _MIDDLE - _LEFT - _GAP, where[1]))
    apart = figure.add_axes((_MIDDLE, where[0], _RIGHT - _MIDDLE, where[1]))
    for axes in (both, apart):
        axes.set_ylim(len(MEASURES), 0)
        axes.xaxis.grid(color="#E6E6E6", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(lambda value, _: words.number(value, 0))
        axes.locator_params("x", nbins=5)
    both.set_yticks(
        [n + 0.5 for n in range(len(MEASURES))],
        [textwrap.shorten(words.label(one), 44, placeholder=" …") for one in MEASURES],
        fontsize=9.5,
    )
    both.tick_params("y", length=0)
    apart.set_yticks([])
    both.set_xlim(-3, 103)
    both.set_xlabel(say("points of a hundred"), fontsize=10)
    apart.set_xlabel(say("difference"), fontsize=10)
    apart.axvline(0, color="#777777", linewidth=1.0)
    for n, measure in enumerate(MEASURES):
        _row(both, apart, n + 0.5, own.loc[measure])
    apart.margins(x=0.08)
    figure.legend(
        handles=[
            Line2D([], [], marker="o", color=canvas.GREY, markerfacecolor="white", markersize=7,
                   markeredgecolor=canvas.INK, linestyle="", label=title[found.reference]),
            Line2D([], [], marker="o", color=canvas.BLUE, markersize=7, linestyle="",
                   label=title[name]),
        ],
        loc="upper left", ncols=2, handlelength=1.2,
        bbox_to_anchor=(0.01, canvas.top(height, -0.2)),
    )  # fmt: skip
    return figure


def _row(both: Axes, apart: Axes, place: float, one: Any) -> None:
    first, second = 100.0 * one["reference"], 100.0 * one["other"]
    both.plot((first, second), (place, place), color=canvas.GREY, linewidth=1.5, zorder=1)
    both.plot(first, place, "o", markersize=7, color="white", markeredgecolor=canvas.INK, zorder=2)
    both.plot(second, place, "o", markersize=6, color=canvas.BLUE, zorder=3)
    colour = canvas.BLUE if one["decided"] else canvas.GREY
    apart.plot((100.0 * one["low"], 100.0 * one["high"]), (place, place), color=colour, linewidth=3.0,
               solid_capstyle="butt")  # fmt: skip
    apart.plot(100.0 * one["difference"], place, "o", markersize=6, color=colour)
