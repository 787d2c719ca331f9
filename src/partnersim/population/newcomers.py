"""Arrivals by month, status and place, and the newcomers present when a run begins."""

from __future__ import annotations

import copy
import functools

import numpy as np
from numpy.typing import NDArray

from partnersim.mechanisms.newcomers.arrivals import write_arrivals
from partnersim.population.initial import rows_of, values_of
from partnersim.population.places import OwnPlaces
from partnersim.population.remembered import Remembered
from partnersim.state.calendar import Month
from partnersim.state.columns import HORIZONS_MONTHS, NEEDS, PLACES, STATUSES
from partnersim.state.decisions import STAYING_BEFORE
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.world import Numbers, StatusProfiles, World

MONTHS_BEFORE = int(values_of("newcomers")["months_before"])
_SERVED_BEFORE = values_of("newcomers")["served_before"]


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


@functools.cache
def _recorded_years() -> list[int]:
    return sorted({year for year, _ in yearly_arrivals()})


def arrivals_by_month(first: Month, months: int, places: OwnPlaces | None) -> Numbers:
    """People arriving (months, statuses, places) in a scenario's own places, or in Quebec's.

    Places of one's own receive a twelfth of their newcomers a year every month, by status as
    Quebec's recorded year (an assumption: the documents give no mix of their own).
    """
    if places is None:
        return monthly_arrivals(first, months)
    result = np.zeros((months, len(STATUSES), len(places.names)))
    for m in range(months):
        year = min(max(first.plus(m).year, _recorded_years()[0]), _recorded_years()[-1])
        of_quebec = np.array([yearly_arrivals()[(year, status)] for status in STATUSES])
        mix = of_quebec / of_quebec.sum()
        result[m] = mix[:, None] * places.newcomers_a_year[None, :] / 12.0
    return result


@functools.cache
def monthly_arrivals(first: Month, months: int) -> Numbers:
    """People arriving (months, statuses, places), an even twelfth of each year's figure.

    Beyond the recorded years the last one is repeated, before them the first (an assumption).
    """
    years = _recorded_years()
    result = np.zeros((months, len(STATUSES), len(PLACES)))
    for m in range(months):
        year = min(max(first.plus(m).year, years[0]), years[-1])
        for s, status in enumerate(STATUSES):
            result[m, s] = yearly_arrivals()[(year, status)] / 12.0 * place_shares()[s]
    return result


@kernel
def luck_of(identity: NDArray[np.uint64], luck: Numbers) -> None:
    """A number in [0, 1) for each person, for having stayed until the run begins."""
    for n in range(len(luck)):
        luck[n] = chance(identity[n], 0, STAYING_BEFORE)


_ROWS_AT_MOST = 50_000  # of a table that is remembered
_PRESENT: Remembered[NewcomerTable] = Remembered(8)


def fill_present(world: World, before: Numbers) -> None:
    """Draw those present as the regime would have left them; a sweep draws the same people once."""
    settling, arrivals = world.parameters["settling"], world.parameters["arrivals"]
    progress, below = float(settling["own_progress"][0]), float(settling["settled_below"][0])
    table = world.newcomers
    if before.sum() / table.weight > _ROWS_AT_MOST:
        _draw_present(world, before, progress, below)
        return
    key = (
        world.draws.seed, world.draws.run, table.weight, table.cohorts.shape, before.tobytes(),
        arrivals.tobytes(), progress, below,
    )  # fmt: skip
    drawn = _PRESENT.get(key, lambda: _draw_present(world, before, progress, below))
    world.newcomers = copy.deepcopy(drawn)


def _draw_present(world: World, before: Numbers, progress: float, below: float) -> NewcomerTable:
    """People of the last six years arrive month by month, and their needs are lowered at once by own
    progress and by an average of services; who is settled or has left by then is counted as such."""
    table = world.newcomers
    table.room_for(int(before.sum() / table.weight) + 2 * before.size)
    for m in range(len(before)):
        write_arrivals(world, before[m], m - len(before))
    rows = slice(0, table.rows)
    status, place = table.arrival_status[rows], table.place[rows]
    age = -table.arrived[rows].astype(np.int64)
    ages = np.arange(len(before) + 1)
    stays = ((1.0 - world.statuses.leaving_a_year / 12.0)[:, None] ** ages)[status, age]
    luck = np.zeros(table.rows)
    luck_of(table.identity, luck)
    gone = luck > stays
    keep = (1.0 - progress) * (1.0 - _SERVED_BEFORE)
    on_arrival = table.need[:, rows].mean(axis=0)
    table.need[:, rows] *= (keep**ages).astype(np.float32)[age]
    now = table.need[:, rows].mean(axis=0)
    settled = ~gone & (now < below)
    shape = table.cohorts.shape[:3]
    cells = np.ravel_multi_index((table.months_before - age, status, place), shape)
    for h, horizon in enumerate(HORIZONS_MONTHS):
        past = age >= horizon
        left = np.where(past, on_arrival * keep**horizon, now)
        counted = np.where(past, ~gone, settled)
        cell = cells[counted]
        need_left = np.bincount(cell, left[counted], minlength=np.prod(shape))
        people = np.bincount(cell, minlength=np.prod(shape))
        table.cohorts["need"][:, :, :, h] += need_left.reshape(shape) * table.weight
        table.cohorts["people"][:, :, :, h] += people.reshape(shape) * table.weight
    kinds = len(STATUSES)
    table.totals["settled"] += np.bincount(status[settled], minlength=kinds) * table.weight
    table.totals["left"] += np.bincount(status[gone], minlength=kinds) * table.weight
    table.keep_rows(~(gone | settled))
    return table
