"""Money and promises of a year, as a board reckons with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization


@dataclass(slots=True)
class Year:
    """Over all funders; 2020 dollars a year unless said.

    Attributes
    ----------
    grants, conditional
        Mission grants, and what of them hangs on what funders count.
    agreements, overhead, projects
        Agreements; rent and power that these and projects pay; wages that projects pay.
    clients
        A year, that agreements ask for, by the hours of the usual price.
    reporting
        Hours a year.
    owed
        By funders, on the average of the year.
    brought
        Clients a year who are not at the door yet, and whom an agreement would bring.
    """

    grants: float = 0.0
    conditional: float = 0.0
    agreements: float = 0.0
    overhead: float = 0.0
    projects: float = 0.0
    clients: float = 0.0
    reporting: float = 0.0
    owed: float = 0.0
    brought: float = 0.0


def year_of(one: Organization) -> Year:
    """An organisation's books with the awards in force."""
    model, year = one.model, Year()
    income = 12 * one.own_income + sum(c.amount for c in one.contracts.values()) + 1e-9
    for (name, programme), contract in one.contracts.items():
        if contract.amount <= 0:
            continue
        funder, instrument = model.funder(name), model.instrument(programme)
        if instrument == "mission_grant":
            year.grants += contract.amount
            year.conditional += contract.amount * funder.value("mission_grant", "conditionality")
        elif instrument == "project":
            wages = model.numbers.own_offer.work_of_projects * contract.amount
            year.projects += wages
            year.overhead += contract.amount - wages
        else:
            terms = funder.terms.values["service_agreement"]
            share = 12 * one.fixed_cost * contract.amount / income
            year.agreements += contract.amount
            year.overhead += min(terms["overhead_cap"] * contract.amount, share)
            clients = contract.amount / terms["price_per_client"]
            year.clients += clients
            year.brought += min(clients, contract.brought) if contract.new else 0.0
            record, reports = funder.hours_of_accounts(programme)
            year.reporting += contract.amount / contract.price * record + reports
            year.owed += contract.amount * (terms["payment_lag_months"] + 1.5) / 12
    for funder in model.funders:
        if any(one.contracts[funder.name, p].amount > 0 for p in funder.agreements_open()):
            year.reporting += funder.hours_of_visits()
    return year


def drawn_of_reserve(one: Organization) -> float:
    """What a year takes of the reserve above its cushion, or gives to rebuild a lacking one."""
    staff = one.model.numbers.staff
    costs = one.staff * staff.cost_a_month + one.fixed_cost
    spare = one.reserve - staff.cushion_months * costs
    if spare > 0:
        return float(spare)
    return float(max(spare / staff.rebuilding_years, -12 * staff.cut_at_once * costs))


def rent_unpaid(one: Organization, year: Year) -> float:
    """Rent that no agreement covers, and what bridging late payments costs."""
    bridged = max(0.0, year.owed - max(0.0, one.reserve))
    return float(
        12 * one.fixed_cost - year.overhead + 12 * one.model.numbers.staff.bridging_rate * bridged
    )
