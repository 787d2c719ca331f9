"""Who is heard on an issue: delegates and pressure, other tables, MPs whom organisations reach alone.

The umbrella's voice is the core's, and what advocacy groups add to its pressure. A table beside it speaks
with its seats, as far as its members attend; its voice goes to the ministry, to MPs or to nobody.

An organisation takes to an MP the issue that it wants most beyond what the umbrella presses for, where it has
hours of open advocacy left after those of a mobilisation (B21 ch. 4, G; ch. 5, A: contact with the MP). What
MPs bring goes past the door: neither the minister's attitude nor the time of advice counts.

    taken up alone = responsiveness x M / (M + half),    M voices in parliament
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    setting,
)
from partnersim.state.calendar import Phase
from partnersim.state.issues import ISSUES, POLICY, voice_of_umbrella
from partnersim.state.world import Numbers, World
from partnersim.systems.sector_tables.agenda import NAMES
from partnersim.systems.sector_tables.table_deliberation import shares_of
from partnersim.systems.sector_tables.table_membership import MINISTRY, PARLIAMENT

GROUP = Group("parliament", Text("MPs"), (
    setting("visit_hours", 3.0, (0.0, 200.0), "hours a month",
        "Open advocacy that keeping in touch with an MP takes",
        Assumption("a meeting and a letter", "Bruneau 2021 ch. 4 (G), ch. 5 (A): no hours")),
    lever("voice", 0.1, (0.0, 10.0), "seats",
        "What an organisation that is in touch with an MP is worth as a voice",
        Source("bruneau_2021", "ch. 4 (G): MPs bring issues to the ministry's attention; size assumed")),
))  # fmt: skip
COLUMNS = {
    "issue_stakes": (
        Column("brought_alone", "issue, from 1; 0: none", POSITIVE, Text("what it takes to an MP"),
            whole=True),
    ),
    "sector_issues": (
        Column("umbrella_seats", "seats", POSITIVE, Text("voice of the umbrella on it")),
        Column("table_seats", "seats", POSITIVE, Text("voice of tables beside it at the ministry")),
        Column("parliament_seats", "seats", POSITIVE, Text("voice of MPs on it")),
        Column("at_mps", "organisations", POSITIVE, Text("that take it to an MP")),
    ),
}  # fmt: skip


def _advocacy_adds(world: World) -> float:
    """What advocacy groups that mobilise add to the umbrella's pressure, in seats."""
    p, groups, o = (
        world.parameters["mobilization"][0],
        world.tables["advocacy_groups"],
        world.organizations,
    )
    posts = groups["groups"] * groups["posts"]
    each = groups["hours_of_advocacy"] / np.maximum(groups["groups"], 1)
    called = p["call"] != 2  # nobody is called
    of_members = float(o["staff"][o["alive"] & o["umbrella_member"]].sum())
    there = float(posts.sum()) / max(of_members, 1e-9)
    going = float(posts[each >= p["hours"]].sum()) / max(of_members, 1e-9) if called else 0.0
    without = float(world.umbrella.mobilised[0])
    share = (without + going) / (1.0 + there)
    more = max(0.0, share - without) * float(world.umbrella.unity[0])
    return more * float(world.parameters["policy"]["seats_of_pressure"][0])


def _to_mps(world: World) -> None:
    """The issue that each takes to an MP: what it wants most beyond what the umbrella presses for."""
    stakes, o = world.tables["issue_stakes"], world.organizations
    posts = np.stack([stakes[name] for name in NAMES], axis=1)
    beyond = shares_of(posts) - world.tables["sector_issues"]["asked"]
    beyond[:, POLICY] = -1.0  # needs are told at tables
    left = o["hours_advocacy"] - world.parameters["mobilization"]["hours"][0] * o["mobilised"]
    goes = o["alive"] & (left >= world.parameters["parliament"]["visit_hours"][0])
    goes &= beyond.max(axis=1) > 0.0
    stakes["brought_alone"] = np.where(goes, beyond.argmax(axis=1) + 1, 0)


def _of_tables(world: World, heard_by: int) -> Numbers:
    """Voices of tables that one hears, by issue, in seats."""
    table = world.tables["sector_tables"]
    seats = table["seats"] * table["tables"] * table["heed"] * (table["heard_by"] == heard_by)
    voices: Numbers = seats @ table["presses"]
    return voices


def act(world: World) -> None:
    """Voices of the month, and what they leave to the core's rule."""
    main, issues = world.main_funder, world.tables["sector_issues"]
    p, funder = world.parameters["policy"][0], world.funders[main]
    extra = _advocacy_adds(world)
    umbrella = voice_of_umbrella(
        world.organizations, world.relations, main, float(funder["pressure"]),
        float(p["seats_of_pressure"]),
    )  # fmt: skip
    _to_mps(world)
    alone = world.tables["issue_stakes"]["brought_alone"]
    issues["at_mps"] = np.bincount(alone, minlength=len(NAMES) + 1)[1:]
    issues["umbrella_seats"] = (umbrella + extra) * issues["asked"]
    issues["table_seats"] = _of_tables(world, MINISTRY)
    issues["parliament_seats"] = _of_tables(world, PARLIAMENT)
    issues["parliament_seats"] += issues["at_mps"] * world.parameters["parliament"]["voice"][0]
    core = len(ISSUES)
    m = issues["parliament_seats"][:core]
    taken = min(1.0, float(funder["responsiveness"])) * m / (m + p["half_heard"])
    world.funders["other_voices"][main] = (
        extra * issues["asked"][:core] + issues["table_seats"][:core]
    )
    world.funders["taken_up_alone"][main] = taken


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "funders": "other_voices taken_up_alone",
            "issue_stakes": "brought_alone",
            "sector_issues": "at_mps parliament_seats table_seats umbrella_seats",
        },
        after=("table_deliberation", "mobilization", "consultation"),
        before=("policy",),
    )
}
