"""How often something happens, or how high an outcome is, by what is chosen: a dot for each part of a lever's range."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from partnersim.analysis.discovery.lever_means import FEW_SETTINGS, LeverMeans, lever_means
from partnersim.language import UserError, current, numbers, say
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.figures import canvas, intervals
from partnersim.report.figures.text_fitting import folded
from partnersim.report.formatting import measures, readings, words
from partnersim.report.formatting.factors import short_name, value_of
from partnersim.report.formatting.spread import HIGH, LOW
from partnersim.report.screens.discovery import any_value, condition
from partnersim.report.screens.sensitivity import outcome_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from partnersim.analysis.discovery.sweep_analysis import Discovery
    from partnersim.results.sweep_result import Sweep

_MOST_ROWS = 15
_SIDES = (0.54, 0.93)  # of the width
_PARTS = 0.33  # of the width, where the parts of a range are written
_NEAR = 0.05
_BOLD = 1.15  # how much wider bold letters are
_LITTLE = 1 / 3  # of the range of most trials: what moves an outcome by less counts little


def of_discovery(discovery: Discovery, title: str) -> Figure | None:
    """In what share of rows it happens, by lever; nothing where no lever is varied."""
    table = discovery.by_lever.rename(
        columns={"share": "mean", "share_low": "from", "share_high": "to"}
    )
    if table.empty:
        return None
    table["unit"] = [discovery.units.get(str(lever), "") for lever in table["lever"]]
    return _draw(
        _widest(table),
        discovery.meanings,
        condition(discovery),
        title,
        "",
        say("How often it happens, with its 95 % interval, by what is chosen. Dotted: anywhere."),
        float(discovery.cases.share),
        reading=readings.label_of({"reading": discovery.reading}),
        percent=True,
    )


def of_sweep(sweep: Sweep, outcome: str | None = None) -> Figure:
    """Means of an outcome over the rows of each part of each lever's range; of unknowns where none is chosen.

    Raises UserError where the sweep measured no such outcome.
    """
    runs = sweep.outcomes
    roles, meanings = runs.attrs["roles"], runs.attrs["meanings"]
    outcomes = [name for name, role in roles.items() if role == "outcome"]
    outcome = outcomes[0] if outcome is None else outcome
    if outcome not in outcomes:
        known = ", ".join(outcomes)
        raise UserError(
            "{name} is no outcome of the sweep; known: {known}.", name=outcome, known=known
        )
    found = means_of(sweep, outcome)
    title = sweep.manifest["experiment"]["title"][current()]
    question = say("How does “{outcome}” depend on what is chosen?", outcome=outcome_label(outcome))
    return _draw(
        _widest(found.parts),
        meanings,
        question,
        title,
        outcome_label(outcome),
        say("Mean over what is chosen alike, with its 95 % interval. Dotted: over all rows."),
        float(np.mean(found.trials)),
        found,
        reading=readings.label_of(sweep.manifest["experiment"]["scenario"]),
        percent=_is_share(outcome),
        points=outcome not in SECTOR_NAMES and outcome.endswith("_change"),
    )


def moved_by_choice(sweep: Sweep, outcome: str) -> bool | None:
    """Whether trials show that an outcome goes with any of what is chosen; None where they are too few to tell."""
    found = means_of(sweep, outcome)
    return True if found.shown else None if found.settings < FEW_SETTINGS else False


def means_of(sweep: Sweep, outcome: str) -> LeverMeans:
    """Means by part of each lever's range, with intervals within the outcome's bounds."""
    bounds = (0.0, 1.0) if _is_share(outcome) and outcome in SECTOR_NAMES else None
    return lever_means(sweep, outcome, bounds)


def _is_share(outcome: str) -> bool:
    return words.unit_of_outcome(outcome).startswith("share")


def _widest(table: pd.DataFrame) -> pd.DataFrame:
    """The levers whose parts differ most, as many as fit."""
    spread = table.groupby("lever")["mean"].agg(lambda means: means.max() - means.min())
    kept: list[str] = []
    rows = 0
    for lever in spread.sort_values(ascending=False, kind="stable").index:
        rows += int((table["lever"] == lever).sum())
        if kept and rows > _MOST_ROWS:
            break
        kept.append(str(lever))
    parts = [table[table["lever"] == lever] for lever in kept]
    return pd.concat(parts, ignore_index=True)


def _draw(
    table: pd.DataFrame,
    meanings: Mapping[str, str],
    question: str,
    title: str,
    outcome: str,
    note: str,
    everywhere: float,
    found: LeverMeans | None = None,
    *,
    reading: str,
    percent: bool,
    points: bool = False,
) -> Figure:
    near = (
        float(table["mean"].max() - table["mean"].min()) < _NEAR
    )  # one decimal more where two ends look alike

    def written(value: float) -> str:
        if not percent:
            return numbers.number(value, 2 + near)
        if not points:
            return numbers.percent(value, int(near))
        return numbers.number(100.0 * value, int(near), signed=True) + measures.points()

    finding = _finding(table, meanings, outcome, written, found)
    figure = canvas.sheet(finding, question, note, title, reading=reading)
    axes = canvas.chart(figure, _SIDES, (0.1, 0.35))
    _rows(axes, table, meanings, written)
    axes.axvline(everywhere, color=canvas.GREY, linestyle=":", linewidth=2.0, zorder=0)
    axes.xaxis.set_major_formatter(lambda value, _: written(value))
    axes.locator_params("x", nbins=6)
    return figure


def _apart(own: pd.DataFrame) -> bool:
    """Whether the lowest and the highest of the parts of a lever do not share a value."""
    mean: Any = own["mean"]
    return bool(own["to"][mean.idxmin()] < own["from"][mean.idxmax()])


def _finding(
    table: pd.DataFrame,
    meanings: Mapping[str, str],
    outcome: str,
    written: Any,
    found: LeverMeans | None,
) -> str:
    """The lever of which parts differ most, among those whose intervals lie apart; that none does, where none does.

    outcome: what goes from one mean to another; nothing where means are how often something happens. found: the means
    of a sweep.
    """
    for lever in dict.fromkeys(table["lever"]):
        own = table[table["lever"] == lever].reset_index(drop=True)
        low, high = own.loc[own["mean"].idxmin()], own.loc[own["mean"].idxmax()]
        if str(lever) in found.shown if found else _apart(own):
            if not outcome:
                return say(
                    "It depends most on “{lever}”: {low} where it is {low_part}, {high} where it is {high_part}",
                    lever=short_name(str(lever), meanings), low=written(low["mean"]), high=written(high["mean"]),
                    low_part=_part(low), high_part=_part(high),
                )  # fmt: skip
            first, last = sorted((low, high), key=lambda row: int(row.name))
            told = {
                "lever": short_name(str(lever), meanings), "outcome": outcome, "first": written(first["mean"]),
                "last": written(last["mean"]), "first_part": part_in_words(first), "last_part": part_in_words(last),
            }  # fmt: skip
            assert found is not None  # who names an outcome has its means
            most = float(np.quantile(found.trials, HIGH) - np.quantile(found.trials, LOW))
            little = high["mean"] - low["mean"] < _LITTLE * most
            if {int(low.name), int(high.name)} != {0, len(own) - 1} and own["value"].eq("").all():
                return _uneven(told, little)
            return say(
                "Of what is chosen, “{lever}” counts most: as it goes from {first_part} to {last_part}, "
                "“{outcome}” goes from {first} to {last}"
                if not little
                else "Of what is chosen, “{lever}” counts most, and little: {first} at {first_part}, {last} at "
                "{last_part}",
                **told,
            )
    what = say("“{name}”", name=outcome) if outcome else say("how often it happens")
    ends = {
        "what": what,
        "low": written(float(table["mean"].min())),
        "high": written(float(table["mean"].max())),
    }
    if found is not None and found.settings < FEW_SETTINGS:
        return say(
            "{settings} {settings|set of choices is|sets of choices are} too few to tell what is chosen in {what}: "
            "{low} to {high}",
            settings=found.settings,
            **ends,
        )
    return say(
        "What is chosen makes no difference in {what} that these trials show: {low} everywhere"
        if ends["low"] == ends["high"]
        else "What is chosen makes no difference in {what} that these trials show: {low} to {high} everywhere",
        **ends,
    )


def _uneven(told: Mapping[str, str], little: bool) -> str:
    """The same where the outcome neither rises nor falls all along the range of the lever."""
    return say(
        "Of what is chosen, “{lever}” counts most, but little and in no one direction: {first} at {first_part}, "
        "{last} at {last_part}"
        if little
        else "Of what is chosen, “{lever}” counts most, but in no one direction: {first} at {first_part}, {last} at "
        "{last_part}",
        **told,
    )


def _value(row: Any) -> str:
    """A value of a choice: a number in the unit of its lever."""
    value = row["value"]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return value_of(float(value), row["unit"]) if number else any_value(value)


def _part(row: Any) -> str:
    if row["value"] != "":
        return _value(row)
    low, high = (value_of(row[end], row["unit"]) for end in ("low", "high"))
    return say("{low} to {high}", low=low, high=high)


def part_in_words(row: Any) -> str:
    """A part of a range inside a sentence that says from what to what."""
    if row["value"] != "":
        return _value(row)
    low, high = (value_of(row[end], row["unit"]) for end in ("low", "high"))
    percent = numbers.NO_BREAK + "%"
    if low.endswith(percent) and high.endswith(percent):
        low = low.removesuffix(percent)
    return f"{low}–{high}"


def _rows(axes: Axes, table: pd.DataFrame, meanings: Mapping[str, str], written: Any) -> None:
    from matplotlib.transforms import blended_transform_factory

    figure = axes.get_figure(root=True)
    assert figure is not None
    where = blended_transform_factory(figure.transFigure, axes.transData)
    style: dict[str, Any] = {"transform": where, "va": "center"}
    place, before = 0.0, ""
    for row in table.to_dict("records"):
        lever = str(row["lever"])
        if lever != before:
            place += 0.5 if before else 0.0
            count = int((table["lever"] == lever).sum())
            name = folded(
                short_name(lever, meanings), (_PARTS * canvas.WIDTH - 0.3) / _BOLD, canvas.SMALL
            )
            axes.text(0.015, place + (count - 1) / 2, name, weight="bold", linespacing=1.0, **style)
            before = lever
        axes.text(_PARTS, place, _part(row), **style)
        axes.axhline(place, color="#EEEEEE", linewidth=1.0, zorder=0)
        intervals.draw(axes, (row["from"], row["to"]), row["mean"], place, canvas.BLUE)
        end = row["mean"] if math.isnan(row["to"]) else row["to"]
        axes.annotate(written(row["mean"]), (end, place), (8, 0), textcoords="offset points", va="center",
                      color=canvas.BLUE, weight="bold", annotation_clip=False)  # fmt: skip
        place += 1.0
    axes.set_ylim(place - 0.4, -0.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
