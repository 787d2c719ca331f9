"""The offer bends to what is funded (M2), or follows the needs that members bring (M11).

Each month the offer's shares by kind move towards a weighted mean of the needs that paying
ministries name (weight: restricted share of income x quantitative targets) and of the needs the
organisation puts first itself. Priorities move, as members take part, towards the needs of its
community: half those of all newcomers, half those of the people it was founded for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import NEEDS
from partnersim.state.income import awarded
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "offer",
    Text("What is offered"),
    (
        Parameter(
            name="bending",
            default=0.04,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast the offer bends"),
            evidence=Source("bruneau_2021", "ch. 4 (H, I), ch. 5: direction; a few years assumed"),
        ),
        Parameter(
            name="learning_from_members",
            default=0.03,
            unit="share of the distance a month at full participation",
            bounds=(0.0, 1.0),
            prior=(0.0, 0.08),
            role=Role.UNCERTAINTY,
            meaning=Text("How fast members' needs become the organisation's priorities"),
            evidence=Assumption(
                "needs named with beneficiaries, where they take part",
                "Bruneau 2021 ch. 5, 6; no pace given",
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("offer", "shares by kind of need", SHARE,
               Text("what its delivery is for"), shape=(len(NEEDS),)),
        Column("priorities", "shares by kind of need", SHARE,
               Text("what it holds most important"), shape=(len(NEEDS),)),
    ),
}  # fmt: skip


@kernel
def bend(
    organizations: Table,
    funders: Table,
    contracts: Table,
    instruments: Table,
    true_need: Numbers,
    parameters: Table,
) -> None:
    """Offers bend to the needs that paying ministries name; priorities follow those of members.

    Parameters
    ----------
    organizations : table (organisations,)
        Income and participation. Written: offer and priorities (shares by kind of need).
    funders : table (funders,)
        Priorities (shares by kind) and quantitative targets.
    contracts : table (organisations, funders, instruments)
        Amounts of service agreements.
    instruments : table (instruments,)
        Which are paid per client.
    true_need : array (kinds,)
        Shares of the needs of all present.
    parameters : table (1,)
        The group `offer`.

    References
    ----------
    Bruneau (2021), ch. 4 (H, I), ch. 5 and ch. 6; direction only.
    """
    p = parameters[0]
    paid = awarded(contracts, instruments["per_client"])
    kinds = len(true_need)
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        weight = 0.0
        for f in range(len(funders)):
            weight += paid[i, f] / 12.0 / income * (0.5 + 0.5 * funders[f]["quantitative_targets"])
        weight = min(1.0, weight)
        for k in range(kinds):
            named = 0.0
            total = 1e-9
            for f in range(len(funders)):
                named += paid[i, f] * funders[f]["priorities"][k]
                total += paid[i, f]
            pull = weight * named / total if total > 1.0 else 0.0
            left = weight if total > 1.0 else 0.0
            towards = pull + (1.0 - left) * o["priorities"][k]
            o["offer"][k] += p["bending"] * (towards - o["offer"][k])
            learning = p["learning_from_members"] * o["participation"]
            heard = 0.5 * (true_need[k] + o["founding_priorities"][k])
            o["priorities"][k] += learning * (heard - o["priorities"][k])


def act(world: World) -> None:
    """Bend the offer."""
    bend(
        world.organizations,
        world.funders,
        world.contracts,
        world.instruments,
        world.demand.true_need,
        world.parameters["offer"],
    )


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "contracts": "amount",
            "demand": "true_need",
            "funders": "priorities quantitative_targets",
            "organizations": "alive founding_priorities participation restricted unrestricted",
        },
        writes={"organizations": "offer priorities"},
        after=("members",),
    )
}
