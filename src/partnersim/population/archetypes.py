"""Drawing the organisations from archetypes after the ten profiles of the thesis (ch. 4).

The ten themselves come first, in Montreal, with the values of the table; each further organisation
is drawn from an archetype with stated spreads. Profiles fix only what precedes the relation: size,
place, age, clientele, offer, founding orientation, kinds of income. Ties, legitimacy, access,
reporting and alignment start neutral, equal for all, and form in the run.
"""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from partnersim.state.columns import NEEDS, ORGANIZATION, PLACES
from partnersim.state.draws import Draws
from partnersim.state.world import Table

FUNDER_KINDS = ("mifi", "mtess", "other_ministries", "municipalities")
ROOM_FOR_YEARS = 30
_OUTSIDE_MONTREAL = np.array([0.35, 0.2, 0.45])  # ring, Quebec City, regions: assumption
_SMALLER_OUTSIDE = 0.75  # organisations outside Montreal, against the archetype: assumption
_OFFER_CONCENTRATION = 30.0
NEUTRAL = {
    "tie": 0.1,
    "legitimacy": 0.4,
    "alignment": 0.5,
    "performance": 0.7,
}


@dataclass(frozen=True, slots=True)
class Archetype:
    """One row of `archetypes.csv`: what the profile fixes."""

    name: str
    share: float
    numbers: dict[str, float]
    appetites: dict[str, float]
    offer: np.ndarray
    priorities: np.ndarray
    note: str


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a data file of this package."""
    text = (files("partnersim.population") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def archetypes() -> tuple[Archetype, ...]:
    """The ten archetypes."""
    plain = ("staff", "founded", "identity", "contention", "openness", "complexity",
             "own_income", "fixed", "core", "member")  # fmt: skip
    return tuple(
        Archetype(
            name=row["name"],
            share=float(row["share"]),
            numbers={key: float(row[key]) for key in plain},
            appetites={key: float(row[key]) for key in FUNDER_KINDS},
            offer=np.array([float(row[need]) for need in NEEDS]),
            priorities=np.array([float(row[f"p_{need}"]) for need in NEEDS]),
            note=row["note"],
        )
        for row in rows_of("archetypes.csv")
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """Organisations with the appetite of each for each kind of funder."""

    table: Table
    names: list[str]
    appetites: list[dict[str, float]]


def draw_population(
    draws: Draws, count: int, population: dict[str, Any], staff: dict[str, Any], year: int
) -> Drawn:
    """The population before the relation: the ten named ones, then drawn ones."""
    random = draws.generator("population.organizations")
    kinds = archetypes()
    shares = np.array([one.share for one in kinds])
    table = np.zeros(count, ORGANIZATION)
    names: list[str] = []
    appetites: list[dict[str, float]] = []
    named = min(count, len(kinds))
    montreal = max(0.0, (population["in_montreal"] * count - named) / max(count - named, 1))
    for i in range(count):
        # every organisation takes the same number of draws, whatever it becomes
        kind = int(random.choice(len(kinds), p=shares / shares.sum()))
        luck = random.random(6)
        normals = random.standard_normal(6)
        ten = i < named
        one = kinds[i if ten else kind]
        place = 0
        if not ten and luck[0] >= montreal:
            place = 1 + int(np.searchsorted(np.cumsum(_OUTSIDE_MONTREAL), luck[1], side="right"))
        spread = 0.0 if ten else 1.0
        size = one.numbers["staff"] * np.exp(spread * population["size_spread"] * normals[0])
        if place > 0:
            size *= _SMALLER_OUTSIDE
        set_up(
            table[i : i + 1], one, max(1.0, float(size)), place,
            float(one.numbers["identity"] + population["identity_shift"]
                  + spread * population["identity_spread"] * normals[1]),
            spread * normals[2:], staff, year,
        )  # fmt: skip
        if not ten:
            table["umbrella_member"][i] = luck[2] < population["umbrella_members"] * one.numbers["member"]
            sample = random.dirichlet(_OFFER_CONCENTRATION * one.offer)
            table["offer"][i] = sample
            table["priorities"][i] = random.dirichlet(_OFFER_CONCENTRATION * one.priorities)
            table["founding_priorities"][i] = table["priorities"][i]
        table["archetype"][i] = kinds.index(one)
        names.append(one.name if ten else f"{one.name}-{i + 1:03d}")
        appetites.append(one.appetites)
    return Drawn(table, names, appetites)


def set_up(
    row: Table, one: Archetype, size: float, place: int, identity: float,
    normals: np.ndarray, staff: dict[str, Any], year: int,
) -> None:  # fmt: skip
    """Fill one row of the table from an archetype and the draws around it."""
    numbers = one.numbers

    def around(name: str, normal: float) -> float:
        return float(np.clip(numbers[name] + 0.12 * normal, 0.0, 1.0))

    wages = size * staff["cost_a_month"]
    row["alive"] = True
    row["place"] = place
    row["founded_month"] = -12 * int(max(1, year - numbers["founded"]))
    row["founding_identity"] = np.clip(identity, 0.02, 0.98)
    row["identity"] = row["founding_identity"]
    row["contention"] = around("contention", normals[0]) if numbers["contention"] > 0.1 else 0.02
    row["openness"] = around("openness", normals[1])
    row["complexity"] = around("complexity", normals[2])
    row["core_activity"] = numbers["core"] > 0.5
    row["umbrella_member"] = numbers["member"] > 0.5
    row["fixed_cost"] = numbers["fixed"] * wages
    row["own_income"] = numbers["own_income"] * wages * (1.0 + numbers["fixed"])
    row["staff"] = size
    row["reserve"] = staff["cushion_months"] * wages * (1.0 + numbers["fixed"])
    row["offer"] = one.offer
    row["priorities"] = one.priorities
    row["founding_priorities"] = one.priorities
    row["unrestricted"] = row["own_income"]
    row["delivery_plan"] = 0.7
    row["mission_plan"] = 0.05
    row["fundraising_plan"] = 0.03
    row["chance_eligible"] = 0.8
    row["chance_ineligible"] = 0.4
    row["alternative"] = 0.1
    row["quality"] = 1.0
    row["turnover"] = staff["base_turnover"]
    row["participation"] = 0.2
    row["rootedness"] = 0.25
    row["self_perception"] = 0.5
    row["hours_per_episode"] = 8.0


def draw_founding(
    draws: Draws, count: int, rate: float, population: dict[str, Any], staff: dict[str, Any], year: int
) -> tuple[Drawn, np.ndarray]:
    """Organisations that communities may found later, and the month of each.

    Waiting times are exponential with the yearly rate; they do not depend on the scenario. New ones
    are small, rooted and lean towards autonomy (assumption: founded against an unmet need).
    """
    random = draws.generator("population.founding")
    room = int(np.ceil(count * rate * ROOM_FOR_YEARS)) if rate > 0 else 0
    kinds = archetypes()
    table = np.zeros(room, ORGANIZATION)
    months = np.zeros(room, np.int64)
    names: list[str] = []
    appetites: list[dict[str, float]] = []
    when = 0.0
    for i in range(room):
        kind = int(random.integers(len(kinds)))
        place = int(random.choice(len(PLACES), p=[0.4, 0.21, 0.12, 0.27]))
        normals = random.standard_normal(6)
        when += 12.0 * random.exponential(1.0 / (count * rate))
        one = kinds[kind]
        lean = float(0.65 + population["identity_shift"] + population["identity_spread"] * normals[1])
        set_up(table[i : i + 1], one, 2.0, place, lean, normals[2:], staff, year)
        table["archetype"][i] = kind
        table["alive"][i] = False
        months[i] = int(when)
        names.append(f"{one.name}-new-{i + 1:02d}")
        appetites.append(one.appetites)
    return Drawn(table, names, appetites), months
