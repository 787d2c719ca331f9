"""Arrivals by month, status and place, and the newcomers present when a run begins."""

from __future__ import annotations

import functools

import numpy as np

from partnersim.mechanisms.arrivals import write_arrivals
from partnersim.population.archetypes import rows_of
from partnersim.state.calendar import Month
from partnersim.state.columns import HORIZONS_MONTHS, NEEDS, PLACES, STATUSES
from partnersim.state.world import Numbers, StatusProfiles, World

MONTHS_BEFORE = 72
_SERVED_BEFORE = 0.012  # share of need met a month by services before the run: assumption


@functools.cache
def status_profiles() -> StatusProfiles:
    """What differs by status, from `status_profiles.csv`."""
    rows = {row["status"]: row for row in rows_of("status_profiles.csv")}
    return StatusProfiles(
        need=np.array([[float(rows[s][need]) for need in NEEDS] for s in STATUSES]),
        french=np.array([float(rows[s]["french"]) for s in STATUSES]),
        off_standard=np.array([float(rows[s]["off_standard"]) for s in STATUSES]),
        leaving_a_year=np.array([float(rows[s]["leaving_a_year"]) for s in STATUSES]),
    )


@functools.cache
def yearly_arrivals() -> dict[tuple[int, str], float]:
    """People arriving, by year and status."""
    return {
        (int(row["year"]), row["status"]): float(row["persons"]) for row in rows_of("arrivals.csv")
    }


@functools.cache
def place_shares() -> Numbers:
    """Shares of each status by place (statuses, places)."""
    shares = np.zeros((len(STATUSES), len(PLACES)))
    for row in rows_of("places.csv"):
        shares[STATUSES.index(row["status"]), PLACES.index(row["place"])] = float(row["share"])
    return shares


def monthly_arrivals(first: Month, months: int) -> Numbers:
    """People arriving (months, statuses, places), an even twelfth of each year's figure.

    Beyond the recorded years the last one is repeated, before them the first (an assumption).
    """
    years = sorted({year for year, _ in yearly_arrivals()})
    result = np.zeros((months, len(STATUSES), len(PLACES)))
    for m in range(months):
        year = min(max(first.plus(m).year, years[0]), years[-1])
        for s, status in enumerate(STATUSES):
            result[m, s] = yearly_arrivals()[(year, status)] / 12.0 * place_shares()[s]
    return result


def fill_present(world: World, before: Numbers) -> None:
    """Draw those present as the regime would have left them.

    People of the last six years arrive month by month, and their needs are lowered at once by own
    progress and by an average of services; who is settled or has left by then is counted as such.
    """
    table = world.newcomers
    progress = float(world.parameters["settling"]["own_progress"][0])
    below = float(world.parameters["settling"]["settled_below"][0])
    for m in range(len(before)):
        month = m - len(before)
        start = table.rows
        rows = write_arrivals(world, before[m], month)
        new = slice(start, start + rows)
        age = -month
        leaving = world.statuses.leaving_a_year[table.arrival_status[new]]
        luck = np.random.Generator(np.random.PCG64(int(world.draws.stream("present")) + m)).random(rows)
        gone = luck > (1.0 - leaving / 12.0) ** age
        need = table.need[new].copy()
        keep = (1.0 - progress) * (1.0 - _SERVED_BEFORE)
        mean_on_arrival = need.mean(axis=1)
        table.need[new] = need * keep**age
        settled = ~gone & (table.need[new].mean(axis=1) < below)
        row = month + table.months_before
        status, place = table.arrival_status[new], table.place[new]
        for h, horizon in enumerate(HORIZONS_MONTHS):
            counted = ~gone if age >= horizon else settled
            left = mean_on_arrival * keep**horizon if age >= horizon else table.need[new].mean(axis=1)
            if row >= 0:
                table.cohorts[row, :, :, h, 0] += _tally(status, place, counted, left) * table.weight
                table.cohorts[row, :, :, h, 1] += _tally(status, place, counted) * table.weight
        table.totals[:, 1] += _tally(status, place, settled).sum(axis=1) * table.weight
        table.totals[:, 2] += _tally(status, place, gone).sum(axis=1) * table.weight
        out = gone | settled
        _close_up(world, start, rows, ~out)


def _tally(
    status: np.ndarray, place: np.ndarray, counted: np.ndarray, values: np.ndarray | None = None
) -> Numbers:
    """Sum by status and place of those counted (statuses, places)."""
    cells = status[counted].astype(np.int64) * len(PLACES) + place[counted]
    weights = None if values is None else values[counted]
    sums = np.bincount(cells, weights=weights, minlength=len(STATUSES) * len(PLACES))
    return sums.reshape(len(STATUSES), len(PLACES)).astype(np.float64)


def _close_up(world: World, start: int, rows: int, stays: np.ndarray) -> None:
    table = world.newcomers
    kept = int(stays.sum())
    for name in ("need", *(field for field, _ in table.FIELDS)):
        column = getattr(table, name)
        column[start : start + kept] = column[start : start + rows][stays]
    table.rows = start + kept
