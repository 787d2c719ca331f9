"""A crisis in the middle of a run: what it was like before, at its height, later, and once over."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.report.formatting import words
from partnersim.state.calendar import Month

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from partnersim.report.formatting.screen import Screen
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

MEASURES = tuple(
    "delivery_share community_life_share advocacy_share representation_load_share reporting_share "
    "outsourced_share lent_share served_share trust_in_peers_mean soft_index autonomy_index".split()
)


def comes_too_late(settings: Settings) -> str:
    """That the crisis of a scenario begins after a run has ended; nothing where it does not."""
    if "crisis" not in settings.systems:
        return ""
    begin = int(settings.parameters["crisis"]["starts_after_months"])
    if begin < 12 * settings.years:
        return ""
    return say(
        "No crisis here: it begins after month {begin} of the scenario, and these runs end with month {last}.",
        begin=begin,
        last=12 * settings.years,
    )


in_short = comes_too_late  # what a short screen says too


def periods(settings: Settings) -> list[tuple[str, Month, Month]]:
    """Names with their first month and the month after their last; none where no crisis comes."""
    if "crisis" not in settings.systems or comes_too_late(settings):
        return []
    crisis = settings.parameters["crisis"]
    begin, over = int(crisis["starts_after_months"]), int(crisis["ends_after_months"])
    milder = min(over, begin + int(crisis["acute_months"]))
    last = 12 * settings.years
    spans = [
        (say("year before"), max(0, begin - 12), begin),
        (say("acute months"), begin, milder),
        (say("milder months"), milder, over),
        (say("year after"), over, over + 12),
    ]
    return [
        (name, settings.start.plus(begin), settings.start.plus(min(end, last)))
        for name, begin, end in spans
        if begin < min(end, last)
    ]


def table(sector: pd.DataFrame, settings: Settings, screen: Screen) -> Table | None:
    """Means over runs of each period; nothing where the scenario has no crisis."""
    spans = periods(settings)
    if not spans:
        return None
    grid = screen.table(say("The crisis"), *(name for name, _, _ in spans))
    measured = [name for name in MEASURES if name in sector]
    if "lent_share" in measured and not sector["lent_share"].any():
        measured.remove("lent_share")  # nobody lends
    means = []
    for _, first, after in spans:
        inside = sector[(sector["month"] >= str(first)) & (sector["month"] < str(after))]
        means.append(inside[measured].mean())
    for measure in measured:
        share = words.unit(measure).startswith("share")
        write = partial(numbers.percent, decimals=1) if share else numbers.number
        grid.add_row(words.label(measure), *(write(mean[measure]) for mean in means))
    return grid


def show(results: Results, settings: Settings, screen: Screen) -> None:
    """Print the table of the crisis, or that it comes too late."""
    screen.line(comes_too_late(settings))
    if (grid := table(results.sector, settings, screen)) is not None:
        screen.print(grid)
