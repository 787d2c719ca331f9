"""The tables of the state, put together from the columns that parts of the model declare.

A module of the population, the state, an instrument, a mechanism or a system declares `COLUMNS`, by table;
levers of funders, and of entries of systems' sections, are columns by being declared as parameters.
What it pays for, it names in `PURPOSES`, besides an instrument of that name.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from partnersim import instruments, mechanisms, systems
from partnersim.declarations import (
    Column,
    Group,
    Scope,
    Shares,
    StateTable,
    column_name,
    groups_in,
    lever_columns,
)
from partnersim.population import choices as handed_in
from partnersim.population import columns as of_population
from partnersim.state import between_systems, demand, money, payments
from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import FIRST_ACCOUNT

CORE = {
    "organizations": "Organization",
    "funders": "Ministry and Donor",
    "eligibility": "Ministry x status",
    "relations": "Organization x funder",
    "contracts": "Organization x funder x programme",
    "funds": "Ministry and Donor x programme",
    "officers": "Officer of a ministry",
    "conditions": "Conditions of the month",
    "choices": "Organization: what is chosen in place of its board",
}
PARTS = {  # each column an array of its own
    "newcomers": "Newcomer",
    "places": "Place",
    "umbrella": "UmbrellaTable",
    "demand": "Requests for help of the month",
    "flows": "Payment",
}


@functools.cache
def tables_of_systems() -> dict[str, StateTable]:
    """The tables that systems declare, by name."""
    declared = (package.SYSTEM.tables for package in systems.packages().values())
    return {name: table for tables in declared for name, table in tables.items()}


@functools.cache
def titles() -> dict[str, str]:
    """Every table, with what a row of it is; those of systems last."""
    return CORE | {name: table.title.en for name, table in tables_of_systems().items()}


def system_tables(switched_on: Iterable[str], **rows: int) -> dict[str, Table]:
    """New tables of these systems, for so many rows of what they are about."""
    declared = (systems.packages()[name].SYSTEM.tables for name in sorted(switched_on))
    return {
        name: new_table(name, tuple(rows[of] for of in table.rows) or len(table.names) or 1)
        for tables in declared
        for name, table in tables.items()
    }


def rows_named(switched_on: Iterable[str]) -> dict[str, list[str]]:
    """What rows are called of the tables of these systems whose rows the system itself names."""
    declared = (systems.packages()[name].SYSTEM.tables for name in sorted(switched_on))
    return {
        name: list(table.names)
        for tables in declared
        for name, table in tables.items()
        if table.names
    }


def account_numbers(tables: Mapping[str, Table]) -> dict[str, int]:
    """By table whose rows have accounts, the number of the first row's in the ledger of payments."""
    numbers, first = {}, FIRST_ACCOUNT
    for name, table in tables.items():
        if tables_of_systems()[name].accounts:
            numbers[name] = first
            first += len(table)
    return numbers


@functools.cache
def parts() -> tuple[ModuleType, ...]:
    """Every module that may declare columns."""
    return (
        of_population,
        handed_in,
        money,
        payments,
        demand,
        between_systems,
        *instruments.modules(),
        *mechanisms.modules(),
        *systems.modules(),
    )


def columns_in(module: ModuleType) -> Iterator[tuple[str, Column]]:
    """Tables and the columns that a module declares in them."""
    for table, columns in getattr(module, "COLUMNS", {}).items():
        yield from ((table, column) for column in columns)
    for group in groups_in(module):
        if table := group.scope.table:
            yield from ((table, column) for column in lever_columns(group))


@functools.cache
def purposes() -> dict[int, str]:
    """The purposes of payments by the number that stands for each in the ledger.

    Raises ValueError when two parts declare the same one.
    """
    names: dict[int, str] = {}
    for module in parts():
        instrument = getattr(module, "INSTRUMENT", None)
        for name in (*((instrument.name,) if instrument else ()), *getattr(module, "PURPOSES", ())):
            if payments.purpose(name) in names:
                raise ValueError(f"{module.__name__}: there is a purpose {name} already")
            names[payments.purpose(name)] = name
    return names


@functools.cache
def columns_of(table: str) -> dict[str, Column]:
    """The columns of a table by name; yes or no last, so that numbers lie on whole words.

    Raises ValueError when two parts declare the same one.
    """
    columns: dict[str, Column] = {}
    for module in parts():
        for of, column in columns_in(module):
            if of not in titles() | PARTS:
                raise ValueError(f"{module.__name__}: there is no table {of}")
            if of == table and column.name in columns:
                raise ValueError(f"{module.__name__}: {table} has a column {column.name} already")
            if of == table:
                columns[column.name] = column
    return dict(sorted(columns.items(), key=lambda entry: entry[1].kind == "?"))


def home_of_column(table: str, name: str) -> str:
    """The module that declares a column, as a dotted name."""
    declared = ((column, module) for module in parts() for column in columns_in(module))
    return next(
        module.__name__ for (of, column), module in declared if (of, column.name) == (table, name)
    )


@functools.cache
def row_of(table: str) -> np.dtype[np.void]:
    """What a row of a table holds; one object for all runs."""
    columns = columns_of(table).values()
    return np.dtype([(column.name, column.kind, column.shape) for column in columns], align=True)


def new_table(table: str, shape: int | tuple[int, ...]) -> Table:
    """Rows in which every column has the value it starts with."""
    rows = np.zeros(shape, row_of(table))
    for column in columns_of(table).values():
        if column.start:
            rows[column.name] = column.start
    return rows


def new_columns(part: str, rows: int = 0) -> dict[str, Numbers]:
    """The columns of a part, each with the value it starts with: (rows, shape), or one row as such."""
    columns = {}
    for name, column in columns_of(part).items():
        shape = (rows, *column.shape) if rows else column.shape or (1,)
        columns[name] = np.full(shape, column.start, column.kind)
    return columns


@functools.cache
def levers_of(table: str) -> tuple[str, ...]:
    """The columns that the scenario sets."""
    return tuple(name for name, column in columns_of(table).items() if column.lever)


@functools.cache
def closing_columns() -> dict[str, tuple[str, ...]]:
    """By table, the columns that are zero once an organisation has closed."""
    closing = {
        table: tuple(name for name, column in columns_of(table).items() if column.closes)
        for table in CORE
    }
    return {table: names for table, names in closing.items() if names}


@functools.cache
def _lever_groups(scope: Scope) -> tuple[Group, ...]:
    return tuple(group for module in parts() for group in groups_in(module) if group.scope is scope)


def set_levers(row: Any, scope: Scope, values: dict[str, dict[str, Any]]) -> None:
    """Write the levers of a funder or another entry, as the scenario states them, to its row."""
    for group in _lever_groups(scope):
        for parameter in group:
            name = column_name(group, parameter.name)
            if name in levers_of(scope.table):
                value = values[group.name][parameter.name]
                if isinstance(parameter, Shares):
                    if parameter.room:
                        continue
                    value = [value[key] for key in parameter.default]
                elif isinstance(parameter.default, str):
                    value = parameter.choices.index(value)
                row[name] = value


@functools.cache
def choices_of(group: str) -> dict[str, tuple[str, ...]]:
    """The choices that stand once in a scenario under a group, by name."""
    declared = (each for module in parts() for each in groups_in(module))
    return {
        number.name: number.choices
        for each in declared
        if each.scope is Scope.MODEL and each.name == group
        for number in each.numbers
        if number.choices
    }
