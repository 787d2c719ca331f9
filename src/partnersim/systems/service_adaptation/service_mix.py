"""The offer bends to what is funded (M2), or follows the needs that members bring (M11).

Each month the offer's shares by kind move towards a weighted mean of the needs that paying
ministries name, those that their programmes pay for (weight: restricted share of income x quantitative
targets), and of the needs the
organisation puts first itself. Priorities move, as members take part, towards the needs of its
community: half those of all newcomers, half those of the people it was founded for.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Assumption, Group, Source, Step, Text, setting, uncertainty
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.programmes import priorities_within
from partnersim.state.world import Numbers, Table, World

GROUP = Group("offer", Text("What is offered"), (
    setting("adapts", True, None, "yes or no", "Offers follow funders and priorities follow members",
        Assumption("interviews tell of both; no headline hangs on them",
            "docs/knock_outs.md: each left out in turn")),
    setting("bending", 0.04, (0.0, 1.0), "share of the distance a month", "How fast the offer bends",
        Source("bruneau_2021", "ch. 4 (H, I), ch. 5: direction; a few years assumed")),
    uncertainty("learning_from_members", 0.03, (0.0, 0.08), (0.0, 1.0),
        "share of the distance a month at full participation",
        "How fast members' needs become the organisation's priorities",
        Assumption("needs named with beneficiaries, where they take part",
            "Bruneau 2021 ch. 5, 6; no pace given")),
))  # fmt: skip


@kernel
def asked_of(
    i: int, funders: Table, funds: Table, contracts: Table, paying: NDArray[np.int64],
    called: Numbers, named: Numbers,
) -> Any:  # fmt: skip
    """What those who pay one organisation for clients name, weighted by money.

    Parameters
    ----------
    i
        Its row.
    funders : table (funders,)
        Quantitative targets.
    funds : table (funders, programmes)
        Pools: without one nothing is awarded.
    contracts : table (organisations, funders, programmes)
        Amounts.
    paying : array (programmes paid per client,)
        Their numbers.
    called : array (funders, programmes, kinds)
        What each call names, as shares.
    named : array (kinds,)
        Written: 2020 dollars a year, by kind of need.

    Returns
    -------
    dollars, weighed : float
        2020 dollars a year, and weighted by how closely targets are counted.
    """
    total, weighed = 1e-9, 0.0
    named[:] = 0.0
    for f in range(len(funders)):
        for m in paying:
            paid = contracts[i, f, m]["amount"] if funds[f, m]["pool"] > 0.0 else 0.0
            if paid > 0.0:
                total += paid
                weighed += paid * (0.5 + 0.5 * funders[f]["quantitative_targets"])
                for k in range(len(named)):
                    named[k] += paid * called[f, m, k]
    return total, weighed


@kernel
def bend(
    organizations: Table,
    funders: Table,
    funds: Table,
    contracts: Table,
    programmes: Table,
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
    funds : table (funders, programmes)
        The needs paid for.
    contracts : table (organisations, funders, programmes)
        Amounts of service agreements.
    programmes : table (programmes,)
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
    kinds = len(true_need)
    paying = np.flatnonzero(programmes["per_client"])
    called = np.zeros((len(funders), len(programmes), kinds))
    for f in range(len(funders)):
        for m in paying:
            priorities_within(funders[f], funds[f, m], called[f, m])
    named = np.zeros(kinds)
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        total, weighed = asked_of(i, funders, funds, contracts, paying, called, named)
        weight = min(1.0, weighed / 12.0 / income)
        for k in range(kinds):
            pull = weight * named[k] / total if total > 1.0 else 0.0
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
        world.funds,
        world.contracts,
        world.programmes,
        world.demand.true_need,
        world.parameters["offer"],
    )


STEPS = {
    Phase.RELATIONS: Step(act, writes={"organizations": "offer priorities"}, after=("members",))
}
