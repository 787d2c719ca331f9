"""Payments: grants in advance, projects on progress, claims late, own income, and bills."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .contract import Contract
    from .funder import Funder
    from .model import Twin
    from .organization import Organization


def pay_month(model: Twin) -> None:
    """All payments of the month to every organisation."""
    for one in model.living():
        one.hours["receipts"] = 0.0
        earned = model.own_income(one, one.posts_raising / max(0.1, one.staff))
        months = model.numbers.fundraising.campaign_months
        one.earned += (earned - one.earned) / months
        receive(one, "outside", one.earned, government=False)
        for (name, programme), contract in one.contracts.items():
            pay_contract(model.funder(name), one, programme, contract)
        if model.month % 3 == 2:
            remember_targets(one)
        for entry in [entry for entry in one.due if entry[0] <= model.month]:
            one.due.remove(entry)
            receive(one, entry[1], entry[2], government=model.funder(entry[1]).is_ministry)


def receive(one: Organization, payer: str, amount: float, *, government: bool) -> None:
    """Money comes in."""
    one.model.books.pay(payer, one.name, amount)
    one.income["all"] += amount
    if government:
        one.income["governments"] += amount
    if payer == one.model.main.name:
        one.income["main"] += amount


def pay_contract(funder: Funder, one: Organization, programme: str, contract: Contract) -> None:
    """Pay an award by the rules of its instrument."""
    instrument, month = funder.model.instrument(programme), funder.model.month
    if instrument == "service_agreement":
        if month % 3 == 2:
            claim(funder, one, contract)
        return
    if contract.amount > 0 and month % 3 == (1 if instrument == "mission_grant" else 2):
        contract.paid += contract.amount / 4
        receive(one, funder.name, contract.amount / 4, government=funder.is_ministry)


def claim(funder: Funder, one: Organization, contract: Contract) -> None:
    """Claim what was earned; in March judge the whole year, and let the rest go back."""
    model = funder.model
    if contract.amount <= 0:
        return
    elapsed = (model.month % 12 + 1) / 12
    terms = funder.terms.values["service_agreement"]
    reached = contract.served / (contract.target * elapsed)
    earned = contract.amount * elapsed * min(1.0, reached + terms["clawback_tolerance"])
    amount = max(0.0, earned - contract.claimed)
    if model.month % 12 == 11:
        contract.clawback = max(0.0, contract.amount - contract.claimed - amount)
        funder.awarded -= contract.clawback
    contract.claimed += amount
    if amount > 0:
        one.due.append((model.month + int(terms["payment_lag_months"]), funder.name, amount))


def remember_targets(one: Organization) -> None:
    """Targets met with each funder: a quarter of the way, programmes weighted by their money."""
    for funder in one.model.funders:
        held = [one.contracts[funder.name, p] for p in funder.agreements_open()]
        money = sum(contract.amount for contract in held)
        if money > 0:
            met = sum(
                c.amount * min(1.0, c.served_quarter / (c.target / 4)) for c in held if c.amount > 0
            )
            relation = one.relations[funder.name]
            relation.performance += (met / money - relation.performance) / 4
        for contract in held:
            contract.served_quarter = 0.0


def incomes(one: Organization) -> None:
    """Income of the month: free of purpose, and of awards by the targets met of late."""
    model = one.model
    free = restricted = 0.0
    for (name, programme), contract in one.contracts.items():
        if contract.amount <= 0:
            continue
        if model.instrument(programme) == "mission_grant":
            free += contract.amount / 12
            continue
        restricted += contract.amount / 12
        if contract.target > 0:
            forgiven = model.funder(name).value("service_agreement", "clawback_tolerance")
            missed = max(0.0, 1 - one.relations[name].performance - forgiven)
            restricted -= missed * contract.amount / 12
    one.unrestricted, one.restricted = free + one.earned, restricted


def pay_bills(one: Organization) -> None:
    """Wages, fixed costs and bridging; who cannot pay beyond what a bank lends is counted."""
    model, staff = one.model, one.model.numbers.staff
    model.books.pay(one.name, "outside", one.staff * staff.cost_a_month)
    model.books.pay(one.name, "outside", one.fixed_cost)
    model.books.pay(one.name, "outside", staff.bridging_rate * one.receivable)
    short = one.reserve < -staff.credit * one.receivable - 1e-9
    one.months_unpaid = one.months_unpaid + 1 if short else 0
    for name in one.income:
        one.memory[name] += (12 * one.income[name] - one.memory[name]) / 12
        one.income[name] = 0.0
