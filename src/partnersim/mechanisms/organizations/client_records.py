"""Clients are counted on agreements, and a record is made of each (M1).

A month of a file counts as its standard hours over those that a client's price pays for, thinned or not:
targets count clients, not hours. A programme counts only help that it pays for, and nobody where its
smallest group has not met. Help with the fewest payers is counted first, each on its payers in
proportion to what their targets still want this month; clients beyond that are counted by nobody. Counters
open at zero each quarter, and against targets in April.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

COLUMNS = {
    "contracts": (
        Column("served", "clients", POSITIVE, Text("served this fiscal year")),
        Column("served_quarter", "clients", POSITIVE, Text("served this quarter")),
    ),
}  # fmt: skip


@kernel
def book(
    contracts: Table,
    programmes: Table,
    payers: NDArray[np.int64],
    payers_of: NDArray[np.bool_],
    group_meets: NDArray[np.bool_],
    months_left: int,
    clients: Numbers,
    records: Numbers,
) -> None:
    """Count this month's clients on agreements.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Targets. Written: served, served_quarter (clients).
    programmes : table (programmes,)
        What a client is paid.
    payers : array (payers, 2)
        Funder and programme of each.
    payers_of : array (sets, payers)
        Which payers are of a set; sets with the fewest come first.
    group_meets : array (organisations, payers)
        Whether there are people enough for the smallest group.
    months_left
        Of the fiscal year, over which what a target still wants is spread.
    clients : array (organisations, sets)
        Of the month, by the hours of the usual price.
    records : array (organisations, payers)
        Written: client records of the month.
    """
    number = len(payers)
    room = np.zeros(number)
    for i in range(len(contracts)):
        together = 0.0
        for q in range(number):
            m = payers[q, 1]
            c = contracts[i, payers[q, 0], m]
            records[i, q] = 0.0
            left = max(0.0, c["target"] - c["served"]) / months_left
            room[q] = left * programmes[m]["price"] if group_meets[i, q] else 0.0
            together += room[q]
        if together <= 0.0:
            continue
        for n in range(1, len(payers_of)):
            if clients[i, n] <= 0.0:
                continue
            wanting = 0.0
            for q in range(number):
                wanting += room[q] if payers_of[n, q] else 0.0
            if wanting <= 0.0:
                continue
            counted = min(clients[i, n], wanting)
            for q in range(number):
                if payers_of[n, q]:
                    part = counted * room[q] / wanting
                    room[q] -= part
                    records[i, q] += part / programmes[payers[q, 1]]["price"]
        for q in range(number):
            c = contracts[i, payers[q, 0], payers[q, 1]]
            c["served"] += records[i, q]
            c["served_quarter"] += records[i, q]


def open_counters(contracts: Table, year: bool) -> None:
    """Count clients from zero in a quarter's first month, and against targets from April.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Written: served_quarter, and served where a year begins.
    year
        Whether a fiscal year begins.
    """
    contracts["served_quarter"] = 0.0
    if year:
        contracts["served"] = 0.0


def begin(world: World) -> None:
    """Open the counters of a quarter, and of a year."""
    if world.calendar.is_quarter_start:
        open_counters(world.contracts, world.calendar.is_year_start)


def act(world: World) -> None:
    """Count this month's clients."""
    demand = world.demand
    book(
        world.contracts, world.programmes, demand.payers, demand.payers_of, demand.group_meets,
        world.calendar.months_left_in_fiscal_year, demand.clients, demand.records,
    )  # fmt: skip


STEPS = {
    Phase.ARRIVALS: Step(begin, writes={"contracts": "served served_quarter"}),
    Phase.SERVICES: Step(
        act,
        writes={"contracts": "served served_quarter", "demand": "records"},
        after=("agreement_targets", "delivery"),
    ),
}
