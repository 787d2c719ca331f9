"""Laying values of parameters over the settings of a scenario, without reading its file again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Parameter, Shares
from partnersim.scenario.entities import filled_up
from partnersim.scenario.parameter_groups import funder_groups, model_groups

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

Value = float | int | bool | str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its group, its name, its funder where it has one; one share of a map."""

    group: str
    name: str
    funder: str | None = None
    share: str | None = None

    def path(self, kind: str = "ministries") -> str:
        """As in a scenario file."""
        where = [kind, self.funder] if self.funder else []
        group = [self.group] if self.group != "funding" else []
        return ".".join([*where, *group, self.name, *([self.share] if self.share else [])])


def places(settings: Settings) -> dict[str, tuple[Place, Parameter | Shares]]:
    """Every place a number, switch, choice or share of this scenario stands at, by its path."""
    by_path: dict[str, tuple[Place, Parameter | Shares]] = {}
    for group in model_groups().values():
        for parameter in group:
            place = Place(group.name, parameter.name)
            by_path[place.path()] = (place, parameter)
    for funder in settings.funders.values():
        kind = "ministries" if funder.is_ministry else "donors"
        for group in funder_groups().values():
            for parameter in (
                parameter for parameter in group if parameter.name in funder.values[group.name]
            ):
                shares = [None] if isinstance(parameter, Parameter) else list(parameter.default)
                for share in shares:
                    place = Place(group.name, parameter.name, funder.name, share)
                    by_path[place.path(kind)] = (place, parameter)
    return by_path


def value_at(settings: Settings, place: Place) -> Value:
    """The value that the settings have there."""
    funder = settings.funders[place.funder] if place.funder else None
    groups = settings.parameters if funder is None else funder.values
    value: Any = groups[place.group][place.name]
    part: Value = value if place.share is None else value[place.share]
    return part


def overlaid(settings: Settings, where: Sequence[Place], values: Sequence[Value]) -> Settings:
    """The settings with these values; they are stated now, so that no prior draws over them.

    Where shares of a map are laid, those left out shrink or grow in proportion, to sum to 1.
    """
    parameters = dict(settings.parameters)
    funders: dict[str, dict[str, dict[str, Any]]] = {}
    mine: set[tuple[str | None, str]] = set()  # groups that are copies already
    shares: dict[tuple[str, str, str], dict[str, float]] = {}
    for place, value in zip(where, values, strict=True):
        if place.funder is None:
            groups = parameters
        else:
            if place.funder not in funders:
                funders[place.funder] = dict(settings.funders[place.funder].values)
            groups = funders[place.funder]
        if (place.funder, place.group) not in mine:
            groups[place.group] = dict(groups[place.group])
            mine.add((place.funder, place.group))
        if place.share is None:
            kind = type(groups[place.group][place.name])  # rules are compiled for it
            groups[place.group][place.name] = kind(value)
        else:
            key = (str(place.funder), place.group, place.name)
            shares.setdefault(key, {})[place.share] = float(value)
    for (funder, group, name), stated in shares.items():
        before = settings.funders[funder].values[group][name]
        funders[funder][group][name] = filled_up(before, stated)
    return replace(
        settings,
        parameters=parameters,
        funders={
            name: replace(funder, values=funders[name]) if name in funders else funder
            for name, funder in settings.funders.items()
        },
        fixed=settings.fixed | {place.path() for place in where if place.funder is None},
    )
