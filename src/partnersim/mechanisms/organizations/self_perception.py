"""What an organisation calls the relationship, from what it notices: its work and its money.

An organisation looks at two things that it can see, whether its hours go to its mission and whether its
money is untied, and its view moves towards them. Orientation is what it does and who governs it; this is
what it calls itself (Bruneau 2021, ch. 4 Differences).
"""

from __future__ import annotations

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.activities import all_hours
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("self_perception", Text("Self-perception"), (
    uncertainty("weight_of_work", 0.5, (0.2, 0.8), (0.0, 1.0), "share; the rest is money",
        "How much its work, against its money, makes what it calls itself",
        Assumption("both are named by the ten", "Bruneau 2021 ch. 4; no weight")),
    setting("pace", 0.4, (0.0, 1.0), "share of the distance a year", "How fast the view follows",
        Assumption("a habit of a few years (M3)", "Bruneau 2021 ch. 5; no measure")),
    setting("provider_below", 0.4, (0.0, 1.0), "self-perception, 0 to 1",
        "Below it an organisation calls itself a service provider",
        Assumption("a cut-off of ours, shown with its sensitivity", "none exists")),
    setting("partner_above", 0.6, (0.0, 1.0), "self-perception, 0 to 1",
        "Above it an organisation calls itself an autonomous partner",
        Assumption("a cut-off of ours, shown with its sensitivity", "none exists")),
), increasing=(("provider_below", "partner_above"),))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("self_perception", "0 service provider to 1 autonomous partner", SHARE,
            Text("what it calls the relationship")),
    ),
}  # fmt: skip


@kernel
def perceive(organizations: Table, parameters: Table, orientation: Table) -> None:
    """Move each organisation's view of the relationship.

    Parameters
    ----------
    organizations : table (organisations,)
        Hours by activity, income free and tied. Written: self_perception (0 to 1).
    parameters, orientation : tables (1,)
        Groups `self_perception` and `orientation` (mission work of an autonomous partner).
    """
    p = parameters[0]
    month = 1.0 - (1.0 - p["pace"]) ** (1.0 / 12.0)
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        mission = o["hours_advocacy"] + o["hours_associative_life"]
        work = mission / max(all_hours(o), 1e-9) / orientation[0]["full_mission"]
        free = o["unrestricted"] / max(o["unrestricted"] + o["restricted"], 1.0)
        seen = p["weight_of_work"] * min(1.0, work) + (1.0 - p["weight_of_work"]) * free
        o["self_perception"] += month * (seen - o["self_perception"])


def act(world: World) -> None:
    """Organisations look at the relationship."""
    perceive(
        world.organizations, world.parameters["self_perception"], world.parameters["orientation"]
    )


STEPS = {Phase.RELATIONS: Step(act, writes={"organizations": "self_perception"})}
