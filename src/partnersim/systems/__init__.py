"""Systems, one a folder, found by being there, or brought by a plug-in: what a document adds to the core.

A system is a package with a `SYSTEM`, which says what in a scenario switches it on. Its modules that have
`STEPS` act, and declare groups and columns as those of the core do. Three others are found by their
names: `outcomes` declares what is measured of it, `screens` and `figures` show
that (`in_short` of `screens`: a line that a short screen says too), `reports` adds to the answer of a
report and of a short screen, to what a scenario changes and to why need is higher. What the core reads
of a system (the hours of a council, say) is a column of the core that stays at its start where no
system writes it, so that the model runs without any of them. Systems never import one another, nor does
the core import them; they meet in the state.
"""

import functools
import importlib
from collections.abc import Mapping
from importlib.resources import files
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from partnersim import plugins
from partnersim.declarations import Outcome, Scope


@functools.cache
def packages() -> dict[str, ModuleType]:
    """The package of every system that is there, by name; then those of plug-ins."""
    there = plugins.modules_of("systems", __name__, __path__)
    return {module.__name__.rpartition(".")[2]: module for module in there}


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """The modules of every system that act, by name; then those of plug-ins."""
    return tuple(module for package in packages().values() for module in plugins.acting(package))


@functools.cache
def room(name: str) -> dict[str, ModuleType]:
    """The module of this name, one of `plugins.ROOMS`, of each system that has it, by system."""
    paths = {system: f"{package.__name__}.{name}" for system, package in packages().items()}
    return {
        system: importlib.import_module(path)
        for system, path in paths.items()
        if hasattr(packages()[system], "__path__") and find_spec(path)
    }


@functools.cache
def sections() -> tuple[Scope, ...]:
    """The sections of a scenario that systems declare."""
    return tuple(section for package in packages().values() for section in package.SYSTEM.sections)


def homes_of(file: str) -> tuple[str, ...]:
    """The packages of systems in whose folders a file of data of this name lies."""
    folders = [package.__name__ for package in packages().values() if hasattr(package, "__path__")]
    return tuple(folder for folder in folders if files(folder).joinpath(file).is_file())


def outcomes_in(module: ModuleType) -> tuple[Outcome, ...]:
    """All that an `outcomes` of a system declares: columns of the sector's table, then of its own tables."""
    tables = getattr(module, "TABLES", {}).values()
    return (*getattr(module, "OUTCOMES", ()), *(column for columns in tables for column in columns))


def measuring(name: str) -> str:
    """The system that declares a column of the sector; nothing for the core's."""
    for system, module in room("outcomes").items():
        if any(outcome.name == name for outcome in getattr(module, "OUTCOMES", ())):
            return system
    return ""


def switched_on(scenario: Mapping[str, Any], regime: Mapping[str, Any]) -> frozenset[str]:
    """The systems that a scenario of these values switches on, or the regime of its spin-up."""
    declared = {name: package.SYSTEM for name, package in packages().items()}
    return frozenset(
        name
        for name, system in declared.items()
        if system.is_on(scenario) or (system.in_spin_up and system.is_on(regime))
    )


@functools.cache
def system_of(module: ModuleType) -> str:
    """The system that a module is part of; nothing for the core."""
    for name, package in packages().items():
        if f"{module.__name__}.".startswith(f"{package.__name__}."):
            return name
    return ""
