"""Two scenarios on one axis, and their paired difference beside it, in the units of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report.figures import canvas, intervals
from partnersim.report.figures.text_fitting import folded, rows_of
from partnersim.report.formatting import attribution, words
from partnersim.report.screens import answer

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results.comparison_result import Comparison
    from partnersim.scenario.settings import Settings

# all from 0 to 1; the screen writes the shares among them in %
MEASURES = (
    "recognition",
    "representation",
    "participation",
    "consultation",
    "funding",
    "accountability",
    "autonomy_index",
    "identity_mean",
    "need_after_24_months",
    "service_provider_share",
    "reporting_share",
    "direct_access_share",
    "ineligible_served_share",
)
_BETWEEN = 0.62  # inches for the axis of the group above
_LEFT, _MIDDLE, _RIGHT = 0.42, 0.71, 0.985  # of the width
_GAP = 0.035
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
    by_measure = own.reset_index().set_index("measure", drop=False).to_dict("index")
    question = say("What differs?")
    figure = canvas.sheet(
        answer.orientation(by_measure, title[comparison.reference]),  # type: ignore[arg-type]
        f"{question} {title[comparison.reference]} · {title[name]}",
        _note(int(comparison.manifest["runs_done"]), bool(stars.first or stars.second)),
    )
    low, high = (share * canvas.HEIGHT for share in (canvas.bottom(0.62), canvas.top(0.5)))
    tall = [rows_of(_names(group))[1] for group in groups]
    row = (high - low - _BETWEEN * (len(groups) - 1)) / sum(tall)
    place = low
    for group, rows in zip(reversed(groups), reversed(tall), strict=True):
        _draw_group(figure, group, own, stars, (place / canvas.HEIGHT, row * rows / canvas.HEIGHT))
        place += row * rows + _BETWEEN
    _legend(figure, title[comparison.reference], title[name])
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


def _names(group: _Group) -> list[str]:
    room = _LEFT * canvas.WIDTH - 0.3
    return [folded(words.label(measure), room, canvas.SMALL) for measure in group.measures]


def _draw_group(
    figure: Figure, group: _Group, own: pd.DataFrame, stars: _Stars, where: tuple[float, float]
) -> None:
    """Both panels of a group: from where up, and how tall, in shares of the height."""
    low, tall = where
    middles, rows = rows_of(_names(group))
    both = figure.add_axes((_LEFT, low, _MIDDLE - _LEFT - _GAP, tall))
    apart = figure.add_axes((_MIDDLE, low, _RIGHT - _MIDDLE, tall))
    for axes in (both, apart):
        axes.set_ylim(rows, 0)
        axes.xaxis.grid(color="#E6E6E6", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines["left"].set_visible(False)
        axes.locator_params("x", nbins=5)
    both.set_yticks(middles, _names(group), linespacing=1.0)
    both.tick_params("y", length=0)
    apart.set_yticks([])
    both.set_xlim(-0.03 * group.scale, 1.03 * group.scale)
    both.set_xlabel(group.unit)
    apart.set_xlabel(group.difference)
    apart.axvline(0, color="#777777", linewidth=1.0)
    for middle, measure in zip(middles, group.measures, strict=True):
        marks = ["*" if measure in starred else "o" for starred in (stars.first, stars.second)]
        _row((both, apart), middle, own.loc[measure], group.scale, marks)
    apart.margins(x=0.08)


def _row(panels: tuple[Axes, Axes], place: float, row: Any, scale: float, marks: list[str]) -> None:
    both, apart = panels
    first, second = scale * row["reference"], scale * row["other"]
    both.plot((first, second), (place, place), color=canvas.GREY, linewidth=1.5, zorder=1)
    # the first is the larger, to be seen behind the second where they meet
    sizes = [
        size * (_STAR if mark == "*" else 1.0) for size, mark in zip((10, 7), marks, strict=True)
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


def _legend(figure: Figure, first: str, second: str) -> None:
    hollow: dict[str, Any] = {"color": "white", "markeredgecolor": canvas.INK, "markersize": 10}
    dots = [
        canvas.mark(first, **hollow),
        canvas.mark(second, color=canvas.BLUE, markersize=7),
    ]
    canvas.legend(figure, dots, handlelength=1.2)
