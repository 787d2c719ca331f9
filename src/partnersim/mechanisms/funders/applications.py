"""Calls for applications: who applies, and how applications are scored (M5, M13).

Those who heard may apply. Applying costs hours whether it wins or not; renewing costs less. Score =
weights x (fit, performance, standing, size) + incumbency + noise. Standing is the mean of legitimacy
and tie for a ministry, rootedness in the community for a donor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    ANY,
    POSITIVE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
    yes_or_no,
)
from partnersim.state.calendar import Phase
from partnersim.state.draws import uniform
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.draws import Stream
    from partnersim.state.world import Table, World


def _weight(name: str, default: float, en: str, evidence: str, drawn: bool = True) -> Parameter:
    return Parameter(
        name=f"weight_of_{name}",
        default=default,
        unit="points of score from 0 to 1 of the quality",
        bounds=(0.0, 5.0),
        prior=(0.2 * default, 2.0 * default) if drawn else None,
        role=Role.UNCERTAINTY if drawn else Role.SETTING,
        meaning=Text(en),
        evidence=Source("bruneau_2021", evidence),
    )


GROUP = Group(
    "calls",
    Text("Calls and applications"),
    (
        _weight("fit", 1.0, "Fit with the call", "ch. 4 (D, G)"),
        _weight(
            "standing", 1.4, "Standing: legitimacy and tie",
            "ch. 4 Differences",
        ),
        _weight(
            "performance", 1.0, "Targets met", "ch. 5 Accountability",
            drawn=False,
        ),
        _weight(
            "size", 0.4, "Size and experience", "ch. 4 (E, F, J)",
            drawn=False,
        ),
        Parameter(
            name="noise",
            default=0.6,
            unit="points of score",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text("Chance in the judgment"),
            evidence=Assumption(
                "scores of the same application differ between juries (X22)",
                "Gross and Bergstrom 2019 on science; none for this field",
            ),
        ),
        Parameter(
            name="application_hours",
            default=60.0,
            unit="hours an application of a large organisation; a small one takes half",
            bounds=(0.0, 1000.0),
            prior=(20.0, 120.0),
            role=Role.UNCERTAINTY,
            meaning=Text("Hours an application takes"),
            evidence=Assumption(
                "one to three weeks of one person", "Imagine Canada; no Quebec figure found"
            ),
        ),
        Parameter(
            name="renewal_share",
            default=0.4,
            unit="share of the hours of a first application",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Hours a renewal takes"),
            evidence=Assumption("files exist already", "Meinhard et al. 2015 sect. 5.1; no figure"),
        ),
        Parameter(
            name="ambition",
            default=1.3,
            unit="multiple of present capacity asked for",
            bounds=(0.1, 3.0),
            role=Role.SETTING,
            meaning=Text("How much more is asked for"),
            evidence=Assumption("boards plan modest growth", "X13: 87 % stable or rising budgets"),
        ),
    ),
)  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("hours_due", "hours", POSITIVE,
               Text("applications still to be written"), closes=True,
               several="a queue: who asks for an application adds, who writes it takes off"),
    ),
    "contracts": (
        yes_or_no("applied", Text("it applied")),
        Column("score", "points", ANY, Text("rank of its application")),
        Column("asked", "2020 dollars a year", POSITIVE,
               Text("what it asked for")),
    ),
}  # fmt: skip

_HOPE = 1.25  # growth asked for at most, over last year's amount and requests


@kernel
def apply_for_money(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
    staff: Table,
    delivery: Table,
    applying: Stream,
    score: Stream,
    month: int,
) -> None:
    """Organisations decide whether to apply and what to ask for; funders score what they receive.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, offer, rootedness, participation. Written: hours_due, to which the hours of each
        application are added.
    funders : table (funders,)
        Priorities, envelope and its split, price of a client, incumbency.
    relations : table (organisations, funders)
        Performance, legitimacy, tie, appetite. Written: seat, given up by who has left the funder.
    contracts : table (organisations, funders, instruments)
        Calls heard of and contracts held. Written: applied, asked (2020 dollars a year; 1 for a
        mission grant) and score (points).
    instruments : table (instruments,)
        Their properties.
    parameters : table (1,)
        The group `calls`.
    staff, delivery : table (1,)
        Groups that give the hours of a full-time post and of an episode of service.
    applying, score : stream
        Draws by funder, instrument and organisation: who answers a call for projects, and chance
        in the judgment.
    month
        Months since the run began.

    Notes
    -----
    score = w_fit x (1 - distance of offer and priorities / 2) + w_performance x performance +
    w_size x size + w_standing x standing + noise (u - 1/2) + incumbency, with size = staff /
    (staff + 10); incumbency is added for holders of an agreement or a grant, w_fit x (rootedness +
    participation) / 2 where a ministry scores a mission grant.

    References
    ----------
    Bruneau (2021), ch. 4 (D to G, J) and ch. 5 (Accountability).
    """
    p = parameters[0]
    for f in range(len(funders)):
        funder = funders[f]
        ministry = funder["is_ministry"]
        for i in range(len(organizations)):
            o = organizations[i]
            r = relations[i, f]
            apart = 0.0
            for k in range(len(funder["priorities"])):
                apart += 0.5 * abs(o["offer"][k] - funder["priorities"][k])
            size = o["staff"] / (o["staff"] + 10.0)
            quality = p["weight_of_fit"] * (1.0 - apart)
            quality += p["weight_of_performance"] * r["performance"] + p["weight_of_size"] * size
            standing = 0.5 * (r["legitimacy"] + r["tie"]) if ministry else o["rootedness"]
            quality += p["weight_of_standing"] * standing
            for m in range(contracts.shape[2]):
                c, kind = contracts[i, f, m], instruments[m]
                once = not (kind["recurrent"] or kind["for_a_term"])
                holds = c["years_held"] > 0.0
                c["applied"] = False
                c["asked"] = 0.0
                c["score"] = 0.0
                if not o["alive"] or funder["envelope"] * funder["split"][m] <= 0.0:
                    continue
                if r["left"]:
                    r["seat"] = False
                if not c["heard"] or r["left"]:
                    continue
                if kind["per_client"]:
                    hours = o["staff"] * staff[0]["hours_a_month"] * 12.0
                    clients = hours / (delivery[0]["hours_per_episode"] * 1.35)
                    c["asked"] = (
                        clients * r["appetite"] * p["ambition"] * funder["price_per_client"]
                    )
                    if holds:  # nobody signs for more clients than come
                        coming = 12.0 * _HOPE * o["requests_eligible"] * funder["price_per_client"]
                        c["asked"] = min(c["asked"], _HOPE * c["amount"], coming)
                    if c["asked"] < 20.0 * funder["price_per_client"]:
                        continue
                elif not once:
                    c["asked"] = 1.0
                elif uniform(applying, month, f, m, i) > 0.3 + 0.7 * size:
                    continue  # small teams cannot answer every call
                c["applied"] = True
                if c["months_left"] <= 0:
                    share = p["renewal_share"] if holds else 1.0
                    if kind["per_client"]:
                        share *= funder["programmes"]
                    o["hours_due"] += p["application_hours"] * share * (0.4 + 0.6 * size)
                if kind["unrestricted"] and ministry:  # the four criteria of recognition (F25)
                    c["score"] = p["weight_of_fit"] * (o["rootedness"] + o["participation"]) / 2.0
                c["score"] += quality + p["noise"] * (uniform(score, month, f, m, i) - 0.5)
                if holds and not once:
                    c["score"] += funder["incumbency"]


def act(world: World) -> None:
    """The year's applications."""
    apply_for_money(
        world.organizations, world.funders, world.relations, world.contracts, world.instruments,
        world.parameters["calls"], world.parameters["staff"], world.parameters["delivery"],
        world.draws.stream("calls.applying"), world.draws.stream("calls.score"), world.now,
    )  # fmt: skip


STEPS = {
    Phase.YEARLY: Step(
        act,
        reads={
            "contracts": "amount heard months_left years_held",
            "funders": (
                "envelope incumbency is_ministry price_per_client priorities programmes split"
            ),
            "organizations": "alive offer participation requests_eligible rootedness staff",
            "relations": "appetite left legitimacy performance tie",
        },
        writes={
            "contracts": "applied asked score",
            "organizations": "hours_due",
            "relations": "seat",
        },
        after=("knowledge",),
    )
}
