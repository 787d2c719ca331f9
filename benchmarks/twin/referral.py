"""Organisations of a place pass on whom they cannot serve, as far as they trust each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization, Short

TRUST = 0.5  # in peers, where relations among organisations are not modelled


def pass_on(here: list[Organization]) -> None:
    """Those with more months of work than the place pass on who came; others even out the load."""
    if not here:
        return
    ready = here[0].model.numbers.referral.passed_on * TRUST
    load = [hours_of(one, one.lists) for one in here]
    room = [one.delivery_plan * one.month_hours for one in here]
    level = sum(load) / max(1e-9, sum(room))
    beyond = [mine - level * offered for mine, offered in zip(load, room, strict=True)]
    leaving = [
        ready * min(1.0, max(0.0, more) / max(1e-9, hours_of(one, one.requests)))
        for one, more in zip(here, beyond, strict=True)
    ]
    takes = [TRUST * max(0.0, -more) for more in beyond]
    sent = sum(
        share * hours_of(one, one.requests) for one, share in zip(here, leaving, strict=True)
    )
    if sent <= 0 or sum(takes) <= 0:
        return
    part = min(1.0, sum(takes) / sent)
    for short in sorted({short for one in here for short in one.requests}):
        move(here, short, [share * part for share in leaving], takes)


def move(here: list[Organization], short: Short, leaving: list[float], takes: list[float]) -> None:
    """Move people of one class and need to those who pay or are open."""
    weights = [
        room * (1.0 if one.paid_for(*short) else one.openness) if room > 0 else 0.0
        for one, room in zip(here, takes, strict=True)
    ]
    if sum(weights) <= 0:
        return
    moved = 0.0
    for one, share in zip(here, leaving, strict=True):
        gone = share * one.requests.get(short, 0.0)
        one.requests[short] -= gone
        one.lists[short] = max(0.0, one.lists[short] - gone)
        moved += gone
    for one, weight in zip(here, weights, strict=True):
        taken = moved * weight / sum(weights)
        one.requests[short] += taken
        one.lists[short] += taken


def hours_of(one: Organization, people: dict[Short, float]) -> float:
    """Hours that their files would take."""
    return sum(number * one.model.service[kind].hours for (_, kind), number in people.items())
