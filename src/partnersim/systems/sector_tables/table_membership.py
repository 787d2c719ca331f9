"""Who sits at the tables beside the umbrella, and the hours they take (B21 ch. 4: three to eight tables each).

A scenario names tables, each of a kind: who may sit (by profile, size, place, programme held), how many such
tables there are, among which members divide by lot, by which rule they decide, what is on their agenda,
and who hears them. Hours are those of organisations: `other_tables_hours`, with all other tables', in
what they attend (docs/decisions/0041).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim import jurisdictions
from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Parameter,
    Source,
    Step,
    Text,
    lever,
    yes_or_no,
)
from partnersim.jurisdictions import archetype_names, every_programme, places
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.issues import ISSUES, POLICY
from partnersim.state.world import World
from partnersim.systems.sector_tables import TABLE
from partnersim.systems.sector_tables.agenda import NAMES, is_weighed

REGISTER.add("table_membership.by_lot", ("table", "organization"))
RULES = ("consensus", "vote")
HEARD_BY = ("ministry", "mps", "nobody")
MINISTRY, PARLIAMENT = HEARD_BY.index("ministry"), HEARD_BY.index("mps")
PROGRAMMES = ("any", *every_programme("service_agreement"))
PLACES = (
    "everywhere",
    *dict.fromkeys(place for name in jurisdictions.known() for place in places(name)),
)
PROFILES = tuple(
    dict.fromkeys(each for name in jurisdictions.known() for each in archetype_names(name))
)
AGENDA = tuple(name for name in NAMES if name != ISSUES[POLICY])
_SITS = tuple(f"seats_{name}" for name in PROFILES)


_NO_MEASURE = "Bruneau 2021 ch. 4, 5 names tables; no measure"
_OPEN = Assumption("open to all, unless a scenario says otherwise", _NO_MEASURE)


LEVERS = Group("sector_table", Text("A table beside the umbrella"), (
    lever("number", 1, (1, 200), "tables", "Tables of this kind, among which members divide by lot",
        Assumption("one, unless a scenario says more", _NO_MEASURE)),
    lever("rule", "consensus", RULES, "consensus or vote", "How a table decides",
        Assumption("consensus prevails in the community sector (J)", _NO_MEASURE)),
    lever("acceptance", 0.75, (0.0, 1.0), "share of votes",
        "Votes that must be able to live with an issue there",
        Assumption("as at the umbrella", _NO_MEASURE)),
    lever("hours_asked", 4.0, (0.0, 200.0), "hours a month", "Hours that a table takes of a member",
        Assumption("a meeting and what is read for it", _NO_MEASURE)),
    lever("heard_by", "ministry", HEARD_BY, "who hears it",
        "Who hears a table: the ministry, MPs, or nobody above",
        Assumption("the ministry, unless a scenario says otherwise", _NO_MEASURE)),
    lever("seats", 1.0, (0.0, 50.0), "seats",
        "Seats that the voice of a table of whole attendance is worth",
        Assumption("one delegate speaks for it", _NO_MEASURE)),
), TABLE)  # fmt: skip
MEMBERS = Group("table_members", Text("Who may sit at a table"), (
    lever("programme", "any", PROGRAMMES, "a programme of the ministry, or any",
        "Programme that its members hold", _OPEN),
    lever("of_place", "everywhere", PLACES, "a place, or everywhere", "Place of its members",
        Assumption("province-wide, unless a scenario says otherwise", _NO_MEASURE)),
    lever("staff_at_least", 0.0, (0.0, 10_000.0), "full-time equivalents",
        "Staff from which an organisation may sit", _OPEN),
    lever("staff_at_most", 10_000.0, (0.0, 10_000.0), "full-time equivalents",
        "Staff up to which an organisation may sit", _OPEN),
    *(
        lever(column, True, None, "yes or no",
            Text.filled("Sits: profile {profile}", profile=Text(profile, profile)),
            Source("bruneau_2021", "ch. 4: tables that each of the ten names"))
        for column, profile in zip(_SITS, PROFILES, strict=True)
    ),
), TABLE)  # fmt: skip
GROUPS = (LEVERS, MEMBERS)
COLUMNS = {
    "sector_tables": (
        *(
            Column(sits.name, "yes or no", None, sits.meaning, lever=True)
            for sits in MEMBERS.parameters
            if isinstance(sits, Parameter) and sits.name in _SITS
        ),
        Column("members", "organisations", POSITIVE, Text("that sit at tables of this kind")),
        Column("tables", "tables", POSITIVE, Text("of this kind, with members")),
        Column("hours_taken", "hours a month", POSITIVE, Text("that these tables ask of members")),
    ),
    "table_members": (
        yes_or_no("sits", Text("it sits at a table of that kind")),
        Column("which", "table", POSITIVE, Text("at which of them"), whole=True),
    ),
}  # fmt: skip


def may_sit(world: World, table: Any) -> NDArray[np.bool_]:
    """Organisations that may sit at a table (organisations,).

    Parameters
    ----------
    world
        Organisations, what they hold.
    table : row
        Who may sit.

    Returns
    -------
    may : array (organisations,)
    """
    o = world.organizations
    may = o["alive"] & (o["staff"] >= table["staff_at_least"])
    may &= o["staff"] <= table["staff_at_most"]
    profiles = [table[name] for name in _SITS]
    known = [PROFILES.index(name) for name in world.archetype_names]
    may &= np.array(profiles)[known][o["archetype"]]
    if table["of_place"] > 0:
        named = PLACES[int(table["of_place"])]
        may &= o["place"] == np.array([name == named for name in world.places.names]).argmax()
        may &= named in world.places.names
    if table["programme"] > 0:
        named = PROGRAMMES[int(table["programme"])]
        holds = np.array([name == named for name in world.programme_names])
        may &= (world.contracts["amount"][:, world.main_funder, holds] > 0.0).any(axis=1)
    seated: NDArray[np.bool_] = may
    return seated


def act(world: World) -> None:
    """Each quarter, who sits where; what it takes of them a month."""
    if not is_weighed(world):
        return
    o, members = world.organizations, world.tables["table_members"]
    o["other_tables_hours"] = 0.0
    for n, table in enumerate(world.tables["sector_tables"]):
        members["sits"][n] = may_sit(world, table)
        number = int(table["number"])
        lots = [world.draws.uniform("table_membership.by_lot", 0, n, i) for i in range(len(o))]
        members["which"][n] = np.array(lots) * number
        o["other_tables_hours"] += table["hours_asked"] * members["sits"][n]
        table["members"] = members["sits"][n].sum()
        table["tables"] = len(np.unique(members["which"][n][members["sits"][n]]))
        table["hours_taken"] = table["hours_asked"] * table["members"]


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "organizations": "other_tables_hours",
            "sector_tables": "hours_taken members tables",
            "table_members": "sits which",
        },
    )
}
