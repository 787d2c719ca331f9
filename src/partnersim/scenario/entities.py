"""What a scenario is made of: funders, places and entries of systems' sections, with every value known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from partnersim import jurisdictions
from partnersim.declarations import Scope, Shares, Text
from partnersim.jurisdictions import Programme
from partnersim.scenario.parameter_groups import groups_of
from partnersim.state.columns import NEEDS
from partnersim.systems import sections


@dataclass(frozen=True, slots=True)
class Funder:
    """One ministry or donor: its name and, by group, the value of each parameter."""

    name: str
    is_ministry: bool
    title: Text
    values: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where newcomers arrive and organisations are: its name and its numbers."""

    name: str
    title: Text
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a section that a system declares: what it names and, by group, its parameters."""

    name: str
    title: Text
    references: dict[str, str]
    values: dict[str, dict[str, Any]]


def text_of(content: dict[str, Any], key: str, fallback: str) -> Text:
    """Words in both languages; where one is missing the other stands for it."""
    words = content.get(key) or {}
    en = words.get("en") or words.get("fr") or fallback
    return Text(en, words.get("fr") or en)


def values_of(groups: dict[str, Any], given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By group, the stated values, and the defaults of all others."""
    values: dict[str, dict[str, Any]] = {}
    for name, group in groups.items():
        inside = given if group.direct else given.get(name) or {}
        values[name] = {}
        for parameter in group:
            value = inside.get(parameter.name)
            if isinstance(parameter, Shares):
                shares = parameter.default if value is None else value
                values[name][parameter.name] = {
                    key: float(shares.get(key, 0.0))
                    for key in dict.fromkeys([*parameter.default, *shares])
                }
            elif value is None:
                values[name][parameter.name] = parameter.default
            elif isinstance(parameter.default, float):
                values[name][parameter.name] = float(value)
            else:
                values[name][parameter.name] = value
    return values


def funders_of(content: dict[str, Any], jurisdiction: str) -> dict[str, Funder]:
    """The scenario's ministries, then its donors, in order."""
    return {
        name: Funder(
            name,
            kind == "ministries",
            text_of(given, "title", name),
            _in_jurisdiction(values_of(groups_of(Scope.FUNDER), given), given, jurisdiction),
        )
        for kind in ("ministries", "donors")
        for name, given in (content.get(kind) or {}).items()
    }


def _in_jurisdiction(
    values: dict[str, dict[str, Any]], given: dict[str, Any], jurisdiction: str
) -> dict[str, dict[str, Any]]:
    """A funder's values with the defaults of its jurisdiction: who is eligible, its kind, its programme."""
    stated = given.get("eligibility") or {}
    own = {status.name: status.eligible for status in jurisdictions.statuses(jurisdiction)}
    others = {status.name for status in jurisdictions.every_status()} - set(own)
    eligibility = {key: value for key, value in values["eligibility"].items() if key not in others}
    values["eligibility"] = eligibility | {
        name: stated.get(name, eligible) for name, eligible in own.items()
    }
    kinds = jurisdictions.funder_kinds(jurisdiction)
    if "sells_as" not in given and values["funding"]["sells_as"] not in kinds:
        values["funding"]["sells_as"] = kinds[0]
    programmes = jurisdictions.programmes_of(jurisdiction, "service_agreement")
    shares = values["funding"]["programmes"]
    if "programmes" not in given and not any(shares[name] for name in programmes):
        values["funding"]["programmes"] = {name: float(name in programmes[:1]) for name in shares}
    return values


def places_of(content: dict[str, Any]) -> dict[str, Place]:
    """The scenario's own places, in order."""
    groups = groups_of(Scope.PLACE)
    return {
        name: Place(name, text_of(given, "title", name), values_of(groups, given)["place"])
        for name, given in (content.get("places") or {}).items()
    }


def programmes_of(content: dict[str, Any], jurisdiction: str) -> tuple[Programme, ...]:
    """The programmes of the jurisdiction, with what the scenario changes of them, then its own."""
    stated = content.get("programmes") or {}
    known = {row.name: row for row in jurisdictions.programmes(jurisdiction)}
    return tuple(
        _programme(name, stated[name], known.get(name)) if name in stated else known[name]
        for name in dict.fromkeys([*known, *stated])
    )


def _programme(name: str, given: dict[str, Any], known: Programme | None) -> Programme:
    values = values_of(groups_of(Scope.PROGRAMME), given)["programme"]
    instrument = values.pop("instrument")
    if known is None:
        needs = tuple(given.get("needs") or NEEDS)
        statuses = tuple(given.get("statuses") or ())
        return Programme(
            name, instrument, needs, statuses, values, text_of(given, "title", name), own=True,
            follows=given.get("follows") or "",
        )  # fmt: skip
    return replace(
        known,
        needs=tuple(given.get("needs") or known.needs),
        statuses=tuple(given.get("statuses") or known.statuses),
        numbers=known.numbers | {key: values[key] for key in values if key in given},
        title=text_of(given, "title", name) if "title" in given else known.title,
    )


def choices_of(content: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """By organisation and group, what a scenario chooses in place of its board."""
    groups = groups_of(Scope.ORGANIZATION)
    return {
        name: values_of(groups, given)
        for name, given in (content.get("organizations") or {}).items()
    }


def sections_of(content: dict[str, Any]) -> dict[str, dict[str, Entry]]:
    """The entries of each section that a system declares, in order."""
    return {
        key: {
            name: Entry(
                name,
                text_of(given, "title", name),
                {reference: given[reference] for reference in scope.references},
                values_of(groups_of(scope), given),
            )
            for name, given in (content.get(key) or {}).items()
        }
        for scope in sections()
        for key in scope.sections
    }


def filled_up(before: dict[str, float], stated: dict[str, float]) -> dict[str, float]:
    """Shares with some stated, the others in the proportions they had. Raises ValueError above 1."""
    left = 1.0 - sum(stated.values())
    if left < -1e-9:
        raise ValueError(f"shares sum to more than 1: {stated}")
    left = max(0.0, left)
    others = {name: share for name, share in before.items() if name not in stated}
    total = sum(others.values())
    return {
        name: stated[name]
        if name in stated
        else left * (before[name] / total if total > 0.0 else 1.0 / len(others))
        for name in before
    }
