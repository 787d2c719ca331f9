"""The sector mobilises: letters, demonstrations, MNAs; voice outside the channels (M10).

Grievance is what separates policy from the common demand, what accountability is felt to cost, a
closed door, and what threatens autonomy: a framework policy that was refused, work that public
services send without means; a threat also brings out more. Above a threshold the table calls; those
go who are ready to oppose in the open, depend little enough on the ministry and do not dissent.
Pressure = share of members' influence that goes x unity. It makes the ministry hear the demand and
lifts a share of the burden (concession), which wears off.
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
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "mobilization",
    Text("Mobilisation"),
    (
        Parameter(
            name="threshold",
            default=0.3,
            unit="grievance, 0 to 1",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Grievance at which the table calls to mobilise"),
            evidence=Assumption(
                "a last resort for several (D), a habit for some (A, C)", "Bruneau 2021 ch. 4, 5"
            ),
        ),
        Parameter(
            name="concession",
            default=0.3,
            unit="share of the burden lifted at full pressure",
            bounds=(0.0, 1.0),
            prior=(0.0, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text("What pressure can win on accountability"),
            evidence=Source(
                "bruneau_2021", "ch. 5 (I): some good gains over the years; size assumed"
            ),
        ),
        Parameter(
            name="wearing_off",
            default=0.1,
            unit="share a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How fast pressure wears off"),
            evidence=Assumption("a campaign is felt for about a year", "no series found"),
        ),
    ),
)
COLUMNS = {
    "umbrella": (
        Column("grievance", "share", POSITIVE, Text("what the ministry's decisions leave to be desired")),
        Column("mobilised", "share of influence", SHARE, Text("members in the last mobilisation")),
        Column("threat", "share", POSITIVE, Text("grievance at a refused policy")),
    ),
    "organizations": (
        yes_or_no("mobilised",
                  Text("it takes part in a mobilisation"), closes=True),
    ),
    "funders": (
        Column("concession", "share of the burden", SHARE,
               Text("burden that pressure has lifted")),
        Column("pressure", "share", SHARE, Text("pressure of the sector")),
    ),
    "conditions": (
        Column("outsourced", "share of requests", POSITIVE,
               Text("what public services sent")),
    ),
}  # fmt: skip


@kernel
def mobilize(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    main: int,
    demand: Numbers,
    conditions: Table,
    unity: Numbers,
    grievance: Numbers,
    threat: Numbers,
    taking_part: Numbers,
    stream: Stream,
    month: int,
) -> None:
    """Decide who mobilises this quarter and what pressure it puts on the main ministry.

    Parameters
    ----------
    organizations : table (organisations,)
        Members: felt burden, readiness to oppose, orientation, influence, income. Written: mobilised.
    funders : table (funders,)
        Priorities and openness of the main ministry. Written: its pressure (share).
    relations : table (organisations, funders)
        Income from each funder.
    parameters : table (1,)
        The group `mobilization`.
    main
        Row of the main ministry.
    demand : array (kinds,)
        The common demand (shares).
    conditions : table (1,)
        What public services send.
    unity, threat : arrays (1,)
        How near members are to the demand; grievance at a refused policy.
    grievance, taking_part : arrays (1,)
        Written: grievance, and share of influence that goes.
    stream
        Draw by organisation.
    month
        Months since the run began.
    """
    p = parameters[0]
    funder = funders[main]
    apart = 0.0
    for k in range(len(demand)):
        apart += 0.5 * abs(funder["priorities"][k] - demand[k])
    felt = 0.0
    influence = 1e-9
    members = 1e-9
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"] and o["umbrella_member"]:
            felt += o["felt_burden"]
            influence += o["influence"]
            members += 1.0
    closed = max(0.0, 1.0 - funder["attitude"])
    grievance[0] = min(1.0, apart + 0.5 * min(1.0, 2.0 * felt / members) + 0.3 * closed)
    threatened = min(1.0, threat[0] + conditions[0]["outsourced"])
    grievance[0] = min(1.0, grievance[0] + threatened)
    going = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        o["mobilised"] = False
        if not (o["alive"] and o["umbrella_member"]) or grievance[0] <= p["threshold"]:
            continue
        if o["dissents"]:
            continue  # not for this demand
        exposed = min(1.0, relations[i, main]["yearly_income"] / max(o["yearly_income"], 1.0))
        dares = o["contention"] * (0.3 + 0.7 * o["identity"]) * (1.2 - exposed)
        dares *= 1.0 + threatened
        if o["contention"] > 0.05 and uniform(stream, month, i) < dares:
            o["mobilised"] = True
            going += o["influence"]
    taking_part[0] = going / influence
    pressure = taking_part[0] * unity[0]
    funder["pressure"] = max(funder["pressure"], pressure)


@kernel
def wear_off(funders: Table, parameters: Table, main: int) -> None:
    """Pressure fades; concessions follow it half-way each quarter or so.

    Parameters
    ----------
    funders : table (funders,)
        Openness. Written: pressure and concession of the main ministry (shares).
    parameters : table (1,)
        The group `mobilization`.
    main
        Row of the main ministry.
    """
    p = parameters[0]
    funder = funders[main]
    funder["pressure"] *= 1.0 - p["wearing_off"]
    won = p["concession"] * funder["pressure"] * min(1.0, funder["attitude"])
    funder["concession"] += 0.15 * (won - funder["concession"])


def act(world: World) -> None:
    """Mobilise at the quarter's end; pressure fades every month."""
    parameters, umbrella = world.parameters["mobilization"], world.umbrella
    wear_off(world.funders, parameters, world.main_funder)
    if world.calendar.is_quarter_end:
        mobilize(
            world.organizations, world.funders, world.relations, parameters, world.main_funder,
            umbrella.demand, world.conditions, umbrella.unity, umbrella.grievance, umbrella.threat,
            umbrella.mobilised,
            world.draws.stream("mobilization.taking_part"), world.now,
        )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        reads={
            "conditions": "outsourced",
            "funders": "attitude priorities",
            "organizations": (
                "alive contention dissents felt_burden identity influence "
                "umbrella_member yearly_income"
            ),
            "relations": "yearly_income",
            "umbrella": "demand threat unity",
        },
        writes={
            "funders": "concession pressure",
            "organizations": "mobilised",
            "umbrella": "grievance mobilised",
        },
        after=("umbrella", "dissent"),
    )
}
