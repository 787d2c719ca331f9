"""Counts of people: arrivals = present + settled + left, and needs by cohort."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Twin
    from .newcomer import Newcomer


class People:
    """Arrivals and departures, and what is left of needs after 24 months.

    Parameters
    ----------
    model
        The twin.
    """

    def __init__(self, model: Twin) -> None:
        self.model = model
        self.arrivals = 0
        self.settled = 0
        self.left = 0
        self.dropped = 0
        self.after_24: dict[tuple[int, bool], list[float]] = defaultdict(list)
        self.opened = {True: 0, False: 0}
        self.months = 0

    def arrive(self, month: int) -> None:
        """The month's newcomers, by the year's figures; a part of a row comes by lot."""
        from .newcomer import Newcomer

        year = self.model.first_year + (month + 3) // 12
        for (status, place), persons in self.model.arrivals_of(year).items():
            rows = persons / 12 / self.model.scale
            count = int(rows) + (self.model.random.random() < rows - int(rows))
            for _ in range(count):
                Newcomer(self.model, status, place, month)
            self.arrivals += count

    def measure(self, one: Newcomer, age: int) -> None:
        """Need left at 24 months, of those still present or settled here."""
        if age == 24:
            self.after_24[one.arrived, one.eligible_on_arrival].append(one.need)
        self.months += 1

    def started(self, one: Newcomer) -> None:
        """A file was opened this month."""
        self.opened[self.model.main_pays_now(one)] += 1

    def leave(self, one: Newcomer) -> None:
        """Leave Quebec."""
        self.left += 1
        one.remove()

    def settle(self, one: Newcomer) -> None:
        """Be followed no longer."""
        self.settled += 1
        one.remove()

    def need_after_24(self, month: int, sides: tuple[bool, ...]) -> float:
        """Mean of those who arrived 35 to 24 months ago, by who was paid for on arrival."""
        needs = [
            need
            for arrived in range(month - 35, month - 23)
            for side in sides
            for need in self.after_24.get((arrived, side), [])
        ]
        return sum(needs) / len(needs) if needs else float("nan")

    def off(self) -> int:
        """How far arrivals are from those present, settled and gone."""
        return self.arrivals - self.settled - self.left - self.model.present()
