"""Moving money: every dollar leaves one account and enters another, and is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import ANY, POSITIVE, Column, Text
from partnersim.state.columns import FIRST_ORGANIZATION
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from partnersim.state.world import Table

COLUMNS = {
    "organizations": (
        Column("reserve", "2020 dollars", ANY,
               Text("cash less unpaid bills", "encaisse moins les factures impayées")),
        Column("receipts", "2020 dollars", POSITIVE,
               Text("received this month", "reçu ce mois-ci")),
        Column("other_costs", "2020 dollars", POSITIVE,
               Text("other costs of this month", "autres coûts de ce mois-ci")),
    ),
    "relations": (
        Column("receipts", "2020 dollars", POSITIVE,
               Text("received from this funder this month", "reçu de ce bailleur ce mois-ci")),
    ),
    "funders": (
        Column("awarded", "2020 dollars", POSITIVE,
               Text("of this year's budget, net of clawback",
                    "du budget de l'année, net des récupérations")),
        Column("unspent", "2020 dollars", POSITIVE,
               Text("of this year's budget, never awarded or clawed back",
                    "du budget de l'année, jamais accordé ou récupéré")),
        Column("received", "2020 dollars", POSITIVE,
               Text("what the treasury gave, ever", "versé par le Trésor, depuis le début")),
        Column("paid", "2020 dollars", POSITIVE,
               Text("what left for organisations, ever", "versé aux organismes, depuis le début")),
    ),
    "contracts": (
        Column("amount", "2020 dollars a year", POSITIVE,
               Text("awarded for the fiscal year", "accordé pour l'exercice"), closes=True),
        Column("paid", "2020 dollars", POSITIVE,
               Text("of the award, paid or due so far",
                    "de la somme accordée, versé ou dû jusqu'ici")),
        Column("years_held", "years", POSITIVE,
               Text("in a row in which it was awarded",
                    "années de suite où elle a été accordée"), closes=True),
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
