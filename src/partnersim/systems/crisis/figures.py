"""A crisis, month by month: work, the movement and autonomy, with its months shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.report.figures import canvas, months
from partnersim.report.formatting import dates
from partnersim.systems.crisis.screens import periods

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def draw(results: Results, settings: Settings) -> Figure | None:
    """Services; the rest of the work; trust, the soft dimensions and autonomy; nothing where no crisis comes."""
    if not periods(settings):
        return None
    hours = say("% of hours")
    note = say("Bands: {middle}. Shaded: the crisis, darker while it is acute.",
               middle=canvas.middle(results))  # fmt: skip
    if results.reference is not None:
        note += " " + say("Grey: the reference, in its last year.")
    figure, panels = months.draw(
        results, settings,
        (_finding(results, settings), say("What does the crisis change, and what stays?"), note),
        (
            months.Panel(hours, {"delivery_share": canvas.SKY}, 100.0),
            months.Panel(hours, {"community_life_share": canvas.BLUE, "advocacy_share": canvas.GREEN,
                                 "reporting_share": canvas.VERMILLION}, 100.0),
            months.Panel("0 – 1", {"trust_in_peers_mean": canvas.GREEN, "autonomy_index": canvas.INK,
                                   "soft_index": canvas.ORANGE}),
        ),
    )  # fmt: skip
    acute = say("acute months")
    for axes in panels:
        for name, first, after in periods(settings):
            if name in (acute, say("milder months")):
                shade = "#d9d9d9" if name == acute else "#efefef"
                begin, end = (dates.at(str(date), settings) for date in (first, after))
                axes.axvspan(begin, end, color=shade, linewidth=0, zorder=0)  # under the bands
    return figure


def _finding(results: Results, settings: Settings) -> str:
    """Services and advocacy in the acute months, beside the year before them."""
    sector = results.sector.groupby("month")[["delivery_share", "advocacy_share"]].mean()
    spans = {name: (str(first), str(after)) for name, first, after in periods(settings)}
    before, acute = (spans[name] for name in (say("year before"), say("acute months")))
    was, then = (
        sector[(sector.index >= a) & (sector.index < b)].mean() for a, b in (before, acute)
    )
    return say(
        "In the acute months services take {serve_then} of staff hours, against {serve_was} the year before; "
        "advocacy {speak_then}, against {speak_was}",
        serve_then=numbers.percent(float(then["delivery_share"])),
        serve_was=numbers.percent(float(was["delivery_share"])),
        speak_then=numbers.percent(float(then["advocacy_share"]), 1),
        speak_was=numbers.percent(float(was["advocacy_share"]), 1),
    )


FIGURES = {"crisis": draw}  # by the name of the file
