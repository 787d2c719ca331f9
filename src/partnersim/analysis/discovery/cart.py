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
    found = []
    for leaf, path in _leaves(fitted.tree_, columns, cases):
        inside = leaf_of == leaf
        number, hits = int(inside.sum()), int(cases.is_case[inside].sum())
        restrictions = _restrictions(path, cases)
        if hits / number >= LEAST_GAIN * cases.share:
            found.append(Box(restrictions, hits / total, hits / number, number / rows, number))
    return sorted(found, key=lambda one: -one.density * one.coverage)


def _columns(cases: Cases) -> list[Column]:
    """What a split may ask: a number as it is, or whether a factor is one of its choices."""
    found: list[Column] = []
    for name in map(str, cases.factors.columns):
        levels = cases.levels[name]
        if any(isinstance(level, str) for level in levels):
            found += [(name, level) for level in levels]
        else:
            found.append((name, None))
    return found


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
                for kept in (tuple(one for one in left if one != value), (value,))
            ]
        children = (int(tree.children_left[node]), int(tree.children_right[node]))
        waiting += zip(children, sides, strict=True)


def _restrictions(path: _Path, cases: Cases) -> tuple[Restriction, ...]:
    """In the order of the factors, without those that the design has nowhere else."""
    found = []
    for name in map(str, cases.factors.columns):
        if name in path.limits:
            found.append(within(name, *path.limits[name], cases))
        elif name in path.values:
            found.append(chosen(name, path.values[name], cases.levels[name]))
    return tuple(one for one in found if one is not None)
