"""What staff hours go to, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.report.figures import bars, canvas, dated_marks, line_ends
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import dates, readings, words
from partnersim.report.formatting.spread import run_years

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_PALE = (canvas.YELLOW, canvas.SKY, canvas.GREY)  # letters in these could not be read
_ROOM = 3.1  # inches beside the bars
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
    note = " ".join(filter(None, (note, dated_marks.note(settings))))
    figure = canvas.sheet(
        _finding(shares),
        canvas.asked(say("What do staff hours go to?"), settings, runs),
        note,
        reading=readings.label(settings),
    )
    axes = canvas.chart(figure, (0.075, 0.72), (0.1, 0.66))
    names = dates.year_names(settings, len(shares) - 1)
    stacks = [
        bars.Stack(words.label(name), colour, (100 * shares[name]).tolist())
        for name, colour in ACTIVITIES.items()
    ]
    bars.stacked(axes, stacks, [say("before"), *names], room=0.045, apart=True)
    axes.axvline(0.275, color=canvas.INK, linewidth=1, linestyle=":")
    axes.set_ylim(0, 100)
    dated_marks.on_bars(axes, settings, 1)
    axes.set_ylabel(say("% of staff hours"))
    axes.set_xlabel(dates.axis_of_years(settings))
    below, ends = 0.0, []
    for stack in stacks:  # each part is named where its last bar ends
        height, below = below + stack.values[-1] / 2, below + stack.values[-1]
        colour = canvas.INK if stack.colour in _PALE else stack.colour
        said = f"{numbers.number(stack.values[-1], 0)} {folded(stack.name, _ROOM, canvas.SMALL)}"
        ends.append(line_ends.End(height, said, colour))
    line_ends.write(axes, ends)
    return figure


def _finding(shares: pd.DataFrame) -> str:
    """Reporting and services, before and in the last year."""
    first, last = shares.iloc[0], shares.iloc[-1]
    return say(
        "Reporting takes {report_last} of staff hours at the end, against {report_first} before; services "
        "{serve_last}, against {serve_first}",
        report_first=numbers.percent(float(first["reporting_share"]), 1),
        report_last=numbers.percent(float(last["reporting_share"]), 1),
        serve_first=numbers.percent(float(first["delivery_share"])),
        serve_last=numbers.percent(float(last["delivery_share"])),
    )


def _shares(sector: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Share of hours by activity, a row a year of the run, the year before it first."""
    years = run_years(sector["month"], str(settings.start))
    return sector.groupby(years)[list(ACTIVITIES)].mean().sort_index()
