"""The umbrella table: influence, board, deliberation, common demand, news of calls (M8, M9, M15).

Each quarter members agree on two things: which kinds of need policy should put first (`demand`, by their
priorities) and what to press for (`asked`, by what they have at stake in each issue, `stakes.py`). A kind of
need or an issue is put forward when members who hold at least `acceptance` of the votes can live with it, that
is, when it is not far below an equal share of what is theirs. A vote is influence^gamma, a member's part of all
posts (gamma 0: one member one vote), x how far it attends. What is accepted shares by its support; where nothing
is, the most accepted passes alone. Where the rule is a vote, it is the mean.
"""

from __future__ import annotations

import math

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    setting,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS, NEEDS
from partnersim.state.deliberation import agree, alone
from partnersim.state.draws import Stream, uniform
from partnersim.state.issues import ISSUES
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("umbrella", Text("The umbrella table"), (
    lever("consensus", True, None, "yes: consensus; no: vote", "Whether the table decides by consensus",
        Source("bruneau_2021", "ch. 5 (J): it is the consensus that prevails")),
    lever("puts_first", "members", ("members", *NEEDS), "a kind of need; members: what they agree on",
        "The need that the table puts first",
        Assumption("left to its members", "Bruneau 2021 ch. 5: the table deliberates")),
    lever("presses_for", "members", ("members", *ISSUES), "an issue; members: what they agree on",
        "What the table presses for",
        Assumption("left to its members", "Bruneau 2021 ch. 5: the table deliberates")),
    lever("acceptance", 0.75, (0.0, 1.0), "share of votes",
        "Votes that must be able to live with a proposal",
        Assumption("a large majority", "Bruneau 2021 ch. 5: consensus, no quorum given")),
    uncertainty("tolerance", 0.7, (0.3, 0.85), (0.0, 2.0), "share of an equal share of priorities",
        "How low on its own list a member can still live with an issue",
        Assumption("members rally to positions of others (F)", "Bruneau 2021 ch. 5; no measure")),
    setting("gamma", 0.5, (0.0, 3.0), "exponent of influence", "Weight of the influential in deliberation",
        Source("bruneau_2021", "ch. 4 (F, J): larger ones pull others; size assumed, as the root of posts")),
    uncertainty("news", 0.35, (0.1, 0.6), (0.0, 1.0),
        "chance that a member hears of a call through the table", "News of calls shared",
        Assumption("bulletins to members", "Bruneau 2021 ch. 5; umbrella's page")),
    setting("board_seats", 11, (0, 100), "seats", "Seats on the board",
        Assumption("a usual board", "the umbrella's public pages, read in part")),
    setting("meeting_hours", 20.0, (0.0, 200.0), "hours a month",
        "Hours that the umbrella and the tables around it take of a member",
        Assumption("three to eight tables each (A, B, C, G, H), a few hours a month",
            "Bruneau 2021 ch. 4 names the tables; ACC reports the load; no hours")),
    setting("board_hours", 12.0, (0.0, 200.0), "hours a month", "Hours a board seat takes",
        Assumption("two days with preparation", "ACC: load of tables, no hours")),
))  # fmt: skip
COLUMNS = {
    "umbrella": (
        Column("demand", "shares by kind of need", SHARE, Text("the common demand"), shape=(KINDS,),
            start=1.0 / KINDS),
        Column("asked", "shares by issue", SHARE, Text("what members press for"), shape=(len(ISSUES),),
            start=1.0 / len(ISSUES),
            several="a system in which more is deliberated leaves a part of the voice to that"),
        Column("unity", "share", SHARE, Text("how near members are to the demand")),
    ),
    "organizations": (
        Column("influence", "share", POSITIVE,
            Text("weight in the umbrella: its part of the posts of all members")),
        yes_or_no("on_board", Text("elected to the umbrella's board, where it sits while it is a member"),
            closes=True),
    ),
}  # fmt: skip


@kernel
def elect(organizations: Table, parameters: Table, stream: Stream, month: int) -> None:
    """Members elect the umbrella's board: seats are drawn with odds in proportion to votes.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff of members. Written: influence and on_board.
    parameters : table (1,)
        The group `umbrella`.
    stream
        Draw by organisation.
    month
        Months since the run began.

    Notes
    -----
    influence = staff / staff of all members; a vote is influence^gamma; the lowest -log(1 - u) / vote are elected.

    References
    ----------
    Efraimidis and Spirakis (2006): draws without replacement in proportion to weights.
    """
    p = parameters[0]
    rows = len(organizations)
    order_by = np.full(rows, 1e9)
    of_all = 1e-9
    for i in range(rows):
        o = organizations[i]
        o["on_board"] = False
        o["influence"] = 0.0
        if o["alive"] and o["umbrella_member"]:
            of_all += o["staff"]
    for i in range(rows):
        o = organizations[i]
        if o["alive"] and o["umbrella_member"]:
            o["influence"] = o["staff"] / of_all
            vote = max(o["influence"] ** p["gamma"], 1e-9)
            order_by[i] = -math.log(1.0 - uniform(stream, month, i)) / vote
    order = np.argsort(order_by)
    for n in range(min(p["board_seats"], rows)):
        if order_by[order[n]] < 1e9:
            organizations[order[n]]["on_board"] = True


@kernel
def deliberate(
    organizations: Table, parameters: Table, demand: Numbers, asked: Numbers, unity: Numbers
) -> None:
    """Members agree on the common demand and on what to press for; unity says how near they are to it.

    Parameters
    ----------
    organizations : table (organisations,)
        Attendance, influence, priorities (shares by kind) and stakes (posts by issue) of members.
    parameters : table (1,)
        The group `umbrella`.
    demand : array (kinds,)
        Written: shares.
    asked : array (issues,)
        Written: shares.
    unity : array (1,)
        Written: 1 less the mean distance of members from the demand, by votes.

    Notes
    -----
    A vote is attendance x influence^gamma.
    """
    rows = len(organizations)
    votes = np.zeros(rows)
    at_stake = np.zeros((rows, len(asked)))
    of_all = 1e-9
    for i in range(rows):
        o = organizations[i]
        if o["alive"] and o["umbrella_member"]:
            votes[i] = o["attendance"] * o["influence"] ** parameters[0]["gamma"]
            of_all += votes[i]
            stakes = max(o["stakes"].sum(), 1e-9)
            for j in range(len(asked)):
                at_stake[i, j] = o["stakes"][j] / stakes
    agree(organizations["priorities"], votes, parameters, demand)
    agree(at_stake, votes, parameters, asked)
    alone(demand, parameters[0]["puts_first"])
    alone(asked, parameters[0]["presses_for"])
    distance = 0.0
    for i in range(rows):
        if votes[i] > 0.0:
            apart = 0.0
            for k in range(len(demand)):
                apart += 0.5 * abs(organizations[i]["priorities"][k] - demand[k])
            distance += votes[i] * apart
    unity[0] = max(0.0, 1.0 - distance / of_all)


def act(world: World) -> None:
    """Elections each May, deliberation each quarter."""
    parameters = world.parameters["umbrella"]
    fiscal_month = world.calendar.fiscal_month
    if fiscal_month == 1 or world.now == 0:
        elect(world.organizations, parameters, world.draws.stream("umbrella.election"), world.now)
    if fiscal_month % 3 == 1 or world.now == 0:
        umbrella = world.umbrella
        deliberate(world.organizations, parameters, umbrella.demand, umbrella.asked, umbrella.unity)


STEPS = {
    Phase.TABLES: Step(
        act, writes={"organizations": "influence on_board", "umbrella": "asked demand unity"}
    )
}
