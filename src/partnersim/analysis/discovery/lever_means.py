"""Means of an outcome of a sweep by what is chosen, and whether trials show that the choice matters.

A trial is a set of values of levers and unknowns, and the mean over its replicates; trials that share their choices
(of a crossed design) are one setting, whose mean over the same worlds counts once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from partnersim.analysis.discovery.cases_of_interest import levels_of
from partnersim.analysis.discovery.choices import parts_of

if TYPE_CHECKING:
    from partnersim.results.sweep_result import Sweep

    Part = tuple[Any, float, float, pd.Series[float]]

_SURE = 0.975  # quantile of an interval of 95 %
_BY_CHANCE = 0.05  # of a test, shared out among levers
FEW_SETTINGS = 12  # fewer tell little of what is chosen


class LeverMeans(NamedTuple):
    """`parts`: a row for each part of a lever's range, `lever value low high mean from to unit`; `trials`: the mean of
    each; `settings`: how many sets of choices there are; `shown`: levers with which trials show that the outcome goes,
    by the rank of their values or by differences between their parts, each test shared out among the levers."""

    parts: pd.DataFrame
    trials: Any
    settings: int
    shown: frozenset[str]


def lever_means(
    sweep: Sweep, outcome: str, bounds: tuple[float, float] | None = None
) -> LeverMeans:
    """Means by part of each lever's range; of the unknowns where none is chosen.

    An interval is Student's, with the spread of settings about the mean of their part, pooled over the parts of a
    lever. bounds: between which the outcome lies, beyond which no interval is drawn.
    """
    runs = sweep.outcomes
    roles = runs.attrs["roles"]
    factors = next(
        (
            named
            for role in ("lever", "uncertainty")
            if (named := [str(name) for name in runs.columns if roles.get(name) == role])
        ),
        [],
    )
    trials = runs.groupby("row")[outcome].mean().to_numpy()
    rows = runs.groupby("row")[factors].first()
    chosen = {
        factor["path"] for factor in sweep.manifest["experiment"]["factors"] if "choices" in factor
    }
    found: list[tuple[Any, ...]] = []
    shown = set()
    level = _BY_CHANCE / max(1, len(factors))
    settings = by_setting(rows, trials)
    for factor in factors:
        parts = _parts(rows, trials, factor, factor in chosen)
        found += [(factor, *row) for row in _with_intervals(parts)]
        if _differ(parts) < level or (factor not in chosen and _ranked(settings, factor) < level):
            shown.add(factor)
    table = pd.DataFrame(found, columns=["lever", "value", "low", "high", "mean", "from", "to"])
    if bounds is not None:
        table[["from", "to"]] = table[["from", "to"]].clip(*bounds)
    table["unit"] = [runs.attrs["units"].get(factor, "") for factor in table["lever"]]
    return LeverMeans(table, trials, len(settings), frozenset(shown))


def by_setting(rows: pd.DataFrame, means: Any) -> pd.Series[float]:
    """A mean for each set of choices, indexed by them."""
    return rows.assign(_mean=means).groupby([*rows.columns], sort=False)["_mean"].mean()


def _parts(rows: pd.DataFrame, trials: Any, factor: str, is_choice: bool) -> list[Part]:
    """Each part of a factor's range, with the means of its settings."""
    parts = []
    for value, low, high, inside in parts_of(rows[factor], levels_of(rows[factor], is_choice)):
        own = by_setting(rows[inside], trials[inside])
        if len(own):
            parts.append((value, low, high, own))
    return parts


def _with_intervals(parts: list[Part]) -> Iterator[tuple[Any, ...]]:
    """Value, low and high end of each part, its mean and interval."""
    from scipy import stats

    freedom = sum(len(own) - 1 for *_, own in parts)
    squares = sum(float(((own - own.mean()) ** 2).sum()) for *_, own in parts)
    spread = math.sqrt(squares / freedom) if freedom else math.nan
    width = float(stats.t.ppf(_SURE, freedom)) * spread if freedom else math.nan
    for value, low, high, own in parts:
        mean, half = float(own.mean()), width / math.sqrt(len(own))
        yield value, low, high, mean, mean - half, mean + half


def _differ(parts: list[Part]) -> float:
    """How probable such differences between parts are by chance: the F test of one factor."""
    from scipy import stats

    every = [own.to_numpy() for *_, own in parts]
    if len(every) < 2 or sum(map(len, every)) <= len(every) or not any(own.std() for own in every):
        return 1.0
    return float(stats.f_oneway(*every).pvalue)


def _ranked(settings: pd.Series[float], factor: str) -> float:
    """How probable a factor's rank correlation with the outcome (Kendall's) is by chance; exact for few settings."""
    from scipy import stats

    values = settings.index.get_level_values(factor)
    if values.nunique() < 2 or settings.nunique() < 2:
        return 1.0
    return float(stats.kendalltau(values, settings).pvalue)
