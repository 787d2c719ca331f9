"""A user's own list of organisations, and amounts by programme, instead of the drawn population.

`population.file`, CSV in UTF-8, one organisation a row:
    name        text, unique
    place       a place of the scenario; montreal, montreal_ring, quebec_city or regions
    budget      2020 dollars a year, 1 and more
    archetype   A to J, the profile it resembles (docs/population.md)
    identity    optional, 0 service provider to 1 autonomous partner
    founded     optional, year
    own_income  optional, 2020 dollars a year

`population.credits`, CSV, one amount a row, in the form of the étude des crédits:
    organization  a name of the list
    funder        a funder of the scenario
    instrument    mission_grant, service_agreement or project
    amount        dollars a year
    year          optional, the year whose dollars they are (2008 to 2024); else dollars of 2020

Columns are separated by commas, or by semicolons as a French spreadsheet saves them; then decimals
may be written with a comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.language import UserError, say
from partnersim.population.archetypes import Drawn, archetypes, set_up
from partnersim.population.list_file import rows_of_file
from partnersim.population.prices import consumer_prices, in_base_dollars
from partnersim.state.columns import INSTRUMENTS, ORGANIZATION, PLACES, SERVICE_AGREEMENT
from partnersim.state.draws import Draws
from partnersim.state.world import World

REQUIRED = ("name", "place", "budget", "archetype")
OPTIONAL = ("identity", "founded", "own_income")
CREDITS = ("organization", "funder", "instrument", "amount")
OPTIONAL_CREDITS = ("year",)
_MOST_ORGANIZATIONS = 5000
_LARGEST_AMOUNT = 1e9
_FOUNDED = (1600, 2100)


@dataclass(frozen=True, slots=True)
class Listed:
    """One organisation of the user's list; None where a column was left empty."""

    name: str
    place: str
    budget: float
    archetype: str
    identity: float | None
    founded: int | None
    own_income: float | None


@dataclass(frozen=True, slots=True)
class Amount:
    """What a funder gives an organisation by one instrument, in 2020 dollars a year."""

    organization: str
    funder: str
    instrument: str
    dollars: float


def organizations_of(path: Path, places: Sequence[str] = PLACES) -> list[Listed]:
    """The user's list, checked against the scenario's places. Raises UserError with file, line and column."""
    kinds = [one.name for one in archetypes()]
    found: dict[str, Listed] = {}
    for row in rows_of_file(path, REQUIRED, OPTIONAL):
        name = row.cells["name"]
        if not name or name in found:
            raise UserError(
                say("{path}, line {line}, name: {value!r} is empty or stands twice.",
                    path=path, line=row.line, value=name)
            )  # fmt: skip
        if len(found) == _MOST_ORGANIZATIONS:
            raise UserError(
                say("{path}: there are more than {most} organisations.",
                    path=path, most=_MOST_ORGANIZATIONS)
            )  # fmt: skip
        dollars = say("2020 dollars a year")
        budget = row.number("budget", 1.0, _LARGEST_AMOUNT, dollars)
        founded = row.optional("founded", *_FOUNDED, say("year"))
        found[name] = Listed(
            name=name,
            place=row.one_of("place", places),
            budget=budget,
            archetype=row.one_of("archetype", kinds),
            identity=row.optional("identity", 0.0, 1.0, say("share")),
            founded=None if founded is None else int(founded),
            own_income=row.optional("own_income", 0.0, budget, dollars),
        )
    return list(found.values())


def amounts_of(path: Path, organizations: Sequence[str], funders: Sequence[str]) -> list[Amount]:
    """Amounts by programme, checked. Raises UserError with file, line and column."""
    funders = list(dict.fromkeys(funders))
    found: dict[tuple[str, str, str], Amount] = {}
    for row in rows_of_file(path, CREDITS, OPTIONAL_CREDITS):
        key = (
            row.one_of("organization", organizations),
            row.one_of("funder", funders),
            row.one_of("instrument", INSTRUMENTS),
        )
        if key in found:
            raise UserError(
                say("{path}, line {line}: {what} stands twice; sum the two amounts.",
                    path=path, line=row.line, what=", ".join(key))
            )  # fmt: skip
        dollars = row.number("amount", 0.0, _LARGEST_AMOUNT, say("2020 dollars a year"))
        years = sorted(consumer_prices())
        year = row.optional("year", years[0], years[-1], say("year"))
        if year is not None:
            dollars = in_base_dollars(dollars, int(year))
        found[key] = Amount(*key, dollars)
    return list(found.values())


def read_organizations(
    path: Path, draws: Draws, population: dict[str, Any], staff: dict[str, Any], year: int,
    places: Sequence[str],
) -> Drawn:  # fmt: skip
    """The user's organisations; what the list leaves open is drawn around the archetype."""
    listed = organizations_of(path, places)
    random = draws.generator("population.organizations")
    names = [one.name for one in archetypes()]
    table = np.zeros(len(listed), ORGANIZATION)
    appetites = []
    cost = 12.0 * staff["cost_a_month"]
    for i, one in enumerate(listed):
        kind = names.index(one.archetype)
        archetype = archetypes()[kind]
        size = one.budget / (cost * (1.0 + archetype.numbers["fixed"]))
        normals = random.standard_normal(6)
        identity = one.identity
        if identity is None:
            identity = archetype.numbers["identity"] + population["identity_spread"] * normals[1]
        set_up(
            table[i : i + 1], np.array([kind]), np.array([size]),
            np.array([places.index(one.place)]), np.array([identity]), normals[None, 2:], staff,
            year,
        )  # fmt: skip
        if one.founded is not None:
            table["founded_month"][i] = -12 * max(1, year - one.founded)
        if one.own_income is not None:
            table["own_income"][i] = table["unrestricted"][i] = one.own_income / 12.0
        appetites.append(archetype.appetites)
    return Drawn(table, [one.name for one in listed], appetites)


def lay_credits(path: Path, world: World) -> None:
    """Let known amounts stand instead of the first year's awards, for every funder they name.

    When a funder's amounts come to more than its envelope, this first year's budget is that sum.
    """
    known = amounts_of(path, world.organization_names, world.funder_names)
    months_left = world.calendar.months_left_in_fiscal_year
    for name in dict.fromkeys(one.funder for one in known):
        f = world.funder_names.index(name)
        contracts, funder = world.contracts[:, f], world.funders[f : f + 1]
        contracts["amount"] = 0.0
        contracts["target"] = 0.0
        contracts["months_left"] = 0
        contracts["years_held"] = 0.0
        for one in known:
            if one.funder != name:
                continue
            i = world.organization_names.index(one.organization)
            m = INSTRUMENTS.index(one.instrument)
            contract = contracts[i, m : m + 1]
            contract["amount"] = one.dollars
            contract["years_held"] = 1.0
            if m == SERVICE_AGREEMENT:
                contract["months_left"] = months_left
                contract["target"] = one.dollars / funder["price_per_client"] * months_left / 12.0
        awarded = contracts["amount"].sum() * months_left / 12.0
        missing = max(0.0, awarded - float(funder["budget"][0]))
        funder["budget"] += missing
        funder["received"] += missing
        funder["awarded"] = awarded
        funder["unspent"] = funder["budget"] - awarded
