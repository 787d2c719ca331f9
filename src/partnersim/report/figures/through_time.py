"""A scenario whose levers change by date, month by month, with the dates marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.report.figures import canvas, dated_marks, months
from partnersim.report.formatting import dates

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_MONTHS = 12


def draw(results: Results, settings: Settings) -> Figure:
    """What organisations are and do, who has access, what newcomers get."""
    note = say("Bands: {middle}. Services: mean of twelve months.", middle=canvas.middle(results))
    if results.reference is not None:
        note += " " + say("Grey: the reference, in its last year.")
    share = "0 – 1"
    figure, _ = months.draw(
        results, settings,
        (_finding(results, settings), say("What does each date change?"), note),
        (
            months.Panel(share, {"identity_mean": canvas.BLUE, "autonomy_index": canvas.INK}),
            months.Panel("%", {"direct_access_share": canvas.PURPLE, "reporting_share": canvas.VERMILLION,
                               "community_life_share": canvas.GREEN}, 100.0),
            months.Panel("%", {"served_share": canvas.SKY,
                               "ineligible_served_share": canvas.ORANGE}, 100.0,
                         over=_MONTHS),
        ),
    )  # fmt: skip
    return figure


def _finding(results: Results, settings: Settings) -> str:
    """Orientation and direct access in the year before the first change and in the last year."""
    first, _ = dated_marks.titled(settings)[0]
    sector = results.sector.groupby("month")[["identity_mean", "direct_access_share"]].mean()
    before = sector[sector.index < first].tail(_MONTHS).mean()
    last = sector.tail(_MONTHS).mean()
    return say(
        "From the year before {date} to the last: orientation {was} to {then}, direct access {reached} to {reaches}",
        date=dates.month(first, settings),
        was=numbers.number(float(before["identity_mean"]), 2),
        then=numbers.number(float(last["identity_mean"]), 2),
        reached=numbers.percent(float(before["direct_access_share"])),
        reaches=numbers.percent(float(last["direct_access_share"])),
    )
