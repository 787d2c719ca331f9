"""What organisations claim from agreements each quarter, and what is claimed back at the end of the year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.kernel import kernel
from partnersim.state.money import book_payment, claw_back, pay_organization


@kernel
def settle(contracts: Table, mine: NDArray[np.int64], dollars: float) -> None:
    """What is paid leaves what is owed on an organisation's agreements with a funder, one after another.

    Parameters
    ----------
    contracts : table (programmes,)
        Of both. Written: receivable.
    mine : array (programmes of agreements,)
        Their numbers.
    dollars : 2020 dollars
    """
    left = dollars
    for m in mine:
        part = min(left, contracts[m]["receivable"])
        contracts[m]["receivable"] -= part
        left -= part


@kernel
def claim_and_pay(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    due: Numbers,
    flows: Table,
    count: NDArray[np.int64],
    mine: NDArray[np.int64],
    purpose: int,
    month: int,
    elapsed: int,
    quarter_end: bool,
    year_end: bool,
) -> None:
    """Organisations claim what they have earned so far of each agreement; funders pay what falls due.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive. Written: reserve and receipts (2020 dollars).
    funders : table (funders,)
        Budget, tolerance and lag of payment. Written: paid and, by clawback, awarded and unspent.
    funds : table (funders, programmes)
        Agreements in force.
    relations : table (organisations, funders)
        Written: performance (share of targets met) and receipts (2020 dollars).
    contracts : table (organisations, funders, programmes)
        Amounts, targets and clients served. Written: months_left, paid, clawback and receivable
        (2020 dollars).
    due : array (organisations, funders, months round)
        Written: 2020 dollars that fall due in each month.
    flows : table (payments,)
        Written: a payment for each sum that falls due.
    count : array (1,)
        Payments written so far.
    mine : array (programmes of agreements,)
        Their numbers.
    purpose
        Of these payments, in the ledger.
    month
        Months since the run began.
    elapsed
        Months of the fiscal year in which agreements have run.
    quarter_end, year_end
        Whether claims are made, and whether what is not earned goes back.

    Notes
    -----
    Earned by now: the amount of the months elapsed x min(1, served / target of these months +
    tolerance), programme by programme, so that targets are judged over the whole year; performance +=
    0.25 x (min(1, served of the quarter / its target), weighted by money - performance).
    """
    slots = due.shape[2]
    now = month % slots
    for i in range(len(organizations)):
        alive = organizations[i]["alive"]
        for f in range(len(funders)):
            funder = funders[f]
            held, reached_of_all = 0.0, 0.0
            for n in range(len(mine)):
                m = mine[n]
                if funds[f, m]["agreements"] <= 0.0:
                    continue
                c = contracts[i, f, m]
                if not alive or c["amount"] <= 0.0:
                    continue
                c["months_left"] = max(0, c["months_left"] - 1)
                if not quarter_end:
                    continue
                of_year = funder["part_of_year"]
                due_by_now = min(elapsed / (12.0 * of_year), 1.0)
                reached = c["served"] / max(c["target"] * due_by_now, 1e-9)
                earned = min(1.0, reached + funder["clawback_tolerance"])
                award = c["amount"] * of_year
                claim = max(0.0, award * due_by_now * earned - c["paid"])
                if year_end:
                    claw_back(funder, c, max(0.0, award - c["paid"] - claim))
                quarter = c["served_quarter"] / max(c["target"] / (4.0 * of_year), 1e-9)
                held += c["amount"]
                reached_of_all += c["amount"] * min(1.0, quarter)
                book_payment(c, claim)
                c["receivable"] += claim
                due[i, f, (month + funder["payment_lag_months"]) % slots] += claim
            if held > 0.0:
                r = relations[i, f]
                r["performance"] += 0.25 * (reached_of_all / held - r["performance"])
            falls_due = due[i, f, now]
            if falls_due > 0.0:
                due[i, f, now] = 0.0
                settle(contracts[i, f], mine, falls_due)
                pay_organization(
                    flows, count, month, funders, organizations, relations, f, i,
                    purpose, falls_due,
                )  # fmt: skip
