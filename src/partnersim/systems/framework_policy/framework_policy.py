"""Making a framework policy: a draft, a sector that accepts or refuses it, redrafts (M18; Phillips 2001).

A draft is a position on recognition, mission share, advocacy and the duty to consult. Each member of the
umbrella asks for something on each; what it is offered beyond that is no grievance:

    asks   = (orientation; gap + (1 - gap) x orientation, of income; mean of orientation and contention;
              1 - its access to the ministry)
    felt   = sum of weights x what the draft falls short x (1 - ease x how far it was heard)

It accepts what is felt at `live_with` at most. The umbrella's rule decides: consensus asks for `acceptance`
of the votes, a vote for more than half. A refused draft is a grievance, and goes back; the redraft covers
a share of what the sector's mean demand misses, 1 - (1 - language)(1 - pressure)(1 - being heard).
"""

from __future__ import annotations

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
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World
from partnersim.systems.framework_policy.names import (
    ADOPTED,
    GIVEN_UP,
    IMPOSED,
    IN_THE_MAKING,
    NO_POLICY,
)

_REPORTED = Source("phillips_2001", "Quebec chapter: reported without a number; level assumed")
_FIRST = Source("phillips_2001", "Quebec chapter: as the draft of 1999; level assumed")
_SILENT = "Phillips 2001, Quebec chapter: silent on it in the draft of 1999"


GROUP = Group("framework_policy", Text("Making a framework policy"), (
    lever("proposed", False, None, "yes or no", "A framework policy is proposed", _REPORTED),
    lever("recognition", 0.1, (0.0, 1.0),
        "share, 0 complementary services of the state to 1 autonomous movement",
        "Recognition in the first draft", _FIRST),
    lever("mission_share", 0.1, (0.0, 1.0), "share of money", "Mission support in the first draft",
        Assumption("about what the immigration ministry gives (F6)", _SILENT)),
    lever("advocacy", 0.0, (0.0, 1.0), "share", "Advocacy recognised and funded in the first draft",
        Assumption("a draft of complementary services; the second has provisions for advocacy", _SILENT)),
    lever("consultation", 0.1, (0.0, 1.0), "share, 0 none to 1 on every decision",
        "Duty to consult in the first draft", Assumption("little; the second draft promises it", _SILENT)),
    lever("heard_before_draft", 0.0, (0.0, 1.0), "share, 0 not at all to 1 wholly",
        "How far the sector was heard before the first draft", _FIRST),
    lever("redraft_towards_sector", 0.0, (0.0, 1.0),
        "share of the way, 0 the government's language to 1 the sector's", "Language of a redraft", _FIRST),
    lever("months_a_draft", 12, (1, 120), "months", "Time from one draft to the next",
        Source("phillips_2001", "drafts of 1999 and 2000, policy of 2001; rounded")),
    lever("drafts_at_most", 4, (1, 50), "drafts", "Drafts before the policy is given up",
        Assumption("two in Quebec in five years", "Phillips 2001; Bruneau 2021 ch. 1: no limit")),
    lever("applied_if_refused", False, None, "yes or no", "Imposed when the last draft is refused",
        Assumption("Quebec's was not imposed", "Phillips 2001; Bruneau 2021 ch. 1")),
    lever("new_money", 0.0, (0.0, 1.0), "share added to the envelopes of ministries that apply it",
        "New money of the policy", Source("phillips_2001", "Quebec chapter: existing money moved around")),
    lever("tables_hours", 6.0, (0.0, 200.0), "hours a month of each organisation that takes part",
        "Hours that the policy's own tables take", _REPORTED),
    setting("weight_of_recognition", 0.4, (0.0, 1.0),
        "share; mission, advocacy and consultation divide the rest",
        "Weight of recognition in accepting a draft", _REPORTED),
    setting("ease", 0.5, (0.0, 1.0), "share of what is felt that being heard takes away",
        "What being heard eases",
        Source("phillips_2001", "Quebec chapter: openness is the first lesson; size assumed")),
    setting("through_the_table", 0.5, (0.0, 1.0), "share of how far those in the room were heard",
        "How far the others are heard, through the table",
        Assumption("the table speaks for them, not in their words",
            "Phillips 2001 (representatives and grass roots); no measure")),
    setting("live_with", 0.15, (0.0, 1.0), "weighted distance, 0 to 1", "What a member can live with",
        Assumption("most of what it asks for", "Phillips 2001; Bruneau 2021 ch. 1: no measure")),
    setting("grievance_of_refusal", 0.3, (0.0, 1.0), "grievance where nobody accepts",
        "Grievance at a refused draft",
        Assumption("as a closed door", "Bruneau 2021 ch. 1 (White 2012b: mobilisation); no measure")),
    setting("won_by_pressure", 0.5, (0.0, 1.0), "share of the way at full pressure",
        "What pressure wins in a redraft",
        Source("bruneau_2021", "ch. 1: in response to mobilisation; size assumed")),
))  # fmt: skip
COLUMNS = {
    "framework_members": (
        yes_or_no("accepts", Text("it could live with the last draft")),
    ),
    "framework": (
        Column("stage", "none, in the making, adopted, imposed, given up", POSITIVE,
            Text("how far the policy has come"), whole=True),
        Column("drafts", "drafts", POSITIVE, Text("put to the sector so far"), whole=True),
        Column("draft_due_month", "month of the run", POSITIVE, Text("when the next draft is due"),
            whole=True),
        yes_or_no("in_force", Text("the policy is in force")),
        Column("in_force_month", "month of the run", POSITIVE, Text("when it came into force"), whole=True),
        Column("recognition", "0 complementary to 1 autonomous", SHARE, Text("of the draft as it stands")),
        Column("mission_share", "share", SHARE, Text("of money for the mission, in the draft")),
        Column("advocacy", "share", SHARE, Text("recognition of advocacy, in the draft")),
        Column("consultation", "share", SHARE, Text("duty to consult, in the draft")),
        Column("sector_heard", "share", SHARE, Text("how far the sector was heard before the draft")),
        Column("acceptance", "share of votes", SHARE, Text("that could live with the last draft")),
    ),
}  # fmt: skip
POSITION = ("recognition", "mission_share", "advocacy", "consultation")


@kernel
def consider(
    organizations: Table,
    relations: Table,
    framework: Table,
    members: Table,
    parameters: Table,
    umbrella: Table,
    main: int,
    sector: Numbers,
) -> float:
    """Members of the umbrella accept or refuse the draft of the policy.

    Parameters
    ----------
    organizations : table (organisations,)
        Orientation, contention, gap and income of members.
    relations : table (organisations, funders)
        Ties and seats, of the main ministry.
    framework : table (1,)
        The draft: recognition, mission share, advocacy, duty to consult.
    members : table (organisations,)
        Which are autonomous. Written: accepts.
    parameters : table (1,)
        The group `framework_policy`.
    umbrella : table (1,)
        The exponent of influence.
    main
        Row of the main ministry.
    sector : array (4,)
        Written: mean asks by votes, in the order of the draft.

    Returns
    -------
    accepting : float
        Share of votes; 1 without a table.

    Notes
    -----
    The module's equations; a vote is influence^gamma.

    References
    ----------
    Phillips (2001).
    """
    p, draft = parameters[0], framework[0]
    offered = np.zeros(4)
    asks = np.zeros(4)
    rest = (1.0 - p["weight_of_recognition"]) / 3.0
    votes = 0.0
    accepting = 0.0
    sector[:] = 0.0
    for i in range(len(organizations)):
        o, member = organizations[i], members[i]
        member["accepts"] = False
        if not (o["alive"] and o["umbrella_member"]):
            continue
        r = relations[i, main]
        gap = min(1.0, o["gap"] / max(o["unrestricted"] + o["restricted"], 1.0))
        own_seat = r["seat"] and not r["delegate"]
        asks[0] = o["identity"]
        asks[1] = gap + (1.0 - gap) * o["identity"]
        asks[2] = 0.5 * (o["identity"] + o["contention"])
        asks[3] = (1.0 - r["tie"]) * (0.5 if own_seat else 1.0)
        offered[0] = draft["recognition"]
        offered[1] = draft["mission_share"] if member["autonomous"] else 0.0
        offered[2] = draft["advocacy"]
        offered[3] = draft["consultation"]
        vote = o["influence"] ** umbrella[0]["gamma"]
        votes += vote
        short = 0.0
        for k in range(4):
            weight = p["weight_of_recognition"] if k == 0 else rest
            short += weight * max(0.0, asks[k] - offered[k])
            sector[k] += vote * asks[k]
        heard = draft["sector_heard"]
        if not (own_seat or o["on_board"]):
            heard *= p["through_the_table"]
        if short * (1.0 - p["ease"] * heard) <= p["live_with"]:
            member["accepts"] = True
            accepting += vote
    if votes <= 0.0:
        return 1.0
    for k in range(4):
        sector[k] /= votes
    return accepting / votes


def _redraft(world: World, sector: Numbers) -> None:
    """Move the draft towards what the sector asks for, and remember that it was heard so far."""
    p, draft = world.parameters["framework_policy"][0], world.tables["framework"][0]
    funder = world.funders[world.main_funder]
    listens = float(funder["responsiveness"]) * min(1.0, float(funder["attitude"]))
    unmoved = 1.0 - p["redraft_towards_sector"]
    unmoved *= 1.0 - p["won_by_pressure"] * funder["pressure"]
    unmoved *= 1.0 - listens * draft["sector_heard"]
    for k, name in enumerate(POSITION):
        draft[name] += (1.0 - unmoved) * max(0.0, sector[k] - draft[name])
    draft["sector_heard"] += (1.0 - unmoved) * (1.0 - draft["sector_heard"])


def _put(world: World) -> None:
    """Put the draft to the sector: adopted, sent back, imposed or given up."""
    p, draft = world.parameters["framework_policy"][0], world.tables["framework"][0]
    rule = world.parameters["umbrella"][0]
    sector = np.zeros(len(POSITION))
    share = consider(
        world.organizations, world.relations, world.tables["framework"],
        world.tables["framework_members"], world.parameters["framework_policy"],
        world.parameters["umbrella"], world.main_funder, sector,
    )  # fmt: skip
    draft["drafts"] += 1
    draft["acceptance"] = share
    agreed = share >= rule["acceptance"] if rule["consensus"] else share > 0.5
    last = draft["drafts"] >= p["drafts_at_most"]
    world.umbrella.threat[0] = 0.0 if agreed else p["grievance_of_refusal"] * (1.0 - share)
    if agreed or (last and p["applied_if_refused"]):
        draft["stage"] = ADOPTED if agreed else IMPOSED
        draft["in_force"] = True
        draft["in_force_month"] = world.now
    elif last:
        draft["stage"] = GIVEN_UP
        world.umbrella.threat[0] = 0.0
    else:
        _redraft(world, sector)
        draft["draft_due_month"] = world.now + p["months_a_draft"]


def act(world: World) -> None:
    """Draft once the scenario acts; put the draft when it is due; then its tables take their hours."""
    p, draft = world.parameters["framework_policy"][0], world.tables["framework"][0]
    if draft["stage"] == NO_POLICY:
        draft["stage"] = IN_THE_MAKING
        for name in POSITION:
            draft[name] = p[name]
        draft["sector_heard"] = p["heard_before_draft"]
        draft["draft_due_month"] = world.now + p["months_a_draft"]
    elif draft["stage"] == IN_THE_MAKING and world.now >= draft["draft_due_month"]:
        _put(world)
    if draft["in_force"]:
        o, members = world.organizations, world.tables["framework_members"]
        o["policy_hours"] = p["tables_hours"] * (o["alive"] & members["community_action"])


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "framework": (
                "acceptance advocacy consultation draft_due_month drafts in_force "
                "in_force_month mission_share recognition sector_heard stage"
            ),
            "framework_members": "accepts",
            "organizations": "policy_hours",
            "umbrella": "threat",
        },
        after=("consultation", "framework_criteria", "mobilization"),
    )
}
