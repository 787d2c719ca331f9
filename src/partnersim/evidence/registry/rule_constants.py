"""Numbers that stand in the rules themselves, as entries, from `rule_constants.csv`.

A row a meaning: the file of the rule and its function (empty: the file itself), a name, the numbers as
often as they stand there, source, note, en, fr. Mechanisms, instruments and systems go by the file's
name, what draws, measures and places by folder and name; a system's rows stand in its own folder.
source: `assumption` with its reason, a key of the bibliography, or `arithmetic` where the number is no
choice (a mean of two, a quarter of a year); the latter are no entries. They are neither set nor drawn:
`new` code declares a parameter instead, and a test refuses a number in a rule that no row knows.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from partnersim import systems
from partnersim.declarations import Text
from partnersim.declarations.data_files import rows_in
from partnersim.evidence.bibliography import works
from partnersim.evidence.registry.entry import Entry, Kind, Use, evidence_of
from partnersim.evidence.registry.feeds import MEASURED, feeds_of_module
from partnersim.evidence.registry.grades import grade_of
from partnersim.scenario.parameter_groups import behaviour

FILE = "rule_constants.csv"
ARITHMETIC = "arithmetic"
_UNIT = "number in a rule"
_READ_BY = {"state": "partnersim.mechanisms.newcomers.stages"}
_THAT_MEASURE = ("outcomes", "typologies")


@functools.cache
def rows() -> Sequence[Mapping[str, str]]:
    """Every row of the file, then those of each system, which stand in its folder."""
    homes = ("partnersim.evidence.registry", *systems.homes_of(FILE))
    return tuple(row for home in homes for row in rows_in(home, FILE))


def constant_entries() -> Iterator[Entry]:
    """The entries, as `rules.arrivals.language_split`."""
    for row in rows():
        if row["source"] != ARITHMETIC:
            yield entry_of(row)


def entry_of(row: Mapping[str, str]) -> Entry:
    """One row. Raises UserError naming the file and the path where source or reason are missing."""
    path = f"rules.{row['file'].replace('/', '.')}.{row['name']}"
    evidence = evidence_of(path, FILE, row["source"], row["note"], frozenset(works()))
    home, feeds = _home(row["file"])
    return Entry(
        path=path, kind=Kind.CONSTANT, meaning=Text(row["en"], row["fr"]), value=row["values"],
        unit=_UNIT, evidence=evidence, grade=grade_of(evidence), use=Use.INPUT,
        role="fixed", feeds=feeds, place=f"src/{home.replace('.', '/')}.py",
    )  # fmt: skip


@functools.cache
def _home(file: str) -> tuple[str, str]:
    """The module of a rule, and the columns that it reaches."""
    folder, _, name = file.rpartition("/")
    if folder:
        home = f"partnersim.{folder}.{name}"
        if folder in _THAT_MEASURE:
            return home, MEASURED
        return home, feeds_of_module(_READ_BY.get(folder, home))
    for module in behaviour():
        if module.__name__.rpartition(".")[2] == file:
            return module.__name__, feeds_of_module(module.__name__)
    raise ValueError(f"{FILE}: there is no rule {file}")
