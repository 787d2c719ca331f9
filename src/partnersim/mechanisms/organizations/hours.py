"""How organisations spend their hours: no activity is free, and together they are the staff's hours.

Delivery was spent when people were served. Then come reporting, tables and management, and the
applications owed; the mission (associative life and advocacy) gets what the plan keeps for it, as
far as hours remain; what nobody uses is presence at the service. Then the board's choices and the
slack set next month's plan: slack x the share a board gives to its mission, in hours; the rest of
it pays for services of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
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
from partnersim.state.columns import DIVERSIFY, VOICE
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

GROUP = Group(
    "hours",
    Text("Use of staff hours"),
    (
        Parameter(
            name="management",
            default=0.09,
            unit="share of staff hours",
            bounds=(0.0, 0.5),
            role=Role.SETTING,
            meaning=Text("Hours that management takes"),
            evidence=Assumption(
                "one director and half an assistant in an organisation of fourteen",
                "Repères 2022; Bruneau 2021: no figure",
            ),
        ),
        Parameter(
            name="mission_floor",
            default=0.02,
            unit="share of staff hours",
            bounds=(0.0, 0.2),
            role=Role.SETTING,
            meaning=Text("Associative life that the law and the members require"),
            evidence=Source("bruneau_2021", "ch. 5: a general assembly and satisfaction surveys"),
        ),
        Parameter(
            name="slack_to_mission_provider",
            default=0.15,
            unit="share of slack given to the mission at identity 0",
            bounds=(0.0, 1.0),
            prior=(0.0, 0.4),
            role=Role.UNCERTAINTY,
            meaning=Text("Share of slack that a board of service providers gives to the mission"),
            evidence=Source("bruneau_2021", "ch. 5 Funding (D, I): rent, salaries; no amount"),
        ),
        Parameter(
            name="slack_to_mission_autonomous",
            default=0.75,
            unit="share of slack given to the mission at identity 1",
            bounds=(0.0, 1.0),
            prior=(0.5, 1.0),
            role=Role.UNCERTAINTY,
            meaning=Text("Share of slack that an autonomous board gives to the mission"),
            evidence=Source("bruneau_2021", "ch. 5 Funding (J): about all of 250,000 $"),
        ),
        Parameter(
            name="advocacy_of_mission",
            default=0.35,
            unit="share of mission hours, at middling contention",
            bounds=(0.0, 1.0),
            prior=(0.2, 0.5),
            role=Role.UNCERTAINTY,
            meaning=Text("Advocacy's part of mission hours"),
            evidence=Assumption(
                "advocacy when time allows, most of it popular education and associative life",
                "Bruneau 2021 ch. 5 Recognition; no hours given",
            ),
        ),
        Parameter(
            name="applications_pace",
            default=0.4,
            unit="share of the hours owed, a month",
            bounds=(0.05, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast applications are written"),
            evidence=Assumption("a call is open for about a quarter", "programme calendars"),
        ),
        Parameter(
            name="fundraising",
            default=0.03,
            unit="share of staff hours",
            bounds=(0.0, 0.3),
            role=Role.SETTING,
            meaning=Text("Ordinary fundraising"),
            evidence=Assumption("half a day a week in a small team", "Imagine Canada; no figure"),
        ),
        Parameter(
            name="fundraising_to_diversify",
            default=0.04,
            unit="share of staff hours added",
            bounds=(0.0, 0.3),
            role=Role.SETTING,
            meaning=Text("Added by boards that diversify"),
            evidence=Source("bruneau_2021", "ch. 4 (D): a board's decision; size assumed"),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("hours_delivery", "hours a month", POSITIVE,
               Text("delivery of services"),
               several="hours that clients leave over go to care, once they are known"),
        Column("hours_reporting", "hours a month", POSITIVE,
               Text("reporting to funders")),
        Column("hours_associative_life", "hours a month", POSITIVE,
               Text("associative life")),
        Column("hours_advocacy", "hours a month", POSITIVE, Text("advocacy")),
        Column("hours_tables", "hours a month", POSITIVE,
               Text("tables and committees")),
        Column("hours_fundraising", "hours a month", POSITIVE,
               Text("fundraising and applications")),
        Column("hours_management", "hours a month", POSITIVE, Text("management")),
        Column("hours_raising", "hours a month", POSITIVE,
               Text("of fundraising, what goes to donors")),
        Column("delivery_plan", "share of hours", SHARE,
               Text("hours offered as delivery")),
        Column("mission_plan", "share of hours", SHARE,
               Text("hours kept for the mission")),
        Column("displaced", "share of hours", SHARE,
               Text("hours moved this month from the mission to delivery by what is sent to it"),
               closes=True),
        Column("fundraising_plan", "share of hours", SHARE,
               Text("hours meant for fundraising")),
        Column("own_hours", "hours a month", POSITIVE,
               Text("delivery that unrestricted money pays next month")),
    ),
}  # fmt: skip


@kernel
def spend(
    organizations: Table,
    relations: Table,
    parameters: Table,
    staff: Table,
) -> None:
    """Book this month's hours; set next month's plan."""
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["hours_reporting"] = 0.0
            o["hours_tables"] = 0.0
            o["hours_management"] = 0.0
            o["hours_fundraising"] = 0.0
            o["hours_associative_life"] = 0.0
            o["hours_advocacy"] = 0.0
            continue
        available = o["staff"] * staff[0]["hours_a_month"]
        reporting = 0.0
        for f in range(relations.shape[1]):
            reporting += relations[i, f]["reporting_hours"]
        tables = o["tables_asked"] * o["attendance"]
        management = p["management"] * available
        rest = max(0.0, available - o["hours_delivery"])
        obligations = reporting + tables + management
        part = min(1.0, rest / max(obligations, 1e-9))
        o["hours_reporting"] = reporting * part
        o["hours_tables"] = tables * part
        o["hours_management"] = management * part
        rest = max(0.0, rest - obligations * part)
        written = min(rest, p["applications_pace"] * o["hours_due"])
        o["hours_due"] -= written
        rest -= written
        raising = min(rest, o["fundraising_plan"] * available)
        o["hours_raising"] = raising
        o["hours_fundraising"] = written + raising
        rest -= raising
        mission = min(rest, (o["mission_plan"] - o["displaced"]) * available)
        rest -= mission
        advocacy = p["advocacy_of_mission"] * (0.5 + o["contention"])
        if o["strategy"] == VOICE:
            advocacy += 0.15
        advocacy = min(0.9, advocacy)
        o["hours_advocacy"] = mission * advocacy
        o["hours_associative_life"] = mission * (1.0 - advocacy)
        o["hours_delivery"] += rest
        # next month
        low = p["slack_to_mission_provider"]
        kept = low + (p["slack_to_mission_autonomous"] - low) * o["identity"]
        hour_cost = staff[0]["cost_a_month"] / staff[0]["hours_a_month"]
        wanted = o["slack"] * kept / hour_cost / max(available, 1e-9)
        o["mission_plan"] = min(0.7, p["mission_floor"] + wanted)
        o["own_hours"] = o["slack"] * (1.0 - kept) / hour_cost
        o["fundraising_plan"] = p["fundraising"]
        if o["strategy"] == DIVERSIFY:
            o["fundraising_plan"] += p["fundraising_to_diversify"]
        coming = obligations + p["applications_pace"] * o["hours_due"]
        fixed = coming / max(available, 1e-9)
        o["delivery_plan"] = max(0.05, 1.0 - fixed - o["mission_plan"] - o["fundraising_plan"])


def act(world: World) -> None:
    """Spend the month's hours and plan the next."""
    spend(
        world.organizations,
        world.relations,
        world.parameters["hours"],
        world.parameters["staff"],
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        reads={
            "organizations": (
                "alive attendance contention displaced identity slack staff strategy tables_asked"
            ),
            "relations": "reporting_hours",
        },
        writes={
            "organizations": (
                "delivery_plan fundraising_plan hours_advocacy hours_associative_life "
                "hours_delivery hours_due hours_fundraising hours_management "
                "hours_raising hours_reporting hours_tables mission_plan own_hours"
            )
        },
        after=("gap", "representation"),
    )
}
