"""Instalments: what was awarded for a year, paid in parts to organisations alive."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Table
from partnersim.state.kernel import kernel
from partnersim.state.money import book_payment, pay_organization
from partnersim.state.payments import purpose
from partnersim.state.world import World

PAID = {
    "contracts": "paid",
    "flows": "count rows",
    "funders": "paid",
    "organizations": "receipts reserve",
    "relations": "receipts",
}  # what a step that pays instalments writes


@kernel
def pay_part(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    flows: Table,
    count: NDArray[np.int64],
    m: int,
    month: int,
    paid_for: int,
    part: float,
) -> None:
    """Each funder pays the given part of each award of one programme to organisations alive.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: reserve and receipts (2020 dollars).
    funders : table (funders,)
        Written: paid (2020 dollars).
    relations : table (organisations, funders)
        Written: receipts (2020 dollars).
    contracts : table (organisations, funders, programmes)
        Amounts. Written: paid (2020 dollars).
    flows : table (payments,)
        Written: a payment for each award.
    count : array (1,)
        Payments written so far.
    m
        The number of the programme.
    month
        Months since the run began.
    paid_for
        The number of the payments' purpose.
    part : share
        Of each award's amount.
    """
    for i in range(len(organizations)):
        for f in range(len(funders)):
            c = contracts[i, f, m]
            if c["amount"] > 0.0 and organizations[i]["alive"]:
                dollars = c["amount"] * part
                book_payment(c, dollars)
                pay_organization(
                    flows, count, month, funders, organizations, relations, f, i, paid_for, dollars
                )


def pay_instalment(world: World, instrument: str, part: float = 0.25) -> None:
    """Pay a part of the year's awards of an instrument; payments stand in the ledger under its name.

    Parameters
    ----------
    world : World
    instrument
        Its name.
    part : share
        Of each award's amount, by default a quarter.
    """
    for m in world.programmes_of(instrument):
        world.flows.room_for(world.relations.size)
        pay_part(
            world.organizations, world.funders, world.relations, world.contracts, world.flows.rows,
            world.flows.count, int(m), world.now, purpose(instrument), part,
        )  # fmt: skip
