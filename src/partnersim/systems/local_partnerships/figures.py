"""The path of each local partnership through its stages, and what of its plan is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import readings
from partnersim.report.formatting.spread import HIGH, LOW
from partnersim.systems.local_partnerships.screens import MONTHS_A_YEAR, stage_names

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

_COLOURS = (canvas.BLUE, canvas.ORANGE, canvas.GREEN, canvas.PURPLE, canvas.SKY, canvas.VERMILLION)

_HANDLE = 0.62  # inches of a mark in the legend and of what is around it
_FEW = 2  # partnerships that a legend above the panels has room for


def draw(results: Results, settings: Settings) -> Figure:
    """Above, the stage; below, the width of the plan (dashed) and what is done (full)."""
    frame = results.frame("partnerships")
    frame = frame[frame["phase"] == "scenario"]
    runs = int(frame["run"].nunique())
    note = say(
        "Bands: the middle 80 % of runs. Where funding is not renewed the stage stands still. Planned and done: "
        "shares of the widest plan."
    )
    several = len(settings.sections["partnerships"]) > _FEW
    if several:
        note += " " + say("Dashed: planned; full: done.")
    one, all_of_them = (
        say("How far does the partnership come?"),
        say("How far do partnerships come?"),
    )
    question = all_of_them if several else one
    figure = canvas.sheet(
        _finding(frame),
        canvas.asked(question, settings, runs),
        note,
        reading=readings.label(settings),
    )
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    right = 0.735 if several else 0.985
    canvas.arrange(figure, (0.19, right), (0.5, 0.66), hspace=0.12)
    for n, (name, partnership) in enumerate(settings.sections["partnerships"].items()):
        own, colour = frame[frame["partnership"] == name], _COLOURS[n % len(_COLOURS)]
        place = partnership.references.get("place", "")  # read from a folder, it names itself
        where = settings.places.get(place, partnership) if several else partnership
        title = where.title.in_language(current())
        _line(above, own, "stage", colour, title)
        _line(below, own, "planned", colour, title + say(", planned"), dashed=True)
        _line(below, own, "done", colour, title + say(", done"))
    above.set_ylim(0, 4.1)
    above.set_yticks(range(5), stage_names())
    below.set_ylim(0, 1)
    below.yaxis.set_major_formatter(lambda value, _: numbers.number(value, 2))
    below.set_ylabel(say("planned, done"))
    below.set_xlabel(say("years since the scenario began"))
    for axes in (above, below):
        axes.grid(color="#EEEEEE", linewidth=0.8)
    handles, labels = (above if several else below).get_legend_handles_labels()
    anchor = (right + 0.01, canvas.top(-0.1)) if several else None
    if several:
        labels = [
            folded(label, (0.97 - right) * canvas.WIDTH - _HANDLE, canvas.SMALL) for label in labels
        ]
    canvas.legend(figure, handles, anchor, labels=labels, ncols=1 if several else 6)
    return figure


def _finding(frame: pd.DataFrame) -> str:
    """The stage at the end, or the first and last of several, on average; and what is done of what is planned."""
    last = frame[frame["month"] == frame["month"].max()]
    stages = last.groupby("partnership", observed=True)["stage"].mean().round().astype(int)
    names = stage_names()
    first, furthest = names[stages.min()], names[stages.max()]
    done = numbers.percent(float(last["done"].mean() / max(last["planned"].mean(), 1e-9)))
    if len(stages) == 1:
        return say(
            "At the end the partnership is at the stage “{stage}”; {done} of its plan is done",
            stage=first,
            done=done,
        )
    return say(
        "At the end partnerships are at stages from “{first}” to “{furthest}”; {done} of their plans is done",
        first=first,
        furthest=furthest,
        done=done,
    )


def _line(
    axes: Axes, own: pd.DataFrame, column: str, colour: str, label: str, dashed: bool = False
) -> None:
    by_month = own.groupby("month", observed=True)[column]
    mean = by_month.mean()
    years = [n / MONTHS_A_YEAR for n in range(1, len(mean) + 1)]
    axes.plot(years, mean, color=colour, linestyle="--" if dashed else "-", label=label)
    if not dashed:
        low, high = by_month.quantile(LOW), by_month.quantile(HIGH)
        axes.fill_between(years, low, high, color=colour, alpha=0.2, linewidth=0)


FIGURES = {"partnerships": draw}  # by the name of the file
