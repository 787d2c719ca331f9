"""Organisations serve: the eligible on agreements, others at their own expense (M1, M2).

An organisation offers its planned delivery hours. Those that its free money pays go first, as far
as it is open to them on principle, to people nobody pays for; then come clients that a target pays
for; what is left goes to whoever else asks. When hours are short of the target, service is thinned,
down to a floor, before it is missed: targets count clients, not hours. Others wait. Standard
service fits the standard client and the needs that the ministry's programmes name; an
organisation's own offer follows needs seen in the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Assumption, Group, Parameter, Role, Source, Text
from partnersim.state.calendar import Phase
from partnersim.state.columns import SERVICE_AGREEMENT
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "delivery",
    Text("Delivery of services", "Prestation des services"),
    (
        Parameter(
            name="hours_per_episode",
            default=8.0,
            unit="staff hours an episode of service",
            bounds=(1.0, 60.0),
            role=Role.SETTING,
            meaning=Text(
                "Direct hours that one standard episode of service takes",
                "Heures directes d'un épisode de service normal",
            ),
            evidence=Assumption(
                "what 268 $ a person (X8) buys in staff hours once overhead and reporting are paid",
                "sector page on an integration programme about 2011; no time study found",
            ),
        ),
        Parameter(
            name="thinnest",
            default=0.5,
            unit="share of the standard hours",
            bounds=(0.1, 1.0),
            prior=(0.3, 0.7),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "How thin service may become before a target is missed",
                "Jusqu'où le service s'amincit avant de manquer une cible",
            ),
            evidence=Assumption(
                "unrealistic workload is common (68 % of 740 organisations, X15)",
                "IRIS 2021; Bruneau 2021 ch. 5, 6; no floor reported",
            ),
        ),
        Parameter(
            name="deepest",
            default=1.5,
            unit="multiple of the standard hours",
            bounds=(1.0, 4.0),
            role=Role.SETTING,
            meaning=Text(
                "How far service deepens when hours are plenty",
                "Jusqu'où le service s'approfondit quand les heures abondent",
            ),
            evidence=Assumption("neutral ceiling, rarely reached", "as for thinnest"),
        ),
        Parameter(
            name="standardization_loss",
            default=0.35,
            unit="share of fit lost at full standardisation, for the least standard client",
            bounds=(0.0, 1.0),
            prior=(0.1, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "Fit lost when standard agreements meet people off the standard",
                "Adéquation perdue quand l'entente normalisée rencontre une personne hors norme",
            ),
            evidence=Source(
                "bruneau_2021", "ch. 4 (H), ch. 5 Funding: fit into boxes; size assumed"
            ),
        ),
        Parameter(
            name="policy_fit_exponent",
            default=0.5,
            unit="exponent of priority over true need",
            bounds=(0.0, 2.0),
            prior=(0.1, 1.0),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "How much standard service loses where policy names a need less than people do",
                "Perte d'adéquation quand la politique nomme un besoin moins que les gens",
            ),
            evidence=Assumption(
                "programmes laid without knowledge of the field serve it less well (M14)",
                "Bruneau 2021 ch. 5, 6; direction only",
            ),
        ),
        Parameter(
            name="continuity_loss",
            default=0.4,
            unit="share of quality lost at a yearly turnover of 1",
            bounds=(0.0, 1.0),
            prior=(0.1, 0.7),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "Quality lost as staff change", "Qualité perdue avec le roulement du personnel"
            ),
            evidence=Assumption(
                "trust and knowledge of files leave with staff (M13); a wide prior",
                "X18: no usable figure found",
            ),
        ),
    ),
)
AFTER = ("choice",)


@kernel
def standard_fit(
    funders: Table,
    contracts: Table,
    true_need: Numbers,
    off_standard: Numbers,
    parameters: Table,
    fit: Numbers,
) -> None:
    """What standard programmes achieve by status and kind, weighted over the money of ministries:

    (1 - loss x targets x off_standard) x min(1, priority / true need) ^ exponent.
    """
    p = parameters[0]
    fit[:] = 0.0
    total = 1e-9
    for f in range(len(funders)):
        if funders[f]["is_ministry"]:
            total += contracts["amount"][:, f, SERVICE_AGREEMENT].sum()
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        weight = contracts["amount"][:, f, SERVICE_AGREEMENT].sum() / total
        for k in range(fit.shape[1]):
            named = min(1.0, funder["priorities"][k] / max(true_need[k], 1e-9))
            named = max(named, 0.05) ** p["policy_fit_exponent"]
            for s in range(fit.shape[0]):
                loss = p["standardization_loss"] * funder["quantitative_targets"] * off_standard[s]
                fit[s, k] += weight * (1.0 - loss) * named


@kernel
def serve(
    organizations: Table,
    relations: Table,
    contracts: Table,
    parameters: Table,
    hours_a_month: float,
    months_left: int,
) -> None:
    """Divide this month's delivery hours over requests; book paid clients on agreements."""
    p = parameters[0]
    standard = p["hours_per_episode"]
    for i in range(len(organizations)):
        o = organizations[i]
        hours = o["staff"] * hours_a_month * o["delivery_plan"]
        o["hours_delivery"] = 0.0
        o["served_eligible"] = 0.0
        o["served_ineligible"] = 0.0
        for f in range(relations.shape[1]):
            relations[i, f]["records"] = 0.0
        if not o["alive"]:
            continue
        target = 0.0
        for f in range(relations.shape[1]):
            c = contracts[i, f, SERVICE_AGREEMENT]
            target += max(0.0, c["target"] - c["served"]) / months_left
        paid = min(o["requests_eligible"], target)
        welcome = o["requests_ineligible"] * o["openness"]
        wanted = o["requests_eligible"] + welcome
        kept = min(0.5 * hours, o["own_hours"] * o["openness"])  # on principle, at its own expense
        first = min(welcome, kept / standard)
        episode = min(standard * p["deepest"], max(standard, hours / max(wanted, 1e-9)))
        if (paid + first) * standard > hours:
            episode = max(hours / max(paid + first, 1e-9), standard * p["thinnest"])
        room = hours / episode
        first = min(first, room)
        room -= first
        paid = min(paid, room)
        room -= paid
        unpaid = o["requests_eligible"] - paid + welcome - first
        share = min(1.0, room / max(unpaid, 1e-9))
        beyond = (o["requests_eligible"] - paid) * share
        own_expense = first + (welcome - first) * share
        o["served_eligible"] = paid + beyond
        o["served_ineligible"] = own_expense
        o["chance_eligible"] = min(1.0, o["served_eligible"] / max(o["requests_eligible"], 1e-9))
        o["chance_ineligible"] = min(1.0, own_expense / max(o["requests_ineligible"], 1e-9))
        o["hours_per_episode"] = episode
        o["hours_delivery"] = episode * (paid + beyond + own_expense)
        steady = 1.0 - p["continuity_loss"] * min(1.0, o["turnover"])
        o["quality"] = (episode / standard) ** 0.7 * steady
        for f in range(relations.shape[1]):
            c = contracts[i, f, SERVICE_AGREEMENT]
            if target > 0.0 and paid > 0.0:
                clients = paid * max(0.0, c["target"] - c["served"]) / months_left / target
                c["served"] += clients
                c["served_quarter"] += clients
                relations[i, f]["records"] = clients


def act(world: World) -> None:
    """Serve this month's requests."""
    parameters = world.parameters["delivery"]
    standard_fit(
        world.funders, world.contracts, world.demand.true_need, world.statuses.off_standard,
        parameters, world.demand.standard_fit,
    )  # fmt: skip
    serve(
        world.organizations, world.relations, world.contracts, parameters,
        float(world.parameters["staff"]["hours_a_month"][0]),
        world.calendar.months_left_in_fiscal_year,
    )  # fmt: skip


STEPS = {Phase.SERVICES: act}
