"""What plug-ins build on, as rows of `public_face.csv`: entry points, names a module may hold, what it imports.

Columns of the state are no part of it: `partnersim explain state.TABLE` names them, and a run says which of a plug-in's
is not there.
"""

from __future__ import annotations

import enum
import inspect
import re
import types
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from partnersim import declarations, plugins
from partnersim.declarations import Scope

Row = tuple[str, str, str, str]  # kind, where, name, what
IMPORTED = {  # beside all of partnersim.declarations
    "partnersim.state.calendar": ("Calendar", "Phase"),
    "partnersim.state.decisions": ("REGISTER",),
    "partnersim.state.draws": ("Draws", "Stream", "uniform"),
    "partnersim.state.instalments": ("PAID", "pay_instalment"),
    "partnersim.state.kernel": ("kernel",),
    "partnersim.state.money": ("book_payment", "commit", "count_year", "pay_organization"),
    "partnersim.state.payments": ("purpose", "write_flow"),
    "partnersim.state.snapshot": ("Numbers", "Snapshot"),
    "partnersim.state.world": ("Flows", "Table", "World"),
}
# Made by partnersim: no plug-in calls them.
GIVEN = ("Calendar", "Draws", "Flows", "Snapshot", "World")
READ = {  # names of a module that are read where it has them
    "GROUP": "Group", "GROUPS": "tuple[Group, ...]",
    "COLUMNS": "table -> tuple[Column, ...]", "STEPS": "Phase -> Step",
    "INSTRUMENT": "Instrument", "PURPOSES": "tuple[str, ...]",
    "CHOOSES_BY": "columns of relations", "SYSTEM": "System", "TYPOLOGY": "Typology",
    "place": "(snapshot: Snapshot) -> columns of axes",
}  # fmt: skip

_FUNCTIONS = (
    "kernel", "uniform", *IMPORTED["partnersim.state.money"], "pay_instalment", "purpose", "write_flow",
)  # fmt: skip


def rows(members_of: Callable[[type], dict[str, str]]) -> Iterator[Row]:
    """Entry points with what their module must have; names it may have; what it imports, with members."""
    for kind, needed in plugins.REQUIRED.items():
        yield "plug-in", "entry point", f"partnersim.{kind}", " ".join(needed)
    for name, what in READ.items():
        yield "plug-in", "module", name, what
    places = {declarations.__name__: declarations.__all__, **IMPORTED}
    for place, names in places.items():
        for name in names:
            value = getattr(import_module(place), name)
            yield "plug-in", place, name, "given" if name in GIVEN else _said(value)
            owner = value if inspect.isclass(value) else type(value)
            if owner.__module__.startswith("partnersim.") and name not in _FUNCTIONS:
                for member, what in sorted(_all_members(owner, members_of).items()):
                    yield "plug-in", name, member, what


def _all_members(owner: type, members_of: Callable[[type], dict[str, str]]) -> dict[str, str]:
    if issubclass(owner, enum.Enum):
        return {one.name: str(one.value) for one in owner}
    return members_of(owner)


def _said(value: Any) -> str:
    """A signature; of an alias or of a type of others, its name; of a constant, itself or its class."""
    if isinstance(value, types.UnionType):
        return " | ".join(one.__name__ for one in value.__args__)
    if isinstance(value, types.GenericAlias):  # how NumPy spells its own differs by its version
        return str(value) if value.__origin__ is tuple else f"{value.__origin__.__name__} of NumPy"
    if inspect.isclass(value) and not value.__module__.startswith("partnersim."):
        return f"{value.__module__}.{value.__qualname__}"
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        return "one of"
    if callable(value):
        said = str(inspect.signature(value)).replace(repr(Scope.MODEL), "Scope.MODEL")
        return re.sub(r"""(: |-> )(["'])(.*?)\2""", r"\1\3", said)
    return repr(value) if isinstance(value, tuple) else type(value).__qualname__
