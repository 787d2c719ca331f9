"""Accounts of organisations and funders: every dollar leaves one and enters another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import ANY, POSITIVE, Column, Text
from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import FIRST_ORGANIZATION
from partnersim.state.kernel import kernel
from partnersim.state.payments import write_flow

COLUMNS = {
    "organizations": (
        Column("reserve", "2020 dollars", ANY, Text("cash less unpaid bills")),
        Column("receipts", "2020 dollars", POSITIVE, Text("received this month")),
        Column("months_unpaid", "months", POSITIVE, Text("months in a row in which it could not pay"),
            whole=True),
        Column("other_costs", "2020 dollars", POSITIVE, Text("other costs of this month")),
    ),
    "relations": (
        Column("receipts", "2020 dollars", POSITIVE, Text("received from this funder this month")),
    ),
    "funders": (
        Column("awarded", "2020 dollars", POSITIVE, Text("of this year's budget, net of clawback")),
        Column("unspent", "2020 dollars", POSITIVE,
            Text("of this year's budget, never awarded or clawed back")),
        Column("received", "2020 dollars", POSITIVE, Text("what the treasury gave, ever")),
        Column("paid", "2020 dollars", POSITIVE, Text("what left for organisations, ever")),
    ),
    "contracts": (
        Column("amount", "2020 dollars a year", POSITIVE, Text("awarded for the fiscal year"), closes=True,
            several="each instrument awards its own contracts"),
        Column("paid", "2020 dollars", POSITIVE, Text("of the award, paid or due so far")),
        Column("years_held", "years", POSITIVE, Text("in a row in which it was awarded"), closes=True),
    ),
}  # fmt: skip


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
    """Move money from a funder to an organisation.

    Parameters
    ----------
    flows, count : ledger of payments
        Written: the payment.
    month
        Months since the run began.
    funders : table (funders,)
        Written: paid.
    organizations : table (organisations,)
        Written: reserve and receipts.
    relations : table (organisations, funders)
        Written: receipts.
    f, i
        Rows of funder and organisation.
    purpose
        Its number.
    amount : 2020 dollars
    """
    funders[f]["paid"] += amount
    receive(organizations[i], amount)
    relations[i, f]["receipts"] += amount
    write_flow(flows, count, month, f, FIRST_ORGANIZATION + i, purpose, amount)


@kernel
def open_month(organizations: Table, relations: Table) -> None:
    """Let what is received and spent in a month start at zero.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: receipts and other_costs.
    relations : table (organisations, funders)
        Written: receipts.
    """
    for i in range(len(organizations)):
        organizations[i]["receipts"] = 0.0
        organizations[i]["other_costs"] = 0.0
        for f in range(relations.shape[1]):
            relations[i, f]["receipts"] = 0.0


@kernel
def open_year(funder: Any, contracts: Table, budget: float) -> None:
    """A funder's budget comes in, with nothing awarded or paid of it.

    Parameters
    ----------
    funder : row of funders
        Written: received, awarded and unspent.
    contracts : table (organisations, programmes)
        Of the funder. Written: paid and clawback.
    budget : 2020 dollars
    """
    funder["received"] += budget
    funder["awarded"] = 0.0
    funder["unspent"] = budget
    for i in range(contracts.shape[0]):
        for m in range(contracts.shape[1]):
            contracts[i, m]["paid"] = 0.0
            contracts[i, m]["clawback"] = 0.0


@kernel
def commit(funder: Any, dollars: float) -> None:
    """A funder commits money of its budget; below zero, it takes it back.

    Parameters
    ----------
    funder : row of funders
        Written: awarded and unspent.
    dollars : 2020 dollars
    """
    funder["awarded"] += dollars
    funder["unspent"] -= dollars


@kernel
def claw_back(funder: Any, contract: Any, dollars: float) -> None:
    """Money of a contract returns to its funder's budget.

    Parameters
    ----------
    funder : row of funders
        Written: awarded and unspent.
    contract : row of contracts
        Written: clawback.
    dollars : 2020 dollars
    """
    contract["clawback"] += dollars
    commit(funder, -dollars)


@kernel
def book_payment(contract: Any, dollars: float) -> None:
    """A contract's money is paid, or due.

    Parameters
    ----------
    contract : row of contracts
        Written: paid.
    dollars : 2020 dollars
    """
    contract["paid"] += dollars


@kernel
def count_year(contract: Any, held: bool) -> None:
    """One more year in a row in which a contract is held, or none.

    Parameters
    ----------
    contract : row of contracts
        Written: years_held.
    held
        Whether it was awarded.
    """
    contract["years_held"] = contract["years_held"] + 1.0 if held else 0.0


def take_over(old: Table, new: Table, share: float) -> None:
    """Contracts take over a share of the amounts of others, and the years for which these were held.

    Parameters
    ----------
    old, new : tables (organisations,)
        Of contracts. Written in the new: amount and years_held.
    share
        Of the amounts.
    """
    held = old["amount"] > 0.0
    new["amount"][held] += share * old["amount"][held]
    new["years_held"][held] = old["years_held"][held]


@kernel
def grant_more(funder: Any, dollars: float) -> None:
    """The treasury gives a funder money beyond its budget.

    Parameters
    ----------
    funder : row of funders
        Written: received.
    dollars : 2020 dollars
    """
    funder["received"] += dollars


@kernel
def receive(organization: Any, dollars: float) -> None:
    """Money enters an organisation's account.

    Parameters
    ----------
    organization : row of organizations
        Written: reserve and receipts.
    dollars : 2020 dollars
    """
    organization["reserve"] += dollars
    organization["receipts"] += dollars


@kernel
def spend(organization: Any, dollars: float) -> None:
    """An organisation pays something besides wages and fixed costs.

    Parameters
    ----------
    organization : row of organizations
        Written: reserve and other_costs.
    dollars : 2020 dollars
    """
    organization["reserve"] -= dollars
    organization["other_costs"] += dollars


@kernel
def pay_bills(organization: Any, other_costs: float) -> None:
    """The month's wages, fixed costs and other costs leave the account.

    Parameters
    ----------
    organization : row of organizations
        Wages and overhead. Written: other_costs and reserve.
    other_costs : 2020 dollars
    """
    organization["other_costs"] = other_costs
    organization["reserve"] -= organization["wages"] + organization["overhead"] + other_costs


@kernel
def count_unpaid(organization: Any, unpaid: bool) -> None:
    """One more month in a row in which it could not pay, or none.

    Parameters
    ----------
    organization : row of organizations
        Written: months_unpaid.
    unpaid
        Whether it could not pay.
    """
    organization["months_unpaid"] = organization["months_unpaid"] + 1 if unpaid else 0


@kernel
def write_off(organization: Any) -> None:
    """Creditors bear an organisation's debts; its account stands at zero.

    Parameters
    ----------
    organization : row of organizations
        Written: receipts and reserve.
    """
    organization["receipts"] -= organization["reserve"]
    organization["reserve"] = 0.0


@kernel
def wind_up(organization: Any) -> None:
    """What is left in an organisation's account passes to others.

    Parameters
    ----------
    organization : row of organizations
        Written: other_costs and reserve.
    """
    organization["other_costs"] += organization["reserve"]
    organization["reserve"] = 0.0


def receive_each(organizations: Table, rows: NDArray[np.int64], dollars: Numbers | float) -> None:
    """Money enters the accounts of several organisations, each once.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: reserve and receipts.
    rows : array (receivers,)
        Rows of the table.
    dollars : 2020 dollars
        For each, or the same for all.
    """
    organizations["reserve"][rows] += dollars
    organizations["receipts"][rows] += dollars


def pass_on(funder: Any, dollars: float) -> None:
    """Money that a funder receives and pays in one go.

    Parameters
    ----------
    funder : row of funders
        Written: received and paid.
    dollars : 2020 dollars
    """
    funder["received"] += dollars
    funder["paid"] += dollars
