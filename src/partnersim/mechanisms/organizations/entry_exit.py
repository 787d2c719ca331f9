"""Organisations close when they cannot pay for three months, or when nobody and nothing is left;
communities found new ones.

When one closes, its awards return to the funders, what it was still owed is kept by them, and what is
left in (or missing from) its account passes to others (or to creditors). New ones start small, with
the orientation of their founders. Selection, the third rival explanation of drift, is the switch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Assumption, Group, Source, Step, Text, setting, yes_or_no
from partnersim.state.calendar import Phase
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.kernel import kernel
from partnersim.state.money import commit, count_unpaid, wind_up, write_off
from partnersim.state.payments import DONATIONS, WOUND_UP, write_flow
from partnersim.state.world import Table, World

GROUP = Group("survival", Text("Closing and founding"), (
    setting("selection", True, None, "yes or no", "Organisations close and are founded",
        Assumption("a rival explanation that can be switched off", "B21 ch. 6")),
    setting("months_unpaid", 3, (1, 60), "months",
        "Months without paying after which an organisation closes",
        Assumption("staff and landlords do not wait longer", "no figure found")),
    setting("founding_rate", 0.024, (0.0, 0.3), "new organisations a year, as a share of all",
        "Organisations founded",
        Source("cra_charities_2018", "2,072 registered of 86,159 in 2012-13: 2.4 %")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        yes_or_no("alive", Text("it is open")),
    ),
}  # fmt: skip
_LEAST_STAFF = 0.2  # full-time equivalents: a day a week


@kernel
def close_down(
    organizations: Table,
    funders: Table,
    contracts: Table,
    parameters: Table,
    staff: Table,
    flows: Table,
    count: NDArray[np.int64],
    month: int,
    closed: NDArray[np.bool_],
) -> bool:
    """Organisations close that cannot pay, or have nobody left and no money for anybody.

    With selection off their debts are written off and they go on.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: alive; reserve and months_unpaid where accounts are settled; staff where selection
        is off.
    funders : table (funders,)
        Written by `commit`: what was awarded and not used goes back to the year's money.
    contracts : table (organisations, funders, programmes)
        Amounts, payments and receivables of those that close.
    parameters : table (1,)
        The group `survival`.
    staff : table (1,)
        The cost of a full-time month.
    flows : table (payments,)
        Written: what is left in, or missing from, an account (2020 dollars).
    count : array (1,)
        Payments written so far.
    month
        Months since the run began.
    closed : array (organisations,)
        Written: those that close this month.

    Returns
    -------
    any : bool
        Whether one does.

    References
    ----------
    Bruneau (2021), ch. 6: selection as a rival explanation of drift.
    """
    p = parameters[0]
    closes = False
    for i in range(len(organizations)):
        o = organizations[i]
        closed[i] = False
        if not o["alive"]:
            continue
        nobody = o["staff"] <= _LEAST_STAFF
        spent = nobody and o["reserve"] < p["months_unpaid"] * staff[0]["cost_a_month"]
        if o["months_unpaid"] < p["months_unpaid"] and not spent:
            continue
        if o["reserve"] < 0.0:
            write_flow(
                flows, count, month, OUTSIDE, FIRST_ORGANIZATION + i, WOUND_UP, -o["reserve"]
            )
            write_off(o)
        count_unpaid(o, False)
        if not p["selection"]:
            o["staff"] = max(o["staff"], 0.5)
            continue
        if o["reserve"] > 0.0:
            write_flow(flows, count, month, FIRST_ORGANIZATION + i, OUTSIDE, WOUND_UP, o["reserve"])
            wind_up(o)
        o["alive"] = False
        closed[i] = True
        closes = True
        for f in range(len(funders)):
            funder = funders[f]
            for m in range(contracts.shape[2]):
                c = contracts[i, f, m]
                of_year = funder["part_of_year"]
                unused = max(0.0, c["amount"] * of_year - c["paid"] - c["clawback"])
                unused = min(unused + min(c["receivable"], c["paid"]), funder["awarded"])
                if c["amount"] > 0.0:
                    commit(funder, -unused)
    return closes


def found(world: World) -> None:
    """Open the organisations that communities found this month.

    Parameters
    ----------
    world
        Its organisations, flows and `founded_rows` are written.
    """
    if not world.parameters["survival"]["selection"][0]:
        return
    while world.next_founding_month <= world.now:
        row = world.founded_rows
        world.organizations[row] = world.founding[row]
        world.organizations[row]["alive"] = True
        world.organizations[row]["founded_month"] = world.now
        gift = float(world.founding[row]["reserve"])
        write_flow(
            world.flows.rows, world.flows.count, world.now, OUTSIDE, FIRST_ORGANIZATION + row,
            DONATIONS, gift,
        )  # fmt: skip
        world.founded_rows += 1


def act(world: World) -> None:
    """Closing, then founding."""
    world.flows.room_for(3 * len(world.organizations))
    closed = np.empty(len(world.organizations), np.bool_)
    closes = close_down(
        world.organizations, world.funders, world.contracts,
        world.parameters["survival"], world.parameters["staff"], world.flows.rows,
        world.flows.count, world.now, closed,
    )  # fmt: skip
    if closes:
        world.clear(closed)
    if world.next_founding_month <= world.now:
        found(world)


STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        writes={
            "contracts": "*",
            "flows": "count rows",
            "funders": "awarded unspent",
            "organizations": "* alive founded_month months_unpaid other_costs receipts reserve staff",
            "relations": "*",
            "world": "due founded_rows",
        },
        after=("posts",),
    )
}
