"""What a number affects: the columns that the steps of its file write, and the lever that it is."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from importlib import import_module

from partnersim.declarations import Group, lever_columns
from partnersim.scenario.parameter_groups import home_of

MEASURED = "none: it only measures"


def feeds_of_group(group: Group) -> str:
    """The columns that a group of parameters reaches, as `organizations: horizon; relations: goals_apart`."""
    levers: tuple[str, ...] = ()
    if table := group.scope.table:
        levers = tuple(f"{table}.{column.name}" for column in lever_columns(group))
    return _by_table((*levers, *_columns_of(home_of(group))))


def feeds_of_module(name: str) -> str:
    """The columns that a number in the rules of a module reaches."""
    return _by_table(_columns_of(name))


@functools.cache
def _columns_of(name: str) -> tuple[str, ...]:
    if name.startswith("partnersim.population"):
        from partnersim.population.tables import columns_in

        module = import_module("partnersim.population.columns")
        return tuple(f"{table}.{column.name}" for table, column in columns_in(module))
    steps = getattr(import_module(name), "STEPS", {}).values()
    return tuple(sorted(set().union(*(step.columns_written for step in steps))))


def _by_table(columns: Iterable[str]) -> str:
    tables: dict[str, list[str]] = defaultdict(list)
    for column in dict.fromkeys(columns):
        table, _, name = column.partition(".")
        if name != "*":
            tables[table].append(name)
    return "; ".join(f"{table}: {', '.join(names)}" for table, names in tables.items()) or MEASURED
