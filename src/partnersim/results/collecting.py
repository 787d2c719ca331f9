"""From a finished run to Arrow tables: the end of spin-up, then every month."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from partnersim import jurisdictions
from partnersim.evidence.directness import directness_rows
from partnersim.outcomes.change import months_before
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.recorder import SECTOR_NAMES, unmeasured
from partnersim.population.tables import purposes
from partnersim.results import by_status, programmes, typologies
from partnersim.results.columns import EVERY_TABLE, ORGANIZATION_STATE, TABLES, arrow_table
from partnersim.state.calendar import PHASES
from partnersim.state.columns import (
    FIRST_ACCOUNT,
    FIRST_ORGANIZATION,
    HORIZONS_MONTHS,
    KINDS,
    NEEDS,
)
from partnersim.state.newcomers import COUNTS
from partnersim.systems import room

if TYPE_CHECKING:
    from partnersim.declarations import Outcome
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

NOT_MEASURED = "not measured"
_STATE_OF = {"members_participation": "participation"}  # the dimension has that name


@dataclass(slots=True)
class RunTables:
    """What one run leaves: tables by name, and the parameters it drew."""

    run: int
    tables: dict[str, pa.Table]
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: float = 0.0


def collect(model: PartnershipModel, run: int, seconds: float = 0.0) -> RunTables:
    """The tables of a finished run."""
    names = [*TABLES, "programmes", *model.recorder.tables]
    tables = {name: table_of(model, run, name) for name in names}
    return RunTables(run, tables, model.parameter_values, seconds)


def table_of(model: PartnershipModel, run: int, name: str) -> pa.Table:
    """One table of a finished run."""
    of = {
        "sector": _sector,
        "organizations": _organizations,
        "newcomers": _newcomers,
        "cohorts": _cohorts,
        "flows": _flows,
        "typologies": _typologies,
        "programmes": _programmes,
    }
    return of[name](model, run) if name in of else _of_system(name, model, run)


def _kept_months(model: PartnershipModel) -> range:
    calendar = model.world.calendar
    return range(max(0, calendar.spin_up_months - 1), calendar.now)


def _labels(values: np.ndarray, names: tuple[str, ...] | list[str]) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(values, pa.int32()), pa.array(list(names)))


def directness_of(settings: Settings) -> dict[str, str]:
    """How far the scenario sets each measure of the sector, as saved; a changed one, not measured."""
    rows = directness_rows() if settings.as_shipped else ()
    labels = {row.measure: row.label for row in rows if row.scenario == settings.name}
    off = unmeasured(settings.systems)
    return {name: labels.get(name, NOT_MEASURED) for name in SECTOR_NAMES if name not in off}


def _measured_in(name: str, settings: Settings) -> list[Outcome]:
    """Columns of a table of the sector, without what is measured of a system that is off."""
    off = unmeasured(settings.systems)
    return [column for column in EVERY_TABLE[name] if column.name not in off]


def _keys(model: PartnershipModel, run: int, months: np.ndarray) -> dict[str, Any]:
    calendar = model.world.calendar
    names = [str(calendar.first.plus(m)) for m in range(calendar.now)]
    return {
        "run": np.full(len(months), run, np.int32),
        "phase": _labels((months >= calendar.spin_up_months).astype(np.int32), PHASES),
        "month": _labels(months, names),
    }


def _sector(model: PartnershipModel, run: int) -> pa.Table:
    """The months a change is counted from, and every month of the scenario."""
    calendar = model.world.calendar
    months = np.array(
        [*months_before(calendar.spin_up_months), *range(calendar.spin_up_months, calendar.now)]
    )
    columns = _keys(model, run, months)
    for name in SECTOR_NAMES:
        columns[name] = model.recorder.sector[name][months]
    table = _measured_in("sector", model.settings)
    return arrow_table(table, columns, directness_of(model.settings))


def reference_table(reference: Settings, run: int, years: np.ndarray) -> pa.Table:
    """The run of that number of a scenario's reference: its `years_of` (2, columns of the sector)."""
    columns: dict[str, Any] = {
        "run": np.full(len(PHASES), run, np.int32),
        "phase": _labels(np.arange(len(PHASES), dtype=np.int32), PHASES),
    }
    columns |= {name: values.copy() for name, values in zip(SECTOR_NAMES, years.T, strict=True)}
    return arrow_table(_measured_in("reference", reference), columns)


def newcomers_of_reference(reference: Settings, run: int, newcomers: np.ndarray) -> pa.Table:
    """The run of that number of a scenario's reference: measures of the last year (measures, statuses)."""
    names = [status.name for status in jurisdictions.statuses(reference.jurisdiction)]
    columns: dict[str, Any] = {
        "run": np.full(len(names), run, np.int32),
        "status": _labels(np.arange(len(names)), names),
    }
    columns |= {
        name: values.copy() for name, values in zip(by_status.MEASURES, newcomers, strict=True)
    }
    return arrow_table(EVERY_TABLE["newcomers_of_reference"], columns)


def _organizations(model: PartnershipModel, run: int) -> pa.Table:
    world = model.world
    first = max(0, world.calendar.spin_up_months - 1)
    kept = [year for year in model.recorder.years if year.now >= first]
    parts: dict[str, list[np.ndarray]] = {}

    def add(name: str, values: Any) -> None:
        parts.setdefault(name, []).append(np.asarray(values))

    for year in kept:
        now, organizations = year.now, year.organizations
        rows = np.flatnonzero(organizations["founded_month"] <= now)
        rows = rows[(organizations["staff"][rows] > 0) | (rows < world.founded_rows)]
        o, r = organizations[rows], year.relations[rows]
        amounts = year.amounts_by_instrument(len(world.instrument_names))
        add("month_number", np.full(len(rows), now))
        add("fiscal_year", np.full(len(rows), world.calendar.first.plus(now).fiscal_year))
        add("organization", rows)
        for name in ("archetype", "place", "alive", *(state.name for state in ORGANIZATION_STATE)):
            add(name, o[_STATE_OF.get(name, name)])
        for name in ("tie", "direct_access", "seat"):
            add(name, r[name])
        for m, name in enumerate(world.instrument_names):
            add(name, amounts[rows, m])
        add(
            "ministry_dependence",
            np.clip(r["yearly_income"] / np.maximum(o["yearly_income"], 1.0), 0, 1),
        )
        for d, dimension in enumerate(DIMENSIONS):
            add(str(dimension), year.dimensions[d, rows])
    columns: dict[str, Any] = {name: np.concatenate(values) for name, values in parts.items()}
    months = columns.pop("month_number")
    columns |= _keys(model, run, months)
    columns["organization"] = _labels(columns["organization"], world.organization_names)
    columns["archetype"] = _labels(columns["archetype"], world.archetype_names)
    columns["place"] = _labels(columns["place"], world.places.names)
    return arrow_table(EVERY_TABLE["organizations"], columns)


def _typologies(model: PartnershipModel, run: int) -> pa.Table:
    columns = typologies.columns_of(model)
    columns |= _keys(model, run, columns.pop("month_number"))
    columns["organization"] = _labels(
        columns["organization"], [*model.world.organization_names, ""]
    )
    return arrow_table(EVERY_TABLE["typologies"], columns)


def _programmes(model: PartnershipModel, run: int) -> pa.Table:
    columns = programmes.columns_of(model)
    columns |= _keys(model, run, columns.pop("month_number"))
    columns["funder"] = _labels(columns["funder"], model.world.funder_names)
    columns["programme"] = _labels(columns["programme"], model.world.programme_names)
    return arrow_table(EVERY_TABLE["programmes"], columns)


def _newcomers(model: PartnershipModel, run: int) -> pa.Table:
    months = np.array(_kept_months(model))
    statuses, places = model.world.statuses.names, model.world.places.names
    groups = len(statuses) * len(places)
    columns = _keys(model, run, np.repeat(months, groups))
    columns["status"] = _labels(
        np.tile(np.repeat(np.arange(len(statuses)), len(places)), len(months)), statuses
    )
    columns["place"] = _labels(np.tile(np.arange(len(places)), len(months) * len(statuses)), places)
    counts = model.recorder.newcomers[months].reshape(-1)
    for name in COUNTS:
        columns[name] = counts[name]
    return arrow_table(EVERY_TABLE["newcomers"], columns)


def _cohorts(model: PartnershipModel, run: int) -> pa.Table:
    """By quarter of arrival within the run; a horizon not yet reached is missing."""
    world = model.world
    quarters = world.calendar.now // 3
    before = world.newcomers.months_before
    statuses, places = world.statuses.names, world.places.names
    shape = (quarters, 3, len(statuses), len(places), len(HORIZONS_MONTHS))
    months = world.newcomers.cohorts[before : before + quarters * 3].reshape(shape)
    need_left, people_then = months["need"].sum(axis=1), months["people"].sum(axis=1)
    eligible = world.newcomers.eligible[before : before + quarters * 3].reshape(quarters, 3, -1)
    number = quarters * len(statuses) * len(places)
    index = np.arange(number)
    labels = [str(world.calendar.first.plus(3 * q)) for q in range(quarters)]
    columns: dict[str, Any] = {
        "run": np.full(number, run, np.int32),
        "arrival_quarter": _labels(index // (len(statuses) * len(places)), labels),
        "status": _labels(index // len(places) % len(statuses), statuses),
        "place": _labels(index % len(places), places),
        "eligible": np.repeat(eligible.any(axis=1).ravel(), len(places)),
    }
    for h, horizon in enumerate(HORIZONS_MONTHS):
        need = need_left[..., h, :].reshape(number, KINDS)
        people = people_then[..., h].reshape(number)
        reached = np.repeat(
            np.arange(quarters) * 3 + 2 + horizon < world.calendar.now, number // max(quarters, 1)
        )
        known = reached & (people > 0)
        shares = np.full((number, KINDS), np.nan)
        shares[known] = need[known] / people[known, None]
        columns[f"need_after_{horizon}_months"] = shares.mean(axis=1)
        for k, kind in enumerate(NEEDS):
            columns[f"{kind}_need_after_{horizon}_months"] = shares[:, k]
        columns[f"people_after_{horizon}_months"] = np.where(reached, people, np.nan)
    return arrow_table(EVERY_TABLE["cohorts"], columns)


def _of_system(name: str, model: PartnershipModel, run: int) -> pa.Table:
    """A table that a system keeps, month by month; its first column names the row."""
    world, module = model.world, _homes_of_tables()[name]
    months, names = np.array(_kept_months(model)), world.row_names[name]
    kept = model.recorder.tables[name][months].reshape(-1)
    first, *others = (table.name for table in module.TABLES[name])
    columns = _keys(model, run, np.repeat(months, len(names)))
    columns[first] = _labels(np.tile(np.arange(len(names)), len(months)), names)
    if hasattr(module, "derived"):
        columns |= module.derived(kept)
    for other in others:
        if other == "place":
            columns[other] = _labels(kept[other], world.places.names)
        elif other not in columns:
            columns[other] = kept[other]
    return arrow_table(EVERY_TABLE[name], columns)


@functools.cache
def _homes_of_tables() -> dict[str, ModuleType]:
    """The module that declares each table of a system."""
    return {
        name: module
        for module in room("outcomes").values()
        for name in getattr(module, "TABLES", ())
    }


def _purposes(numbers: np.ndarray) -> Any:
    """What each payment is for, by name."""
    places = {number: n for n, number in enumerate(purposes())}
    present, which = np.unique(numbers, return_inverse=True)
    index = np.array([places[number] for number in present.tolist()], np.int32)
    return _labels(index[which], list(purposes().values()))


def _flows(model: PartnershipModel, run: int) -> pa.Table:
    world = model.world
    rows = world.flows.written()
    rows = rows[rows["month"] >= world.calendar.spin_up_months]
    names = [
        "umbrella",
        "outside",
        *world.funder_names,
        *world.organization_names,
        *(name for table in world.accounts for name in world.row_names[table]),
    ]
    funders = len(world.funder_names)
    before = 2 + funders + len(world.organization_names)

    def who(column: np.ndarray) -> Any:
        index = column.astype(np.int32)
        is_organization = index >= FIRST_ORGANIZATION
        place = np.where(is_organization, index - FIRST_ORGANIZATION + 2 + funders, index + 2)
        return _labels(
            np.where(index >= FIRST_ACCOUNT, index - FIRST_ACCOUNT + before, place), names
        )

    months = rows["month"].astype(np.int64)
    return arrow_table(
        EVERY_TABLE["flows"],
        {
            "run": np.full(len(rows), run, np.int32),
            "month": _keys(model, run, months)["month"],
            "payer": who(rows["payer"]),
            "payee": who(rows["payee"]),
            "purpose": _purposes(rows["purpose"]),
            "amount": rows["amount"],
        },
    )
