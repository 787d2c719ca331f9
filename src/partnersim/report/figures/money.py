"""What the main ministry paid each year, by instrument."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from partnersim.instruments import declared, names
from partnersim.language import current, numbers, say
from partnersim.report.figures import bars, canvas, dated_marks
from partnersim.report.formatting import dates, readings
from partnersim.report.formatting.spread import run_years

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_COLOURS = (canvas.BLUE, canvas.ORANGE, canvas.GREY, canvas.GREEN, canvas.PURPLE)


def draw(results: Results, settings: Settings) -> Figure:
    """Stacked bars, in millions; the ministry alone: its regime is what a scenario changes."""
    paid = _paid(results, settings)
    runs = int(results.sector["run"].nunique())
    ministry = settings.funders[settings.main_ministry].title.in_language(current())
    few = len(paid) <= bars.MOST_NAMED
    note = say(
        "Payer: {ministry}. In the bars: % of the year. Payments follow awards with a lag: the first year still "
        "pays for the one before."
        if few
        else "Payer: {ministry}. Payments follow awards with a lag: the first year still pays for the one before.",
        ministry=ministry,
    )
    below = paid.clip(upper=0.0).sum(axis=1)
    taken_back = (
        say(
            "Below zero: more was taken back than paid that year. The number above a bar is what is left; % are of "
            "what is above zero."
            if few
            else "Below zero: more was taken back than paid that year. The number above a bar is what is left."
        )
        if below.any()
        else ""
    )
    note = " ".join(filter(None, (note, taken_back, dated_marks.note(settings))))
    figure = canvas.sheet(
        _finding(paid),
        canvas.asked(say("What does the ministry pay for?"), settings, runs),
        note,
        reading=readings.label(settings),
    )
    axes = canvas.chart(figure, (0.07, 0.985), (0.5, 0.66))
    usual = [tool for tool in declared() if tool.usual_share or paid[tool.name].any()]
    stacks = [
        bars.Stack(tool.title.in_language(current()), colour, paid[tool.name].tolist())
        for tool, colour in zip(usual, cycle(_COLOURS), strict=False)
    ]
    bars.stacked(
        axes, stacks, dates.year_names(settings, len(paid)), room=0.06, unit=numbers.NO_BREAK + "%"
    )
    tops = paid.clip(lower=0.0).sum(axis=1)
    for n, (top, total) in enumerate(zip(tops, paid.sum(axis=1), strict=True)):
        axes.text(
            n, top * 1.01, numbers.number(total, 1), ha="center", va="bottom", weight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip
    axes.set_ylim(1.1 * below.min(), 1.1 * tops.max())
    if below.any():
        axes.axhline(0.0, color=canvas.INK, linewidth=0.8)
    dated_marks.on_bars(axes, settings, 0)
    axes.set_ylabel(say("millions of 2020 dollars"))
    axes.set_xlabel(dates.axis_of_years(settings))
    canvas.legend(figure, handlelength=1.2)
    return figure


def _finding(paid: pd.DataFrame) -> str:
    """What of the money goes to the mission, in the first year and in the last."""
    paid = paid.clip(lower=0.0)
    shares = paid[names()[0]] / paid.sum(axis=1)
    return say(
        "Mission grants go from {first} to {last} of what the ministry pays",
        first=numbers.percent(float(shares.iloc[0])),
        last=numbers.percent(float(shares.iloc[-1])),
    )


def _paid(results: Results, settings: Settings) -> pd.DataFrame:
    """Millions a year of the run by instrument, mean over runs; a year without payment is zero."""
    flows = results.flows
    flows = flows[flows["payer"] == settings.main_ministry]
    years = run_years(flows["month"], str(settings.start))
    sums = flows.groupby([years, "purpose"])["amount"].sum().unstack(fill_value=0)
    sums = sums.reindex(index=range(settings.years), columns=names(), fill_value=0.0)
    return sums / results.sector["run"].nunique() / 1e6
