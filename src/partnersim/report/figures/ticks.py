"""Numbers on the axes in the language in use, for every axis that has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import numbers

if TYPE_CHECKING:
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure


def translate(figure: Figure) -> None:
    """Write the ticks that Matplotlib would write in English as `numbers.number` writes numbers."""
    from matplotlib.ticker import ScalarFormatter

    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            if type(axis.get_major_formatter()) is ScalarFormatter:
                write_numbers(axis)


def write_numbers(axis: Axis, *, signed: bool = False) -> None:
    """Write an axis' numbers in the language in use, once its limits are set."""
    from matplotlib.ticker import FuncFormatter

    shown = axis.get_majorticklocs()
    low, high = sorted(axis.get_view_interval())
    room = 1e-9 * (high - low)
    decimals = _decimals([tick for tick in shown if low - room <= tick <= high + room])
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: numbers.number(value, decimals, signed=signed))
    )


def _decimals(values: list[float]) -> int:
    """As few decimals as tell all of them, the same for each."""
    furthest = max(map(abs, values), default=0.0)
    for decimals in range(10):
        if all(abs(value - round(value, decimals)) <= 1e-9 * furthest for value in values):
            return decimals
    return 10
