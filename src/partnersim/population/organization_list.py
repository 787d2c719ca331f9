"""A user's own list of organisations, and amounts by programme, instead of the drawn population.

`population.file`, CSV in UTF-8 or a workbook (.xlsx), one organisation a row:
    name        text, unique
    place       a place of the scenario; in Quebec montreal, montreal_ring, quebec_city or regions
    budget      2020 dollars a year, 1 and more
    archetype   A to J, the profile it resembles (docs/population.md)
    identity    optional, 0 service provider to 1 autonomous partner
    founded     optional, year or date
    own_income  optional, 2020 dollars a year

`population.credits`, the same, one amount a row, in the form of the étude des crédits:
    organization  a name of the list
    funder        a funder of the scenario
    instrument    mission_grant, service_agreement, project, or that of a plug-in
    amount        dollars a year
    year          optional, the year whose dollars they are (2008 to 2024), or a date in it; else 2020

Columns of CSV are separated by commas, semicolons or tabs. `population.columns` says which of the file's
own headers each of these columns is, `population.decimal` whether numbers have a point or a comma, where
that is not plain, `population.sheet` which sheet of a workbook is read; `credits_columns`,
`credits_decimal` and `credits_sheet` say so of the amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from partnersim import instruments
from partnersim.jurisdictions import BASE_YEAR, archetype_names
from partnersim.language import UserError, say
from partnersim.language.names import comparable
from partnersim.population.archetypes import Drawn, archetypes, set_up
from partnersim.population.lists.form import (
    CREDITS,
    OF_THE_CREDITS,
    OPTIONAL,
    OPTIONAL_CREDITS,
    REQUIRED,
    ListForm,
)
from partnersim.population.lists.rows import Row, rows_of_file
from partnersim.population.prices import consumer_prices, in_base_dollars
from partnersim.population.tables import new_table
from partnersim.state.draws import Draws
from partnersim.state.world import World

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
    line: int = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a funder gives an organisation by one instrument, in 2020 dollars a year."""

    organization: str
    funder: str
    instrument: str
    dollars: float


def organizations_of(
    path: Path, jurisdiction: str, places: Sequence[str], form: ListForm | None = None
) -> list[Listed]:
    """The user's list, checked against the scenario's places. Raises UserError with file, line and column."""
    kinds = archetype_names(jurisdiction)
    organizations: dict[str, Listed] = {}
    for row in rows_of_file(path, REQUIRED, OPTIONAL, form or ListForm()):
        name = row.text("name")
        _check_name(row, name, organizations.get(comparable(name)))
        if len(organizations) == _MOST_ORGANIZATIONS:
            raise UserError(
                "{path}: there are more than {most} organisations.",
                path=path,
                most=_MOST_ORGANIZATIONS,
            )
        dollars = say("2020 dollars a year")
        budget = row.number("budget", 1.0, _LARGEST_AMOUNT, dollars)
        organizations[comparable(name)] = Listed(
            name=name,
            place=row.one_of("place", places),
            budget=budget,
            archetype=row.one_of("archetype", kinds),
            identity=row.optional("identity", 0.0, 1.0, say("share")),
            founded=row.year("founded", *_FOUNDED),
            own_income=row.optional("own_income", 0.0, budget, dollars),
            line=row.line,
        )
    return list(organizations.values())


def _check_name(row: Row, name: str, twin: Listed | None) -> None:
    if not comparable(name):
        raise UserError("{path}, line {line}, name: it is empty.", path=row.path, line=row.line)
    if twin is not None:
        raise UserError(
            "{path}, line {line}, name: {value!r} stands twice; line {other} has {twin!r}.",
            path=row.path,
            line=row.line,
            value=name,
            other=twin.line,
            twin=twin.name,
        )


def amounts_of(
    path: Path,
    jurisdiction: str,
    organizations: Sequence[str],
    funders: Sequence[str],
    form: ListForm | None = None,
) -> list[Amount]:
    """Amounts by programme, checked. Raises UserError with file, line and column."""
    funders = list(dict.fromkeys(funders))
    amounts: dict[tuple[str, str, str], Amount] = {}
    for row in rows_of_file(path, CREDITS, OPTIONAL_CREDITS, form or ListForm(keys=OF_THE_CREDITS)):
        key = (
            row.one_of("organization", organizations),
            row.one_of("funder", funders),
            row.one_of("instrument", instruments.names()),
        )
        if key in amounts:
            raise UserError(
                "{path}, line {line}: {what} stands twice; sum the two amounts.",
                path=path,
                line=row.line,
                what=", ".join(key),
            )
        amounts[key] = Amount(*key, _dollars(row, jurisdiction))
    return list(amounts.values())


def _dollars(row: Row, jurisdiction: str) -> float:
    """The amount of a row in dollars of 2020."""
    dollars = row.number("amount", 0.0, _LARGEST_AMOUNT, say("2020 dollars a year"))
    years = sorted(consumer_prices(jurisdiction))
    year = row.year("year", years[0], years[-1])
    if year is None:
        return dollars
    in_2020 = in_base_dollars(jurisdiction, dollars, year)
    if in_2020 > _LARGEST_AMOUNT:
        raise UserError(
            "{path}, line {line}, amount: {dollars} dollars of {year} are {more} of {base}; allowed: "
            "at most {most}.",
            path=row.path,
            line=row.line,
            dollars=f"{dollars:.0f}",
            year=year,
            more=f"{in_2020:.0f}",
            base=BASE_YEAR,
            most=f"{_LARGEST_AMOUNT:.0f}",
        )
    return in_2020


def set_up_listed(
    listed: Sequence[Listed], draws: Draws, population: dict[str, Any], staff: dict[str, Any],
    year: int, places: Sequence[str],
) -> Drawn:  # fmt: skip
    """The user's organisations; what the list leaves open is drawn around the archetype."""
    random = draws.generator("population.organizations")
    jurisdiction = population["jurisdiction"]
    names = archetype_names(jurisdiction)
    table = new_table("organizations", len(listed))
    appetites = []
    cost = 12.0 * staff["cost_a_month"]
    for i, organization in enumerate(listed):
        kind = names.index(organization.archetype)
        archetype = archetypes(jurisdiction)[kind]
        size = organization.budget / (cost * (1.0 + archetype.numbers["fixed"]))
        normals = random.standard_normal(6)
        identity = organization.identity
        if identity is None:
            identity = archetype.numbers["identity"] + population["identity_spread"] * normals[1]
        set_up(
            table[i : i + 1], jurisdiction, np.array([kind]), np.array([size]),
            np.array([places.index(organization.place)]), np.array([identity]), normals[None, 2:], staff,
            year,
        )  # fmt: skip
        if organization.founded is not None:
            table["founded_month"][i] = -12 * max(1, year - organization.founded)
        if organization.own_income is not None:
            table["own_income"][i] = table["unrestricted"][i] = organization.own_income / 12.0
        appetites.append(archetype.appetites)
    return Drawn(table, [organization.name for organization in listed], appetites)


def enter_credits(known: Sequence[Amount], world: World) -> None:
    """Let known amounts stand instead of the first year's awards, for every funder they name.

    An amount by an instrument divides over its programmes as the funder's money does.
    When a funder's amounts come to more than its envelope, this first year's budget is that sum.
    """
    months_left = world.calendar.months_left_in_fiscal_year
    for name in dict.fromkeys(amount.funder for amount in known):
        f = world.funder_names.index(name)
        contracts, funder = world.contracts[:, f], world.funders[f : f + 1]
        contracts["amount"] = 0.0
        contracts["target"] = 0.0
        contracts["months_left"] = 0
        contracts["years_held"] = 0.0
        for amount in known:
            if amount.funder != name:
                continue
            i = world.organization_names.index(amount.organization)
            own = world.programmes_of(amount.instrument)
            pools = world.funds["pool"][f, own]
            shares = pools / pools.sum() if pools.sum() > 0.0 else np.full(len(own), 1.0 / len(own))
            contracts["amount"][i, own] = amount.dollars * shares
            contracts["years_held"][i, own] = shares > 0.0
            world.funds["pool"][f, own] = np.maximum(pools, 1e-9 * (shares > 0.0))
        awarded = contracts["amount"][: world.founded_rows].sum() * months_left / 12.0
        missing = max(0.0, awarded - float(funder["budget"][0]))
        funder["budget"] += missing
        funder["received"] += missing
        funder["awarded"] = awarded
        funder["unspent"] = funder["budget"] - awarded
        funder["part_of_year"] = funder["budget"] / np.maximum(funder["envelope"], 1e-9)
