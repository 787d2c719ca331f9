"""Months, fiscal years from April, quarters, and the phases of a month."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

MONTHS_A_YEAR = 12
QUARTERS = 4  # of a year
FISCAL_YEAR_STARTS = 4


class Phase(IntEnum):
    """The month's schedule, in order; a mechanism declares the phase it belongs to."""

    SHOCKS = 1
    ARRIVALS = 2
    SERVICES = 3
    HOURS = 4
    REPORTS_AND_PAYMENTS = 5
    TABLES = 6
    YEARLY = 7
    RELATIONS = 8
    STAFF_AND_SURVIVAL = 9
    MEASURES = 10


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; `Month.parse("2010-04")`. Raises ValueError on anything else."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month a text names."""
        match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if not match or not 1 <= int(match[2]) <= MONTHS_A_YEAR:
            raise ValueError(f"{text!r} is not a month written YYYY-MM")
        return cls(int(match[1]), int(match[2]))

    def plus(self, months: int) -> Month:
        """The month that many months later (or earlier)."""
        total = self.year * MONTHS_A_YEAR + self.number - 1 + months
        return Month(total // MONTHS_A_YEAR, total % MONTHS_A_YEAR + 1)

    def months_until(self, other: Month) -> int:
        """How many months later the other is; negative where it is earlier."""
        return (other.year - self.year) * MONTHS_A_YEAR + other.number - self.number

    @property
    def fiscal_month(self) -> int:
        """0 in April to 11 in March."""
        return (self.number - FISCAL_YEAR_STARTS) % MONTHS_A_YEAR

    @property
    def fiscal_year(self) -> int:
        """The calendar year in which the fiscal year began."""
        return self.year if self.number >= FISCAL_YEAR_STARTS else self.year - 1

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


PHASES = ("spin_up", "scenario")


@dataclass(slots=True)
class Calendar:
    """Where a run stands: month 0 is the first month of the spin-up."""

    first: Month
    spin_up_months: int
    months: int
    now: int = 0
    _first_fiscal_month: int = field(init=False)

    def __post_init__(self) -> None:
        self._first_fiscal_month = self.first.fiscal_month

    def phase(self, month: int) -> str:
        """spin_up or scenario, by the number of a month."""
        return PHASES[month >= self.spin_up_months]

    @property
    def month(self) -> Month:
        """The calendar month now."""
        return self.first.plus(self.now)

    @property
    def fiscal_month(self) -> int:
        """0 in April to 11 in March; the month's own, without making the month."""
        return (self._first_fiscal_month + self.now) % MONTHS_A_YEAR

    @property
    def quarter(self) -> int:
        """Of the fiscal year: 0 from April to 3 from January."""
        return self.fiscal_month * QUARTERS // MONTHS_A_YEAR

    @property
    def month_of_quarter(self) -> int:
        """0 to 2."""
        return self.fiscal_month % 3

    @property
    def is_quarter_start(self) -> bool:
        """April, July, October and January."""
        return self.fiscal_month % 3 == 0

    @property
    def is_quarter_end(self) -> bool:
        """June, September, December and March."""
        return self.fiscal_month % 3 == 2

    @property
    def is_year_start(self) -> bool:
        """April; the agreements of the very first month are signed before it begins."""
        return self.fiscal_month == 0 and self.now > 0

    @property
    def is_year_end(self) -> bool:
        """March."""
        return self.fiscal_month == MONTHS_A_YEAR - 1

    @property
    def months_left_in_fiscal_year(self) -> int:
        """This month and those to come until March."""
        return MONTHS_A_YEAR - self.fiscal_month
