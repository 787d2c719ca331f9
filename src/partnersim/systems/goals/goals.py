"""Goals part: short-term output against long-term outcome (M17; Meinhard et al. 2015, sect. 5.4, 6).

A funder's horizon, 0 output within the year to 1 long-term outcome, follows what it signs and asks for:

    w x (mission share + agreement share x (1 - 1 / term)) + (1 - w) x shared outcomes in its reports

An organisation's horizon moves towards its own view of the work (the more autonomous, the longer), and, as
far as it lives on them, towards its funders'. The distance between the
two, by relation, is what is looked at; it moves nothing.
"""

from __future__ import annotations

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Scope,
    Source,
    Step,
    Text,
    lever,
    setting,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

LEVERS = Group("goals", Text("Goals of the funder"), (
    lever("shared_outcomes", 0.1, (0.0, 1.0), "share of what reports are about",
        "How far reports are about outcomes agreed on, rather than outputs",
        Source("meinhard_2015", "sect. 6.2: outcomes rather than outputs; level assumed")),
), Scope.FUNDER)  # fmt: skip
GROUP = Group("horizons", Text("Short-term output and long-term outcome"), (
    setting("weight_of_length", 0.5, (0.0, 1.0), "share; the rest is what reports are about",
        "How much the length of funding makes a funder's horizon",
        Assumption("two conditions of closer goals, named together",
            "Meinhard et al. 2015 sect. 6.2: multi-year agreements, outcomes; no weight")),
    setting("pace", 0.04, (0.0, 1.0), "share of the distance a month", "How fast horizons move",
        Assumption("about two years, as orientation", "MLH15 sect. 6.2; no pace")),
))  # fmt: skip
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "organizations": (
        Column("horizon", "0 output within the year to 1 long-term outcome", SHARE,
            Text("horizon of its goals")),
    ),
    "funders": (
        Column("horizon", "0 output within the year to 1 long-term outcome", SHARE,
            Text("horizon of its goals")),
    ),
    "relations": (
        Column("goals_apart", "share", SHARE, Text("distance between the two horizons")),
    ),
}  # fmt: skip
_LEAST = 0.3  # horizon of a pure service provider left to itself: assumption


@kernel
def part_or_meet(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    parameters: Table,
    first: bool,
) -> None:
    """Move the horizons; note how far apart they are. In the first month they are where they tend.

    Parameters
    ----------
    organizations : table (organisations,)
        Orientation and income. Written: horizon (0 to 1).
    funders : table (funders,)
        Split, terms, outcomes shared in reports. Written: horizon (0 to 1).
    relations : table (organisations, funders)
        Written: goals_apart (share).
    contracts : table (organisations, funders, programmes)
        Amounts.
    programmes : table (programmes,)
        Which recur or have a term.
    parameters : table (1,)
        The group `horizons`.
    first
        Whether it is the first month of the run.
    """
    p = parameters[0]
    w = p["weight_of_length"]
    pace = 1.0 if first else p["pace"]
    for f in range(len(funders)):
        funder = funders[f]
        money, length = 1e-9, 0.0
        for m in range(len(programmes)):
            money += funds[f, m]["pool"]
            if programmes[m]["recurrent"]:
                length += funds[f, m]["pool"]
            elif programmes[m]["for_a_term"]:
                term = 1.0 - 1.0 / max(funder["term_years"], 1)
                length += funds[f, m]["pool"] * term
        target = w * length / money + (1.0 - w) * funder["shared_outcomes"]
        funder["horizon"] += pace * (target - funder["horizon"])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        own = _LEAST + (1.0 - _LEAST) * o["identity"]
        income = max(12.0 * (o["unrestricted"] + o["restricted"]), 1.0)
        lives_on = 0.0
        pulled = 0.0
        for f in range(len(funders)):
            share = 0.0
            for m in range(contracts.shape[2]):
                share += contracts[i, f, m]["amount"] / income
            lives_on += share
            pulled += share * funders[f]["horizon"]
        lives_on = min(1.0, lives_on)
        target = pulled / max(1.0, lives_on) + (1.0 - lives_on) * own
        # half of its own view stays whatever it lives on
        target = 0.5 * (min(1.0, target) + own)
        o["horizon"] += pace * (target - o["horizon"])
        for f in range(len(funders)):
            relations[i, f]["goals_apart"] = abs(o["horizon"] - funders[f]["horizon"])


def act(world: World) -> None:
    """Horizons move."""
    part_or_meet(
        world.organizations, world.funders, world.funds, world.relations, world.contracts,
        world.programmes, world.parameters["horizons"], world.now == 0,
    )  # fmt: skip


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={"funders": "horizon", "organizations": "horizon", "relations": "goals_apart"},
        after=("orientation",),
    )
}
