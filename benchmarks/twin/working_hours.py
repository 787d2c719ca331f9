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
    """records x (...) + reports / 12 x ..., and visits / 12, of one funder."""
    numbers = one.model.numbers.reporting
    terms = funder.terms.values["accountability"]
    burden = terms["burden"] * (1 - funder.won[1])
    a_record = numbers.hours_per_record * burden * terms["record_time"]
    nominative = numbers.hours_per_nominative_record * burden * terms["nominative_data"]
    a_report = numbers.hours_per_report * burden * terms["report_time"]
    weight = numbers.complexity_weight
    total, held = 0.0, False
    for programme in funder.programmes_open():
        contract = one.contracts[funder.name, programme]
        if contract.amount <= 0:
            continue
        held = True
        row = one.model.programmes[programme].numbers
        if one.model.instrument(programme) == "service_agreement":
            record = a_record * row["price"] * (1 + weight * (row["records"] - 1)) + nominative
            total += contract.records * record
            report = a_report * (1 + weight * (row["reports"] - 1))
            one.watched = max(one.watched, min(1.0, burden * terms["targets"]))
        else:
            report = a_report * numbers.light_report
        total += terms["reports_a_year"] / 12 * report
    if held:
        total += terms["visits_a_year"] / 12 * numbers.hours_per_visit
    return float(total)


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
    one.reporting_memory += 0.3 * (asked["reporting"] - one.reporting_memory)
    left = total - min(total, one.hours["served"])
    raising = min(left, one.posts_raising * numbers.staff.hours_a_month)
    given = {}
    for name, wanted in asked.items():
        given[name] = min(wanted, left)
        left -= given[name]
    raising = min(raising, left)
    left -= raising
    mission = min(left, one.posts_mission * numbers.staff.hours_a_month)
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
    taken = one.reporting_memory + asked["tables"] + asked["management"] + owed
    taken += (one.posts_raising + one.posts_mission) * numbers.staff.hours_a_month
    one.delivery_plan = max(0.05, 1 - taken / total) if total > 0 else 0.05
    unpaid = 1 - one.posts_tied * numbers.staff.hours_a_month / max(1.0, one.hours["delivery"])
    one.alternative += 0.25 * (max(0.0, unpaid) - one.alternative)
