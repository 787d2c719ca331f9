"""What is in the files of a jurisdiction, checked once."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from partnersim.declarations import Evidence, Text, evidence_in
from partnersim.jurisdictions import checks
from partnersim.jurisdictions.checks import Row
from partnersim.jurisdictions.folders import folders

DEFAULT = "quebec"
NOBODY = "nobody"  # of kinds of funders: organisations sell it nothing


@dataclass(frozen=True, slots=True)
class Status:
    """A status of newcomers: what the law says of it, by which evidence."""

    name: str
    eligible: bool
    permanent: bool
    accepted_as: str
    refused_as: str
    meaning: Text
    evidence: Evidence


def known() -> tuple[str, ...]:
    """Names of all jurisdictions, those of plug-ins last."""
    return tuple(folders())


@functools.cache
def _data(jurisdiction: str) -> dict[str, tuple[Row, ...]]:
    """All files of a jurisdiction by name, checked."""
    folder = folders()[jurisdiction]
    data: dict[str, tuple[Row, ...]] = {"statuses": tuple(folder.rows("statuses"))}
    checks.check_statuses(folder, data["statuses"])
    columns = checks.columns_by_file(folder, folders()[DEFAULT])
    for file, of in columns.items():
        data[file] = tuple(folder.rows(file))
        checks.check_numbers(folder, file, of, data[file])
    data["columns"] = tuple(column for of in columns.values() for column in of)
    checks.check_keys(folder, data)
    checks.check_sums(folder, data)
    return data


def rows_of(jurisdiction: str, file: str) -> tuple[Row, ...]:
    """The rows of a file of a jurisdiction.

    Raises UserError, naming the jurisdiction or its plug-in, the file and the line, for anything wrong in
    the folder.
    """
    return _data(jurisdiction)[file]


def place_of(jurisdiction: str, file: str) -> str:
    """Where a file of a jurisdiction is, for people: in this repository, or in the plug-in's package."""
    plug_in = folders()[jurisdiction].plug_in
    if plug_in is None:
        return f"src/partnersim/jurisdictions/{jurisdiction}/{file}.csv"
    return f"{plug_in.module.__name__}/{file}.csv"


@functools.cache
def statuses(jurisdiction: str) -> tuple[Status, ...]:
    """The statuses of newcomers, in the order of their numbers."""
    return tuple(
        Status(
            row["status"],
            row["eligible"] == "yes",
            row["permanent"] == "yes",
            row["accepted_as"],
            row["refused_as"],
            Text(row["en"], row["fr"]),
            evidence_in(row["source"], row["note"]),
        )
        for row in rows_of(jurisdiction, "statuses")
    )


@functools.cache
def places(jurisdiction: str) -> tuple[str, ...]:
    """The places, the main one first."""
    return tuple(dict.fromkeys(row["place"] for row in rows_of(jurisdiction, "places")))


@functools.cache
def funder_kinds(jurisdiction: str) -> tuple[str, ...]:
    """The kinds of funders that organisations tell apart, as columns of the archetypes."""
    rows = rows_of(jurisdiction, "columns")
    return tuple(row["column"] for row in rows if row["feeds"] == checks.APPETITE)


def every_status() -> tuple[Status, ...]:
    """The statuses of all jurisdictions; of those with one name, the first that is known."""
    by_name: dict[str, Status] = {}
    for jurisdiction in known():
        for status in statuses(jurisdiction):
            by_name.setdefault(status.name, status)
    return tuple(by_name.values())


def every_funder_kind() -> tuple[str, ...]:
    """The kinds of funders of all jurisdictions."""
    return tuple(dict.fromkeys(kind for name in known() for kind in funder_kinds(name)))


def archetype_names(jurisdiction: str) -> tuple[str, ...]:
    """The archetypes by name."""
    return tuple(row["name"] for row in rows_of(jurisdiction, "archetypes"))
