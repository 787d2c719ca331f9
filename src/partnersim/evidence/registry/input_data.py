"""Initial values and input series as entries, from the files of the population and of its jurisdiction.

`columns.csv` of a jurisdiction says of each column of a file its unit, bounds, meaning and what it
feeds; where rows have no source of their own it says the source too. `initial_values.csv` has a row a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnersim.declarations import Text
from partnersim.evidence.bibliography import works
from partnersim.evidence.registry.entry import Entry, Kind, Use, evidence_of
from partnersim.evidence.registry.grades import grade_of_datum
from partnersim.evidence.registry.rule_constants import constant_entries
from partnersim.jurisdictions import DEFAULT, ours, place_of, rows_of
from partnersim.jurisdictions.checks import WORDS
from partnersim.population.initial_values import rows_by_file
from partnersim.scenario.validation_errors import wrong

Rows = Sequence[Mapping[str, str]]


def data_entries(*jurisdictions: str) -> Iterator[Entry]:
    """All numbers of the data files, those of some jurisdictions or of all of ours, and those in the rules.

    Keys of sources outside ours are taken as they stand in the files of a plug-in.
    """
    for place, initial in rows_by_file().items():
        yield from initial_values(initial, place)
    for jurisdiction in jurisdictions or ours():
        columns = rows_of(jurisdiction, "columns")
        above = "" if jurisdiction == DEFAULT else f"{jurisdiction}."
        for file in dict.fromkeys(row["file"] for row in columns):
            own = [row for row in columns if row["file"] == file]
            rows = rows_of(jurisdiction, file)
            yield from numbers_of(file, own, rows, place_of(jurisdiction, file), above)
    yield from constant_entries()


def initial_values(rows: Rows, place: str) -> Iterator[Entry]:
    """The values every organisation, relation or newcomer starts from."""
    for row in rows:
        yield _entry(f"initial.{row['name']}", Kind.INITIAL, row, row, row["value"], place)


def numbers_of(
    name: str, columns: Rows, rows: Rows, place: str, above: str = ""
) -> Iterator[Entry]:
    """Every number of one file, as `arrivals.2010.refugee` or `ontario.archetypes.multiservice.staff`."""
    alone = len(columns) == 1
    described = {column["column"] for column in columns}
    keys = columns[0]["keys"].split()
    undescribed = set(rows[0]) - described - {*keys, "source", "note", *WORDS.get(name, ())}
    if undescribed:
        raise wrong(place, ", ".join(sorted(undescribed)), "columns.csv does not describe it.")
    for row in rows:
        for column in columns:
            path = above + ".".join([name, *(row[key] for key in keys)])
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
    ours = place.startswith("src/")
    known = frozenset(works()) if ours else frozenset({of["source"]})
    evidence = evidence_of(path, place, of["source"], of["note"], known)
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
