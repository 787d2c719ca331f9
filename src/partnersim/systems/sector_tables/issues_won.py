"""What is won of each issue, by the core's rule (`funders/policy.py`): with nobody heard nothing is.

    wins -> concession x [taken up at the door + (1 - that) x taken up alone]

by a share of the way a month, the pace of policy. What can only be granted whole is decided anew at that pace,
and granted with the chance `wins`: the mean is the same. What is won can be lost. Each issue's file moves its
lever by it.
"""

from __future__ import annotations

from partnersim.declarations import SHARE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.issues import ISSUES, POLICY, openness, won_by
from partnersim.state.world import World
from partnersim.systems.sector_tables.agenda import NAMES, issues

REGISTER.add("issues_won.decided", ("issue",))
REGISTER.add("issues_won.granted", ("issue",))
COLUMNS = {
    "sector_issues": (
        Column("taken_up", "share", SHARE, Text("taken up of what is pressed for")),
        Column("won", "share", SHARE,
            Text("of what the scenario states; of what is granted whole, all or nothing")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """What is won of the month's voices."""
    p, main = world.parameters["policy"][0], world.main_funder
    funder, table = world.funders[main], world.tables["sector_issues"]
    open_to = float(openness(funder, float(p["after_draft"])))
    half = float(p["half_heard"])
    declared = list(issues().values())
    for j in range(len(NAMES)):
        row = table[j]
        voice = float(row["umbrella_seats"] + row["table_seats"])
        outside = float(row["parliament_seats"])
        alone = min(1.0, float(funder["responsiveness"])) * outside / (outside + half)
        row["taken_up"] = won_by(1.0, open_to, voice, half, alone)
        if j < len(ISSUES):
            row["won"] = funder["won"][j]
            continue
        wins = float(p["concession"]) * float(row["taken_up"])
        if not declared[j].whole:
            row["won"] += p["pace"] * (wins - row["won"])
        elif world.draws.uniform("issues_won.decided", world.now, j) < p["pace"]:
            row["won"] = float(world.draws.uniform("issues_won.granted", world.now, j) < wins)
    table["taken_up"][POLICY] = funder["uptake"]


STEPS = {
    Phase.TABLES: Step(
        act, writes={"sector_issues": "taken_up won"}, after=("policy", "table_voices")
    )
}
