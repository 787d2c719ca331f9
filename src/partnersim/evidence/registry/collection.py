"""Gathering the registry from declarations, data files and patterns."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping

from partnersim.declarations import Group, Parameter, Shares, Source, repeated
from partnersim.evidence.bibliography import works
from partnersim.evidence.patterns import Expected, patterns
from partnersim.evidence.registry.entry import Entry, Grade, Kind, Use, evidence_of
from partnersim.evidence.registry.feeds import feeds_of_group
from partnersim.evidence.registry.grades import OVERRIDES_FILE, grade_of, overrides
from partnersim.evidence.registry.input_data import data_entries
from partnersim.evidence.registry.interviews import GROUP as INTERVIEWS
from partnersim.scenario.parameter_groups import home_of, parameters
from partnersim.scenario.validation_errors import wrong

_FEEDS_INTERVIEWS = "none: virtual interviews"


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All of it, in the order parameters, initial values and series, patterns.

    Raises UserError naming an entry that has no source, a source outside the bibliography, or an
    override of something that does not exist.
    """
    every = (*map(parameter_entry_at, _declared()), *data_entries(), *_pattern_entries())
    paths = [entry.path for entry in every]
    unclear = [*(path for path in overrides() if path not in set(paths)), *repeated(paths)]
    if unclear:
        raise wrong(OVERRIDES_FILE, ", ".join(unclear), "there is no such entry, or there are two.")
    return every


@functools.cache
def by_path() -> Mapping[str, Entry]:
    """Entries by path."""
    return {entry.path: entry for entry in entries()}


def grades(kind: Kind | None = None) -> dict[Grade, int]:
    """How many entries there are of each grade."""
    counts = Counter(entry.grade for entry in entries() if kind in (None, entry.kind))
    return {grade: counts[grade] for grade in Grade}


@functools.cache
def _declared() -> dict[str, tuple[Group, Parameter | Shares]]:
    of_interviews = {
        f"{INTERVIEWS.name}.{parameter.name}": (INTERVIEWS, parameter) for parameter in INTERVIEWS
    }
    return {**parameters(), **of_interviews}


@functools.cache
def parameter_entry_at(path: str) -> Entry:
    """The entry of the declared parameter at a path."""
    group, parameter = _declared()[path]
    home = "partnersim.evidence.registry.interviews" if group is INTERVIEWS else home_of(group)
    return parameter_entry(path, group, parameter, f"src/{home.replace('.', '/')}.py")


def parameter_entry(path: str, group: Group, parameter: Parameter | Shares, place: str) -> Entry:
    """The entry of one declared parameter."""
    evidence = parameter.evidence
    if isinstance(evidence, Source) and evidence.key not in works():
        evidence_of(path, place, evidence.key, "-", frozenset(works()))
    override = overrides().get(path)
    single = parameter if isinstance(parameter, Parameter) else None  # shares have neither
    low, high = (single.bounds or (None, None)) if single else (0.0, 1.0)
    return Entry(
        path=path,
        kind=Kind.PARAMETER,
        meaning=parameter.meaning,
        value=written(parameter.default),
        unit=parameter.unit,
        evidence=evidence,
        grade=(override.grade if override else None) or grade_of(evidence),
        use=override.use if override else Use.INPUT,
        role=parameter.role.value,
        feeds=_FEEDS_INTERVIEWS if group is INTERVIEWS else feeds_of_group(group),
        place=place,
        low=low,
        high=high,
        prior=single.prior if single else None,
        choices=single.choices if single else (),
        by=override.by if override else (),
    )


def written(value: object) -> str:
    """A value as the registry and its tables write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {share:g}" for key, share in value.items()) + "}"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _pattern_entries() -> Iterator[Entry]:
    for pattern in patterns():
        for part in pattern.parts:
            path = f"{pattern.id}.{part.id}".replace(" ", "_")
            expected = part.expected
            yield Entry(
                path=path,
                kind=Kind.PATTERN,
                meaning=part.what,
                value=_expected(expected),
                unit="expected value of the measure",
                evidence=pattern.source,
                grade=Grade.DIRECTION if expected.one_sided else Grade.DERIVED,
                use=Use.CALIBRATION if part.use == "cal" else Use.VALIDATION,
                role="expectation",
                feeds="none: compared with results",
                place=pattern.place,
                low=None if expected.low == float("-inf") else expected.low,
                high=None if expected.high == float("inf") else expected.high,
            )


def _expected(expected: Expected) -> str:
    if expected.high == float("inf"):
        return f"> {expected.low:g}"
    if expected.low == float("-inf"):
        return f"< {expected.high:g}"
    return f"{expected.low:g} to {expected.high:g}"
