"""Two scenarios on one axis, and their paired difference beside it, in the units of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report.figures import canvas, intervals
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import attribution, words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings

# all from 0 to 1; the screen writes the shares among them in %
MEASURES = (
    "autonomy_index",
    "recognition",
    "representation",
    "participation",
    "consultation",
    "funding",
    "accountability",
    "identity_mean",
    "service_provider_share",
    "autonomous_partner_share",
    "reporting_share",
    "advocacy_share",
    "participation_mean",
    "policy_need_congruence",
    "need_after_24_months",
    "served_share",
    "ineligible_served_share",
)
_ROW, _BETWEEN = 0.36, 0.75  # inches: of a measure; for the axis of the group above
_LEFT, _MIDDLE, _RIGHT = 0.39, 0.68, 0.98  # of the width
_GAP = 0.035
_NAMES = 9.5  # points
_STAR = 1.8  # how much larger a star is than a dot of the same weight


@dataclass(frozen=True, slots=True)
class _Group:
    """Measures that share a unit; `scale` brings them to it."""

    measures: tuple[str, ...]
    scale: float
    unit: str
    difference: str


@dataclass(frozen=True, slots=True)
class _Stars:
    """Measures that the first and the second scenario set, each its own."""

    first: frozenset[str]
    second: frozenset[str]


def draw(comparison: Comparison, name: str, settings: dict[str, Settings]) -> Figure:
    """Dots of both on the left; on the right the difference, pale where its interval holds zero."""
    frame = comparison.differences
    own = frame[frame["scenario"] == name].set_index("measure")
    title = {
        key: settings[key].title.in_language(current()) for key in (comparison.reference, name)
    }
    uncertainty = str(comparison.manifest["uncertainty"])
    stars = _Stars(
        *(attribution.stars(settings[key], uncertainty) for key in (comparison.reference, name))
    )
    groups = _groups()
    height = _ROW * len(MEASURES) + _BETWEEN * (len(groups) - 1) + 2.6
    figure = canvas.sheet(
        height,
        say("What differs?"),
        f"{title[comparison.reference]} · {title[name]}",
        _note(int(comparison.manifest["runs_done"]), bool(stars.first or stars.second)),
    )
    place = canvas.bottom(height, 0.6) * height
    for group in reversed(groups):
        tall = _ROW * len(group.measures)
        _draw_group(figure, group, own, stars, (place / height, tall / height))
        place += tall + _BETWEEN
    _legend(figure, height, title[comparison.reference], title[name])
    return figure


def _note(runs: int, starred: bool) -> str:
    if runs < 2:
        note = say(
            "One run of each; means of the last year. Difference: second less first. One run has no "
            "interval, and is drawn pale."
        )
    else:
        note = say(
            "{runs} paired runs; means of the last year. Difference: second less first, with its 95 % "
            "interval; pale where it holds zero.",
            runs=runs,
        )
    if starred:
        note += " " + say("A star in place of a dot: that scenario sets the measure.")
    return note


def _groups() -> tuple[_Group, ...]:
    shares = tuple(measure for measure in MEASURES if words.unit(measure).startswith("share"))
    scores = tuple(measure for measure in MEASURES if measure not in shares)
    return (
        _Group(scores, 1.0, "0 – 1", say("difference")),
        _Group(shares, 100.0, "%", say("difference, percentage points")),
    )


def _draw_group(
    figure: Figure, group: _Group, own: pd.DataFrame, stars: _Stars, where: tuple[float, float]
) -> None:
    """Both panels of a group: from where up, and how tall, in shares of the height."""
    low, tall = where
    both = figure.add_axes((_LEFT, low, _MIDDLE - _LEFT - _GAP, tall))
    apart = figure.add_axes((_MIDDLE, low, _RIGHT - _MIDDLE, tall))
    for axes in (both, apart):
        axes.set_ylim(len(group.measures), 0)
        axes.xaxis.grid(color="#E6E6E6", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines["left"].set_visible(False)
        axes.tick_params("x", labelsize=9.5)
        axes.locator_params("x", nbins=5)
    room = _LEFT * canvas.WIDTH - 0.3
    both.set_yticks(
        [n + 0.5 for n in range(len(group.measures))],
        [folded(words.label(measure), room, _NAMES) for measure in group.measures],
        fontsize=_NAMES,
        linespacing=1.05,
    )
    both.tick_params("y", length=0)
    apart.set_yticks([])
    both.set_xlim(-0.03 * group.scale, 1.03 * group.scale)
    both.set_xlabel(group.unit, fontsize=10)
    apart.set_xlabel(group.difference, fontsize=10)
    apart.axvline(0, color="#777777", linewidth=1.0)
    for n, measure in enumerate(group.measures):
        marks = ["*" if measure in starred else "o" for starred in (stars.first, stars.second)]
        _row((both, apart), n + 0.5, own.loc[measure], group.scale, marks)
    apart.margins(x=0.08)


def _row(panels: tuple[Axes, Axes], place: float, row: Any, scale: float, marks: list[str]) -> None:
    both, apart = panels
    first, second = scale * row["reference"], scale * row["other"]
    both.plot((first, second), (place, place), color=canvas.GREY, linewidth=1.5, zorder=1)
    # the first is the larger, to be seen behind the second where they meet
    sizes = [
        size * (_STAR if mark == "*" else 1.0) for size, mark in zip((8, 5.5), marks, strict=True)
    ]
    both.plot(
        first,
        place,
        marks[0],
        markersize=sizes[0],
        color="white",
        markeredgecolor=canvas.INK,
        zorder=2,
    )
    both.plot(second, place, marks[1], markersize=sizes[1], color=canvas.BLUE, zorder=3)
    colour = canvas.BLUE if row["decided"] else canvas.GREY
    ends = (scale * row["low"], scale * row["high"])
    intervals.draw(apart, ends, scale * row["difference"], place, colour)


def _legend(figure: Figure, height: float, first: str, second: str) -> None:
    room = 0.5 * canvas.ROOM - 0.5
    hollow: dict[str, Any] = {"color": "white", "markeredgecolor": canvas.INK, "markersize": 8}
    dots = [
        canvas.mark(folded(first, room, 10), **hollow),
        canvas.mark(folded(second, room, 10), color=canvas.BLUE, markersize=5.5),
    ]
    canvas.legend(figure, height, dots, ncols=2, handlelength=1.2)
