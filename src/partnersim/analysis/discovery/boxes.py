"""Boxes of conditions under which cases are dense: PRIM and CART, by the EMA Workbench.

PRIM peels slices off the space of factors; every step trades coverage (share of all cases inside)
for density (share of cases among what is inside). The box taken is not the last one: of the steps,
each without its restrictions whose quasi-p-value is 0.05 or more, it is the one with the fewest
restrictions among those within 5 % of the largest coverage x density (Bryant and Lempert 2010 ask for
all three).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.discovery.dependence import effective_rows, quasi_p, separate_draws

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from partnersim.analysis.discovery.cases import Cases

SURE = 0.05
_NEARLY_BEST = 0.95
_LEAST_GAIN = 1.25  # a box must be denser than all rows together by this factor
MOST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Restriction:
    """One factor held within limits; None where the range of the design is the limit."""

    factor: str
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    quasi_p: float = float("nan")


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions, with the share of all cases inside and the share of cases among what is inside."""

    restrictions: tuple[Restriction, ...]
    coverage: float
    density: float
    mass: float
    rows: int
    step: int = -1


@dataclass(frozen=True, slots=True)
class Peeling:
    """A trajectory (steps: coverage, density, mass, restrictions) and the box taken from it."""

    trajectory: pd.DataFrame
    box: Box


def by_prim(cases: Cases, mass_min: float = 0.05) -> list[Peeling]:
    """Boxes in the order in which they are found, each among the cases the others left."""
    found: list[Peeling] = []
    if cases.is_case.all() or not cases.is_case.any():
        return found
    with _quiet():
        from ema_workbench.analysis import prim

        free = np.ones(len(cases.factors), bool)  # what the boxes before left
        search = prim.Prim(_usable(cases.factors), cases.is_case, mass_min=mass_min)
        for _ in range(MOST_BOXES):
            box = search.find_box()
            if box is None:
                break
            taken = _take(box, cases, search.x, free)
            if taken is None or taken.density < _LEAST_GAIN * cases.share:
                break
            trajectory = box.peeling_trajectory[["coverage", "density", "mass", "res_dim"]]
            found.append(Peeling(trajectory.rename(columns={"res_dim": "restrictions"}), taken))
            box.select(taken.step)
            free &= ~_inside(taken.restrictions, search.x)
    return found


def _take(box: Any, cases: Cases, factors: pd.DataFrame, free: NDArray[np.bool_]) -> Box | None:
    """The box of the trajectory that is taken: each step without its restrictions that may mean nothing."""
    candidates: dict[tuple[Restriction, ...], Box] = {}
    for step in range(len(box.peeling_trajectory)):
        limits = _restrictions(box.box_lims[step], factors, box.p_values[step])
        if cases.families:
            limits = _judged_together(limits, cases, factors, free)
        sure = tuple(one for one in limits if one.quasi_p < SURE)
        if not sure or sure in candidates:
            continue
        inside = _inside(sure, factors) & free
        hits = int(cases.is_case[inside].sum())
        if hits == 0:
            continue
        candidates[sure] = Box(
            sure, hits / int(cases.is_case.sum()), hits / int(inside.sum()), float(inside.mean()),
            int(inside.sum()), step,
        )  # fmt: skip
    if not candidates:
        return None
    best = max(one.coverage * one.density for one in candidates.values())
    near = [one for one in candidates.values() if one.coverage * one.density >= _NEARLY_BEST * best]
    return min(near, key=lambda one: (len(one.restrictions), -one.coverage * one.density))


def _judged_together(
    limits: tuple[Restriction, ...], cases: Cases, factors: pd.DataFrame, free: NDArray[np.bool_]
) -> tuple[Restriction, ...]:
    """The same with quasi-p-values of rows that were drawn together: they count as fewer, and for no
    more than the values that the restricted factor was given there."""
    inside = _inside(limits, factors) & free
    if not inside.any():
        return limits
    families = tuple(one[inside] for one in cases.families)
    rows, density = effective_rows(cases.is_case[inside], families), cases.is_case[inside].mean()
    found = []
    for one in limits:
        without = _inside(tuple(other for other in limits if other is not one), factors) & free
        elsewhere = float(cases.is_case[without].mean())
        worth = min(rows, separate_draws(factors[one.factor][inside].tolist(), families))
        found.append(replace(one, quasi_p=quasi_p(density * worth, worth, elsewhere)))
    return tuple(found)


def _inside(restrictions: tuple[Restriction, ...], factors: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows meet all restrictions."""
    inside = np.ones(len(factors), bool)
    for one in restrictions:
        column = factors[one.factor]
        if one.values:
            inside &= column.astype(str).isin(one.values).to_numpy()
        if one.low is not None:
            inside &= column.to_numpy() >= one.low
        if one.high is not None:
            inside &= column.to_numpy() <= one.high
    return inside


def by_cart(cases: Cases, mass_min: float = 0.05) -> list[Box]:
    """The leaves of a classification tree in which cases are dense, densest first."""
    if cases.is_case.all() or not cases.is_case.any():
        return []
    with _quiet():
        from ema_workbench.analysis import cart

        factors = _usable(cases.factors)
        # a leaf holds a row at least, however few there are
        tree = cart.CART(factors, cases.is_case, mass_min=max(mass_min, 1.01 / len(factors)))
        tree.build_tree()
        leaves = [
            Box(_restrictions(limits, factors, {}), float(stats["coverage"]),
                float(stats["density"]), float(stats["mass"]),
                round(float(stats["mass"]) * len(factors)))
            for limits, stats in zip(tree.boxes, tree.stats, strict=True)
        ]  # fmt: skip
    dense = [one for one in leaves if one.density >= _LEAST_GAIN * cases.share]
    return sorted(dense, key=lambda one: -one.density * one.coverage)


def _restrictions(
    limits: pd.DataFrame, factors: pd.DataFrame, quasi_p: dict[str, Any]
) -> tuple[Restriction, ...]:
    """What a box holds a factor to, beside the range that the design has of it."""
    found = []
    for name in factors.columns:
        low, high = limits[name].iloc[0], limits[name].iloc[1]
        sure = [one for one in np.ravel(quasi_p.get(name, [])) if one >= 0.0]
        p = float(max(sure)) if sure else float("nan")
        if isinstance(low, set | frozenset):
            if len(low) < factors[name].nunique():
                found.append(Restriction(str(name), values=tuple(sorted(map(str, low))), quasi_p=p))
            continue
        least, most = float(factors[name].min()), float(factors[name].max())
        above = float(low) if low > least else None
        below = float(high) if high < most else None
        if above is not None or below is not None:
            found.append(Restriction(str(name), above, below, quasi_p=p))
    return tuple(found)


def _usable(factors: pd.DataFrame) -> pd.DataFrame:
    """Numbers as they are; switches and choices as categories."""
    from pandas.api.types import is_numeric_dtype

    usable = factors.copy()
    for name in usable.columns:
        if usable[name].dtype == bool or not is_numeric_dtype(usable[name]):
            usable[name] = usable[name].astype(str).astype("category")
        else:
            usable[name] = usable[name].astype(float)
    return usable


@contextmanager
def _quiet() -> Iterator[None]:
    """What the workbench's own dependencies warn of is no matter of the reader's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
