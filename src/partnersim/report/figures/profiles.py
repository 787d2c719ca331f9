"""The ten organisations of the thesis: in how many runs each told fact holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.evidence.told_profiles import FACTS, LETTERS, Profiles
from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import readings
from partnersim.report.screens.profiles import as_told, title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Month

_TILE = 11.5  # points: a tile is eight letters wide
_LABELS = 3.2  # inches


def draw(ten: Profiles, settings: Settings, when: Month) -> Figure:
    """A tile for each told fact: what is told, and the share of runs in which it holds."""
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    figure = canvas.sheet(
        say(
            "Of what no profile fixes, {held} holds, against {chance} with the letters shuffled",
            held=numbers.percent(ten.held), chance=numbers.percent(ten.held_shuffled),
        ),
        canvas.asked(
            say("Which facts of the ten come out, {month}?", month=numbers.month(str(when))), settings, ten.runs
        ),
        say(
            "In a tile: what is told (chapters 4 and 5), and the share of runs in which it holds; blue where that "
            "is most. Grey: told as between, which counts in ranks alone. A star: fixed by the profile at founding."
        ),
        reading=readings.label(settings),
    )  # fmt: skip
    axes = canvas.chart(figure, (0.27, 0.99), (0.2, -0.05))
    colours = LinearSegmentedColormap.from_list("held", ["#F4C9A8", "#F7F7F7", "#9CC7E4"])
    rows = {row.told.fact + row.told.organization: row for row in ten.rows}
    for f, each in enumerate(FACTS):
        for k, letter in enumerate(LETTERS):
            row = rows.get(each.name + letter)
            if row is None:
                continue
            tested = not math.isnan(row.held)
            face = colours(row.held) if tested else "#E4E4E4"
            axes.add_patch(Rectangle((k + 0.03, f + 0.05), 0.94, 0.9, facecolor=face, linewidth=0))
            text = as_told(row.told)
            if tested:
                text += f"\n{numbers.percent(row.held)}"
            axes.text(k + 0.5, f + 0.5, text, ha="center", va="center", fontsize=_TILE,
                      linespacing=1.1)  # fmt: skip
    axes.set_xlim(0, len(LETTERS))
    axes.set_ylim(len(FACTS), 0)
    axes.set_xticks([k + 0.5 for k in range(len(LETTERS))], LETTERS)
    axes.xaxis.tick_top()
    labels = [folded(title(each), _LABELS, canvas.SMALL) for each in FACTS]
    axes.set_yticks([f + 0.5 for f in range(len(FACTS))], labels)
    axes.tick_params(length=0)
    for side in ("left", "bottom", "top", "right"):
        axes.spines[side].set_visible(False)
    return figure
