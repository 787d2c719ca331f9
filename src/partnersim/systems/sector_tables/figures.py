"""Issues side by side: what small and other members have at stake, and what the umbrella presses for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import readings
from partnersim.systems.sector_tables.screens import last_year, title_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_LEFT = 0.3  # of the width
_HEIGHT = 0.26  # of a bar, three of which stand in the room of an issue


def draw(results: Results, settings: Settings) -> Figure:
    """Three bars an issue; a dash where it falls silent at the umbrella."""
    frame = results.frame("sector_issues")
    rows = last_year(frame)
    note = say(
        "Last year, mean of the runs. At stake: shares of the posts that winning would bring, less what it costs. Who "
        "is left out at the umbrella may be heard through other tables and MPs."
    )
    question = canvas.asked(
        say("Whose issues does the umbrella carry?"), settings, frame["run"].nunique()
    )
    figure = canvas.sheet(_finding(rows), question, note, reading=readings.label(settings))
    axes = canvas.chart(figure, (_LEFT, 0.98), (0.5, 0.66))
    places = np.arange(len(rows))[::-1]
    for n, (column, label, colour) in enumerate(
        (
            ("stake_of_small", say("at stake for small members"), canvas.ORANGE),
            ("stake_of_others", say("at stake for other members"), canvas.SKY),
            ("asked", say("pressed for by the umbrella"), canvas.BLUE),
        )
    ):
        at = places + (1 - n) * _HEIGHT
        axes.barh(at, 100.0 * rows[column], height=_HEIGHT, color=colour, label=label)
    names = [
        folded(title_of(str(name)), _LEFT * canvas.WIDTH - 0.3, canvas.SMALL) for name in rows.index
    ]
    axes.set_yticks(places, names, linespacing=1.0)
    axes.set_xlabel("%")
    axes.set_axisbelow(True)
    axes.grid(axis="x", color="#EEEEEE", linewidth=0.8)
    canvas.legend(figure)
    return figure


def _finding(rows: pd.DataFrame) -> str:
    """The issue that matters most to small members, and what becomes of it at the umbrella."""
    first = str(rows["stake_of_small"].idxmax())
    return say(
        "“{issue}” is {stake} of what small members have at stake, and {asked} of what the umbrella presses for",
        issue=title_of(first),
        stake=numbers.percent(float(rows["stake_of_small"][first])),
        asked=numbers.percent(float(rows["asked"][first])),
    )


FIGURES = {"sector_issues": draw}  # by the name of the file
