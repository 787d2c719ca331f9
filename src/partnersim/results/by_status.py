"""By status, what newcomers come to in the last year: need left after 24 months, and people served a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

NEED, SERVED = "need_after_24_months", "served_a_month"
MEASURES = (NEED, SERVED)


def last_year(cohorts: pd.DataFrame, newcomers: pd.DataFrame) -> pd.DataFrame:
    """Run by status: both measures, from two tables of results."""
    months = sorted(newcomers["month"].unique())
    return _need(cohorts, _number(months[-1])).combine_first(_served(newcomers, months[-12:]))


def _need(frame: pd.DataFrame, end: int) -> pd.DataFrame:
    """Mean need of those whose 24 months ended in the last year."""
    months = frame["arrival_quarter"].map(_number) + 26  # the last of the quarter, and 24 more
    frame = frame[(months <= end) & (months > end - 12)]
    people = frame["people_after_24_months"].where(frame[NEED].notna())
    sums = (
        frame.assign(people=people, need=frame[NEED] * people)
        .groupby(["run", "status"], observed=True)[["people", "need"]]
        .sum()
    )
    return (sums["need"] / sums["people"].replace(0.0, np.nan)).to_frame(NEED)


def _served(frame: pd.DataFrame, months: list[str]) -> pd.DataFrame:
    last = frame[frame["month"].isin(months)]
    served = last.groupby(["run", "status"], observed=True)["served"].sum() / len(months)
    return served.to_frame(SERVED)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
