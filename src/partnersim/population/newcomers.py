"""Arrivals by month, status and place, and the newcomers present when a run begins."""

from __future__ import annotations

import copy
import functools

import numpy as np
from numpy.typing import NDArray

from partnersim import jurisdictions
from partnersim.mechanisms.newcomers.arrivals import write_arrivals
from partnersim.population.draw_cache import DrawCache
from partnersim.population.initial_values import values_of
from partnersim.population.places import OwnPlaces
from partnersim.state.calendar import Month
from partnersim.state.columns import HORIZONS_MONTHS, NEEDS
from partnersim.state.decisions import STAYING_BEFORE
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.world import Numbers, StatusProfiles, World

MONTHS_BEFORE = int(values_of("newcomers")["months_before"])
_SERVED_BEFORE = values_of("newcomers")["served_before"]


@functools.cache
def status_profiles(jurisdiction: str) -> StatusProfiles:
    """What differs by status."""
    statuses = jurisdictions.statuses(jurisdiction)
    names = tuple(status.name for status in statuses)
    number = {"": -1} | {name: n for n, name in enumerate(names)}
    by_name = {row["status"]: row for row in jurisdictions.rows_of(jurisdiction, "status_profiles")}
    rows = [by_name[name] for name in names]
    return StatusProfiles(
        names=names,
        accepted_as=np.array([number[status.accepted_as] for status in statuses], np.int8),
        refused_as=np.array([number[status.refused_as] for status in statuses], np.int8),
        need=np.array([[float(row[need]) for need in NEEDS] for row in rows]),
        french=np.array([float(row["french"]) for row in rows]),
        off_standard=np.array([float(row["off_standard"]) for row in rows]),
        leaving_a_year=np.array([float(row["leaving_a_year"]) for row in rows]),
    )


@functools.cache
def _yearly_arrivals(jurisdiction: str) -> dict[int, Numbers]:
    """People arriving by year (statuses,), in the order of years."""
    rows = jurisdictions.rows_of(jurisdiction, "arrivals")
    people = {(int(row["year"]), row["status"]): float(row["persons"]) for row in rows}
    names = [status.name for status in jurisdictions.statuses(jurisdiction)]
    years = sorted({year for year, _ in people})
    return {year: np.array([people[year, name] for name in names]) for year in years}


@functools.cache
def _place_shares(jurisdiction: str) -> Numbers:
    """Shares of each status by place (statuses, places)."""
    rows = jurisdictions.rows_of(jurisdiction, "places")
    share = {(row["status"], row["place"]): float(row["share"]) for row in rows}
    places = jurisdictions.places(jurisdiction)
    statuses = jurisdictions.statuses(jurisdiction)
    return np.array([[share[status.name, place] for place in places] for status in statuses])


def _arrivals_of(jurisdiction: str, month: Month) -> Numbers:
    """People of the month's year (statuses,): beyond the recorded years those of the last one, before
    them of the first (an assumption)."""
    yearly = _yearly_arrivals(jurisdiction)
    return yearly[min(max(month.year, min(yearly)), max(yearly))]


def arrivals_by_month(
    jurisdiction: str, first: Month, months: int, places: OwnPlaces | None
) -> Numbers:
    """People arriving (months, statuses, places) in a scenario's own places, or in the jurisdiction's.

    Places of one's own receive a twelfth of their newcomers a year every month, by status as
    the jurisdiction's recorded year (an assumption: the documents give no mix of their own).
    """
    if places is None:
        return _monthly_arrivals(jurisdiction, first, months)
    coming = [_arrivals_of(jurisdiction, first.plus(m)) for m in range(months)]
    mix = np.array([people / people.sum() for people in coming]).reshape(months, -1)
    result: Numbers = mix[:, :, None] * places.newcomers_a_year / 12.0
    return result


@functools.cache
def _monthly_arrivals(jurisdiction: str, first: Month, months: int) -> Numbers:
    """People arriving (months, statuses, places), an even twelfth of each year's figure."""
    shares = _place_shares(jurisdiction)
    result = np.zeros((months, *shares.shape))
    for m in range(months):
        result[m] = _arrivals_of(jurisdiction, first.plus(m))[:, None] / 12.0 * shares
    return result


@kernel
def luck_of(identity: NDArray[np.uint64], luck: Numbers) -> None:
    """Draw a number in [0, 1) for each person, for having stayed until the run begins.

    Parameters
    ----------
    identity : array (people,)
        Keys of persons.
    luck : array (people,)
        Written.
    """
    for n in range(len(luck)):
        luck[n] = chance(identity[n], 0, STAYING_BEFORE)


_ROWS_AT_MOST = 50_000  # of a table that is remembered
_PRESENT: DrawCache[NewcomerTable] = DrawCache(8)


def fill_present(world: World, before: Numbers) -> None:
    """Draw those present as the regime would have left them; a sweep draws the same people once."""
    settling, arrivals = world.parameters["settling"], world.parameters["arrivals"]
    progress, below = float(settling["own_progress"][0]), float(settling["settled_below"][0])
    table = world.newcomers
    if before.sum() / table.weight > _ROWS_AT_MOST:
        _draw_present(world, before, progress, below)
        return
    key = (
        world.statuses, world.draws.seed, world.draws.run, table.weight, table.cohorts.shape, before.tobytes(),
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
    kinds = len(world.statuses.names)
    table.totals["settled"] += np.bincount(status[settled], minlength=kinds) * table.weight
    table.totals["left"] += np.bincount(status[gone], minlength=kinds) * table.weight
    table.keep_rows(~(gone | settled))
    return table
