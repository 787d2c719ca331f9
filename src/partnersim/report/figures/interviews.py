"""Two figures of fieldwork: organisations on the six dimensions, and samples against the sector."""

from __future__ import annotations

import math
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.screens.interviews import PROVIDERS, Fieldwork, design_name, designs, label

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.scenario.settings import Settings

_MOST_ROWS = 40
_SAMPLES_HEIGHT = 7.9


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
    height = 2.6 + 0.3 * len(order)
    note = say(
        "A dot is the code of the organisation's answer; the small bar, its state in the run."
    )
    if len(means) > len(order):
        note += " " + say("The first {n} of {all} are shown.", n=len(order), all=len(means))
    figure = canvas.sheet(
        height,
        say("Where do interviews place each organisation?"),
        settings.title.in_language(current()) + " · " + shown.frames[shown.frame],
        note,
    )
    axes = figure.subplots(1, len(dimensions), sharey=True)
    canvas.arrange(figure, height, (0.13, 0.985), (0.35, 0.25), wspace=0.16)
    table = coded.set_index(["measure", "organization"])
    for dimension, panel in zip(dimensions, axes, strict=True):
        rows = table.loc[dimension].loc[order]
        _tracks(panel, label(dimension), rows["code"].to_list(), rows["state"].to_list())
    axes[0].set_yticks(range(len(order)), order)
    axes[0].set_ylim(len(order) - 0.4, -0.6)
    return figure


def _tracks(axes: Axes, name: str, codes: list[float], states: list[float]) -> None:
    for n, (code, state) in enumerate(zip(codes, states, strict=True)):
        axes.plot([0, 1], [n, n], color="#DDDDDD", linewidth=3, solid_capstyle="round", zorder=1)
        axes.plot([state, state], [n - 0.3, n + 0.3], color=canvas.INK, linewidth=1.6, zorder=2)
        colour = canvas.VERMILLION if code < 0.5 else canvas.BLUE if code > 0.5 else canvas.GREY
        axes.plot([code], [n], marker="o", markersize=8, color=colour, zorder=3, clip_on=False)
    axes.set_title(textwrap_label(name, 14), fontsize=9, pad=6)
    axes.set_xlim(-0.08, 1.08)
    low, high = axes.set_xticks([0, 1], [say("NPM"), say("ACA")], fontsize=8.5)
    low.label1.set_horizontalalignment("left")
    high.label1.set_horizontalalignment("right")
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def samples(shown: Fieldwork, settings: Settings) -> Figure:
    """Per measure, what samples of each design find less what is true."""
    plans = designs(shown)
    measures = list(shown.truth)
    height = _SAMPLES_HEIGHT
    figure = canvas.sheet(
        height,
        say("How far from the whole sector do samples fall?"),
        canvas.what_was_run(settings, shown.runs),
        say(
            "Dot: mean error of the estimate; bar: middle 95 % of {samples} samples of each run. "
            "Nought is the whole sector.",
            samples=shown.samples,
        ),
    )
    panels = figure.subplots(2, 4, sharey=True)
    canvas.arrange(figure, height, (0.285, 0.985), (0.15, 0.3), hspace=0.42, wspace=0.16)
    table = shown.summary.set_index(["measure", "frame", "interviews", "leaning"]).sort_index()
    for measure, axes in zip(measures, panels.flat, strict=False):
        axes.axvline(0.0, color=canvas.INK, linewidth=1.0)
        for n, plan in enumerate(plans):
            key: Any = (measure, *plan)
            row = table.loc[key]
            colour = canvas.VERMILLION if n == 0 else canvas.BLUE
            axes.plot([row["low"], row["high"]], [n, n], color=colour, linewidth=3, alpha=0.45)
            axes.plot([row["bias"]], [n], marker="o", markersize=5, color=colour)
        axes.set_title(textwrap_label(label(measure), 18), fontsize=9, loc="left")
        reach = _reach(
            table, [name for name in measures if (name == PROVIDERS) == (measure == PROVIDERS)]
        )
        axes.set_xlim(-1.15 * reach, 1.15 * reach)
        marks = [-reach, 0.0, reach]
        axes.set_xticks(
            marks, [numbers.number(mark, 1, signed=True) for mark in marks], fontsize=8.5
        )
        axes.tick_params(axis="y", length=0)
    for axes in panels.flat[len(measures) :]:
        axes.set_visible(False)
    names = [textwrap_label(design_name(shown, *plan), 34) for plan in plans]
    for axes in panels[:, 0]:
        axes.set_yticks(range(len(plans)), names, fontsize=7.5)
        axes.set_ylim(len(plans) - 0.5, -0.5)
    return figure


def _reach(table: pd.DataFrame, measures: list[str]) -> float:
    """How far an axis must go on either side of nought, in tenths."""
    rows = table.loc[measures]
    furthest = float(max(rows["high"].abs().max(), rows["low"].abs().max()))
    return max(0.1, math.ceil(10.0 * furthest) / 10.0)


def textwrap_label(text: str, width: int = 22) -> str:
    """A label on as many lines as it needs."""
    return textwrap.fill(text, width)
