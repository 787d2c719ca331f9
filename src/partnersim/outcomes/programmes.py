"""What each programme asks of those who hold it, at the end of a fiscal year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

_SUMS = np.dtype([(name, np.float64) for name in ("amount", "asked", "clients", "felt_burden")])


class ProgrammeYear(NamedTuple):
    """A fiscal year of every programme by every funder; each array is (funders, programmes)."""

    now: int
    pool: Numbers
    holders: NDArray[np.int64]
    alone: NDArray[np.int64]
    amount: Numbers
    asked: Numbers
    clients: Numbers
    hours_of_records: Numbers
    hours_of_reports: Numbers
    felt_burden: Numbers


@kernel
def sum_contracts(
    organizations: Table,
    contracts: Table,
    holders: NDArray[np.int64],
    alone: NDArray[np.int64],
    sums: Table,
) -> None:
    """Sum what organisations hold of every programme of every funder.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive; the burden they feel.
    contracts : table (organisations, funders, programmes)
        Amounts, what was asked for, clients served.
    holders, alone : array (funders, programmes)
        Added to: who hold it, and who hold no other of the funder.
    sums : table (funders, programmes)
        Added to: amount and asked (2020 dollars a year), clients, and felt burden of holders.
    """
    _, funders, programmes = contracts.shape
    for i in range(len(contracts)):
        lives = 1.0 if organizations[i]["alive"] else 0.0
        for f in range(funders):
            held_of_funder = 0
            for m in range(programmes):
                held_of_funder += contracts[i, f, m]["amount"] * lives > 0.0
            for m in range(programmes):
                c, total = contracts[i, f, m], sums[f, m]
                amount = c["amount"] * lives
                total["amount"] += amount
                total["asked"] += c["asked"] if c["applied"] else amount
                if amount > 0.0:
                    holders[f, m] += 1
                    alone[f, m] += held_of_funder == 1
                    total["clients"] += c["served"]
                    total["felt_burden"] += organizations[i]["felt_burden"]


def measure(world: World) -> ProgrammeYear:
    """The year that ends: hours are those of its records so far, and of a year's reports."""
    funds = world.funds
    holders, alone = np.zeros(funds.shape, np.int64), np.zeros(funds.shape, np.int64)
    sums = np.zeros(funds.shape, _SUMS)
    sum_contracts(world.organizations, world.contracts, holders, alone, sums)
    sums["asked"][:, ~world.programmes["per_client"]] = np.nan  # no amount is asked for there
    return ProgrammeYear(
        world.now,
        funds["pool"].copy(),
        holders,
        alone,
        sums["amount"],
        sums["asked"],
        sums["clients"],
        sums["clients"] * funds["hours_a_record"],
        holders * funds["hours_of_reports"],
        sums["felt_burden"] / np.maximum(holders, 1),
    )
