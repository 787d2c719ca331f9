"""The newcomers present when a run begins, as the regime of the years before would have left them."""

from __future__ import annotations

import copy

import numpy as np
from numpy.typing import NDArray

from partnersim.mechanisms.newcomers.arrivals import arrive, rows_at_most
from partnersim.population.draw_cache import DrawCache
from partnersim.population.stages_before import stages_before
from partnersim.state.columns import HORIZONS_MONTHS, IN_SERVICE, KINDS, MET, STAGES, WAITING
from partnersim.state.decisions import STAGE_BEFORE, STAYING_BEFORE
from partnersim.state.draws import Stream, chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import NewcomerTable
from partnersim.state.world import Numbers, Table, World

_ROWS_AT_MOST = 50_000  # of a table that is remembered
_PRESENT: DrawCache[NewcomerTable] = DrawCache(8)


def fill_present(world: World, before: Numbers) -> None:
    """Draw those present as the regime would have left them; a sweep draws the same people once."""
    parameters = world.parameters
    table = world.newcomers
    ladder = stages_before(world)
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


@kernel
def arrive_before(
    people: Numbers,
    arriving: Numbers,
    level: float,
    weight: float,
    profiles: Numbers,
    french: Numbers,
    aware: Numbers,
    last_row: Stream,
    person: Stream,
    stage: NDArray[np.int8],
    provider: NDArray[np.int16],
    status: NDArray[np.int8],
    arrival_status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    identity: NDArray[np.uint64],
    counts: Table,
    totals: Table,
) -> int:
    """Write the arrivals of the months before a run, month by month.

    Parameters
    ----------
    people : array (months, statuses, places)
        People who arrived by the yearly figures; the last month is the one before the run.
    arriving, level, weight, profiles, french, aware, last_row, person
        As in `arrive`.
    stage, provider, status, arrival_status, place, arrived, member, language, identity
        Columns of the table of newcomers, written from the first row on.
    counts, totals : tables
        Added to, as in `arrive`.

    Returns
    -------
    rows : int
        How many were written.
    """
    rows = 0
    for m in range(len(people)):
        rows += arrive(
            people[m], arriving, level, weight, profiles, french, aware, m - len(people), last_row,
            person, stage, provider, status, arrival_status, place, arrived, member, language,
            identity, rows, counts, totals,
        )  # fmt: skip
    return rows


@kernel
def stage_of(identity: int, k: int, chances: Numbers) -> int:
    """Draw how far a need has come, of somebody who arrived before the run.

    Parameters
    ----------
    identity
        Key of the person.
    k
        Kind of need.
    chances : array (stages,)
        Of each stage by now.

    Returns
    -------
    stage : int
        A file has no provider yet: who is in service waits, first on the list.
    """
    draw = chance(identity, 0, STAGE_BEFORE, k)
    last = len(STAGES) - 1
    for later in range(len(STAGES)):
        draw -= chances[later]
        if draw < 0.0:
            last = later
            break
    return WAITING if last == IN_SERVICE else last


@kernel
def remember(
    age: int, s: int, ladder: Numbers, at_arrival: NDArray[np.int8], cohort: Table
) -> None:
    """Count a person, and the need expected of them, at each horizon that has passed.

    Parameters
    ----------
    age
        Months since arrival.
    s
        Status.
    ladder : array (months, statuses, kinds, 2, stages)
        Chances of each stage, by months since arrival and whether there was a need at first.
    at_arrival : array (kinds,)
        Stages.
    cohort : table (horizons,)
        Added to: rows in need, by kind, and rows.
    """
    for h in range(len(HORIZONS_MONTHS)):
        if age < HORIZONS_MONTHS[h]:
            continue
        cohort[h]["people"] += 1.0
        for k in range(KINDS):
            needed = 1 if at_arrival[k] != MET else 0
            cohort[h]["need"][k] += 1.0 - ladder[HORIZONS_MONTHS[h], s, k, needed, MET]


@kernel
def weigh(weight: float, cohorts: Table) -> None:
    """Turn rows of cohorts into people.

    Parameters
    ----------
    weight : people a row
    cohorts : table (months, statuses, places, horizons)
        Written: need and people.
    """
    for m in range(cohorts.shape[0]):
        for s in range(cohorts.shape[1]):
            for a in range(cohorts.shape[2]):
                for h in range(cohorts.shape[3]):
                    cohort = cohorts[m, s, a, h]
                    cohort["people"] *= weight
                    for k in range(KINDS):
                        cohort["need"][k] *= weight


@kernel
def live_before(
    rows: int,
    weight: float,
    months_before: int,
    ladder: Numbers,
    staying: Numbers,
    stage: NDArray[np.int8],
    status: NDArray[np.int8],
    arrival_status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    language: NDArray[np.float32],
    identity: NDArray[np.uint64],
    cohorts: Table,
    totals: Table,
) -> int:
    """Draw how far each need has come, and who has left or settled; rows close up over these.

    Parameters
    ----------
    rows
        Newcomers who arrived.
    weight : people a row
    months_before
        Months of arrivals before the run; cohorts begin with them.
    ladder : array (months, statuses, kinds, 2, stages)
        Chances of each stage, by months since arrival and whether there was a need at first.
    staying : array (statuses, months)
        Chance of being here still, by months since arrival.
    stage : array (kinds, rows)
        At arrival; written.
    status, arrival_status, place, arrived, language, identity : array (rows,)
        Columns of the table of newcomers; written where rows close up. Nobody is a member or has
        a provider yet.
    cohorts : table (months, statuses, places, horizons)
        Written: need expected (people in need, by kind) and people.
    totals : table (statuses,)
        Added to, by status at arrival: settled and left (people).

    Returns
    -------
    rows : int
        Newcomers present.
    """
    kept = 0
    left = np.zeros(len(totals), np.int64)
    done = np.zeros(len(totals), np.int64)
    for n in range(rows):
        s, a, age = status[n], place[n], -arrived[n]
        leaves = chance(identity[n], 0, STAYING_BEFORE) > staying[s, age]
        if not leaves:
            remember(age, s, ladder, stage[:, n], cohorts[months_before - age, s, a])
        settled = age > HORIZONS_MONTHS[-1]
        for k in range(KINDS):
            needed = 1 if stage[k, n] != MET else 0
            stage[k, kept] = stage_of(identity[n], k, ladder[age, s, k, needed])
            settled = settled and stage[k, kept] == MET
        if leaves:
            left[s] += 1
        elif settled:
            done[s] += 1
        else:
            status[kept], arrival_status[kept] = status[n], arrival_status[n]
            place[kept], arrived[kept] = place[n], arrived[n]
            language[kept], identity[kept] = language[n], identity[n]
            kept += 1
    for s in range(len(totals)):
        totals[s]["left"] += left[s] * weight
        totals[s]["settled"] += done[s] * weight
    weigh(weight, cohorts[:months_before])
    return kept


def _draw_present(world: World, before: Numbers, ladder: Numbers) -> NewcomerTable:
    """People of the last six years arrive month by month; their needs are drawn as expected by now,
    and who has left by then is counted as such."""
    table, statuses, stream = world.newcomers, world.statuses, world.draws.stream
    arriving, level = world.places.arriving, float(world.parameters["arrivals"]["level"][0])
    by_month_and_status = before.reshape(-1, before.shape[-1])
    table.room_for(rows_at_most(by_month_and_status, arriving, level, table.weight))
    arrived = arrive_before(
        before, arriving, level, table.weight, statuses.need, statuses.french, statuses.aware,
        stream("arrivals.last_row"), stream("arrivals.person"), table.stage, table.provider,
        table.status, table.arrival_status, table.place, table.arrived, table.member,
        table.language, table.identity, table.counts, table.totals,
    )  # fmt: skip
    months = np.arange(len(before) + 1)
    staying = (1.0 - statuses.leaving_a_year / 12.0)[:, None] ** months
    present = live_before(
        arrived, table.weight, table.months_before, ladder, staying, table.stage, table.status,
        table.arrival_status, table.place, table.arrived, table.language, table.identity,
        table.cohorts, table.totals,
    )  # fmt: skip
    table.rows = int(present)
    return table
