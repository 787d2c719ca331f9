"""Drawing the organisations from the archetypes of a jurisdiction: in Quebec, the ten of the thesis (ch. 4).

One of each comes first, in the main place, with the values of the table; each further organisation
is drawn from an archetype with stated spreads. Profiles fix only what precedes the relation: size,
place, age, clientele, offer, founding orientation, kinds of income. What ministries know, access,
reporting and alignment start neutral, equal for all, and form in the run.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from partnersim import jurisdictions
from partnersim.population.draw_cache import DrawCache
from partnersim.population.initial_values import values_of
from partnersim.population.places import OwnPlaces
from partnersim.population.sizes import (
    in_the_money_of_the_start,
    share_of_organizations,
    size_by_place,
)
from partnersim.population.tables import new_table
from partnersim.state.arrays import Table
from partnersim.state.columns import NEEDS
from partnersim.state.draws import Draws

ROOM_FOR_YEARS = 30
_NEVER = 1e9
_NO_RATE = 1e-6  # rarer than one in a million years
_DRAWING, _FOUNDING = values_of("drawing"), values_of("founding")
_NEUTRAL_STATE = values_of("state")
_FOUNDERS = values_of("founders")
NEUTRAL = values_of("relation")


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


@functools.cache
def archetypes(jurisdiction: str) -> tuple[Archetype, ...]:
    """The archetypes of a jurisdiction."""
    plain = "staff founded identity contention openness own_income fixed core member".split()
    plain += jurisdictions.asked_for_alone(jurisdiction).values()
    return tuple(
        Archetype(
            name=row["name"],
            share=float(row["share"]),
            numbers={key: float(row[key]) for key in plain},
            appetites={key: float(row[key]) for key in jurisdictions.funder_kinds(jurisdiction)},
            offer=np.array([float(row[need]) for need in NEEDS]),
            priorities=np.array([float(row[f"p_{need}"]) for need in NEEDS]),
            note=row["note"],
        )
        for row in jurisdictions.rows_of(jurisdiction, "archetypes")
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """Organisations with the appetite of each for each kind of funder."""

    table: Table
    names: list[str]
    appetites: list[dict[str, float]]


_DRAWN: DrawCache[tuple[Drawn, Drawn, np.ndarray]] = DrawCache(32)


def drawn_once(
    draws: Draws, rate: float, population: dict[str, Any], staff: dict[str, Any], year: int,
    run_months: int, places: OwnPlaces | None,
) -> tuple[Drawn, Drawn, np.ndarray]:  # fmt: skip
    """The population, those to be founded and when; not to be written on, since runs share it.

    In a sweep most rows meet the same organisations: they are drawn when first met.
    """
    key = (draws.seed, draws.run, rate, tuple(population.items()), tuple(staff.items()), year,
           run_months, None if places is None else places.key)  # fmt: skip

    def draw() -> tuple[Drawn, Drawn, np.ndarray]:
        count = int(population["organizations"])
        drawn = draw_population(draws, count, population, staff, year, places)
        return drawn, *draw_founding(
            draws, len(drawn.names), rate, population, staff, year, run_months, places
        )

    return _DRAWN.get(key, draw)


def draw_population(
    draws: Draws, count: int, population: dict[str, Any], staff: dict[str, Any], year: int,
    places: OwnPlaces | None = None,
) -> Drawn:  # fmt: skip
    """The population before the relation: one of each archetype, then drawn ones.

    Where a scenario has places of its own all are drawn, as many in each as it states.
    """
    random = draws.generator("population.organizations")
    jurisdiction = population["jurisdiction"]
    kinds = archetypes(jurisdiction)
    luck = random.random((count, 4))  # as many draws for every organisation, whatever it becomes
    normals = random.standard_normal((count, 6))
    named = min(count, len(kinds)) if places is None else 0
    ten = np.arange(count) < named
    shares = np.cumsum([kind.share for kind in kinds])
    kind = np.where(
        ten, np.arange(count) % len(kinds), np.searchsorted(shares / shares[-1], luck[:, 0])
    )
    main = max(0.0, (population["in_montreal"] * count - named) / max(count - named, 1))
    outside = share_of_organizations(jurisdiction, "before")
    elsewhere = 1 + np.searchsorted(np.cumsum(outside)[:-1], luck[:, 2], side="right")
    place = np.where(ten | (luck[:, 1] < main) | (len(outside) == 0), 0, elsewhere)
    if places is not None:
        place = np.repeat(np.arange(len(places.names)), places.organizations)
        sizes = places.size
    else:
        sizes = size_by_place(jurisdiction, float(population["in_montreal"]))
    normals[ten] = 0.0
    size = numbers(jurisdiction, "staff")[kind] * np.exp(population["size_spread"] * normals[:, 0])
    told = np.maximum(1.0, size * sizes[place])
    size = np.maximum(
        1.0, told * in_the_money_of_the_start(jurisdiction, population["ministry_money"])[kind]
    )
    identity = numbers(jurisdiction, "identity")[kind] + population["identity_shift"]
    identity = identity + population["identity_spread"] * normals[:, 1]
    table = new_table("organizations", count)
    set_up(table, jurisdiction, kind, size, place, identity, normals[:, 2:], staff, year)
    for column in ("own_income", "earned", "unrestricted"):
        table[column] *= told / size
    gammas = random.standard_gamma(
        _DRAWING["offer_concentration"] * np.maximum(_shares(jurisdiction, "offer")[kind], 1e-3)
    )
    table["offer"] = np.where(
        ten[:, None], table["offer"], gammas / gammas.sum(axis=1, keepdims=True)
    )
    gammas = random.standard_gamma(
        _DRAWING["offer_concentration"] * _shares(jurisdiction, "priorities")[kind]
    )
    own = gammas / gammas.sum(axis=1, keepdims=True)
    table["priorities"] = np.where(ten[:, None], table["priorities"], own)
    table["founding_priorities"] = table["priorities"]
    core = _core_activity(draws, "organizations", jurisdiction, kind)
    table["core_activity"] = np.where(ten, table["core_activity"], core)
    member = luck[:, 3] < population["umbrella_members"] * numbers(jurisdiction, "member")[kind]
    some = population["umbrella_members"] > 0.0  # without a table nobody is a member
    table["umbrella_member"] = np.where(ten & some, table["umbrella_member"], member)
    names = [
        kinds[k].name if i < named else f"{kinds[k].name}-{i + 1:03d}" for i, k in enumerate(kind)
    ]
    return Drawn(table, names, [kinds[k].appetites for k in kind])


@functools.cache
def numbers(jurisdiction: str, name: str) -> np.ndarray:
    """One number of every archetype, in order."""
    return np.array([archetype.numbers[name] for archetype in archetypes(jurisdiction)])


@functools.cache
def _shares(jurisdiction: str, name: str) -> np.ndarray:
    return np.array([getattr(archetype, name) for archetype in archetypes(jurisdiction)])


def _core_activity(draws: Draws, of: str, jurisdiction: str, kind: np.ndarray) -> np.ndarray:
    """For whom serving newcomers is the main activity (rows,)."""
    lots = draws.generator("population.core_activity", of).random(len(kind))
    core: np.ndarray = lots < numbers(jurisdiction, "core")[kind]
    return core


def set_programmes_asked_for(table: Table, jurisdiction: str, programmes: Sequence[str]) -> None:
    """Write which programme each asks for alone where a funder has it, by its archetype; -1: any."""
    table["only_programme"] = -1
    for programme, column in jurisdictions.asked_for_alone(jurisdiction).items():
        if programme in programmes:
            alone = numbers(jurisdiction, column)[table["archetype"]] > 0.5
            table["only_programme"][alone] = programmes.index(programme)


def set_up(
    table: Table, jurisdiction: str, kind: np.ndarray, size: np.ndarray, place: np.ndarray,
    identity: np.ndarray, normals: np.ndarray, staff: dict[str, Any], year: int,
) -> None:  # fmt: skip
    """Fill rows from their archetypes and the draws around them; what the relation forms is neutral.

    kind, size (full-time equivalents), place, identity (rows,); normals (rows, 4).
    """

    def mean(name: str) -> np.ndarray:
        values: np.ndarray = numbers(jurisdiction, name)[kind]
        return values

    def around(name: str, column: int) -> np.ndarray:
        return np.clip(mean(name) + _DRAWING["trait_spread"] * normals[:, column], 0.0, 1.0)

    wages = size * staff["cost_a_month"]
    table["alive"] = True
    table["archetype"] = kind
    table["place"] = place
    table["founded_month"] = -12 * np.maximum(1, year - mean("founded")).astype(np.int64)
    table["founding_identity"] = np.clip(identity, 0.02, 0.98)
    _fill_posts_and_seats(table, size, staff)
    table["contention"] = np.where(mean("contention") > 0.1, around("contention", 0), 0.02)
    table["openness"] = around("openness", 1)
    table["core_activity"] = mean("core") > 0.5
    table["umbrella_member"] = mean("member") > 0.5
    table["fixed_cost"] = mean("fixed") * wages
    table["own_income"] = mean("own_income") * wages * (1.0 + mean("fixed"))
    table["earned"] = table["own_income"]
    table["unrestricted"] = table["own_income"]
    table["staff"] = size
    table["reserve"] = staff["cushion_months"] * wages * (1.0 + mean("fixed"))
    table["offer"] = _shares(jurisdiction, "offer")[kind]
    table["priorities"] = _shares(jurisdiction, "priorities")[kind]
    table["founding_priorities"] = table["priorities"]
    table["turnover"] = staff["base_turnover"]
    for column, value in _NEUTRAL_STATE.items():
        table[column] = value


def _fill_posts_and_seats(table: Table, size: np.ndarray, staff: dict[str, Any]) -> None:
    """What founders bring: posts of the mission, members, a board in their image, people at the door."""
    capacity = size * 12.0 * staff["hours_a_month"] * (1.0 - staff["management"])
    door = _FOUNDERS["door"] * capacity / _NEUTRAL_STATE["hours_per_episode"]
    table["door_ineligible"] = _FOUNDERS["ineligible_share"] * door
    table["door_eligible"] = door - table["door_ineligible"]
    founders = table["founding_identity"]
    table["posts_mission"] = _FOUNDERS["mission_share"] * founders * size
    table["posts_experienced"] = table["posts_mission"]
    table["posts_mission_wanted"] = table["posts_mission"]
    table["posts_raising"] = _FOUNDERS["raising_share"] * size
    seats = _FOUNDERS["seats"]
    table["seats_members"] = np.round(seats * founders * _FOUNDERS["members_of_community"])
    allies = np.round(seats * founders * (1.0 - _FOUNDERS["members_of_community"]))
    table["seats_allies"] = np.minimum(allies, seats - table["seats_members"])
    table["seats_professionals"] = seats - table["seats_members"] - table["seats_allies"]
    table["members_in_reach"] = _FOUNDERS["reach"] * door + _FOUNDERS["least_members"]
    table["participation"] = _FOUNDERS["members"] * founders
    table["members"] = table["participation"] * table["members_in_reach"]
    for use in ("raising_share", "mission_use", "advocacy_use", "uncounted_use"):
        table[use] = _FOUNDERS["use"]


def draw_founding(
    draws: Draws,
    count: int,
    rate: float,
    population: dict[str, Any],
    staff: dict[str, Any],
    year: int,
    run_months: int,
    places: OwnPlaces | None = None,
) -> tuple[Drawn, np.ndarray]:
    """Organisations that communities found during the run, and the month of each.

    Waiting times are exponential with the yearly rate; they do not depend on the scenario. New ones
    are small, rooted and lean towards autonomy (assumption: founded against an unmet need).
    """
    random = draws.generator("population.founding")
    room = int(np.ceil(count * rate * ROOM_FOR_YEARS)) if rate > _NO_RATE else 0
    jurisdiction = population["jurisdiction"]
    kinds = archetypes(jurisdiction)
    shares = np.cumsum([kind.share for kind in kinds])
    kind = np.searchsorted(shares / shares[-1], random.random(room))
    by_place = share_of_organizations(jurisdiction, "during") if places is None else places.shares
    place = np.searchsorted(np.cumsum(by_place)[:-1], random.random(room), side="right")
    normals = random.standard_normal((room, 6))
    waits = random.exponential(size=room) * 12.0 / (count * rate) if room else np.zeros(0)
    lean = (
        _FOUNDING["new_identity"]
        + population["identity_shift"]
        + population["identity_spread"] * normals[:, 1]
    )
    table = new_table("organizations", room)
    sizes = np.full(room, _FOUNDING["new_staff"])
    set_up(table, jurisdiction, kind, sizes, place, lean, normals[:, 2:], staff, year)
    table["alive"] = False
    table["core_activity"] = _core_activity(draws, "founding", jurisdiction, kind)
    table["umbrella_member"] &= population["umbrella_members"] > 0.0
    table["reserve"] = (
        _FOUNDING["new_reserve_months"] * _FOUNDING["new_staff"] * staff["cost_a_month"]
    )
    table["receipts"] = table["reserve"]  # the gift that it is founded with
    months = np.minimum(np.cumsum(waits), _NEVER).astype(np.int64)
    now = int(np.searchsorted(months, run_months))  # the draw does not depend on the run's length
    kind, months = kind[:now], months[:now]
    names = [f"{kinds[k].name}-new-{i + 1:02d}" for i, k in enumerate(kind)]
    return Drawn(table[:now], names, [kinds[k].appetites for k in kind]), months
