"""What became of newcomers: this month by status and place, and by cohort of arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.outcomes import columns
from partnersim.state.columns import HORIZONS_MONTHS, KINDS
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import LANES

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

_MEMORY_MONTHS = 12
COLUMNS = columns.GROUPS["newcomers"]


@kernel
def take_stock(
    rows: int,
    weight: float,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    waiting: NDArray[np.int16],
    member: NDArray[np.int8],
    counts: Table,
) -> None:
    """Count those present, those of them who take part, need left and requests in vain.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    need : array (kinds, rows)
        0 to 1.
    status, place, waiting, member : array (rows,)
        Columns of the table of newcomers.
    counts : table (statuses, places)
        Written: present and taking_part (people), unmet_need (mean need x people) and
        waiting_months (requests in vain).
    """
    lanes = np.zeros((LANES, *counts.shape[:2], 4))
    for row in range(rows):
        n = np.uint64(row)
        mean = 0.0
        for k in range(KINDS):
            mean += need[k, n] / KINDS
        lane, s, a = n % np.uint64(LANES), np.uint64(status[n]), np.uint64(place[n])
        lanes[lane, s, a, 0] += 1.0
        lanes[lane, s, a, 1] += member[n]
        lanes[lane, s, a, 2] += mean
        lanes[lane, s, a, 3] += waiting[n]
    sums = lanes.sum(axis=0) * weight
    for of_status in range(counts.shape[0]):
        for of_place in range(counts.shape[1]):
            count = counts[of_status, of_place]
            count["present"] = sums[of_status, of_place, 0]
            count["taking_part"] = sums[of_status, of_place, 1]
            count["unmet_need"] = sums[of_status, of_place, 2]
            count["waiting_months"] = sums[of_status, of_place, 3]


@kernel
def need_after(cohorts: Table, newest: int, horizon: int) -> float:
    """Mean need left of those who arrived in the year that ended so many months ago.

    Parameters
    ----------
    cohorts : table (months, statuses, places, horizons)
        Need left (mean need x people) and people.
    newest
        Row of `cohorts` of those arriving this month.
    horizon
        Index in `HORIZONS_MONTHS`.

    Returns
    -------
    need : float
        0 to 1; not a number where nobody arrived.
    """
    need = 0.0
    people = 0.0
    last = newest - HORIZONS_MONTHS[horizon]
    for m in range(max(0, last - _MEMORY_MONTHS + 1), last + 1):
        for s in range(cohorts.shape[1]):
            for a in range(cohorts.shape[2]):
                need += cohorts[m, s, a, horizon]["need"]
                people += cohorts[m, s, a, horizon]["people"]
    return need / people if people > 0.0 else np.nan


@kernel
def summarize(counts: Table, cohorts: Table, newest: int, rows: Table, totals: Table) -> None:
    """Sum newcomers over status and place.

    Parameters
    ----------
    counts : table (statuses, places)
        What happened this month, in people.
    cohorts : table (months, statuses, places, horizons)
        Need left (mean need x people) and people.
    newest
        Row of `cohorts` of those arriving this month.
    rows : table (1,)
        Added to: sums, where a column is a share or a mean; written: need after 12, 24 and 36
        months.
    totals : table (1,)
        Written: what these sums are divided by.
    """
    row, total = rows[0], totals[0]
    for s in range(counts.shape[0]):
        for a in range(counts.shape[1]):
            count = counts[s, a]
            row["newcomers_present"] += count["present"]
            row["unmet_need"] += count["unmet_need"]
            row["served_share"] += count["served"]
            row["ineligible_served_share"] += count["ineligible_served"]
            row["waiting_mean"] += count["waiting_months"]
            row["dropped_out_share"] += count["dropped_out"]
            row["taking_part_share"] += count["taking_part"]
            total["newcomers_seeking"] += count["seeking"]
            total["ineligible_seeking"] += count["ineligible_seeking"]
    row["dropped_out_share"] *= 12.0
    total["newcomers"] = max(row["newcomers_present"], 1e-9)
    total["newcomers_seeking"] = max(total["newcomers_seeking"], 1e-9)
    row["need_after_12_months"] = need_after(cohorts, newest, 0)
    row["need_after_24_months"] = need_after(cohorts, newest, 1)
    row["need_after_36_months"] = need_after(cohorts, newest, 2)


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
        table.rows,
        table.weight,
        table.need,
        table.status,
        table.place,
        table.waiting,
        table.member,
        counts,
    )
    summarize(counts, table.cohorts, world.now + table.months_before, row, totals)
