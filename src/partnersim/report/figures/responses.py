"""Responses of organisations and newcomers to a scenario, apart from what the scenario sets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.analysis.comparison.differences import own_effects
from partnersim.analysis.runs.paired_runs import interval
from partnersim.language import numbers, say
from partnersim.report.figures import canvas, intervals
from partnersim.report.figures.text_fitting import folded
from partnersim.report.figures.ticks import write_numbers
from partnersim.report.formatting import attribution, measures, readings, words
from partnersim.report.formatting.spread import Spread, spread
from partnersim.report.screens import answer
from partnersim.results.years import reference_by_run, years_by_run

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

MEASURES = (  # all from 0 to 1, or differences of what is
    "identity_mean",
    "autonomy_index",
    "legitimacy_from_community",
    "representation",
    "recognition",
    "access_excess",
    "community_life_share",
    "advocacy_share",
    "service_provider_share",
    "served_share",
    "ineligible_served_share",
    "need_after_24_months",
    "policy_need_congruence",
)
_WIDE = 0.1  # the axis reaches so far at least on either side
_LONGEST = 27  # signs of a difference with its interval
_LEFT, _RIGHT = 0.43, 0.69  # of the width: words before, numbers after
_MORE, _HEADING = 0.85, 1.2  # rows that a further line of a name takes up, and a heading


@dataclass(frozen=True, slots=True)
class _Style:
    """How the lines of a group are drawn."""

    colour: str
    width: float
    dot: float
    filled: bool = True


_STYLES = {
    attribution.RESPONSE: _Style(canvas.BLUE, 4.0, 8),
    attribution.SET: _Style(canvas.SET_GREY, 2.0, 6),
    attribution.NEITHER: _Style(canvas.SET_GREY, 2.0, 6.5, filled=False),
}


_DRIFT_ALONE = _Style(canvas.SET_GREY, 4.0, 8)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: its own effect and, apart, the drift of the reference; or drift alone."""

    measure: str
    shown: Spread
    drift: float = math.nan

    @property
    def unit(self) -> str:
        """Beside its numbers."""
        return measures.points() if measures.is_share(self.measure) else ""

    def written(self, value: float, exact: bool = True) -> str:
        """A difference as tables write it; without the decimals that show its sign where it is all but nothing."""
        return measures.text(self.measure, value, signed=True, exact=exact)

    def with_interval(self, interval: bool) -> str:
        """The difference, with its interval, as long as there is room for it beside drift."""
        of = self.shown
        for exact in (True, False):
            text = self.written(of.average, exact) + self.unit
            if interval:
                text += f" [{self.written(of.low, exact)}; {self.written(of.high, exact)}]"
            if len(text) <= _LONGEST:
                break
        return text


def lines_of(results: Results) -> list[Line]:
    """Differences from the reference with their 95 % intervals; without one, drift run by run."""
    before, last = years_by_run(results.sector)
    if results.reference is None:
        return [Line(name, spread(last[name] - before[name])) for name in MEASURES]
    before, compared = reference_by_run(results.reference)
    return [
        Line(
            name,
            _effect(last[name] - compared[name]),
            spread(compared[name] - before[name]).average,
        )
        for name in MEASURES
    ]


def _effect(differences: pd.Series[float]) -> Spread:
    """Their mean and its 95 % interval; of one run, the mean alone."""
    known = differences.dropna().to_numpy()
    if len(known) < 2:
        return Spread(float(known.mean()) if len(known) else math.nan, math.nan, math.nan)
    spread = interval(known)
    return Spread(spread.mean, spread.low, spread.high)


def draw(results: Results, settings: Settings) -> Figure:
    """Own effects: response on top, what is set below in grey, then what is neither; drift beside.

    Without a reference nothing is claimed of the scenario: drift alone, in grey.
    """
    lines = lines_of(results)
    compared = results.reference is not None
    uncertainty = str(results.manifest.get("uncertainty", "prior"))
    elsewhere = compared and _elsewhere(results)
    origin = {}
    if compared and not elsewhere:
        origin = attribution.attributions(settings, uncertainty)
    runs = int(results.sector["run"].nunique())
    groups = [
        (which, [line for line in lines if origin.get(line.measure, attribution.NEITHER) == which])
        for which in (attribution.RESPONSE, attribution.SET, attribution.NEITHER)
    ]
    groups = [(which, members) for which, members in groups if members]
    heights = {line.measure: 1.0 + _MORE * _name(line).count("\n") for line in lines}
    count = sum(heights.values()) + (_HEADING * len(groups) if origin else 0.0)
    figure = canvas.sheet(
        _finding(results),
        canvas.asked(say("What became of organisations and newcomers?"), settings, runs),
        _note(results, bool(origin), elsewhere=elsewhere),
        reading=readings.label(settings),
    )
    axes = canvas.chart(figure, (_LEFT, _RIGHT), (0.66, 0.58))
    axes.set_ylim(count, 0)
    _limits(axes, lines)
    place = 0.0
    for which, members in groups:
        style = _STYLES[which if origin else attribution.RESPONSE] if compared else _DRIFT_ALONE
        if origin:
            place = _heading(axes, which, place)
        for member in members:
            tall = heights[member.measure]
            _line(axes, member, place + tall / 2, style, runs > 1)
            place += tall
    _columns(axes, compared)
    _legend(figure, results)
    return figure


def _finding(results: Results) -> str:
    """What becomes of orientation, beside the reference or with time."""
    effects = own_effects(results)
    if effects is None:
        before, last = years_by_run(results.sector)
        return answer.orientation_with_time(before, last)
    by_measure = effects.set_index("measure", drop=False).to_dict("index")
    return answer.orientation(by_measure, readings.reference_title(results))  # type: ignore[arg-type]


def _name(line: Line) -> str:
    room = (_LEFT - 0.03) * canvas.WIDTH - 0.1
    return folded(words.label(line.measure), room, canvas.SMALL)


def _elsewhere(results: Results) -> bool:
    """Whether what it is compared with does not start from the same sector."""
    own, reference = results.manifest["scenario"], results.manifest["reference"]["scenario"]
    return bool(own["spin_up"] != reference["spin_up"])


def _note(results: Results, apart: bool, *, elsewhere: bool) -> str:
    if results.reference is None:
        return say(
            "With time alone: the last twelve months less the twelve before the scenario, "
            "growing arrivals included. Nothing is claimed of the scenario."
        )
    note = say(
        "Own effect: difference of the last year from “{reference}”; same people, same shocks in both. With time "
        "alone: what the years change there without it.",
        reference=readings.reference_title(results),
    )
    if elsewhere:
        note += " " + say("That of another regime is not the difference of a reform.")
    if apart:
        note += " " + say(
            "Set by the scenario: more than half would be there if organisations behaved as before."
        )
    return note


def _limits(axes: Axes, lines: list[Line]) -> None:
    """Room for every measure."""
    shown = [
        value
        for line in lines
        for value in (line.shown.average, line.shown.low, line.shown.high, line.drift)
        if not math.isnan(value)
    ]
    low, high = min([-_WIDE, *shown]), max([_WIDE, *shown])
    room = 0.06 * (high - low)
    axes.set_xlim(low - room, high + room)
    axes.locator_params("x", nbins=6)
    write_numbers(axes.xaxis, signed=True)
    axes.xaxis.grid(color="#E6E6E6", linewidth=0.8)
    axes.axvline(0, color="#777777", linewidth=1.0)
    axes.set_axisbelow(True)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(say("difference, of a scale from 0 to 1 (0.1: ten percentage points)"))


def _heading(axes: Axes, which: str, place: float) -> float:
    """The name of a group; where its first line begins."""
    text = {
        attribution.RESPONSE: say("Response: what organisations made of it"),
        attribution.SET: say("Set by the scenario"),
        attribution.NEITHER: say("Too small to attribute to the scenario"),
    }[which]
    colour = canvas.BLUE if which == attribution.RESPONSE else canvas.SET_GREY
    _words(
        axes,
        0.015,
        place + 0.68,
        text,
        "left",
        color=colour,
        weight="bold",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
    )
    return place + _HEADING


def _line(axes: Axes, line: Line, place: float, style: _Style, interval: bool) -> None:
    _words(axes, 0.03, place, _name(line), "left", linespacing=1.0)
    change = line.shown
    if math.isnan(change.average):
        _words(axes, _RIGHT + 0.015, place, numbers.MISSING, "left")
        return
    interval = interval and not math.isnan(change.low)
    if interval:
        ends = (change.low, change.high)
        axes.plot(
            ends, (place, place), color=style.colour, linewidth=style.width, solid_capstyle="butt"
        )
        intervals.caps(axes, ends, place, style.colour)
    inner = style.colour if style.filled else "white"
    dot: dict[str, Any] = {"markersize": style.dot, "markerfacecolor": inner}
    axes.plot(change.average, place, "o", color=style.colour, **dot)
    _words(axes, _RIGHT + 0.015, place, line.with_interval(interval), "left")
    if not math.isnan(line.drift):
        axes.plot(line.drift, place, **_DIAMOND)
        _words(axes, 0.985, place, line.written(line.drift), "right")


_DIAMOND: dict[str, Any] = {
    "marker": "D",
    "markersize": 8,
    "markerfacecolor": "none",
    "markeredgecolor": canvas.GREY,
    "markeredgewidth": 1.8,
    "linestyle": "",
}


def _words(axes: Axes, x: float, y: float, text: str, side: str, **style: Any) -> None:
    """Words at a share of the sheet's width, on a row of the chart."""
    from matplotlib.transforms import blended_transform_factory

    figure = axes.get_figure(root=True)
    assert figure is not None
    where = blended_transform_factory(figure.transFigure, axes.transData)
    axes.text(x, y, text, transform=where, ha=side, va="center", **style)


def _columns(axes: Axes, compared: bool) -> None:
    """What the numbers at the right are."""
    name = say("own effect" if compared else "with time alone")
    _words(axes, _RIGHT + 0.015, -0.45, name, "left", weight="bold")
    if compared:
        _words(axes, 0.985, -0.45, say("with time alone") + " ◇", "right")


def _legend(figure: Figure, results: Results) -> None:
    from matplotlib.lines import Line2D

    several = results.sector["run"].nunique() > 1
    compared = results.reference is not None
    colour = canvas.BLUE if compared else canvas.SET_GREY
    if compared:
        label, middle = say("own effect, mean"), say("its 95 % interval")
    else:
        label, middle = say("with time alone, mean"), canvas.middle(results)
    rows = [canvas.mark(label, color=colour, markersize=8)]
    if several:
        rows.append(Line2D([], [], color=colour, linewidth=4.0, label=middle))
    if compared:
        rows.append(Line2D([], [], label=say("with time alone"), **_DIAMOND))
    canvas.legend(figure, rows, handlelength=1.6)
