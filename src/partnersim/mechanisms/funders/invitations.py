"""Whom a ministry would invite: those it is surest to find useful, or acceptable to its minister (M5, M6).

    value = size x standardised size + believed usefulness + c x believed consent
            - doubt x sqrt((1 + c^2) (1 - tie)) + other reasons,        c = consent x the minister's taste

An organisation can be invited if it comes to mind and would come. Somebody comes to mind by name, or by
the tie: 1 - (1 - named)(1 - tie).

*Reduced form.* Whether a director would come ought to follow from what news and voice are worth to a board
against a free post; that could not be computed without a value of voice that nobody knows. In its place:
w < free / (free + half) x (1 - distance x readiness to oppose), where `free` is the posts that no
agreement pays, since meetings take their hours, `half` is drawn from 0.5 to 4 posts, and w in [0, 1) stays
with a director. `distance` is fixed: from 0 to 0.5 it moved direct access by .012, and nothing else.
"""

from __future__ import annotations

import math

from partnersim.declarations import (
    ANY,
    POSITIVE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.choices import ACCEPT, DIRECTOR
from partnersim.state.draws import Stream, normal, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("invitations", Text("Whom a ministry would invite"), (
    uncertainty("doubt", 1.2, (0.0, 2.5), (0.0, 10.0), "value a standard deviation of what is not known",
        "Safety first: what not being sure of somebody costs",
        Assumption("it invites whom it is surest of; zero is in the range",
            "Bruneau 2021 ch. 4, 5: no size")),
    uncertainty("consent", 0.4, (0.0, 0.8), (0.0, 5.0),
        "value a standard deviation, under a usual minister", "What consent is worth beside usefulness",
        Source("bruneau_2021", "ch. 4 Differences, ch. 5 (ministers); size assumed")),
    uncertainty("other_reasons", 0.3, (0.1, 0.6), (0.0, 5.0), "standard deviation of value",
        "Reasons for an invitation that no one outside sees",
        Assumption("places, subjects, chance", "no study of invitations found")),
    uncertainty("half_willing", 1.5, (0.5, 4.0), (0.0, 50.0), "posts that no agreement pays",
        "Free posts with which every second director would come",
        Assumption("meetings take hours that no agreement pays", "Bruneau 2021 ch. 4, 5 (J); no rate")),
    setting("distance", 0.25, (0.0, 1.0), "share of invitations turned down at full readiness to oppose",
        "How far those who would oppose keep their distance",
        Source("bruneau_2021", "ch. 4 Differences: some keep it; size assumed")),
    setting("size", 0.35, (0.0, 5.0), "value a standard deviation of the logarithm of staff",
        "What size is worth", Source("bruneau_2021", "ch. 4, 5 (F, J); size assumed")),
    setting("named", 0.5, (0.0, 1.0), "chance",
        "That somebody comes to mind, or gets through, without any tie",
        Assumption("some do not know whom to contact; no headline sees it",
            "Bruneau 2021 ch. 4 Differences")),
    setting("directors_leaving", 0.09, (0.0, 1.0), "chance a year", "Directors who leave",
        Source("daring_to_lead_2011", "X46: 9 % leave a year")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        yes_or_no("willing", Text("its director would come to a ministry's tables")),
        Column("director_since", "month of the run", POSITIVE,
            Text("since when its director has been in post"), whole=True),
    ),
    "relations": (
        yes_or_no("invitable", Text("it comes to the ministry's mind this quarter, and would come"),
            closes=True),
        Column("value", "standard deviations", ANY, Text("of inviting it, in the ministry's eyes")),
    ),
}  # fmt: skip


@kernel
def would_come(
    organizations: Table,
    choices: Table,
    parameters: Table,
    leaving: Stream,
    readiness: Stream,
    month: int,
    june: bool,
) -> None:
    """Directors change in June; each would come to tables or not.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, posts paid by agreements, readiness to oppose. Written: willing, director_since.
    choices : table (organisations,)
        Whether it sits, where that was handed in.
    parameters : table (1,)
        The group `invitations`.
    leaving, readiness : streams
        Draws by organisation.
    month
        Months since the run began.
    june
        Whether it is the month of assemblies.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if june and uniform(leaving, month, i) < p["directors_leaving"]:
            o["director_since"] = month
        free = max(0.0, o["staff"] - o["posts_tied"])
        chance = free / (free + p["half_willing"]) * (1.0 - p["distance"] * o["contention"])
        o["willing"] = o["alive"] and uniform(readiness, o["director_since"], i) < chance
        if choices[i]["sits"] != DIRECTOR:
            o["willing"] = o["alive"] and choices[i]["sits"] == ACCEPT


@kernel
def appraise(
    organizations: Table, funders: Table, relations: Table, parameters: Table, coming: Stream,
    reasons: Stream, quarter: int,
) -> None:  # fmt: skip
    """What it would be worth to each ministry to invite those who come to its mind.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, and whether they would come.
    funders : table (funders,)
        The minister's taste.
    relations : table (organisations, funders)
        Ties, believed usefulness and consent. Written: invitable and value.
    parameters : table (1,)
        The group `invitations`.
    coming, reasons : streams
        Draws by funder and organisation: of the quarter.
    quarter
        Month of the run in which the quarter began.
    """
    p = parameters[0]
    living = mean = squares = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if o["alive"] and o["staff"] > 0.0:
            size = math.log(o["staff"])
            living += 1.0
            mean += size
            squares += size * size
    mean /= max(living, 1.0)
    spread = math.sqrt(max(squares / max(living, 1.0) - mean * mean, 0.0))
    for f in range(len(funders)):
        taste = p["consent"] * funders[f]["taste"]
        for i in range(len(organizations)):
            o, r = organizations[i], relations[i, f]
            known = 1.0 - (1.0 - p["named"]) * (1.0 - r["tie"])
            r["invitable"] = (
                funders[f]["is_ministry"]
                and o["willing"]
                and o["staff"] > 0.0
                and uniform(coming, quarter, f, i) < known
            )
            if not r["invitable"]:
                continue
            value = r["usefulness_believed"] + taste * r["consent_believed"]
            if spread > 0.0:
                value += p["size"] * (math.log(o["staff"]) - mean) / spread
            value -= p["doubt"] * math.sqrt((1.0 + taste * taste) * (1.0 - r["tie"]))
            r["value"] = value + p["other_reasons"] * normal(reasons, quarter, f, i)


def act(world: World) -> None:
    """Who would come, and whom each ministry would rather have."""
    p, draws, now = world.parameters["invitations"], world.draws, world.now
    would_come(
        world.organizations, world.choices, p, draws.stream("invitations.director_leaving"),
        draws.stream("invitations.readiness"), now, world.calendar.fiscal_month == 2 and now > 0,
    )  # fmt: skip
    appraise(
        world.organizations, world.funders, world.relations, p,
        draws.stream("invitations.coming_to_mind"), draws.stream("invitations.other_reasons"),
        now - world.calendar.month_of_quarter,
    )  # fmt: skip


CHOOSES_BY = ("tie", "usefulness_believed", "consent_believed")  # of an organisation
STEPS = {
    Phase.TABLES: Step(
        act, writes={"organizations": "director_since willing", "relations": "invitable value"}
    )
}
