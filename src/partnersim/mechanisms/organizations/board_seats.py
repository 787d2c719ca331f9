"""Seats on boards: each June three of nine are filled again from those who are active (M11, M12).

A seat goes to members and beneficiaries, to allies or to professionals: by co-optation in proportion to
those who sit, else in proportion to who is there to sit: members, grown as a power of their number, allies
whom advocacy brings, and professionals, more of them the more service posts there are. Who gives up a seat
is drawn among those who sit.
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

_NO_MEASURE, _UNSEEN = "no measure", "no measure; no headline sees it"


GROUP = Group("seats", Text("Seats on boards"), (
    uncertainty("half", 30.0, (10.0, 60.0), (1.0, 500.0), "members",
        "Members whose candidates weigh as much as one professional's",
        Assumption("a critical mass makes an assembly", "Bruneau 2021 ch. 5 Participation; no size")),
    setting("cooptation", 0.3, (0.0, 1.0), "share of seats", "Seats that a board fills in its own image",
        Assumption("Michels: those who sit choose who comes", _NO_MEASURE)),
    setting("steepness", 1.5, (0.0, 5.0), "exponent", "How much more many members weigh than few",
        Assumption("an assembly of many elects its own", _NO_MEASURE)),
    setting("allies", 0.6, (0.0, 10.0), "weight of a candidate", "Allies who would sit",
        Assumption("unions, churches and neighbours stand by", _NO_MEASURE)),
    setting("allies_of_advocacy", 2.0, (0.0, 20.0), "weight a post of advocacy",
        "Allies whom advocacy brings", Assumption("a campaign makes friends", _NO_MEASURE)),
    setting("experts_half", 14.0, (0.0, 200.0), "service posts",
        "Service posts that call for one more expert",
        Assumption("a large service asks for accountants and lawyers", _UNSEEN)),
    setting("filled_a_year", 3.0, (0.0, 99.0), "seats", "Seats filled each June",
        Assumption("mandates of three years", _NO_MEASURE)),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("seats_members", "seats", POSITIVE, Text("of members and beneficiaries")),
        Column("seats_allies", "seats", POSITIVE, Text("of allies")),
        Column("seats_professionals", "seats", POSITIVE, Text("of professionals")),
    ),
}  # fmt: skip
_JUNE = 2  # fiscal month


@kernel
def fill(
    organizations: Table, parameters: Table, seat: Stream, leaving: Stream, month: int
) -> None:
    """Each board gives up three seats, by lot, and fills them.

    Parameters
    ----------
    organizations : table (organisations,)
        Members, posts, advocacy. Written: seats by kind.
    parameters : table (1,)
        The group `seats`.
    seat, leaving : stream
        Draws by organisation and seat: who takes it, and who gives it up.
    month
        Months since the run began.

    Notes
    -----
    Weights: (members / half)^steepness; allies + allies_of_advocacy x advocacy posts; 1 + service
    posts / experts_half.

    References
    ----------
    Bruneau (2021), ch. 5 (D) and ch. 6 (Citizen Participation); Michels (1911).
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        members = (o["members"] / p["half"]) ** p["steepness"]
        advocacy = o["posts_mission"] * o["advocacy_use"]
        allies = p["allies"] + p["allies_of_advocacy"] * advocacy
        service = max(0.0, o["staff"] - o["posts_mission"] - o["posts_raising"])
        experts = 1.0 + service / p["experts_half"]
        together = members + allies + experts
        for n in range(int(p["filled_a_year"])):
            count = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
            at = uniform(leaving, month, i, n) * count
            if at < o["seats_members"]:
                o["seats_members"] -= 1.0
            elif at < o["seats_members"] + o["seats_allies"]:
                o["seats_allies"] -= 1.0
            else:
                o["seats_professionals"] -= 1.0
        sitting = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
        own = p["cooptation"] if sitting > 0.0 else 0.0
        sitting = max(sitting, 1.0)
        of_members = own * o["seats_members"] / sitting + (1.0 - own) * members / together
        of_allies = own * o["seats_allies"] / sitting + (1.0 - own) * allies / together
        for n in range(int(p["filled_a_year"])):
            luck = uniform(seat, month, i, n)
            if luck < of_members:
                o["seats_members"] += 1.0
            elif luck < of_members + of_allies:
                o["seats_allies"] += 1.0
            else:
                o["seats_professionals"] += 1.0


def act(world: World) -> None:
    """Assemblies of June."""
    if world.calendar.fiscal_month == _JUNE:
        fill(
            world.organizations, world.parameters["seats"], world.draws.stream("board.seat"),
            world.draws.stream("board.leaving"), world.now,
        )  # fmt: skip


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={"organizations": "seats_allies seats_members seats_professionals"},
        after=("members",),
    )
}
