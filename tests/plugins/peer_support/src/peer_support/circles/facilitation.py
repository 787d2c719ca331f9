"""Who facilitates circles of peers lightens the burden once more."""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("facilitation", Text("Facilitation of circles", "Animation des cercles"), (
    lever("relief", 0.0, (0.0, 1.0), "share of the felt burden, a month",
        Text("How much facilitation lightens the burden", "Allègement qu'apporte l'animation"),
        Assumption("an example of a plug-in", "no source")),
))  # fmt: skip


@kernel
def lighten(organizations: Table, parameters: Table) -> None:
    """One month of facilitation."""
    relief = parameters[0]["relief"]
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"]:
            o["felt_burden"] *= 1.0 - relief


def act(world: World) -> None:
    """Circles meet."""
    lighten(world.organizations, world.parameters["facilitation"])


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={"organizations": "felt_burden"},
        after=("felt_burden", "peer_support"),
    )
}
