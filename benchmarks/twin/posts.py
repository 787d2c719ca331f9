"""Staff leave, are hired or laid off; a post of the mission is refilled as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .organization import Organization


def affordable(one: Organization) -> float:
    """Posts that income pays once fixed costs are met; a reserve above its cushion in a year."""
    staff = one.model.numbers.staff
    costs = one.staff * staff.cost_a_month + one.fixed_cost
    money = one.unrestricted + one.restricted - one.fixed_cost
    over = one.reserve - staff.cushion_months * costs
    if over >= 0:
        money += over / 12
    else:
        money += max(over / (12 * staff.rebuilding_years), -staff.cut_at_once * costs)
    return float(max(0.0, money / staff.cost_a_month))


def leaving(one: Organization) -> float:
    """Share of staff that leaves this month."""
    numbers = one.model.numbers
    staff = numbers.staff
    income = one.unrestricted + one.restricted
    ending = sum(
        contract.amount / 12
        for (_, programme), contract in one.contracts.items()
        if contract.amount > 0
        and contract.months_left <= 12
        and one.model.instrument(programme) != "mission_grant"
    )
    precarious = min(1.0, ending / income) if income > 0 else 0.0
    late = one.receivable / income / staff.late_months if income > 0 else 0.0
    thin = (1 - one.thickness[True]) / (1 - numbers.delivery.thinnest)
    rate = 1 + staff.precarity * min(1.0, precarious + min(1.0, late))
    rate *= 1 + staff.workload * min(1.0, max(0.0, thin))
    return float(min(1.0, staff.base_turnover * rate / 12))


def move(one: Organization) -> None:
    """Staff of the next month, and posts of the mission among them."""
    staff = one.model.numbers.staff
    left = leaving(one) * one.staff
    remaining = one.staff - left
    vacant = affordable(one) - remaining
    if vacant > 0:
        most = staff.hired_share * remaining + staff.hired_least
        after = remaining + min(staff.hiring * vacant, most)
    else:
        laid_off = min(-staff.laid_off_share * vacant, staff.laid_off_most * remaining)
        after = remaining - laid_off
        left += laid_off
    gone = left / max(one.staff, 1e-9)
    one.turnover += gone - one.turnover / 12
    one.files_lost = one.model.numbers.delivery.files_lost * min(1.0, one.turnover) / 12
    wanted = one.posts_mission_wanted - one.posts_mission
    if wanted > 0:
        moved = (1 - (1 - staff.refilling) ** (1 / 12)) * wanted
        moved = min(moved, max(0.0, after - one.posts_tied - one.posts_mission))
    else:
        moved = max(wanted, -gone * one.posts_mission)
    stayed = one.posts_experienced * (1 - gone)
    one.posts_mission = min(max(0.0, one.posts_mission + moved), after)
    new = max(0.0, one.posts_mission - stayed)
    one.posts_experienced = stayed + new / (12 * staff.learning_years)
    one.staff = after
    fixed = staff.fixed_cost_share * after * staff.cost_a_month
    one.fixed_cost += staff.lease_end * (fixed - one.fixed_cost)
    for contract in one.contracts.values():
        contract.months_left = max(0, contract.months_left - 1)
