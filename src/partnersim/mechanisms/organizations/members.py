"""Active members: newcomers and neighbours who take part in the life of an organisation (M11).

Associative life brings them, more where some are there already; they leave at a rate. A month:

    A += [joining x life x (alone + (1 - alone) A / reach) (1 - A / reach) - leaving A] / 12

life: posts of mission work less advocacy, beyond those that yield nothing, by what staff achieve; reach:
members that the people at its doors could be. Nobody is a member of an organisation that has no life to take part in.
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("members", Text("Members"), (
    uncertainty("joining", 150.0, (60.0, 240.0), (0.0, 1000.0),
        "members a year and post of associative life", "Members that associative life brings",
        Source("bruneau_2021", "ch. 5 Participation (D, H, I): time and money; size assumed")),
    uncertainty("leaving", 0.4, (0.2, 0.6), (0.0, 5.0), "share a year", "Members who stop taking part",
        Assumption("newcomers settle and move on", "Bruneau 2021 ch. 5; no rate")),
    uncertainty("part", 0.4, (0.0, 0.8), (0.0, 1.0), "share of what mission work achieves",
        "What of mission work hangs on members",
        Assumption("an assembly needs people in it", "Bruneau 2021 ch. 6; no measure")),
    setting("alone", 0.25, (0.0, 1.0), "share of joining where nobody is there yet",
        "How far people join an organisation without members",
        Assumption("people come with people they know", "recruitment by networks")),
    setting("reach", 0.08, (0.0, 1.0), "share of people at the door a year",
        "People at the door who could become members",
        Assumption("most come for a service", "Bruneau 2021 ch. 5 (G); no share")),
    setting("least", 8.0, (0.0, 100.0), "members", "Members whom an organisation of any size can reach",
        Assumption("founders and their friends", "no figure")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("members", "people", POSITIVE, Text("active members"), closes=True),
        Column("members_in_reach", "people", POSITIVE, Text("active members it could have")),
        Column("participation", "share", SHARE, Text("active members, of those it could have")),
    ),
}  # fmt: skip


@kernel
def join_and_leave(organizations: Table, parameters: Table, board: Table) -> None:
    """Members of the next month.

    Parameters
    ----------
    organizations : table (organisations,)
        Posts, people at the door. Written: members and members_in_reach (people), participation
        (share).
    parameters, board : tables (1,)
        Groups `members` and `board`.

    References
    ----------
    Bruneau (2021), ch. 5 and ch. 6 (Participation).
    """
    p, b = parameters[0], board[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        reach = p["reach"] * (o["door_eligible"] + o["door_ineligible"]) + p["least"]
        known = min(1.0, o["posts_experienced"] / max(o["posts_mission"], 1e-9))
        skill = b["inexperienced"] + (1.0 - b["inexperienced"]) * known
        life = max(0.0, o["posts_mission"] * (1.0 - o["advocacy_use"]) - b["beginning"]) * skill
        there = min(1.0, o["members"] / reach)
        coming = p["joining"] * life * (p["alone"] + (1.0 - p["alone"]) * there) * (1.0 - there)
        o["members"] += (coming - p["leaving"] * o["members"]) / 12.0
        o["members"] = min(max(0.0, o["members"]), reach)
        o["members_in_reach"] = reach
        o["participation"] = o["members"] / reach


def act(world: World) -> None:
    """Members join and leave."""
    join_and_leave(world.organizations, world.parameters["members"], world.parameters["board"])


STEPS = {
    Phase.RELATIONS: Step(
        act, writes={"organizations": "members members_in_reach participation"}, after=("door",)
    )
}
