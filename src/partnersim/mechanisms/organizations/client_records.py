"""Clients are counted on agreements, and a record is made of each (M1).

A month of a file counts as its standard hours over those that a client's price pays for, thinned or not:
targets count clients, not hours. Classes with the fewest payers are counted first, each on its funders in
proportion to what their targets still want this month; clients beyond that are counted by nobody. Counters
open at zero each quarter, and against targets in April.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

COLUMNS = {
    "relations": (
        Column("records", "client records", POSITIVE,
               Text("entered this month")),
    ),
    "contracts": (
        Column("served", "clients", POSITIVE,
               Text("served this fiscal year")),
        Column("served_quarter", "clients", POSITIVE,
               Text("served this quarter")),
    ),
}  # fmt: skip


@kernel
def count_served(
    contracts: Table, paying: NDArray[np.int64], i: int, f: int, clients: float
) -> None:
    """Count clients on a funder's contracts with an organisation, by what each target still wants.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
        Targets. Written: served, of the year and of the quarter (clients).
    paying : array (instruments paid per client,)
        Their numbers.
    i
        Row of the organisation.
    f
        Row of the funder.
    clients
        Served this month.
    """
    room = 0.0
    for m in paying:
        room += max(0.0, contracts[i, f, m]["target"] - contracts[i, f, m]["served"])
    for m in paying:
        c = contracts[i, f, m]
        part = clients * (max(0.0, c["target"] - c["served"]) / room)
        c["served"] += part
        c["served_quarter"] += part


@kernel
def book(
    contracts: Table,
    relations: Table,
    instruments: Table,
    pays: NDArray[np.bool_],
    months_left: int,
    clients: Numbers,
) -> None:
    """Count this month's clients on agreements.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
        Targets. Written: served and served_quarter (clients).
    relations : table (organisations, funders)
        Written: records (client records of the month).
    instruments : table (instruments,)
        Which are paid per client.
    pays : array (classes, funders)
        Which funders pay for people of a class.
    months_left
        Of the fiscal year, over which what a target still wants is spread.
    clients : array (organisations, classes)
        Of the month.
    """
    paying = np.flatnonzero(instruments["per_client"])
    number = relations.shape[1]
    payers = np.zeros(len(pays))
    for c in range(len(pays)):
        payers[c] = pays[c].sum()
    order = np.argsort(payers, kind="mergesort")  # in one order where as many pay
    room = np.zeros(number)
    for i in range(len(contracts)):
        for f in range(number):
            room[f] = 0.0
            relations[i, f]["records"] = 0.0
            for m in paying:
                room[f] += max(0.0, contracts[i, f, m]["target"] - contracts[i, f, m]["served"])
            room[f] /= months_left
        for n in range(len(order)):
            c = order[n]
            wanting = 0.0
            for f in range(number):
                wanting += room[f] if pays[c, f] else 0.0
            if wanting <= 0.0:
                continue
            counted = min(clients[i, c], wanting)
            for f in range(number):
                if pays[c, f]:
                    part = counted * room[f] / wanting
                    relations[i, f]["records"] += part
                    room[f] -= part
        for f in range(number):
            if relations[i, f]["records"] > 0.0:
                count_served(contracts, paying, i, f, relations[i, f]["records"])


def open_counters(contracts: Table, year: bool) -> None:
    """Count clients from zero in a quarter's first month, and against targets from April.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
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
        world.contracts, world.relations, world.instruments, demand.pays,
        world.calendar.months_left_in_fiscal_year, demand.clients,
    )  # fmt: skip


STEPS = {
    Phase.ARRIVALS: Step(begin, writes={"contracts": "served served_quarter"}),
    Phase.SERVICES: Step(
        act,
        reads={"contracts": "target", "demand": "clients pays"},
        writes={"contracts": "served served_quarter", "relations": "records"},
        after=("agreement_targets", "delivery"),
    ),
}
