"""The assumptions a run rests on, as a table that lies beside its results: `assumptions.csv`.

path, kind, meaning, value, unit, grade, acts, drawn, reason, searched, scenarios: one row an assumption,
whole ones first, then those whose direction is sourced and whose size is assumed; of each, those that
act first. grade: D, C for the latter, or `unsourced` where somebody set a value without a source. acts:
yes, or what the scenario lacks without which it does nothing. drawn: the range it was drawn from run by
run, or `varied` by the design of a sweep. A value that scenarios put differently says which has which.
Reasons are in the language in use (those in a user's own scenario as they stand there).
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim import systems
from partnersim.declarations import Assumption, Source, groups_in
from partnersim.evidence.registry.collection import parameter_entry_at, written
from partnersim.evidence.registry.entry import Grade
from partnersim.evidence.registry.provenance import UNSOURCED, ValueInUse, values_in_use
from partnersim.language import UserError, current, say
from partnersim.language.paths import text_of
from partnersim.language.spreadsheet_cells import harmless

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

FILE = "assumptions.csv"
COLUMNS = tuple("path kind meaning value unit grade acts drawn reason searched scenarios".split())
_WORDS = ("value", "reason", "searched", "scenarios")  # what users may have written
_LARGEST_BYTES = 50_000_000
YES, VARIED = "yes", "varied"


@dataclass(frozen=True, slots=True)
class Listed:
    """How many numbers are assumptions, of how many only the size is one; how many of both act in some
    scenario, and how many were drawn."""

    assumed: int
    sized: int
    acting: int
    drawn: int

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> Listed:
        """Counted over rows of the table."""
        rows = list(rows)
        acting = sum(row["acts"] == YES for row in rows)
        sized = sum(row["grade"] == Grade.DIRECTION for row in rows)
        drawn = sum(row["acts"] == YES and bool(row["drawn"]) for row in rows)
        return cls(len(rows) - sized, sized, acting, drawn)


def rows_of(
    scenarios: Mapping[str, Settings],
    uncertainty: str,
    varied: Collection[str] = (),
    interview: Mapping[str, Any] | None = None,
) -> list[dict[str, str]]:
    """The assumptions of one scenario or of several by name; interview: what fieldwork assumes."""
    by_path: dict[str, dict[str, ValueInUse]] = {}
    for name, settings in scenarios.items():
        for value in values_in_use(settings):
            if value.assumed or value.basis == Grade.DIRECTION:
                by_path.setdefault(value.path, {})[name] = value
    absent = {
        name: tuple(system for system in systems.packages() if system not in settings.systems)
        for name, settings in scenarios.items()
    }
    rows = [_row(by, scenarios, absent, uncertainty, varied) for by in by_path.values()]
    for parameter, number in (interview or {}).items():
        entry = parameter_entry_at(f"interview.{parameter}")
        if entry.grade in (Grade.ASSUMED, Grade.DIRECTION):
            assumed = ValueInUse(entry.path, entry, number, entry.grade.value)
            rows.append(_row(dict.fromkeys(scenarios, assumed), scenarios, absent, "point", ()))
    return sorted(rows, key=lambda row: (row["grade"] == Grade.DIRECTION, row["acts"] != YES))


def write(rows: Sequence[dict[str, str]], folder: Path) -> Path:
    """Write the table into a folder of results."""
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {name: harmless(row[name]) for name in _WORDS} for row in rows)
    return path


def read(folder: Path) -> list[dict[str, str]] | None:
    """The table of a folder, or None where it has none that can be read."""
    try:
        text = text_of(folder / FILE, _LARGEST_BYTES)
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except (UserError, csv.Error):
        return None


def _row(
    by: Mapping[str, ValueInUse],
    scenarios: Mapping[str, Settings],
    absent: Mapping[str, Collection[str]],
    uncertainty: str,
    varied: Collection[str],
) -> dict[str, str]:
    """One assumption, by the scenarios that make it; absent: the systems that each does without."""
    first = next(iter(by.values()))
    entry = first.entry
    lacking = {_lacking(entry.path, absent[name]) for name in by}
    reasons = dict.fromkeys(_reason(value) for value in by.values())
    evidence = entry.evidence
    return {
        "path": first.path,
        "kind": entry.kind.value,
        "meaning": entry.meaning.in_language(current()),
        "value": _apart({name: written(value.value) for name, value in by.items()}),
        "unit": say(entry.unit),
        "grade": min(_grade(value) for value in by.values()),
        "acts": YES if "" in lacking else min(lacking),
        "drawn": _drawn(first, [scenarios[name] for name in by], uncertainty, varied),
        "reason": "; ".join(reasons),
        "searched": say(evidence.searched) if isinstance(evidence, Assumption) else "",
        "scenarios": "" if len(by) == len(scenarios) else " ".join(by),
    }


def _apart(values: Mapping[str, str]) -> str:
    if len(set(values.values())) == 1:
        return next(iter(values.values()))
    return "; ".join(f"{name}: {value}" for name, value in values.items())


def _lacking(path: str, absent: Collection[str]) -> str:
    """What a scenario without some systems lacks for this to do anything; nothing, where it acts."""
    parts = path.split(".")
    for name in absent:
        if names_in_system(name).intersection(parts[:-1]):
            system = systems.packages()[name].SYSTEM
            absence: str = system.absence.in_language(current())
            return "" if path == system.switch else absence
    return ""


@functools.cache
def names_in_system(system: str) -> frozenset[str]:
    """Names of the modules and of the groups of parameters of a system."""
    modules = [module for module in systems.modules() if systems.system_of(module) == system]
    groups = [group.name for module in modules for group in groups_in(module)]
    return frozenset([*groups, *(module.__name__.rpartition(".")[2] for module in modules)])


def _drawn(
    value: ValueInUse, scenarios: Sequence[Settings], uncertainty: str, varied: Collection[str]
) -> str:
    if value.path in varied:
        return VARIED
    entry = value.entry
    free = any(value.path not in settings.fixed for settings in scenarios)
    if uncertainty == "point" or entry.role != "uncertainty" or entry.prior is None or not free:
        return ""
    if uncertainty == "posterior":
        return say("from the posterior")
    return say("{low} to {high}", low=f"{entry.prior[0]:g}", high=f"{entry.prior[1]:g}")


def _grade(value: ValueInUse) -> str:
    """Whoever gives a reason in a scenario assumes as a declaration does."""
    return Grade.ASSUMED.value if value.basis == UNSOURCED and value.stated else value.basis


def _reason(value: ValueInUse) -> str:
    evidence = value.entry.evidence
    if value.basis == Grade.ASSUMED:
        assert isinstance(evidence, Assumption)
        return say(evidence.reason)
    if value.basis == Grade.DIRECTION:
        assert isinstance(evidence, Source)
        return f"{evidence.key}, {say(evidence.where)}"
    stated = say(value.stated).partition(":")[2].strip() if value.stated else ""
    return stated or say("set in {place} without a source", place=Path(value.place).name)
