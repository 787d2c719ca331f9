"""Organisations by closeness to the ministry and by orientation: where the named ones went, and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.label_placement import place_labels
from partnersim.report.formatting import dates, readings, words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

PROVIDER, BETWEEN, PARTNER = canvas.VERMILLION, canvas.SET_GREY, canvas.BLUE
_AREA = 13.0  # square points for one full-time equivalent
_FAINT, _CLEAR = 0.22, 0.85
_FEWEST = 9  # organisations of which a third says something


def draw(results: Results, settings: Settings) -> Figure:
    """Run 0: arrows for the named organisations; area is staff, colour what an organisation calls itself."""
    everyone = results.organizations
    run = int(everyone["run"].min())
    own = everyone[everyone["run"] == run]
    kept = own[own["alive"]]
    months = str(kept["month"].min()), str(kept["month"].max())
    start, end = (kept[kept["month"] == month] for month in months)
    cuts = _cuts(results, settings, run)
    note = say(
        "Arrow: from {first} to {last}; letters are modelled on the ten organisations of the study. "
        "Height: what it pursues; colour: what it says it is.",
        first=dates.month(months[0], settings),
        last=dates.month(months[1], settings),
    )
    if closed := _closed(own, months[1]):
        note += " " + say("Closed: {names}.", names=closed)
    runs = int(everyone["run"].nunique())
    count = say("one run of {runs}, as an example", runs=runs) if runs > 1 else say("one run")
    question = say("Who is close to the ministry, and what do they pursue?")
    figure = canvas.sheet(
        _finding(end),
        f"{question} {readings.title(settings)} · {count}",
        note,
        reading=readings.label(settings),
    )
    axes = canvas.chart(figure, (0.085, 0.98), (0.5, 0.66))
    _scales(axes, max(0.5, float(kept[kept["month"].isin(months)]["tie"].max()) + 0.06))
    named = end["organization"] == end["archetype"]
    _dots(axes, end[~named], cuts, alpha=_FAINT, edgecolors="none")
    _arrows(axes, start, end[named], cuts)
    _dots(axes, end[named], cuts, alpha=_CLEAR, edgecolors=canvas.INK, linewidths=1.5)
    shown = end[named].sort_values("organization")
    x, y, staff = (shown[name].to_numpy() for name in ("tie", "identity", "staff"))
    place_labels(axes, x, y, np.sqrt(_AREA * staff) / 2, list(shown["organization"]))
    _legend(figure, cuts)
    return figure


def _finding(end: pd.DataFrame) -> str:
    """Orientation of the third that is closest beside that of the third that is farthest."""
    if len(end) < _FEWEST:
        return say("Who is close to the ministry, and what they pursue")
    ordered = end.sort_values("tie", kind="stable")["identity"].to_numpy()
    third = len(ordered) // 3
    return say(
        "The third of organisations closest to the ministry has orientation {close}, the farthest third {far}",
        close=numbers.number(float(ordered[-third:].mean()), 2),
        far=numbers.number(float(ordered[:third].mean()), 2),
    )


def _cuts(results: Results, settings: Settings, run: int) -> tuple[float, float]:
    """Below the first an organisation calls itself provider, above the second partner."""
    values = settings.parameters["self_perception"]
    drawn = results.manifest.get("drawn", {}).get(str(run), {})
    return (
        float(drawn.get("self_perception.provider_below", values["provider_below"])),
        float(drawn.get("self_perception.partner_above", values["partner_above"])),
    )


def _closed(organizations: pd.DataFrame, month: str) -> str:
    """The named organisations that are gone by a month."""
    named = organizations[organizations["organization"] == organizations["archetype"]]
    alive = set(named[(named["month"] == month) & named["alive"]]["organization"])
    return f",{numbers.NO_BREAK}".join(sorted(set(named["archetype"]) - alive))


def _scales(axes: Axes, furthest: float) -> None:
    axes.grid(color="#EEEEEE", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlim(-0.02, min(1.03, furthest))
    axes.set_ylim(-0.04, 1.06)
    step = 0.1 if furthest <= 0.6 else 0.2
    marks = [step * n for n in range(int(min(1.0, furthest) / step + 1e-9) + 1)]
    axes.set_xticks(marks, [numbers.number(mark, 1) for mark in marks])
    ends = [say("0 service provider"), numbers.number(0.5, 1), say("1 autonomous partner")]
    axes.set_yticks([0.0, 0.5, 1.0], ["0", ends[1], "1"])
    axes.text(
        0.005, 0.0, ends[0], transform=axes.get_yaxis_transform(), color="#777777", va="center"
    )
    axes.text(
        0.005, 1.0, ends[2], transform=axes.get_yaxis_transform(), color="#777777", va="center"
    )
    axes.set_ylabel(words.label("identity", "organizations"))
    axes.set_xlabel(words.label("tie", "organizations") + say(" (0 none, 1 closest)"))


def _colours(organizations: pd.DataFrame, cuts: tuple[float, float]) -> list[str]:
    perception = organizations["self_perception"].to_numpy()
    colours = np.full(len(perception), BETWEEN)
    colours[perception < cuts[0]] = PROVIDER
    colours[perception > cuts[1]] = PARTNER
    return list(colours.tolist())


def _dots(axes: Axes, organizations: pd.DataFrame, cuts: tuple[float, float], **style: Any) -> None:
    dots = organizations.sort_values("staff", ascending=False, kind="stable")
    axes.scatter(
        dots["tie"], dots["identity"], s=_AREA * dots["staff"], c=_colours(dots, cuts), **style
    )


def _arrows(axes: Axes, start: pd.DataFrame, end: pd.DataFrame, cuts: tuple[float, float]) -> None:
    """From where each named organisation was to where it is; none that has no beginning."""
    before = start.set_index("organization")
    for (_, row), colour in zip(end.iterrows(), _colours(end, cuts), strict=True):
        if row["organization"] not in before.index:
            continue
        was = before.loc[row["organization"]]
        reach = float(np.sqrt(_AREA * row["staff"]) / 2)
        arrow: dict[str, Any] = {"arrowstyle": "-|>", "color": colour, "linewidth": 2.0, "shrinkA": 0.0,
                                 "shrinkB": reach, "mutation_scale": 16, "alpha": 0.8}  # fmt: skip
        ends = (
            (float(row["tie"]), float(row["identity"])),
            (float(was["tie"]), float(was["identity"])),
        )
        axes.annotate("", *ends, arrowprops=arrow)


def _legend(figure: Figure, cuts: tuple[float, float]) -> None:
    below, above = (numbers.number(cut, 1) for cut in cuts)
    named = {
        PROVIDER: say("calls itself service provider") + f" (< {below})",
        BETWEEN: say("in between"),
        PARTNER: say("calls itself autonomous partner") + f" (> {above})",
    }
    dots = [canvas.mark(text, color=hue, markersize=11) for hue, text in named.items()]
    hollow: dict[str, Any] = {"color": "#777777", "markerfacecolor": "none"}
    size = (_AREA * 10) ** 0.5
    dots.append(canvas.mark(say("{staff} FTE", staff=10), markersize=size, **hollow))
    canvas.legend(figure, dots, handletextpad=0.3)
