"""The sector mobilises: letters, demonstrations, MNAs; voice outside the channels (M10).

A member takes part where the hours that its board gives to open advocacy (`board_decision.py`, where what it
risks with the ministry was weighed) suffice. As far as the ministry takes up what it hears, they are spent in
the channels; what threatens autonomy (a framework policy that was refused, work that public services send
without means) calls for more:

    (1 - uptake + threat) x hours of open advocacy >= hours of a mobilisation

Where the umbrella calls to the street, nothing is spent in the channels (uptake counts as 0).

    pressure = share of members' influence that takes part x unity

It wears off, and makes the ministry hear the umbrella (`policy.py`).
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    lever,
    setting,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

_CALLS = ("members", "street", "none")
_STREET, _NONE = 1, 2
GROUP = Group("mobilization", Text("Mobilisation"), (
    lever("call", "members", _CALLS,
        "members: as each decides; street: outside the channels; none: nobody is called",
        "Whether the umbrella calls its members to mobilise",
        Assumption("left to its members", "Bruneau 2021 ch. 4, 5: a last resort")),
    setting("hours", 10.0, (0.0, 200.0), "hours a month while mobilised",
        "Open advocacy that taking part in a mobilisation takes",
        Assumption("letters, a march, a meeting with an MNA", "Bruneau 2021 ch. 5")),
    setting("wearing_off", 0.1, (0.0, 1.0), "share a month", "How fast pressure wears off",
        Assumption("a campaign is felt for about a year", "no series found")),
))  # fmt: skip
COLUMNS = {
    "umbrella": (
        Column("mobilised", "share of influence", SHARE, Text("members in the last mobilisation")),
        Column("threat", "share", POSITIVE, Text("grievance at a refused policy"),
            several="what is refused, and what was promised and is not given"),
    ),
    "organizations": (
        yes_or_no("dissents", Text("it cannot live with the common demand")),
        yes_or_no("mobilised", Text("it takes part in a mobilisation"), closes=True),
    ),
    "funders": (
        Column("pressure", "share", SHARE, Text("pressure of the sector")),
    ),
    "conditions": (
        Column("outsourced", "share of requests", POSITIVE, Text("what public services sent")),
    ),
}  # fmt: skip


@kernel
def mobilize(
    organizations: Table,
    ministry: Table,
    parameters: Table,
    unity: Numbers,
    threat: float,
    taking_part: Numbers,
) -> None:
    """Decide who mobilises this quarter and what pressure it puts on the main ministry.

    Parameters
    ----------
    organizations : table (organisations,)
        Members: influence, hours of open advocacy, dissent. Written: mobilised.
    ministry : table (1,)
        Uptake. Written: pressure (share).
    parameters : table (1,)
        The group `mobilization`.
    unity : array (1,)
        How near members are to the demand.
    threat
        A refused policy and what public services send.
    taking_part : array (1,)
        Written: share of members' influence that takes part.

    References
    ----------
    Bruneau (2021), ch. 4 and 5: a habit for some (A, C), a last resort for others (D).
    """
    call = parameters[0]["call"]
    outside = (1.0 if call == _STREET else 1.0 - ministry[0]["uptake"]) + threat
    influence = 1e-9
    going = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        o["mobilised"] = False
        if not (o["alive"] and o["umbrella_member"]):
            continue
        influence += o["influence"]
        enough = outside * o["hours_advocacy"] >= parameters[0]["hours"]
        if call != _NONE and enough and not o["dissents"]:
            o["mobilised"] = True
            going += o["influence"]
    taking_part[0] = going / influence
    ministry[0]["pressure"] = max(ministry[0]["pressure"], taking_part[0] * unity[0])


@kernel
def wear_off(ministry: Table, parameters: Table) -> None:
    """Pressure wears off.

    Parameters
    ----------
    ministry : table (1,)
        Written: pressure.
    parameters : table (1,)
        The group `mobilization`.
    """
    ministry[0]["pressure"] *= 1.0 - parameters[0]["wearing_off"]


def act(world: World) -> None:
    """Mobilise at the quarter's end; pressure wears off every month."""
    parameters, umbrella = world.parameters["mobilization"], world.umbrella
    ministry = world.funders[world.main_funder : world.main_funder + 1]
    wear_off(ministry, parameters)
    if world.calendar.is_quarter_end:
        threat = float(umbrella.threat[0] + world.conditions["outsourced"][0])
        mobilize(
            world.organizations, ministry, parameters, umbrella.unity, threat, umbrella.mobilised,
        )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={"funders": "pressure", "organizations": "mobilised", "umbrella": "mobilised"},
        after=("umbrella",),
    )
}
