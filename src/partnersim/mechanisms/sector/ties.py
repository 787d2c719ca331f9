"""Ties and legitimacy between organisations and funders: the links of the virtuous circle (M5).

Tie: grows with contacts, wears off without them. Legitimacy: follows performance, sitting at the
table and alignment. Alignment is read from behaviour: a standard offer, an offer like the funder's
priorities, no open opposition; never from what an organisation is at heart.
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
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "ties",
    Text("Ties and legitimacy"),
    (
        Parameter(
            name="growth_per_contact",
            default=0.08,
            unit="share of what is missing, a contact",
            bounds=(0.0, 1.0),
            prior=(0.04, 0.16),
            role=Role.UNCERTAINTY,
            meaning=Text("What a contact adds to a tie"),
            evidence=Assumption(
                "chosen by the level of P4, 4 in 10 with direct access (2020)",
                "B21 ch. 4, 5: no measure",
            ),
        ),
        Parameter(
            name="wearing_off",
            default=0.02,
            unit="share a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast a tie wears off"),
            evidence=Assumption(
                "only its ratio to the growth shows, and that is drawn; chosen by the level of P4 (2020)",
                "B21 ch. 5; MLH15 5.3: no measure",
            ),
        ),
        Parameter(
            name="legitimacy_pace",
            default=0.05,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast legitimacy follows conduct"),
            evidence=Source("bruneau_2021", "ch. 4 Differences: adherence brings it; pace assumed"),
        ),
    ),
)
COLUMNS = {
    "relations": (
        Column("tie", "share", SHARE,
               Text("strength of the tie with the funder"),
               several="an officer who leaves takes ties along"),
        Column("legitimacy", "share", SHARE,
               Text("standing in the funder's eyes")),
        Column("alignment", "share", SHARE,
               Text("closeness of its offer to the funder's priorities")),
    ),
    "funders": (
        Column("advocacy_recognised", "share", SHARE,
               Text("opposition that costs no standing")),
    ),
}  # fmt: skip


@kernel
def move_ties(organizations: Table, funders: Table, relations: Table, parameters: Table) -> None:
    """One month of every relation."""
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        spoken = 4.0 * o["hours_advocacy"] / max(o["hours_delivery"] + o["hours_advocacy"], 1e-9)
        opposes = 1.0 if o["mobilised"] else min(1.0, spoken)
        for f in range(len(funders)):
            r = relations[i, f]
            grown = 0.0
            contact = r["contact"] + r["met"]
            if contact > 0.0:
                grown = 1.0 - (1.0 - p["growth_per_contact"]) ** contact
            r["tie"] += grown * (1.0 - r["tie"]) - p["wearing_off"] * r["tie"]
            apart = 0.0
            for k in range(len(funders[f]["priorities"])):
                apart += 0.5 * abs(o["offer"][k] - funders[f]["priorities"][k])
            # a policy that recognises advocacy takes no offence
            opposed = opposes * (1.0 - funders[f]["advocacy_recognised"])
            aligned = (1.0 - o["alternative"] + 1.0 - apart + 1.0 - opposed) / 3.0
            r["alignment"] += 0.1 * (aligned - r["alignment"])
            seated = 1.0 if r["seat"] else 0.0
            conduct = (r["performance"] + seated + r["alignment"]) / 3.0
            r["legitimacy"] += p["legitimacy_pace"] * (conduct - r["legitimacy"])


def act(world: World) -> None:
    """Ties and legitimacy move."""
    move_ties(world.organizations, world.funders, world.relations, world.parameters["ties"])


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "funders": "advocacy_recognised priorities",
            "organizations": "alive alternative hours_advocacy hours_delivery mobilised offer",
            "relations": "contact met performance seat",
        },
        writes={"relations": "alignment legitimacy tie"},
        after=("service_mix",),
    )
}
