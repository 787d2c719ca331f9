"""Orientation, measured: from posts and seats that an organisation could fill otherwise (M12).

identity, 0 service provider to 1 autonomous partner, is the mean of two shares, each full where the
organisation does what an autonomous partner does: mission posts, 40 % of all (Bruneau 2021, ch. 5: A and
C give advocacy as much weight as services), and seats of members and allies, two thirds of the board. No
rule pulls it.
"""

from __future__ import annotations

from partnersim.declarations import SHARE, Assumption, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("orientation", Text("Measure of orientation"), (
    setting("full_mission", 0.4, (0.01, 1.0), "share of posts", "Mission work of an autonomous partner",
        Source("bruneau_2021", "ch. 5 (A, C): advocacy weighs as much as services")),
    setting("full_community", 0.667, (0.01, 1.0), "share of seats",
        "Seats of members and allies on the board of an autonomous partner",
        Assumption("two thirds, as charters of autonomous organisations ask", "Bruneau 2021 ch. 2, 5")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("identity", "0 service provider to 1 autonomous", SHARE, Text("orientation")),
        Column("community_seats", "share of seats", SHARE, Text("of members and allies on its board")),
    ),
}  # fmt: skip


@kernel
def measure(organizations: Table, parameters: Table) -> None:
    """Orientation of each organisation.

    Parameters
    ----------
    organizations : table (organisations,)
        Posts and seats. Written: identity and community_seats (0 to 1).
    parameters : table (1,)
        The group `orientation`.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        community = o["seats_members"] + o["seats_allies"]
        o["community_seats"] = community / max(community + o["seats_professionals"], 1.0)
        posts = o["posts_mission"] / max(o["staff"], 1e-9)
        work = min(1.0, posts / p["full_mission"])
        o["identity"] = (work + min(1.0, o["community_seats"] / p["full_community"])) / 2.0


def act(world: World) -> None:
    """Orientation this month."""
    measure(world.organizations, world.parameters["orientation"])


STEPS = {
    Phase.RELATIONS: Step(
        act, writes={"organizations": "community_seats identity"}, after=("board_seats",)
    )
}
