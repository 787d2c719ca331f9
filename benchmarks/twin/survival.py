"""Organisations close when they cannot pay; communities found new ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Twin
    from .organization import Organization


def close_and_found(model: Twin) -> None:
    """Closing, then founding, at the end of a month."""
    numbers = model.numbers.survival
    if not numbers.selection:
        return
    for one in list(model.living()):
        if one.months_unpaid >= numbers.months_unpaid or one.staff < 0.2:
            close(one)
    rate = numbers.founding_rate * len(model.inputs.organizations) / 12
    if model.random.random() < rate:
        found(model)


def close(one: Organization) -> None:
    """Awards return, what was owed is kept by funders, what is left goes to others."""
    model = one.model
    for (name, _), contract in one.contracts.items():
        if contract.amount > 0:
            model.funder(name).awarded -= contract.amount - contract.paid
            contract.amount = contract.target = 0.0
    one.due = []
    model.books.pay(one.name, "outside", one.reserve)
    one.alive = False
    one.on_board = False
    for relation in one.relations.values():
        relation.seat = relation.delegate = relation.direct_access = False
    model.forget(one)


def found(model: Twin) -> None:
    """A new organisation of one employee, leaning to autonomy, of an archetype drawn."""
    draw, rows = model.random, model.inputs.tables
    archetypes = rows["archetypes"]
    number = draw.choices(range(len(archetypes)), [float(r["share"]) for r in archetypes])[0]
    row = archetypes[number]
    during = [r for r in rows["organizations"] if r["founded"] == "during"]
    place = draw.choices([r["place"] for r in during], [float(r["share"]) for r in during])[0]
    cost = model.numbers.staff.cost_a_month
    orientation, seats = 0.65, 9
    community = round(seats * min(1.0, orientation * model.numbers.orientation.full_community))
    capacity = 12 * model.numbers.staff.hours_a_month / model.numbers.delivery.hours_per_episode
    door = 1.4 * capacity

    def near(value: str) -> float:
        return float(min(1.0, max(0.0, float(value) + draw.gauss(0, 0.12))))

    model.add_organization(
        {
            "name": f"new-{model.month}",
            "place": model.place_names.index(place),
            "archetype": number,
            "founded_month": model.month,
            "founding_identity": orientation,
            "contention": near(row["contention"]),
            "openness": near(row["openness"]),
            "own_income": float(row["own_income"]) * cost,
            "offer": spread(model, [float(row[kind]) for kind in model.kinds]),
            "priorities": spread(model, [float(row["p_" + kind]) for kind in model.kinds]),
            "fixed_cost": float(row["fixed"]) * cost,
            "staff": 1.0,
            "posts_mission": 0.15 * orientation,
            "posts_raising": 0.03,
            "members": 8.0,
            "seats_members": float(round(0.64 * community)),
            "seats_allies": float(community - round(0.64 * community)),
            "seats_professionals": float(seats - community),
            "reserve": 12 * cost,
            "door_eligible": 0.75 * door,
            "door_ineligible": 0.25 * door,
            "umbrella_member": draw.random() < model.numbers.population.umbrella_members,
            "yearly_income": 0.0,
        }
    )


def spread(model: Twin, shares: list[float]) -> list[float]:
    """A Dirichlet draw around the row, with concentration 30."""
    drawn = [model.random.gammavariate(max(1e-3, 30 * share), 1.0) for share in shares]
    total = math.fsum(drawn)
    return [value / total for value in drawn]
