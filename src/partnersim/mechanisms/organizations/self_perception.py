"""What an organisation calls the relationship, from what it notices and has grown used to.

It notices how it is treated: whether advice is taken up where it sits, how well it is known, how free
its money is, what accountability is felt to cost; and what binds it, the more the more autonomous it
is of mind (in the thesis the critical call themselves service providers, and those who share the
ministry's vision see few infringements: Bruneau 2021, ch. 4 Differences). What it has long been used
to is noticed less than a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import SHARE, Assumption, Column, Group, Parameter, Role, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.income import awarded
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "self_perception",
    Text("Self-perception"),
    (
        Parameter(
            name="contrast",
            default=0.4,
            unit="weight of a change against the level",
            bounds=(0.0, 3.0),
            role=Role.SETTING,
            meaning=Text("How much a change of treatment colours the view"),
            evidence=Assumption("habituation as for the burden (M3)", "B21 ch. 5; no measure"),
        ),
        Parameter(
            name="habituation",
            default=0.05,
            unit="share of the distance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast treatment becomes usual"),
            evidence=Assumption("of the order of the burden's (M3)", "B21 ch. 5; no measure"),
        ),
        Parameter(
            name="provider_below",
            default=0.4,
            unit="self-perception, 0 to 1",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Below it an organisation calls itself a service provider"),
            evidence=Assumption("a cut-off of ours, shown with its sensitivity", "none exists"),
        ),
        Parameter(
            name="partner_above",
            default=0.6,
            unit="self-perception, 0 to 1",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Above it an organisation calls itself an autonomous partner"),
            evidence=Assumption("a cut-off of ours, shown with its sensitivity", "none exists"),
        ),
    ),
    increasing=(("provider_below", "partner_above"),),
)
COLUMNS = {
    "organizations": (
        Column("self_perception", "0 subcontractor to 1 partner", SHARE,
               Text("what it calls the relationship")),
        Column("used_to", "share", SHARE,
               Text("treatment that it has grown used to")),
    ),
}  # fmt: skip


@kernel
def perceive(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
    main: int,
) -> None:
    """Move each organisation's view of the relationship with the main funder."""
    p = parameters[0]
    grants = awarded(contracts[:, main : main + 1], instruments["unrestricted"])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        listened = funders[main]["uptake"] if r["seat"] else 0.3 * funders[main]["uptake"]
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        grant = grants[i, 0] / 12.0
        free = min(1.0, grant * (1.0 - funders[main]["conditionality"]) / income / 0.5)
        light = 1.0 - min(1.0, 3.0 * o["felt_burden"])
        treated = 0.35 * listened + 0.25 * r["tie"] + 0.2 * free + 0.2 * light
        bound = min(1.0, o["restricted"] / income)
        noticed = bound * (0.3 + 0.7 * o["identity"])
        hours = o["hours_delivery"] + o["hours_advocacy"] + o["hours_associative_life"]
        mission = (o["hours_advocacy"] + o["hours_associative_life"]) / max(hours, 1e-9)
        view = 0.45 * treated + 0.3 * min(1.0, mission / 0.4) + 0.25 * (1.0 - noticed)
        if o["used_to"] <= 0.0:
            o["used_to"] = view
            o["self_perception"] = view
        seen = view + p["contrast"] * (view - o["used_to"])
        o["self_perception"] += 0.25 * (min(1.0, max(0.0, seen)) - o["self_perception"])
        o["used_to"] += p["habituation"] * (view - o["used_to"])


def act(world: World) -> None:
    """Organisations look at the relationship."""
    perceive(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        world.parameters["self_perception"],
        world.main_funder,
    )


STEPS = {
    Phase.RELATIONS: Step(
        act,
        reads={
            "contracts": "amount",
            "funders": "conditionality uptake",
            "organizations": (
                "alive felt_burden hours_advocacy hours_associative_life hours_delivery "
                "identity restricted unrestricted"
            ),
            "relations": "seat tie",
        },
        writes={"organizations": "self_perception used_to"},
        after=("identity",),
    )
}
