"""The ministry's priorities move towards what it hears, or back to the minister's agenda (M7, M14).

What an organisation says at the table is partly the policy said back to it: who works on agreements reads
needs from the database (D).

    said = (1 - echo e) priorities + echo e policy,   e = posts that agreements pay / posts

A seat weighs as much as it attends and as the ministry knows who speaks (`tie`). Delegates and pressure are
the umbrella's voice U, which is spent on what its table asks for (`asked`). With V the voices on an issue (all
seats and the umbrella's on the kinds of need to put first; the umbrella's alone on each lever),

    uptake -> responsiveness x attitude x (1 before the draft, else less) x V / (V + half)
    policy -> agenda + uptake x (advice - agenda)
    won    -> concession x uptake of the lever, with what is brought outside these channels

each by a share of the way a month, so that with nobody heard policy is the agenda alone and nothing is won.
"""

from __future__ import annotations

from partnersim.declarations import (
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
from partnersim.state.columns import NEEDS
from partnersim.state.issues import ISSUES, POLICY, openness, voice_of_umbrella, won_by
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("policy", Text("How policy moves"), (
    setting("pace", 0.06, (0.0, 1.0), "share of the distance a month", "Pace of policy",
        Assumption("programmes are redrafted within one or two years", "B21 ch. 6")),
    setting("echo", 0.2, (0.0, 1.0), "share of what one who lives on agreements alone says",
        "Policy said back to the ministry",
        Source("bruneau_2021", "ch. 5 (D): needs read from the database; size assumed")),
    setting("seats_of_pressure", 40.0, (0.0, 200.0), "seats that full mobilisation is worth",
        "Voice that mobilisation adds",
        Assumption("gains are reported, not counted (I)", "B21 ch. 5; no measure")),
    setting("half_heard", 8.0, (0.0, 200.0), "seats at which half of the possible effect is reached",
        "Voices that policy needs to hear", Assumption("a committee's size", "B21 ch. 5; no measure")),
    uncertainty("after_draft", 0.3, (0.05, 0.6), (0.0, 1.0),
        "share of the effect of advice before the draft", "What advice after the draft can still change",
        Source("bruneau_2021", "ch. 2 Consultation, ch. 5: a formality; size assumed")),
    uncertainty("concession", 0.3, (0.0, 0.6), (0.0, 1.0), "share of the burden; of mission money",
        "What an issue wins that is wholly taken up: burden lifted, mission money added",
        Source("bruneau_2021", "ch. 5 (E, I): some good gains over the years; size assumed")),
))  # fmt: skip
COLUMNS = {
    "funders": (
        Column("priorities", "shares by kind of need", SHARE, Text("priorities of policy"),
            shape=(len(NEEDS),)),
        Column("heard", "shares by kind of need", SHARE, Text("advice as it was heard"),
            shape=(len(NEEDS),)),
        Column("uptake", "share", SHARE,
            Text("where policy goes, between agenda (0) and what is heard (1)")),
        Column("won", "share, by issue", SHARE,
            Text("what the umbrella won: burden lifted, mission money added"), shape=(len(ISSUES),)),
        Column("other_voices", "seats, by issue", POSITIVE,
            Text("that others press for an issue with, beside the umbrella"), shape=(len(ISSUES),)),
        Column("taken_up_alone", "share, by issue", SHARE,
            Text("taken up of what is brought outside these channels"), shape=(len(ISSUES),)),
        Column("umbrella_voice", "share", POSITIVE,
            Text("part of a voice that a member has through the umbrella")),
        Column("local_voice", "seats", POSITIVE,
            Text("voice of those who tell it what newcomers need where they live")),
    ),
}  # fmt: skip


@kernel
def hear(
    organizations: Table,
    funders: Table,
    relations: Table,
    parameters: Table,
    demand: Numbers,
    asked: Numbers,
    true_need: Numbers,
    main: int,
) -> None:
    """Each ministry hears seats, umbrella and places this month, and its priorities move.

    Parameters
    ----------
    organizations : table (organisations,)
        Attendance, posts and priorities of those on seats.
    funders : table (funders,)
        The minister's agenda and attitude, responsiveness, timing of advice, pressure, what others press for
        or bring alone. Written: heard and priorities (shares by kind of need), uptake, won (shares by issue)
        and umbrella_voice (share).
    relations : table (organisations, funders)
        Seats, whether the umbrella's delegate holds them, ties.
    parameters : table (1,)
        The group `policy`.
    demand : array (kinds,)
        The umbrella's common demand, shares.
    asked : array (issues,)
        What the umbrella presses for, shares.
    true_need : array (kinds,)
        Shares of the needs of all newcomers present.
    main
        Row of the main ministry, the one that mobilisation presses on.

    References
    ----------
    Bruneau (2021), ch. 2 (Consultation), ch. 5 and ch. 6.
    """
    p = parameters[0]
    kinds = len(demand)
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        seats = 0.0
        pressure = funder["pressure"] if f == main else 0.0
        umbrella = voice_of_umbrella(organizations, relations, f, pressure, p["seats_of_pressure"])
        for k in range(kinds):
            funder["heard"][k] = 0.0
        for i in range(len(organizations)):
            o, r = organizations[i], relations[i, f]
            if not (r["seat"] and o["alive"]):
                continue
            if r["delegate"]:
                continue
            voice = o["attendance"] * r["tie"]
            seats += voice
            echo = p["echo"] * min(1.0, o["posts_tied"] / max(o["staff"], 1e-9))
            for k in range(kinds):
                said = (1.0 - echo) * o["priorities"][k] + echo * funder["priorities"][k]
                funder["heard"][k] += voice * said
        local = funder["local_voice"]
        on_needs = umbrella * asked[POLICY] + funder["other_voices"][POLICY]
        total = seats + on_needs + local
        for k in range(kinds):
            heard = funder["heard"][k] + on_needs * demand[k] + local * true_need[k]
            funder["heard"][k] = heard / total if total > 0.0 else funder["minister_agenda"][k]
        open_to = openness(funder, p["after_draft"])
        taken_up = open_to * total / (total + p["half_heard"])
        funder["uptake"] += p["pace"] * (taken_up - funder["uptake"])
        for k in range(kinds):
            agenda = funder["minister_agenda"][k]
            target = agenda + taken_up * (funder["heard"][k] - agenda)
            funder["priorities"][k] += p["pace"] * (target - funder["priorities"][k])
        for j in range(len(asked)):
            voice = umbrella * asked[j] + funder["other_voices"][j]
            alone = funder["taken_up_alone"][j]
            wins = won_by(p["concession"], open_to, voice, p["half_heard"], alone)
            funder["won"][j] += p["pace"] * (wins - funder["won"][j])
        funder["won"][POLICY] = 0.0  # needs move priorities instead
        funder["umbrella_voice"] = umbrella / max(seats + umbrella + local, 1e-9)


def act(world: World) -> None:
    """Ministries hear and move."""
    hear(
        world.organizations, world.funders, world.relations, world.parameters["policy"],
        world.umbrella.demand, world.umbrella.asked, world.demand.true_need, world.main_funder,
    )  # fmt: skip


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={"funders": "heard priorities umbrella_voice uptake won"},
        after=("consultation", "mobilization"),
    )
}
