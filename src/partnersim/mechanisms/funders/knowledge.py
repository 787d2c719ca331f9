"""What a ministry knows of each organisation, and how it comes to know it: by meeting it (M5, M6).

It holds a file and what the present officer knows, both as precisions (1 / variance, in units of how much
organisations differ): `file` F and `officer_knows` P, and what it believes of two traits.

    tie = 1 - 1 / (1 + F + P)            the share of doubt that is removed
    believed = sum of signals / (1 + F + P)

A month adds x = precision x (meetings + visit x contacts + what is seen of its work), of which a part is written
down; a signal of precision x is the trait with an error of variance 1 / x. All ages. Contacts are visits to holders of
agreements and a twelfth for each grant or project; quarterly reports of agreements teach nothing of these traits, since
records of delivery are in the ledger (`performance`).
"""

from __future__ import annotations

import math

from partnersim.declarations import (
    ANY,
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
from partnersim.state.draws import Stream, normal
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("knowledge", Text("What a ministry knows"), (
    uncertainty("precision", 0.3, (0.1, 0.6), (0.0, 10.0), "precision a meeting", "What a meeting teaches",
        Assumption("two to ten meetings halve the doubt", "no study found")),
    uncertainty("written", 0.25, (0.05, 0.6), (0.0, 1.0), "share of what is learnt",
        "What goes into files, and stays when an officer leaves",
        Source("meinhard_2015", "sect. 5.3: knowledge goes with federal officers; size assumed")),
    setting("ageing", 0.11, (0.0, 1.0), "share a year", "How fast knowledge ages",
        Assumption("directors and programmes change; no headline sees it", "no study found")),
    setting("visit", 0.3, (0.0, 10.0), "meetings",
        "What a visit, or a year of a grant or project, teaches, against a meeting",
        Assumption("they look at accounts; no headline sees it", "F14: their number only")),
    setting("meetings_of_a_seat", 0.5, (0.0, 10.0), "meetings a month", "Meetings of a table",
        Assumption("every second month", "no calendar of committees found")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("usefulness", "standard deviations", ANY, Text("what it would bring to a ministry's table")),
        Column("consent", "standard deviations", ANY,
            Text("how little it advocated in the open last year, a post")),
    ),
    "relations": (
        Column("file", "precision", POSITIVE, Text("what the ministry has written down of it")),
        Column("seen", "meetings", POSITIVE,
            Text("what the ministry saw of its work this month, as meetings"), closes=True),
        Column("officer_knows", "precision", POSITIVE, Text("what its officer knows of it"),
            several="lost with the officer who leaves"),
        Column("tie", "share", SHARE,
            Text("doubt about it that the ministry has lost: strength of the tie"),
            several="lost with the officer who leaves"),
        Column("usefulness_believed", "standard deviations", ANY,
            Text("usefulness, as the ministry believes"), several="less sure once the officer leaves"),
        Column("consent_believed", "standard deviations", ANY, Text("consent, as the ministry believes"),
            several="less sure once the officer leaves"),
    ),
    "funders": (
        Column("advocacy_recognised", "share", SHARE, Text("opposition that does not count as dissent")),
    ),
    "conditions": (
        Column("meeting_depth", "multiple", POSITIVE, Text("what a meeting teaches, against one in person"),
            start=1.0),
    ),
}  # fmt: skip


@kernel
def show_conduct(organizations: Table, stream: Stream, first: bool) -> None:
    """Last year's open advocacy a post, standardised among the living; usefulness, drawn once.

    Parameters
    ----------
    organizations : table (organisations,)
        Use of posts. Written: consent, and usefulness in the first month.
    stream
        Draw by organisation.
    first
        Whether it is the first month of the run.
    """
    living = mean = squares = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if first:
            o["usefulness"] = normal(stream, 0, i)
        o["consent"] = -o["posts_mission"] * o["advocacy_use"] / max(o["staff"], 1e-9)
        if o["alive"]:
            living += 1.0
            mean += o["consent"]
            squares += o["consent"] * o["consent"]
    mean /= max(living, 1.0)
    spread = math.sqrt(max(squares / max(living, 1.0) - mean * mean, 0.0))
    for i in range(len(organizations)):
        o = organizations[i]
        known = o["alive"] and spread > 1e-9
        o["consent"] = (o["consent"] - mean) / spread if known else 0.0


@kernel
def learn(
    organizations: Table, funders: Table, relations: Table, parameters: Table, conditions: Table,
    usefulness: Stream, consent: Stream, month: int,
) -> None:  # fmt: skip
    """One month of what every ministry knows of every organisation.

    Parameters
    ----------
    organizations : table (organisations,)
        Traits, and how far they attend.
    funders : table (funders,)
        How much opposition is recognised.
    relations : table (organisations, funders)
        Seats, conversations, visits, work seen. Written: file and officer_knows (precisions), tie (share),
        usefulness_believed and consent_believed (standard deviations).
    parameters : table (1,)
        The group `knowledge`.
    conditions : table (1,)
        Depth of a meeting.
    usefulness, consent : streams
        Draws by funder and organisation: errors of the signals.
    month
        Months since the run began.

    References
    ----------
    DeGroot (1970), ch. 9: precisions add, and a posterior mean weighs signals by theirs.
    """
    p = parameters[0]
    kept = (1.0 - p["ageing"]) ** (1.0 / 12.0)
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        for f in range(len(funders)):
            r = relations[i, f]
            meetings = 1.0 if r["talks"] else 0.0
            if r["seat"]:
                meetings += p["meetings_of_a_seat"] * o["attendance"]
            meetings = meetings * conditions[0]["meeting_depth"] + p["visit"] * r["contact"]
            meetings += r["seen"]
            x = p["precision"] * meetings
            before = (1.0 + r["file"] + r["officer_knows"]) * kept
            r["file"] = kept * r["file"] + p["written"] * x
            r["officer_knows"] = kept * r["officer_knows"] + (1.0 - p["written"]) * x
            total = 1.0 + r["file"] + r["officer_knows"]
            r["tie"] = 1.0 - 1.0 / total
            useful = r["usefulness_believed"] * before
            consents = r["consent_believed"] * before
            if x > 0.0:
                useful += x * o["usefulness"] + math.sqrt(x) * normal(usefulness, month, f, i)
                shown = o["consent"] * (1.0 - funders[f]["advocacy_recognised"])
                consents += x * shown + math.sqrt(x) * normal(consent, month, f, i)
            r["usefulness_believed"] = useful / total
            r["consent_believed"] = consents / total


def act(world: World) -> None:
    """Conduct shows in March; contacts teach every month."""
    draws = world.draws
    if world.calendar.is_year_end or world.now == 0:
        show_conduct(
            world.organizations, draws.stream("knowledge.usefulness_of_it"), world.now == 0
        )
    learn(
        world.organizations, world.funders, world.relations, world.parameters["knowledge"],
        world.conditions, draws.stream("knowledge.usefulness"), draws.stream("knowledge.consent"),
        world.now,
    )  # fmt: skip


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={
            "organizations": "consent usefulness",
            "relations": "consent_believed file officer_knows tie usefulness_believed",
        },
    )
}
