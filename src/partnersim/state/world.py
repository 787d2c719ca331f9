"""Everything a run knows, in one place: the tables, the calendar, the draws, the ledgers.

Mechanisms and instruments meet here and nowhere else.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers as Numbers
from partnersim.state.arrays import Table as Table
from partnersim.state.calendar import Calendar
from partnersim.state.demand import Demand
from partnersim.state.draws import Draws
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.payments import COLUMNS
from partnersim.state.programmes import by_instrument

_FLOW = np.dtype([(column.name, column.kind) for column in COLUMNS["flows"]])


@dataclass(slots=True)
class Flows:
    """Every payment, in order; rows beyond `count` are room for more.

    Those of this month stand from `month_begins` on. If they are not kept, the months before are forgotten.
    """

    rows: Table = field(default_factory=lambda: np.zeros(4096, _FLOW))
    count: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))
    month_begins: int = 0
    kept: bool = True

    def room_for(self, payments: int) -> None:
        """Make sure that many more payments can be written."""
        needed = self.count.item() + payments
        if needed > len(self.rows):
            larger = np.zeros(max(needed, 2 * len(self.rows)), _FLOW)
            larger[: self.count[0]] = self.rows[: self.count[0]]
            self.rows = larger

    def written(self) -> Table:
        """The payments so far."""
        return self.rows[: self.count[0]]

    def of_this_month(self) -> Table:
        """The payments of this month."""
        return self.rows[self.month_begins : self.count[0]]

    def begin_month(self) -> None:
        """What is written from now on is of this month."""
        if not self.kept:
            self.count[0] = 0
        self.month_begins = int(self.count[0])


@functools.cache
def _rows_of(instruments: bytes, number: int) -> NDArray[np.int64]:
    """The rows of a column of whole numbers that hold this one; found once, as it is asked every month."""
    return np.flatnonzero(np.frombuffer(instruments, np.int64) == number)


class Part:
    """Columns that are arrays of their own, by name, as they are declared (`population/tables.py`)."""

    def __init__(self, columns: Mapping[str, Numbers]) -> None:
        self.__dict__.update(columns)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Numbers: ...


class Umbrella(Part):
    """The table of organisations: its demand, its unity, what it shares."""


class Places(Part):
    """Names, and what a place makes of the life of newcomers, as multiples (places,)."""

    def __init__(self, names: tuple[str, ...], columns: Mapping[str, Numbers]) -> None:
        super().__init__(columns)
        self.names = names


@dataclass(frozen=True, slots=True, eq=False)
class StatusProfiles:
    """What differs by status: names; the statuses that people get who wait for a decision, when they are
    accepted and when they stay although refused (-1: no decision); shares in need on arrival (statuses,
    kinds), the share that knows French, the share of those in need who know of services, own progress
    against the mean, distance from the standard client, the yearly chance of leaving."""

    names: tuple[str, ...]
    accepted_as: NDArray[np.int8]
    refused_as: NDArray[np.int8]
    need: Numbers
    french: Numbers
    aware: Numbers
    own_progress: Numbers
    off_standard: Numbers
    leaving_a_year: Numbers


@dataclass(frozen=True, slots=True)
class Regime:
    """The levers that hold from a month of the run on: of funders, whom they pay for, of the model, and
    what is chosen in place of boards, by organisation and group."""

    month: int
    funders: Table
    eligibility: Table
    parameters: dict[str, Table]
    choices: Mapping[str, Mapping[str, dict[str, Any]]]


@dataclass(slots=True)
class World:
    """The state of one run. Shapes: organizations (o,), funders (f,), eligibility (f, statuses),
    relations (o, f), contracts (o, f, programmes), funds (f, programmes), due (o, f, months round),
    officers (all ministries' officers,); `tables` are those of the systems that are on, `row_names` what
    the scenario calls their rows, `accounts` the number of the first row's account in the ledger of payments."""

    calendar: Calendar
    draws: Draws
    organizations: Table
    funders: Table
    eligibility: Table
    relations: Table
    contracts: Table
    due: Numbers  # what agreements owe, by month it will be paid in
    officers: Table
    newcomers: NewcomerTable
    statuses: StatusProfiles
    services: Table  # what help takes and does (kinds,)
    public_files: (
        Numbers  # of public services, a year for each person who arrives (statuses, kinds)
    )
    parameters: dict[str, Table]
    organization_names: list[str]
    funder_names: list[str]
    instrument_names: tuple[str, ...]
    programme_names: tuple[str, ...]
    programmes: (
        Table  # a row each, in the order of contracts, with the properties of its instrument
    )
    follows: NDArray[np.int64]  # the programme that each takes the place of; -1: none
    funds: Table  # what each funder has for each programme
    main_funder: int
    founded_rows: int  # rows in use; the rest wait for organisations yet to be founded
    arrivals: Numbers  # people (months, statuses, places)
    founding: Table  # organisations that communities may found, as drawn
    founding_months: tuple[int, ...]
    archetype_names: tuple[str, ...]
    scenario_funders: Table  # the funders' levers as the scenario states them for now
    regimes: Sequence[Regime]  # the scenario's own, then its dated changes
    choices: Table  # in place of boards (organisations,)
    asked_shares: Numbers  # of those, what is asked for (organisations, programmes)
    demand: Demand
    places: Places
    umbrella: Umbrella
    conditions: Table  # what holds for all this month
    closing: dict[str, tuple[str, ...]]  # columns that are zero once an organisation has closed
    systems: frozenset[str]  # those that the scenario switches on
    tables: dict[str, Table] = field(default_factory=dict)
    row_names: dict[str, list[str]] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    flows: Flows = field(default_factory=Flows)
    stood: Table | None = None  # relations as the scenario began, where choices are frozen

    def clear(self, closed: NDArray[np.bool_]) -> None:
        """Set to zero what organisations have only while they are open (organisations,)."""
        for i in np.flatnonzero(closed):  # few, which is quicker than to go over each column
            for table, names in self.closing.items():
                theirs = getattr(self, table)[i : i + 1]
                for name in names:
                    theirs[name] = 0
            self.due[i] = 0.0

    def instrument(self, name: str) -> int:
        """The number of an instrument in a funder's split."""
        return self.instrument_names.index(name)

    def programme(self, name: str) -> int:
        """The number of a programme in contracts."""
        return self.programme_names.index(name)

    def programmes_of(self, instrument: str) -> NDArray[np.int64]:
        """The numbers, in contracts, of the programmes that follow the rules of an instrument."""
        return _rows_of(self.programmes["instrument"].tobytes(), self.instrument(instrument))

    @property
    def amounts_by_instrument(self) -> Numbers:
        """What funders award (organisations, funders, instruments), in 2020 dollars a year."""
        return by_instrument(self.contracts["amount"], self.programmes, len(self.instrument_names))

    @property
    def choosing(self) -> NDArray[np.bool_]:
        """Organisations whose choices are free: all, or where choices are frozen those founded since."""
        if self.stood is None:
            return np.ones(len(self.organizations), np.bool_)
        since: NDArray[np.bool_] = (
            self.organizations["founded_month"] >= self.calendar.spin_up_months
        )
        return since

    @property
    def now(self) -> int:
        """Months since the run began."""
        return self.calendar.now

    @property
    def next_founding_month(self) -> float:
        """When the next of the organisations that wait is founded; never, if none does."""
        waits = self.founded_rows < len(self.founding_months)
        return self.founding_months[self.founded_rows] if waits else math.inf

    @property
    def scenario_acts(self) -> bool:
        """Whether the spin-up is over."""
        return self.calendar.now >= self.calendar.spin_up_months
