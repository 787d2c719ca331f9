"""Labels beside dots, without covering one another: the first free place around each dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.report.figures.canvas import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_SIZE = 15.0  # points: a letter's box
_AROUND = np.radians([45, 135, -45, -135, 0, 90, 180, -90, 20, 160, -20, -160, 70, 110])


def place_labels(
    axes: Axes,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    radius: NDArray[np.float64],
    names: list[str],
) -> None:
    """Write each name beside its dot, nearest free place first, with a thin line to the dot."""
    from matplotlib import patheffects

    figure = axes.get_figure(root=True)
    assert figure is not None
    box = axes.get_position()
    width, height = figure.get_size_inches() * 72.0
    low_x, high_x = axes.get_xlim()
    low_y, high_y = axes.get_ylim()
    span = np.array([box.width * width, box.height * height])
    dots = np.column_stack([(x - low_x) / (high_x - low_x), (y - low_y) / (high_y - low_y)]) * span
    taken: list[NDArray[np.float64]] = []
    for own, reach, name in zip(dots, radius, names, strict=True):
        spot = _free(own, float(reach), dots, radius, taken, span)
        taken.append(spot)
        way = spot - own
        distance = float(np.hypot(*way))
        if distance - reach > _SIZE:  # far from its dot: a line says whose it is
            ends = np.array([own + way * reach / distance, spot - way * 0.5 * _SIZE / distance])
            axes.plot(*(ends / span).T, color=INK, linewidth=0.8, transform=axes.transAxes)
        axes.text(
            spot[0] / span[0],
            spot[1] / span[1],
            name,
            transform=axes.transAxes,
            ha="center",
            va="center",
            fontsize=_SIZE,
            weight="bold",
            color=INK,
            path_effects=[patheffects.withStroke(linewidth=2.5, foreground="white")],
        )


def _free(
    own: NDArray[np.float64],
    reach: float,
    dots: NDArray[np.float64],
    radius: NDArray[np.float64],
    taken: list[NDArray[np.float64]],
    span: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The place with least cover, the nearest among equals."""
    best, least = own, np.inf
    for further in (7.0, 13.0, 20.0, 28.0, 38.0, 50.0):
        for angle in _AROUND:
            spot = own + (reach + further) * np.array([np.cos(angle), np.sin(angle)])
            outside = bool(np.any(spot < _SIZE / 2) or np.any(spot > span - _SIZE / 2))
            labels = sum(bool(np.all(np.abs(spot - label) < 1.15 * _SIZE)) for label in taken)
            cover = np.maximum(0.0, radius + _SIZE / 2 - np.hypot(*(dots - spot).T)).sum()
            cost = 1000.0 * outside + 100.0 * labels + cover + 0.15 * further
            if cost < least:
                best, least = spot, cost
    return best
