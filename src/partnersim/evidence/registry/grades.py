"""The grade and the use of a number: one rule, and a file that overrides it with a reason.

Rule. An assumption is D. A source is C, unless its text says that the figure is derived, rounded or
cited at second hand (B), or `grade_overrides.csv` says after a look at the source that the figure is read
there (A) or derived from it (B). Silence therefore never gives a good grade. In rows of input series
the note is about the very number, so that a source there is A, or B where the note tells of a
calculation. A pattern is B where it expects a range, C where it expects a direction.
Use. A parameter is an input, unless `grade_overrides.csv` names the figures or `cal` patterns it was chosen by.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnersim import systems
from partnersim.declarations import Assumption, Evidence
from partnersim.declarations.data_files import rows_in
from partnersim.evidence.registry.entry import Grade, Use
from partnersim.scenario.validation_errors import wrong

OVERRIDES_FILE = "grade_overrides.csv"
_ASSUMED = ("assumed", "direction only", "the sign stays open", "a wide prior", "no amount")
_DERIVED = ("derived", "rounded", "cited in")
_CALCULATED = re.compile(
    r"derived|mean of| plus |a little over|all classes together|rounded so that"
    r"|^[\d.]+ % of|\d of [\d,]+ entries"
)


def grade_of(evidence: Evidence) -> Grade:
    """The grade that the words of a declaration give."""
    if isinstance(evidence, Assumption):
        return Grade.ASSUMED
    if any(word in evidence.where for word in _ASSUMED):
        return Grade.DIRECTION
    if any(word in evidence.where for word in _DERIVED):
        return Grade.DERIVED
    return Grade.DIRECTION


def grade_of_datum(evidence: Evidence) -> Grade:
    """The grade of a number of an input series, whose note is about that number."""
    if isinstance(evidence, Assumption):
        return Grade.ASSUMED
    note = evidence.where.lower()
    if "assumed" in note:
        return Grade.DIRECTION
    return Grade.DERIVED if _CALCULATED.search(note) else Grade.READ


@dataclass(frozen=True, slots=True)
class Override:
    """A grade or a use that the rule cannot see, and why; by: the figures and patterns it was chosen by."""

    grade: Grade | None
    use: Use
    by: tuple[str, ...]
    why: str


@functools.cache
def overrides() -> dict[str, Override]:
    """Overrides by path, from `grade_overrides.csv`, here and in the folders of systems."""
    homes = ("partnersim.evidence.registry", *systems.homes_of(OVERRIDES_FILE))
    return overrides_of(row for home in homes for row in rows_in(home, OVERRIDES_FILE))


def overrides_of(rows: Iterable[Mapping[str, str]]) -> dict[str, Override]:
    """The overrides of some rows. Raises UserError for a wrong grade or use, or a missing reason."""
    by_path: dict[str, Override] = {}
    for row in rows:
        path, grade, use = row["path"], row["grade"], row["use"]
        if path in by_path or grade not in ("", *Grade) or use not in (Use.INPUT, Use.CALIBRATION):
            raise wrong(
                OVERRIDES_FILE,
                path,
                "stands there twice, or its grade or use is none of {allowed}.",
                allowed="A, B, C, D, input, calibration",
            )
        by = tuple(row["by"].split())
        if not row["why"].strip() or (use == Use.CALIBRATION) != bool(by):
            raise wrong(OVERRIDES_FILE, path, "a reason is missing, or what it was calibrated by.")
        by_path[path] = Override(Grade(grade) if grade else None, Use(use), by, row["why"])
    return by_path
