"""Who hears of a call: anybody's search, those who sit or talk, members through their table (M5, M8).

    news = 1 - (1 - public) (1 - by_access a) (1 - umbrella's news x attendance x d)

a: it has direct access, or a seat for the umbrella; d = 1 - (1 - by_access)^n, n members with a
seat, is the chance that somebody at the umbrella's table has heard. News is for those who do not hold what
is called for: who holds an agreement or a grant hears of it. Before the first month all hear: the population
is the ministry's own list of providers (F1).
"""

from __future__ import annotations

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("news", Text("News of calls"), (
    uncertainty("public", 0.45, (0.2, 0.7), (0.0, 1.0), "chance to hear of a call",
        "Chance to hear of a call without access or table",
        Assumption("calls are public, yet some are not in the loop (G)",
            "Bruneau 2021 ch. 4; no share of organisations that knew")),
    uncertainty("by_access", 0.6, (0.3, 0.9), (0.0, 1.0), "share of ignorance removed",
        "What a seat or conversations do for hearing of calls",
        Source("bruneau_2021", "ch. 4 Differences: more aware; size assumed")),
))  # fmt: skip
COLUMNS = {
    "relations": (
        Column("news", "chance", SHARE, Text("to hear of a call for what it does not hold")),
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
    """Draw, for every funder and instrument, which organisations hear of this year's call.

    Parameters
    ----------
    organizations : table (organisations,)
        Membership of the umbrella and attendance.
    funders : table (funders,)
        One call each for each instrument.
    relations : table (organisations, funders)
        Seats and direct access. Written: news (chance).
    contracts : table (organisations, funders, programmes)
        What is held. Written: heard.
    parameters, umbrella : tables (1,)
        Groups `news` and `umbrella`.
    stream
        Draws by funder, instrument and organisation.
    month
        Months since the run began.
    first
        Whether it is the first month of the run.
    """
    p = parameters[0]
    for f in range(len(funders)):
        silent = 1.0
        for i in range(len(organizations)):
            o = organizations[i]
            if o["alive"] and o["umbrella_member"] and relations[i, f]["seat"]:
                silent *= 1.0 - p["by_access"]
        for i in range(len(organizations)):
            o, r = organizations[i], relations[i, f]
            deaf = 1.0 - p["public"]
            access = 1.0 if r["delegate"] else r["direct_access"]
            deaf *= 1.0 - p["by_access"] * access
            if o["umbrella_member"]:
                deaf *= 1.0 - umbrella[0]["news"] * o["attendance"] * (1.0 - silent)
            r["news"] = 1.0 - deaf
            for m in range(contracts.shape[2]):
                c = contracts[i, f, m]
                luck = uniform(stream, month, f, m, i)
                c["heard"] = c["years_held"] > 0.0 or first or luck < r["news"]


def act(world: World) -> None:
    """News of the year's calls."""
    spread_word(
        world.organizations, world.funders, world.relations, world.contracts,
        world.parameters["news"], world.parameters["umbrella"],
        world.draws.stream("news.hearing"), world.now, world.now == 0,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(act, writes={"contracts": "heard", "relations": "news"}, after=("budget",))
}
