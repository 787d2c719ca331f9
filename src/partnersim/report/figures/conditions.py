"""The conditions that discovery found: one range a factor, out of the range that was tried, and the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded, lines_of
from partnersim.report.formatting import readings
from partnersim.report.formatting.factors import short_name, value_of
from partnersim.report.screens.discovery import any_value, condition, sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.discovery.prim import Box, Restriction
    from partnersim.analysis.discovery.sweep_analysis import Discovery

_COLOURS = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN)
_MOST_ROWS = 7
_SIDES = (0.42, 0.93)  # of the width
_LINE, _BETWEEN, _AROUND = (
    0.235,
    0.08,
    0.25,
)  # inches: of a line, between sentences, around the chart
_TALLEST = 1.1  # inches of a row at most


def draw(discovery: Discovery, title: str) -> Figure | None:
    """A row a factor with its range, in the colour of its set of conditions; nothing where none was found."""
    boxes = list(zip(_COLOURS, discovery.boxes, strict=False))
    if not boxes:
        return None
    held = dict.fromkeys(one.factor for _, box in boxes for one in box.restrictions)
    factors = list(held)[:_MOST_ROWS]
    best = discovery.boxes[0]
    figure = canvas.sheet(
        say(
            "Under these conditions it happens in {density} of trials; anywhere, in {share}",
            density=numbers.percent(best.density),
            share=numbers.percent(discovery.cases.share),
        ),
        condition(discovery),
        say(
            "Grey: the range that was tried. Coloured: where the condition holds. A condition that may be chance "
            "is left out."
        ),
        title,
        reading=readings.label_of({"reading": discovery.reading}),
    )  # fmt: skip
    said = [_lines(discovery, number, box, len(boxes)) for number, (_, box) in enumerate(boxes, 1)]
    text = sum(_LINE * len(lines) + _BETWEEN for lines in said)
    room = (canvas.top() - canvas.bottom()) * canvas.HEIGHT - text - 2 * _AROUND
    tall = min(room, _TALLEST * len(factors))
    start = canvas.top(_AROUND)
    axes = figure.add_axes(
        (_SIDES[0], start - tall / canvas.HEIGHT, _SIDES[1] - _SIDES[0], tall / canvas.HEIGHT)
    )
    place = start - (tall + _AROUND) / canvas.HEIGHT
    for (colour, _), lines in zip(boxes, said, strict=True):
        style: dict[str, Any] = {
            "color": colour,
            "weight": "bold",
            "va": "top",
            "linespacing": 1.05,
        }
        figure.text(0.015, place, "\n".join(lines), **style)
        place -= (_LINE * len(lines) + _BETWEEN) / canvas.HEIGHT
    for n, factor in enumerate(factors):
        _track(axes, discovery, factor, n)
        for k, (colour, box) in enumerate(boxes):
            for restriction in box.restrictions:
                if restriction.factor == factor:
                    place = n + (0.24 * (k - (len(boxes) - 1) / 2) if len(boxes) > 1 else 0.0)
                    _range(axes, discovery, restriction, place, colour)
    room = _SIDES[0] * canvas.WIDTH - 1.0
    names = [
        folded(short_name(factor, discovery.meanings), room, canvas.SMALL) for factor in factors
    ]
    axes.set_yticks(range(len(factors)), names, linespacing=0.95)
    axes.set_ylim(len(factors) - 0.45, -0.55)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([])
    axes.tick_params("y", length=0, pad=52)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return figure


def _lines(discovery: Discovery, number: int, box: Box, boxes: int) -> list[str]:
    """A set in words, folded; with its number, where there are several."""
    text = sentence(box, discovery)
    return lines_of(
        f"{number}. {text}" if boxes > 1 else text, canvas.ROOM, canvas.SMALL, bold=True
    )


def _written(discovery: Discovery, factor: str, value: float) -> str:
    return value_of(value, discovery.units.get(factor, ""))


def _ends(discovery: Discovery, factor: str) -> tuple[float, float]:
    column = discovery.cases.factors[factor]
    return float(column.min()), float(column.max())


def _single(discovery: Discovery, factor: str) -> bool:
    """Whether a factor has names or yes and no for values: those have no range."""
    return any(isinstance(level, bool | str) for level in discovery.cases.levels[factor])


def _track(axes: Axes, discovery: Discovery, factor: str, row: int) -> None:
    """What was tried: the whole range with its ends, or all values as hollow dots."""
    if _single(discovery, factor):
        levels = discovery.cases.levels[factor]
        for n, level in enumerate(levels):
            at = (n + 0.5) / len(levels)
            axes.plot(at, row, "o", color="#DDDDDD", markersize=13, zorder=1)
            axes.annotate(
                any_value(level), (at, row), (0, -24), textcoords="offset points", ha="center"
            )
        return
    axes.plot((0, 1), (row, row), color="#DDDDDD", linewidth=13, solid_capstyle="butt", zorder=1)
    for at, value, side in zip((0, 1), _ends(discovery, factor), ("right", "left"), strict=True):
        shift = (-6 if side == "right" else 6, 0)
        said = _written(discovery, factor, value)
        where: dict[str, Any] = {"textcoords": "offset points", "va": "center", "ha": side}
        axes.annotate(said, (at, row), shift, color="#777777", annotation_clip=False, **where)


def _range(
    axes: Axes, discovery: Discovery, restriction: Restriction, place: float, colour: str
) -> None:
    if _single(discovery, restriction.factor):
        levels = discovery.cases.levels[restriction.factor]
        for n, level in enumerate(levels):
            if level in restriction.values:
                axes.plot(
                    (n + 0.5) / len(levels), place, "o", color=colour, markersize=13, zorder=2
                )
        return
    low, high = _ends(discovery, restriction.factor)
    shares = [
        end if limit is None else (limit - low) / max(high - low, 1e-12)
        for end, limit in ((0.0, restriction.low), (1.0, restriction.high))
    ]
    axes.plot(shares, (place, place), color=colour, linewidth=7, solid_capstyle="butt", zorder=2)
    for share, limit, side in zip(
        shares, (restriction.low, restriction.high), ("right", "left"), strict=True
    ):
        if limit is not None:
            shift = (-6 if side == "right" else 6, 0)
            said = _written(discovery, restriction.factor, limit)
            axes.annotate(said, (share, place), shift, textcoords="offset points", ha=side,
                          va="center", color=colour, weight="bold", annotation_clip=False,
                          bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.75})  # fmt: skip
