"""One line of the registry: a number of the model, what it is, where it is from, how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from partnersim.declarations import Evidence, Text, evidence_in
from partnersim.language import did_you_mean
from partnersim.scenario.validation_errors import wrong


class Kind(StrEnum):
    """What sort of number it is."""

    PARAMETER = "parameter"
    INITIAL = "initial value"
    SERIES = "input series"
    CONSTANT = "constant in a rule"
    PATTERN = "pattern"


class Grade(StrEnum):
    """How far the value itself rests on a source (`grades.py` holds the rule)."""

    READ = "A"  # the figure is read in the source
    DERIVED = "B"  # it is derived from figures read, or read at second hand
    DIRECTION = "C"  # the direction is sourced, the size is assumed
    ASSUMED = "D"  # an assumption, with its reason and where a source was looked for


class Use(StrEnum):
    """What the number is used for."""

    INPUT = "input"
    CALIBRATION = (
        "calibration"  # chosen with a figure or a `cal` pattern in view, or such a pattern
    )
    VALIDATION = "validation"  # a `val` pattern: only looked at afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A parameter, an initial value, a number of an input series, or an expectation of a pattern.

    `low` and `high` are bounds, `prior` what is drawn from; `by` names the figures and patterns that
    a calibrated value was chosen by; `feeds` the agents and attributes it reaches; `place` the file.
    """

    path: str
    kind: Kind
    meaning: Text
    value: str
    unit: str
    evidence: Evidence
    grade: Grade
    use: Use
    role: str
    feeds: str
    place: str
    low: float | None = None
    high: float | None = None
    prior: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def evidence_of(path: str, place: str, source: str, note: str, known: frozenset[str]) -> Evidence:
    """The evidence a row of a data file states in its columns `source` and `note`.

    source: a key of the bibliography, or `assumption`; note: where in that work, or the reason and,
    after `searched:`, where a source was looked for. Raises UserError naming the entry.
    """
    source, note = source.strip(), note.strip()
    if not source:
        raise wrong(
            place,
            path,
            "the source is missing; allowed: a key of bibliography.csv, or `assumption`.",
        )
    if source != "assumption":
        if source not in known:
            raise wrong(
                place,
                path,
                "{source!r} is not a key of bibliography.csv.{hint}",
                source=source,
                hint=did_you_mean(source, known),
            )
        if not note:
            raise wrong(
                place,
                path,
                "the note is missing; allowed: the page, section or table in {source}.",
                source=source,
            )
    try:
        return evidence_in(source, note)
    except ValueError:
        raise wrong(
            place,
            path,
            "an assumption says why, and after `searched:` where a source was looked for.",
        ) from None
