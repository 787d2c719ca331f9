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
    money -= staff.bridging_rate * one.receivable
    over = one.reserve - staff.cushion_months * costs
    if over >= 0:
        money += over / 12
    else:
        money += max(over / (12 * staff.rebuilding_years), -staff.cut_at_once * costs)
    return max(0.0, money / staff.cost_a_month)


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
    rate = 1 + staff.precarity * max(precarious, min(1.0, late)) + staff.workload * min(1.0, thin)
    return float(staff.base_turnover / 12 * rate)


def move(one: Organization) -> None:
    """Staff of the next month."""
    staff = one.model.numbers.staff
    share = min(1.0, leaving(one))
    left = share * one.staff
    one.turnover += (12 * share - one.turnover) / 12
    one.files_lost = one.model.numbers.delivery.files_lost * share
    mission_left = share * one.posts_mission
    one.posts_experienced -= share * one.posts_experienced
    remaining = one.staff - left
    wanted = affordable(one)
    if wanted >= remaining:
        most = staff.hired_share * one.staff + staff.hired_least
        hired, laid_off = (
            min(staff.hiring * (wanted - remaining) + min(left, wanted - remaining) * 0, most),
            0.0,
        )
    else:
        hired = 0.0
        laid_off = min(staff.laid_off_share * (remaining - wanted), staff.laid_off_most * one.staff)
    one.staff = max(0.0, remaining + hired - laid_off)
    mission = one.posts_mission - mission_left
    refill = min(hired, mission_left) if one.posts_mission <= one.posts_mission_wanted else 0.0
    mission += refill
    if mission < one.posts_mission_wanted:
        room = max(0.0, one.staff - one.posts_tied - one.posts_raising - mission)
        add = staff.refilling / 12 * (one.posts_mission_wanted - mission)
        mission += min(add, room, max(0.0, hired - refill) + room)
    if one.staff < remaining:
        mission *= one.staff / remaining if remaining > 0 else 0.0
    one.posts_mission = min(mission, one.staff)
    one.posts_experienced = min(one.posts_experienced, one.posts_mission)
    learning = (one.posts_mission - one.posts_experienced) / (12 * staff.learning_years)
    one.posts_experienced += learning
    fixed = staff.fixed_cost_share * one.staff * staff.cost_a_month
    one.fixed_cost += staff.lease_end * (fixed - one.fixed_cost)
    one.posts_raising = min(one.posts_raising, one.staff)
    for contract in one.contracts.values():
        contract.months_left = max(0, contract.months_left - 1)
