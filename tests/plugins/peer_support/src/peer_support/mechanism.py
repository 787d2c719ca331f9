"""Circles of peers: their meetings raise trust among organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Assumption, Group, Parameter, Role, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "peer_support",
    Text("Peer support", "Soutien entre pairs"),
    (
        Parameter(
            name="gain",
            default=0.0,
            unit="share of the distance to full trust, a month",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("How much circles raise trust", "Confiance que bâtissent les cercles"),
            evidence=Assumption("an example of a plug-in", "no source"),
        ),
    ),
)


@kernel
def raise_trust(organizations: Table, parameters: Table) -> None:
    """One month of circles."""
    gain = parameters[0]["gain"]
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"]:
            o["trust_in_peers"] += gain * (1.0 - o["trust_in_peers"])


def act(world: World) -> None:
    """Circles meet."""
    raise_trust(world.organizations, world.parameters["peer_support"])


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={"organizations": "alive"},
        writes={"organizations": "trust_in_peers"},
        after=("trust",),
    )
}
