"""Constant dollars: the base year is 2020, the deflator a jurisdiction's consumer prices (all items)."""

from __future__ import annotations

import functools

from partnersim import jurisdictions
from partnersim.jurisdictions import BASE_YEAR


@functools.cache
def consumer_prices(jurisdiction: str) -> dict[int, float]:
    """Index by year."""
    rows = jurisdictions.rows_of(jurisdiction, "consumer_prices")
    return {int(row["year"]): float(row["index"]) for row in rows}


def in_base_dollars(jurisdiction: str, amount: float, year: int) -> float:
    """An amount in dollars of a year, in dollars of 2020; the year must be one of the index."""
    prices = consumer_prices(jurisdiction)
    return amount * prices[BASE_YEAR] / prices[year]
