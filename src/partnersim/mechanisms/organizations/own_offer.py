"""The part of delivery that is an organisation's own, off the standard (M2).

What is not sold to agreements and projects can be its own offer, as far as the organisation is of a
mind to use it so: own = unsold share of hours x (least + (1 - least) identity), with some inertia.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import SHARE, Assumption, Column, Group, Parameter, Role, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "own_offer",
    Text("Services of own design"),
    (
        Parameter(
            name="least",
            default=0.2,
            unit="share of unsold hours at identity 0",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Own design among unsold hours of a pure service provider"),
            evidence=Assumption(
                "even providers meet needs outside the boxes (G)", "Bruneau 2021 ch. 4; no measure"
            ),
        ),
        Parameter(
            name="work_of_projects",
            default=0.8,
            unit="share of a project's money that pays for the work it promises",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Work that projects promise"),
            evidence=Assumption("a usual budget", "programme guides not found"),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("alternative", "share of delivery", SHARE,
               Text("offer of its own, off the standard")),
    ),
}  # fmt: skip


@kernel
def split(
    organizations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
    delivery: Table,
    staff: Table,
) -> None:
    """Organisations give hours that they have not sold to an offer of their own, off the standard.

    Parameters
    ----------
    organizations : table (organisations,)
        Delivery hours and orientation. Written: alternative (share of delivery).
    contracts : table (organisations, funders, instruments)
        Targets of agreements (clients a year) and amounts of projects.
    instruments : table (instruments,)
        Which are paid per client, which are unrestricted.
    parameters : table (1,)
        The group `own_offer`.
    delivery, staff : table (1,)
        Groups that give hours an episode and the cost of an hour.

    Notes
    -----
    alternative += 0.25 x (unsold x (least + (1 - least) identity) - alternative).

    References
    ----------
    Bruneau (2021), ch. 4 (G); no measure.
    """
    p = parameters[0]
    hour_cost = staff[0]["cost_a_month"] / staff[0]["hours_a_month"]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        paid = 0.0
        for f in range(contracts.shape[1]):
            for m in range(len(instruments)):
                if instruments[m]["per_client"]:
                    target = contracts[i, f, m]["target"] / 12.0
                    paid += target * delivery[0]["hours_per_episode"]
                elif not instruments[m]["unrestricted"]:
                    promised = p["work_of_projects"] * contracts[i, f, m]["amount"] / 12.0
                    paid += promised / hour_cost
        unsold = max(0.0, 1.0 - paid / max(o["hours_delivery"], 1e-9))
        own = unsold * (p["least"] + (1.0 - p["least"]) * o["identity"])
        o["alternative"] += 0.25 * (own - o["alternative"])


def act(world: World) -> None:
    """Split delivery into standard and own."""
    split(
        world.organizations,
        world.contracts,
        world.instruments,
        world.parameters["own_offer"],
        world.parameters["delivery"],
        world.parameters["staff"],
    )


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={"contracts": "amount target", "organizations": "alive hours_delivery identity"},
        writes={"organizations": "alternative"},
        after=("service_mix", "ties"),
    )
}
