"""The contest for agreements, grants and projects: by the record, by fit, and by what advocacy costs.

    points = record x ln(targets met) - fit x distance - cost of advocacy x its share of posts + noise

    odds to a board = 1 / (1 + e^-((points without noise - points to win) / scale of the noise))

Distance is half the sum, over kinds of need, of differences between its offer and what the funder puts first
among needs that the programme pays for. Targets met count from 0.37 on. Advocacy costs 20 x `advocacy_cost` x
the minister's taste (nothing below zero) x what no policy recognises; donors do not mind it. Points to win
are those of the best that was cut, or of the last where nobody was, and half of them last year's.

There is no tie and no standing among them: knowing a minister brings news, not points. How much the
record decides, how certain a renewal is and what open advocacy costs is known to nobody outside, so each
is drawn over its range; zero is in it (Bruneau 2021, ch. 4 D; core literature on ratchets).
"""

from __future__ import annotations

import math

import numpy as np

from partnersim.declarations import ANY, Assumption, Column, Group, Step, Text, setting, uncertainty
from partnersim.state.calendar import Phase
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.programmes import priorities_within
from partnersim.state.use_of_posts import points_without_chance
from partnersim.state.world import Table, World

GROUP = Group("contest", Text("Rule of the contest"), (
    uncertainty("record", 4.0, (0.0, 8.0), (0.0, 10.0), "points a unit of the logarithm of targets met",
        "How much targets met decide", Assumption("reports are what funders see", "no rule was found")),
    uncertainty("certainty", 0.6, (0.3, 0.9), (0.0, 1.0), "share of last year's clients",
        "What is renewed without a contest",
        Assumption("most agreements are renewed", "Bruneau 2021 ch. 5; no rate found")),
    uncertainty("ratchet", 0.5, (0.0, 1.0), (0.0, 1.0), "share; the rest is what was awarded",
        "How far what was served, not what was awarded, is the ground of the next request",
        Assumption(
            "targets are set on last year's results: money of 2003 by statistics of the year before "
            "(X27), of 2017 by refugees taken in charge (X28)", "literature on ratchets")),
    uncertainty("advocacy_cost", 1.0, (0.0, 3.0), (0.0, 10.0), "points lost for 5 % of posts in advocacy",
        "What open advocacy costs under a minister of usual taste",
        Assumption(
            "grants follow correspondence of missions (D); over 46 studies those paid by the state "
            "advocate more, not less (X40); nine in ten believe the contrary (X41)",
            "Bruneau 2021 ch. 4 (D); no size")),
    setting("fit", 1.0, (0.0, 10.0), "points between offers wholly alike and wholly apart",
        "How much fit with the call decides",
        Assumption("calls name needs", "Bruneau 2021 ch. 4 (D, G)")),
    setting("growth", 0.15, (0.0, 2.0), "share a year", "Growth of an agreement that may be asked for",
        Assumption("boards plan modest growth", "X13: 87 % stable or rising")),
    setting("noise", 0.6, (0.0, 5.0), "points, scale of a logistic", "Chance in the judgment",
        Assumption("scores of the same application differ between juries (X22)",
            "Gross and Bergstrom 2019 on science")),
))  # fmt: skip
COLUMNS = {
    "contracts": (
        Column("points_of_fit", "points", ANY, Text("of its offer with what the call names")),
        Column("score", "points", ANY, Text("of its application")),
    ),
}  # fmt: skip


@kernel
def score(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    parameters: Table,
    stream: Stream,
    month: int,
) -> None:
    """Funders give points to every organisation, for each of their programmes.

    Parameters
    ----------
    organizations : table (organisations,)
        Offer (shares by kind of need), posts in advocacy.
    funders : table (funders,)
        Priorities (shares by kind), what the minister minds of advocacy.
    funds : table (funders, programmes)
        The needs paid for.
    relations : table (organisations, funders)
        Performance (share of targets met).
    contracts : table (organisations, funders, programmes)
        Written: points_of_fit and score (points).
    parameters : table (1,)
        The group `contest`.
    stream : stream
        Draws by funder, programme and organisation.
    month
        Months since the run began.

    References
    ----------
    Bruneau (2021), ch. 4 (D): granted by correspondence of missions.
    """
    p = parameters[0]
    kinds = funders["priorities"].shape[1]
    named = np.zeros((len(funders), funds.shape[1], kinds))
    for f in range(len(funders)):
        for m in range(funds.shape[1]):
            priorities_within(funders[f], funds[f, m], named[f, m])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        for f in range(len(funders)):
            funder, r = funders[f], relations[i, f]
            for m in range(funds.shape[1]):
                apart = 0.0
                for k in range(kinds):
                    apart += 0.5 * abs(o["offer"][k] - named[f, m, k])
                c = contracts[i, f, m]
                c["points_of_fit"] = -p["fit"] * apart
                luck = min(max(uniform(stream, month, f, m, i), 1e-12), 1.0 - 1e-12)
                chance = p["noise"] * math.log(luck / (1.0 - luck))
                points = points_without_chance(o, funder, r, c["points_of_fit"], p)
                c["score"] = points + chance


def act(world: World) -> None:
    """Points of the year."""
    score(
        world.organizations, world.funders, world.funds, world.relations, world.contracts,
        world.parameters["contest"], world.draws.stream("calls.score"), world.now,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(act, writes={"contracts": "points_of_fit score"}, after=("applications",))
}
