"""The issues that may be deliberated: those of the core, then a file of this folder each."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path

from partnersim.declarations import Text
from partnersim.state.issues import ISSUES
from partnersim.state.world import World

_PREFIX = "issue_"
_FOUND = sorted(
    module.name.removeprefix(_PREFIX)
    for module in pkgutil.iter_modules([str(Path(__file__).parent)])
    if module.name.startswith(_PREFIX)
)
NAMES = (*ISSUES, *(name for name in _FOUND if name not in ISSUES))
OWN = NAMES[len(ISSUES) :]  # whose levers are moved here
FILES = tuple(f"{_PREFIX}{name}" for name in NAMES)


@dataclass(frozen=True, slots=True)
class Issue:
    """What may be won.

    Parameters
    ----------
    title
        In a few words.
    lever
        What it moves once it is won.
    whole
        Whether it is granted whole or not at all; others are won by a share.
    """

    title: Text
    lever: Text
    whole: bool = False


def issues() -> dict[str, Issue]:
    """Every issue by name, as its file declares it."""
    home = __name__.rpartition(".")[0]
    found = (importlib.import_module(f"{home}.{file}") for file in FILES)
    return {name: module.ISSUE for name, module in zip(NAMES, found, strict=True)}


def is_weighed(world: World) -> bool:
    """Whether members weigh and deliberate this month: each quarter, and as the scenario begins."""
    return world.calendar.fiscal_month % 3 == 1 or world.now == world.calendar.spin_up_months
