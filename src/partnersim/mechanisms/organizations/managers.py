"""Managers change; those hired from elsewhere bring another idea of the work (a rival of drift)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    ANY,
    POSITIVE,
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
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Table, World

GROUP = Group(
    "managers",
    Text("Turnover of managers"),
    (
        Parameter(
            name="turnover",
            default=True,
            unit="yes or no",
            role=Role.SETTING,
            meaning=Text("Managers hired from elsewhere bring their orientation"),
            evidence=Assumption("a rival explanation that can be switched off", "B21 ch. 6"),
        ),
        Parameter(
            name="tenure_years",
            default=8.0,
            unit="years",
            bounds=(0.5, 50.0),
            role=Role.SETTING,
            meaning=Text("Mean time a manager stays"),
            evidence=Assumption("founders stay long, others less", "Repères 2022; no figure found"),
        ),
        Parameter(
            name="elsewhere",
            default=0.3,
            unit="orientation of managers from elsewhere",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Orientation of managers from other sectors"),
            evidence=Source(
                "bruneau_2021", "ch. 6 (E, F): management practices welcomed; level assumed"
            ),
        ),
        Parameter(
            name="imprint",
            default=0.25,
            unit="share of the distance to the new manager's orientation",
            bounds=(0.0, 1.0),
            prior=(0.05, 0.5),
            role=Role.UNCERTAINTY,
            meaning=Text("Mark a new manager leaves"),
            evidence=Assumption(
                "a manager is one voice beside board and staff", "no measure found"
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("manager_months", "months", POSITIVE,
               Text("since the manager came"), whole=True),
        Column("moved_by_managers", "share", ANY,
               Text("of its orientation, what new managers brought, summed")),
    ),
}  # fmt: skip


@kernel
def change_managers(
    organizations: Table, parameters: Table, leaving: Stream, from_elsewhere: Stream, month: int
) -> None:
    """Managers leave, and half of the next come from elsewhere and move the orientation.

    Parameters
    ----------
    organizations : table (organisations,)
        Written: manager_months, identity (0 to 1) and moved_by_managers.
    parameters : table (1,)
        The group `managers`.
    leaving, from_elsewhere : stream
        Draws by organisation.
    month
        Months since the run began.

    Notes
    -----
    A manager leaves with the chance 1 / (12 x tenure_years) a month; then identity += imprint x
    (elsewhere - identity).

    References
    ----------
    Bruneau (2021), ch. 6 (E, F); the level is assumed.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        o["manager_months"] += 1
        if uniform(leaving, month, i) < 1.0 / (12.0 * p["tenure_years"]):
            o["manager_months"] = 0
            if p["turnover"] and uniform(from_elsewhere, month, i) < 0.5:
                moved = p["imprint"] * (p["elsewhere"] - o["identity"])
                o["identity"] += moved
                o["moved_by_managers"] += moved


def act(world: World) -> None:
    """Managers may change."""
    change_managers(
        world.organizations,
        world.parameters["managers"],
        world.draws.stream("managers.leaving"),
        world.draws.stream("managers.from_elsewhere"),
        world.now,
    )


BEHAVIOUR = True
STEPS = {
    Phase.STAFF_AND_SURVIVAL: Step(
        act,
        reads={"organizations": "alive"},
        writes={"organizations": "identity manager_months moved_by_managers"},
    )
}
