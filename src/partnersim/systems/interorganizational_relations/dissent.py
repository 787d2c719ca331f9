"""Dissent at the umbrella's table: members who cannot live with its demand, and those who leave (M8).

A member dissents when its priorities lie further from the common demand than it can live with, by
half the sum of absolute differences. Dissenters stay out of mobilisation; each year some of them
leave the table; those who left come back at the same pace once the demand is near them again.
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("dissent", Text("Dissent at the table"), (
    setting("bearable_distance", 0.7, (0.0, 1.0), "distance of priorities, 0 same to 1",
        "How far from its own a member can live with the demand",
        Assumption("members rally to positions that carry a third of their own (F)",
            "Bruneau 2021 ch. 4, 5 (F, J): small ones feel unrepresented; no measure")),
    setting("leaving_a_year", 0.2, (0.0, 1.0), "chance a year",
        "Dissenting members who leave the table, or come back to one nearer to them",
        Source("phillips_2001", "Quebec chapter: reassessment; rate assumed")),
))  # fmt: skip
REGISTER.add("dissent.leaving", ("organization",))


@kernel
def dissent(
    organizations: Table, parameters: Table, demand: Numbers, stream: Stream, month: int, year: bool
) -> None:
    """Who cannot live with the demand; once a year, who leaves or comes back.

    Parameters
    ----------
    organizations : table (organisations,)
        Priorities of members. Written: dissents, left_table and umbrella_member.
    parameters : table (1,)
        The group `dissent`.
    demand : array (kinds,)
        The common demand (shares).
    stream
        Draw by organisation: who leaves or comes back.
    month
        Months since the run began.
    year
        Whether it is the month in which members leave.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        apart = 0.0
        for k in range(len(demand)):
            apart += 0.5 * abs(o["priorities"][k] - demand[k])
        cannot = apart > p["bearable_distance"]
        o["dissents"] = o["alive"] and o["umbrella_member"] and cannot
        if not (year and o["alive"]):
            continue
        if o["dissents"] and uniform(stream, month, i) < p["leaving_a_year"]:
            o["umbrella_member"] = False
            o["left_table"] = True
            o["dissents"] = False
        elif o["left_table"] and not cannot and uniform(stream, month, i) < p["leaving_a_year"]:
            o["umbrella_member"] = True
            o["left_table"] = False


def act(world: World) -> None:
    """Each quarter, after deliberation; leaving in May, with the elections."""
    fiscal_month = world.calendar.fiscal_month
    if fiscal_month % 3 == 1 or world.now == 0:
        dissent(
            world.organizations, world.parameters["dissent"], world.umbrella.demand,
            world.draws.stream("dissent.leaving"), world.now, fiscal_month == 1 and world.now > 0,
        )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={"organizations": "dissents left_table umbrella_member"},
        after=("umbrella", "consultation"),
        before=("mobilization",),
    )
}
