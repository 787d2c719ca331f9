"""Groups of parameters, as mechanisms, instruments and systems declare them, plug-ins included."""

from __future__ import annotations

import functools
from types import ModuleType

from partnersim import instruments, mechanisms, plugins, systems, typologies
from partnersim.declarations import Group, Parameter, Role, Scope, Shares, groups_in
from partnersim.language import UserError
from partnersim.population import choices
from partnersim.population.parameters import PLACE, POPULATION, PROGRAMME


@functools.cache
def behaviour() -> tuple[ModuleType, ...]:
    """Every module of an instrument, a mechanism or a system, plug-ins after ours of each."""
    modules = (*instruments.modules(), *mechanisms.modules(), *systems.modules())
    known: dict[str, ModuleType] = {}
    for module in modules:
        name = module.__name__.rpartition(".")[2]
        if name in known:
            raise UserError(
                "The plug-in {plug_in} calls its module {name}, as {other} does. Rename one.",
                plug_in=plugins.of(module) or plugins.of(known[name]),
                name=name,
                other=known[name].__name__,
            )
        known[name] = module
    return modules


@functools.cache
def groups() -> tuple[Group, ...]:
    """Every declared group of parameters."""
    known: list[Group] = [POPULATION, PLACE, PROGRAMME, *choices.GROUPS]
    for module in (*behaviour(), *typologies.modules()):
        known.extend(groups_in(module))
    return tuple(known)


def model_groups() -> dict[str, Group]:
    """Groups that stand once in a scenario, by their key."""
    return groups_of(Scope.MODEL)


def funder_groups() -> dict[str, Group]:
    """Groups that stand under every funder, by their key; `funding` stands directly there."""
    return groups_of(Scope.FUNDER)


def groups_of(scope: Scope) -> dict[str, Group]:
    """Groups of one scope, by their key."""
    return {group.name: group for group in groups() if group.scope is scope}


@functools.cache
def sections() -> dict[str, Scope]:
    """The keys of a scenario that hold entries by name, with the scope of what stands under each."""
    scopes = (Scope.FUNDER, Scope.PLACE, Scope.PROGRAMME, Scope.ORGANIZATION, *systems.sections())
    return {key: scope for scope in scopes for key in scope.sections}


@functools.cache
def of_role(role: Role) -> dict[str, Parameter]:
    """The parameters of the model that have a role, by path: `knowledge.ageing`."""
    return {
        f"{name}.{parameter.name}": parameter
        for name, group in model_groups().items()
        for parameter in group
        if isinstance(parameter, Parameter) and parameter.role is role
    }


def priors() -> dict[str, tuple[float, float]]:
    """The prior of every uncertain parameter, by path."""
    uncertain = of_role(Role.UNCERTAINTY).items()
    return {path: parameter.prior for path, parameter in uncertain if parameter.prior is not None}


def path_of(group: Group, name: str = "") -> str:
    """Where a group, or a parameter of it, stands in a scenario: `ministries.*.goals.programmes`."""
    parts = [group.scope.sections[0], "*"] if group.scope.sections else []
    if not group.direct:
        parts.append(group.name)
    return ".".join([*parts, name] if name else parts)


def home_of(group: Group) -> str:
    """The file that declares a group, as a dotted name."""
    for module in (choices, *behaviour(), *typologies.modules()):
        if any(member is group for member in groups_in(module)):
            return module.__name__
    return "partnersim.population.parameters"


def declared_at(path: str) -> tuple[Group, Parameter | Shares] | None:
    """The parameter at a path of a scenario, such as `ministries.mifi.accountability.burden`, if one is there."""
    names = path.split(".")
    if names[0] in sections() and len(names) > 2:
        names[:2] = [sections()[names[0]].sections[0], "*"]
    return parameters().get(".".join(names))


@functools.cache
def parameters() -> dict[str, tuple[Group, Parameter | Shares]]:
    """Every parameter by its path: `knowledge.ageing`, `ministries.*.accountability.burden`."""
    paths: dict[str, tuple[Group, Parameter | Shares]] = {}
    for group in groups():
        for parameter in group:
            paths[path_of(group, parameter.name)] = (group, parameter)
    return paths
