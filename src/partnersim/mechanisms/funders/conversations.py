"""Conversations of officers with those of their portfolio whom they would rather hear (M6).

Each officer holds a few a quarter, spread over its months, as far as the minister lets them, or more where
officers hold some whatever the minister: one conversation with an organisation a quarter. Who has a
seat of its own, or has had two conversations in four quarters, has direct access; a visit to audit gives none.
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    setting,
    uncertainty,
    yes_or_no,
)
from partnersim.state.calendar import QUARTERS, Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

GROUP = Group("conversations", Text("Conversations with officers"), (
    uncertainty("a_year", 12.0, (4.0, 16.0), (0.0, 400.0), "conversations an officer a year",
        "Conversations that an officer holds",
        Assumption("about one a month, besides audits and programmes", "Bruneau 2021 ch. 4, 5: none told")),
    setting("hours", 8.0, (0.0, 100.0), "hours a conversation",
        "Hours a conversation takes of the organisation",
        Assumption("a day with its preparation", "no hours in the documents")),
))  # fmt: skip
COLUMNS = {
    "conditions": (
        Column("within_reach", "share", SHARE,
            Text("of conversations and visits, those that officers can hold"), start=1.0),
    ),
    "officers": (
        Column("conversations_due", "conversations", POSITIVE,
            Text("that the officer has the time for and has not held")),
    ),
    "relations": (
        yes_or_no("talks", Text("it talks with its officer this month"), closes=True),
        Column("talks_by_quarter", "conversations a quarter", POSITIVE,
            Text("in each of the last four quarters"), shape=(QUARTERS,)),
        Column("direct_access", "1 it has, 0 it has not", SHARE,
            Text("a seat of its own now, or two conversations in four quarters"), closes=True),
    ),
}  # fmt: skip


@kernel
def converse(
    organizations: Table, funders: Table, relations: Table, officers: Table, parameters: Table,
    within_reach: float, quarter: int,
) -> None:  # fmt: skip
    """Each officer talks with those of the portfolio who are worth most, once a quarter each.

    Parameters
    ----------
    organizations : table (organisations,)
        As many rows as there are.
    funders : table (funders,)
        Officers; the minister's attitude, which shuts their doors below 1, down to what they hold anyway.
    relations : table (organisations, funders)
        Who can be invited, and its value. Written: talks and talks_by_quarter.
    officers : table (officers,)
        Written: conversations_due.
    parameters : table (1,)
        The group `conversations`.
    within_reach
        Share of their conversations that officers can hold now.
    quarter
        Place of this quarter among the last four.
    """
    p = parameters[0]
    first = 0
    for k in range(len(officers)):
        officer = officers[k]
        f = officer["funder"]
        if k > 0 and officers[k - 1]["funder"] != f:
            first = k
        portfolio = funders[f]["officers_number"]
        if k - first >= portfolio:
            continue  # a post that this regime does not fill
        lets = max(min(1.0, funders[f]["attitude"]), funders[f]["officers_open_at_least"])
        open_to = lets * within_reach
        officer["conversations_due"] += p["a_year"] / 12.0 * open_to
        while officer["conversations_due"] >= 1.0:
            officer["conversations_due"] -= 1.0
            best = -1
            for i in range(k - first, len(organizations), portfolio):
                r = relations[i, f]
                if not r["invitable"] or r["talks_by_quarter"][quarter] > 0.0:
                    continue
                if best < 0 or r["value"] > relations[best, f]["value"]:
                    best = i
            if best >= 0:
                relations[best, f]["talks"] = True
                relations[best, f]["talks_by_quarter"][quarter] = 1.0


@kernel
def end_the_last(relations: Table, quarter: int, begins: bool) -> None:
    """Last month's conversations are over; a quarter that begins takes the place of last year's.

    Parameters
    ----------
    relations : table (organisations, funders)
        Written: talks and talks_by_quarter.
    quarter
        Place of this quarter among the last four.
    begins
        Whether it begins this month.
    """
    for i in range(relations.shape[0]):
        for f in range(relations.shape[1]):
            relations[i, f]["talks"] = False
            if begins:
                relations[i, f]["talks_by_quarter"][quarter] = 0.0


@kernel
def who_has_access(organizations: Table, relations: Table) -> None:
    """Who has direct access to each funder now.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    relations : table (organisations, funders)
        Seats, and conversations of four quarters. Written: direct_access.
    """
    for i in range(len(organizations)):
        for f in range(relations.shape[1]):
            r = relations[i, f]
            held = 0.0
            for q in range(len(r["talks_by_quarter"])):
                held += r["talks_by_quarter"][q]
            own_seat = r["seat"] and not r["delegate"]
            has = organizations[i]["alive"] and (own_seat or held >= 2.0)
            r["direct_access"] = 1.0 if has else 0.0


def act(world: World) -> None:
    """This month's conversations, and who has access."""
    calendar = world.calendar
    end_the_last(world.relations, calendar.quarter, calendar.month_of_quarter == 0)
    converse(
        world.organizations, world.funders, world.relations, world.officers,
        world.parameters["conversations"], float(world.conditions["within_reach"][0]),
        calendar.quarter,
    )  # fmt: skip
    who_has_access(world.organizations, world.relations)


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "officers": "conversations_due",
            "relations": "direct_access talks talks_by_quarter",
        },
        after=("consultation", "invitations"),
    )
}
