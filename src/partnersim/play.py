"""A run that somebody plays: decisions handed in as it goes, a year at a time, branches, and a scenario of it.

A decision is a dated change of the scenario (`scenario/dated_changes.py`), so that a run that was played is a
file that `partnersim run` plays again.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from partnersim.language import UserError
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.population.assembly import funders_of, regimes_of
from partnersim.population.sections import choice_table
from partnersim.population.tables import purposes
from partnersim.scenario import priors
from partnersim.scenario.arguments import plain, shown_briefly
from partnersim.scenario.dated_changes import CHANGES
from partnersim.scenario.loading import altered
from partnersim.scenario.writing import as_file
from partnersim.state.calendar import MONTHS_A_YEAR, Month
from partnersim.state.columns import ACTIVITIES, FIRST_ORGANIZATION

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from partnersim.agents.listing import Views
    from partnersim.outcomes.recorder import Recorder
    from partnersim.scenario.settings import Settings
    from partnersim.state.kernel import Kernel
    from partnersim.state.world import Table, World

_STATE = ("alive", "staff", "posts_mission", "posts_raising", "members", "identity", "self_perception",
          "reserve", "yearly_income", "door_eligible", "door_ineligible", "served_eligible",
          "served_ineligible", "raising_share", "mission_use", "advocacy_use", "uncounted_use", "willing",
          "umbrella_member")  # fmt: skip
_SEATS = ("seats_members", "seats_allies", "seats_professionals")


@dataclass(frozen=True, slots=True)
class YearReport:
    """What a fiscal year of a run was, as it stood at its end.

    Parameters
    ----------
    begins, ends
        Its first month, and the month after its last.
    sector
        The sector's measures in its last month, by column of the table `sector`.
    organizations
        A row for each organisation that was open in the year, by name: columns of the state; seats on its board;
        `hours_<activity>` (a month); `awards_<programme>` of the main ministry (2020 dollars a year),
        `asked_<programme>` (share of what it could ask for);
        `paid_<purpose>` (2020 dollars in the year); at the main ministry `tie`, `seat`, whether that is
        the umbrella's (`delegate`), and `direct_access`; the six
        dimensions.
    closed, founded
        Names of organisations.
    """

    begins: Month
    ends: Month
    sector: Mapping[str, float]
    organizations: pd.DataFrame
    closed: tuple[str, ...]
    founded: tuple[str, ...]


class Played:
    """What a model offers to whoever plays it."""

    settings: Settings
    parameter_values: dict[str, dict[str, Any]]
    world: World
    recorder: Recorder
    _looked_at: set[Kernel]
    _views: Views

    run_for: Callable[[float], None]

    def decide(self, path: str, value: Any) -> None:
        """Hand in a decision, which holds from the model's next month on.

        Before the scenario's first month it is laid over the scenario; later it is a dated change. What an
        organisation decides stands under `organizations.NAME`, what the umbrella decides under `umbrella` and
        `mobilization.call`, what a ministry decides under `ministries.NAME`. A decision of April is made
        before that year's applications and awards.

        Parameters
        ----------
        path
            Of a lever, as in a scenario file.
        value
            Checked as that of a file is.

        Raises
        ------
        UserError
            Where the path is no lever, the value is wrong, or the run is over.

        Examples
        --------
        >>> model.decide("organizations.A.mission", 0.6)
        """
        self.decide_all({path: value})

    def decide_all(self, decisions: Mapping[str, Any]) -> None:
        """Hand in several decisions at once, as `decide` does each.

        Parameters
        ----------
        decisions
            Values by path.

        Raises
        ------
        UserError
            As in `decide`; then none of them holds.
        """
        calendar = self.world.calendar
        if calendar.now >= calendar.months:
            raise UserError("decide: the run is over; no year is left to decide for.")
        begun = calendar.now > calendar.spin_up_months or calendar.spin_up_months == 0
        if calendar.now == 0 and begun:
            raise UserError(
                "decide: a run without a spin-up begins as it is made; state its first decisions in the scenario."
            )
        above = f"{CHANGES}.{calendar.first.plus(calendar.now)}." if begun else ""
        over = {f"{above}{path}": plain(value) for path, value in decisions.items()}
        self._lay(altered(self.settings, over, "decide"), decisions)

    def _lay(self, settings: Settings, decisions: Mapping[str, Any]) -> None:
        """Other levers over a run that goes on."""
        world, before = self.world, self.settings
        all_funders = funders_of(settings, settings.regime or settings)
        marks = funders_of(before, before.regime or before).marks
        same = settings.spin_up_settings == before.spin_up_settings
        if not same or all_funders.marks != marks:
            raise UserError(
                "decide {decisions}: this cannot change while a run goes on; state it in the scenario.",
                decisions=shown_briefly(dict(decisions)),
            )
        own = priors.of_regime(self.parameter_values, settings)
        of_changes = [priors.of_regime(own, change.settings) for change in settings.changes]
        regimes = regimes_of(settings, all_funders, [own, *of_changes])
        for regime in regimes:
            choice_table(world.organization_names, regime.choices)  # the names are there
        self.settings, self.parameter_values, world.regimes = settings, own, regimes
        if world.now <= world.calendar.spin_up_months:
            world.scenario_funders = regimes[0].funders

    def run_year(self) -> YearReport:
        """Step to the next April, or to the end of the run.

        Returns
        -------
        report : YearReport
            Of the year, or the part of it, that was run.

        Raises
        ------
        UserError
            Where the run is over.
        """
        world, calendar = self.world, self.world.calendar
        if calendar.now >= calendar.months:
            raise UserError("run_year: the run is over; no year is left.")
        first, before = calendar.now, world.organizations["alive"].copy()
        self.run_for(min(MONTHS_A_YEAR - calendar.fiscal_month, calendar.months - first))
        return self._year(first, before)

    def last_year(self) -> YearReport:
        """What the twelve months before now were.

        Returns
        -------
        report : YearReport
        """
        first = max(0, self.world.calendar.now - MONTHS_A_YEAR)
        return self._year(first, self.world.organizations["alive"].copy())

    def _year(self, first: int, before: NDArray[np.bool_]) -> YearReport:
        """From a month until now; before: who was open then."""
        world, calendar = self.world, self.world.calendar
        alive, names = world.organizations["alive"], np.array(world.organization_names)
        row = self.recorder.sector[max(0, calendar.now - 1)]
        return YearReport(
            calendar.first.plus(first),
            calendar.first.plus(calendar.now),
            {name: float(row[name]) for name in SECTOR_NAMES},
            _organizations(world, self.recorder, first, before | alive),
            tuple(names[before & ~alive].tolist()),
            tuple(names[alive & ~before].tolist()),
        )

    def played(self) -> dict[str, Any]:
        """What was decided, as a scenario: run with the same seed, run and uncertainty it lives this run again.

        Returns
        -------
        scenario : map
            For `load` and `run`, or a file by `scenario.writing.as_yaml`.
        """
        return as_file(self.settings)

    def branch(self) -> Self:
        """A copy that goes on by itself: the same state, and the same luck from here on.

        What it shows of the future is what will be if nothing is decided otherwise; a forecast comes from
        other runs.

        Returns
        -------
        model : PartnershipModel
        """
        memo: dict[int, Any] = {id(part): part for part in (self.settings, self.world.regimes)}
        memo[id(self._looked_at)] = set(self._looked_at)  # rules and modules are not copied
        memo[id(self._views.of_systems)] = self._views.of_systems
        return copy.deepcopy(self, memo)


def _organizations(
    world: World, recorder: Recorder, first: int, rows: NDArray[np.bool_]
) -> pd.DataFrame:
    import pandas as pd

    kept = np.flatnonzero(rows)
    o, r = world.organizations[kept], world.relations[kept, world.main_funder]
    columns: dict[str, Any] = {name: o[name] for name in (*_STATE, *_SEATS)}
    columns |= {f"hours_{name}": o[f"hours_{name}"] for name in ACTIVITIES}
    awards = world.contracts["amount"][kept, world.main_funder]
    asked = world.contracts["asked_share"][kept, world.main_funder]
    for k, name in enumerate(world.programme_names):
        columns |= {f"awards_{name}": awards[:, k], f"asked_{name}": asked[:, k]}
    columns |= {name: r[name] for name in ("tie", "seat", "delegate", "direct_access")}
    columns |= {str(name): recorder.dimensions[d, kept] for d, name in enumerate(DIMENSIONS)}
    columns |= _paid(world, first, kept)
    return pd.DataFrame(
        columns, index=pd.Index([world.organization_names[i] for i in kept], name="organization")
    )


def _paid(world: World, first: int, kept: NDArray[np.intp]) -> dict[str, NDArray[np.float64]]:
    """What each was paid since a month, by purpose."""
    flows: Table = world.flows.written()
    since = flows[flows["month"] >= first]
    paid = {}
    for number, name in purposes().items():
        of = since[since["purpose"] == number]
        account = of["payee"].astype(np.int64) - FIRST_ORGANIZATION
        of_organizations = (account >= 0) & (account < len(world.organizations))
        total = np.bincount(
            account[of_organizations], of["amount"][of_organizations], len(world.organizations)
        )
        if total.any():
            paid[f"paid_{name}"] = total[kept]
    return paid
