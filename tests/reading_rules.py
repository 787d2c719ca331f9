"""Numbers that stand in the rules themselves, read from their code; used by test_rule_constants.py."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

RULES = (
    "mechanisms",
    "instruments",
    "systems",
)  # listed by the file's name; those of others with their folder
OTHERS = ("population", "outcomes", "typologies", "state")
SHOWING = ("screens", "figures", "measures")  # of a system: sizes on paper, looks at finished runs
PLAIN = {0, 1, 2, 12, 1e-9, 1e-12, 1e9}  # none, whole, pair, months a year, guards of divisions
_FIRST_SPACE = 1000  # whole numbers from here on are spaces of memory, not choices
_NO_SIZES = ("Parameter", "lever", "setting", "uncertainty", "uint64")  # declarations; bits


def numbers_of(code: str) -> dict[str, Counter[float]]:
    """By function ("" for the file itself), every number in it that is a choice of somebody's."""
    table: dict[str, Counter[float]] = {}
    tree = ast.parse(code)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            table[node.name] = Counter(_numbers(node))
        elif isinstance(node, ast.ClassDef):
            for inside in node.body:
                if isinstance(inside, ast.FunctionDef):
                    table[f"{node.name}.{inside.name}"] = Counter(_numbers(inside))
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.BinOp):
            table.setdefault("", Counter()).update(_numbers(node))
    return {name: numbers for name, numbers in table.items() if numbers}


def every_rule() -> dict[str, dict[str, Counter[float]]]:
    """The same of every file of rules, by its name."""
    return {
        file.stem if folder in RULES else f"{folder}/{file.stem}": numbers_of(
            file.read_text(encoding="utf-8")
        )
        for folder in (*RULES, *OTHERS)
        for file in sorted(
            Path("src/partnersim", folder).glob(
                f"{'*/' * (folder in ('mechanisms', 'systems'))}*.py"
            )
        )
        if file.stem not in SHOWING
    }


def _numbers(node: ast.AST) -> Iterator[float]:
    if isinstance(node, ast.Subscript):
        yield from _numbers(node.value)
        return
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in _NO_SIZES:
            return
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or value in PLAIN:
            return
        if isinstance(value, int) and (value in (3, 4) or value >= _FIRST_SPACE):
            return  # a quarter's months, kinds in a loop; memory
        yield float(value)
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.For) and child is node.iter and isinstance(child, ast.Tuple):
            continue  # places of a row, in turn
        yield from _numbers(child)
