"""Which choices avoid it: lever by lever, and choices against each other by regret.

Lever by lever, the share of cases in each third of a lever's range with its Wilson interval, rows
that were drawn together counting as fewer (dependence.py). Where
the design crosses choices with the same unknown worlds, the regret of a choice in a world is how far
its outcome lies from the best choice there; a robust choice has a small regret in nearly all worlds.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.discovery.dependence import effective_rows, interval

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.analysis.discovery.cases import Cases

_FEW_VALUES = 5
_PARTS = 3
MOST_WORLDS = 0.9


def by_lever(cases: Cases, levers: list[str]) -> pd.DataFrame:
    """A row a lever and part of its range: low, high (or value), rows, share of cases, interval."""
    import pandas as pd
    from pandas.api.types import is_numeric_dtype

    rows = []
    for lever in levers:
        column = cases.factors[lever]
        few = column.nunique() <= _FEW_VALUES or not is_numeric_dtype(column)
        if few or column.dtype == bool:
            parts = [(str(value), column == value) for value in sorted(column.unique(), key=str)]
            limits = [(np.nan, np.nan)] * len(parts)
        else:
            edges = np.linspace(float(column.min()), float(column.max()), _PARTS + 1)
            limits = [(float(a), float(b)) for a, b in itertools.pairwise(edges)]
            last = edges[-1]
            parts = [
                ("", (column >= low) & ((column < high) | ((high == last) & (column <= high))))
                for low, high in limits
            ]
        for (value, inside), (low, high) in zip(parts, limits, strict=True):
            number, hits = int(inside.sum()), int(cases.is_case[inside.to_numpy()].sum())
            if number == 0:
                continue
            here = inside.to_numpy()
            worth = effective_rows(cases.is_case[here], tuple(one[here] for one in cases.families))
            share = hits / number
            rows.append((lever, value, low, high, number, share, *interval(share, worth)))
    names = ["lever", "value", "low", "high", "rows", "share", "share_low", "share_high"]
    return pd.DataFrame(rows, columns=names)


def is_crossed(cases: Cases, levers: list[str], unknowns: list[str]) -> bool:
    """Whether every choice met every world, each once."""
    if not levers or not unknowns:
        return False
    choices = cases.factors.groupby(levers, sort=False).ngroups
    worlds = cases.factors.groupby(unknowns, sort=False).ngroups
    together = cases.factors[[*levers, *unknowns]].drop_duplicates()
    return choices > 1 and worlds > 1 and choices * worlds == len(together) == len(cases.factors)


def by_regret(cases: Cases, levers: list[str], unknowns: list[str]) -> pd.DataFrame:
    """A row a choice: its levers, the share of worlds in which the case is avoided, mean regret and
    the regret it stays under in nine worlds of ten; least of that first.

    Raises ValueError where the design does not cross choices with worlds.
    """
    if not is_crossed(cases, levers, unknowns):
        raise ValueError("the design does not cross choices with worlds")
    frame = cases.factors.assign(
        _choice=cases.factors.groupby(levers, sort=False).ngroup(),
        _world=cases.factors.groupby(unknowns, sort=False).ngroup(),
        _outcome=cases.outcome * (1.0 if cases.condition.above else -1.0),
        _case=cases.is_case,
    )
    frame["_regret"] = frame["_outcome"] - frame.groupby("_world")["_outcome"].transform("min")
    grouped = frame.groupby("_choice")
    table = grouped[levers].first()
    table["avoided"] = 1.0 - grouped["_case"].mean()
    table["mean_regret"] = grouped["_regret"].mean()
    table["regret_in_most_worlds"] = grouped["_regret"].quantile(MOST_WORLDS)
    return table.sort_values(["regret_in_most_worlds", "mean_regret"]).reset_index(drop=True)
