"""Columns of the results tables: name, unit, meaning. Units travel in the files' metadata."""

from __future__ import annotations

from partnersim.declarations import Outcome, Text
from partnersim.outcomes.indexes import INDEXES
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.state.newcomers import COUNTS


def _column(name: str, unit: str, en: str, fr: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr))


KEYS = (
    _column("run", "number", "Run", "Simulation"),
    _column("phase", "spin_up or scenario", "Phase", "Phase"),
    _column("month", "YYYY-MM", "Month", "Mois"),
)
SECTOR = (*KEYS, *SECTOR_COLUMNS)
REFERENCE = (*KEYS[:2], *SECTOR_COLUMNS)  # means of the year before the scenario, and of its last
ORGANIZATION_KEYS = (
    *KEYS,
    _column("fiscal_year", "year in which it began", "Fiscal year", "Exercice"),
    _column("organization", "name", "Organisation", "Organisme"),
    _column("archetype", "A to J", "Archetype", "Archétype"),
    _column("place", "name", "Place", "Lieu"),
    _column("alive", "yes or no", "In activity", "En activité"),
)
ORGANIZATION_STATE = (
    _column("staff", "full-time equivalents", "Staff", "Personnel"),
    _column("turnover", "share of staff a year", "Staff turnover", "Roulement du personnel"),
    _column("reserve", "2020 dollars", "Cash less unpaid bills", "Encaisse moins factures impayées"),
    _column("yearly_income", "2020 dollars, twelve months", "Receipts", "Revenus"),
    _column("unrestricted", "2020 dollars a month", "Unrestricted income", "Revenus libres"),
    _column("restricted", "2020 dollars a month", "Restricted income", "Revenus affectés"),
    _column("gap", "2020 dollars a month", "Gap that agreements leave", "Manque laissé par les ententes"),
    _column("slack", "2020 dollars a month", "Free money left", "Marge"),
    _column("hours_delivery", "hours a month", "Hours for services", "Heures de services"),
    _column("hours_reporting", "hours a month", "Hours for reporting", "Heures de reddition de comptes"),
    _column("hours_associative_life", "hours a month", "Hours in associative life", "Heures de vie associative"),
    _column("hours_advocacy", "hours a month", "Hours for advocacy", "Heures de défense de droits"),
    _column("hours_tables", "hours a month", "Hours at tables", "Heures aux tables"),
    _column("hours_fundraising", "hours a month", "Hours for fundraising", "Heures de recherche de financement"),
    _column("hours_management", "hours a month", "Hours for management", "Heures de gestion"),
    _column("served_eligible", "people a month", "Eligible people served", "Personnes admissibles servies"),
    _column("served_ineligible", "people a month", "Others served", "Autres personnes servies"),
    _column("alternative", "share of delivery", "Services of own design", "Services de conception propre"),
    _column("real_burden", "share of hours", "Real burden", "Fardeau réel"),
    _column("felt_burden", "0 to 1", "Felt burden", "Fardeau ressenti"),
    _column("members_participation", "share of decisions", "Members' part", "Part des membres"),
    _column("rootedness", "0 to 1", "Rootedness", "Enracinement"),
    _column("founding_identity", "0 to 1", "Orientation at founding", "Orientation d'origine"),
    _column("identity", "0 service provider to 1 autonomous partner", "Orientation", "Orientation"),
    _column("self_perception", "0 service provider to 1 autonomous partner", "Self-perception",
            "Perception de soi"),
    _column("influence", "0 to 1", "Influence in the umbrella", "Influence dans le regroupement"),
)  # fmt: skip
ORGANIZATION_RELATION = (
    _column("tie", "0 to 1", "Tie with the main ministry", "Lien avec le ministère principal"),
    _column("legitimacy", "0 to 1", "Legitimacy in its eyes", "Légitimité à ses yeux"),
    _column("alignment", "0 to 1", "Alignment with it", "Alignement sur lui"),
    _column("seat", "yes or no", "Seat at its table", "Siège à sa table"),
)
ORGANIZATION_MONEY = (
    _column("mission_grant", "2020 dollars a year", "Mission grant of the ministry",
            "Soutien à la mission du ministère"),
    _column("service_agreement", "2020 dollars a year", "Agreement of the ministry", "Entente du ministère"),
    _column("project", "2020 dollars a year", "Project of the ministry", "Projet du ministère"),
    _column("ministry_dependence", "share of receipts", "Dependence on the ministry", "Dépendance au ministère"),
)  # fmt: skip
ORGANIZATIONS = (
    *ORGANIZATION_KEYS,
    *ORGANIZATION_STATE,
    *ORGANIZATION_RELATION,
    *ORGANIZATION_MONEY,
    *INDEXES[3:],
)
_GROUP = (
    _column("status", "name", "Status", "Statut"),
    _column("place", "name", "Place", "Lieu"),
)
NEWCOMERS = (
    *KEYS,
    *_GROUP,
    _column("present", "people", "Present at the end of the month", "Présentes à la fin du mois"),
    _column("arrived", "people", "Arrived", "Arrivées"),
    _column("settled", "people", "Settled", "Établies"),
    _column("left", "people", "Left Quebec", "Parties du Québec"),
    _column("seeking", "people, expected", "Asking for help", "Demandent de l'aide"),
    _column("served", "people", "Served", "Servies"),
    _column("waiting_months", "requests in vain, summed over people",
            "Requests in vain so far", "Demandes restées sans réponse jusqu'ici"),
    _column("dropped_out", "people", "Stopped asking", "Ont cessé de demander"),
    _column("unmet_need", "need summed over people", "Need left", "Besoins restants"),
    _column("ineligible_seeking", "people, expected",
            "Asking, not eligible for the main ministry",
            "Demandent, non admissibles au ministère principal"),
    _column("ineligible_served", "people",
            "Served, not eligible for the main ministry",
            "Servies, non admissibles au ministère principal"),
    _column("taking_part", "people", "Take part in an organisation", "Prennent part à un organisme"),
    _column("changed_status", "people", "Changed status", "Ont changé de statut"),
)  # fmt: skip
assert tuple(one.name for one in NEWCOMERS[5:]) == COUNTS
COHORTS = (
    KEYS[0],
    _column("arrival_quarter", "YYYY-MM, first month", "Quarter of arrival", "Trimestre d'arrivée"),
    *_GROUP,
    *(
        one
        for months in (12, 24, 36)
        for one in (
            _column(f"need_after_{months}_months", "mean need, 0 to 1",
                    f"Need left after {months} months", f"Besoins restants après {months} mois"),
            _column(f"people_after_{months}_months", "people",
                    f"People of the cohort after {months} months",
                    f"Personnes de la cohorte après {months} mois"),
        )
    ),
)  # fmt: skip
FLOWS = (
    KEYS[0],
    KEYS[2],
    _column("payer", "name", "Who pays", "Qui paie"),
    _column("payee", "name", "Who is paid", "Qui est payé"),
    _column("purpose", "name", "For what", "À quel titre"),
    _column("amount", "2020 dollars", "Amount", "Montant"),
)
TYPOLOGIES = (
    *KEYS,
    _column("fiscal_year", "year in which it began", "Fiscal year", "Exercice"),
    _column("typology", "name", "Typology", "Typologie"),
    _column("level", "organization, dyad or sector",
            "What is classed: an organisation, its relation with the ministry, the sector",
            "Ce qui est classé : un organisme, son lien avec le ministère, le secteur"),
    _column("organization", "name, empty for the sector", "Organisation", "Organisme"),
    _column("kind", "name", "Class", "Classe"),
    _column("membership", "share", "Membership of that class", "Appartenance à cette classe"),
    _column("second_kind", "name", "Next class", "Classe suivante"),
    _column("second_membership", "share", "Membership of the next class",
            "Appartenance à la classe suivante"),
    _column("near_cut", "yes or no", "Changes class when a cut-off moves by 0.1",
            "Change de classe si un seuil bouge de 0,1"),
    _column("autonomy", "0 the state's instrument to 1 its equal", "Place of the class",
            "Place de la classe"),
    _column("first_axis", "0 to 1", "Position on the first axis", "Position sur le premier axe"),
    _column("second_axis", "0 to 1, missing where there is one axis",
            "Position on the second axis", "Position sur le deuxième axe"),
)  # fmt: skip
PARTNERSHIPS = (
    *KEYS,
    _column("partnership", "name", "Local partnership", "Partenariat local"),
    _column("place", "name", "Place", "Lieu"),
    _column("funded", "yes or no", "Paid this month", "Financé ce mois-ci"),
    _column("stage", "0 convening, 1 council, 2 plan, 3 implementation, 4 learning",
            "How far it has come", "Chemin parcouru"),
    _column("certainty", "expected share of the next three years that is paid",
            "Certainty of its funding", "Certitude de son financement"),
    _column("members", "organisations", "Organisations on its council", "Organismes à son conseil"),
    _column("small_members", "organisations", "Of these, small ones", "Dont de petits organismes"),
    _column("others", "seats", "Seats taken by other sectors", "Sièges d'autres secteurs"),
    Outcome(name="efficacy", unit="0 to 1",
            meaning=Text("What a council of that size can do", "Ce qu'un conseil de cette taille peut faire"),
            formula="1 / (1 + (members + others) / partnership_council.manageable)"),
    _column("representativeness", "0 to 1",
            "Mean of breadth of sectors, voice of the place's organisations, outreach",
            "Moyenne de la diversité des secteurs, de la voix des organismes du lieu, de la consultation"),
    _column("trust", "0 to 1", "Trust among its organisations", "Confiance entre ses organismes"),
    _column("planned", "0 to 1", "Width of its plan", "Ampleur de son plan"),
    _column("done", "0 to 1", "Of a full plan, what is done", "Ce qui est fait d'un plan complet"),
    Outcome(name="plan_gap", unit="0 to 1",
            meaning=Text("Planned and not done", "Prévu et non réalisé"),
            formula="max(0, planned - done)"),
    _column("action", "0 to 1", "What it does, in plans and in deeds", "Son action, en plans et en actes"),
    _column("moved", "people a month, expected", "Sent on to where there was room",
            "Dirigées là où il y avait de la place"),
    _column("leveraged", "2020 dollars a month", "Local money brought to organisations",
            "Argent local apporté aux organismes"),
    _column("staff_dollars", "2020 dollars a month", "Spent on staff", "Dépensé en personnel"),
    _column("outreach_dollars", "2020 dollars a month", "Spent on outreach", "Dépensé en consultation"),
)  # fmt: skip
TABLES: dict[str, tuple[Outcome, ...]] = {
    "sector": SECTOR,
    "organizations": ORGANIZATIONS,
    "newcomers": NEWCOMERS,
    "cohorts": COHORTS,
    "flows": FLOWS,
    "typologies": TYPOLOGIES,
}
# tables that a run has only where its scenario has something to put in them
OPTIONAL_TABLES: dict[str, tuple[Outcome, ...]] = {
    "partnerships": PARTNERSHIPS,
    "reference": REFERENCE,
}
EVERY_TABLE = TABLES | OPTIONAL_TABLES
