"""What is kept of a run for the page: yearly means of its measures, and newcomers by status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.outcomes.change import mean_of_known
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.page.levers import MEASURES, YEARS
from partnersim.results.collecting import table_of
from partnersim.state.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    import pyarrow as pa

    from partnersim.model import PartnershipModel

_COLUMNS = [SECTOR_NAMES.index(name) for name in MEASURES]


def statuses_of(newcomers: pa.Table) -> list[str]:
    """Names of the statuses of newcomers, in the order of what is kept."""
    return list(newcomers.column("status").chunk(0).dictionary.to_pylist())


def years_of(values: np.ndarray, spin_up_months: int) -> np.ndarray:
    """Yearly means (years + 1, measures): the year before the scenario, then each of its years."""
    kept = values[spin_up_months - MONTHS_A_YEAR :, _COLUMNS]
    years = kept.reshape(-1, MONTHS_A_YEAR, len(_COLUMNS))
    return np.array([mean_of_known(year) for year in years])


def needs_by_status(model: PartnershipModel, statuses: list[str]) -> np.ndarray:
    """Need left 24 months after arrival, by status on arrival, of all who arrived in the scenario."""
    cohorts = table_of(model, 0, "cohorts").to_pandas()
    first = str(model.world.calendar.first.plus(model.world.calendar.spin_up_months))
    arrived = cohorts[(cohorts["arrival_quarter"].astype(str) >= first)]
    arrived = arrived[arrived["people_after_24_months"] > 0]
    people = arrived["people_after_24_months"]
    need = (arrived["need_after_24_months"] * people).groupby(
        arrived["status"].astype(str)
    ).sum() / people.groupby(arrived["status"].astype(str)).sum()
    return np.array([float(need.get(name, np.nan)) for name in statuses])


def served_by_status(newcomers: pa.Table, statuses: list[str]) -> np.ndarray:
    """Requests served a month in the last year, by status."""
    table = newcomers.select(["month", "status", "served"]).to_pandas()
    months = sorted(table["month"].astype(str).unique())[-MONTHS_A_YEAR:]
    last = table[table["month"].astype(str).isin(months)]
    served = last.groupby(last["status"].astype(str))["served"].sum() / MONTHS_A_YEAR
    return np.array([float(served.get(name, 0.0)) for name in statuses])


def kept_of(model: PartnershipModel) -> np.ndarray:
    """All that is kept of a finished run, in one row: years x measures, then needs, then served."""
    newcomers = table_of(model, 0, "newcomers")
    statuses = statuses_of(newcomers)
    years = years_of(model.recorder.values, model.world.calendar.spin_up_months)
    return np.concatenate(
        [years.ravel(), needs_by_status(model, statuses), served_by_status(newcomers, statuses)]
    )


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
