"""Organisations by closeness to the ministry and by orientation, at the start and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.label_placement import place_labels
from partnersim.report.formatting import dates, words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

HEIGHT = 6.2
PROVIDER, BETWEEN, PARTNER = canvas.VERMILLION, canvas.GREY, canvas.BLUE
_AREA = 9.0  # square points for one full-time equivalent


def draw(results: Results, settings: Settings) -> Figure:
    """Two panels of run 0; area is staff, colour is what an organisation calls itself."""
    everyone = results.organizations
    run = int(everyone["run"].min())
    kept = everyone[(everyone["run"] == run) & everyone["alive"]]
    cuts = _cuts(results, settings, run)
    months = (kept["month"].min(), kept["month"].max())
    note = say(
        "Height: what the organisation pursues; colour: what it says it is; the two can differ. "
        "A to J are modelled on the ten organisations of the study."
    )
    for month in months:
        closed = _closed(everyone[everyone["run"] == run], month, months[0])
        if closed:
            when = dates.month(month, settings)
            note += " " + say("Closed before {month}: {names}.", month=when, names=closed)
    runs = int(everyone["run"].nunique())
    count = say("one run of {runs}, as an example", runs=runs) if runs > 1 else say("one run")
    figure = canvas.sheet(
        HEIGHT,
        say("Who is close to the ministry, and what do they pursue?"),
        settings.title.in_language(current()) + " · " + count,
        note,
    )
    panels = figure.subplots(1, 2, sharex=True, sharey=True)
    canvas.arrange(figure, HEIGHT, (0.11, 0.975), (0.72, 0.55), wspace=0.07)
    furthest = max(0.5, float(kept[kept["month"].isin(months)]["tie"].max()) + 0.06)
    panels[0].set_xlim(-0.03, min(1.03, furthest))
    step = 0.1 if furthest <= 0.6 else 0.2
    marks = [step * n for n in range(int(min(1.0, furthest) / step + 1e-9) + 1)]
    panels[0].set_xticks(marks, [numbers.number(mark, 1) for mark in marks])
    panels[0].set_ylim(-0.03, 1.03)
    for axes, month in zip(panels, months, strict=True):
        _panel(axes, kept[kept["month"] == month], cuts)
        axes.set_title(dates.heading(month, settings), loc="left", weight="bold")
    panels[0].set_ylabel(
        words.label("identity", "organizations")
        + "\n"
        + say("0 service provider, 1 autonomous partner"),
        fontsize=10,
    )
    across = words.label("tie", "organizations") + say(" (0 none, 1 closest)")
    figure.supxlabel(across, y=canvas.bottom(HEIGHT, 0.04), fontsize=10)
    _legend(figure, cuts)
    return figure


def _cuts(results: Results, settings: Settings, run: int) -> tuple[float, float]:
    """Below the first an organisation calls itself provider, above the second partner."""
    values = settings.parameters["self_perception"]
    drawn = results.manifest.get("drawn", {}).get(str(run), {})
    return (
        float(drawn.get("self_perception.provider_below", values["provider_below"])),
        float(drawn.get("self_perception.partner_above", values["partner_above"])),
    )


def _closed(organizations: pd.DataFrame, month: str, before: str) -> str:
    """The named organisations that are gone by a month, without those gone at an earlier one."""
    named = organizations[organizations["organization"] == organizations["archetype"]]
    alive = named[named["alive"]].groupby("month")["organization"].agg(set)
    known = set(named["archetype"]) if month == before else alive.get(before, set())
    return f",{numbers.NO_BREAK}".join(sorted(known - alive.get(month, set())))


def _panel(axes: Axes, organizations: pd.DataFrame, cuts: tuple[float, float]) -> None:
    axes.grid(color="#EEEEEE", linewidth=0.8)
    axes.set_axisbelow(True)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: numbers.number(value, 1))
    named = organizations["organization"] == organizations["archetype"]
    for rows, edge, width in ((~named, "white", 0.6), (named, canvas.INK, 1.5)):
        dots = organizations[rows].sort_values("staff", ascending=False, kind="stable")
        perception = dots["self_perception"].to_numpy()
        colours = np.full(len(dots), BETWEEN)
        colours[perception < cuts[0]] = PROVIDER
        colours[perception > cuts[1]] = PARTNER
        style: dict[str, Any] = {"alpha": 0.75, "edgecolors": edge, "linewidths": width}
        area = _AREA * dots["staff"]
        axes.scatter(dots["tie"], dots["identity"], s=area, c=colours.tolist(), **style)
    shown = organizations[named].sort_values("organization")
    x, y, staff = (shown[name].to_numpy() for name in ("tie", "identity", "staff"))
    place_labels(axes, x, y, np.sqrt(_AREA * staff) / 2, list(shown["organization"]))


def _legend(figure: Figure, cuts: tuple[float, float]) -> None:
    below, above = (numbers.number(cut, 1) for cut in cuts)
    named = {
        PROVIDER: say("calls itself service provider") + f" (< {below})",
        BETWEEN: say("in between"),
        PARTNER: say("calls itself autonomous partner") + f" (> {above})",
    }
    dots = [canvas.mark(text, color=hue, markersize=9, alpha=0.75) for hue, text in named.items()]
    place = (0.0, canvas.top(HEIGHT, -0.2))
    canvas.legend(figure, HEIGHT, dots, ncols=3, columnspacing=1.2, handletextpad=0.2, anchor=place)
    hollow: dict[str, Any] = {"color": "#777777", "markerfacecolor": "none"}
    sizes = [
        canvas.mark(say("{staff} FTE", staff=staff), markersize=(_AREA * staff) ** 0.5, **hollow)
        for staff in (5, 25)
    ]
    place = (0.99, canvas.top(HEIGHT, 0.66))
    style: dict[str, Any] = {
        "loc": "lower right",
        "columnspacing": 1.0,
        "handletextpad": 0.4,
        "borderpad": 0,
    }
    canvas.legend(figure, HEIGHT, sizes, ncols=2, **style, anchor=place)
