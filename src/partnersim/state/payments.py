"""The ledger of payments: what each is for, who paid whom, and when."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import ANY, POSITIVE, Column, Text
from partnersim.state.arrays import Table
from partnersim.state.decisions import stable_hash
from partnersim.state.kernel import kernel


def purpose(name: str) -> int:
    """The number that stands for a purpose in the ledger of payments: always the same for a name.

    A module names the purposes it pays for in `PURPOSES`; an instrument pays for that of its own
    name.

    Parameters
    ----------
    name
        Of the purpose.

    Returns
    -------
    number : int
    """
    return stable_hash(name)


PURPOSES = ("own_income", "donations", "wages", "overhead", "other_costs", "wound_up")
OWN_INCOME, DONATIONS, WAGES, OVERHEAD, OTHER_COSTS, WOUND_UP = map(purpose, PURPOSES)
COLUMNS = {
    "flows": (
        Column("month", "month of the run", POSITIVE, Text("when it was paid"), stored="i2"),
        Column("payer", "account", ANY,
               Text("who paid: a funder's row, -1 outside, -2 the umbrella; organisations count from 1000, "
                    "accounts of systems from 30000"), stored="i2"),
        Column("payee", "account", ANY, Text("who was paid, as the payer"), stored="i2"),
        Column("purpose", "number of the purpose", POSITIVE, Text("what it was paid for"), stored="u4"),
        Column("amount", "2020 dollars", ANY, Text("how much")),
    ),
}  # fmt: skip


@kernel
def write_flow(
    flows: Table,
    count: NDArray[np.int64],
    month: int,
    payer: int,
    payee: int,
    purpose: int,
    amount: float,
) -> None:
    """Write one payment at the end of the ledger.

    Parameters
    ----------
    flows : table (payments,)
        Written; it has room for one more.
    count : array (1,)
        Payments written so far; one more.
    month
        Months since the run began.
    payer, payee
        Row of a funder, `FIRST_ORGANIZATION` + row of an organisation, OUTSIDE or UMBRELLA; of a
        system's table, its number in `World.accounts` + row.
    purpose
        Its number.
    amount : 2020 dollars
    """
    row = flows[count[0]]
    row["month"] = month
    row["payer"] = payer
    row["payee"] = payee
    row["purpose"] = purpose
    row["amount"] = amount
    count[0] += 1
