"""Boxes of conditions under which cases are dense: the leaves of a classification tree (CART)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.discovery.prim import LEAST_GAIN, Box, Restriction, chosen, within

if TYPE_CHECKING:
    from partnersim.analysis.discovery.cases_of_interest import Cases
    from partnersim.analysis.runs.overlays import Value

    Column = tuple[str, "Value | None"]  # a factor, and the value it is asked for; None: its number


@dataclass(frozen=True, slots=True)
class _Path:
    """What the splits on the way to a leaf ask: limits of numbers, values that are left of choices."""

    limits: dict[str, tuple[float, float]] = field(default_factory=dict)
    values: dict[str, tuple[Value, ...]] = field(default_factory=dict)


def by_cart(cases: Cases, mass_min: float = 0.05) -> list[Box]:
    """The leaves of a tree in which cases are dense, densest first; a leaf has that share of the rows at
    least. The same cases make the same tree."""
    if cases.is_case.all() or not cases.is_case.any():
        return []
    from sklearn.tree import DecisionTreeClassifier

    columns = _columns(cases)
    asked = np.column_stack(
        [
            cases.factors[name].to_numpy(float) if value is None else cases.factors[name] == value
            for name, value in columns
        ]
    ).astype(float)
    rows, total = len(asked), int(cases.is_case.sum())
    least = max(1, int(mass_min * rows))
    fitted = DecisionTreeClassifier(min_samples_leaf=least, random_state=0).fit(
        asked, cases.is_case
    )
    leaf_of = fitted.apply(asked)
    boxes = []
    for leaf, path in _leaves(fitted.tree_, columns, cases):
        inside = leaf_of == leaf
        number, hits = int(inside.sum()), int(cases.is_case[inside].sum())
        restrictions = _restrictions(path, cases)
        if hits / number >= LEAST_GAIN * cases.share:
            boxes.append(Box(restrictions, hits / total, hits / number, number / rows, number))
    return sorted(boxes, key=lambda box: -box.density * box.coverage)


def _columns(cases: Cases) -> list[Column]:
    """What a split may ask: a number as it is, or whether a factor is one of its choices."""
    columns: list[Column] = []
    for name in map(str, cases.factors.columns):
        levels = cases.levels[name]
        if any(isinstance(level, str) for level in levels):
            columns += [(name, level) for level in levels]
        else:
            columns.append((name, None))
    return columns


def _leaves(tree: Any, columns: list[Column], cases: Cases) -> Iterator[tuple[int, _Path]]:
    """Each leaf by number, with what leads there."""
    waiting = [(0, _Path())]
    while waiting:
        node, path = waiting.pop()
        if tree.children_left[node] < 0:
            yield node, path
            continue
        name, value = columns[tree.feature[node]]
        cut = float(tree.threshold[node])
        if value is None:
            low, high = path.limits.get(name, (-np.inf, np.inf))
            sides = [
                replace(path, limits={**path.limits, name: limits})
                for limits in ((low, min(high, cut)), (max(low, cut), high))
            ]
        else:
            left = path.values.get(name, cases.levels[name])
            sides = [
                replace(path, values={**path.values, name: kept})
                for kept in (tuple(level for level in left if level != value), (value,))
            ]
        children = (int(tree.children_left[node]), int(tree.children_right[node]))
        waiting += zip(children, sides, strict=True)


def _restrictions(path: _Path, cases: Cases) -> tuple[Restriction, ...]:
    """In the order of the factors, without those that the design has nowhere else."""
    restrictions = []
    for name in map(str, cases.factors.columns):
        if name in path.limits:
            restrictions.append(within(name, *path.limits[name], cases))
        elif name in path.values:
            restrictions.append(chosen(name, path.values[name], cases.levels[name]))
    return tuple(restriction for restriction in restrictions if restriction is not None)
