"""Trust among organisations: rivals for the same money, partners at the same tables (M15).

Trust in peers, 0 to 1, moves each month towards

    1/2 + meeting (m - 1/2) - rivalry (s - 1/2) + reciprocity t + ordeal x crisis

m = c / (1 + c), c contact with peers (1 an ordinary member's); s the share of income for which the
organisation competes within a year; t the share of its load that peers sent or took over. Where a
neutral table (a local partnership) works, it adds to trust in a file of its own.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.income import contested
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

SWITCH = Group("interorganizational_relations", Text("Relations among organisations"), (
    setting("modelled", True, None, "yes or no",
        "Trust, dissent and the work of being represented are modelled",
        Assumption("the documents tell of all three; no headline hangs on them",
            "docs/knock_outs.md: each left out in turn")),
))  # fmt: skip
GROUP = Group("trust", Text("Trust among organisations"), (
    setting("meeting", 0.6, (0.0, 2.0), "trust from no contact to endless contact",
        "How much meeting builds trust",
        Source("bradford_andrew_2011", "Transition 2: a neutral space to tackle trust first; size assumed")),
    setting("rivalry", 0.6, (0.0, 2.0), "trust from no contested income to all of it",
        "How much competing for the same money costs trust",
        Source("bradford_andrew_2011",
            "Transition 2: mistrust after long competition for funds; size assumed")),
    setting("reciprocity", 0.5, (0.0, 2.0), "trust where all of the load is shared",
        "How much help given and received builds trust",
        Source("observatoire_aca_2021", "The Power of Solidarity: ties tighten; size assumed")),
    setting("ordeal", 0.3, (0.0, 1.0), "trust at the height of a crisis",
        "How much a common ordeal brings organisations together",
        Source("observatoire_aca_2021",
            "The Power of Solidarity: above all in the first wave; size assumed")),
    setting("pace", 0.05, (0.0, 1.0), "share of the distance a month", "How fast trust moves",
        Assumption("trust takes a year or two to build", "Bradford and Andrew 2011: takes time; no pace")),
))  # fmt: skip
GROUPS = (SWITCH, GROUP)


@kernel
def move_trust(
    organizations: Table, contracts: Table, programmes: Table, parameters: Table, conditions: Table
) -> None:
    """Trust in peers moves with meetings, rivalry for money, referrals and a common ordeal.

    Parameters
    ----------
    organizations : table (organisations,)
        Income, contact with peers, requests passed on and taken in. Written: trust_in_peers (0 to
        1).
    contracts : table (organisations, funders, programmes)
        Amounts and months left: the income that must be won again within a year.
    programmes : table (programmes,)
        Which recur.
    parameters : table (1,)
        The group `trust`.
    conditions : table (1,)
        `crisis`, 0 to 1.

    References
    ----------
    Bradford and Andrew (2011), Transition 2; Observatoire de l'ACA (2021), The Power of
    Solidarity.
    """
    p = parameters[0]
    ending = np.flatnonzero(~programmes["recurrent"])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        income = max(12.0 * (o["unrestricted"] + o["restricted"]), 1.0)
        meets = o["peer_contact"] / (1.0 + o["peer_contact"])
        load = o["requests_eligible"] + o["requests_ineligible"] + o["passed_on"]
        shared = (o["passed_on"] + o["taken_in"]) / max(load, 1e-9)
        target = 0.5 + p["meeting"] * (meets - 0.5)
        target -= p["rivalry"] * (min(1.0, contested(contracts, ending, i) / income) - 0.5)
        target += p["reciprocity"] * min(1.0, shared) + p["ordeal"] * conditions[0]["crisis"]
        o["trust_in_peers"] += p["pace"] * (min(1.0, max(0.0, target)) - o["trust_in_peers"])


def act(world: World) -> None:
    """Trust in peers moves."""
    move_trust(
        world.organizations, world.contracts, world.programmes, world.parameters["trust"],
        world.conditions,
    )  # fmt: skip


STEPS = {Phase.RELATIONS: Step(act, writes={"organizations": "trust_in_peers"})}
