"""The council is a neutral space for organisations that compete for money (M20).

Members' trust in their peers, t in [0, 1], moves each month by

    neutral_space x efficacy x meetings / 8 x (1 - t)  -  telling x directive x t (once it implements)

What meets under a consultant's hand stays less with the members; under a rival's, less is gained
(`partnership_lead.py`). Those who find little of their own in a plan the council decided on lose trust
(`partnership_decision.py`), and so do those whom a delegate of a table speaks for, and who do not sit themselves.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import SHARE, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.local_partnerships.names import CONSULTANT

GROUP = Group("partnership_trust", Text("Trust around a council"), (
    setting("neutral_space", 0.04, (0.0, 1.0), "share of what is missing, a month",
        "How fast a neutral space makes members trust their peers",
        Source("bradford_andrew_2011", "Transition 2: neutral space, takes time; pace assumed")),
    setting("telling", 0.02, (0.0, 1.0), "share of trust a month, by a fully directive council",
        "Trust lost when a council tells partners what to do",
        Source("bradford_andrew_2011", "Annex B, 5: telling partners what to do; size assumed")),
    setting("outvoted", 0.02, (0.0, 1.0), "share of trust a month, of whom nothing is in the plan",
        "Trust lost by members whose aims the plan leaves out",
        Source("bradford_andrew_2011", "Annex B, 5: a few control what is adopted; size assumed")),
    setting("exclusion", 0.02, (0.0, 1.0), "share of trust a month, when delegates hold all seats",
        "Trust lost by those whom delegates speak for",
        Source("bradford_andrew_2011", "Transition 1 (Peel): mistrust, exclusion; size assumed")),
    setting("consultant_loss", 0.4, (0.0, 1.0), "share of the trust gained",
        "What does not stay with members when a consultant chairs",
        Source("bradford_andrew_2011", "Transition 1 (Toronto West): a consultant's role; size assumed")),
))  # fmt: skip
COLUMNS = {
    "partnerships": (
        Column("trust", "share", SHARE, Text("among organisations on the council")),
    ),
}  # fmt: skip
_IMPLEMENTS = 2.0  # stage from which a council can be directive
_USUAL_MEETINGS = 8.0


def act(world: World) -> None:
    """Trust among those who sit, and around them."""
    o, s = world.organizations, world.parameters["partnership_trust"][0]
    wary = float(world.parameters["partnership_lead"]["wary"][0])
    for n, p in enumerate(world.tables["partnerships"]):
        sitting = world.tables["councils"]["sits"][n]
        trust = o["trust_in_peers"]
        if p["meeting"] and sitting.any():
            decides = world.tables["councils"]["decides"][n][sitting]
            gain = s["neutral_space"] * np.where(decides, p["efficacy"], p["efficacy_of_all"])
            gain *= min(1.0, p["meetings_a_year"] / _USUAL_MEETINGS)
            if p["lead"] == CONSULTANT:
                gain *= 1.0 - s["consultant_loss"]
            loss = s["telling"] * p["directive"] if p["stage"] >= _IMPLEMENTS else 0.0
            gain = gain * (1.0 - wary * world.tables["councils"]["rivalry"][n][sitting])
            loss = loss + s["outvoted"] * world.tables["councils"]["apart"][n][sitting]
            trust[sitting] += gain * (1.0 - trust[sitting]) - loss * trust[sitting]
            beside = o["alive"] & (o["place"] == p["place"]) & ~sitting
            trust[beside] -= s["exclusion"] * p["umbrella_delegates"] * trust[beside]
        # without organisations at the table, what the place did together before stands for it
        p["trust"] = trust[sitting].mean() if sitting.any() else p["prior_collaboration"]


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={"organizations": "trust_in_peers", "partnerships": "trust"},
        after=("partnership_council",),
    )
}
