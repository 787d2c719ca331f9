"""A user's own list of organisations, and amounts by programme, instead of the drawn population.

`population.file`, CSV in UTF-8, one organisation a row:
    name        text, unique
    place       montreal, montreal_ring, quebec_city or regions
    budget      2020 dollars a year, above 0
    archetype   A to J, the profile it resembles (docs/population.md)
    identity    optional, 0 service provider to 1 autonomous partner
    founded     optional, year
    own_income  optional, 2020 dollars a year

`population.credits`, CSV, one amount a row, in the form of the étude des crédits:
    organization  a name of the list
    funder        a funder of the scenario
    instrument    mission_grant, service_agreement or project
    amount        2020 dollars a year
"""

from __future__ import annotations

import csv
import difflib
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.language import UserError, say
from partnersim.population.archetypes import Drawn, archetypes, set_up
from partnersim.state.columns import INSTRUMENTS, ORGANIZATION, PLACES, SERVICE_AGREEMENT
from partnersim.state.draws import Draws
from partnersim.state.world import World

REQUIRED = ("name", "place", "budget", "archetype")
OPTIONAL = ("identity", "founded", "own_income")
CREDITS = ("organization", "funder", "instrument", "amount")


def read_organizations(
    path: Path, draws: Draws, population: dict[str, Any], staff: dict[str, Any], year: int
) -> Drawn:
    """The user's organisations. Raises UserError with file, row and column."""
    rows = _rows(path, REQUIRED, OPTIONAL)
    random = draws.generator("population.organizations")
    kinds = {one.name: one for one in archetypes()}
    table = np.zeros(len(rows), ORGANIZATION)
    names: list[str] = []
    appetites = []
    cost = 12.0 * staff["cost_a_month"]
    for i, row in enumerate(rows):
        line = i + 2
        if row["name"] in names or not row["name"]:
            raise UserError(
                say("{path}, line {line}, name: {value!r} is empty or stands twice.",
                    path=path, line=line, value=row["name"])
            )  # fmt: skip
        place = PLACES.index(_one_of(path, line, "place", row["place"], PLACES))
        one = kinds[_one_of(path, line, "archetype", row["archetype"], tuple(kinds))]
        budget = _number(path, line, "budget", row["budget"], 1.0, 1e9, say("2020 dollars a year"))
        size = budget / (cost * (1.0 + one.numbers["fixed"]))
        normals = random.standard_normal(6)
        identity = one.numbers["identity"] + population["identity_spread"] * normals[1]
        if row.get("identity"):
            identity = _number(path, line, "identity", row["identity"], 0.0, 1.0, say("share"))
        kind = list(kinds).index(one.name)
        set_up(
            table[i : i + 1], np.array([kind]), np.array([size]), np.array([place]),
            np.array([identity]), normals[None, 2:], staff, year,
        )  # fmt: skip
        if row.get("founded"):
            founded = _number(path, line, "founded", row["founded"], 1600, 2100, say("year"))
            table["founded_month"][i] = -12 * max(1, year - int(founded))
        if row.get("own_income"):
            own = _number(path, line, "own_income", row["own_income"], 0.0, budget, say("2020 dollars a year"))
            table["own_income"][i] = own / 12.0
        names.append(row["name"])
        appetites.append(one.appetites)
    return Drawn(table, names, appetites)


def read_credits(path: Path, world: World) -> None:
    """Lay known amounts on the first year's contracts. Raises UserError with file, row, column."""
    for line, row in enumerate(_rows(path, CREDITS, ()), start=2):
        i = world.organization_names.index(
            _one_of(path, line, "organization", row["organization"], tuple(world.organization_names))
        )
        f = world.funder_names.index(
            _one_of(path, line, "funder", row["funder"], tuple(world.funder_names))
        )
        m = INSTRUMENTS.index(_one_of(path, line, "instrument", row["instrument"], INSTRUMENTS))
        amount = _number(path, line, "amount", row["amount"], 0.0, 1e9, say("2020 dollars a year"))
        contract = world.contracts[i, f, m : m + 1]
        contract["amount"] = amount
        contract["years_held"] = 1.0
        if m == SERVICE_AGREEMENT:
            contract["months_left"] = 12
            contract["target"] = amount / world.funders["price_per_client"][f]


def _rows(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError(say("{path}: there is no such file.", path=path)) from None
    except UnicodeDecodeError:
        raise UserError(say("{path} is not a text file in UTF-8.", path=path)) from None
    except OSError as error:
        raise UserError(
            say("{path} cannot be read ({problem}).", path=path, problem=error.strerror)
        ) from None
    reader = csv.DictReader(text.splitlines())
    columns = [name.strip() for name in reader.fieldnames or []]
    for name in required:
        if name not in columns:
            raise UserError(
                say("{path}: the column {name!r} is missing; needed: {needed}.",
                    path=path, name=name, needed=", ".join(required))
            )  # fmt: skip
    for name in columns:
        if name not in (*required, *optional):
            raise UserError(
                say("{path}: there is no column {name!r}; known: {known}.",
                    path=path, name=name, known=", ".join((*required, *optional)))
            )  # fmt: skip
    rows = [{key.strip(): (value or "").strip() for key, value in row.items() if key} for row in reader]
    if not rows:
        raise UserError(say("{path}: the list is empty.", path=path))
    return rows


def _one_of(path: Path, line: int, column: str, value: str, known: tuple[str, ...]) -> str:
    if value in known:
        return value
    near = difflib.get_close_matches(value, known, n=1)
    hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
    shown = ", ".join(known[:12])
    raise UserError(
        say("{path}, line {line}, {column}: {value!r} is not known; allowed: {known}.{hint}",
            path=path, line=line, column=column, value=value, known=shown, hint=hint)
    )  # fmt: skip


def _number(
    path: Path, line: int, column: str, value: str, low: float, high: float, unit: str
) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise UserError(
            say("{path}, line {line}, {column}: {value!r} is not allowed; allowed: a number from "
                "{low:g} to {high:g} ({unit}).",
                path=path, line=line, column=column, value=value, low=low, high=high, unit=unit)
        )  # fmt: skip
    return number
