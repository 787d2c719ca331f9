"""What staff hours go to, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.figures import bars, canvas
from partnersim.report.formatting import dates, words
from partnersim.report.formatting.spread import run_years

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

HEIGHT = 6.0
# From the bottom: what is owed upwards, the rest of the office, services, what serves the mission.
ACTIVITIES = {
    "reporting_share": canvas.VERMILLION,
    "management_share": canvas.GREY,
    "fundraising_share": canvas.YELLOW,
    "representation_load_share": canvas.PURPLE,
    "delivery_share": canvas.SKY,
    "advocacy_share": canvas.GREEN,
    "community_life_share": canvas.BLUE,
}


def draw(results: Results, settings: Settings) -> Figure:
    """Stacked shares: the year before the scenario begins, then the mean of each year."""
    sector = results.sector
    runs = int(sector["run"].nunique())
    shares = _shares(sector, settings)
    note = say(
        "First bar: the twelve months before the scenario begins; then each year of the scenario."
    )
    figure = canvas.sheet(
        HEIGHT, say("What do staff hours go to?"), canvas.what_was_run(settings, runs), note
    )
    axes = figure.subplots()
    canvas.arrange(figure, HEIGHT, (0.09, 0.68), (0.0, 0.42))
    names = dates.year_names(settings, len(shares) - 1)
    stacks = [
        bars.Stack(words.label(name), colour, (100 * shares[name]).tolist())
        for name, colour in ACTIVITIES.items()
    ]
    bars.stacked(axes, stacks, [say("before"), *names], room=0.045, apart=True)
    axes.axvline(0.275, color=canvas.INK, linewidth=1, linestyle=":")
    axes.set_ylim(0, 100)
    axes.tick_params("x", labelsize=9.5)
    axes.set_ylabel(say("% of staff hours"))
    axes.set_xlabel(dates.axis_of_years(settings))
    handles, labels = axes.get_legend_handles_labels()
    named = [bars.wrapped(label) for label in labels[::-1]]
    style: dict[str, Any] = {"handlelength": 1.2, "labelspacing": 0.9}
    figure.legend(handles[::-1], named, loc="center left", bbox_to_anchor=(0.685, 0.52), **style)
    return figure


def _shares(sector: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Share of hours by activity, a row a year of the run, the year before it first."""
    years = run_years(sector["month"], str(settings.start))
    return sector.groupby(years)[list(ACTIVITIES)].mean().sort_index()
