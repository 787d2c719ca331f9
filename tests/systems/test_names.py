"""The core's code names nothing that a system declares: its modules, groups, tables, purposes, outcomes, draws."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import partnersim
from partnersim import systems
from partnersim.declarations import groups_in
from partnersim.plugins import ROOMS
from partnersim.state.decisions import REGISTER

PACKAGE = Path(partnersim.__file__).parent
PROSE = ("Text", "say", "Source", "Assumption", "UserError", "warn")  # what they say names no code
ELSEWHERE = {  # words of the core that are names of a system's too
    "crisis": "a column of `conditions` by which systems meet",
    "felt_burden": "a column of organisations by which systems meet",
    "goals": "an axis of Najam's typology",
    "leveraged": "a column of organisations that the funding gap reads",
    "partnership": "a class of typologies",
    "offer": "a column of organisations",
    "representation": "a dimension of the relationship",
    "trust": "a variable of referral, and a function of the screen of sensitivity",
}


def names_of_systems() -> set[str]:
    """Every name that systems declare."""
    names = set(systems.packages())
    for package in systems.packages().values():
        names |= set(package.SYSTEM.tables) | {s.direct for s in package.SYSTEM.sections}
        names |= {key for section in package.SYSTEM.sections for key in section.sections}
    for module in systems.modules():
        names.add(module.__name__.rpartition(".")[2])
        names |= {group.name for group in groups_in(module)} | set(getattr(module, "PURPOSES", ()))
    for module in systems.room("outcomes").values():
        names |= {outcome.name for outcome in getattr(module, "OUTCOMES", ())}
    for module in systems.room("measures").values():
        names |= set(module.MEASURES)
    return names | {name for name in REGISTER.decisions if name.partition(".")[0] in names}


def names_in(code: str) -> Iterator[str]:
    """Identifiers, and names that stand in texts which are code: lists of columns, keys, paths."""
    tree = ast.parse(code)
    said = {
        id(inside)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and getattr(node.func, "id", "") in PROSE)
        or (isinstance(node, ast.keyword) and node.arg == "several")
        or isinstance(node, ast.Expr)
        for inside in ast.walk(node)
        if isinstance(inside, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        ):
            yield from re.split(r"[\s.|()]+", node.value)
            yield node.value


def test_the_core_names_nothing_of_a_system() -> None:
    names = names_of_systems() - set(ROOMS) - set(ELSEWHERE)
    assert {"partnerships", "outsourcing.place", "policy_drafts", "solidarity"} <= names
    found = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.relative_to(PACKAGE).parts[0] not in ("systems", "jurisdictions")
        for name in names_in(file.read_text(encoding="utf-8"))
        if name in names
    }
    assert found == set()
