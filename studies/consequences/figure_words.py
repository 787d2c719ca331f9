"""Labels of the figures, in both languages."""

from __future__ import annotations

from partnersim.language import current

_WORDS = {
    "orientation": ("orientation", "orientation"),
    "mission_share": ("mission posts, share", "postes de mission, part"),
    "community_seats": ("seats of the community", "sièges de la communauté"),
    "direct_access": ("direct access", "accès direct"),
    "mifi_status_quo": ("then the status quo", "puis le statu quo"),
    "aca_ideal": ("then the ideal", "puis l'idéal"),
    "money": ("money alone", "argent seul"),
    "light": ("light terms", "modalités légères"),
    "drift": ("drift", "dérive"),
    "paradox": ("paradox", "paradoxe"),
    "circle": ("circle", "cercle"),
    "all three": ("all three", "les trois"),
    "if independent": ("product of the three", "produit des trois"),
    "record": ("how much the record decides", "poids du bilan"),
    "mission": ("the mission's share of the money", "part de la mission dans l'argent"),
    "part": ("part of a freed post", "part d'un poste libéré"),
    "draws": ("share of draws", "part des tirages"),
    "thirds": ("little, medium, much", "faible, moyen, fort"),
    "of_all": ("of all that is freed", "de tout ce qui est libéré"),
    "years": ("years after", "années après"),
    "pace": ("pace, share of the distance a year", "rythme, part de la distance par an"),
    "variance": ("share of the variance", "part de la variance"),
    "access": ("seats of one's own", "sièges à soi"),
    "awards": ("awards", "octrois"),
    "tie to an outsider": ("tie given to an outsider", "lien donné à un éloigné"),
    "tie from an insider": ("tie taken from an insider", "lien retiré à un proche"),
    "seat to an outsider": ("seat given to an outsider", "siège donné à un éloigné"),
    "out for a year": ("out of the table for a year", "hors de la table un an"),
    "no agreements for a year": ("no agreements for a year", "sans ententes un an"),
    "seat": ("seat-years", "années-sièges"),
    "gain": ("part the loop makes", "part de la boucle"),
    "invited_again": ("invited again, %", "invités de nouveau, %"),
    "as it is": ("as it is", "tel quel"),
    "equal organisations": ("equal organisations", "organismes égaux"),
    "known alike": ("all known alike", "tous connus également"),
    "by lot among the willing": ("by lot among the willing", "tirés parmi qui viendrait"),
    "by lot among all": ("by lot among all", "tirés parmi tous"),
    "correlation": ("rank correlation (a lottery: 0)", "corrélation de rang (une loterie : 0)"),
    "ahead": ("model less lagged share", "modèle moins part décalée"),
    "model": ("the model's forecast", "prévision du modèle"),
    "lagged_share": ("lagged share", "part décalée"),
    "as_it_was": ("as it was when the scenario began", "tel qu'au début du scénario"),
    "insiders_now": ("insiders less others, now", "proches moins autres, maintenant"),
    "selection": ("insiders less others, when the scenario began", "proches moins autres, au début du scénario"),
    "influence": ("five seat-years given at random, at their end", "cinq années-sièges données au hasard, à leur fin"),
    "influence_five_years_later": ("the same, five years later", "la même chose, cinq ans plus tard"),
    "difference_of_orientation": ("difference of orientation", "écart d'orientation"),
    "news": ("outsiders who hear of calls, points", "éloignés qui entendent parler des appels, points"),
    "agreements": ("money of agreements of outsiders, % of theirs", "argent d'ententes des éloignés, % du leur"),
    "voice": (
        "closeness of what the ministry hears to outsiders' priorities, points",
        "proximité de ce que le ministère entend aux priorités des éloignés, points",
    ),
    "policy_need_congruence": (
        "congruence of policy and need, points",
        "concordance de la politique et des besoins, points",
    ),
    "mission_money_won": ("mission money that it wins, points", "argent de mission qu'il gagne, points"),
    "concession": ("burden that it has lifted, points", "fardeau qu'il a fait lever, points"),
    "with_less_without": ("with the umbrella less without it", "avec le regroupement moins sans lui"),
    "of_mifi_status_quo": ("status quo", "statu quo"),
    "of_prsca_compliant": ("the policy applied", "la politique appliquée"),
    "of_npm_tightening": ("tightened accountability", "reddition de comptes resserrée"),
}  # fmt: skip


def word(name: str) -> str:
    """A label in the language in use."""
    return _WORDS[name][current() == "fr"]
