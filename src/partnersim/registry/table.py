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
from partnersim.language import current, say
from partnersim.registry.entry import Entry

COLUMNS = (
    "path", "kind", "meaning", "value", "unit", "low", "high", "choices", "prior_low", "prior_high",
    "role", "grade", "use", "by", "source", "where", "reason", "searched", "feeds", "file",
)  # fmt: skip


def row_of(one: Entry) -> dict[str, str]:
    """One entry, every column a text."""
    evidence = one.evidence
    sourced = isinstance(evidence, Source)
    return {
        "path": one.path,
        "kind": one.kind.value,
        "meaning": one.meaning.in_language(current()),
        "value": one.value,
        "unit": say(one.unit),
        "low": _number(one.low),
        "high": _number(one.high),
        "choices": " ".join(one.choices),
        "prior_low": _number(one.prior[0] if one.prior else None),
        "prior_high": _number(one.prior[1] if one.prior else None),
        "role": one.role,
        "grade": one.grade.value,
        "use": one.use.value,
        "by": " ".join(one.by),
        "source": evidence.key if isinstance(evidence, Source) else "assumption",
        "where": say(evidence.where) if isinstance(evidence, Source) else "",
        "reason": "" if sourced else say(evidence.reason),  # type: ignore[union-attr]
        "searched": "" if sourced else say(evidence.searched),  # type: ignore[union-attr]
        "feeds": one.feeds,
        "file": one.place,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def write(entries: Iterable[Entry], file: TextIO) -> None:
    """All rows as CSV with a heading."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_of(one) for one in entries)
