"""A crisis, month by month: work, the movement and autonomy, with its months shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import say
from partnersim.report import crisis, words
from partnersim.report.figures import canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

HEIGHT = 7.6
_PANELS = (
    (100.0, {"delivery_share": canvas.SKY}),
    (100.0, {"community_life_share": canvas.BLUE, "advocacy_share": canvas.GREEN,
             "reporting_share": canvas.VERMILLION, "representation_load_share": canvas.PURPLE}),
    (1.0, {"soft_index": canvas.ORANGE, "autonomy_index": canvas.INK,
           "trust_in_peers_mean": canvas.GREEN}),
)  # fmt: skip


def draw(results: Results, settings: Settings) -> Figure:
    """Means over runs with their middle 80 %, a panel a kind of measure."""
    sector = results.sector
    sector = sector[sector["month"] >= str(settings.start)]
    figure = canvas.sheet(
        HEIGHT,
        say("What does the crisis change, and what stays?"),
        canvas.what_was_run(settings, int(sector["run"].nunique())),
        say("Bands: {middle}. Shaded: the crisis, darker while it is acute.",
            middle=canvas.middle(results)),
    )  # fmt: skip
    panels = figure.subplots(len(_PANELS), 1, sharex=True)
    figure.subplots_adjust(
        left=0.09, right=0.70, hspace=0.16,
        top=canvas.top(HEIGHT), bottom=canvas.bottom(HEIGHT, 0.5),
    )  # fmt: skip
    start = settings.start
    months = sorted(sector["month"].unique())
    years = [start.year + (start.number - 1 + n + 0.5) / 12.0 for n in range(len(months))]
    spans = crisis.periods(settings)[1:-1] or crisis.periods(settings)[1:]
    acute = say("acute months")
    for axes, (scale, measures) in zip(panels, _PANELS, strict=True):
        for name, first, after in spans:
            edges = [one.year + (one.number - 1) / 12.0 for one in (first, after)]
            axes.axvspan(*edges, color="#d9d9d9" if name == acute else "#efefef", linewidth=0)
        for measure, colour in measures.items():
            runs = sector.pivot_table(index="month", columns="run", values=measure).sort_index()
            axes.plot(years, scale * runs.mean(axis=1), color=colour, label=words.label(measure))
            axes.fill_between(
                years, scale * runs.quantile(0.1, axis=1), scale * runs.quantile(0.9, axis=1),
                color=colour, alpha=0.15, linewidth=0,
            )  # fmt: skip
        axes.set_ylabel(say("% of staff hours") if scale > 1.0 else "0 – 1")
        axes.legend(
            loc="center left", bbox_to_anchor=(1.01, 0.5), handlelength=1.2, labelspacing=0.8
        )
    panels[-1].set_xlabel(say("calendar year"))
    return figure
