"""Circles of peers: what is carried together weighs less."""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

MEETING = "peer_support.meeting"
REGISTER.add(MEETING, ("organisation",))
GROUP = Group("peer_support", Text("Peer support", "Soutien entre pairs"), (
    lever("relief", 0.0, (0.0, 1.0), "share of the felt burden, a month",
        Text("How much circles lighten the burden", "Allègement qu'apportent les cercles"),
        Assumption("an example of a plug-in", "no source")),
))  # fmt: skip


@kernel
def lighten(organizations: Table, parameters: Table, stream: Stream, month: int) -> None:
    """One month of circles; each organisation comes every second month or so."""
    relief = parameters[0]["relief"]
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"] and uniform(stream, month, i) < 0.5:
            o["felt_burden"] *= 1.0 - relief


def act(world: World) -> None:
    """Circles meet."""
    lighten(
        world.organizations,
        world.parameters["peer_support"],
        world.draws.stream(MEETING),
        world.now,
    )


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={"organizations": "felt_burden"},
        after=("felt_burden",),
    )
}
