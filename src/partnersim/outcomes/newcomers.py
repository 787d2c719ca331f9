"""What became of newcomers: this month by status and place, and by cohort of arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.outcomes import columns
from partnersim.outcomes.rows import plain
from partnersim.state.columns import HORIZONS_MONTHS, IN_SERVICE, KINDS, MET, WAITING
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK, LANES

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

_MEMORY_MONTHS = 12
_BLOCKS = 5  # measures by kind of need: the last columns
_UPPER = 2**32  # from here on in a number, a second sum
COLUMNS = columns.GROUPS["newcomers"]


BY_KIND = tuple(column.name for column in COLUMNS[-_BLOCKS * KINDS :])  # written as a block


@kernel
def take_stock(
    rows: int,
    weight: float,
    stage: NDArray[np.int8],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    member: NDArray[np.int8],
    counts: Table,
) -> None:
    """Count those present, those of them who take part, need left, waiting and in service.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    stage : array (kinds, rows)
        Of each need.
    status, place, member : array (rows,)
        Columns of the table of newcomers.
    counts : table (statuses, places)
        Written: present and taking_part (people), unmet_need (mean need x people), waiting and
        in_service (people x needs).
    """
    lanes = np.zeros((LANES, counts.size, 3), np.int64)  # two sums share a number
    unmet = np.empty(BLOCK, np.uint8)
    waiting = np.empty(BLOCK, np.uint8)
    served = np.empty(BLOCK, np.uint8)
    places = np.uint64(counts.shape[1])
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        statuses, where, members = status[block], place[block], member[block]
        size = len(statuses)
        unmet[:] = 0
        waiting[:] = 0
        served[:] = 0
        for k in range(KINDS):
            stages = stage[k, block]
            for i in range(size):
                unmet[i] += stages[i] != MET
                waiting[i] += stages[i] == WAITING
                served[i] += stages[i] == IN_SERVICE
        for i in range(size):
            lane = np.uint64(i % LANES)
            cell = np.uint64(statuses[i]) * places + np.uint64(where[i])
            lanes[lane, cell, 0] += 1 + _UPPER * np.int64(members[i])
            lanes[lane, cell, 1] += np.int64(unmet[i]) + _UPPER * np.int64(waiting[i])
            lanes[lane, cell, 2] += np.int64(served[i])
    sums = lanes.sum(axis=0)
    for of_status in range(counts.shape[0]):
        for of_place in range(counts.shape[1]):
            count = counts[of_status, of_place]
            people, needs, follows = sums[of_status * counts.shape[1] + of_place]
            count["present"] = people % _UPPER * weight
            count["taking_part"] = people // _UPPER * weight
            count["unmet_need"] = needs % _UPPER * weight / KINDS
            count["waiting"] = needs // _UPPER * weight
            count["in_service"] = follows * weight


@kernel
def need_after(
    cohorts: Table,
    eligible: NDArray[np.bool_],
    newest: int,
    horizon: int,
    only: bool,
    need: Numbers,
) -> float:
    """Need left of those who arrived in the year that ended so many months ago.

    Parameters
    ----------
    cohorts : table (months, statuses, places, horizons)
        People in need, by kind, and people.
    eligible : array (months, statuses)
        Whether the main ministry paid for who arrived.
    newest
        Row of `cohorts` of those arriving this month.
    horizon
        Index in `HORIZONS_MONTHS`.
    only
        Whether to count the eligible alone.
    need : array (kinds,)
        Written: share in need; not a number where nobody arrived.

    Returns
    -------
    need : float
        Their mean over kinds.
    """
    need[:] = 0.0
    people = 0.0
    last = newest - HORIZONS_MONTHS[horizon]
    for m in range(max(0, last - _MEMORY_MONTHS + 1), last + 1):
        for s in range(cohorts.shape[1]):
            if only and not eligible[m, s]:
                continue
            for a in range(cohorts.shape[2]):
                cell = cohorts[m, s, a, horizon]
                people += cell["people"]
                for k in range(KINDS):
                    need[k] += cell["need"][k]
    for k in range(KINDS):
        need[k] = need[k] / people if people > 0.0 else np.nan
    return need.sum() / KINDS


@kernel
def summarize(
    counts: Table,
    cohorts: Table,
    eligible: NDArray[np.bool_],
    services: Table,
    newest: int,
    rows: Table,
    totals: Table,
    by_kind: Numbers,
) -> None:
    """Sum newcomers over status and place, and services over a year.

    Parameters
    ----------
    counts : table (statuses, places)
        What happened this month, in people.
    cohorts : table (months, statuses, places, horizons)
        People in need, by kind, and people.
    eligible : array (months, statuses)
        Whether the main ministry paid for who arrived.
    services : table (months, 2, kinds)
        Of the last year, by eligibility: waiting, started and met (people).
    newest
        Row of `cohorts` of those arriving this month.
    rows : table (1,)
        Added to: sums, where a column is a share or a mean; written: what needs no division.
    totals : table (1,)
        Written: what these sums are divided by.
    by_kind : array (5, kinds)
        Written: needs met and months waited, each of the eligible and the others, and the share
        of the eligible in need after 24 months.
    """
    row, total = rows[0], totals[0]
    for s in range(counts.shape[0]):
        for a in range(counts.shape[1]):
            count = counts[s, a]
            row["newcomers_present"] += count["present"]
            row["unmet_need"] += count["unmet_need"]
            row["served_share"] += count["served"]
            row["ineligible_served_share"] += count["ineligible_served"]
            row["dropped_out_share"] += count["dropped_out"]
            row["taking_part_share"] += count["taking_part"]
            total["newcomers_seeking"] += count["seeking"]
            total["ineligible_seeking"] += count["ineligible_seeking"]
    row["dropped_out_share"] *= 12.0
    total["newcomers"] = max(row["newcomers_present"], 1e-9)
    total["newcomers_seeking"] = max(total["newcomers_seeking"], 1e-9)
    need = np.zeros(KINDS)
    row["need_after_12_months"] = need_after(cohorts, eligible, newest, 0, False, need)
    row["need_after_24_months"] = need_after(cohorts, eligible, newest, 1, False, need)
    row["need_after_36_months"] = need_after(cohorts, eligible, newest, 2, False, need)
    row["need_after_12_months_eligible"] = need_after(cohorts, eligible, newest, 0, True, need)
    row["need_after_36_months_eligible"] = need_after(cohorts, eligible, newest, 2, True, need)
    row["need_after_24_months_eligible"] = need_after(cohorts, eligible, newest, 1, True, need)
    by_kind[4] = need
    waited = np.zeros(2)
    met = np.zeros(2)
    for e in range(2):
        waiting, started = 0.0, 0.0
        for k in range(KINDS):
            waits, starts, meets = 0.0, 0.0, 0.0
            for m in range(len(services)):
                waits += services[m, e, k]["waiting"]
                starts += services[m, e, k]["started"]
                meets += services[m, e, k]["met"]
            by_kind[1 - e, k] = meets
            by_kind[3 - e, k] = waits / starts if starts > 0.0 else np.nan
            waiting += waits
            started += starts
            met[e] += meets
        waited[e] = waiting / started if started > 0.0 else np.nan
    row["needs_met_eligible"] = met[1]
    row["needs_met_ineligible"] = met[0]
    row["months_waited_eligible"] = waited[1]
    row["months_waited_ineligible"] = waited[0]


def measure(world: World, counts: Table, row: Table, totals: Table) -> None:
    """Write this month's counts, and the newcomers' part of the sector's row.

    Parameters
    ----------
    world
        Its newcomers are read.
    counts : table (statuses, places)
        Written, in people.
    row : table (1,)
        Added to, as in `summarize`.
    totals : table (1,)
        Written.
    """
    table = world.newcomers
    counts[:] = table.counts
    take_stock(
        table.rows, table.weight, table.stage, table.status, table.place, table.member, counts
    )
    numbers, (_, begins) = plain(row)[0], row.dtype.fields[BY_KIND[0]][:2]  # type: ignore[index]
    first = begins // numbers.itemsize
    by_kind = numbers[first : first + len(BY_KIND)].reshape(-1, KINDS)
    of_year = table.services[max(0, world.now - _MEMORY_MONTHS + 1) : world.now + 1]
    summarize(
        counts, table.cohorts, table.eligible, of_year, world.now + table.months_before, row, totals,
        by_kind,
    )  # fmt: skip
