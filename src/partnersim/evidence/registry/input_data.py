"""Initial values and input series as entries, from the files of `population/data`.

`columns.csv` says of each column of a file its unit, bounds, meaning and what it feeds; where rows
have no source of their own it says the source too. `initial_values.csv` has a row a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnersim.declarations import Text
from partnersim.evidence.bibliography import works
from partnersim.evidence.registry.entry import Entry, Kind, Use, evidence_of
from partnersim.evidence.registry.grades import grade_of_datum
from partnersim.evidence.registry.rule_constants import constant_entries
from partnersim.population.initial import rows_of
from partnersim.scenario.validation_errors import wrong

FOLDER = "src/partnersim/population/data"
Rows = Sequence[Mapping[str, str]]


def data_entries() -> Iterator[Entry]:
    """All numbers of the data files, and those that stand in the rules."""
    yield from initial_values(rows_of("initial_values.csv"))
    columns = rows_of("columns.csv")
    for name in dict.fromkeys(row["file"] for row in columns):
        own = [row for row in columns if row["file"] == name]
        yield from numbers_of(name, own, rows_of(f"{name}.csv"))
    yield from constant_entries()


def initial_values(rows: Rows) -> Iterator[Entry]:
    """The values every organisation, relation or newcomer starts from."""
    for row in rows:
        yield _entry(
            f"initial.{row['name']}",
            Kind.INITIAL,
            row,
            row,
            row["value"],
            f"{FOLDER}/initial_values.csv",
        )


def numbers_of(name: str, columns: Rows, rows: Rows) -> Iterator[Entry]:
    """Every number of one file, as `arrivals.2010.refugee` or `archetypes.A.staff`."""
    place = f"{FOLDER}/{name}.csv"
    alone = len(columns) == 1
    described = {column["column"] for column in columns}
    keys = columns[0]["keys"].split()
    undescribed = set(rows[0]) - described - {*keys, "source", "note"}
    if undescribed:
        raise wrong(place, ", ".join(sorted(undescribed)), "columns.csv does not tell what it is.")
    for row in rows:
        for column in columns:
            path = ".".join([name, *(row[key] for key in keys)])
            path += "" if alone else f".{column['column']}"
            of = row if "source" in row else column
            yield _entry(path, Kind(column["kind"]), column, of, row[column["column"]], place)


def _entry(
    path: str,
    kind: Kind,
    column: Mapping[str, str],
    of: Mapping[str, str],
    value: str,
    place: str,
) -> Entry:
    low, high = float(column["low"]), float(column["high"])
    if not column["unit"].strip() or not low <= float(value) <= high:
        raise wrong(
            place,
            path,
            "{value} has no unit, or lies outside {low} to {high}.",
            value=value,
            low=f"{low:g}",
            high=f"{high:g}",
        )
    evidence = evidence_of(path, place, of["source"], of["note"], frozenset(works()))
    return Entry(
        path=path,
        kind=kind,
        meaning=Text(column["en"], column["fr"]),
        value=value,
        unit=column["unit"],
        evidence=evidence,
        grade=grade_of_datum(evidence),
        use=Use.INPUT,
        role="data",
        feeds=column["feeds"],
        place=place,
        low=low,
        high=high,
    )
