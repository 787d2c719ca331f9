"""Who hears of a call: one's own search, a tie with the funder, the table's news (M5, M8).

    knowledge = 1 - (1 - alone) (1 - by_tie x tie) (1 - news if a member of the umbrella)

Whoever holds the money hears. Before the first month all hear: the population is the ministry's own
list of providers (F1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
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
    from partnersim.state.world import Table, World

GROUP = Group(
    "knowledge",
    Text("Knowledge of calls"),
    (
        Parameter(
            name="alone",
            default=0.45,
            unit="chance to hear of a call alone",
            bounds=(0.0, 1.0),
            prior=(0.2, 0.7),
            role=Role.UNCERTAINTY,
            meaning=Text("Chance to hear of a call without tie or table"),
            evidence=Assumption(
                "calls are public, yet some are not in the loop (G)",
                "Bruneau 2021 ch. 4; no share of organisations that knew",
            ),
        ),
        Parameter(
            name="by_tie",
            default=0.7,
            unit="share of ignorance removed by a full tie",
            bounds=(0.0, 1.0),
            prior=(0.3, 0.9),
            role=Role.UNCERTAINTY,
            meaning=Text("What a tie does for knowing of calls"),
            evidence=Source("bruneau_2021", "ch. 4 Differences: more aware of opportunities"),
        ),
    ),
)
COLUMNS = {
    "relations": (
        Column("knowledge", "chance", SHARE,
               Text("to hear of a call")),
    ),
    "contracts": (
        yes_or_no("heard", Text("it heard of the call")),
    ),
}  # fmt: skip


@kernel
def spread_word(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    parameters: Table,
    umbrella: Table,
    stream: Stream,
    month: int,
    first: bool,
) -> None:
    """Draw, for every funder and instrument, which organisations hear of this year's call."""
    p = parameters[0]
    for f in range(len(funders)):
        for i in range(len(organizations)):
            r = relations[i, f]
            deaf = (1.0 - p["alone"]) * (1.0 - p["by_tie"] * r["tie"])
            if organizations[i]["umbrella_member"]:
                deaf *= 1.0 - umbrella[0]["news"] * organizations[i]["attendance"]
            r["knowledge"] = 1.0 - deaf
            for m in range(contracts.shape[2]):
                c = contracts[i, f, m]
                luck = uniform(stream, month, f, m, i)
                c["heard"] = c["years_held"] > 0.0 or first or luck < r["knowledge"]


def act(world: World) -> None:
    """News of the year's calls."""
    spread_word(
        world.organizations, world.funders, world.relations, world.contracts,
        world.parameters["knowledge"], world.parameters["umbrella"],
        world.draws.stream("knowledge.hearing"), world.now, world.now == 0,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(
        act,
        reads={
            "contracts": "years_held",
            "organizations": "attendance umbrella_member",
            "relations": "tie",
        },
        writes={"contracts": "heard", "relations": "knowledge"},
        after=("budget",),
    )
}
