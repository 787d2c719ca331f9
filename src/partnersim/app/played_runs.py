"""A run of a game, year by year, and what a team's aims come to in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.model import PartnershipModel

if TYPE_CHECKING:
    from partnersim.app.teams import Aim, Team
    from partnersim.play import YearReport
    from partnersim.scenario.settings import Settings

Series = list[float]
_DIGITS = 4


@dataclass(slots=True)
class PlayedRun:
    """A run and what its years were."""

    model: PartnershipModel
    years: list[YearReport] = field(default_factory=list)

    def live(self, decisions: Mapping[str, Any]) -> None:
        """A year, after these decisions by path."""
        if decisions:
            self.model.decide_all(decisions)
        self.years.append(self.model.run_year())

    def series(self, aim: Aim, team: Team) -> Series:
        """A measure year by year; nothing is left of an organisation that has closed."""
        return [measured(year, aim, team) for year in self.years]


def begun(settings: Settings, seed: int, run: int) -> PartnershipModel:
    """A run at the first month of the scenario."""
    model = PartnershipModel(settings, seed=seed, run=run, uncertainty="prior")
    model.run_for(model.world.calendar.spin_up_months)
    return model


def rounded(years: Sequence[YearReport], name: str) -> Series:
    """A measure of the sector, year by year."""
    return [round(year.sector[name], _DIGITS) for year in years]


def measured(year: YearReport, aim: Aim, team: Team) -> float:
    """What an aim is in a year; nothing for an organisation that has closed."""
    if not team.organization:
        return float(year.sector[aim.column])
    table = year.organizations
    if team.organization not in table.index or not table.loc[team.organization, "alive"]:
        return 0.0
    return float(table[aim.column].loc[team.organization])


def reached(aim: Aim, years: Series) -> float:
    """What an aim came to: at the end, or as a mean over the years."""
    if not years:
        return float("nan")
    return years[-1] if aim.stands else float(np.mean(years))


def spread(values: Iterable[float]) -> dict[str, float]:
    """The median, between what half of the values lie, and how many are not nothing."""
    every = list(values)
    low, middle, high = np.quantile(every, (0.25, 0.5, 0.75))
    yes = sum(value > 0.0 for value in every)
    return {"low": float(low), "middle": float(middle), "high": float(high), "yes": yes}
