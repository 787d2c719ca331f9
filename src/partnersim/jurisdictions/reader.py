"""What is in the files of a jurisdiction, checked once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from partnersim.declarations import Evidence, Text, evidence_in
from partnersim.jurisdictions import checks
from partnersim.jurisdictions.checks import Row
from partnersim.jurisdictions.folders import DEFAULT, folders

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


PROGRAMME_NUMBERS = (
    "price", "staff_hours", "records", "reports", "smallest_group", "window_months", "first_year",
    "last_year",
)  # fmt: skip
USUAL = dict.fromkeys(PROGRAMME_NUMBERS, 1.0) | {
    "smallest_group": 0.0, "window_months": 600.0, "first_year": 1900.0, "last_year": 2100.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programme:
    """What a funder gives money by: whose rules it follows, which needs and statuses it pays for.

    statuses: none where the funder's own lever says whom it pays for. numbers: price of a client, hours of
    records and of reports against the usual; the smallest group; the longest window of eligibility; the
    years in force. own: the scenario's, not the jurisdiction's. follows: the programme whose place it takes.
    """

    name: str
    instrument: str
    needs: tuple[str, ...]
    statuses: tuple[str, ...]
    numbers: dict[str, float]
    title: Text
    own: bool = False
    follows: str = ""

    @property
    def as_data(self) -> dict[str, Any]:
        """What it is, as a scenario states it."""
        lists = {"needs": list(self.needs), "statuses": list(self.statuses)}
        followed = {"follows": self.follows} if self.follows else {}
        return {"instrument": self.instrument, **lists, **followed, **self.numbers}


def known() -> tuple[str, ...]:
    """Names of all jurisdictions, the default first, those of plug-ins last."""
    return tuple(folders())


def ours() -> tuple[str, ...]:
    """Names of the jurisdictions that no plug-in brings."""
    return tuple(name for name, folder in folders().items() if folder.plug_in is None)


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
    checks.check_programmes(folder, data)
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


def asked_for_alone(jurisdiction: str) -> dict[str, str]:
    """Columns of the archetypes that say who asks a funder for one programme alone, by the programme."""
    rows = rows_of(jurisdiction, "columns")
    return {
        row["column"].removeprefix(checks.ONLY): row["column"]
        for row in rows
        if row["feeds"] == checks.ALONE
    }


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


@functools.cache
def programmes(jurisdiction: str) -> tuple[Programme, ...]:
    """What funders give money by, in the order of the file."""
    needs = tuple(dict.fromkeys(row["need"] for row in rows_of(jurisdiction, "services")))
    return tuple(
        Programme(
            row["programme"],
            row["instrument"],
            _all_or(row["needs"], needs),
            _all_or(row["statuses"], ()),
            {column: float(row[column]) for column in PROGRAMME_NUMBERS},
            Text(row["en"], row["fr"]),
        )
        for row in rows_of(jurisdiction, "programmes")
    )


def _all_or(words: str, every: tuple[str, ...]) -> tuple[str, ...]:
    return every if words == checks.ALL else tuple(words.split())


def programmes_of(jurisdiction: str, instrument: str) -> tuple[str, ...]:
    """The programmes of a jurisdiction that follow the rules of an instrument."""
    return tuple(row.name for row in programmes(jurisdiction) if row.instrument == instrument)


def every_programme(instrument: str) -> tuple[str, ...]:
    """The programmes of all jurisdictions that follow the rules of an instrument."""
    return tuple(
        dict.fromkeys(name for each in known() for name in programmes_of(each, instrument))
    )


def programme_titles() -> dict[str, Text]:
    """The programmes of all jurisdictions, by name."""
    return {row.name: row.title for each in known() for row in programmes(each)}


def archetype_names(jurisdiction: str) -> tuple[str, ...]:
    """The archetypes by name."""
    return tuple(row["name"] for row in rows_of(jurisdiction, "archetypes"))
