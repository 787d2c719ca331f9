"""Members, seats on boards, and what an organisation calls itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization


def members(one: Organization) -> None:
    """Associative life brings members, more where some are; they leave at a rate."""
    numbers = one.model.numbers.members
    life = max(0.0, one.posts_mission - one.posts_advocacy - one.model.numbers.board.beginning)
    share = one.participation
    joining = numbers.joining * life * one.skill
    joining *= (numbers.alone + (1 - numbers.alone) * share) * (1 - share)
    one.members += (joining - numbers.leaving * one.members) / 12
    one.members = min(max(0.0, one.members), one.reach)


def assembly(one: Organization) -> None:
    """Each June three of nine seats are filled again."""
    numbers = one.model.numbers.seats
    draw = one.random
    for _ in range(int(numbers.filled_a_year)):
        sitting = [one.seats_members, one.seats_allies, one.seats_professionals]
        kind = draw.choices(range(3), weights=sitting)[0]
        sitting[kind] -= 1
        one.seats_members, one.seats_allies, one.seats_professionals = sitting
    there = [
        (one.members / numbers.half) ** numbers.steepness,
        numbers.allies + numbers.allies_of_advocacy * one.posts_advocacy,
        1 + max(0.0, one.staff - one.posts_mission) / numbers.experts_half,
    ]
    sitting = [one.seats_members, one.seats_allies, one.seats_professionals]
    for _ in range(int(numbers.filled_a_year)):
        weights = sitting if draw.random() < numbers.cooptation else there
        kind = draw.choices(range(3), weights=weights)[0]
        sitting = [seats + (number == kind) for number, seats in enumerate(sitting)]
    one.seats_members, one.seats_allies, one.seats_professionals = sitting


def look_at_itself(one: Organization) -> None:
    """Self-perception follows work and money."""
    numbers = one.model.numbers
    hours = one.hours["advocacy"] + one.hours["associative_life"]
    work = min(1.0, hours / max(1.0, one.month_hours) / numbers.orientation.full_mission)
    income = one.unrestricted + one.restricted
    money = one.unrestricted / income if income > 0 else 0.0
    weight = numbers.self_perception.weight_of_work
    view = weight * work + (1 - weight) * money
    one.self_perception += numbers.self_perception.pace / 12 * (view - one.self_perception)


def community_seats(one: Organization) -> float:
    """Share of seats of members and allies."""
    seats = one.seats_members + one.seats_allies + one.seats_professionals
    return float((one.seats_members + one.seats_allies) / seats)


def identity(one: Organization) -> float:
    """Orientation: the mean of mission posts (full at 40 %) and seats (full at two thirds)."""
    numbers = one.model.numbers.orientation
    posts = min(1.0, one.posts_mission / max(1e-9, one.staff) / numbers.full_mission)
    seats = min(1.0, community_seats(one) / numbers.full_community)
    return float((posts + seats) / 2)
