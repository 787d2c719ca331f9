"""What is kept of a run for the page: yearly means of its measures, and newcomers by status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim import jurisdictions
from partnersim.outcomes.change import mean_of_known
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.page.levers import MEASURES, YEARS
from partnersim.state.calendar import MONTHS_A_YEAR
from partnersim.state.columns import HORIZONS_MONTHS

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

_NEED_AFTER, _QUARTER = 24, 3  # months
_COLUMNS = [SECTOR_NAMES.index(name) for name in MEASURES]


def statuses_of(settings: Settings) -> list[str]:
    """Names of the statuses of newcomers, in the order of what is kept."""
    return [status.name for status in jurisdictions.statuses(settings.jurisdiction)]


def years_of(values: np.ndarray, spin_up_months: int) -> np.ndarray:
    """Yearly means (years + 1, measures): the year before the scenario, then each of its years."""
    kept = values[spin_up_months - MONTHS_A_YEAR :, _COLUMNS]
    years = kept.reshape(-1, MONTHS_A_YEAR, len(_COLUMNS))
    return np.array([mean_of_known(year) for year in years])


def needs_by_status(model: PartnershipModel) -> np.ndarray:
    """Need left 24 months after arrival, by status on arrival, of all who arrived in the scenario."""
    world = model.world
    first = world.calendar.spin_up_months + world.newcomers.months_before
    reached = (world.calendar.now - _NEED_AFTER) // _QUARTER * _QUARTER
    until = max(first, world.newcomers.months_before + reached)
    arrived = world.newcomers.cohorts[first:until, :, :, HORIZONS_MONTHS.index(_NEED_AFTER)]
    people = arrived["people"].sum(axis=(0, 2))
    need = arrived["need"].mean(axis=-1).sum(axis=(0, 2))
    return np.where(people > 0, need / np.maximum(people, 1e-300), np.nan)


def served_by_status(model: PartnershipModel) -> np.ndarray:
    """Requests served a month in the last year, by status."""
    served = model.recorder.newcomers["served"][-MONTHS_A_YEAR:]
    return served.sum(axis=(0, 2)) / MONTHS_A_YEAR


def kept_of(model: PartnershipModel) -> np.ndarray:
    """All that is kept of a finished run, in one row: years x measures, then needs, then served."""
    years = years_of(model.recorder.values, model.world.calendar.spin_up_months)
    return np.concatenate([years.ravel(), needs_by_status(model), served_by_status(model)])


def final_names(statuses: list[str]) -> list[str]:
    """Names of what is kept run by run: measures of the last year, then needs and served by status."""
    return [*MEASURES, *(f"need:{s}" for s in statuses), *(f"served:{s}" for s in statuses)]


def finals_of(rows: np.ndarray) -> np.ndarray:
    """From rows of runs, the values of the last year and by status (runs, names)."""
    return rows[:, YEARS * len(MEASURES) :]


def years_in(rows: np.ndarray) -> np.ndarray:
    """From rows of runs, the yearly means (runs, years + 1, measures)."""
    return rows[:, : (YEARS + 1) * len(MEASURES)].reshape(len(rows), -1, len(MEASURES))


def bands_of(rows: np.ndarray) -> np.ndarray:
    """Mean over runs, 10th and 90th percentile (3, years + 1, measures)."""
    years = years_in(rows)
    low, high = np.percentile(years, [10.0, 90.0], axis=0)
    return np.array([years.mean(axis=0), low, high])
