"""Bars stacked year by year, each part with its share where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.language import numbers
from partnersim.report.figures.canvas import BLUE, INK, SMALL, VERMILLION

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DARK = (BLUE, VERMILLION)
MOST_NAMED = 12  # bars, above which shares are not written in them


@dataclass(frozen=True, slots=True)
class Stack:
    """One part of every bar."""

    name: str
    colour: str
    values: list[float]


def stacked(
    axes: Axes,
    stacks: list[Stack],
    names: list[str],
    *,
    room: float,
    unit: str = "",
    apart: bool = False,
) -> None:
    """Draw the parts from zero up, those below zero from there down, with the first bar `apart` if need be.

    Percentages, of what is above zero, are written in the parts of at least `room`, when bars are few;
    with `unit` where the axis does not say it.
    """
    places = [n - 0.45 * (apart and n == 0) for n in range(len(names))]
    ends = {False: [0.0] * len(names), True: [0.0] * len(names)}  # of what is above zero, and below
    totals = [sum(max(0.0, stack.values[n]) for stack in stacks) for n in range(len(names))]
    for stack in stacks:
        begins = [ends[value < 0.0][n] for n, value in enumerate(stack.values)]
        axes.bar(
            places,
            stack.values,
            bottom=begins,
            color=stack.colour,
            width=0.82,
            label=stack.name,
            edgecolor="white",
            linewidth=0.6,
        )
        for n, value in enumerate(stack.values):
            share = value / totals[n] if totals[n] else 0.0
            if share >= room and len(names) <= MOST_NAMED:
                axes.text(
                    places[n],
                    begins[n] + value / 2,
                    numbers.number(100 * share, 0) + unit,
                    ha="center",
                    va="center",
                    fontsize=SMALL,
                    color="white" if stack.colour in _DARK else INK,
                )
            ends[value < 0.0][n] += value
    step = max(1, -(-len(names) // 12))
    axes.set_xticks(places[::step], names[::step])
    margin = max(0.6, (4 - len(names)) / 2)
    axes.set_xlim(places[0] - margin, places[-1] + margin)
