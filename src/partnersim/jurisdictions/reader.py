"""The reader of jurisdictions: rows of their files, checked once; an error names folder, file and line."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from partnersim import plugins
from partnersim.declarations import Assumption, Evidence, Source, Text
from partnersim.declarations.data_files import rows_in
from partnersim.language import UserError, decimal, say

Row = Mapping[str, str]
DEFAULT = "quebec"
BASE_YEAR = 2020  # of all amounts in scenarios
NOBODY = "nobody"  # of kinds of funders: organisations sell it nothing
BEFORE, DURING = "before", "during"
_FIRST_LINE = 2  # after the header
_SUM_TOLERANCE = 0.01
_APPETITE = "Organization x Ministry: appetite"
_YES_OR_NO = ("yes", "no")
_PROPERTIES = ("eligible", "permanent")
_DECISIONS = ("accepted_as", "refused_as")
_OF_COLUMNS = (
    "file",
    "kind",
    "keys",
    "column",
    "unit",
    "low",
    "high",
    "feeds",
    "source",
    "note",
    "en",
    "fr",
)
_ANY = 1e12
_OF_STATUSES = ("status", *_PROPERTIES, *_DECISIONS, "source", "note", "en", "fr")


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


@dataclass(frozen=True, slots=True)
class _Folder:
    """Where the files of a jurisdiction are: in a folder here, or in the package of a plug-in."""

    name: str
    plug_in: plugins.PlugIn | None = None

    @property
    def label(self) -> str:
        """What messages call it."""
        if self.plug_in is None:
            return say("Jurisdiction {name}", name=self.name)
        return say("The plug-in {plug_in}", plug_in=self.plug_in)

    def rows(self, file: str) -> list[dict[str, str]]:
        try:
            if self.plug_in is None:
                return rows_in(__package__, f"{self.name}/{file}.csv")
            return rows_in(self.plug_in.module.__name__, f"{file}.csv")
        except (OSError, UnicodeDecodeError):
            raise self.error(file, say("the file is missing, or is not text in UTF-8")) from None

    def error(self, file: str, problem: str, line: int | None = None) -> UserError:
        if line is None:
            return UserError(
                "{jurisdiction}: {file}: {problem}.",
                jurisdiction=self.label,
                file=f"{file}.csv",
                problem=problem,
            )
        return UserError(
            "{jurisdiction}: {file}, line {line}: {problem}.",
            jurisdiction=self.label,
            file=f"{file}.csv",
            line=line,
            problem=problem,
        )


@functools.cache
def _folders() -> dict[str, _Folder]:
    """By name, ours and those of plug-ins."""
    own = sorted(
        file.name for file in files(__package__).iterdir() if (file / "statuses.csv").is_file()
    )
    folders = {name: _Folder(name) for name in own}
    for plug_in in plugins.plug_ins("jurisdictions"):
        folder = _Folder(plug_in.name, plug_in)
        if plug_in.name in folders:
            raise UserError(
                "{plug_in}: there is a jurisdiction {name} already. Rename the entry point.",
                plug_in=folder.label,
                name=plug_in.name,
            )
        folders[plug_in.name] = folder
    return folders


def known() -> tuple[str, ...]:
    """Names of all jurisdictions, those of plug-ins last."""
    return tuple(_folders())


@functools.cache
def _data(jurisdiction: str) -> dict[str, tuple[Row, ...]]:
    """All files of a jurisdiction by name, checked."""
    folder = _folders()[jurisdiction]
    data: dict[str, tuple[Row, ...]] = {"statuses": tuple(folder.rows("statuses"))}
    _check_statuses(folder, data["statuses"])
    columns = _columns(folder, jurisdiction)
    for file, of in columns.items():
        data[file] = tuple(folder.rows(file))
        _check_numbers(folder, file, of, data[file])
    data["columns"] = tuple(column for of in columns.values() for column in of)
    _check_keys(folder, data)
    _check_sums(folder, data)
    return data


def rows_of(jurisdiction: str, file: str) -> tuple[Row, ...]:
    """The rows of a file of a jurisdiction.

    Raises UserError, naming the jurisdiction or its plug-in, the file and the line, for anything wrong in
    the folder.
    """
    return _data(jurisdiction)[file]


def place_of(jurisdiction: str, file: str) -> str:
    """Where a file of a jurisdiction is, for people: in this repository, or in the plug-in's package."""
    plug_in = _folders()[jurisdiction].plug_in
    if plug_in is None:
        return f"src/partnersim/jurisdictions/{jurisdiction}/{file}.csv"
    return f"{plug_in.module.__name__}/{file}.csv"


@functools.cache
def statuses(jurisdiction: str) -> tuple[Status, ...]:
    """The statuses of newcomers, in the order of their numbers."""
    return tuple(
        Status(
            row["status"], row["eligible"] == "yes", row["permanent"] == "yes", row["accepted_as"],
            row["refused_as"], Text(row["en"], row["fr"]), _evidence(row),
        )
        for row in rows_of(jurisdiction, "statuses")
    )  # fmt: skip


@functools.cache
def places(jurisdiction: str) -> tuple[str, ...]:
    """The places, the main one first."""
    return tuple(dict.fromkeys(row["place"] for row in rows_of(jurisdiction, "places")))


@functools.cache
def funder_kinds(jurisdiction: str) -> tuple[str, ...]:
    """The kinds of funders that organisations tell apart, as columns of the archetypes."""
    rows = rows_of(jurisdiction, "columns")
    return tuple(row["column"] for row in rows if row["feeds"] == _APPETITE)


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


def _evidence(row: Row) -> Evidence:
    if row["source"] != "assumption":
        return Source(row["source"], row["note"])
    reason, _, searched = row["note"].partition("searched:")
    return Assumption(reason.strip(" ;."), searched.strip(" ."))


def _check_statuses(folder: _Folder, rows: Sequence[Row]) -> None:
    names = [row.get("status") for row in rows]
    for line, row in enumerate(rows, _FIRST_LINE):
        problem = _problem_of_status(row, names)
        if problem:
            raise folder.error("statuses", problem, line)
        try:
            _evidence(row)
            Text(row["en"], row["fr"])
        except ValueError as error:
            raise folder.error("statuses", str(error), line) from None
    if not rows:
        raise folder.error("statuses", say("it has no rows"))


def _problem_of_status(row: Row, names: Sequence[str | None]) -> str:
    missing = next((name for name in _OF_STATUSES if row.get(name) is None), None)
    if missing:
        return say("the column {column} is missing", column=missing)
    if names.count(row["status"]) > 1:
        return say("{key} stands twice", key=row["status"])
    for name in _PROPERTIES:
        if row[name] not in _YES_OR_NO:
            return say("{column}: {value!r}; allowed: {allowed}", column=name, value=row[name],
                       allowed=", ".join(_YES_OR_NO))  # fmt: skip
    stated = [name for name in _DECISIONS if row[name]]
    for name in stated:
        if row[name] not in names:
            return say("{column}: {value!r}; allowed: {allowed}", column=name, value=row[name],
                       allowed=", ".join(str(name) for name in names))  # fmt: skip
    if len(stated) == 1:
        return say("a decision needs both {names}", names=", ".join(_DECISIONS))
    return ""


def _columns(folder: _Folder, jurisdiction: str) -> dict[str, list[Row]]:
    """By file, the columns with numbers; every one of the default jurisdiction, kinds of funders aside."""
    by_file: dict[str, list[Row]] = {}
    for line, row in enumerate(folder.rows("columns"), _FIRST_LINE):
        missing = next((name for name in _OF_COLUMNS if row.get(name) is None), None)
        if missing:
            raise folder.error(
                "columns", say("the column {column} is missing", column=missing), line
            )
        if not (_is_within(row["low"], -_ANY, _ANY) and _is_within(row["high"], -_ANY, _ANY)):
            raise folder.error("columns", say("low and high are numbers"), line)
        by_file.setdefault(row["file"], []).append(row)
    if jurisdiction != DEFAULT:
        for file, needed in _columns(_folders()[DEFAULT], DEFAULT).items():
            stated = {row["column"] for row in by_file.get(file, ())}
            for column in needed:
                if column["column"] not in stated and column["feeds"] != _APPETITE:
                    raise folder.error(
                        "columns", say("{file}.csv has a column {column}, which no row describes",
                                       file=file, column=column["column"]))  # fmt: skip
    return by_file


def _check_numbers(folder: _Folder, file: str, columns: Sequence[Row], rows: Sequence[Row]) -> None:
    for line, row in enumerate(rows, _FIRST_LINE):
        for column in columns:
            name, value = column["column"], row.get(column["column"])
            low, high = float(column["low"]), float(column["high"])
            for needed in (*column["keys"].split(), name):
                if row.get(needed) is None:
                    raise folder.error(
                        file, say("the column {column} is missing", column=needed), line
                    )
            if not _is_within(str(value), low, high):
                raise folder.error(
                    file, say("{column}: {value!r}; allowed: a number from {low} to {high}",
                              column=name, value=value, low=decimal(low), high=decimal(high)),
                    line)  # fmt: skip


def _is_within(text: str, low: float, high: float) -> bool:
    try:
        return low <= float(text) <= high
    except ValueError:
        return False


def _check_keys(folder: _Folder, data: Mapping[str, Sequence[Row]]) -> None:
    """Every status, place and year has its row, once."""
    names = [row["status"] for row in data["statuses"]]
    here = list(dict.fromkeys(row["place"] for row in data["places"]))
    years = sorted({row["year"] for row in data["arrivals"]})
    prices = [str(year) for year in _years(folder, data["consumer_prices"])]
    archetypes = [row["name"] for row in data["archetypes"]]
    founded = [*((BEFORE, place) for place in here[1:]), *((DURING, place) for place in here)]
    expected: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "status_profiles": (("status",), [(name,) for name in names]),
        "places": (("status", "place"), list(itertools.product(names, here))),
        "organizations": (("founded", "place"), list(founded)),
        "arrivals": (("year", "status"), list(itertools.product(years, names))),
        "archetypes": (("name",), [(name,) for name in archetypes]),
        "consumer_prices": (("year",), [(year,) for year in prices]),
    }
    for file, (keys, wanted) in expected.items():
        seen: set[tuple[str, ...]] = set()
        for line, row in enumerate(data[file], _FIRST_LINE):
            key = tuple(row[name] for name in keys)
            if key not in wanted or key in seen:
                words = ", ".join(key)
                twice = say("{key} stands twice", key=words)
                raise folder.error(
                    file, twice if key in seen else say("{key} is not known", key=words), line
                )
            seen.add(key)
        for key in wanted:
            if key not in seen:
                raise folder.error(file, say("the row {key} is missing", key=", ".join(key)))


def _years(folder: _Folder, rows: Sequence[Row]) -> range:
    """From the first to the last year of an index, the base year of all amounts included."""
    for line, row in enumerate(rows, _FIRST_LINE):
        if not row["year"].isdigit():
            raise folder.error(
                "consumer_prices", say("{value!r} is no year", value=row["year"]), line
            )
    years = [int(row["year"]) for row in rows] + [BASE_YEAR]
    return range(min(years), max(years) + 1)


def _check_sums(folder: _Folder, data: Mapping[str, Sequence[Row]]) -> None:
    for file, key in (("places", "status"), ("organizations", "founded"), ("archetypes", "")):
        for of, rows in _by(data[file], key):
            total = sum(float(row["share"]) for row in rows)
            if abs(total - 1.0) > _SUM_TOLERANCE:
                raise folder.error(
                    file, say("the shares of {key} sum to {total}; they must sum to 1",
                              key=of or "share", total=decimal(round(total, 6))))  # fmt: skip


def _by(rows: Sequence[Row], key: str) -> Iterator[tuple[str, list[Row]]]:
    """Rows by the value of a key, all together where it is empty."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[key] if key else "", []).append(row)
    yield from groups.items()
