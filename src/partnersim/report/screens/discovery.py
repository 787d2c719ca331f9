"""What discovery found, in sentences and small tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.language import decimal, numbers, say
from partnersim.report.formatting import factors, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.screens.run import WIDTH
from partnersim.report.screens.sensitivity import outcome_label

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.discovery.prim import Box, Restriction
    from partnersim.analysis.discovery.sweep_analysis import Discovery

_MOST_CHOICES = 5
_LISTED = 3  # values; more of them in order are told by their ends


def print_discovery(found: Discovery, console: Console, folders: Sequence[Path] = ()) -> None:
    """The condition; boxes; levers; choices by regret where the design allows it."""
    from rich.text import Text

    width = min(WIDTH, console.width)

    def line(sentence: str, style: str = "") -> None:
        console.print(Text(sentence, style), width=width)

    cases = found.cases
    line(condition(found), "bold")
    if cases.better is not None:
        line(
            say("Of this outcome, higher is worse.") if cases.high_is_worse
            else say("Of this outcome, lower is worse.")
        )  # fmt: skip
    about = {"share": numbers.percent(cases.share), "rows": numbers.number(len(cases.outcome), 0)}
    if math.isnan(cases.by_chance):
        line(
            say("It happens in {share} of {rows} rows of the design. One replicate of each row: in how many "
                "of them luck decides is not known.", **about)
        )  # fmt: skip
    else:
        line(
            say("It happens in {share} of {rows} rows of the design (means over replicates); in {chance} of "
                "rows replicates disagree, so that luck decides.", chance=numbers.percent(cases.by_chance),
                **about)
        )  # fmt: skip
    if cases.families:
        line(
            say("Rows of this design were drawn together: they tell about as much as {rows} independent "
                "rows. Intervals and p count them so.", rows=numbers.number(cases.effective_rows, 0))
        )  # fmt: skip
    if not found.boxes:
        line(say("No set of conditions makes it clearly more frequent than everywhere."))
    for number, box in enumerate(found.boxes, 1):
        line(box_in_words(box, number))
    if found.boxes:
        restricted = [one.factor for box in found.boxes for one in box.restrictions]
        factors.print_meanings(found.meanings, restricted, console, width)
        line(
            say("Density: how often it happens under these conditions. Coverage: the share of all cases "
                "they hold. p: chance that a restriction means nothing. A further set is among what the "
                "sets before left."), "dim"
        )  # fmt: skip
    _print_levers(found, console, width)
    _print_regret(found, console, width)
    for folder in folders:
        if behind := sentence_of_folder(folder):
            line(f"{folder}: {behind}" if len(folders) > 1 else behind, "dim")
    line(words.not_a_forecast(), "bold")


def condition(found: Discovery) -> str:
    """What is looked for."""
    one = found.cases.condition
    name, value = outcome_label(one.outcome), _number(one.value)
    if one.above:
        return say("When does “{name}” lie above {value}?", name=name, value=value)
    return say("When does “{name}” lie below {value}?", name=name, value=value)


def box_in_words(box: Box, number: int) -> str:
    """One box as a sentence."""
    parts = say("; ").join(_restriction(one) for one in box.restrictions)
    return say("{number}. When {conditions}: density {density}, coverage {coverage} ({rows} rows).",
               number=number, conditions=parts, density=numbers.percent(box.density),
               coverage=numbers.percent(box.coverage), rows=numbers.number(box.rows, 0))  # fmt: skip


def _restriction(one: Restriction) -> str:
    p = f" (p {_p(one.quasi_p)})" if one.quasi_p == one.quasi_p else ""
    if one.values and (len(one.values) <= _LISTED or not one.ordered):
        return (
            say("{factor} is {values}", factor=one.factor,
                values=say(" or ").join(map(_any, one.values))) + p
        )  # fmt: skip
    if one.low is not None and one.high is not None:
        return say("{factor} is from {low} to {high}", factor=one.factor, low=_number(one.low),
                   high=_number(one.high)) + p  # fmt: skip
    if one.low is not None:
        low = _number(one.low)
        if one.values:
            return say("{factor} is at least {low}", factor=one.factor, low=low) + p
        return say("{factor} is above {low}", factor=one.factor, low=low) + p
    high = _number(one.high or 0.0)
    if one.values:
        return say("{factor} is at most {high}", factor=one.factor, high=high) + p
    return say("{factor} is below {high}", factor=one.factor, high=high) + p


def _print_levers(found: Discovery, console: Console, width: int) -> None:
    from rich.table import Table
    from rich.text import Text

    if found.by_lever.empty:
        return
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    grid.add_column(say("How often, by what is chosen"), ratio=1, overflow="fold")
    for heading in (say("Part of its range"), say("It happens in")):
        grid.add_column(heading, no_wrap=True)
    before = ""
    for row in found.by_lever.to_dict("records"):
        low, high = _number(row["low"]), _number(row["high"])
        part = (
            say("{low} to {high}", low=low, high=high) if row["value"] == "" else _any(row["value"])
        )
        shares = [numbers.percent(row[name]) for name in ("share", "share_low", "share_high")]
        lever = str(row["lever"])
        grid.add_row(
            Text("" if lever == before else factors.in_lines(lever)),
            part,
            f"{shares[0]} [{shares[1]}; {shares[2]}]",
        )
        before = lever
    console.print(grid, width=width)


def _print_regret(found: Discovery, console: Console, width: int) -> None:
    from rich.table import Table
    from rich.text import Text

    if found.regret is None:
        console.print(
            Text(say("To weigh choices by regret, sweep a design of the method crossed: every choice in "
                     "the same worlds."), "dim"), width=width,
        )  # fmt: skip
        return
    levers = list(found.by_lever["lever"].unique())
    grid = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", width=width)
    share = "avoided" if found.cases.to_be_avoided else "reached"
    headings = {"avoided": say("Avoided in"), "reached": say("Reached in")}
    for heading in (say("Most robust choices"), headings[share], say("Regret in 9 worlds of 10")):
        grid.add_column(heading, ratio=1 if not grid.columns else None, overflow="fold")
    for _, row in found.regret.head(_MOST_CHOICES).iterrows():
        setting = ", ".join(f"{one.rpartition('.')[2]} {_any(row[one])}" for one in levers)
        grid.add_row(
            setting,
            numbers.percent(row[share]),
            "≤ " + numbers.number(row["regret_in_most_worlds"], 3),
        )
    console.print(grid, width=width)


def _any(value: object) -> str:
    if str(value) in ("True", "False"):
        return say("yes") if str(value) == "True" else say("no")
    return _number(value) if isinstance(value, int | float) else str(value)


def _number(value: float) -> str:
    return decimal(value, ".3g")


def _p(value: float) -> str:
    return "< " + numbers.number(0.001, 3) if value < 0.001 else numbers.number(value, 3)
