"""Ministers and officers change, and take ties, knowledge and invitations with them (M6, M14).

A minister stays a geometric number of months and brings an attitude that multiplies access and
responsiveness (Bruneau 2021, ch. 5, Representation & Consultation). An officer, the partnership
advisor of a share of the organisations, stays one to two years (Meinhard et al. 2015, sect. 5.3);
when one leaves, the ties that passed through that person are cut, the invitations lapse and the
knowledge of the field is that of a beginner again.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Scope,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Table, World

MINISTER = Group(
    "minister",
    Text("The minister in office"),
    (
        Parameter(
            name="attitude",
            default=1.0,
            unit="multiplier of access and responsiveness",
            bounds=(0.0, 2.0),
            role=Role.LEVER,
            meaning=Text(
                "Typical attitude of ministers towards organisations; below 1 the door is closed"
            ),
            evidence=Source("bruneau_2021", "ch. 5, Representation & Consultation"),
        ),
        Parameter(
            name="spread",
            default=0.35,
            unit="standard deviation of the logarithm",
            bounds=(0.0, 1.5),
            role=Role.LEVER,
            meaning=Text("How much one minister differs from the next"),
            evidence=Assumption(
                "interviews report ministers who receive everyone and one who received nobody",
                "Bruneau 2021; no measurement of ministers' openness found",
            ),
        ),
        Parameter(
            name="term_months",
            default=22.0,
            unit="months",
            bounds=(1.0, 240.0),
            role=Role.LEVER,
            meaning=Text("Mean time in office"),
            evidence=Assumption(
                "Quebec had some seven immigration ministers in the thirteen years to 2022",
                "Bruneau 2021 names one change (June 2020); lists of ministers on public pages",
            ),
        ),
    ),
    Scope.FUNDER,
    prefixed=True,
)
OFFICERS = Group(
    "officers",
    Text("Officers of a funder"),
    (
        Parameter(
            name="number",
            default=12,
            unit="officers",
            bounds=(1, 60),
            role=Role.LEVER,
            meaning=Text("Officers among whom the organisations are divided"),
            evidence=Assumption(
                "about ten organisations to an advisor", "Bruneau 2021 ch. 4 gives no number"
            ),
        ),
        Parameter(
            name="term_months",
            default=18.0,
            unit="months",
            bounds=(1.0, 240.0),
            role=Role.LEVER,
            meaning=Text("Mean time in a post"),
            evidence=Source("meinhard_2015", "sect. 5.3: one to two years"),
        ),
    ),
    Scope.FUNDER,
    prefixed=True,
)
GROUP = Group(
    "government",
    Text("What leaves with an officer"),
    (
        Parameter(
            name="tie_lost_with_officer",
            default=0.7,
            unit="share of the tie",
            bounds=(0.0, 1.0),
            prior=(0.4, 0.95),
            role=Role.UNCERTAINTY,
            meaning=Text("Share of a tie that is lost when the officer leaves"),
            evidence=Assumption(
                "relations are with persons, yet files and programmes remain",
                "Meinhard et al. 2015 sect. 5.3 describes the loss without a number",
            ),
        ),
        Parameter(
            name="knowledge_of_new_officer",
            default=0.15,
            unit="share of the field known",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("What a new officer knows of the field"),
            evidence=Assumption(
                "neutral low value; the pace of learning matters more",
                "Bruneau 2021 ch. 5, 6; Meinhard et al. 2015: no figure",
            ),
        ),
        Parameter(
            name="learning_per_contact",
            default=0.006,
            unit="share of what is unknown, a contact",
            bounds=(0.0, 0.2),
            role=Role.SETTING,
            meaning=Text("How fast contact teaches an officer the field"),
            evidence=Assumption(
                "about a year of visits to learn half of a portfolio",
                "Bruneau 2021 ch. 5, 6; Meinhard et al. 2015: no figure",
            ),
        ),
    ),
)
GROUPS = (MINISTER, OFFICERS, GROUP)
COLUMNS = {
    "funders": (
        Column("attitude", "multiple, around 1", POSITIVE,
               Text("of the minister in office")),
        Column("minister_months", "months", POSITIVE,
               Text("since the minister came"), whole=True),
    ),
    "officers": (
        Column("months", "months", POSITIVE, Text("in the post"), whole=True),
        Column("knowledge", "share", SHARE,
               Text("knowledge of the field"),
               several="officers learn on visits and on councils of local partnerships"),
    ),
}  # fmt: skip


@kernel
def change_people(
    organizations: Table,
    funders: Table,
    officers: Table,
    relations: Table,
    parameters: Table,
    minister_leaving: Stream,
    attitude_radius: Stream,
    attitude_angle: Stream,
    officer_leaving: Stream,
    month: int,
) -> None:
    """Ministers and officers leave or stay this month; ties, seats and knowledge go with an officer.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    funders : table (funders,)
        Mean times in office and the typical attitude. Written: attitude (multiple) and
        minister_months.
    officers : table (officers,)
        Whose officer each is. Written: months in the post and knowledge (share).
    relations : table (organisations, funders)
        Written, in the portfolio of an officer who leaves: tie, and seat unless it is the
        umbrella's delegate.
    parameters : table (1,)
        The group `government`.
    minister_leaving, attitude_radius, attitude_angle : stream
        Draws by funder: the minister leaves; a normal deviate z by Box and Muller.
    officer_leaving : stream
        Draw by post.
    month
        Months since the run began.

    Notes
    -----
    A minister leaves with the chance 1 / term; the next brings min(2, typical attitude x
    exp(spread z)).

    References
    ----------
    Bruneau (2021), ch. 5 (Representation and Consultation); Meinhard et al. (2015), sect. 5.3.
    """
    p = parameters[0]
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        funder["minister_months"] += 1
        if uniform(minister_leaving, month, f) < 1.0 / funder["minister_term_months"]:
            radius = math.sqrt(-2.0 * math.log(1.0 - uniform(attitude_radius, month, f)))
            normal = radius * math.cos(2.0 * math.pi * uniform(attitude_angle, month, f))
            attitude = funder["minister_attitude"] * math.exp(funder["minister_spread"] * normal)
            funder["attitude"] = min(2.0, attitude)
            funder["minister_months"] = 0
    first = 0
    for k in range(len(officers)):
        officer = officers[k]
        f = officer["funder"]
        if k > 0 and officers[k - 1]["funder"] != f:
            first = k
        if k - first >= funders[f]["officers_number"]:
            continue  # a post that this regime does not fill
        officer["months"] += 1
        if uniform(officer_leaving, month, k) >= 1.0 / funders[f]["officers_term_months"]:
            continue
        officer["months"] = 0
        officer["knowledge"] = p["knowledge_of_new_officer"]
        for i in range(k - first, relations.shape[0], funders[f]["officers_number"]):
            if not organizations[i]["alive"]:
                continue
            relations[i, f]["tie"] *= 1.0 - p["tie_lost_with_officer"]
            if not relations[i, f]["delegate"]:
                relations[i, f]["seat"] = False


@kernel
def learn(
    officers: Table, funders: Table, relations: Table, organizations: Table, parameters: Table
) -> None:
    """Officers learn about the field from this month's contacts with their portfolio.

    Parameters
    ----------
    officers : table (officers,)
        Written: knowledge (share).
    funders : table (funders,)
        How many officers each has.
    relations : table (organisations, funders)
        Contacts by visits and reports, and meetings, this month.
    organizations : table (organisations,)
        Which are alive.
    parameters : table (1,)
        The group `government`.

    Notes
    -----
    knowledge += (1 - knowledge) x (1 - (1 - learning_per_contact)^contacts).
    """
    p = parameters[0]
    first = 0
    for k in range(len(officers)):
        f = officers[k]["funder"]
        if k > 0 and officers[k - 1]["funder"] != f:
            first = k
        if k - first >= funders[f]["officers_number"]:
            continue
        contacts = 0.0
        for i in range(k - first, relations.shape[0], funders[f]["officers_number"]):
            if organizations[i]["alive"]:
                contacts += relations[i, f]["contact"] + relations[i, f]["met"]
        learned = 1.0 - (1.0 - p["learning_per_contact"]) ** contacts
        officers[k]["knowledge"] += (1.0 - officers[k]["knowledge"]) * learned


def change(world: World) -> None:
    """Ministers and officers may change."""
    change_people(
        world.organizations,
        world.funders,
        world.officers,
        world.relations,
        world.parameters["government"],
        world.draws.stream("government.minister_leaving"),
        world.draws.stream("government.attitude_radius"),
        world.draws.stream("government.attitude_angle"),
        world.draws.stream("government.officer_leaving"),
        world.now,
    )


def learn_the_field(world: World) -> None:
    """Officers learn from this month's contacts."""
    learn(
        world.officers,
        world.funders,
        world.relations,
        world.organizations,
        world.parameters["government"],
    )


STEPS = {
    Phase.SHOCKS: Step(
        change,
        reads={
            "funders": (
                "is_ministry minister_attitude minister_spread minister_term_months "
                "officers_number officers_term_months"
            ),
            "officers": "funder",
            "organizations": "alive",
            "relations": "delegate",
        },
        writes={
            "funders": "attitude minister_months",
            "officers": "knowledge months",
            "relations": "seat tie",
        },
    ),
    Phase.RELATIONS: Step(
        learn_the_field,
        reads={
            "funders": "officers_number",
            "officers": "funder",
            "organizations": "alive",
            "relations": "contact met",
        },
        writes={"officers": "knowledge"},
    ),
}
