"""The figures that show saved intervals in rows: each value stands at the end of its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from studies.consequences.figure_words import word
from studies.consequences.statements import DATA
from studies.saved import values_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_OVER: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.3}
_APART = 0.34  # of a row, from one interval in it to the next
_IMPULSES = ("tie to an outsider", "tie from an insider", "seat to an outsider", "out for a year",
             "no agreements for a year")  # fmt: skip
_WORLDS = {"as it is": canvas.BLUE, "equal organisations": canvas.ORANGE}
_OUTCOMES = {"awards": "awards", "access": "access", "orientation": "orientation"}
_BENEFITS = (
    "news",
    "agreements",
    "voice",
    "policy_need_congruence",
    "mission_money_won",
    "concession",
)
_SCENARIOS = {
    "mifi_status_quo": canvas.SET_GREY,
    "prsca_compliant": canvas.BLUE,
    "npm_tightening": canvas.VERMILLION,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A saved mean with its interval, in the unit of an axis."""

    value: float
    low: float
    high: float

    @classmethod
    def of(cls, row: Mapping[str, Any], key: str = "value", scale: float = 1.0) -> _Found:
        """A row of a saved table."""
        return cls(scale * row[key], scale * row["low"], scale * row["high"])


def impulses(figure: Figure) -> None:
    """Seat-years and gains of each impulse in two worlds; beside, how often the invited are invited again."""
    rows = values_of("impulses_responses", DATA)
    found = {(row["world"], row["impulse"], row["series"]): row for row in rows}
    for series, sides, digits in (("seat", (0.2, 0.385), 2), ("gain", (0.455, 0.585), 2)):
        axes = canvas.chart(figure, sides, (0.72, 0.3))
        lines = [
            (
                word(impulse),
                [
                    (_Found.of(found[key]), colour)
                    for world, colour in _WORLDS.items()
                    if (key := (world, impulse, series)) in found
                ],
            )
            for impulse in _IMPULSES
        ]
        _rows(axes, lines, digits, room=2.2, signed=True, named=series == "seat")
        axes.set_title(word(series), fontsize=canvas.SMALL, weight="bold")
    axes = canvas.chart(figure, (0.79, 0.93), (0.72, 0.3))
    again = [
        (word(str(row["case"])), [(_Found.of(row, "share", 100.0), _WORLDS.get(str(row["case"]), canvas.SET_GREY))])
        for row in values_of("impulses_invited_again", DATA)
    ]  # fmt: skip
    _rows(axes, again, 0, room=1.6)
    axes.set_title(word("invited_again"), fontsize=canvas.SMALL, weight="bold")
    marks = [canvas.mark(word(world), color=hue, markersize=9) for world, hue in _WORLDS.items()]
    canvas.legend(figure, marks)


def nulls(figure: Figure) -> None:
    """Rank correlations of forecasts with what happened; beside, how far the model is ahead of a lagged share."""
    found = {str(row["statement"]): row for row in values_of("nulls", DATA)}
    scores = {str(row["outcome"]): row for row in values_of("nulls_scores", DATA)}
    both = canvas.chart(figure, (0.2, 0.6), (0.6, 0.55))
    lines = [
        (word(name), [(_Found.of(found[f"{name}_against_a_lottery"]), canvas.BLUE)])
        for name in _OUTCOMES
    ]
    _rows(both, lines, 2, room=2.3)
    for n, name in enumerate(_OUTCOMES):
        for aside, key, shape, colour in (
            (0.3, "lagged_share", "D", canvas.ORANGE),
            (-0.3, "as_it_was", "s", canvas.SET_GREY),
        ):
            score = float(scores[name][key])
            both.plot(score, n + aside, shape, color=colour, markersize=9)
            both.annotate(numbers.number(score, 2), (score, n + aside), (9, 0), color=colour,
                          textcoords="offset points", va="center")  # fmt: skip
    both.set_xlim(0.0, 1.05)
    both.set_xlabel(word("correlation"))
    ahead = canvas.chart(figure, (0.68, 0.92), (0.6, 0.55))
    _rows(
        ahead,
        [
            ("", [(_Found.of(found[f"{name}_against_a_lagged_share"]), canvas.BLUE)])
            for name in _OUTCOMES
        ],
        2,
        room=1.0,
        signed=True,
    )
    ahead.set_xlabel(word("ahead"))
    canvas.legend(
        figure,
        [
            canvas.mark(word("model"), color=canvas.BLUE, markersize=9),
            canvas.mark(word("lagged_share"), "D", color=canvas.ORANGE, markersize=9),
            canvas.mark(word("as_it_was"), "s", color=canvas.SET_GREY, markersize=9),
        ],
    )


def proximity_and_drift(figure: Figure) -> None:
    """Four differences of orientation on one axis."""
    axes = canvas.chart(figure, (0.42, 0.92), (0.2, 0.5))
    kept = ("insiders_now", "selection", "influence", "influence_five_years_later")
    rows = {
        str(row["difference"]): row for row in values_of("proximity_and_drift_differences", DATA)
    }
    lines = [(word(name), [(_Found.of(rows[name]), canvas.BLUE)]) for name in kept]
    _rows(axes, lines, 3, room=5.1, signed=True)
    axes.set_xlabel(word("difference_of_orientation"))


def umbrella(figure: Figure) -> None:
    """What each of six things is with the umbrella less without it, in three scenarios."""
    rows = {(row["case"], row["measure"]): row for row in values_of("umbrella_gains", DATA)}
    axes = canvas.chart(figure, (0.42, 0.92), (0.55, 0.45))
    lines = []
    for measure in _BENEFITS:
        own = []
        for case, colour in _SCENARIOS.items():
            row = rows[case, measure]
            part = 100.0 / (row["level_with"] if measure == "agreements" else 1.0)
            own.append((_Found.of(row, "with_less_without", part), colour))
        lines.append((word(measure), own))
    _rows(axes, lines, 1, room=5.1, signed=True)
    axes.set_xlabel(word("with_less_without"))
    marks = [
        canvas.mark(word(f"of_{case}"), color=hue, markersize=9) for case, hue in _SCENARIOS.items()
    ]
    canvas.legend(figure, marks)


def _rows(
    axes: Axes,
    lines: Sequence[tuple[str, Sequence[tuple[_Found, str]]]],
    decimals: int,
    *,
    room: float,
    signed: bool = False,
    named: bool = True,
) -> None:
    """A row a line with all its intervals, each with its value; `room` inches hold the names."""
    apart = min(_APART, 0.84 / max(len(own) for _, own in lines))
    for n, (_, own) in enumerate(lines):
        axes.axhline(n, color="#EEEEEE", linewidth=1.0, zorder=0)
        for k, (found, colour) in enumerate(own):
            place = n + apart * (k - (len(own) - 1) / 2)
            axes.plot((found.low, found.high), (place, place), color=colour, linewidth=3.0)
            axes.plot(found.value, place, "o", color=colour, markersize=8)
            axes.annotate(
                numbers.number(found.value, decimals, signed), (max(found.high, found.value), place), (7, 0),
                textcoords="offset points", va="center", color=colour, annotation_clip=False, bbox=_OVER,
            )  # fmt: skip
    axes.axvline(0.0, color="#777777", linewidth=1.0, zorder=0.5)
    names = [folded(name, room, canvas.SMALL) for name, _ in lines] if named else []
    axes.set_yticks(range(len(names)), names, linespacing=1.0)
    axes.tick_params("y", length=0)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.spines["left"].set_visible(False)
    axes.locator_params("x", nbins=4)
