"""Other income: what organisations earn in hours of fundraising, free of purpose.

A year's income = potential x (1 + roots x members present) / (1 + roots x usual) x donors left x
((raising share + start) / (ordinary share + start))^returns: the first hours bring most. Donors give less
where governments give (crowding out) and where everyone asks (saturation).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.kernel import kernel
from partnersim.state.money import receive
from partnersim.state.payments import OWN_INCOME, write_flow
from partnersim.state.world import Table, World

GROUP = Group("fundraising", Text("Own income"), (
    uncertainty("returns", 0.25, (0.15, 0.35), (0.0, 1.0), "exponent of posts that raise money",
        "How slowly own income grows with the hours that raise it",
        Assumption("two to four dollars for a dollar of staff time at first, then less",
            "Imagine Canada and sector guides, read in part")),
    setting("campaign_months", 6.0, (1.0, 60.0), "months", "How long a campaign takes to bear",
        Assumption("within the half-year", "no figure found")),
    uncertainty("roots", 0.75, (0.0, 1.5), (0.0, 5.0), "multiple added where all who could be members are",
        "How much members add to own income",
        Assumption("a community gives to its own", "Bruneau 2021 ch. 5; no amount")),
    uncertainty("crowding_out", 0.2, (0.0, 0.6), (0.0, 1.0),
        "share of own income lost at full government funding", "Own income that public money displaces",
        Source("andreoni_payne_2011", "X19: 757 $ a 1,000 $ in the US, little in Canada")),
    setting("ordinary", 0.03, (0.0, 0.3), "share of posts",
        "Fundraising behind the own income of the profiles",
        Assumption("half a day a week in a small team", "Imagine Canada; no figure")),
    setting("usual_members", 0.3, (0.0, 1.0), "share of members in reach",
        "Members behind the own income of the profiles",
        Assumption("about what founders bring", "no figure")),
    setting("start", 0.01, (0.001, 0.3), "share of posts",
        "Fundraising that own income which comes unasked is worth",
        Assumption("members' fees and rents come by themselves", "no figure")),
    setting("saturation", 0.4, (0.0, 1.0), "exponent of what all raise, over what they raised",
        "How much donors tire where everyone asks",
        Assumption("donors are few", "no figure")),
))  # fmt: skip
GROUPS = (GROUP,)
COLUMNS = {
    "organizations": (
        Column("earned", "2020 dollars a month", POSITIVE, Text("own income, from fundraising"),
            closes=True),
        Column("donors_left", "multiple", POSITIVE,
            Text("what donors still give, against no government and no rival"), start=1.0),
    ),
}  # fmt: skip


@kernel
def raise_money(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    flows: Table,
    count: NDArray[np.int64],
    month: int,
) -> None:
    """Organisations earn their own income, and raise donations by the hours given to fundraising.

    Parameters
    ----------
    organizations : table (organisations,)
        Own income of the profile, posts that raise money, members. Written: earned (2020 dollars a
        month), donors_left, reserve and receipts.
    funders : table (funders,)
        Which are governments.
    relations : table (organisations, funders)
        Income of twelve months from each funder.
    parameters : table (1,)
        The group `fundraising`.
    flows : table (payments,)
        Written: payments from outside.
    count : array (1,)
        Payments written so far.
    month
        Months since the run began.

    Notes
    -----
    The module's equation; income moves to it within `campaign_months`.
    """
    p = parameters[0]
    usual = earned = 1e-9
    for i in range(len(organizations)):
        if organizations[i]["alive"]:
            usual += organizations[i]["own_income"]
            earned += organizations[i]["earned"]
    tired = (usual / max(usual, earned)) ** p["saturation"]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["earned"] = 0.0
            continue
        government = 0.0
        for f in range(len(funders)):
            if funders[f]["is_ministry"]:
                government += relations[i, f]["yearly_income"]
        share = min(1.0, government / max(o["yearly_income"], 1.0))
        o["donors_left"] = tired * (1.0 - p["crowding_out"] * share)
        present = min(1.0, o["members"] / max(o["members_in_reach"], 1e-9))
        raising = o["posts_raising"] / max(o["staff"], 1e-9) + p["start"]
        income = o["own_income"] * o["donors_left"] * (1.0 + p["roots"] * present)
        income /= 1.0 + p["roots"] * p["usual_members"]
        income *= (raising / (p["ordinary"] + p["start"])) ** p["returns"]
        o["earned"] += (income - o["earned"]) / p["campaign_months"]
        if o["earned"] > 0.0:
            receive(o, o["earned"])
            write_flow(
                flows, count, month, OUTSIDE, FIRST_ORGANIZATION + i, OWN_INCOME, o["earned"]
            )


def pay(world: World) -> None:
    """Other income of the month."""
    world.flows.room_for(2 * len(world.organizations))
    raise_money(
        world.organizations, world.funders, world.relations, world.parameters["fundraising"],
        world.flows.rows, world.flows.count, world.now,
    )  # fmt: skip


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
        writes={"flows": "count rows", "organizations": "donors_left earned receipts reserve"},
        after=("mission_grant",),
    )
}
