"""Everything a run knows, in one place: the tables, the calendar, the draws, the ledgers.

Mechanisms and instruments meet here and nowhere else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from partnersim.state.calendar import Calendar
from partnersim.state.columns import (
    FLOW,
    NEEDS,
    SERVICE_AGREEMENT,
)
from partnersim.state.draws import Draws
from partnersim.state.newcomers import NewcomerTable

Table = NDArray[np.void]
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Flows:
    """Every payment, in order; rows beyond `count` are room for more.

    Those of this month stand from `month_begins` on. If they are not kept, the months before are forgotten.
    """

    rows: Table = field(default_factory=lambda: np.zeros(4096, FLOW))
    count: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))
    month_begins: int = 0
    kept: bool = True

    def room_for(self, payments: int) -> None:
        """Make sure that many more payments can be written."""
        needed = self.count.item() + payments
        if needed > len(self.rows):
            larger = np.zeros(max(needed, 2 * len(self.rows)), FLOW)
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


@dataclass(slots=True)
class Umbrella:
    """The table of organisations: its demand, its unity, what it shares."""

    demand: Numbers = field(default_factory=lambda: np.full(len(NEEDS), 1.0 / len(NEEDS)))
    unity: Numbers = field(default_factory=lambda: np.zeros(1))
    grievance: Numbers = field(default_factory=lambda: np.zeros(1))
    mobilised: Numbers = field(default_factory=lambda: np.zeros(1))
    threat: Numbers = field(default_factory=lambda: np.zeros(1))  # grievance at a refused policy


_OLDEST_MONTHS = 600


@dataclass(slots=True)
class Demand:
    """People who ask for help this month, as expected flows, by who would pay for them.

    A class is a set of funders that pay for a person (by status and months since arrival); class 0
    is the empty set. pays (classes, funders), paid_by_main (classes,); class_of (statuses, months
    since arrival), and group_of, the same with the status: status x classes + class;
    seekers (statuses, classes, places, kinds); here (places, organisations), the rows of the living
    of each place, number_here of them; chosen (classes, places, kinds, organisations of the place),
    the cumulative chances of going to each; requests (organisations, classes, kinds); chance and
    payable (organisations, classes), the share served and whether a target there pays for them;
    rates (places,), how readily needs lead to asking; true_need (kinds,), shares of the needs of
    all present; standard_fit (statuses, kinds), what standard programmes achieve.
    """

    organizations: int
    statuses: int
    places: int
    class_of: NDArray[np.int8] = field(init=False)
    group_of: NDArray[np.int16] = field(init=False)
    rates: Numbers = field(init=False)
    true_need: Numbers = field(default_factory=lambda: np.full(len(NEEDS), 1.0 / len(NEEDS)))
    standard_fit: Numbers = field(init=False)
    pays: NDArray[np.bool_] = field(init=False)
    paid_by_main: NDArray[np.bool_] = field(init=False)
    seekers: Numbers = field(init=False)
    here: NDArray[np.int64] = field(init=False)
    number_here: NDArray[np.int64] = field(init=False)
    chosen: Numbers = field(init=False)
    requests: Numbers = field(init=False)
    chance: Numbers = field(init=False)
    payable: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self.class_of = np.zeros((self.statuses, _OLDEST_MONTHS + 1), np.int8)
        self.standard_fit = np.ones((self.statuses, len(NEEDS)))
        self.rates = np.zeros(self.places)
        self.here = np.zeros((self.places, self.organizations), np.int64)
        self.number_here = np.zeros(self.places, np.int64)

    def classify(self, funders: Table, eligibility: Table, main_funder: int) -> None:
        """Find the classes that these funders' levers make; eligibility (funders, statuses)."""
        share = funders["split"][:, SERVICE_AGREEMENT] * funders["envelope"]
        buys = (share > 0) & funders["is_ministry"]
        months = np.arange(_OLDEST_MONTHS + 1)
        code = np.zeros((self.statuses, len(months)), np.int64)
        for f in np.flatnonzero(buys):
            eligible = eligibility["eligible"][f]
            window = months <= funders["window_months"][f]
            code |= (eligible[:, None] & window[None, :]).astype(np.int64) << int(f)
        codes = np.unique(np.append(code, 0))
        self.class_of = np.searchsorted(codes, code).astype(np.int8)
        self.pays = (codes[:, None] >> np.arange(len(funders))[None, :]) & 1 == 1
        self.paid_by_main = self.pays[:, main_funder].copy()
        classes = len(codes)
        statuses = np.arange(self.statuses)[:, None]
        self.group_of = (statuses * classes + self.class_of).astype(np.int16)
        self.seekers = np.zeros((self.statuses, classes, self.places, len(NEEDS)))
        self.chosen = np.zeros((classes, self.places, len(NEEDS), self.organizations))
        self.requests = np.zeros((self.organizations, classes, len(NEEDS)))
        self.chance = np.full((self.organizations, classes), 0.5)
        self.payable = np.repeat(self.pays.any(axis=1)[None, :], self.organizations, axis=0)


@dataclass(slots=True)
class Places:
    """Names, and what a place makes of the life of newcomers, as multiples: of arrivals, of leaving,
    of their own progress (places,). 1 where nothing local is at work."""

    names: tuple[str, ...]
    arriving: Numbers = field(init=False)
    leaving: Numbers = field(init=False)
    progress: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.arriving = np.ones(len(self.names))
        self.leaving = np.ones(len(self.names))
        self.progress = np.ones(len(self.names))


@dataclass(frozen=True, slots=True, eq=False)
class StatusProfiles:
    """What differs by status: names; the statuses that people get who wait for a decision, when they are
    accepted and when they stay although refused (-1: no decision); mean needs on arrival (statuses,
    kinds), the share that knows French, distance from the standard client, the yearly chance of leaving."""

    names: tuple[str, ...]
    accepted_as: NDArray[np.int8]
    refused_as: NDArray[np.int8]
    need: Numbers
    french: Numbers
    off_standard: Numbers
    leaving_a_year: Numbers


@dataclass(slots=True)
class World:
    """The state of one run. Shapes: organizations (o,), funders (f,), eligibility (f, statuses),
    relations (o, f), contracts (o, f, instruments), due (o, f, months round), officers (all ministries'
    officers,); `tables` are those of the systems that are on, `row_names` what the scenario calls their
    rows."""

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
    parameters: dict[str, Table]
    organization_names: list[str]
    funder_names: list[str]
    main_funder: int
    founded_rows: int  # rows in use; the rest wait for organisations yet to be founded
    arrivals: Numbers  # people (months, statuses, places)
    founding: Table  # organisations that communities may found, as drawn
    founding_months: tuple[int, ...]
    archetype_names: tuple[str, ...]
    scenario_funders: Table  # the funders' levers once the scenario acts
    scenario_eligibility: Table
    scenario_parameters: dict[str, Table]
    demand: Demand
    places: Places
    conditions: Table  # what holds for all this month
    closing: dict[str, tuple[str, ...]]  # columns that are zero once an organisation has closed
    systems: frozenset[str]  # those that the scenario switches on
    tables: dict[str, Table] = field(default_factory=dict)
    row_names: dict[str, list[str]] = field(default_factory=dict)
    flows: Flows = field(default_factory=Flows)
    umbrella: Umbrella = field(default_factory=Umbrella)
    ties_stand: bool = (
        False  # behaviour is frozen: nothing moves a tie, an officer's leaving neither
    )

    def clear(self, closed: NDArray[np.bool_]) -> None:
        """Set to zero what organisations have only while they are open (organisations,)."""
        for table, names in self.closing.items():
            rows = getattr(self, table)
            for name in names:
                rows[name][closed] = 0
        self.due[closed] = 0.0

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
