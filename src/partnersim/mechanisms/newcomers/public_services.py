"""Public services that serve newcomers themselves, or refer them (M19, M21).

A share of those who ask are answered by public services, at no cost to organisations, the others go
to organisations. Where the state delivers (Quebec's second model: Bruneau 2021, ch. 1) the share is
large and organisations are residual; where it refers and outsources, as in a crisis (Observatoire de
l'ACA 2021), it falls and organisations meet the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Assumption, Group, Parameter, Role, Source, Step, Text
from partnersim.state.calendar import Phase

if TYPE_CHECKING:
    from partnersim.state.world import World

GROUP = Group(
    "public_services",
    Text("Public services"),
    (
        Parameter(
            name="share",
            default=0.0,
            unit="share of requests answered by public services",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Requests that public services answer themselves"),
            evidence=Source(
                "bruneau_2021",
                "ch. 1: since the 1990s organisations are the main provider; 0 assumed",
            ),
        ),
        Parameter(
            name="fit",
            default=0.7,
            unit="fit of a public service, any status and need",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How well public services meet newcomers' needs"),
            evidence=Assumption(
                "below an organisation's own offer: less flexible, less near",
                "Bruneau 2021 ch. 1 (more flexible organisations); no measure",
            ),
        ),
    ),
)


def stands(world: World) -> bool:
    """Whether public services take a share of requests.

    Parameters
    ----------
    world
        Its parameters are read.

    Returns
    -------
    stands : bool
    """
    return bool(world.parameters["public_services"]["share"][0] > 0.0)


def act(world: World) -> None:
    """Take the share of public services out of what organisations are asked for."""
    world.demand.requests *= 1.0 - float(world.parameters["public_services"]["share"][0])


STEPS = {Phase.SERVICES: Step(act, writes={"demand": "requests"}, after=("provider_choice",))}
