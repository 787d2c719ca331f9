"""Building the world of a run: population, funders, arrivals, parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from partnersim.population import archetypes, funders, newcomers
from partnersim.population.own_list import read_credits, read_organizations
from partnersim.state.calendar import Calendar, Month
from partnersim.state.columns import CONTRACT, INSTRUMENTS, RELATION
from partnersim.state.draws import Draws
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.world import Demand, Table, World


class Resolved(Protocol):
    """What assembling reads of a scenario."""

    @property
    def start(self) -> Month: ...
    @property
    def spin_up_months(self) -> int: ...
    @property
    def months(self) -> int: ...
    @property
    def scale(self) -> float: ...
    @property
    def main_ministry(self) -> str: ...
    @property
    def funders(self) -> dict[str, Any]: ...
    @property
    def population_file(self) -> Path | None: ...
    @property
    def credits_file(self) -> Path | None: ...


def parameter_tables(values: dict[str, dict[str, Any]]) -> dict[str, Table]:
    """One row a group, one field a parameter, as kernels read them."""
    tables: dict[str, Table] = {}
    for group, inside in values.items():
        kinds = [
            (name, _kind(value))
            for name, value in inside.items()
            if not isinstance(value, dict | str)
        ]
        table = np.zeros(1, np.dtype(kinds))
        for name, _ in kinds:
            table[name] = inside[name]
        tables[group] = table
    return tables


def _kind(value: object) -> str:
    return "?" if isinstance(value, bool) else "i8" if isinstance(value, int) else "f8"


def assemble(
    scenario: Resolved,
    regime: Resolved,
    parameters: dict[str, dict[str, Any]],
    regime_parameters: dict[str, dict[str, Any]],
    draws: Draws,
) -> World:
    """The world at the first month of the spin-up, under the regime's levers."""
    first = scenario.start.plus(-scenario.spin_up_months)
    calendar = Calendar(first, scenario.spin_up_months, scenario.months)
    population, staff = parameters["population"], parameters["staff"]
    if scenario.population_file is not None:
        drawn = read_organizations(scenario.population_file, draws, population, staff, first.year)
    else:
        drawn = archetypes.draw_population(
            draws, int(population["organizations"]), population, staff, first.year
        )
    founded, months = archetypes.draw_founding(
        draws, len(drawn.names), float(parameters["survival"]["founding_rate"]), population, staff,
        first.year,
    )  # fmt: skip
    organizations = np.concatenate([drawn.table, np.zeros_like(founded.table)])
    organizations["place"][len(drawn.names) :] = founded.table["place"]
    founding = np.concatenate([np.zeros_like(drawn.table), founded.table])
    founding_months = np.concatenate([np.zeros(len(drawn.names), np.int64), months])
    names = list(dict.fromkeys([*regime.funders, *scenario.funders]))
    early = funders.funder_table(regime.funders, names, regime.main_ministry)
    late = funders.funder_table(scenario.funders, names, scenario.main_ministry)
    early["officers"] = np.maximum(early["officers"], late["officers"])
    late["officers"] = early["officers"]
    late["is_ministry"] |= early["is_ministry"]
    early["is_ministry"] |= late["is_ministry"]
    early["attitude"] = early["minister_attitude"]
    early["priorities"] = early["agenda"]
    early["heard"] = early["agenda"]
    count = len(organizations)
    relations = np.zeros((count, len(names)), RELATION)
    for column, value in archetypes.NEUTRAL.items():
        relations[column] = value
    for i, appetites in enumerate([*drawn.appetites, *founded.appetites]):
        for f, name in enumerate(names):
            relations["appetite"][i, f] = appetites.get(name, 0.05)
    knowledge = float(parameters["government"]["knowledge_of_new_officer"])
    months_all = scenario.months
    table = NewcomerTable(scenario.scale, months_all + 1, newcomers.MONTHS_BEFORE)
    world = World(
        calendar=calendar,
        draws=draws,
        organizations=organizations,
        funders=early,
        relations=relations,
        contracts=np.zeros((count, len(names), len(INSTRUMENTS)), CONTRACT),
        officers=funders.officer_table(early[early["is_ministry"]], knowledge),
        newcomers=table,
        statuses=newcomers.status_profiles(),
        parameters=parameter_tables(regime_parameters),
        organization_names=[*drawn.names, *founded.names],
        funder_names=names,
        main_funder=names.index(scenario.main_ministry),
        founded_rows=len(drawn.names),
        arrivals=newcomers.monthly_arrivals(first, months_all),
        founding=founding,
        founding_months=founding_months,
        archetype_names=tuple(one.name for one in archetypes.archetypes()),
        scenario_funders=late,
        scenario_parameters=parameter_tables(parameters),
        demand=Demand(count),
    )
    world.officers["funder"] = np.flatnonzero(early["is_ministry"])[world.officers["funder"]]
    before = newcomers.MONTHS_BEFORE
    newcomers.fill_present(world, newcomers.monthly_arrivals(first.plus(-before), before))
    if scenario.credits_file is not None:
        read_credits(scenario.credits_file, world)
    return world
