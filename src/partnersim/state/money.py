"""Moving money: every dollar leaves one account and enters another, and is written down."""

from partnersim.state.columns import FIRST_ORGANIZATION
from partnersim.state.kernel import kernel


@kernel
def write_flow(flows, count, month, payer, payee, purpose, amount):  # type: ignore[no-untyped-def]
    """Write one payment at the end of the ledger."""
    row = flows[count[0]]
    row["month"] = month
    row["payer"] = payer
    row["payee"] = payee
    row["purpose"] = purpose
    row["amount"] = amount
    count[0] += 1


@kernel
def pay_organization(  # type: ignore[no-untyped-def]
    flows, count, month, funders, organizations, relations, f, i, purpose, amount
):
    """Move money from a funder to an organisation."""
    funders[f]["paid"] += amount
    organizations[i]["reserve"] += amount
    organizations[i]["receipts"] += amount
    relations[i, f]["receipts"] += amount
    write_flow(flows, count, month, f, FIRST_ORGANIZATION + i, purpose, amount)
