"""Which factors move an outcome, by name, how much, how surely, and in which direction."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from partnersim.analysis.sweeps.factors import LEVER
from partnersim.language import current, numbers, say
from partnersim.report.figures import canvas
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import readings
from partnersim.report.formatting.factors import short_name
from partnersim.report.screens.sensitivity import (
    FIRST_SHOWN,
    effect,
    kind_name,
    outcome_label,
    step,
    undecided,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.sensitivity.indices import Index, OutcomeSensitivity
    from partnersim.results.sweep_result import Sweep

_MOST = 10  # factors that fit on a sheet
_SIDES = (0.43, 0.93)  # of the width
LEVERS, UNKNOWNS = canvas.BLUE, canvas.ORANGE
_ONE_WAY = 0.1  # rank correlation from which a factor has a direction


def draw(study: OutcomeSensitivity, sweep: Sweep) -> Figure:
    """A bar a factor, largest on top; levers and unknowns in two colours, grey where it is not above chance."""
    kind = FIRST_SHOWN[study.method]
    every = study.of(kind)
    indices = every[:_MOST]
    attributes = sweep.frame("design").attrs
    names = {index.factor: short_name(index.factor, attributes["meanings"]) for index in indices}
    title = sweep.manifest["experiment"]["title"][current()]
    arrows = directions(sweep, study.outcome, list(names))
    for index in indices:
        if not index.detectable:
            arrows[index.factor] = ""  # nothing says that it moves it, so nothing says which way
    note = " ".join(_note(study, every, arrows))
    question = say("What moves “{outcome}”?", outcome=outcome_label(study.outcome))
    figure = canvas.sheet(
        _finding(every, names, decided=not undecided(study)),
        question,
        note,
        title,
        reading=readings.label_of(sweep.manifest["experiment"]["scenario"]),
    )
    axes = canvas.chart(figure, _SIDES, (0.5, 0.62))
    written = partial(effect, study.outcome) if kind == "mu_star" else numbers.number
    _bars(axes, indices, names, attributes["roles"], arrows, written)
    axes.set_xlabel(kind_name(kind))
    if kind == "mu_star":  # in its unit, as the words beside the figure tell it
        axes.xaxis.set_major_formatter(lambda value, _: written(value))
        axes.locator_params("x", nbins=5)
    _legend(figure, indices, attributes["roles"])
    return figure


def directions(sweep: Sweep, outcome: str, factors: list[str]) -> dict[str, str]:
    """An arrow up where the outcome rises with a factor, down where it falls, nothing where it does neither."""
    runs: pd.DataFrame = sweep.without_failures()
    means = runs.groupby("row")[[outcome]].mean()[outcome]
    rows = runs.groupby("row")[factors].first()
    found = {}
    for factor in factors:
        if rows[factor].dtype.kind not in "iufb":
            found[factor] = ""
            continue
        moved = float(rows[factor].astype(float).corr(means, method="spearman"))
        found[factor] = "↑" if moved > _ONE_WAY else "↓" if moved < -_ONE_WAY else ""
    return found


def _note(
    study: OutcomeSensitivity, every: list[Index], arrows: Mapping[str, str]
) -> Iterator[str]:
    """What bars are, and of dotted lines and arrows, where there are any."""
    yield say("Bar: {kind}, with its 95 % interval.", kind=kind_name(every[0].kind).lower())
    if told := step(study):
        yield told
    if any(math.isfinite(index.dummy) for index in every[:_MOST]):
        yield say("Dotted: what luck or chance alone would show.")
    if any(arrows.values()):
        yield say("Arrow: which way the outcome goes when the factor rises.")
    if left := len(every[_MOST:]):
        yield say("{n} smaller {n|one is|ones are} left out.", n=left)


def _finding(indices: list[Index], names: Mapping[str, str], *, decided: bool) -> str:
    """The largest factors by name, where they are above chance; the first, where that is not decided."""
    if not decided:
        return say(
            "“{first}” comes first in these trials; what counts most is not decided",
            first=names[indices[0].factor],
        )
    sure = [index for index in indices if index.detectable]
    if not sure:
        return say("No factor moves it beyond luck")
    if len(sure) == 1:
        return say("“{first}” moves it most", first=names[sure[0].factor])
    return say(
        "“{first}” moves it most, then “{second}”",
        first=names[sure[0].factor],
        second=names[sure[1].factor],
    )


def _bars(
    axes: Axes,
    indices: list[Index],
    names: Mapping[str, str],
    roles: Mapping[str, str],
    arrows: Mapping[str, str],
    written: Callable[[float], str],
) -> None:
    room = _SIDES[0] * canvas.WIDTH - 0.3
    for n, index in enumerate(indices):
        own = LEVERS if roles.get(index.factor) == LEVER else UNKNOWNS
        colour = canvas.GREY if index.detectable is False else own
        filled = index.detectable is not None
        axes.barh(
            n, index.value, color=colour, height=0.66, fill=filled, edgecolor=colour, linewidth=2.0
        )
        axes.plot([index.low, index.high], [n, n], color=canvas.INK, linewidth=1.6)
        axes.plot([index.dummy] * 2, [n - 0.42, n + 0.42], ":", color=canvas.INK, linewidth=1.8)
        end = max(index.high, index.value, 0.0 if math.isnan(index.dummy) else index.dummy)
        said = written(index.value)
        if index.detectable is not False:
            said += f"  {arrows[index.factor]}"
        axes.annotate(
            said, (end, n), (8, 0), textcoords="offset points", va="center", weight="bold"
        )
    named = [folded(names[index.factor], room, canvas.SMALL) for index in indices]
    axes.set_yticks(range(len(indices)), named, linespacing=0.95)
    axes.set_ylim(len(indices) - 0.4, -0.6)
    axes.tick_params("y", length=0)
    axes.set_xlim(left=min(0.0, min(index.low for index in indices)))


def _legend(figure: Figure, indices: list[Index], roles: Mapping[str, str]) -> None:
    from matplotlib.patches import Patch

    shown = [index for index in indices if index.detectable is not False]
    levers = [roles.get(index.factor) == LEVER for index in shown]
    handles = []
    if any(levers):
        handles.append(Patch(color=LEVERS, label=say("lever: it is chosen")))
    if not all(levers):
        handles.append(Patch(color=UNKNOWNS, label=say("unknown: nobody knows it")))
    if len(shown) < len(indices):
        handles.append(Patch(color=canvas.GREY, label=say("not above chance")))
    if any(index.detectable is None for index in shown):
        handles.append(Patch(fill=False, label=say("empty: not known with one replicate")))
    canvas.legend(figure, handles, handlelength=1.2)
