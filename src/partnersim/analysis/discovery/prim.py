"""Boxes of conditions under which cases are dense: PRIM, by the EMA Workbench.

PRIM peels slices off the space of factors; every step trades coverage (share of all cases inside)
for density (share of cases among what is inside). The box taken is not the last one: of the steps,
each without its restrictions whose quasi-p-value is 0.05 or more, it is the one with the fewest
restrictions among those within 5 % of the largest coverage x density (Bryant and Lempert 2010 ask for
all three).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.discovery.design_effect import effective_rows, quasi_p, separate_draws

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from partnersim.analysis.discovery.cases_of_interest import Cases
    from partnersim.analysis.runs.overlays import Value

SURE = 0.05
_NEARLY_BEST = 0.95
LEAST_GAIN = 1.25  # a box must be denser than all rows together by this factor
MOST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Restriction:
    """One factor held within limits (None where the range of the design is the limit), or to some of its
    values where it has single ones."""

    factor: str
    low: float | None = None
    high: float | None = None
    values: tuple[Value, ...] = ()
    quasi_p: float = float("nan")

    @property
    def ordered(self) -> bool:
        """Whether the limits say as much as the values."""
        return self.low is not None or self.high is not None


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
    peelings: list[Peeling] = []
    if cases.is_case.all() or not cases.is_case.any():
        return peelings
    with _quiet():
        from ema_workbench.analysis import prim

        free = np.ones(len(cases.factors), bool)  # what the boxes before left
        search = prim.Prim(_usable(cases.factors), cases.is_case, mass_min=mass_min)
        for _ in range(MOST_BOXES):
            box = search.find_box()
            if box is None:
                break
            taken = _take(box, cases, search.x, free)
            if taken is None or taken.density < LEAST_GAIN * cases.share:
                break
            trajectory = box.peeling_trajectory[["coverage", "density", "mass", "res_dim"]]
            peelings.append(Peeling(trajectory.rename(columns={"res_dim": "restrictions"}), taken))
            box.select(taken.step)
            free &= ~_inside(taken.restrictions, search.x)
    return peelings


def _take(box: Any, cases: Cases, factors: pd.DataFrame, free: NDArray[np.bool_]) -> Box | None:
    """The box of the trajectory that is taken: each step without its restrictions that may mean nothing."""
    candidates: dict[tuple[Restriction, ...], Box] = {}
    for step in range(len(box.peeling_trajectory)):
        limits = _restrictions(box.box_lims[step], cases, box.p_values[step])
        if cases.families:
            limits = _judged_together(limits, cases, factors, free)
        sure = tuple(limit for limit in limits if limit.quasi_p < SURE)
        if not sure or sure in candidates:
            continue
        inside = _inside(sure, factors) & free
        hits = int(cases.is_case[inside].sum())
        if hits == 0:
            continue
        candidates[sure] = Box(
            sure,
            hits / int(cases.is_case.sum()),
            hits / int(inside.sum()),
            float(inside.mean()),
            int(inside.sum()),
            step,
        )
    if not candidates:
        return None
    best = max(candidate.coverage * candidate.density for candidate in candidates.values())
    near = [
        candidate
        for candidate in candidates.values()
        if candidate.coverage * candidate.density >= _NEARLY_BEST * best
    ]
    return min(near, key=lambda box: (len(box.restrictions), -box.coverage * box.density))


def _judged_together(
    limits: tuple[Restriction, ...], cases: Cases, factors: pd.DataFrame, free: NDArray[np.bool_]
) -> tuple[Restriction, ...]:
    """The same with quasi-p-values of rows that were drawn together: they count as fewer, and for no
    more than the values that the restricted factor was given there."""
    inside = _inside(limits, factors) & free
    if not inside.any():
        return limits
    families = tuple(family[inside] for family in cases.families)
    rows, density = effective_rows(cases.is_case[inside], families), cases.is_case[inside].mean()
    judged = []
    for limit in limits:
        without = _inside(tuple(other for other in limits if other is not limit), factors) & free
        elsewhere = float(cases.is_case[without].mean())
        worth = min(rows, separate_draws(factors[limit.factor][inside].tolist(), families))
        judged.append(replace(limit, quasi_p=quasi_p(density * worth, worth, elsewhere)))
    return tuple(judged)


def _inside(restrictions: tuple[Restriction, ...], factors: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows meet all restrictions."""
    from pandas.api.types import is_numeric_dtype

    inside = np.ones(len(factors), bool)
    for restriction in restrictions:
        column = factors[restriction.factor]
        if restriction.values:
            same = column if is_numeric_dtype(column) else column.astype(str)
            inside &= same.isin(
                restriction.values if same is column else list(map(str, restriction.values))
            )
            continue
        if restriction.low is not None:
            inside &= column.to_numpy() >= restriction.low
        if restriction.high is not None:
            inside &= column.to_numpy() <= restriction.high
    return inside


def _restrictions(
    limits: pd.DataFrame, cases: Cases, quasi_p: dict[str, Any]
) -> tuple[Restriction, ...]:
    """What a box holds a factor to, beside the values that the design has of it."""
    restrictions = []
    for name in cases.factors.columns:
        if name not in limits:  # the workbench leaves out a factor of one value
            continue
        low, high = limits[name].iloc[0], limits[name].iloc[1]
        sure = [value for value in np.ravel(quasi_p.get(name, [])) if value >= 0.0]
        p = float(max(sure)) if sure else float("nan")
        if isinstance(low, set | frozenset):
            kept = tuple(level for level in cases.levels[name] if str(level) in low)
            restriction = chosen(str(name), kept, cases.levels[name])
        else:
            restriction = within(str(name), float(low), float(high), cases)
        if restriction is not None:
            restrictions.append(replace(restriction, quasi_p=p))
    return tuple(restrictions)


def chosen(name: str, kept: tuple[Value, ...], levels: Sequence[Value]) -> Restriction | None:
    """A factor held to some of its values; None where those are all. Numbers have limits as well."""
    if len(kept) == len(levels):
        return None
    if any(isinstance(level, bool | str) for level in levels):
        return Restriction(name, values=kept)
    numbers = [float(value) for value in kept]
    return Restriction(
        name,
        min(numbers) if min(numbers) > min(map(float, levels)) else None,
        max(numbers) if max(numbers) < max(map(float, levels)) else None,
        kept,
    )


def within(name: str, low: float, high: float, cases: Cases) -> Restriction | None:
    """A number held within limits; None where the design has it nowhere else. Of a factor with single
    values, those that lie between are kept: a limit halfway between two of them was never tried."""
    if levels := cases.levels[name]:
        kept = tuple(level for level in levels if low <= float(level) <= high)
        return chosen(name, kept, levels)
    column = cases.factors[name]
    above = low if low > float(column.min()) else None
    below = high if high < float(column.max()) else None
    return None if above is None and below is None else Restriction(name, above, below)


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
