"""Columns of who everybody is: drawn with the population, or listed by the user."""

from partnersim.declarations import ANY, POSITIVE, SHARE, Column, Text, yes_or_no
from partnersim.state.columns import NEEDS

COLUMNS = {
    "organizations": (
        Column("place", "place", POSITIVE, Text("where it is"), whole=True),
        Column("archetype", "archetype", POSITIVE, Text("which archetype it was drawn from"), whole=True),
        Column("founded_month", "month of the run", ANY,
            Text("when it was founded, negative before the run"), whole=True),
        Column("founding_identity", "share", SHARE, Text("orientation of its founders")),
        Column("contention", "share", SHARE, Text("readiness to oppose in the open")),
        Column("openness", "share", SHARE, Text("readiness to serve those nobody pays for")),
        yes_or_no("core_activity", Text("serving newcomers is its main activity")),
        Column("only_programme", "programme; -1: any", ANY,
            Text("what it asks a funder for alone, where that funder has it"), whole=True),
        Column("own_income", "2020 dollars a month", POSITIVE, Text("self-generated income"), closes=True),
        Column("founding_priorities", "shares by kind of need", SHARE, Text("priorities of its founders"),
            shape=(len(NEEDS),)),
        Column("offer", "shares by kind of need", SHARE, Text("what its delivery is for"),
            shape=(len(NEEDS),)),
        Column("priorities", "shares by kind of need", SHARE, Text("what it holds most important"),
            shape=(len(NEEDS),)),
        yes_or_no("umbrella_member", Text("it is a member of the umbrella")),
        yes_or_no("left_table", Text("it was a member of the umbrella and left")),
    ),
    "relations": (
        Column("appetite", "share of capacity", POSITIVE, Text("what it could sell to this funder")),
    ),
    "funders": (
        yes_or_no("is_ministry", Text("it is a government rather than a donor")),
    ),
    "officers": (
        Column("funder", "funder", POSITIVE, Text("whose officer it is"), whole=True),
    ),
}  # fmt: skip
