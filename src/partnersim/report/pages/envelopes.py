"""Whose money is told in a report, how much there is in both scenarios, and how the answer begins with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.language import numbers, say
from partnersim.report.pages.changes import (
    funder_name,
    millions,
    partners,
    source_of_envelope,
)
from partnersim.report.pages.dated import at_the_end
from partnersim.report.pages.paid import NOTHING, Paid


def envelopes(
    reference: Mapping[str, Any], scenario: Mapping[str, Any]
) -> tuple[str, float, float]:
    """Whose money a year is told, and how much in both: the main ministry's, or all of it where others' differs."""
    main = str(scenario.get("main_ministry"))
    places = partners(reference, scenario)
    before, after = (
        {name: float(of["funding"]["envelope"]) for name, of in each["funders"].items()}
        for each in (reference, scenario)
    )
    others = {name: place for name, place in places.items() if name != main}
    alike = len(places) == len(before) == len(after)
    if (
        alike
        and main in places
        and all(after[name] == before[place] for name, place in others.items())
    ):
        names = [funder_name(name) for name in dict.fromkeys((places[main], main))]
        return say(" or ").join(names), before[places[main]], after[main]
    return say("all funders"), sum(before.values()), sum(after.values())


def others_unchanged(
    reference: Mapping[str, Any], scenario: Mapping[str, Any], provenance: Mapping[str, Any]
) -> str:
    """What funders besides the main ministry set aside a year, and where that comes from; nothing where it differs."""
    main = str(scenario["main_ministry"])
    paid = {
        name: float(of["funding"]["envelope"])
        for name, of in scenario["funders"].items()
        if name != main
    }
    if not paid or any(
        name not in reference["funders"]
        or float(reference["funders"][name]["funding"]["envelope"]) != envelope
        for name, envelope in paid.items()
    ):
        return ""
    sources = [source_of_envelope(provenance, name, scenario["funders"][name]) for name in paid]
    assumed = all(source.startswith(say("assumption: {reason}", reason="")) for source in sources)
    return say(
        "Other funders set the same aside in all: {dollars} a year, by assumption."
        if assumed
        else "Other funders set the same aside in all: {dollars} a year.",
        dollars=millions(sum(paid.values())),
    )


def how_long(years: int) -> str:
    """How long the scenario has lasted, inside a sentence."""
    return say("after {years} years", years=years) if years > 1 else say("after a year")


def capitalised(text: str) -> str:
    """The same where a sentence begins with it."""
    return text[:1].upper() + text[1:]


def opening(reference: Mapping[str, Any], scenario: Mapping[str, Any], paid: Paid = NOTHING) -> str:
    """With what money, after how long, that it is within the model: how the answer begins.

    paid: what was paid in the last year, without which the same envelope is not the same money.
    """
    ended = at_the_end(scenario)
    whose, before, after = envelopes(reference, ended)
    when = how_long(int(scenario["years"]))
    people = arrivals(reference, scenario)
    given = {"whose": whose, "dollars": millions(after), "before": millions(before)}
    if before == after:
        money = _same_envelope(given, paid)
    elif ended["funders"] != scenario["funders"]:
        money = say(
            "With an envelope that goes from {before} to {dollars} a year ({whose})", **given
        )
    else:
        money = say("With an envelope of {dollars} a year instead of {before} ({whose})", **given)
    if people:
        money = say("{money} and {people}", money=money, people=people)
    return say("{money}, in 2020 dollars, {when}, in the model:", money=money, when=when)


def _same_envelope(given: Mapping[str, str], paid: Paid) -> str:
    """The same money where nearly the same was paid; else by how much what was paid differs."""
    if not paid.known:
        return say("With the same envelope ({whose}: {dollars} a year)", **given)
    if paid.same:
        return say("With the same money ({whose}: {dollars} a year)", **given)
    told = {
        "after": millions(paid.after),
        "before_paid": millions(paid.before),
        "size": millions(abs(paid.after - paid.before)),
    }
    return say(
        "With the same envelope ({whose}: {dollars} a year), of which {after} was paid in the last year rather than "
        "{before_paid} ({size} more)"
        if paid.after > paid.before
        else "With the same envelope ({whose}: {dollars} a year), of which {after} was paid in the last year rather "
        "than {before_paid} ({size} less)",
        **given,
        **told,
    )


def arrivals(reference: Mapping[str, Any], scenario: Mapping[str, Any]) -> str:
    """How many more or fewer people arrive, where a scenario changes it."""
    old, new = (
        float(of["parameters"].get("arrivals", {}).get("level", 1.0))
        for of in (reference, scenario)
    )
    if old == new or old <= 0.0:
        return ""
    part = numbers.percent(abs(new / old - 1.0))
    return say("{part} fewer arrivals" if new < old else "{part} more arrivals", part=part)
