"""The sector in one row a month: identity, access, money, hours, policy, newcomers, survival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Better, Outcome, Text
from partnersim.outcomes.indicators import HOURS, INCOME, RECURRENT
from partnersim.state.activities import all_hours
from partnersim.state.columns import INSTRUMENTS, MISSION_GRANT, PROJECT, SERVICE_AGREEMENT
from partnersim.state.income import concentration
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World


def _column(
    name: str, unit: str, en: str, fr: str, formula: str, better: Better | None = None
) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr), formula=formula, better=better)


def _share_of_awards(instrument: str) -> str:
    awards = " + ".join(f"amount[main, {one}]" for one in INSTRUMENTS)
    return f"sum_i(amount[main, {instrument}]) / sum_i({awards})"


def _share_of_hours(activity: str) -> str:
    return f"sum_i(hours_{activity}) / sum_i(hours); {HOURS}"


COLUMNS = (
    _column("identity_mean", "0 service provider to 1 autonomous partner",
            "Orientation of organisations, mean", "Orientation des organismes, moyenne",
            "mean_i(identity)", Better.HIGHER),
    _column("service_provider_share", "share of organisations",
            "Call themselves service providers", "Se disent prestataires de services",
            "share_i(self_perception < self_perception.provider_below)", Better.LOWER),
    _column("autonomous_partner_share", "share of organisations",
            "Call themselves autonomous partners", "Se disent partenaires autonomes",
            "share_i(self_perception > self_perception.partner_above)", Better.HIGHER),
    _column("direct_access_share", "share of organisations",
            "Direct access to the ministry: own seat, or a tie of one third and more",
            "Accès direct au ministère : siège propre ou lien d'au moins un tiers",
            "share_i(max(seat[main] * (1 - delegate[main]), tie[main]) >= 1/3)", Better.HIGHER),
    _column("access_gini", "Gini index, 0 equal to 1",
            "Inequality of access", "Inégalité d'accès",
            "gini_i(1 - (1 - tie[main]) * (1 - 0.5 * seat[main] * (1 - delegate[main])))", Better.LOWER),
    _column("mission_share", "share of the ministry's awards",
            "Mission grants, of the ministry's awards", "Soutien à la mission, part du ministère",
            _share_of_awards("mission_grant")),
    _column("service_agreement_share", "share of the ministry's awards",
            "Service agreements, of its awards", "Ententes de services, part du ministère",
            _share_of_awards("service_agreement")),
    _column("project_share", "share of the ministry's awards",
            "Projects, of its awards", "Projets, part du ministère",
            _share_of_awards("project")),
    _column("dependence_mean", "share of receipts, twelve months",
            "Receipts from all governments", "Revenus provenant de tous les gouvernements",
            "mean_i(min(1, sum_f(is_ministry[f] * min(1, yearly_income[f] / max(1, yearly_income)))))"),
    _column("ministry_dependence_mean", "share of receipts, twelve months",
            "Receipts from the main ministry", "Revenus provenant du ministère principal",
            "mean_i(min(1, yearly_income[main] / max(1, yearly_income)))"),
    _column("recurrent_share", "share of income",
            "Income that returns every year", "Revenus récurrents",
            f"mean_i(min(1, {RECURRENT} / {INCOME}))", Better.HIGHER),
    _column("funder_concentration", "Herfindahl index, 0 to 1",
            "Concentration of receipts on few funders", "Concentration des revenus sur peu de bailleurs",
            "mean_i(min(1, sum_f(s^2) + max(0, 1 - sum_f(s))^2)); "
            "s = min(1, yearly_income[f] / max(1, yearly_income))"),
    _column("reporting_share", "share of staff hours",
            "Hours for reporting", "Heures de reddition de comptes",
            _share_of_hours("reporting"), Better.LOWER),
    _column("felt_burden", "0 to 1",
            "Felt burden of accountability", "Fardeau ressenti de la reddition de comptes",
            "mean_i(felt_burden)", Better.LOWER),
    _column("advocacy_share", "share of staff hours", "Hours for advocacy", "Heures de défense de droits",
            _share_of_hours("advocacy")),
    _column("community_life_share", "share of staff hours",
            "Hours for associative life", "Heures de vie associative",
            _share_of_hours("associative_life"), Better.HIGHER),
    _column("delivery_share", "share of staff hours", "Hours for services", "Heures de services",
            _share_of_hours("delivery")),
    _column("representation_load_share", "share of staff hours",
            "Hours at tables", "Heures aux tables de concertation",
            _share_of_hours("tables")),
    _column("fundraising_share", "share of staff hours",
            "Hours for applications and fundraising", "Heures de recherche de financement",
            _share_of_hours("fundraising")),
    _column("management_share", "share of staff hours", "Hours for management", "Heures de gestion",
            _share_of_hours("management")),
    _column("advocates_share", "share of organisations",
            "Advocacy weighs a quarter of services or more",
            "La défense de droits pèse au moins le quart des services",
            "share_i(hours_advocacy >= 0.25 * hours_delivery)"),
    _column("policy_need_congruence", "0 apart to 1 same",
            "Policy and newcomers' needs", "Politique et besoins des personnes",
            "1 - 0.5 * sum_k(|priorities[main, k] - true_need[k]|)", Better.HIGHER),
    _column("umbrella_need_congruence", "0 apart to 1 same",
            "The umbrella's demand and newcomers' needs", "Demande du regroupement et besoins des personnes",
            "1 - 0.5 * sum_k(|demand[k] - true_need[k]|)", Better.HIGHER),
    _column("policy_uptake", "share of the way from agenda to advice",
            "Policy between agenda and advice", "Politique entre programme et avis",
            "min(1, max(0, sum_k(w * (priorities[main, k] - agenda[main, k])) / sum_k(w^2))); "
            "w = heard[main, k] - agenda[main, k]", Better.HIGHER),
    _column("participation_mean", "share of decisions",
            "Members' part in decisions", "Part des membres dans les décisions",
            "mean_i(participation)", Better.HIGHER),
    _column("rootedness_mean", "0 to 1", "Rootedness in the community", "Enracinement dans le milieu",
            "mean_i(rootedness)", Better.HIGHER),
    _column("legitimacy_mean", "0 to 1",
            "Legitimacy in the ministry's eyes", "Légitimité aux yeux du ministère",
            "mean_i(legitimacy[main])"),
    _column("alternative_share", "share of delivery hours",
            "Services of own design", "Services de conception propre",
            "mean_i(alternative)", Better.HIGHER),
    _column("gap_share", "share of income",
            "Costs that agreements leave, of income", "Coûts non couverts par les ententes, des revenus",
            f"sum_i(gap) / sum_i({INCOME})", Better.LOWER),
    _column("slack_share", "share of income",
            "Free money left when the gap is filled", "Marge une fois le manque comblé",
            f"sum_i(slack) / sum_i({INCOME})", Better.HIGHER),
    _column("mobilized_share", "share of members' influence",
            "Taking part in the last mobilisation", "Part à la dernière mobilisation",
            "sum_i(mobilised * influence) / sum_i(umbrella_member * influence)"),
    _column("concession", "share of the burden", "Burden lifted by pressure", "Fardeau allégé par la pression",
            "concession[main]"),
    _column("minister_attitude", "multiplier", "Attitude of the minister", "Attitude de la ou du ministre",
            "attitude[main]"),
    _column("unity", "0 to 1", "Unity of the umbrella", "Unité du regroupement",
            "max(0, 1 - sum_i(v * 0.5 * sum_k(|priorities[k] - demand[k]|)) / sum_i(v)); "
            "v = umbrella_member * attendance * influence^umbrella.gamma"),
    _column("staff_total", "full-time equivalents", "Staff of all organisations", "Personnel de tous les organismes",
            "sum_i(staff)"),
    _column("staff_turnover", "share of staff a year", "Staff turnover", "Roulement du personnel",
            "sum_i(turnover * staff) / sum_i(staff)", Better.LOWER),
    _column("organizations_alive", "organisations", "Organisations alive", "Organismes en activité",
            "sum_i(alive)", Better.HIGHER),
    _column("with_agreement", "organisations", "With a service agreement of the ministry",
            "Avec une entente de services du ministère",
            "sum_i(amount[main, service_agreement] > 0)"),
    _column("with_project", "organisations", "With a project of the ministry", "Avec un projet du ministère",
            "sum_i(amount[main, project] > 0)"),
    _column("with_mission_grant", "organisations", "With a mission grant of the ministry",
            "Avec un soutien à la mission du ministère",
            "sum_i(amount[main, mission_grant] > 0)"),
    _column("strategy_comply", "share of organisations", "Boards that comply", "Conseils qui se conforment",
            "share_i(strategy == comply)"),
    _column("strategy_voice", "share of organisations", "Boards that voice", "Conseils qui revendiquent",
            "share_i(strategy == voice)"),
    _column("strategy_diversify", "share of organisations", "Boards that diversify", "Conseils qui diversifient",
            "share_i(strategy == diversify)"),
    _column("strategy_leave", "share of organisations", "Boards that leave", "Conseils qui se retirent",
            "share_i(strategy == leave)"),
    _column("identity_spread", "standard deviation, 0 all alike",
            "Spread of orientation among organisations", "Écart d'orientation entre organismes",
            "(mean_i(identity^2) - mean_i(identity)^2)^0.5"),
    _column("provider_share_lower_cut", "share of organisations",
            "Call themselves service providers, cut-off 0.1 lower",
            "Se disent prestataires de services, seuil plus bas de 0,1",
            "share_i(self_perception < self_perception.provider_below - 0.1)", Better.LOWER),
    _column("provider_share_higher_cut", "share of organisations",
            "Call themselves service providers, cut-off 0.1 higher",
            "Se disent prestataires de services, seuil plus haut de 0,1",
            "share_i(self_perception < self_perception.provider_below + 0.1)", Better.LOWER),
    _column("mission_hours", "hours a month",
            "Mission work of all organisations", "Travail de mission de tous les organismes",
            "sum_i(hours_advocacy + hours_associative_life)", Better.HIGHER),
    _column("access_excess", "difference of Gini indexes, five-year memory",
            "Concentration of invitations beyond a lot", "Concentration des invitations au-delà du hasard",
            "gini_i(sat[main]) - gini_i(sat_by_lot[main])", Better.LOWER),
    _column("seats_kept_share", "share of those invited the year before",
            "Invited again", "De nouveau invités",
            "seats_kept[main]"),
    _column("seats_kept_by_lot_share", "share of those invited the year before",
            "Invited again if drawn by lot", "De nouveau invités si on tirait au sort",
            "seats_kept_by_lot[main]"),
    _column("goals_apart_mean", "distance of horizons, 0 same to 1",
            "Distance of goals: output or outcome", "Distance des buts : extrants ou effets",
            "mean_i(goals_apart[main])"),
    _column("served_at_own_expense", "people a month",
            "Served at organisations' own expense", "Servies aux frais des organismes",
            "sum_i(served_ineligible)"),
    _column("in_between_share", "share of organisations",
            "Call themselves something in between", "Se disent entre les deux",
            "1 - share_i(self_perception < self_perception.provider_below)"
            " - share_i(self_perception > self_perception.partner_above)"),
    _column("other_hours_share", "share of staff hours",
            "Tables, fundraising and management", "Concertation, collecte de fonds et gestion",
            f"sum_i(hours_tables + hours_fundraising + hours_management) / sum_i(hours); {HOURS}"),
    _column("policy_drafts", "drafts put to the sector", "Drafts of a framework policy",
            "Versions d'une politique-cadre", "drafts"),
    _column("policy_acceptance_share", "share of the umbrella's votes, when it was put",
            "Could live with the last draft", "S'accommodent de la dernière version",
            "sum_i(v * accepts) / max(0.001, sum_i(v)); v = umbrella_member * influence^umbrella.gamma"),
    _column("policy_in_force", "0 no, 1 yes", "A framework policy in force",
            "Une politique-cadre en vigueur", "in_force"),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)


@kernel
def gini(values: Numbers) -> float:
    """Gini index of values that are not negative; 0 where all are 0."""
    ordered = np.sort(values)
    number = len(ordered)
    weighted = 0.0
    for i in range(number):
        weighted += (2.0 * (i + 1) - number - 1.0) * ordered[i]
    return weighted / max(number * ordered.sum(), 1e-9)


@kernel
def summarize(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    main: int,
    perception: Table,
    demand: Numbers,
    true_need: Numbers,
    unity: Numbers,
    mobilised: Numbers,
    framework: Table,
    row: Numbers,
) -> None:
    """Write the sector's row, in the order of COLUMNS."""
    row[:] = 0.0
    count = len(organizations)
    access = np.zeros(count)
    sat = np.zeros(count)
    by_lot = np.zeros(count)
    cut = perception[0]["provider_below"]
    alive = 0.0
    hours = 1e-9
    awards = 1e-9
    income_all = 1e-9
    staff = 1e-9
    for i in range(count):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        row[0] += o["identity"]
        row[1] += 1.0 if o["self_perception"] < cut else 0.0
        row[45] += 1.0 if o["self_perception"] < cut - 0.1 else 0.0
        row[46] += 1.0 if o["self_perception"] < cut + 0.1 else 0.0
        row[51] += r["goals_apart"]
        row[52] += o["served_ineligible"]
        row[47] += o["hours_advocacy"] + o["hours_associative_life"]
        row[2] += 1.0 if o["self_perception"] > perception[0]["partner_above"] else 0.0
        own_seat = r["seat"] and not r["delegate"]
        row[3] += 1.0 if own_seat or r["tie"] >= 1.0 / 3.0 else 0.0
        access[int(alive)] = 1.0 - (1.0 - r["tie"]) * (0.5 if own_seat else 1.0)
        sat[int(alive)] = r["sat"]
        by_lot[int(alive)] = r["sat_by_lot"]
        alive += 1.0
        for m in range(3):
            amount = contracts[i, main, m]["amount"]
            awards += amount
            row[5 + m] += amount
        receipts = max(o["yearly_income"], 1.0)
        government = 0.0
        recurrent = o["own_income"]
        for f in range(len(funders)):
            share = min(1.0, relations[i, f]["yearly_income"] / receipts)
            if funders[f]["is_ministry"]:
                government += share
            recurrent += contracts[i, f, MISSION_GRANT]["amount"] / 12.0
            if funders[f]["term_years"] > 1:
                recurrent += contracts[i, f, SERVICE_AGREEMENT]["amount"] / 12.0
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        row[8] += min(1.0, government)
        row[9] += min(1.0, relations[i, main]["yearly_income"] / receipts)
        row[10] += min(1.0, recurrent / income)
        row[11] += concentration(relations[i], receipts)
        hours += all_hours(o)
        row[12] += o["hours_reporting"]
        row[13] += o["felt_burden"]
        row[14] += o["hours_advocacy"]
        row[15] += o["hours_associative_life"]
        row[16] += o["hours_delivery"]
        row[17] += o["hours_tables"]
        row[18] += o["hours_fundraising"]
        row[19] += o["hours_management"]
        row[20] += 1.0 if o["hours_advocacy"] >= 0.25 * o["hours_delivery"] else 0.0
        row[24] += o["participation"]
        row[25] += o["rootedness"]
        row[26] += r["legitimacy"]
        row[27] += o["alternative"]
        row[28] += o["gap"]
        row[29] += o["slack"]
        income_all += income
        staff += o["staff"]
        row[35] += o["turnover"] * o["staff"]
        row[37] += 1.0 if contracts[i, main, SERVICE_AGREEMENT]["amount"] > 0.0 else 0.0
        row[38] += 1.0 if contracts[i, main, PROJECT]["amount"] > 0.0 else 0.0
        row[39] += 1.0 if contracts[i, main, MISSION_GRANT]["amount"] > 0.0 else 0.0
        row[40 + o["strategy"]] += 1.0
        row[44] += o["identity"] ** 2
    number = max(alive, 1.0)
    for n in (0, 1, 2, 3, 8, 9, 10, 11, 13, 20, 24, 25, 26, 27, 40, 41, 42, 43, 45, 46, 51):
        row[n] /= number
    for n in (5, 6, 7):
        row[n] /= awards
    for n in (12, 14, 15, 16, 17, 18, 19):
        row[n] /= hours
    row[44] = max(0.0, row[44] / number - row[0] ** 2) ** 0.5
    row[28] /= income_all
    row[29] /= income_all
    row[4] = gini(access[: int(alive)])
    row[48] = gini(sat[: int(alive)]) - gini(by_lot[: int(alive)])
    row[49] = funders[main]["seats_kept"]
    row[50] = funders[main]["seats_kept_by_lot"]
    row[53] = 1.0 - row[1] - row[2]
    row[54] = row[17] + row[18] + row[19]
    policy = 0.0
    umbrella = 0.0
    for k in range(len(true_need)):
        policy += 0.5 * abs(funders[main]["priorities"][k] - true_need[k])
        umbrella += 0.5 * abs(demand[k] - true_need[k])
    row[21] = 1.0 - policy
    row[22] = 1.0 - umbrella
    row[23] = funders[main]["uptake"]
    row[30] = mobilised[0]
    row[31] = funders[main]["concession"]
    row[32] = funders[main]["attitude"]
    row[33] = unity[0]
    row[34] = staff
    row[35] /= staff
    row[36] = alive
    row[55] = framework[0]["drafts"]
    row[56] = framework[0]["acceptance"]
    row[57] = framework[0]["in_force"]


def measure(world: World, row: np.ndarray) -> None:
    """Write this month's sector row."""
    summarize(
        world.organizations, world.funders, world.relations, world.contracts, world.main_funder,
        world.parameters["self_perception"], world.umbrella.demand, world.demand.true_need,
        world.umbrella.unity, world.umbrella.mobilised, world.framework, row,
    )  # fmt: skip
