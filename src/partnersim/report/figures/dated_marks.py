"""Where a scenario's dated changes stand on an axis: a number on a line, and what each number is below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.formatting import dates
from partnersim.state.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from partnersim.declarations import Text
    from partnersim.scenario.settings import Settings


def titled(settings: Settings) -> list[tuple[str, Text]]:
    """Month and title of the changes that have one and come before the end."""
    end = settings.start.plus(MONTHS_A_YEAR * settings.years)
    return [
        (str(change.month), change.title)
        for change in settings.changes
        if change.title is not None and str(change.month) < str(end)
    ]


def note(settings: Settings) -> str:
    """What the numbers are; nothing where no change has a title."""
    said = [
        f"({n}) {title.in_language(current())}{numbers.NO_BREAK}({dates.month(month, settings)})"
        for n, (month, title) in enumerate(titled(settings), 1)
    ]
    return say("Dates: {changes}.", changes="; ".join(said)) if said else ""


def on_bars(axes: Axes, settings: Settings, first: int) -> None:
    """The same on bars a year, where the scenario's first year is bar `first`."""
    begins = dates.at(str(settings.start), settings)
    draw(axes, settings, lambda at: at - begins + first - 0.5)


def draw(
    axes: Axes,
    settings: Settings,
    place: Callable[[float], float] | None = None,
    named: bool = True,
) -> None:
    """A line at each titled change, its number above where `named`.

    `place` gives where a date of `dates.at` stands; without it the axis is that of `dates.at`.
    """
    right = -1.0
    for n, (month, _) in enumerate(titled(settings), 1):
        at = dates.at(month, settings)
        at = at if place is None else place(at)
        axes.axvline(at, color=canvas.INK, linewidth=0.9, linestyle=(0, (2, 3)), zorder=1)
        if not named:
            continue
        spot = axes.transData.transform((at, 0.0))[0]
        spot = right = max(spot, right + 22.0)
        inside = axes.transData.inverted().transform((spot, 0.0))[0]
        axes.text(inside, 1.01, str(n), transform=axes.get_xaxis_transform(), ha="center",
                  va="bottom", size=canvas.SMALL, weight="bold")  # fmt: skip
