"""Names in a scenario: of funders, places and other entries, and of the systems that it requires."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from partnersim import jurisdictions, systems
from partnersim.declarations import Scope
from partnersim.language import UserError, did_you_mean
from partnersim.language.names import comparable
from partnersim.language.words import N_
from partnersim.scenario.library import MissingSystemError
from partnersim.scenario.parameter_groups import groups_of, sections
from partnersim.scenario.validation_errors import wrong


def check_systems(part: dict[str, Any], place: str) -> None:
    """The systems that a file requires are there."""
    known = systems.packages()
    required = part.get("requires")
    for name in required if isinstance(required, list) else ():
        if name not in known:
            raise MissingSystemError(
                "{place}: the scenario requires the system {name!r}, which is not installed; installed: {known}.{hint}",
                place=place,
                name=name,
                known=", ".join(known) or "-",
                hint=did_you_mean(str(name), known),
            )


def check_jurisdiction(part: dict[str, Any], place: str) -> None:
    """The jurisdiction that a file names is there; else much of what it states would seem misspelt."""
    population = part.get("population")
    name = population.get("jurisdiction") if isinstance(population, dict) else None
    name = name.get("value") if isinstance(name, dict) else name
    known = jurisdictions.known()
    if isinstance(name, str) and name not in known:
        raise wrong(
            place,
            "population.jurisdiction",
            "{name!r} is not known; allowed: {known}.{hint}",
            name=name,
            known=", ".join(known),
            hint=did_you_mean(name, known),
        )


def check_names(content: dict[str, Any], place: str) -> None:
    """Names of entries are plain words: columns and paths are made of them. Two entries that are no
    places or programmes have two names."""
    seen: dict[str, str] = {}
    for kind, scope in sections().items():
        named = content.get(kind, {})
        if not isinstance(named, dict):
            message = N_("{path}: {key} holds a map by name.")
            if scope is Scope.FUNDER:
                message = N_("{path}: {key} holds a map of funders by name.")
            raise UserError(message, path=place, key=kind)
        _check_twins(named, kind, place)
        for name in named:
            if scope.of_run:
                continue
            if not name.isidentifier():
                raise UserError(
                    "{path}: {key}: {name!r} is not a plain name (letters, digits and _).",
                    path=place,
                    key=kind,
                    name=name,
                )
            if scope in (Scope.PLACE, Scope.PROGRAMME):
                continue
            if name in seen:
                raise UserError(
                    "{path}: {name!r} stands in {section} and in {other}; each has a name of its own.",
                    path=place,
                    name=name,
                    section=seen[name],
                    other=kind,
                )
            seen[name] = kind


def _check_twins(names: Iterable[str], kind: str, place: str) -> None:
    """Two names of one kind differ in more than capitals and the way an accent is typed."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(comparable(name), name)
        if other != name:
            raise UserError(
                "{path}: {key}: {name!r} and {other!r} are one name to a reader. Did you mean {other!r}?",
                path=place,
                key=kind,
                name=name,
                other=other,
            )


def check_named(over: dict[str, Any], content: dict[str, Any], sets: str) -> None:
    """A setting laid over the files is of an entry that is there; sets: what the user calls such
    settings."""
    for kind, scope in sections().items():
        funders = over.get(kind, {})
        if not isinstance(funders, dict):
            if scope is not Scope.FUNDER:
                first = groups_of(scope)[scope.direct].numbers[0]
                raise UserError(
                    "{sets} {kind}: name one and its parameter, such as {kind}.NAME.{example}",
                    sets=sets,
                    kind=kind,
                    example=f"{first.name}={first.default:g}",
                )
            raise UserError(
                "{sets} {kind}: name the funder and the parameter, such as ministries.mifi.accountability.burden=0.25",
                sets=sets,
                kind=kind,
            )
        for name in () if scope.of_run else funders:
            known = list(content.get(kind) or {})
            if scope is Scope.PROGRAMME:
                known += [row.name for row in jurisdictions.programmes(_jurisdiction(content))]
            if name not in known:
                message = N_(
                    "{sets} {kind}.{name}: there is none of that name; the scenario has {known}.{hint}"
                )
                if scope is Scope.FUNDER:
                    message = N_(
                        "{sets} {kind}.{name}: the scenario has no such funder; it has {known}.{hint}"
                    )
                raise UserError(
                    message,
                    sets=sets,
                    kind=kind,
                    name=name,
                    known=", ".join(known) or "-",
                    hint=did_you_mean(name, known, cutoff=0.3),
                )


def _jurisdiction(content: dict[str, Any]) -> str:
    name = (content.get("population") or {}).get("jurisdiction")
    return name if name in jurisdictions.known() else jurisdictions.DEFAULT
