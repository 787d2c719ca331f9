"""Officials whom nobody reaches: in a crisis conversations and visits thin out for some months (M19).

They work from home, calls end in voice mail, partners are elsewhere. A conversation that is not held, or a
visit, takes no hours and teaches nothing; what was known ages on. Meetings that are held go online
(`crisis.py`).
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Source, Step, Text, lever, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.crisis.months import months_since

GROUP = Group("out_of_reach", Text("Officials out of reach"), (
    lever("share", 0.0, (0.0, 1.0), "share of conversations and visits, at full intensity",
        "Conversations and visits that officials do not hold in a crisis",
        Assumption("none unless the scenario has some; the government was hard to reach",
            "Observatoire de l'ACA 2021, Relationships with External Parties: no share")),
    setting("months", 4, (0, 120), "months from the first of the crisis",
        "How long officials are out of reach",
        Source("observatoire_aca_2021",
            "Relationships with External Parties: voice mail from March to June")),
))  # fmt: skip


def act(world: World) -> None:
    """Of conversations and visits, those that officials can hold this month."""
    p, conditions = world.parameters["out_of_reach"][0], world.conditions[0]
    away = float(p["share"]) if months_since(world) < p["months"] else 0.0
    conditions["within_reach"] = 1.0 - away * float(conditions["crisis"])


STEPS = {Phase.SHOCKS: Step(act, writes={"conditions": "within_reach"}, after=("crisis",))}
