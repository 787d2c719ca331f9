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
from partnersim.state.columns import (
    AWARE,
    GIVEN_UP,
    HORIZONS_MONTHS,
    IN_SERVICE,
    KINDS,
    MET,
    NEEDS,
    STAGES,
    UNAWARE,
    WAITING,
)
from partnersim.state.decisions import STAGE_BEFORE, STAYING_BEFORE
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.services import own_chances
from partnersim.state.world import Numbers, StatusProfiles, Table, World

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
        aware=np.array([float(row["aware"]) for row in rows]),
        own_progress=np.array([float(row["own_progress"]) for row in rows]),
        off_standard=np.array([float(row["off_standard"]) for row in rows]),
        leaving_a_year=np.array([float(row["leaving_a_year"]) for row in rows]),
    )


_MEASURES = (
    "hours", "months", "session_months", "threshold", "effect", "own_progress", "early_progress",
    "returning", "dropping_out",
)  # fmt: skip


@functools.cache
def services(jurisdiction: str) -> Table:
    """What help with each kind of need takes and does (kinds,)."""
    table = np.zeros(len(NEEDS), [(measure, np.float64) for measure in _MEASURES])
    for row in jurisdictions.rows_of(jurisdiction, "services"):
        table[row["measure"]][NEEDS.index(row["need"])] = float(row["value"])
    return table


@functools.cache
def public_files(jurisdiction: str) -> Numbers:
    """Files of public services a year, for each person who arrives (statuses, kinds)."""
    names = status_profiles(jurisdiction).names
    files = np.zeros((len(names), len(NEEDS)))
    for row in jurisdictions.rows_of(jurisdiction, "public_services"):
        files[names.index(row["status"]), NEEDS.index(row["need"])] = float(row["value"])
    return files


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
    parameters = world.parameters
    table = world.newcomers
    ladder = _stages_before(world)
    eligible = world.eligibility["eligible"][world.main_funder]
    if before.sum() / table.weight > _ROWS_AT_MOST:
        _draw_present(world, before, ladder)
        table.eligible[: len(before)] = eligible
        return
    groups = tuple(parameters[name].tobytes() for name in ("arrivals", "settling"))
    key = (
        world.statuses, world.draws.seed, world.draws.run, table.weight, table.cohorts.shape,
        before.tobytes(), ladder.tobytes(), groups,
    )  # fmt: skip
    drawn = _PRESENT.get(key, lambda: _draw_present(world, before, ladder))
    world.newcomers = copy.deepcopy(drawn)
    world.newcomers.eligible[: len(before)] = eligible


def _stages_before(world: World) -> Numbers:
    """Chances of each stage, as `climb` writes them, with an average of services."""
    seeking, settling = world.parameters["seeking"][0], world.parameters["settling"][0]
    services, statuses = world.services, world.statuses
    months, number = MONTHS_BEFORE + 1, len(statuses.names)
    own = np.empty((KINDS, number, months))
    own_chances(services, world.parameters["settling"], statuses.own_progress, own)
    fading = np.exp(-np.arange(months) / seeking["fading_months"])
    moves = np.zeros((KINDS, len(STAGES), len(STAGES)))
    ends = 1.0 / services["months"]
    met = np.minimum(1.0, settling["effectiveness"] * services["effect"])
    moves[:, UNAWARE, AWARE] = seeking["hearing"]
    moves[:, AWARE, WAITING] = seeking["asking"]
    moves[:, WAITING, IN_SERVICE] = _SERVED_BEFORE
    moves[:, WAITING, GIVEN_UP] = 1.0 - 0.5 ** (1.0 / seeking["patience_months"])
    moves[:, IN_SERVICE, MET] = ends * met
    moves[:, IN_SERVICE, GIVEN_UP] = ends * services["dropping_out"]
    moves[:, IN_SERVICE, AWARE] = np.maximum(0.0, ends * (1.0 - met - services["dropping_out"]))
    moves[:, GIVEN_UP, AWARE] = seeking["asking_again"]
    moves[:, MET, AWARE] = settling["returning"] * services["returning"]
    ladder = np.zeros((months, number, KINDS, 2, len(STAGES)))
    climb(moves, own, fading, statuses.aware, ladder)
    return ladder


@kernel
def climb(moves: Numbers, own: Numbers, fading: Numbers, aware: Numbers, ladder: Numbers) -> None:
    """Expected shares of needs in each stage, month by month from arrival.

    Parameters
    ----------
    moves : array (kinds, stages, stages)
        Share of a stage that goes to another in a month, own progress aside.
    own : array (kinds, statuses, months)
        Chance of own progress, by months since arrival.
    fading : array (months,)
        What is left of hearing and asking.
    aware : array (statuses,)
        Share that knows of services.
    ladder : array (months, statuses, kinds, 2, stages)
        Written, by whether there was a need on arrival.
    """
    months, statuses, kinds, _, stages = ladder.shape
    for s in range(statuses):
        for k in range(kinds):
            ladder[0, s, k, 0, MET] = 1.0
            ladder[0, s, k, 1, AWARE] = aware[s]
            ladder[0, s, k, 1, UNAWARE] = 1.0 - aware[s]
            for g in range(months - 1):
                for needed in range(2):
                    now, later = ladder[g, s, k, needed], ladder[g + 1, s, k, needed]
                    later += now
                    for old in range(stages):
                        fades = fading[g] if old in (UNAWARE, AWARE) else 1.0
                        for new in range(stages):
                            flow = now[old] * moves[k, old, new] * fades
                            later[old] -= flow
                            if old == MET:
                                later[AWARE] += flow * aware[s]
                                later[UNAWARE] += flow * (1.0 - aware[s])
                            else:
                                later[new] += flow
                        if old != MET:
                            later[old] -= now[old] * own[k, s, g]
                            later[MET] += now[old] * own[k, s, g]


@kernel
def draw_stages(
    rows: int,
    ladder: Numbers,
    status: NDArray[np.int8],
    arrived: NDArray[np.int16],
    identity: NDArray[np.uint64],
    stage: NDArray[np.int8],
) -> None:
    """Draw how far each need has come, for those who arrived before the run.

    Parameters
    ----------
    rows
        Newcomers.
    ladder : array (months, statuses, kinds, 2, stages)
        Chances of each stage, by months since arrival and whether there was a need at first.
    status, arrived, identity : array (rows,)
        Columns of the table of newcomers.
    stage : array (kinds, rows)
        At arrival; written.
    """
    for n in range(rows):
        for k in range(KINDS):
            needed = 1 if stage[k, n] != MET else 0
            draw = chance(identity[n], 0, STAGE_BEFORE, k)
            chances = ladder[-arrived[n], status[n], k, needed]
            last = len(chances) - 1
            for s in range(len(chances)):
                draw -= chances[s]
                if draw < 0.0:
                    last = s
                    break
            # a file has no provider yet: who is in service waits, first on the list
            stage[k, n] = WAITING if last == IN_SERVICE else last


def _draw_present(world: World, before: Numbers, ladder: Numbers) -> NewcomerTable:
    """People of the last six years arrive month by month; their needs are drawn as expected by now,
    and who has left by then is counted as such."""
    table, statuses = world.newcomers, world.statuses
    table.room_for(int(before.sum() / table.weight) + 2 * before.size)
    for m in range(len(before)):
        write_arrivals(world, before[m], m - len(before))
    rows = slice(0, table.rows)
    status, place = table.arrival_status[rows], table.place[rows]
    age = -table.arrived[rows].astype(np.int64)
    first = table.stage[:, rows] != MET
    draw_stages(table.rows, ladder, table.status, table.arrived, table.identity, table.stage)
    ages = np.arange(len(before) + 1)
    stays = ((1.0 - statuses.leaving_a_year / 12.0)[:, None] ** ages)[status, age]
    luck = np.zeros(table.rows)
    luck_of(table.identity, luck)
    gone = luck > stays
    settled = ~gone & (age > HORIZONS_MONTHS[-1]) & (table.stage[:, rows] == MET).all(axis=0)
    shape = table.cohorts.shape[:3]
    cells = np.ravel_multi_index((table.months_before - age, status, place), shape)
    for h, horizon in enumerate(HORIZONS_MONTHS):
        counted = (age >= horizon) & ~gone
        people = np.bincount(cells[counted], minlength=np.prod(shape))
        table.cohorts["people"][:, :, :, h] += people.reshape(shape) * table.weight
        for k in range(KINDS):
            left = 1.0 - ladder[horizon, status, k, first[k].astype(int), MET]
            need = np.bincount(cells[counted], left[counted], minlength=np.prod(shape))
            table.cohorts["need"][:, :, :, h, k] += need.reshape(shape) * table.weight
    kinds = len(statuses.names)
    table.totals["settled"] += np.bincount(status[settled], minlength=kinds) * table.weight
    table.totals["left"] += np.bincount(status[gone], minlength=kinds) * table.weight
    table.keep_rows(~(gone | settled))
    return table
