"""Building the world of a run: population, funders, arrivals, parameters."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from partnersim import instruments, plugins, systems
from partnersim.jurisdictions import Programme
from partnersim.population import archetypes, funders, newcomers, present_newcomers
from partnersim.population.organization_list import Amount, enter_credits, set_up_listed
from partnersim.population.places import own_places
from partnersim.population.programmes import paid_statuses, programme_table, programmes
from partnersim.population.resolved import Resolved
from partnersim.population.sections import asked_shares, choice_table, set_entries
from partnersim.population.stages_before import MONTHS_BEFORE
from partnersim.population.tables import (
    account_numbers,
    choices_of,
    closing_columns,
    columns_of,
    new_columns,
    new_table,
    rows_named,
    system_tables,
)
from partnersim.state.calendar import Calendar
from partnersim.state.columns import LONGEST_LAG_MONTHS
from partnersim.state.demand import Demand
from partnersim.state.draws import Draws
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.world import Numbers, Places, Regime, Table, Umbrella, World


def parameter_tables(values: dict[str, dict[str, Any]]) -> dict[str, Table]:
    """One row a group, one field a parameter, as kernels read them: a choice by its number."""
    tables: dict[str, Table] = {}
    for group, inside in values.items():
        numbers = {name: part for name, part in inside.items() if not isinstance(part, dict | str)}
        for name, words in choices_of(group).items():
            numbers[name] = words.index(inside[name])
        row = _row_of(tuple((name, _kind(number)) for name, number in numbers.items()))
        tables[group] = np.array([tuple(numbers.values())], row)
    return tables


@functools.cache
def _row_of(fields: tuple[tuple[str, str], ...]) -> np.dtype[np.void]:
    """One object for all runs: kernels know a kind of row by its identity, else compare its fields."""
    return np.dtype(list(fields))


def _kind(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "?"
    return "i8" if isinstance(value, int | np.integer) else "f8"


@dataclass(frozen=True, slots=True)
class Funders:
    """All funders of a run: their names, their rows in the spin-up and in each regime that follows (the
    scenario's own, then its dated changes), by name, as what kind organisations see each, and the
    programmes that they pay by."""

    names: list[str]
    early: Table
    late: list[Table]
    early_eligibility: Table
    late_eligibility: list[Table]
    sells_as: dict[str, str]
    programmes: tuple[Programme, ...]

    @property
    def posts(self) -> Numbers:
        """Officers of each funder where it has most."""
        return np.max([table["officers_number"] for table in (self.early, *self.late)], axis=0)

    @property
    def shares_of_kind(self) -> Numbers:
        """Funders of one kind share what organisations would sell to that kind, by their envelopes: those
        of the scenario, else of the spin-up, else of a change."""
        kinds = np.array(list(self.sells_as.values()))
        shares = np.ones(len(kinds))
        known = np.zeros(len(kinds), dtype=bool)
        for table in (self.late[0], self.early, *self.late[1:]):
            envelopes = table["envelope"]
            together = np.array([envelopes[kinds == kind].sum() for kind in kinds])
            of_table = np.where(together > 0.0, envelopes / np.maximum(together, 1e-9), 1.0)
            shares[~known] = of_table[~known]
            known |= envelopes > 0.0
        return shares

    @property
    def marks(self) -> tuple[Any, ...]:
        """What the world at its first month has of the scenario's funders."""
        late = (self.posts, self.late[0]["is_ministry"], self.shares_of_kind)
        return (tuple(self.names), tuple(self.sells_as.items()), *(part.tobytes() for part in late))


def regimes_of(
    scenario: Resolved, all_funders: Funders, parameters: Sequence[dict[str, dict[str, Any]]]
) -> tuple[Regime, ...]:
    """The levers of the scenario, then of each of its changes, with the month from which they hold;
    parameters: the values of each."""
    start = scenario.start
    months = [scenario.start, *(change.month for change in scenario.changes)]
    states = [scenario, *(change.settings for change in scenario.changes)]
    return tuple(
        Regime(
            scenario.spin_up_months + start.months_until(month), table, eligibility,
            parameter_tables(values), state.choices,
        )
        for month, state, table, eligibility, values in zip(
            months, states, all_funders.late, all_funders.late_eligibility, parameters, strict=True
        )
    )  # fmt: skip


def funders_of(scenario: Resolved, regime: Resolved) -> Funders:
    """The funders of the spin-up, of the scenario and of its changes, in one order."""
    names = list(dict.fromkeys([*regime.funders, *scenario.funders]))
    states = [scenario, *(change.settings for change in scenario.changes)]
    known = {row.name: row for row in (*regime.programmes, *scenario.programmes)}
    rows = programmes(tuple(known.values()), scenario.jurisdiction)
    early = funders.funder_table(regime.funders, names, regime.main_ministry, rows)
    late = [
        funders.funder_table(state.funders, names, state.main_ministry, rows) for state in states
    ]
    for table in (early, *late):
        table["envelope"] *= scenario.own.money_factor
    early["is_ministry"] |= late[0]["is_ministry"]
    for table in late:
        table["is_ministry"] = early["is_ministry"]
    funders.take_office(early, np.ones(len(early), bool))
    early["priorities"] = early["agenda"]
    early["heard"] = early["agenda"]
    sells_as = {
        name: (scenario.funders.get(name) or regime.funders[name]).values["funding"]["sells_as"]
        for name in names
    }
    statuses = newcomers.status_profiles(scenario.jurisdiction).names
    return Funders(
        names, early, late, funders.eligibility_table(regime.funders, names, statuses),
        [funders.eligibility_table(state.funders, names, statuses) for state in states], sells_as,
        rows,
    )  # fmt: skip


def assemble(
    scenario: Resolved,
    all_funders: Funders,
    regimes: Sequence[Regime],
    regime_parameters: dict[str, dict[str, Any]],
    draws: Draws,
) -> World:
    """The world at the first month of the spin-up, under the regime's levers.

    Of the scenario it has the funders' marks, and the levers that will act; nothing else that a lever
    could change, so that scenarios which differ in levers begin alike.
    """
    first = scenario.start.plus(-scenario.spin_up_months)
    calendar = Calendar(first, scenario.spin_up_months, scenario.months)
    population, staff = regime_parameters["population"], regime_parameters["staff"]
    places = own_places(scenario.places)
    jurisdiction, place_names = scenario.jurisdiction, scenario.place_names
    rate = float(regime_parameters["survival"]["founding_rate"])
    if scenario.own.listed:
        drawn = set_up_listed(
            scenario.own.listed, draws, population, staff, first.year, place_names
        )
        founded, months = archetypes.draw_founding(
            draws, len(drawn.names), rate, population, staff, first.year, calendar.months, places
        )
    else:
        drawn, founded, months = archetypes.drawn_once(
            draws, rate, population, staff, first.year, calendar.months, places
        )
    now = len(drawn.names)
    organizations = new_table("organizations", now + len(founded.names))
    founding = new_table("organizations", len(organizations))
    organizations[:now], founding[now:] = drawn.table, founded.table
    organizations["place"][now:] = founded.table["place"]
    founding_months = (0,) * now + tuple(months.tolist())
    names, early = all_funders.names, all_funders.early
    sells_as = all_funders.sells_as
    count = len(organizations)
    relations = new_table("relations", (count, len(names)))
    for column, value in archetypes.NEUTRAL.items():
        relations[column] = value
    kinds = list(dict.fromkeys(sells_as.values()))
    wanted = np.array([
        [appetites.get(kind, 0.0) for kind in kinds]
        for appetites in (*drawn.appetites, *founded.appetites)
    ])  # fmt: skip
    relations["appetite"] = (
        wanted[:, [kinds.index(sells_as[name]) for name in names]] * all_funders.shares_of_kind
    )
    months_all = scenario.months
    statuses = newcomers.status_profiles(jurisdiction)
    table = NewcomerTable(
        columns_of("newcomers"), scenario.scale, months_all + 1, MONTHS_BEFORE, len(statuses.names),
        len(place_names),
    )  # fmt: skip
    entries_of = {key: len(entries) for key, entries in scenario.sections.items()}
    paid_by = programme_table(all_funders.programmes)
    own_tables = system_tables(scenario.systems, organizations=count, **entries_of)
    choices = choice_table([*drawn.names, *founded.names], {})
    programme_names = tuple(row.name for row in all_funders.programmes)
    for table_of in (organizations, founding):
        archetypes.set_programmes_asked_for(table_of, jurisdiction, programme_names)
    world = World(
        calendar=calendar,
        draws=draws,
        organizations=organizations,
        funders=early,
        eligibility=all_funders.early_eligibility,
        relations=relations,
        contracts=new_table("contracts", (count, len(names), len(paid_by))),
        due=np.zeros((count, len(names), LONGEST_LAG_MONTHS + 1)),
        officers=funders.officer_table(all_funders.posts, early["is_ministry"]),
        newcomers=table,
        statuses=statuses,
        services=newcomers.services(jurisdiction),
        public_files=newcomers.public_files(jurisdiction),
        parameters=parameter_tables(regime_parameters),
        organization_names=[*drawn.names, *founded.names],
        funder_names=names,
        instrument_names=instruments.names(),
        programme_names=programme_names,
        programmes=paid_by,
        follows=np.array(
            [
                programme_names.index(row.follows) if row.follows else -1
                for row in all_funders.programmes
            ]
        ),
        funds=new_table("funds", (len(names), len(paid_by))),
        main_funder=names.index(scenario.main_ministry),
        founded_rows=now,
        arrivals=newcomers.arrivals_by_month(
            jurisdiction, first, months_all, places
        ).copy(),  # a crisis closes borders
        founding=founding,
        founding_months=founding_months,
        archetype_names=tuple(archetype.name for archetype in archetypes.archetypes(jurisdiction)),
        scenario_funders=regimes[0].funders,
        regimes=regimes,
        choices=choices,
        asked_shares=asked_shares(choices, programme_names),
        demand=Demand(
            count,
            newcomers.public_files(jurisdiction) > 0.0,
            len(place_names),
            paid_statuses(all_funders.programmes, jurisdiction),
        ),
        places=Places(place_names, new_columns("places", len(place_names))),
        umbrella=Umbrella(new_columns("umbrella")),
        conditions=new_table("conditions", 1),
        closing=closing_columns(),
        systems=scenario.systems,
        tables=own_tables,
        row_names={key: list(entries) for key, entries in scenario.sections.items()}
        | rows_named(scenario.systems),
        accounts=account_numbers(own_tables),
    )
    for scope in systems.sections():
        if scope.table in own_tables:
            entries = scenario.sections[scope.sections[0]]
            set_entries(own_tables[scope.table], scope, entries, place_names, names)
    world.contracts["door"] = (
        organizations["door_eligible"][:, None, None]
        * (organizations["offer"][:, None, :] * paid_by["needs"]).sum(axis=-1)[:, None, :]
    )
    world.contracts["in_reach"] = world.contracts["door"]
    before = MONTHS_BEFORE
    present_newcomers.fill_present(
        world, newcomers.arrivals_by_month(jurisdiction, first.plus(-before), before, places)
    )
    return world


def open_books(world: World, amounts: Sequence[Amount]) -> None:
    """Begin as a going concern: a year's income remembered, and what each instrument still owes."""
    if amounts:
        enter_credits(amounts, world)
    held = world.contracts["amount"]
    world.relations["yearly_income"] = held.sum(axis=2)
    world.organizations["yearly_income"] = (
        held.sum(axis=(1, 2)) + 12.0 * world.organizations["own_income"]
    )
    for module in instruments.modules():
        if hasattr(module, "begin"):
            plugins.named_in_errors(module.begin, module)(world)
