"""Gathering the registry from declarations, data files and patterns."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping

from partnersim.declarations import Group, Parameter, Shares, Source
from partnersim.evidence.bibliography import works
from partnersim.evidence.patterns import Expected, patterns
from partnersim.language import UserError
from partnersim.registry import grading, reach
from partnersim.registry.data_files import data_entries
from partnersim.registry.entry import Entry, Grade, Kind, Use, evidence_of
from partnersim.registry.interviews import GROUP as INTERVIEWS
from partnersim.scenario.registry import home_of, parameters

_VIRTUAL = "none: virtual interviews"
_PATTERNS = "src/partnersim/evidence/patterns.yaml"


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All of it, in the order parameters, initial values and series, patterns.

    Raises UserError naming an entry that has no source, a source outside the bibliography, or a
    judgement of something that does not exist.
    """
    found = (*_parameters(), *data_entries(), *_patterns())
    paths = Counter(one.path for one in found)
    strange = [path for path in grading.judged() if path not in paths]
    twice = [path for path, count in paths.items() if count > 1]
    if strange or twice:
        raise UserError(
            "{place}: {path}: there is no such entry, or there are two.",
            place=grading.FILE,
            path=", ".join(strange + twice),
        )
    return found


@functools.cache
def by_path() -> Mapping[str, Entry]:
    """Entries by path."""
    return {one.path: one for one in entries()}


def grades(kind: Kind | None = None) -> dict[Grade, int]:
    """How many entries there are of each grade."""
    counted = Counter(one.grade for one in entries() if kind in (None, one.kind))
    return {grade: counted[grade] for grade in Grade}


@functools.cache
def _declared() -> dict[str, tuple[Group, Parameter | Shares]]:
    own = {f"{INTERVIEWS.name}.{one.name}": (INTERVIEWS, one) for one in INTERVIEWS}
    return {**parameters(), **own}


def of_parameter_at(path: str) -> Entry:
    """The entry of the declared parameter at a path."""
    group, one = _declared()[path]
    home = "partnersim.registry.interviews" if group is INTERVIEWS else home_of(group)
    return of_parameter(path, group, one, f"src/{home.replace('.', '/')}.py")


def _parameters() -> Iterator[Entry]:
    yield from map(of_parameter_at, _declared())


def of_parameter(path: str, group: Group, one: Parameter | Shares, place: str) -> Entry:
    """The entry of one declared parameter."""
    from_source = isinstance(one.evidence, Source)
    if from_source and one.evidence.key not in works():  # type: ignore[union-attr]
        evidence_of(path, place, one.evidence.key, "-", frozenset(works()))  # type: ignore[union-attr]
    said = grading.judged().get(path)
    low, high = (one.bounds or (None, None)) if isinstance(one, Parameter) else (0.0, 1.0)
    return Entry(
        path=path, kind=Kind.PARAMETER, meaning=one.meaning, value=written(one.default),
        unit=one.unit, evidence=one.evidence,
        grade=(said.grade if said else None) or grading.of_evidence(one.evidence),
        use=said.use if said else Use.INPUT, role=one.role.value,
        feeds=_VIRTUAL if group is INTERVIEWS else reach.of_group(group),
        place=place, low=low, high=high,
        prior=one.prior if isinstance(one, Parameter) else None,
        choices=one.choices if isinstance(one, Parameter) else (),
        by=said.by if said else (),
    )  # fmt: skip


def written(value: object) -> str:
    """A value as the registry and its tables write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {one:g}" for key, one in value.items()) + "}"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _patterns() -> Iterator[Entry]:
    for pattern in patterns():
        for part in pattern.parts:
            path = f"{pattern.id}.{part.id}".replace(" ", "_")
            yield Entry(
                path=path, kind=Kind.PATTERN, meaning=part.what, value=_expected(part.expected),
                unit="expected value of the measure", evidence=pattern.source,
                grade=_grade(part.expected),
                use=Use.CALIBRATION if part.use == "cal" else Use.VALIDATION, role="expectation",
                feeds="none: compared with results", place=_PATTERNS,
                low=None if part.expected.low == float("-inf") else part.expected.low,
                high=None if part.expected.high == float("inf") else part.expected.high,
            )  # fmt: skip


def _grade(expected: Expected) -> Grade:
    one_sided = expected.low == float("-inf") or expected.high == float("inf")
    return Grade.DIRECTION if one_sided else Grade.DERIVED


def _expected(expected: Expected) -> str:
    if expected.high == float("inf"):
        return f"> {expected.low:g}"
    if expected.low == float("-inf"):
        return f"< {expected.high:g}"
    return f"{expected.low:g} to {expected.high:g}"
