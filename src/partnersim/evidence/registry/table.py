"""The registry as a table: columns that stay the same, one row an entry.

path, kind, meaning, value, unit, low, high, choices, prior_low, prior_high, role, grade, use, by,
source, where, reason, searched, feeds, file. Names and codes are the same in every language; meaning,
unit, where, reason and searched are in the language in use (notes of data files in that of the file).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from partnersim.declarations import Source
from partnersim.evidence.registry.entry import Entry
from partnersim.language import current, say

COLUMNS = tuple(
    (
        "path kind meaning value unit low high choices prior_low prior_high role grade use by source where "
        "reason searched feeds file"
    ).split()
)


def row_of(entry: Entry) -> dict[str, str]:
    """One entry, every column a text."""
    evidence = entry.evidence
    sourced = isinstance(evidence, Source)
    return {
        "path": entry.path,
        "kind": entry.kind.value,
        "meaning": entry.meaning.in_language(current()),
        "value": entry.value,
        "unit": say(entry.unit),
        "low": _number(entry.low),
        "high": _number(entry.high),
        "choices": " ".join(entry.choices),
        "prior_low": _number(entry.prior[0] if entry.prior else None),
        "prior_high": _number(entry.prior[1] if entry.prior else None),
        "role": entry.role,
        "grade": entry.grade.value,
        "use": entry.use.value,
        "by": " ".join(entry.by),
        "source": evidence.key if isinstance(evidence, Source) else "assumption",
        "where": say(evidence.where) if isinstance(evidence, Source) else "",
        "reason": "" if sourced else say(evidence.reason),  # type: ignore[union-attr]
        "searched": "" if sourced else say(evidence.searched),  # type: ignore[union-attr]
        "feeds": entry.feeds,
        "file": entry.place,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def write(entries: Iterable[Entry], file: TextIO) -> None:
    """All rows as CSV with a heading."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_of(entry) for entry in entries)
