"""The screen of `partnersim profiles`: each of the ten, fact by fact, then what holds beyond chance."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.evidence.bibliography import cite
from partnersim.evidence.told_profiles import SHUFFLES, Fact, Profiles, Row, Told, fact
from partnersim.language import current, numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Month

BUDGET, _MILLION = "budget", 1e6
_BEYOND = 0.05  # at most this share of shuffles does as well


def print_profiles(
    ten: Profiles, settings: Settings, when: Month, console: Console, folder: Path, names: str = ""
) -> None:
    """Print the screen; when: the month in which the ten are looked at; folder: where the assumptions are; names: which
    files lie there, if known."""
    screen = Screen(console)
    screen.line(f"{settings.title.in_language(current())} · {numbers.month(str(when))}", "bold")
    screen.say("Are the ten organisations of the thesis those of the model?", "italic")
    screen.lines(verdict(ten))
    table = screen.table(
        say("What is told"), say("Told"), say("In runs"), say("Holds"), say("Others"),
        justify="right",
    )  # fmt: skip
    before = ""
    for row in ten.rows:
        letter = row.told.organization
        lead = f"{letter}  " if letter != before else "   "
        before = letter
        table.add_row(lead + title(fact(row.told.fact)), *cells(row))
    screen.print(table)
    screen.say(
        "Told: {work}, ch. 4 and 5; a range, or high and low: above the median of the ten, or not. In runs: mean of "
        "{runs} {runs|run|runs}. Holds: share of runs in which it does; others: the same of the "
        "other nine. A star: fixed by the "
        "profile at founding, which tells of data, and counts in no verdict.",
        "dim",
        work=cite("bruneau_2021"),
        runs=ten.runs,
    )
    if names:
        screen.files(folder, names)
    screen.line(sentence_of_folder(folder), "dim")
    screen.line(words.not_a_forecast(), "bold")


def verdict(ten: Profiles) -> list[str]:
    """Whether facts hold and ranks agree beyond chance, in two sentences."""
    if ten.held_as_well <= _BEYOND:
        facts = say(
            "Of what no profile fixes, {held} holds, against {chance} with the letters of the ten shuffled: "
            "beyond chance.",
            held=numbers.percent(ten.held), chance=numbers.percent(ten.held_shuffled),
        )  # fmt: skip
    else:
        facts = say(
            "Of what no profile fixes, {held} holds, against {chance} with the letters of the ten shuffled: not "
            "beyond chance ({share} of {shuffles} shuffles do as well).",
            held=numbers.percent(ten.held), chance=numbers.percent(ten.held_shuffled),
            share=numbers.percent(ten.held_as_well), shuffles=numbers.number(SHUFFLES, 0),
        )  # fmt: skip
    size = numbers.number(ten.agreement, 2, signed=True)
    if ten.as_well <= _BEYOND:
        ranks = say(
            "Ranks among the ten agree with the thesis beyond chance: mean correlation {size}.", size=size
        )  # fmt: skip
    else:
        ranks = say(
            "Ranks among the ten do not agree with the thesis beyond chance: mean correlation {size}; {share} of "
            "shuffles do as well.",
            size=size, share=numbers.percent(ten.as_well),
        )  # fmt: skip
    by_fact = "; ".join(
        f"{fact(name).title.in_language(current())} {numbers.number(value, 2, signed=True)}"
        for name, value in sorted(ten.by_fact.items(), key=lambda pair: -pair[1])
    )
    return [facts, ranks, say("By fact: {facts}.", facts=by_fact)]


def title(each: Fact) -> str:
    """What a fact is called, with a star where the profile fixes it."""
    return each.title.in_language(current()) + (" *" if each.fixed else "")


def cells(row: Row) -> list[str]:
    """Told, mean in runs, share of runs in which it holds, and the same of the others."""
    return [
        as_told(row.told), value_of(row.told.fact, row.mean), _percent(row.held), _percent(row.others)
    ]  # fmt: skip


def as_told(told: Told) -> str:
    """What is told, in a word or a range."""
    if told.low is not None and told.high is not None:
        low = (
            numbers.number(told.low / _MILLION, 1)
            if told.fact == BUDGET
            else numbers.number(100.0 * told.low, 0)
        )
        return f"{low}–{value_of(told.fact, told.high)}"
    if fact(told.fact).yes_or_no and told.level:
        return say("yes" if told.level == 1 else "no")
    return {1: say("high"), 0: say("between"), -1: say("low")}[told.level or 0]


def value_of(name: str, value: float) -> str:
    """A value of a fact's measure."""
    if math.isnan(value):
        return "–"
    if name == BUDGET:
        return say("{amount} M$", amount=numbers.number(value / _MILLION, 1))
    return numbers.percent(value)


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else numbers.percent(share)


def table_of(ten: Profiles) -> pd.DataFrame:
    """The rows as a table, with where the thesis says each."""
    import pandas as pd

    return pd.DataFrame(
        {
            "organization": row.told.organization,
            "fact": row.told.fact,
            "fixed_by_profile": fact(row.told.fact).fixed,
            "told_level": row.told.level,
            "told_low": row.told.low,
            "told_high": row.told.high,
            "where": row.told.where,
            "paragraph": row.told.paragraph,
            "mean": row.mean,
            "p10": row.low,
            "p90": row.high,
            "held_share": row.held,
            "held_share_of_others": row.others,
        }
        for row in ten.rows
    ).astype({"told_level": "Int64"})
