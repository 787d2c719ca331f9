"""What installed packages add to the model, found by their entry points.

A package names a module of its own in its pyproject.toml::

    [project.entry-points."partnersim.mechanisms"]
    peer_support = "my_package.peer_support"

The module holds what a file of that folder of partnersim holds: `STEPS` and `GROUP` of a mechanism or
an instrument, `TYPOLOGY` and `place` of a typology. A system (`partnersim.systems`) is a package, as a
folder of `systems/` is. A jurisdiction is a package of data files.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

REQUIRED = {  # what a module of each kind must have
    "mechanisms": ("STEPS",),
    "instruments": ("STEPS",),
    "systems": ("SYSTEM", "STEPS"),
    "typologies": ("TYPOLOGY", "place"),
    "jurisdictions": (),
}


# modules of a system that do not act
ROOMS = ("agents", "outcomes", "measures", "screens", "figures", "reports")


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A module that another package adds, by the name of its entry point."""

    name: str
    package: str
    version: str
    module: ModuleType

    def __str__(self) -> str:
        return f"{self.name} ({self.package} {self.version})"


@functools.cache
def plug_ins(kind: str) -> tuple[PlugIn, ...]:
    """Those of a kind (`mechanisms`, `instruments`, `systems`, `typologies`, `jurisdictions`), by name.

    Raises UserError, naming the plug-in, where one cannot be loaded or lacks what its kind needs.
    """
    from importlib.metadata import entry_points

    entries = sorted(entry_points(group=f"partnersim.{kind}"), key=_name)
    return tuple(_loaded(entry, kind) for entry in entries)


def every() -> tuple[PlugIn, ...]:
    """All plug-ins, of every kind."""
    return tuple(plug_in for kind in REQUIRED for plug_in in plug_ins(kind))


def source_files() -> list[Path]:
    """Every file of rules or data of the packages that plug-ins are in, helpers included."""
    paths: set[Path] = set()
    for plug_in in every():
        package = importlib.import_module(plug_in.module.__name__.partition(".")[0])
        folders = [Path(folder) for folder in getattr(package, "__path__", ())]
        files = [file for folder in folders for file in folder.rglob("*")]
        paths |= {file for file in files if file.suffix in (".py", ".csv")}
        paths.add(Path(str(plug_in.module.__file__)))
    return sorted(paths)


def versions(*packages: str) -> dict[str, str]:
    """Versions of these packages and of Python, then of every plug-in, for a manifest."""
    import platform
    from importlib.metadata import version

    own = {name: version(name) for name in packages}
    return own | {"python": platform.python_version()} | added()


def added() -> dict[str, str]:
    """Package and version of every plug-in."""
    return {plug_in.package: plug_in.version for plug_in in every()}


def of(module: ModuleType) -> PlugIn | None:
    """The plug-in that a module is, or is part of; nothing, where it is one of ours."""
    name = f"{module.__name__}."
    around = [plug_in for plug_in in every() if name.startswith(f"{plug_in.module.__name__}.")]
    return max(around, key=lambda plug_in: len(plug_in.module.__name__), default=None)


def modules_of(kind: str, package: str, folders: Iterable[str]) -> tuple[ModuleType, ...]:
    """Every module of a package, by name; then those of plug-ins of that kind."""
    names = sorted(module.name for module in pkgutil.iter_modules(folders))
    own = (importlib.import_module(f"{package}.{name}") for name in names)
    return (*own, *(plug_in.module for plug_in in plug_ins(kind)))


def acting(room: ModuleType) -> list[ModuleType]:
    """A module, or those of a folder, by name, that do something in a month."""
    names = sorted(module.name for module in pkgutil.iter_modules(getattr(room, "__path__", ())))
    parts = [
        importlib.import_module(f"{room.__name__}.{name}") for name in names if name not in ROOMS
    ]
    return [part for part in (room, *parts) if hasattr(part, "STEPS")]


def named_in_errors(step: Callable[..., Any], module: ModuleType) -> Callable[..., Any]:
    """The step of a plug-in, whose errors name it; a step of our own as it is."""
    plug_in = of(module)
    return step if plug_in is None else _guarded(step, plug_in)


def _guarded(step: Callable[..., Any], plug_in: PlugIn) -> Callable[..., Any]:
    @functools.wraps(step)
    def guarded(*arguments: Any) -> Any:
        try:
            return step(*arguments)
        except UserError:
            raise
        except Exception as error:
            raise UserError(
                "The plug-in {plug_in} failed in a run: {problem}. Mend it, or uninstall it.",
                plug_in=plug_in,
                problem=_message(error),
            ) from error

    return guarded


def _loaded(entry: EntryPoint, kind: str) -> PlugIn:
    package = entry.dist.name if entry.dist else entry.module
    version = entry.dist.version if entry.dist else "?"
    label = f"{entry.name} ({package} {version})"
    try:
        module = entry.load()
        parts = [module, *(acting(module) if kind == "systems" else ())]
    except Exception as error:
        raise UserError(
            "The plug-in {plug_in} cannot be loaded: {problem}. Mend it, or uninstall it.",
            plug_in=label,
            problem=_message(error),
        ) from error
    missing = [name for name in REQUIRED[kind] if not any(hasattr(part, name) for part in parts)]
    if missing:
        raise UserError(
            "The plug-in {plug_in} lacks {names}, which every module of {kind} has.",
            plug_in=label,
            names=", ".join(missing),
            kind=kind,
        )
    return PlugIn(entry.name, package, version, module)


def _name(entry: EntryPoint) -> str:
    return entry.name


def _message(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(".")
