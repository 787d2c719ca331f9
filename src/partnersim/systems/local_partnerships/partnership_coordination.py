"""A council agrees on ways to refer people, beyond what its members' own trust would do (M20).

Of what a member could pass on (`referral`), this part goes by agreement, whatever it thinks of its peers:

    agreed_referral = sent_on x coordination x trust among members
"""

from __future__ import annotations

from partnersim.declarations import POSITIVE, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World

GROUP = Group("partnership_coordination", Text("Coordination by a council"), (
    setting("sent_on", 0.6, (0.0, 1.0), "share of what could be passed on, at full coordination and trust",
        "Referral that a council agrees on",
        Source("bradford_andrew_2011", "Transition 2: barriers to referral talked through; size assumed")),
))  # fmt: skip
COLUMNS = {
    "partnerships": (
        Column("moved", "people a month", POSITIVE, Text("whom coordination sent elsewhere")),
    ),
}  # fmt: skip


def agree(world: World) -> None:
    """What members of each council pass on by agreement this month."""
    most = float(world.parameters["partnership_coordination"]["sent_on"][0])
    agreed = world.organizations["agreed_referral"]
    agreed[:] = 0.0
    for n, p in enumerate(world.tables["partnerships"]):
        agreed[world.tables["councils"]["sits"][n]] = most * float(p["coordination"] * p["trust"])


def count(world: World) -> None:
    """How many people members passed on, for the record of the partnership."""
    for n, p in enumerate(world.tables["partnerships"]):
        p["moved"] = world.organizations["passed_on"][world.tables["councils"]["sits"][n]].sum()


STEPS = {
    Phase.SERVICES: Step(
        agree,
        writes={"organizations": "agreed_referral"},
        after=("provider_choice",),
        before=("delivery", "referral"),
    ),
    Phase.HOURS: Step(count, writes={"partnerships": "moved"}),
}
