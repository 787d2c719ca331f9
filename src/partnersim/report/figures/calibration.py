"""A calibration in two figures: posterior beside prior, and coverage of simulated truths."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting.factors import short_name
from partnersim.report.formatting.verdicts import figure as written
from partnersim.report.screens.calibration import coverage_cells
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.analysis.calibration.result import Calibration

_MOST = 10  # parameters on a sheet


def intervals(fit: Calibration) -> Figure:
    """The best known parameters over their priors, from end to end; the bar is the 90 % interval after."""
    ranked = sorted(fit.learned, key=lambda row: (not row.identified, -row.contraction, row.path))
    rows = ranked[:_MOST]
    known = sum(row.identified for row in fit.learned)
    figure = canvas.sheet(
        say(
            "The patterns narrow {known} of {all} parameters; {open} are not identifiable",
            known=known, all=len(fit.learned), open=len(fit.learned) - known,
        ),
        say("What do the patterns say about the parameters?") + " " + _title(fit),
        say(
            "Grey: the prior, with its ends. Bar: 90 % of the posterior; point: its mean. Blue: narrowed more than "
            "dummy parameters are. The {n} best known are shown.",
            n=len(rows),
        ),
    )  # fmt: skip
    axes = canvas.chart(figure, (0.47, 0.93), (0.1, 0.15))
    for n, row in enumerate(rows):
        first, last = row.prior
        low, mean, high = ((x - first) / (last - first) for x in (row.low, row.mean, row.high))
        colour = canvas.BLUE if row.identified else canvas.SET_GREY
        axes.plot([0, 1], [n, n], color="#DDDDDD", linewidth=13, solid_capstyle="butt", zorder=1)
        axes.plot([low, high], [n, n], color=colour, linewidth=4.5, zorder=2, solid_capstyle="butt")
        axes.plot(mean, n, "o", color=colour, markersize=10, zorder=3)
        for at, value, side in ((0, first, "right"), (1, last, "left")):
            shift = (-6 if side == "right" else 6, 0)
            axes.annotate(written(value), (at, n), shift, textcoords="offset points", ha=side, va="center",
                          color="#777777", annotation_clip=False)  # fmt: skip
        axes.annotate(written(row.mean), (mean, n), (0, 11), textcoords="offset points", ha="center",
                      color=colour, weight="bold")  # fmt: skip
    names = [folded(name_of(row.path), 0.42 * canvas.WIDTH, canvas.SMALL) for row in rows]
    axes.set_yticks(range(len(rows)), names, linespacing=0.95)
    axes.set_ylim(len(rows) - 0.5, -0.75)
    axes.tick_params("y", length=0, pad=54)
    axes.set_xticks([])
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.set_xlim(-0.02, 1.02)
    return figure


def name_of(path: str) -> str:
    """What a parameter is called; its path in words, where the declarations do not know it."""
    known = parameters().get(path)
    meanings = {} if known is None else {path: known[1].meaning.in_language(current())}
    return short_name(path, meanings)


def _title(fit: Calibration) -> str:
    """What the scenario is called; its name, where it is not one of ours."""
    if fit.scenario not in shipped():
        return fit.scenario
    return load(fit.scenario).title.in_language(current())


def coverage(fit: Calibration) -> Figure:
    """How often intervals held the truth, against how often they should."""
    held = [abs(row.share - row.level) for row in fit.covered if row.data == "exact"]
    figure = canvas.sheet(
        say(
            "Intervals hold the truth about as often as they say: the largest gap is {gap}",
            gap=numbers.percent(max(held, default=0.0), 1),
        ),
        say("Does the method find what is known?") + " " + _title(fit),
        say(
            "{truths} simulated truths. On the line, an interval holds the truth as often as it says. Bars: "
            "95 % over truths.",
            truths=fit.truths,
        ),
    )  # fmt: skip
    axes = canvas.chart(figure, (0.08, 0.6), (0.1, 0.62))
    axes.plot([40, 100], [40, 100], color=canvas.GREY, linestyle=":", linewidth=2.0)
    kinds = list(dict.fromkeys((row.data, row.of) for row in fit.covered))
    colours = (canvas.BLUE, canvas.VERMILLION, canvas.GREEN, canvas.PURPLE)
    for n, (kind, colour) in enumerate(zip(kinds, colours, strict=False)):
        some = [row for row in fit.covered if (row.data, row.of) == kind]
        at = [100 * row.level + 0.6 * (n - 1.5) for row in some]
        label = ": ".join(coverage_cells([asdict(some[0])])[0][:2])
        shares = [100 * row.share for row in some]
        axes.plot(
            at, shares, "o", color=colour, markersize=9, label=folded(label, 3.8, canvas.SMALL)
        )
        for x, row in zip(at, some, strict=True):
            axes.plot([x, x], [100 * row.low, 100 * row.high], color=colour, linewidth=2.4)
    axes.set_xlabel(say("interval: % of the posterior"))
    axes.set_ylabel(say("% of truths within it"))
    axes.legend(loc="center left", bbox_to_anchor=(1.02, 0.5), labelspacing=1.0)
    return figure
