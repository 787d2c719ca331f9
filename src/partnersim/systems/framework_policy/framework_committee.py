"""The committee where ministries differ: a common form of reports, a common least share for the mission.

Ministries that support organisations sit together, to agree on modes of support and to make what they ask for
alike and simple. Each April each brings what it does. By unanimity there is a common position where
even the most distant can live with the middle:

    (most - least) / 2 <= gives way        common = (most + least) / 2

by majority where more than half can live with the median; the responsible ministry's word is its own practice.
Without a common position each keeps what it does. With one, all ask for the same weight of reports, and who gives
a smaller share for the mission gives that share. No document says how it decides.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    lever,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World
from partnersim.systems.framework_policy.names import (
    MAJORITY,
    NO_COMMITTEE,
    OUTSIDE,
    RESPONSIBLE,
    RESPONSIBLE_MINISTRY,
    RULES,
)
from partnersim.systems.framework_policy.towards_policy import ask_for, raise_to

GROUP = Group("framework_committee", Text("The committee of ministries"), (
    lever("decides_by", "no_committee", RULES, "how ministries come to a common position",
        "How the committee of ministries decides: unanimity, majority, the responsible ministry's word",
        Assumption("none unless the scenario has one",
            "SACAIS 2019: a committee of ministries with a mandate to make practices alike; no rule is "
            "told")),
    uncertainty("gives_way", 0.15, (0.05, 0.3), (0.0, 1.0), "share of the scale, 0 to 1",
        "How far a ministry can live with a position that is not its own",
        Assumption("as a member of the umbrella with a draft",
            "SACAIS 2019, Bruneau 2021 ch. 1: no measure")),
))  # fmt: skip
COLUMNS = {
    "framework": (
        yes_or_no("agreed_mission", Text("ministries have a common least share for the mission")),
        yes_or_no("agreed_burden", Text("ministries have a common weight of reports")),
        Column("common_mission", "share", SHARE, Text("that all give for the mission at least, where agreed")),
        Column("common_burden", "share", SHARE, Text("that all ask for in accountability, where agreed")),
    ),
}  # fmt: skip


@kernel
def common_position(
    positions: Numbers, rule: int, of_responsible: float, gives_way: float
) -> tuple[bool, float]:
    """Whether ministries have a common position, and which.

    Parameters
    ----------
    positions : array (ministries,)
        What each does.
    rule
        The number of the rule.
    of_responsible
        What the responsible ministry does; below nothing without one.
    gives_way
        How far a ministry can live with a position that is not its own.

    Returns
    -------
    agreed : bool
    position : float
    """
    if rule == RESPONSIBLE_MINISTRY:
        return of_responsible >= 0.0, max(0.0, of_responsible)
    if rule == MAJORITY:
        middle = float(np.median(positions))
        accepting = 0
        for position in positions:
            accepting += abs(position - middle) <= gives_way
        return accepting > 0.5 * len(positions), middle
    least, most = float(positions.min()), float(positions.max())
    return 0.5 * (most - least) <= gives_way, 0.5 * (most + least)


@kernel
def meet(funders: Table, framework: Table, parameters: Table, grant: int) -> None:
    """Ministries meet: a common position or none, and what it changes.

    Parameters
    ----------
    funders : table (funders,)
        Places in the government. Written: split and burden (shares).
    framework : table (1,)
        Written: what is agreed on.
    parameters : table (1,)
        The group `framework_committee`.
    grant
        The number of the mission grant among instruments.
    """
    p, table = parameters[0], framework[0]
    mission = np.zeros(len(funders))
    burden = np.zeros(len(funders))
    word_mission, word_burden = -1.0, -1.0
    sitting = 0
    for f in range(len(funders)):
        funder = funders[f]
        if funder["interministerial"] == OUTSIDE:
            continue
        mission[sitting], burden[sitting] = funder["split"][grant], funder["burden"]
        sitting += 1
        if funder["interministerial"] == RESPONSIBLE:
            word_mission, word_burden = funder["split"][grant], funder["burden"]
    if sitting == 0:
        return
    rule, give = p["decides_by"], p["gives_way"]
    on_mission, least = common_position(mission[:sitting], rule, word_mission, give)
    on_burden, weight = common_position(burden[:sitting], rule, word_burden, give)
    table["agreed_mission"], table["common_mission"] = on_mission, least
    table["agreed_burden"], table["common_burden"] = on_burden, weight
    for f in range(len(funders)):
        funder = funders[f]
        if funder["interministerial"] == OUTSIDE:
            continue
        if on_mission:
            raise_to(funder, grant, least)
        if on_burden:
            ask_for(funder, weight)


def act(world: World) -> None:
    """Each April, while the policy is in force."""
    framework, parameters = world.tables["framework"], world.parameters["framework_committee"]
    meets = framework["in_force"][0] and parameters["decides_by"][0] != NO_COMMITTEE
    if meets and world.calendar.is_year_start:
        meet(world.funders, framework, parameters, world.instrument("mission_grant"))


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "framework": "agreed_burden agreed_mission common_burden common_mission",
            "funders": "burden split",
        },
        after=("framework_application", "framework_secretariat"),
    )
}
