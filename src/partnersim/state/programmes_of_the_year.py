"""Programmes in the year that begins: their money, whom they pay for, and who goes on with those that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.state.money import take_over
from partnersim.state.programmes import divide, whom

if TYPE_CHECKING:
    from partnersim.state.world import World


def hand_over(world: World) -> None:
    """Those who hold a programme that has no money any more ask for its successors as its holders.

    Its amounts divide over the programmes that follow it by their money; none of it is awarded by that.
    """
    pool, contracts = world.funds["pool"], world.contracts
    for ended in np.unique(world.follows[world.follows >= 0]):
        successors = np.flatnonzero(world.follows == ended)
        for f in np.flatnonzero((pool[:, ended] <= 0.0) & (pool[:, successors] > 0.0).any(axis=1)):
            old = contracts[:, f, ended]
            for m in successors[pool[f, successors] > 0.0]:
                take_over(old, contracts[:, f, m], pool[f, m] / pool[f, successors].sum())
            old["amount"] = 0.0
            old["months_left"] = 0


def open_programmes(world: World) -> None:
    """What funders have for each programme this year, and whom they pay for by it."""
    divide_money(world)
    classify(world)


def divide_money(world: World) -> bool:
    """What funders have for each programme this year; whether others have money than before."""
    pays = whom(world.eligibility, world.demand.paid_statuses)
    year = world.calendar.month.fiscal_year
    changed: bool = divide(world.funds, world.funders, world.programmes, pays, year)
    return changed


def classify(world: World) -> None:
    """Whom funders pay for by the programmes of this year."""
    world.demand.classify(
        world.funders, world.funds, world.programmes, world.eligibility, world.main_funder
    )
