"""What the files of a jurisdiction must hold; an error names folder, file and line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from partnersim.declarations import Text, evidence_in
from partnersim.jurisdictions.folders import Folder
from partnersim.language import decimal, say

Row = Mapping[str, str]
BASE_YEAR = 2020  # of all amounts in scenarios
BEFORE, DURING = "before", "during"
APPETITE = "Organization x Ministry: appetite"  # what columns of kinds of funders feed
ONLY = "only_"  # before the name of that programme
ALONE = "Organization x Ministry x programme: asked for alone"  # what columns of one programme feed
_FIRST_LINE = 2  # after the header
_SUM_TOLERANCE = 0.01
_YES_OR_NO = ("yes", "no")
_PROPERTIES = ("eligible", "permanent")
_DECISIONS = ("accepted_as", "refused_as")
ALL = "all"
WORDS = {
    "programmes": ("instrument", "needs", "statuses", "en", "fr")
}  # columns that are no number
_OF_STATUSES = ("status", *_PROPERTIES, *_DECISIONS, "source", "note", "en", "fr")
_OF_COLUMNS = tuple("file kind keys column unit low high feeds source note en fr".split())
_ANY = 1e12


def check_statuses(folder: Folder, rows: Sequence[Row]) -> None:
    """Every status says what it is, once, and by which evidence."""
    names = [row.get("status") for row in rows]
    for line, row in enumerate(rows, _FIRST_LINE):
        problem = _problem_of_status(row, names)
        if problem:
            raise folder.error("statuses", problem, line)
        try:
            evidence_in(row["source"], row["note"])
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


def check_programmes(folder: Folder, data: Mapping[str, Sequence[Row]]) -> None:
    """Every programme says which needs and statuses it pays for, and by which evidence."""
    needs = list(dict.fromkeys(row["need"] for row in data["services"]))
    statuses = [row["status"] for row in data["statuses"]]
    for line, row in enumerate(data["programmes"], _FIRST_LINE):
        for name in WORDS["programmes"]:
            if not row.get(name):
                raise folder.error(
                    "programmes", say("the column {column} is missing", column=name), line
                )
        for name, allowed in (("needs", needs), ("statuses", statuses)):
            wrong = set(row[name].split()) - {*allowed, ALL}
            if wrong:
                raise folder.error(
                    "programmes", say("{column}: {value!r}; allowed: {allowed}", column=name,
                                      value=min(wrong), allowed=", ".join((ALL, *allowed))),
                    line)  # fmt: skip
        try:
            evidence_in(row["source"], row["note"])
        except ValueError as error:
            raise folder.error("programmes", str(error), line) from None


def columns_by_file(folder: Folder, default: Folder) -> dict[str, list[Row]]:
    """By file, the columns with numbers; every one of the default jurisdiction, funders and programmes aside."""
    by_file = _columns(folder)
    for file, needed in _columns(default).items():
        stated = {row["column"] for row in by_file.get(file, ())}
        for column in needed:
            if column["column"] not in stated and column["feeds"] not in (APPETITE, ALONE):
                raise folder.error(
                    "columns", say("{file}.csv has a column {column}, which no row describes",
                                   file=file, column=column["column"]))  # fmt: skip
    return by_file


def _columns(folder: Folder) -> dict[str, list[Row]]:
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
    return by_file


def check_numbers(folder: Folder, file: str, columns: Sequence[Row], rows: Sequence[Row]) -> None:
    """Every number is there, within its bounds."""
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


def check_keys(folder: Folder, data: Mapping[str, Sequence[Row]]) -> None:
    """Every status, place and year has its row, once."""
    names = [row["status"] for row in data["statuses"]]
    here = list(dict.fromkeys(row["place"] for row in data["places"]))
    years = sorted({row["year"] for row in data["arrivals"]})
    prices = [str(year) for year in _years(folder, data["consumer_prices"])]
    archetypes = [row["name"] for row in data["archetypes"]]
    programmes = [row["programme"] for row in data["programmes"]]
    needs, measures, public = (
        list(dict.fromkeys(row[key] for row in data[file]))
        for file, key in (
            ("services", "need"),
            ("services", "measure"),
            ("public_services", "need"),
        )
    )
    founded = [*((BEFORE, place) for place in here[1:]), *((DURING, place) for place in here)]
    expected: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "status_profiles": (("status",), [(name,) for name in names]),
        "places": (("status", "place"), list(itertools.product(names, here))),
        "organizations": (("founded", "place"), list(founded)),
        "arrivals": (("year", "status"), list(itertools.product(years, names))),
        "archetypes": (("name",), [(name,) for name in archetypes]),
        "consumer_prices": (("year",), [(year,) for year in prices]),
        "programmes": (("programme",), [(name,) for name in programmes]),
        "services": (("need", "measure"), list(itertools.product(needs, measures))),
        "public_services": (("need", "status"), list(itertools.product(public, names))),
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


def _years(folder: Folder, rows: Sequence[Row]) -> range:
    """From the first to the last year of an index, the base year of all amounts included."""
    for line, row in enumerate(rows, _FIRST_LINE):
        if not row["year"].isdigit():
            raise folder.error(
                "consumer_prices", say("{value!r} is no year", value=row["year"]), line
            )
    years = [int(row["year"]) for row in rows] + [BASE_YEAR]
    return range(min(years), max(years) + 1)


def check_sums(folder: Folder, data: Mapping[str, Sequence[Row]]) -> None:
    """Shares of the same whole sum to 1."""
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
