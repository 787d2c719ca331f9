"""Being represented is work: what tables ask of each organisation, and how far it attends (M9).

Seats, the umbrella, its board, other tables, those of a framework policy or of a local partnership ask for hours.
What an organisation can bear is a share of its staff hours; where tables ask for more, it reassesses and attends less,
the small first:

    attendance -> min(1, bearable_share x hours / asked)

Who attends less is heard less, at the ministry's tables and at the umbrella's, and hears less.
"""

from __future__ import annotations

from partnersim.declarations import POSITIVE, Assumption, Column, Group, Source, Step, Text, setting
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("representation", Text("The work of being represented"), (
    setting("bearable_share", 0.06, (0.0, 1.0), "share of staff hours",
        "Hours at tables that an organisation can bear",
        Assumption("half a week a month in a team of two, two weeks in a team of eight",
            "ACC: the burden grows heavy and groups reassess; no hours")),
    setting("pace", 0.1, (0.0, 1.0), "share of the distance a month",
        "How fast organisations reassess their part at tables",
        Source("phillips_2001", "Quebec chapter: reassessment under way; pace assumed")),
    setting("small_below", 8.0, (0.1, 1000.0), "full-time equivalents",
        "Below it an organisation is counted as small",
        Assumption("a cut-off of ours: who is heard is shown on both sides of it",
            "Bruneau 2021 ch. 4, 5 (F, J): smaller ones, no size given")),
    setting("contact_without_umbrella", 0.3, (0.0, 1.0),
        "multiple of an ordinary member's contact with peers", "Contact with peers outside the umbrella",
        Assumption("neighbourhood tables go on", "Bruneau 2021 ch. 4 names them; no measure")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("peer_contact", "multiple of an ordinary member's month", POSITIVE,
            Text("meetings with peers")),
    ),
}  # fmt: skip


@kernel
def ask_and_attend(
    organizations: Table,
    relations: Table,
    parameters: Table,
    staff: Table,
    consultation: Table,
    conversations: Table,
    umbrella: Table,
    conditions: Table,
) -> None:
    """Tables ask for hours; organisations attend as far as their staff bears it, and meet their peers.

    Parameters
    ----------
    organizations : table (organisations,)
        Membership, board, staff. Written: tables_asked (hours a month), attendance
        (share of them) and peer_contact (1 an ordinary member's month).
    relations : table (organisations, funders)
        Seats at the ministries' tables, conversations with officers.
    parameters : table (1,)
        The group `representation`.
    staff, consultation, conversations, umbrella : table (1,)
        Groups that give the hours of a full-time post, of a seat and of a conversation, and of the umbrella's
        meetings and board.
    conditions : table (1,)
        Meetings and hours of a meeting, as multiples of ordinary times.

    Notes
    -----
    attendance += pace x (min(1, bearable_share x hours / asked) - attendance).

    References
    ----------
    Phillips (2001), Quebec chapter: groups reassess their part; the pace is assumed.
    """
    p = parameters[0]
    u = umbrella[0]
    meetings = conditions[0]["meetings"]
    for i in range(len(organizations)):
        o = organizations[i]
        o["tables_asked"] = 0.0
        o["peer_contact"] = 0.0
        if not o["alive"]:
            continue
        meeting = 0.0
        for f in range(relations.shape[1]):
            if relations[i, f]["seat"]:
                meeting += consultation[0]["hours_per_seat"]
            if relations[i, f]["talks"]:
                meeting += conversations[0]["hours"]
        if o["umbrella_member"]:
            meeting += u["meeting_hours"]
        if o["on_board"] and o["umbrella_member"]:
            meeting += u["board_hours"]
        asked = meeting * meetings * conditions[0]["meeting_hours"]
        asked += o["policy_hours"] + o["council_hours"] + o["other_tables_hours"]
        bearable = p["bearable_share"] * o["staff"] * staff[0]["hours_a_month"]
        can = min(1.0, bearable / asked) if asked > 0.0 else 1.0
        o["attendance"] += p["pace"] * (can - o["attendance"])
        o["tables_asked"] = asked
        among = 1.0 if o["umbrella_member"] else p["contact_without_umbrella"]
        o["peer_contact"] = among * o["attendance"] * meetings


def act(world: World) -> None:
    """What tables ask this month, and what they get."""
    parameters = world.parameters
    ask_and_attend(
        world.organizations, world.relations, parameters["representation"], parameters["staff"],
        parameters["consultation"], parameters["conversations"], parameters["umbrella"], world.conditions,
    )  # fmt: skip


STEPS = {
    Phase.HOURS: Step(
        act,
        writes={"organizations": "attendance peer_contact tables_asked"},
        after=("accountability",),
        before=("time_allocation",),
    )
}
