"""Verdicts at a glance: of every part, in which share of runs it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded, rows_of
from partnersim.report.formatting.verdicts import name_of, star, verdict_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.validation.part_verdict import PartVerdict, Said

_COLUMNS, _ROWS = 2, 15
_MARKS_IN_ROW = 5  # of the legend
MOST = _COLUMNS * _ROWS  # parts on a sheet
_SIDES = (0.25, 0.47)  # of the width: the chart of the first column
_COLOURS: dict[Said, str] = {
    "emerges": canvas.GREEN,
    "may be chance": canvas.ORANGE,
    "could hardly fail": canvas.SET_GREY,
    "without choices too": canvas.SKY,
    "perhaps written in": canvas.PURPLE,
    "written in": canvas.BLUE,
    "fitted": canvas.BLUE,
    "absent": canvas.GREY,
    "fails": canvas.VERMILLION,
    "not decided": canvas.ORANGE,
}
_MARKS: dict[Said, str] = {
    "emerges": "o",
    "may be chance": "*",
    "could hardly fail": "h",
    "without choices too": "v",
    "perhaps written in": "^",
    "written in": "P",
    "fitted": "p",
    "absent": "s",
    "fails": "X",
    "not decided": "D",
}


def sheets(judged: Sequence[PartVerdict]) -> Iterator[tuple[str, Sequence[PartVerdict]]]:
    """The parts on as many sheets as they take, each about as full, with the ends of their names."""
    count = -(-len(judged) // MOST)
    size = -(-len(judged) // count)
    for n in range(count):
        yield (f"_{n + 1}" if count > 1 else ""), judged[n * size : (n + 1) * size]


def draw(judged: Sequence[PartVerdict], use: str, runs: int) -> Figure:
    """A row a part on one scale, the share of runs in which it holds; colour and mark are its verdict."""
    names = verdict_words()
    counts = Counter(row.said for row in judged)
    counted = [
        f"{name} {counts[key]}"
        for key, name in names.items()
        if counts[key] or (use, key) == ("val", "emerges")
    ]
    questions = {
        "val": say("Which patterns that guided no value come out of the model?"),
        "cal": say("Which patterns that may have guided values come out of the model?"),
    }
    figure = canvas.sheet(
        say("{all} parts of patterns: {counts}", all=len(judged), counts="; ".join(counted)),
        f"{questions[use]} " + say("Paired runs: {runs}; parameters are drawn", runs=runs),
        say(
            "Place: in how many runs a part holds. The verdict judges the mean of the runs, so that a part may emerge "
            "and hold in few of them. What emerges needed choices."
        ),
    )  # fmt: skip
    above = 0.5 if len([key for key in names if counts[key]]) <= _MARKS_IN_ROW else 0.85
    columns = 1 if len(judged) <= _ROWS else _COLUMNS
    rows = -(-len(judged) // columns)
    for n in range(columns):
        sides = (_SIDES[0] + 0.5 * n, _SIDES[1] + 0.5 * n) if columns > 1 else (0.35, 0.9)
        _column(
            canvas.chart(figure, sides, (above, 0.62)),
            judged[n * rows : (n + 1) * rows],
            rows,
            sides[0],
        )
    marks = [
        canvas.mark(name, _MARKS[key], color=_COLOURS[key], markersize=10)
        for key, name in names.items()
        if counts[key]
    ]
    canvas.legend(figure, marks, ncols=_MARKS_IN_ROW, columnspacing=1.2)
    return figure


def _column(axes: Axes, judged: Sequence[PartVerdict], rows: int, left: float) -> None:
    room = (left if left < 0.5 else left - 0.5) * canvas.WIDTH - 0.3
    names = [name_of(verdict) + star(verdict) for verdict in judged]
    axes.set_xlim(-3, 103)
    folded_names = [folded(name, room, canvas.SMALL) for name in names]
    middles, tall = rows_of(folded_names)
    axes.set_ylim(tall * rows / len(judged), 0.0)
    axes.set_yticks(middles, folded_names, linespacing=1.0)
    axes.tick_params("y", length=0)
    axes.set_xticks([0, 50, 100], [numbers.percent(share) for share in (0.0, 0.5, 1.0)])
    axes.set_xlabel(say("of runs"))
    axes.spines["left"].set_visible(False)
    axes.xaxis.grid(color="#DDDDDD", linewidth=1.0)
    axes.set_axisbelow(True)
    for n, verdict in zip(middles, judged, strict=True):
        axes.axhline(n, color="#EEEEEE", linewidth=1.0, zorder=0)
        style: dict[str, Any] = {
            "color": _COLOURS[verdict.said],
            "markersize": 10,
            "clip_on": False,
        }
        axes.plot(100.0 * verdict.holds, n, _MARKS[verdict.said], **style)
