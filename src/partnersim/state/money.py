"""Moving money: every dollar leaves one account and enters another, and is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.state.columns import FIRST_ORGANIZATION
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from partnersim.state.world import Table


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
    """Write one payment at the end of the ledger."""
    row = flows[count[0]]
    row["month"] = month
    row["payer"] = payer
    row["payee"] = payee
    row["purpose"] = purpose
    row["amount"] = amount
    count[0] += 1


@kernel
def pay_organization(
    flows: Table,
    count: NDArray[np.int64],
    month: int,
    funders: Table,
    organizations: Table,
    relations: Table,
    f: int,
    i: int,
    purpose: int,
    amount: float,
) -> None:
    """Move money from a funder to an organisation."""
    funders[f]["paid"] += amount
    organizations[i]["reserve"] += amount
    organizations[i]["receipts"] += amount
    relations[i, f]["receipts"] += amount
    write_flow(flows, count, month, f, FIRST_ORGANIZATION + i, purpose, amount)
