"""Yearly series of a set of runs: few enough rows for a person to read and to draw from.

A year of a scenario has twelve months, whenever it starts; `year` 1 is its first, and `from` the month
with which a year begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from partnersim.report.formatting.spread import HIGH, LOW, run_years

if TYPE_CHECKING:
    from partnersim.results import Results

WHEN = ("year", "from")
# of newcomers, what stands at the end of a month; the rest is what happened in it
_STANDING = ("present", "taking_part", "unmet_need", "waiting", "in_service")
_HORIZONS = (12, 24, 36)


def sector_by_year(results: Results, start: str) -> pd.DataFrame:
    """By year and measure of the sector: mean over runs, and the middle 80 % of them.

    Columns: year, from, measure, mean, low, high.
    """
    frame = _of_the_scenario(results.sector, start)
    measures = [name for name in frame.columns if name not in ("run", "phase", "month", "year")]
    by_run = frame.groupby(["year", "run"])[measures].mean()
    over = by_run.groupby(level="year")
    parts = {"mean": over.mean(), "low": over.quantile(LOW), "high": over.quantile(HIGH)}
    means = pd.concat({name: part.stack(future_stack=True) for name, part in parts.items()}, axis=1)
    means = means.rename_axis(["year", "measure"]).reset_index()
    return _dated(means, start)


def newcomers_by_year(results: Results, start: str) -> pd.DataFrame:
    """By year and status, all places together: what happened in the year, what stands at its end.

    People, means over runs. Columns: year, from, status, those of the table.
    """
    frame = _of_the_scenario(results.newcomers, start)
    counts = [
        name
        for name in frame.columns
        if name not in ("run", "phase", "month", "status", "place", "year")
    ]
    keys = ["year", "status", "run"]
    monthly = frame.groupby([*keys, "month"], observed=True)[counts].sum()
    over = monthly.groupby(level=keys, observed=True)
    yearly = over.sum()
    yearly[list(_STANDING)] = over[list(_STANDING)].last()
    means = yearly.groupby(level=["year", "status"], observed=True).mean().reset_index()
    return _dated(means, start)


def cohorts_by_year(results: Results, start: str) -> pd.DataFrame:
    """By year of arrival and status: mean need left after months, and of how many people.

    Means over runs; years before 1 are those before the scenario.
    """
    frame = results.cohorts.rename(columns={"arrival_quarter": "month"})
    frame["year"] = run_years(frame["month"].astype("string"), start) + 1
    pairs = [(f"need_after_{n}_months", f"people_after_{n}_months") for n in _HORIZONS]
    for need, people in pairs:
        frame[need] *= frame[people]
    columns = [name for pair in pairs for name in pair]
    by_run = frame.groupby(["year", "status", "run"], observed=True)[columns].sum(min_count=1)
    for need, people in pairs:
        by_run[need] /= by_run[people].where(by_run[people] > 0.0)
    means = by_run.groupby(level=["year", "status"], observed=True).mean().reset_index()
    return _dated(means, start)


def _of_the_scenario(frame: pd.DataFrame, start: str) -> pd.DataFrame:
    """The months of the scenario, with their year."""
    frame = frame[frame["phase"].astype("string") == "scenario"].copy()
    frame["year"] = run_years(frame["month"].astype("string"), start) + 1
    return frame


def _dated(frame: pd.DataFrame, start: str) -> pd.DataFrame:
    begin = int(start[:4]) * 12 + int(start[5:7]) - 1
    months = begin + 12 * (frame["year"] - 1)
    names = [f"{int(month) // 12:04d}-{int(month) % 12 + 1:02d}" for month in months]
    frame.insert(1, "from", names)
    return frame
