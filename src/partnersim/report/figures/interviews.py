"""Two figures of fieldwork: organisations on the six dimensions, and samples against the sector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import readings, words
from partnersim.report.screens.interviews import PROVIDERS, Fieldwork, design_name, designs

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.scenario.settings import Settings

_MOST_ROWS, _MOST_DESIGNS = 14, 3
_COLOURS = (canvas.VERMILLION, canvas.BLUE, canvas.GREEN)
_FAR = 0.1  # a miss of this much is worth telling


def write(shown: Fieldwork, settings: Settings, folder: Path, language: str) -> list[Path]:
    """Write both figures as PNG and SVG; return the files."""
    plots = {
        "interviews": lambda: chart(shown, settings),
        "samples": lambda: samples(shown, settings),
    }
    return canvas.save_all(plots, folder, language)


def chart(shown: Fieldwork, settings: Settings) -> Figure:
    """Organisations x dimensions: the code, and the state beside it."""
    coded = shown.coded[shown.coded["measure"] != PROVIDERS]
    dimensions = list(dict.fromkeys(coded["measure"]))
    means = coded.groupby("organization", sort=False)["code"].mean()
    order = list(means.sort_values(ascending=False, kind="stable").index[:_MOST_ROWS])
    note = say(
        "First run. Dot: the code of the answer, orange nearer to New Public Management (NPM), blue nearer to "
        "autonomous community action (ACA); small bar: what is true of the organisation. A letter is one of the ten "
        "interviewed in 2020; with a number, an organisation drawn in its image."
    )
    if len(means) > len(order):
        note += " " + say("The first {n} of {all} are shown.", n=len(order), all=len(means))
    over = float((coded["code"] - coded["state"]).mean())
    finding = (
        say(
            "In the first run, answers place organisations nearer to autonomy than they are, by {far} on average",
            far=numbers.number(over, 2),
        )
        if over > 0.0
        else say(
            "In the first run, answers place organisations nearer to New Public Management than they are, by {far}",
            far=numbers.number(-over, 2),
        )
    )  # fmt: skip
    question = say("Where do interviews place each organisation?")
    where = f"{readings.title(settings)} · {shown.frames[shown.frame]}"
    figure = canvas.sheet(finding, f"{question} {where}", note, reading=readings.label(settings))
    axes = figure.subplots(1, len(dimensions), sharey=True)
    canvas.arrange(figure, (0.1, 0.985), (0.68, 0.3), wspace=0.18)
    table = coded.set_index(["measure", "organization"])
    for dimension, panel in zip(dimensions, axes, strict=True):
        rows = table.loc[dimension].loc[order]
        _tracks(panel, words.label(dimension), rows["code"].to_list(), rows["state"].to_list())
    axes[0].set_yticks(range(len(order)), order)
    axes[0].set_ylim(len(order) - 0.4, -0.6)
    return figure


def _tracks(axes: Axes, name: str, codes: list[float], states: list[float]) -> None:
    for n, (code, state) in enumerate(zip(codes, states, strict=True)):
        axes.plot([0, 1], [n, n], color="#DDDDDD", linewidth=4, solid_capstyle="round", zorder=1)
        axes.plot([state, state], [n - 0.3, n + 0.3], color=canvas.INK, linewidth=2.0, zorder=2)
        colour = canvas.VERMILLION if code < 0.5 else canvas.BLUE if code > 0.5 else canvas.GREY
        axes.plot([code], [n], marker="o", markersize=11, color=colour, zorder=3, clip_on=False)
    axes.set_title(folded(name, 1.75, canvas.SMALL), fontsize=canvas.SMALL, pad=8)
    axes.set_xlim(-0.08, 1.08)
    low, high = axes.set_xticks([0, 1], [say("NPM"), say("ACA")])
    low.label1.set_horizontalalignment("left")
    high.label1.set_horizontalalignment("right")
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def samples(shown: Fieldwork, settings: Settings) -> Figure:
    """Per measure, on one axis, how far samples of three designs fall from what is true."""
    plans = designs(shown)[:_MOST_DESIGNS]
    table: Any = shown.summary.set_index(["measure", "frame", "interviews", "leaning"]).sort_index()
    first = {measure: table.loc[(measure, *plans[0])] for measure in shown.truth}
    worst = max(first, key=lambda measure: abs(float(first[measure]["bias"])))
    far = float(first[worst]["bias"])
    question = say("How far from the whole sector do samples fall?")
    figure = canvas.sheet(
        say(
            "{n} {n|interview misses|interviews miss} “{measure}” most: by {miss} on average",
            n=plans[0][1], measure=words.label(worst), miss=numbers.number(far, 2, signed=True),
        )
        if abs(far) >= _FAR
        else say(
            "On average {n} {n|interview misses|interviews miss} no measure by {far} or more",
            n=plans[0][1], far=numbers.number(_FAR, 1),
        ),
        f"{question} {readings.title(settings)}",
        say(
            "Dot: mean error of the estimate; bar: middle 95 % of all samples ({samples} of every run), so that it "
            "holds how runs differ, which chance in the table does not. 0 is the whole sector; all from 0 to 1.",
            samples=shown.samples,
        ),
        reading=readings.label(settings),
    )  # fmt: skip
    axes = canvas.chart(figure, (0.3, 0.94), (0.1 + 0.36 * len(plans), 0.4))
    for n, measure in enumerate(shown.truth):
        for k, (plan, colour) in enumerate(zip(plans, _COLOURS, strict=False)):
            row = table.loc[(measure, *plan)]
            place = n + 0.24 * (k - (len(plans) - 1) / 2)
            axes.plot(
                [row["low"], row["high"]], [place, place], color=colour, linewidth=3.5, alpha=0.5
            )
            axes.plot([row["bias"]], [place], marker="o", markersize=8, color=colour)
        axes.axhline(n + 0.5, color="#EEEEEE", linewidth=1.0)
        bias = float(first[measure]["bias"])
        axes.annotate(numbers.number(bias, 2, signed=True), (1, n), (8, 0), va="center", color=_COLOURS[0],
                      xycoords=("axes fraction", "data"), textcoords="offset points")  # fmt: skip
    axes.axvline(0.0, color=canvas.INK, linewidth=1.4)
    names = [folded(words.label(measure), 3.4, canvas.SMALL) for measure in shown.truth]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params("y", length=0)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_formatter(lambda value, _: numbers.number(value, 1, signed=True))
    axes.locator_params("x", nbins=8)
    canvas.legend(figure, list(_marks(shown, plans)), ncols=1, labelspacing=0.35)
    return figure


def _marks(shown: Fieldwork, plans: list[tuple[str, int, bool]]) -> Iterator[Any]:
    for plan, colour in zip(plans, _COLOURS, strict=False):
        yield canvas.mark(design_name(shown, *plan), color=colour, markersize=9)
