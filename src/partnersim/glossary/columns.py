"""Columns of the state as entries: what a mechanism, an instrument or the population keeps of somebody."""

from __future__ import annotations

import math
from collections.abc import Iterator

from partnersim.declarations import Column
from partnersim.evidence.registry.labels import table_label
from partnersim.glossary.entry import (
    INCLUDES,
    Explanation,
    Fact,
    explanation,
    file_of,
    interval,
    written,
)
from partnersim.language import current, say
from partnersim.language.words import N_
from partnersim.population import tables
from partnersim.population.tables import columns_of, parts, titles


def of_columns() -> Iterator[Explanation]:
    """Every column of the state but those that a lever is by being declared, which the lever explains."""
    for module in parts():
        for table, columns in getattr(module, "COLUMNS", {}).items():
            for column in columns:
                yield explanation(
                    (f"state.{table}.{column.name}",),
                    "column",
                    column.meaning,
                    _facts(table, column),
                    file_of(module.__name__),
                )


def of_tables() -> Iterator[Explanation]:
    """Every table of the state with its columns, found by its path alone."""
    for table in titles():
        facts = (
            Fact(INCLUDES, f"state.{table}.{name}: {column.meaning.in_language(current())}")
            for name, column in columns_of(table).items()
        )
        yield Explanation(
            (f"state.{table}",), "table", table_label(table), tuple(facts), file_of(tables.__name__)
        )


def _facts(table: str, column: Column) -> Iterator[Fact]:
    yield Fact(N_("kind"), say("column of the state: {table}", table=table_label(table)))
    yield Fact(N_("unit"), say(column.unit))
    if column.bounds is not None and column.bounds != (-math.inf, math.inf):
        yield Fact(N_("bounds"), _bounds(*column.bounds))
    if column.start:
        yield Fact(N_("at first"), written(column.start))


def _bounds(low: float, high: float) -> str:
    if math.isinf(high):
        return say("at least {low}", low=written(low))
    return interval((low, high))
