"""Hours: no activity is free, and together they are the staff's hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .funder import Funder
    from .organization import Organization

ACTIVITIES = (
    "delivery",
    "reporting",
    "associative_life",
    "advocacy",
    "tables",
    "fundraising",
    "management",
)


def reporting(one: Organization) -> float:
    """Hours that the month's records, reports and visits take, over all funders."""
    total = 0.0
    one.watched = 0.0
    for funder in one.model.funders:
        hours = reporting_to(one, funder)
        one.relations[funder.name].reporting = hours
        total += hours
    return total


def reporting_to(one: Organization, funder: Funder) -> float:
    """records x (...) + reports / 12 x ..., and visits / 12 where an agreement is held, of one funder."""
    numbers, terms = one.model.numbers.reporting, funder.terms.values["accountability"]
    burden = terms["burden"] * (1 - funder.won[1])
    total, held = 0.0, False
    for programme in funder.programmes_open():
        contract = one.contracts[funder.name, programme]
        if contract.amount <= 0:
            continue
        record, reports = funder.hours_of_accounts(programme)
        if one.model.instrument(programme) == "service_agreement":
            held = True
            total += contract.records * record + reports / 12
            one.watched = max(one.watched, min(1.0, burden * terms["targets"]))
        else:
            total += numbers.light_report * reports / terms["reports_a_year"] / 12
    return float(total + funder.hours_of_visits() / 12 * held)


def tables(one: Organization) -> float:
    """Hours that tables ask of it this month."""
    numbers, hours = one.model.numbers, 0.0
    if one.umbrella_member:
        hours += numbers.umbrella.meeting_hours
    if one.on_board:
        hours += numbers.umbrella.board_hours
    for relation in one.relations.values():
        hours += numbers.consultation.hours_per_seat * relation.seat
        hours += numbers.conversations.hours * relation.talked
    return float(hours * one.attendance)


def spend(one: Organization) -> None:
    """Spend the month's hours and plan the next month's delivery."""
    numbers, total = one.model.numbers, one.month_hours
    owed = numbers.hours.applications_pace * one.hours_due
    asked = {
        "reporting": reporting(one),
        "tables": tables(one),
        "management": numbers.staff.management * total,
        "applications": owed,
    }
    left = total - min(total, one.hours["served"])
    working = numbers.staff.hours_a_month * (1 - numbers.staff.management)
    raising = min(left, one.posts_raising * working)
    given = {}
    for name, wanted in asked.items():
        given[name] = min(wanted, left)
        left -= given[name]
    raising = min(raising, left)
    left -= raising
    mission = min(left, one.posts_mission * working)
    left -= mission
    one.hours_due -= given["applications"]
    one.hours["of_the_month"] = total
    one.hours.update(
        delivery=total - sum(given.values()) - raising - mission,
        reporting=given["reporting"],
        tables=given["tables"],
        management=given["management"],
        fundraising=raising + given["applications"],
        advocacy=mission * one.advocacy_use,
        associative_life=mission * (1 - one.advocacy_use),
    )
    service = max(0.0, one.staff - one.posts_mission - one.posts_raising)
    own = max(0.0, service - one.posts_tied)
    coming = asked["reporting"] + asked["tables"] + owed
    offered = max(0.0, service * working - coming)
    one.delivery_plan = max(0.05, offered / total) if total > 0 else 0.05
    one.own_hours = min(offered, own * one.uncounted_use * working)
    one.alternative += 0.25 * (own / max(service, 1e-9) - one.alternative)
