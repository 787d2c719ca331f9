"""Who a framework policy recognises as autonomous community action (M18, F25).

The policy of 2001 names four criteria for autonomous organisations: born of a community's initiative; a
social mission of their own; active citizenship; a board apart from the public network (Bruneau 2021, ch. 1).
The model sees the first in seats of members and allies on boards, the second in orientation, the third in
members' part, the fourth in seats of the public network, which take a part of the seats of professionals:

    network's seats = network_on_boards x professionals' seats x ministries' share of income

A lower cut-off says who is community action at all, and takes part in the policy's tables. Where a ministry
applies the policy, only the autonomous get mission support. A secretariat decides for all of them by all
criteria; where each ministry decides, those that apply the letter alone read the criteria on paper: seats,
members' part, board, and no mission.
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Source, Step, Text, lever, yes_or_no
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World
from partnersim.systems.framework_policy.names import (
    DECIDERS,
    LETTER,
    NO_POLICY,
    NOT_AT_ALL,
    SECRETARIAT,
)

_CRITERION = Source("bruneau_2021", "ch. 1: four criteria in words; cut-off assumed")
_BROAD = Source(
    "phillips_2001", "Quebec chapter: every non-profit in the first draft; cut-off assumed"
)


GROUP = Group("framework_criteria", Text("Criteria of the autonomous organisation"), (
    lever("community_seats", 0.0, (0.0, 1.0), "share of seats",
        "Community initiative: seats of members and allies on the board at least", _CRITERION),
    lever("community_participation", 0.0, (0.0, 1.0), "members' part in decisions",
        "Community action: members' part at least", _BROAD),
    lever("autonomous_participation", 0.1, (0.0, 1.0), "members' part in decisions",
        "Active citizenship: members' part at least", _CRITERION),
    lever("autonomous_identity", 0.2, (0.0, 1.0), "orientation, 0 to 1",
        "Social mission of its own: orientation at least", _CRITERION),
    lever("network_seats_at_most", 1.0, (0.0, 1.0), "share of seats",
        "Board apart from the public network: seats of the network at most",
        Source("bruneau_2021",
            "ch. 1: four criteria in words; ch. 5 (E): no representative of the state on its board; every "
            "board passes unless stated")),
    lever("network_on_boards", 0.0, (0.0, 1.0),
        "share of the seats of professionals, where ministries pay all",
        "People of the public network on boards",
        Assumption("none unless stated: E has none on its board",
            "Bruneau 2021 ch. 5: nothing of the others")),
    lever("decided_by", "secretariat", DECIDERS, "who recognises autonomous organisations",
        "Who decides on recognition: a secretariat for all ministries, or each ministry",
        Source("bruneau_2021",
            "ch. 1: one policy, applied unevenly (White 2009, p. 20-21); ch. 5: a list of objective "
            "criteria; who decides is not told")),
), increasing=(("community_participation", "autonomous_participation"),))  # fmt: skip
COLUMNS = {
    "framework_members": (
        yes_or_no("community_action", Text("it meets the criteria of community action")),
        yes_or_no("autonomous", Text("it meets those of autonomous community action")),
        yes_or_no("on_paper",
            Text("it meets those of them that stand on paper: all but a mission of its own")),
        yes_or_no("recognised", Text("the main ministry would recognise it as autonomous")),
        yes_or_no("no_initiative", Text("it does not meet community initiative")),
        yes_or_no("no_mission", Text("it does not meet a mission of its own")),
        yes_or_no("no_citizenship", Text("it does not meet active citizenship")),
        yes_or_no("no_board", Text("its board is not apart from the public network")),
    ),
}  # fmt: skip


@kernel
def qualify(
    organizations: Table, funders: Table, relations: Table, members: Table, parameters: Table
) -> None:
    """Which organisations the policy recognises as community action, and as autonomous.

    Parameters
    ----------
    organizations : table (organisations,)
        Seats on boards, participation, orientation and income.
    funders : table (funders,)
        Which are ministries.
    relations : table (organisations, funders)
        Income by funder.
    members : table (organisations,)
        What the policy makes of each. Written: community_action, on_paper, autonomous, and which criteria
        it does not meet.
    parameters : table (1,)
        Cut-offs of the group `framework_criteria`.

    References
    ----------
    Bruneau (2021), ch. 1: the four criteria of the policy of 2001.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o, member = organizations[i], members[i]
        part = o["participation"]
        initiative = o["community_seats"] >= p["community_seats"]
        community = initiative and part >= p["community_participation"]
        member["community_action"] = o["alive"] and community
        of_ministries = 0.0
        for f in range(len(funders)):
            if funders[f]["is_ministry"]:
                of_ministries += relations[i, f]["yearly_income"]
        seats = o["seats_members"] + o["seats_allies"] + o["seats_professionals"]
        network = p["network_on_boards"] * o["seats_professionals"] / max(seats, 1.0)
        network *= min(1.0, of_ministries / max(o["yearly_income"], 1.0))
        apart = network <= p["network_seats_at_most"]
        citizens = part >= p["autonomous_participation"]
        own = o["identity"] >= p["autonomous_identity"]
        member["on_paper"] = member["community_action"] and apart and citizens
        member["autonomous"] = member["on_paper"] and own
        member["no_initiative"] = o["alive"] and not initiative
        member["no_mission"] = o["alive"] and not own
        member["no_citizenship"] = o["alive"] and not citizens
        member["no_board"] = o["alive"] and not apart


@kernel
def _reads_papers(decided_by: int, application: int) -> bool:
    """Whether a ministry judges for itself, and by papers alone.

    Parameters
    ----------
    decided_by
        Who recognises: a secretariat, or each ministry.
    application
        How the ministry applies the policy.

    Returns
    -------
    reads : bool
    """
    return decided_by != SECRETARIAT and application == LETTER


@kernel
def keep_to_the_autonomous(
    members: Table, funders: Table, contracts: Table, programmes: Table, in_force: bool,
    decided_by: int,
) -> None:  # fmt: skip
    """Ministries that apply a policy in force set the others' requests for mission support aside.

    Parameters
    ----------
    members : table (organisations,)
        Which are autonomous, by all criteria and on paper.
    funders : table (funders,)
        Which ministries apply the policy, and how.
    contracts : table (organisations, funders, programmes)
        Written: set_aside, of mission support.
    programmes : table (programmes,)
        Which are unrestricted.
    in_force : bool
        Whether there is a policy in force.
    decided_by
        Who recognises: a secretariat, or each ministry.
    """
    for f in range(len(funders)):
        applies = in_force and funders[f]["is_ministry"]
        applies = applies and funders[f]["application"] != NOT_AT_ALL
        reads_papers = _reads_papers(decided_by, funders[f]["application"])
        for i in range(len(members)):
            others = not (members[i]["on_paper"] if reads_papers else members[i]["autonomous"])
            for m in range(len(programmes)):
                if programmes[m]["unrestricted"]:
                    contracts[i, f, m]["set_aside"] = applies and others


def judge(world: World) -> None:
    """Criteria are read every month while there is a policy or a draft of one."""
    if world.tables["framework"]["stage"][0] == NO_POLICY:
        return
    members, p = world.tables["framework_members"], world.parameters["framework_criteria"]
    qualify(world.organizations, world.funders, world.relations, members, p)
    application = int(world.funders["application"][world.main_funder])
    on_paper = _reads_papers(int(p["decided_by"][0]), application)
    members["recognised"] = members["on_paper" if on_paper else "autonomous"]


def set_aside(world: World) -> None:
    """In force, criteria decide on requests for mission support."""
    tables = world.tables
    keep_to_the_autonomous(
        tables["framework_members"], world.funders, world.contracts, world.programmes,
        bool(tables["framework"]["in_force"][0]),
        int(world.parameters["framework_criteria"]["decided_by"][0]),
    )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        judge,
        writes={
            "framework_members": (
                "autonomous community_action no_board no_citizenship no_initiative no_mission "
                "on_paper recognised"
            )
        },
    ),
    Phase.YEARLY: Step(
        set_aside, writes={"contracts": "set_aside"}, before=("mission_grant", "project")
    ),
}
