"""What discovery found, in sentences and small tables."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from partnersim.language import decimal, numbers, say
from partnersim.report.formatting import factors, words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens.sensitivity import outcome_label

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.analysis.discovery.cases_of_interest import Cases
    from partnersim.analysis.discovery.prim import Box, Restriction
    from partnersim.analysis.discovery.sweep_analysis import Discovery

_MOST_CHOICES = 5
_LISTED = 3  # values; a longer ordered list is given by its ends


def print_discovery(discovery: Discovery, console: Console, folders: Sequence[Path] = ()) -> None:
    """The condition; boxes; levers; choices by regret where the design allows it."""
    screen = Screen(console)
    screen.line(condition(discovery), "bold")
    screen.lines(_on_cases(discovery.cases))
    if not discovery.boxes:
        screen.say("No set of conditions makes it clearly more frequent than everywhere.")
    screen.lines(box_in_words(box, number) for number, box in enumerate(discovery.boxes, 1))
    if discovery.boxes:
        restricted = [
            restriction.factor for box in discovery.boxes for restriction in box.restrictions
        ]
        factors.print_meanings(discovery.meanings, restricted, screen)
        screen.say(
            "Density: how often it happens under these conditions. Coverage: the share of all cases they hold. p: "
            "chance that a restriction means nothing. A further set is among what the sets before left.",
            "dim",
        )
    _print_levers(discovery, screen)
    _print_regret(discovery, screen)
    for folder in folders:
        if behind := sentence_of_folder(folder):
            screen.line(f"{folder}: {behind}" if len(folders) > 1 else behind, "dim")
    screen.line(words.not_a_forecast(), "bold")


def _on_cases(cases: Cases) -> Iterator[str]:
    """Which side is worse, how often it happens, and what the rows are worth."""
    if cases.better is not None:
        high = cases.high_is_worse
        yield say(
            "Of this outcome, higher is worse." if high else "Of this outcome, lower is worse."
        )
    share, rows = numbers.percent(cases.share), numbers.number(len(cases.outcome), 0)
    if math.isnan(cases.by_chance):
        yield say(
            "It happens in {share} of {rows} rows of the design. One replicate of each row: in how many "
            "of them luck decides is not known.",
            share=share,
            rows=rows,
        )
    else:
        yield say(
            "It happens in {share} of {rows} rows of the design (means over replicates); in {chance} of "
            "rows replicates disagree, so that luck decides.",
            share=share,
            rows=rows,
            chance=numbers.percent(cases.by_chance),
        )
    if cases.families:
        yield say(
            "Rows of this design were drawn together: they carry about as much information as {rows} independent "
            "rows. Intervals and p count them so.",
            rows=numbers.number(cases.effective_rows, 0),
        )


def condition(discovery: Discovery) -> str:
    """What is looked for."""
    bound = discovery.cases.condition
    name, value = outcome_label(bound.outcome), level(bound.outcome, bound.value)
    return say(
        "When does “{name}” lie above {value}?"
        if bound.above
        else "When does “{name}” lie below {value}?",
        name=name,
        value=value,
    )


def answer(discovery: Discovery) -> str:
    """When what is looked for happens, in a sentence for who has not seen the design."""
    bound, everywhere = discovery.cases.condition, numbers.percent(discovery.cases.share)
    name, value = outcome_label(bound.outcome), level(bound.outcome, bound.value)
    change = bound.outcome.endswith("_change") and bound.value >= 0.0
    own = (
        {"name": words.label(bound.outcome.removesuffix("_change")), "value": value}
        if change
        else {}
    )
    what = (
        say("“{name}” gains more than {value} over the scenario, the level looked for,", **own)
        if change and bound.above
        else say("“{name}” gains less than {value} over the scenario, the level looked for,", **own)
        if change
        else say(
            "“{name}” lies above {value}, the level looked for,"
            if bound.above
            else "“{name}” lies below {value}, the level looked for,",
            name=name,
            value=value,
        )
    )
    if not discovery.boxes:
        return say(
            "{what} in {everywhere} of trials, and no set of conditions makes it clearly more frequent.",
            what=what,
            everywhere=everywhere,
        )
    best = discovery.boxes[0]
    return say(
        "{what} in {everywhere} of trials, but in {density} of those in which {conditions}.",
        what=what,
        everywhere=everywhere,
        density=numbers.percent(best.density),
        conditions=say(" and ").join(_conditions(best, discovery)),
    )


def level(outcome: str, value: float) -> str:
    """A level of an outcome; of shares, in per cent."""
    share = words.unit_of_outcome(outcome).startswith("share")
    return numbers.percent(value) if share else number_of(value)


def box_in_words(box: Box, number: int) -> str:
    """One box as a sentence."""
    parts = say("; ").join(_restriction(restriction) for restriction in box.restrictions)
    return say(
        "{number}. When {conditions}: density {density}, coverage {coverage} ({rows} rows).",
        number=number,
        conditions=parts,
        density=numbers.percent(box.density),
        coverage=numbers.percent(box.coverage),
        rows=numbers.number(box.rows, 0),
    )


def sentence(box: Box, discovery: Discovery) -> str:
    """One box as a sentence that a person reads aloud: factors by name, no p."""
    return say(
        "When {conditions}, it happens in {density} of trials, and these are {coverage} of all cases.",
        conditions=say(" and ").join(_conditions(box, discovery)),
        density=numbers.percent(box.density),
        coverage=numbers.percent(box.coverage),
    )


def _conditions(box: Box, discovery: Discovery) -> list[str]:
    """What a box asks of each factor, by its name."""
    return [
        _restriction(
            one,
            factors.short_name(one.factor, discovery.meanings),
            functools.partial(factors.value_of, unit=discovery.units.get(one.factor, "")),
        )
        for one in box.restrictions
    ]


def _restriction(
    restriction: Restriction, name: str = "", number: Callable[[float], str] | None = None
) -> str:
    """A condition; by the name of its factor, or by its path with p."""
    number = number or number_of
    factor = say("“{name}”", name=name) if name else restriction.factor
    p = "" if name or math.isnan(restriction.quasi_p) else f" (p {_p(restriction.quasi_p)})"
    if restriction.values and (len(restriction.values) <= _LISTED or not restriction.ordered):
        values = say(" or ").join(map(any_value, restriction.values))
        return say("{factor} is {values}", factor=factor, values=values) + p
    low, high = restriction.low, restriction.high
    if low is not None and high is not None:
        ends = {"low": number(low), "high": number(high)}
        return say("{factor} is from {low} to {high}", factor=factor, **ends) + p
    if low is not None:
        if restriction.values:
            return say("{factor} is at least {low}", factor=factor, low=number(low)) + p
        return say("{factor} is above {low}", factor=factor, low=number(low)) + p
    if restriction.values:
        return say("{factor} is at most {high}", factor=factor, high=number(high or 0.0)) + p
    return say("{factor} is below {high}", factor=factor, high=number(high or 0.0)) + p


def _print_levers(discovery: Discovery, screen: Screen) -> None:
    if discovery.by_lever.empty:
        return
    heads = (say("Part of its range"), say("It happens in"))
    table = screen.table(say("How often, by what is chosen"), *heads)
    before = ""
    for row in discovery.by_lever.to_dict("records"):
        low, high = number_of(row["low"]), number_of(row["high"])
        part = (
            any_value(row["value"])
            if row["value"] != ""
            else say("{low} to {high}", low=low, high=high)
        )
        share, *ends = (
            numbers.percent(row[column]) for column in ("share", "share_low", "share_high")
        )
        lever = str(row["lever"])
        shown = "" if lever == before else factors.in_lines(lever)
        table.add_row(Text(shown), part, f"{share} [{'; '.join(ends)}]")
        before = lever
    screen.print(table)


def _print_regret(discovery: Discovery, screen: Screen) -> None:
    if discovery.regret is None:
        screen.say(
            "To weigh choices by regret, sweep a design of the method crossed: every choice in the same worlds.",
            "dim",
        )
        return
    levers = list(discovery.by_lever["lever"].unique())
    avoid = discovery.cases.to_be_avoided
    heads = (say("Avoided in" if avoid else "Reached in"), say("Regret in 9 worlds of 10"))
    table = screen.table(say("Most robust choices"), *heads, no_wrap=False, overflow="fold")
    for _, row in discovery.regret.head(_MOST_CHOICES).iterrows():
        setting = ", ".join(
            f"{lever.rpartition('.')[2]} {any_value(row[lever])}" for lever in levers
        )
        regret = "≤ " + numbers.number(row["regret_in_most_worlds"], 3)
        table.add_row(setting, numbers.percent(row["avoided" if avoid else "reached"]), regret)
    screen.print(table)


def any_value(value: object) -> str:
    """A value of a factor: yes or no, a choice in words, or a number."""
    if str(value) in ("True", "False"):
        return say("yes" if str(value) == "True" else "no")
    return number_of(value) if isinstance(value, int | float) else words.choice(str(value))


def number_of(value: float) -> str:
    """A number with three significant digits."""
    return decimal(value, ".3g")


def _p(value: float) -> str:
    return "< " + numbers.number(0.001, 3) if value < 0.001 else numbers.number(value, 3)
