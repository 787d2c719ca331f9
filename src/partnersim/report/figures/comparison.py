"""Scenarios on one axis, and their paired differences beside it, in the units of the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report.figures import canvas, intervals
from partnersim.report.figures.text_fitting import folded, rows_of, width
from partnersim.report.formatting import attribution, measures, readings, words
from partnersim.report.screens import answer

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

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
    "served_share",
    "ineligible_served_share",
)
_BETWEEN = 0.58  # inches for the axis of the group above
_LEFT, _MIDDLE, _RIGHT = 0.42, 0.71, 0.985  # of the width
_GAP = 0.035
_STAR = 1.8  # how much larger a star is than a dot of the same weight
_COLOURS = (canvas.BLUE, canvas.ORANGE, canvas.GREEN)  # of scenarios; more are hard to distinguish
_APART = 0.3  # of a row, from one scenario to the next
_UNDER_LEGEND, _LINE_OF_LEGEND = 0.5, 0.26  # inches
_HANDLE = 0.68  # inches of a mark in the legend and of what is around it


@dataclass(frozen=True, slots=True)
class _Group:
    """Measures that share a unit; `scale` brings them to it."""

    measures: tuple[str, ...]
    scale: float
    unit: str
    difference: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A scenario beside the reference: what differs, what it sets itself, its colour, how far from a row's middle."""

    title: str
    named: str  # in the legend
    own: pd.DataFrame
    stars: frozenset[str]
    colour: str
    aside: float


def draw(comparison: Comparison, names: Sequence[str], settings: dict[str, Settings]) -> Figure:
    """Dots of all on the left; on the right differences from the reference, pale where intervals hold zero."""
    names = names[: len(_COLOURS)]
    told = readings.shared(settings[key] for key in comparison.results)
    title = {
        key: readings.title(settings[key]) if told else settings[key].title.in_language(current())
        for key in comparison.results
    }
    elsewhere = [
        name
        for name in names
        if attribution.other_regime(settings[name], settings[comparison.reference])
    ]
    named = title | {name: say("{title} (another regime)", title=title[name]) for name in elsewhere}
    uncertainty = str(comparison.manifest["uncertainty"])
    frame = comparison.differences.set_index("measure", drop=False)
    middle = (len(names) - 1) / 2
    others = [
        _Drawn(
            title[name],
            named[name],
            frame[frame["scenario"] == name],
            attribution.stars_beside(settings[name], settings[comparison.reference], uncertainty),
            _COLOURS[n],
            _APART * (n - middle),
        )
        for n, name in enumerate(names)
    ]
    first = attribution.stars(settings[comparison.reference], uncertainty)
    groups = _groups()
    figure = canvas.sheet(
        _finding(title[comparison.reference], others),
        say("What differs?"),
        _note(int(comparison.manifest["runs_done"]), elsewhere=bool(elsewhere)),
        reading=told,
    )
    starred = bool(first or any(one.stars for one in others))
    below = _legend(figure, title[comparison.reference], others, starred=starred)
    low, high = (share * canvas.HEIGHT for share in (canvas.bottom(0.56), canvas.top(below)))
    tall = [rows_of(_names(group))[1] for group in groups]
    row = (high - low - _BETWEEN * (len(groups) - 1)) / sum(tall)
    place = low
    for group, rows in zip(reversed(groups), reversed(tall), strict=True):
        _draw_group(
            figure, group, others, first, (place / canvas.HEIGHT, row * rows / canvas.HEIGHT)
        )
        place += row * rows + _BETWEEN
    return figure


def _finding(reference: str, others: Sequence[_Drawn]) -> str:
    """How the orientation of organisations differs."""
    if len(others) == 1:
        return answer.orientation(others[0].own.to_dict("index"), reference)  # type: ignore[arg-type]
    own: list[Any] = [one.own.loc[answer.ORIENTATION] for one in others]
    values = [
        (reference, own[0]["reference"]),
        *((one.title, row["other"]) for one, row in zip(others, own, strict=True)),
    ]
    return say(
        "Orientation of organisations: {each}",
        each="; ".join(
            say("{value} ({title})", value=measures.value(answer.ORIENTATION, value), title=name)
            for name, value in values
        ),
    )


def _note(runs: int, *, elsewhere: bool) -> str:
    if runs < 2:
        return say(
            "One run of each; means of the last year. Difference: from the first scenario named. One run has no "
            "interval, and is drawn pale."
        )
    told = say(
        "{runs} {runs|run|runs} of each, the same people and shocks in all; means of the last year. "
        "Difference: from the first "
        "scenario named, with its 95 % interval; pale where it holds zero.",
        runs=runs,
    )
    if not elsewhere:
        return told
    return f"{told} {say('That of another regime is not the difference of a reform.')}"


def _groups() -> tuple[_Group, ...]:
    shares = tuple(measure for measure in MEASURES if words.unit(measure).startswith("share"))
    scores = tuple(measure for measure in MEASURES if measure not in shares)
    return (
        _Group(scores, 1.0, say("from 0 to 1"), say("difference")),
        _Group(shares, 100.0, "%", say("difference, percentage points")),
    )


def _names(group: _Group) -> list[str]:
    room = _LEFT * canvas.WIDTH - 0.3
    return [folded(words.label(measure), room, canvas.SMALL) for measure in group.measures]


def _draw_group(
    figure: Figure,
    group: _Group,
    others: Sequence[_Drawn],
    first: frozenset[str],
    where: tuple[float, float],
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
        _row((both, apart), middle, measure, group.scale, others, "*" if measure in first else "o")
    apart.margins(x=0.08)


def _row(
    panels: tuple[Axes, Axes],
    place: float,
    measure: str,
    scale: float,
    others: Sequence[_Drawn],
    mark: str,
) -> None:
    both, apart = panels
    rows: list[Any] = [one.own.loc[measure] for one in others]
    values = [scale * float(rows[0]["reference"]), *(scale * float(row["other"]) for row in rows)]
    both.plot(
        (min(values), max(values)), (place, place), color=canvas.GREY, linewidth=1.5, zorder=1
    )
    # the first is the larger, to be seen behind the others where they meet
    size = 10 * (_STAR if mark == "*" else 1.0)
    style: dict[str, Any] = {"color": "white", "markeredgecolor": canvas.INK, "zorder": 2}
    both.plot(values[0], place, mark, markersize=size, **style)
    for one, row, value in zip(others, rows, values[1:], strict=True):
        shape = "*" if measure in one.stars and row["decided"] else "o"
        size = 7 * (_STAR if shape == "*" else 1.0)
        both.plot(value, place + one.aside, shape, markersize=size, color=one.colour, zorder=3)
        colour = one.colour if row["decided"] else canvas.GREY
        ends = (scale * row["low"], scale * row["high"])
        intervals.draw(apart, ends, scale * row["difference"], place + one.aside, colour)


def _legend(figure: Figure, first: str, others: Sequence[_Drawn], *, starred: bool) -> float:
    """Draw it, and say how many inches the panels begin below the question."""
    hollow: dict[str, Any] = {"color": "white", "markeredgecolor": canvas.INK, "markersize": 10}
    marks = [
        canvas.mark(first, **hollow),
        *(canvas.mark(one.named, color=one.colour, markersize=7) for one in others),
    ]
    if starred:
        style: dict[str, Any] = {"color": canvas.INK, "markersize": 7 * _STAR}
        marks.append(canvas.mark(say("star: more than half set by the scenario"), "*", **style))
    wide = sum(_width(one) + _HANDLE for one in marks)
    columns = len(marks) if wide < canvas.ROOM else 2
    lines = [1] * len(marks)
    down = math.ceil(len(marks) / columns)  # columns are filled one after the other
    if columns == 2:
        left, half = max(map(_width, marks[:down])), canvas.ROOM / 2 - 2 * _HANDLE
        rooms = half, canvas.ROOM - min(left, half) - 4 * _HANDLE
        for n, one in enumerate(marks):
            text = folded(str(one.get_label()), rooms[n // down], canvas.SMALL)
            one.set_label(text)
            lines[n] = text.count("\n") + 1
    canvas.legend(figure, marks, handlelength=1.2, ncols=columns, labelspacing=0.25)
    tall = max(sum(lines[first : first + down]) for first in range(0, len(marks), down))
    return _UNDER_LEGEND + _LINE_OF_LEGEND * (tall - 1)


def _width(mark: Line2D) -> float:
    """How many inches the words of a mark are wide."""
    return width(str(mark.get_label()), canvas.SMALL)
