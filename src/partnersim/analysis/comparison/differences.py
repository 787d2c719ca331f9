"""Differences between two scenarios, from their tables: sector, organisations' classes, newcomers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from partnersim.analysis.runs.convergence import more_runs
from partnersim.analysis.runs.paired_runs import interval
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.results.by_status import MEASURES, NEED, last_year
from partnersim.results.years import by_measure, reference_by_run, years_by_run

if TYPE_CHECKING:
    from partnersim.results import Results

GAINED, LOST, UNDECIDED = "gained", "lost", "undecided"


def units() -> dict[str, str]:
    """Units of the measures of the sector."""
    return {column.name: column.unit for column in SECTOR_COLUMNS}


def by_run(results: Results, other: Results) -> pd.DataFrame:
    """Last-year mean of every measure in both, run by run, and their difference."""
    first, second = (years_by_run(each.sector)[1] for each in (results, other))
    return _paired(first, second)


def _paired(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Run by measure that is in both, from two tables (runs, measures) of last years."""
    both = [name for name in first.columns if name in second.columns]
    first, second = first[both], second[both]
    return by_measure(reference=first, other=second, difference=second - first)


def own_effects(results: Results) -> pd.DataFrame | None:
    """By measure, the difference of a scenario's last year from its reference's; None without one.

    Columns as those of a comparison: reference, other, difference, low, high, runs, decided, more_runs.
    """
    if results.reference is None:
        return None
    last = years_by_run(results.sector)[1]
    paired = _paired(reference_by_run(results.reference)[1], last)
    return intervals(paired, ["measure"])


def drift(results: Results) -> pd.DataFrame:
    """The change with time alone, a row a run, a column a measure: the reference's, else its own."""
    reference = results.reference
    before, last = (
        years_by_run(results.sector) if reference is None else reference_by_run(reference)
    )
    return last - before


def intervals(runs: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """By key, the mean of both, the paired difference with its interval, and what would decide it."""
    rows = []
    for key, own in runs.groupby(list(keys), sort=False):
        known = own.dropna(subset=["difference"])
        values = known["difference"].to_numpy()
        row: dict[str, object] = dict(zip(keys, key, strict=True))
        mean = float(values.mean()) if len(values) else math.nan
        low = high = math.nan
        decided = False
        if len(values) > 1:
            bounds = interval(values)
            low, high, decided = bounds.low, bounds.high, bounds.detectable
        row |= {
            "reference": float(known["reference"].mean()) if len(known) else math.nan,
            "other": float(known["other"].mean()) if len(known) else math.nan,
            "difference": mean,
            "low": low,
            "high": high,
            "runs": len(values),
            "decided": decided,
            "more_runs": more_runs(values) if len(values) > 1 and not decided else math.nan,
        }
        rows.append(row)
    return pd.DataFrame(rows)


def newcomers(results: Results, other: Results) -> pd.DataFrame:
    """By status, need left after 24 months and people served a month, last year."""
    return _of_newcomers(*(last_year(each.cohorts, each.newcomers) for each in (results, other)))


def own_newcomers(results: Results) -> pd.DataFrame | None:
    """The same of a run beside its reference; None where nothing of that was kept."""
    first = results.newcomers_of_reference
    if first is None:
        return None
    first = first.astype({"status": str}).set_index(["run", "status"]).sort_index()
    return _of_newcomers(first, last_year(results.cohorts, results.newcomers))


def _of_newcomers(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Intervals by status and measure, and who gains or loses, from both tables (run and status by measure)."""
    parts = []
    for measure in MEASURES:
        joined = first[measure].to_frame("reference")
        joined["other"] = second[measure]
        joined["difference"] = joined["other"] - joined["reference"]
        parts.append(joined.reset_index().assign(measure=measure))
    table = intervals(pd.concat(parts), ["status", "measure"])
    better = np.where(table["measure"] == NEED, -1.0, 1.0) * table["difference"] > 0.0
    verdict = np.where(better, GAINED, LOST)
    table["verdict"] = np.where(table["decided"], verdict, UNDECIDED)
    return table


def classes(results: Results, other: Results) -> tuple[pd.DataFrame, pd.DataFrame]:
    """At the end: by typology, the share classed otherwise; by organisation, in how many runs."""
    keys = ["run", "typology", "level", "organization"]
    columns = [*keys, "kind", "autonomy", "near_cut"]
    ours, its = (_at_end(each)[columns] for each in (results, other))
    both = ours.merge(its, on=keys, how="outer", suffixes=("_reference", "_other"), indicator=True)
    pairs = both[both["_merge"] == "both"].copy()
    pairs["changed"] = pairs["kind_reference"] != pairs["kind_other"]
    pairs["up"] = pairs["changed"] & (pairs["autonomy_other"] > pairs["autonomy_reference"])
    pairs["down"] = pairs["changed"] & (pairs["autonomy_other"] < pairs["autonomy_reference"])
    pairs["near"] = pairs["near_cut_reference"].astype(bool) | pairs["near_cut_other"].astype(bool)
    runs = max(1, both["run"].nunique())
    summary, each = [], []
    for (typology, level), own in pairs.groupby(["typology", "level"], sort=False):
        whole = both[(both["typology"] == typology) & (both["level"] == level)]["_merge"]
        by = own.groupby("run")["changed"].mean().to_numpy()
        low, high = math.nan, math.nan
        if len(by) > 1:
            bounds = interval(by)
            low, high = max(0.0, bounds.low), min(1.0, bounds.high)
        summary.append(
            {
                "typology": typology,
                "level": level,
                "changed": float(by.mean()),
                "low": low,
                "high": high,
                "towards_autonomy": float(own["up"].mean()),
                "towards_state": float(own["down"].mean()),
                "near_cut": float(own["near"].mean()),
                "only_reference": float((whole == "left_only").sum() / runs),
                "only_other": float((whole == "right_only").sum() / runs),
            }
        )
        group = own.groupby("organization", sort=True)
        each.append(
            pd.DataFrame(
                {
                    "typology": typology,
                    "level": level,
                    "runs": group.size(),
                    "changed": group["changed"].mean(),
                    "kind_reference": group["kind_reference"].agg(_commonest),
                    "kind_other": group["kind_other"].agg(_commonest),
                }
            ).reset_index()
        )
    return pd.DataFrame(summary), pd.concat(each, ignore_index=True)


def _at_end(results: Results) -> pd.DataFrame:
    frame = results.typologies
    at_end: pd.DataFrame = frame[
        (frame["month"] == frame["month"].max()) & (frame["level"] != "sector")
    ]
    return at_end


def _commonest(kinds: pd.Series[str]) -> str:
    return str(kinds.value_counts().sort_index().idxmax())
