"""Ministers and officers change, and take openness and knowledge with them (M6, M14).

A minister stays a geometric number of months and brings an attitude that multiplies access and
responsiveness, a taste for consent and an agenda (Bruneau 2021, ch. 5, Representation & Consultation);
a scenario may date when one comes. An officer, the partnership advisor of a share of the organisations, stays as
long as federal officers are said to, one to two years (Meinhard et al. 2015, sect. 5.3); what an officer knows
and has not written down goes too.
"""

from __future__ import annotations

import math
from dataclasses import replace

from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Scope,
    Source,
    Step,
    Text,
    lever,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import NEEDS
from partnersim.state.draws import Stream, normal, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

BY_CHANCE = "by_chance"
MINISTER = Group("minister", Text("The minister in office"), (
    lever("attitude", 1.0, (0.0, 2.0), "multiplier of access and responsiveness",
        "Openness of ministers to organisations: 1 is usual, below 1 the door closes",
        Source("bruneau_2021", "ch. 5, Representation & Consultation")),
    lever("spread", 0.35, (0.0, 1.5), "standard deviation of the logarithm",
        "How much the attitude and the agenda of one minister differ from the next's",
        Assumption(
            "interviews tell of ministers who received an umbrella that asked, and of one who did not (A)",
            "Bruneau 2021; no measurement of ministers' openness found")),
    lever("taste", 1.0, (-2.0, 4.0), "multiple of a usual minister's",
        "How much ministers mind dissent; 0 not at all, below it they are curious",
        Source("bruneau_2021", "ch. 5 (A): all but one minister received an umbrella; level assumed")),
    lever("taste_spread", 1.0, (0.0, 4.0), "standard deviation, in multiples of a usual minister's taste",
        "How much one minister's taste differs from the next's",
        Assumption("one in six does not mind at all", "no measure of ministers found")),
    lever("term_months", 22.0, (1.0, 240.0), "months", "Mean time in office",
        Assumption(
            "Quebec had some seven immigration ministers in the thirteen years to 2022, and four in the "
            "71 months from October 2018 (X45)",
            "Bruneau 2021 names one change (June 2020); lists of ministers on public pages")),
    replace(
        lever("comes", BY_CHANCE, (BY_CHANCE, "on_this_date"), "when the next minister comes",
            "When the next minister comes: by chance, or in the month of the change that says so",
            Source("bruneau_2021", "ch. 5: a change of June 2020")),
        of_its_month=True),
), Scope.FUNDER, prefixed=True)  # fmt: skip
OFFICERS = Group("officers", Text("Officers of a funder"), (
    lever("number", 12, (1, 60), "officers", "Officers among whom the organisations are divided",
        Assumption("about ten organisations to an advisor", "Bruneau 2021 ch. 4 gives no number")),
    lever("term_months", 18.0, (1.0, 240.0), "months", "Mean time in a post",
        Assumption(
            "as federal officers, one to two years (F19); over half of the federal executives moved "
            "within a year (X46)", "Bruneau 2021 ch. 4, 5: advisors change, no term of Quebec's is told")),
    lever("open_at_least", 0.0, (0.0, 1.0), "share of their conversations",
        "Conversations that officers hold whatever the minister's attitude",
        Assumption("none: a minister below usual openness shuts officers' doors in proportion",
            "Bruneau 2021 ch. 4: A, H, I and J reach staff in 2020; of other ministries nothing is told")),
), Scope.FUNDER, prefixed=True)  # fmt: skip
GROUPS = (MINISTER, OFFICERS)
COLUMNS = {
    "funders": (
        Column("attitude", "multiple, around 1", POSITIVE, Text("of the minister in office")),
        Column("taste", "multiple of a usual minister's", ANY,
            Text("how much the minister in office minds dissent")),
        Column("minister_agenda", "shares by kind of need", SHARE, Text("agenda of the minister in office"),
            shape=(len(NEEDS),)),
        Column("minister_months", "months", POSITIVE, Text("since the minister came"), whole=True),
    ),
    "officers": (
        Column("months", "months", POSITIVE, Text("in the post"), whole=True),
    ),
}  # fmt: skip


@kernel
def change_ministers(
    funders: Table, leaving: Stream, attitudes: Stream, tastes: Stream, agendas: Stream, month: int
) -> None:
    """Ministers leave or stay this month; the next brings an attitude, a taste and an agenda.

    Parameters
    ----------
    funders : table (funders,)
        Mean time in office, typical attitude, taste and agenda, and how much ministers differ. Written:
        attitude, taste (multiples), minister_agenda (shares by kind of need) and minister_months.
    leaving, attitudes, tastes, agendas : streams
        Draws by funder; of agendas, by kind of need too.
    month
        Months since the run began.

    Notes
    -----
    A minister leaves with the chance 1 / term, or in the month of a change that names another. The
    next one's attitude is min(2, typical x exp(spread z)), the taste is normal around the typical, each kind's
    share of the agenda is in proportion to typical x exp(spread z).

    References
    ----------
    Bruneau (2021), ch. 5 (Representation and Consultation).
    """
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        funder["minister_months"] += 1
        named = funder["minister_comes"] == 1  # on this date
        if not named and uniform(leaving, month, f) >= 1.0 / funder["minister_term_months"]:
            continue
        spread = funder["minister_spread"]
        attitude = funder["minister_attitude"] * math.exp(spread * normal(attitudes, month, f))
        funder["attitude"] = min(2.0, attitude)
        differs = funder["minister_taste_spread"] * normal(tastes, month, f)
        funder["taste"] = funder["minister_taste"] + differs
        total = 0.0
        for k in range(len(funder["agenda"])):
            share = funder["agenda"][k] * math.exp(spread * normal(agendas, month, f, k))
            funder["minister_agenda"][k] = share
            total += share
        for k in range(len(funder["agenda"])):
            funder["minister_agenda"][k] /= max(total, 1e-9)
        funder["minister_months"] = 0


@kernel
def change_officers(
    organizations: Table, funders: Table, officers: Table, relations: Table, leaving: Stream,
    month: int,
) -> None:  # fmt: skip
    """Officers leave or stay this month; what they knew and had not written down is lost.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    funders : table (funders,)
        How many officers, and their mean time in a post.
    officers : table (officers,)
        Whose officer each is. Written: months in the post.
    relations : table (organisations, funders)
        Files. Written, in the portfolio of an officer who leaves: officer_knows (precision), tie, and what
        is believed: as if signals had been written down in proportion.
    leaving : stream
        Draw by post.
    month
        Months since the run began.

    References
    ----------
    Meinhard et al. (2015), sect. 5.3.
    """
    first = 0
    for k in range(len(officers)):
        officer = officers[k]
        f = officer["funder"]
        if k > 0 and officers[k - 1]["funder"] != f:
            first = k
        portfolio = funders[f]["officers_number"]
        if k - first >= portfolio:
            continue  # a post that this regime does not fill
        officer["months"] += 1
        if uniform(leaving, month, k) >= 1.0 / funders[f]["officers_term_months"]:
            continue
        officer["months"] = 0
        for i in range(k - first, relations.shape[0], portfolio):
            r = relations[i, f]
            signals = r["file"] + r["officer_knows"]
            if not organizations[i]["alive"] or signals <= 0.0:
                continue
            kept = r["file"] / signals * (1.0 + signals) / (1.0 + r["file"])
            r["usefulness_believed"] *= kept
            r["consent_believed"] *= kept
            r["officer_knows"] = 0.0
            r["tie"] = 1.0 - 1.0 / (1.0 + r["file"])


def act(world: World) -> None:
    """Ministers and officers may change."""
    stream = world.draws.stream
    change_ministers(
        world.funders, stream("minister.leaving"), stream("minister.attitude"),
        stream("minister.taste"), stream("minister.agenda"), world.now,
    )  # fmt: skip
    change_officers(
        world.organizations, world.funders, world.officers, world.relations,
        stream("officers.leaving"), world.now,
    )  # fmt: skip


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "funders": "attitude minister_agenda minister_months taste",
            "officers": "months",
            "relations": "consent_believed officer_knows tie usefulness_believed",
        },
    )
}
