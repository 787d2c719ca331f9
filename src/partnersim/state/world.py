"""Everything a run knows, in one place: the tables, the calendar, the draws, the ledgers.

Mechanisms and instruments meet here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from partnersim.state.calendar import Calendar
from partnersim.state.columns import FLOW, NEEDS, PLACES, SERVICE_AGREEMENT, STATUSES
from partnersim.state.draws import Draws
from partnersim.state.newcomers import NewcomerTable

Table = NDArray[np.void]
Numbers = NDArray[np.float64]


@dataclass(slots=True)
class Flows:
    """Every payment, in order; rows beyond `count` are room for more."""

    rows: Table = field(default_factory=lambda: np.zeros(4096, FLOW))
    count: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1, np.int64))

    def room_for(self, payments: int) -> None:
        """Make sure that many more payments can be written."""
        needed = int(self.count[0]) + payments
        if needed > len(self.rows):
            larger = np.zeros(max(needed, 2 * len(self.rows)), FLOW)
            larger[: self.count[0]] = self.rows[: self.count[0]]
            self.rows = larger

    def written(self) -> Table:
        """The payments so far."""
        return self.rows[: self.count[0]]


@dataclass(slots=True)
class Umbrella:
    """The table of organisations: its demand, its unity, what it shares."""

    demand: Numbers = field(default_factory=lambda: np.full(len(NEEDS), 1.0 / len(NEEDS)))
    unity: Numbers = field(default_factory=lambda: np.zeros(1))
    grievance: Numbers = field(default_factory=lambda: np.zeros(1))
    mobilised: Numbers = field(default_factory=lambda: np.zeros(1))
    fund: Numbers = field(default_factory=lambda: np.zeros(1))


@dataclass(slots=True)
class Demand:
    """People who ask for help this month, as expected flows.

    seekers (statuses, eligible or not, places, kinds); chosen (eligible or not, places, kinds,
    organisations), the cumulative chances of going to each; requests (organisations, eligible or
    not, kinds); rates (places,), how readily needs lead to asking; true_need (kinds,), shares of
    the needs of all present; standard_fit (statuses, kinds), what standard programmes achieve.
    """

    organizations: int
    eligible: Numbers = field(default_factory=lambda: np.zeros(len(STATUSES)))
    window_months: float = 0.0
    rates: Numbers = field(default_factory=lambda: np.zeros(len(PLACES)))
    seekers: Numbers = field(
        default_factory=lambda: np.zeros((len(STATUSES), 2, len(PLACES), len(NEEDS)))
    )
    true_need: Numbers = field(default_factory=lambda: np.full(len(NEEDS), 1.0 / len(NEEDS)))
    standard_fit: Numbers = field(default_factory=lambda: np.ones((len(STATUSES), len(NEEDS))))
    chosen: Numbers = field(init=False)
    requests: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.chosen = np.zeros((2, len(PLACES), len(NEEDS), self.organizations))
        self.requests = np.zeros((self.organizations, 2, len(NEEDS)))

    def update_eligibility(self, funders: Table) -> None:
        """Eligible for one funder that buys services is eligible; the longest window counts."""
        buys = (funders["split"][:, SERVICE_AGREEMENT] * funders["envelope"] > 0) & funders[
            "is_ministry"
        ]
        self.eligible = funders["eligible"][buys].max(axis=0, initial=0.0)
        self.window_months = float(funders["eligibility_months"][buys].max(initial=0.0))


@dataclass(frozen=True, slots=True)
class StatusProfiles:
    """What differs by status: mean needs on arrival (statuses, kinds), the share that knows French,
    distance from the standard client, and the yearly chance of leaving Quebec."""

    need: Numbers
    french: Numbers
    off_standard: Numbers
    leaving_a_year: Numbers


@dataclass(slots=True)
class World:
    """The state of one run. Shapes: organizations (o,), funders (f,), relations (o, f),
    contracts (o, f, instruments), officers (all ministries' officers,)."""

    calendar: Calendar
    draws: Draws
    organizations: Table
    funders: Table
    relations: Table
    contracts: Table
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
    founding_months: NDArray[np.int64]
    archetype_names: tuple[str, ...]
    scenario_funders: Table  # the funders' levers once the scenario acts
    scenario_parameters: dict[str, Table]
    demand: Demand
    flows: Flows = field(default_factory=Flows)
    umbrella: Umbrella = field(default_factory=Umbrella)
    measures: dict[str, float] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """Months since the run began."""
        return self.calendar.now
