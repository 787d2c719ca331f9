"""Robust choices: the share of cases by value of a lever, and the regret of choices.

Lever by lever, the share of cases at each value, or in each third of the range, with its Wilson
interval, rows that were drawn together counting as fewer (design_effect.py). Where the design crosses
choices with the same unknown worlds, the regret of a choice in a world is how far its outcome lies from
the best choice there, on the side that the outcome declares as better; a robust choice has a small
regret in nearly all worlds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from partnersim.analysis.discovery.cases_of_interest import FEW_VALUES
from partnersim.analysis.discovery.design_effect import effective_rows, interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.analysis.discovery.cases_of_interest import Cases
    from partnersim.analysis.runs.overlays import Value

    Part = tuple[Value, float, float, NDArray[np.bool_]]

_PARTS = 3
MOST_WORLDS = 0.9


def by_lever(cases: Cases, levers: list[str]) -> pd.DataFrame:
    """A row a lever and part of its range: low, high (or value), rows, share of cases, interval."""
    rows = []
    for lever in levers:
        for value, low, high, inside in parts_of(cases.factors[lever], cases.levels.get(lever, ())):
            number, hits = int(inside.sum()), int(cases.is_case[inside].sum())
            if number == 0:
                continue
            worth = effective_rows(
                cases.is_case[inside], tuple(family[inside] for family in cases.families)
            )
            share = hits / number
            rows.append((lever, value, low, high, number, share, *interval(share, worth)))
    names = ["lever", "value", "low", "high", "rows", "share", "share_low", "share_high"]
    return pd.DataFrame(rows, columns=names)


def parts_of(column: pd.Series[Any], levels: Sequence[Value]) -> Iterator[Part]:
    """Each value where they are few, else thirds: of the values where they are single, of the range."""
    values = column.to_numpy()
    if 0 < len(levels) <= FEW_VALUES or any(isinstance(level, str) for level in levels):
        for level in levels:
            yield level, np.nan, np.nan, values == level
        return
    if levels:
        size = -(-len(levels) // _PARTS)
        for start in range(0, len(levels), size):
            low, high = float(levels[start]), float(levels[start : start + size][-1])
            yield "", low, high, (values >= low) & (values <= high)
        return
    edges = np.linspace(float(values.min()), float(values.max()), _PARTS + 1)
    for low, high in itertools.pairwise(edges.tolist()):
        last = high == edges[-1]
        yield "", low, high, (values >= low) & ((values < high) | (last & (values <= high)))


def is_crossed(cases: Cases, levers: list[str], unknowns: list[str]) -> bool:
    """Whether every choice met every world, each once."""
    if not levers or not unknowns:
        return False
    choices = cases.factors.groupby(levers, sort=False).ngroups
    worlds = cases.factors.groupby(unknowns, sort=False).ngroups
    together = cases.factors[[*levers, *unknowns]].drop_duplicates()
    return choices > 1 and worlds > 1 and choices * worlds == len(together) == len(cases.factors)


def by_regret(cases: Cases, levers: list[str], unknowns: list[str]) -> pd.DataFrame:
    """A row a choice: its levers, the share of worlds in which the case is avoided (reached, where it is
    on the better side), mean regret and the regret it stays under in nine worlds of ten; least of that
    first.

    Raises ValueError where the design does not cross choices with worlds.
    """
    if not is_crossed(cases, levers, unknowns):
        raise ValueError("the design does not cross choices with worlds")
    frame = cases.factors.assign(
        _choice=cases.factors.groupby(levers, sort=False).ngroup(),
        _world=cases.factors.groupby(unknowns, sort=False).ngroup(),
        _outcome=cases.outcome * (1.0 if cases.high_is_worse else -1.0),
        _case=cases.is_case,
    )
    frame["_regret"] = frame["_outcome"] - frame.groupby("_world")["_outcome"].transform("min")
    grouped = frame.groupby("_choice")
    table = grouped[levers].first()
    if cases.to_be_avoided:
        table["avoided"] = 1.0 - grouped["_case"].mean()
    else:
        table["reached"] = grouped["_case"].mean()
    table["mean_regret"] = grouped["_regret"].mean()
    table["regret_in_most_worlds"] = grouped["_regret"].quantile(MOST_WORLDS)
    return table.sort_values(["regret_in_most_worlds", "mean_regret"]).reset_index(drop=True)
