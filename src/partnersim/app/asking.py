"""What a page asks for: a scenario with some levers set, checked by the declarations that check YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Role
from partnersim.language import UserError, did_you_mean
from partnersim.scenario import merging
from partnersim.scenario.arguments import shown_briefly
from partnersim.scenario.loading import altered
from partnersim.scenario.parameter_groups import parameters, sections

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

MOST_SETS = 24
LONGEST_SET = 300
_DIGITS = 4
_SETS = "set"


@dataclass(frozen=True, slots=True)
class Ask:
    """A scenario by its name, and levers by their path, each value rounded: whoever asks the same shares
    its runs."""

    start: str
    levers: tuple[tuple[str, Any], ...] = ()


def asked(bases: Mapping[str, Settings], start: str, sets: Sequence[str]) -> Ask:
    """What is asked, where it may be. Raises UserError, with what is wrong in words for a person."""
    if start not in bases:
        raise UserError(
            "There is no scenario named {name} here; there are: {names}.{hint}",
            name=shown_briefly(start),
            names=", ".join(bases),
            hint=did_you_mean(start, bases),
        )
    if len(sets) > MOST_SETS or any(len(text) > LONGEST_SET for text in sets):
        raise UserError(
            "At most {count} levers of at most {length} letters each may be set.",
            count=MOST_SETS,
            length=LONGEST_SET,
        )
    levers = dict(_lever(bases[start], text) for text in sets)
    ask = Ask(start, tuple(sorted((path, _frozen(value)) for path, value in levers.items())))
    settings_of(bases[start], ask)
    return ask


def settings_of(base: Settings, ask: Ask) -> Settings:
    """The scenario as it is asked for. Raises UserError where a value is not allowed."""
    if not ask.levers:
        return base
    return altered(base, {path: _thawed(value) for path, value in ask.levers}, _SETS)


def _lever(base: Settings, text: str) -> tuple[str, Any]:
    """The path and the value of one setting, which is one lever of somebody who is there."""
    path = text.partition("=")[0].strip()
    value: Any = merging.assign(text)
    for key in path.split("."):
        value = value[key]
    known = _known(base)
    if path not in known:
        raise UserError(
            "{path} is no lever of this scenario.{hint}",
            path=shown_briefly(path),
            hint=did_you_mean(path, known),
        )
    return path, _rounded(value)


def _entries(base: Settings, section: str) -> list[str]:
    inside = base.content.get(section)
    return list(inside) if isinstance(inside, dict) else []


def _known(base: Settings) -> list[str]:
    """Every lever of a scenario by its path, of funders and other entries that are there."""
    result = []
    for path, (_, declared) in parameters().items():
        if declared.role is not Role.LEVER:
            continue
        first, _, rest = path.partition(".")
        kinds = sections()[first].sections if "*" in path else ()
        entries = [f"{kind}.{name}" for kind in kinds for name in _entries(base, kind)]
        result += (
            [path] if "*" not in path else [f"{each}{rest.removeprefix('*')}" for each in entries]
        )
    return result


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {str(key): _rounded(inner) for key, inner in value.items()}
    return value


def _frozen(value: Any) -> Any:
    """A map as pairs in order, so that it can be a key."""
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(inner)) for key, inner in value.items()))
    if isinstance(value, list):
        raise UserError("A lever is a number, a word, or a map of shares.")
    return value


def _thawed(value: Any) -> Any:
    return dict(value) if isinstance(value, tuple) else value
