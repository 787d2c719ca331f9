"""Constant dollars: the base year is 2020, the deflator Quebec's consumer prices (all items)."""

from __future__ import annotations

import functools

from partnersim.population.initial import rows_of

BASE_YEAR = 2020


@functools.cache
def consumer_prices() -> dict[int, float]:
    """Index by year (2002 = 100), from `consumer_prices.csv`."""
    return {int(row["year"]): float(row["index"]) for row in rows_of("consumer_prices.csv")}


def in_base_dollars(amount: float, year: int) -> float:
    """An amount in dollars of a year, in dollars of 2020; the year must be one of the index."""
    prices = consumer_prices()
    return amount * prices[BASE_YEAR] / prices[year]
