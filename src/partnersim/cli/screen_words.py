"""Words that stand on the screens and pages and are no column of a table: what they mean, where it is from."""

from __future__ import annotations

from partnersim.cli.sweep_words import SWEEP_WORDS
from partnersim.cli.word import Word
from partnersim.declarations import Text

_INTERVIEWS = "src/partnersim/report/interviews.py"
_SAMPLING = Text(
    "partnersim interview SCENARIO: many samples of each run, seed and runs as asked (`--samples`, `--seed`)",
    "partnersim interview SCÉNARIO : bien des échantillons de chaque simulation, graine et nombre tels que "
    "demandés (`--samples`, `--seed`)",
)
_STUDY = Text(
    "src/partnersim/fieldwork/sampling.py; docs/decisions/0015-virtual-fieldwork.md",
    "src/partnersim/fieldwork/sampling.py; docs/decisions/0015-virtual-fieldwork.md",
)
_DIRECTNESS = Text(
    "python -m partnersim.analysis.directness: {runs} paired runs, seed {seed}, parameters drawn from their "
    "priors, years and scale of the scenario's own file; 95 % intervals by bootstrap over runs",
    "python -m partnersim.analysis.directness : {runs} simulations appariées, graine {seed}, paramètres tirés de "
    "leurs a priori, années et échelle du fichier du scénario; intervalles à 95 % par bootstrap",
)
_DIRECTNESS_FILES = Text(
    "src/partnersim/evidence/directness.csv; docs/limits.md, first table; docs/decisions/0007-directness.md; "
    "`partnersim explain autonomy_index` tells it of one measure, by scenario",
    "src/partnersim/evidence/directness.csv; docs/limites.md, premier tableau; docs/decisions/0007-directness.md; "
    "`partnersim explain autonomy_index` le dit d'une mesure, par scénario",
)

WORDS = (
    Word(
        Text("Own effect", "Effet propre"),
        Text(
            "What a scenario changes: a measure's mean difference, in the last year, from the regime the scenario "
            "starts from; what grows in both, such as arrivals, is not in it",
            "Ce qu'un scénario change : écart moyen d'une mesure, la dernière année, avec le régime dont part le "
            "scénario; ce qui croît dans les deux, comme les arrivées, n'y est pas",
        ),
        _DIRECTNESS, _DIRECTNESS_FILES, "src/partnersim/report/summary.py",
    ),
    Word(
        Text("directness", "part directe"),
        Text(
            "How much of an own effect the scenario sets by itself: the effect with behaviour frozen as it stood "
            "when the scenario begins, over the effect in full; above one half (a star) the scenario sets it, below "
            "it is response",
            "Part d'un effet propre que le scénario fixe à lui seul : l'effet avec les comportements gelés tels "
            "qu'au début du scénario, sur l'effet entier; au-dessus de la moitié (une étoile) le scénario le fixe, "
            "au-dessous c'est une réponse",
        ),
        _DIRECTNESS, _DIRECTNESS_FILES, "src/partnersim/analysis/directness.py",
    ),
    Word(
        Text("Unsure", "Incertain"),
        Text(
            "Share of organisations whose class in a typology changes when one of its cut-offs moves by 0.1 either "
            "way; the cut-offs are assumptions",
            "Part des organismes dont la classe dans une typologie change quand un de ses seuils bouge de 0,1 d'un "
            "côté ou de l'autre; les seuils sont des hypothèses",
        ),
        Text("in each run, in its last month: column near_cut of typologies.parquet, averaged",
             "dans chaque simulation, le dernier mois : colonne near_cut de typologies.parquet, en moyenne"),
        Text("docs/decisions/0010-typologies.md; `partnersim explain typologies.bruneau` names cut-offs",
             "docs/decisions/0010-typologies.md; `partnersim explain typologies.bruneau` nomme les seuils"),
        "src/partnersim/report/typology_table.py",
    ),
    Word(
        Text("Typical miss", "Écart typique"),
        Text(
            "How far a sample of interviews lies from the truth, as a rule: root mean square distance over samples, "
            "averaged over the six dimensions",
            "De combien un échantillon d'entrevues s'éloigne d'ordinaire de la vérité : racine de l'écart "
            "quadratique moyen sur les échantillons, en moyenne des six dimensions",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Word(
        Text("Miss", "Écart"),
        Text(
            "What interviews find less what is true, on average over samples; list: from who is on the list; answers: "
            "from what is told instead of what is; levels: from the coder's scale",
            "Ce que trouvent les entrevues moins ce qui est vrai, en moyenne des échantillons; liste : par qui est "
            "sur la liste; réponses : par ce qui est dit au lieu de ce qui est; niveaux : par l'échelle de codage",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Word(
        Text("Chance", "Hasard"),
        Text("Standard deviation of what interviews find, between samples of one list",
             "Écart type de ce que trouvent les entrevues, entre échantillons d'une liste"),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Word(
        Text("Held", "Contient"),
        Text(
            "Share of samples whose naive 95 % interval holds the truth; an honest interval would hold it in 95 % "
            "of them",
            "Part des échantillons dont l'intervalle naïf à 95 % contient la vérité; un intervalle honnête la "
            "contiendrait dans 95 % d'entre eux",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Word(
        Text("thesis", "mémoire"),
        Text(
            "What the thesis had at each step of its list: 126 community organisations, 39 in Montreal, 24 with "
            "integration as core activity; then 10 interviewed, 1 withdrew, 1 declined, 12 never answered",
            "Ce qu'avait le mémoire à chaque étape de sa liste : 126 organismes communautaires, 39 à Montréal, 24 "
            "dont l'intégration est l'activité centrale; puis 10 entrevues, 1 désistement, 1 refus, 12 sans réponse",
        ),
        Text("read, not simulated: Bruneau, C. (2021), ch. 3 Sample",
             "lu, non simulé : Bruneau, C. (2021), chap. 3, Échantillon"),
        Text("`partnersim explain F1`, F2, F3", "`partnersim explain F1`, F2, F3"),
        _INTERVIEWS,
    ),
    Word(
        Text("drift", "dérive"),
        Text(
            "Mean orientation of those alive at the end less mean founding orientation of those at the beginning; "
            "below zero towards service provider. Pattern P9 drift is another thing: the gain in orientation by "
            "mission money",
            "Orientation moyenne des organismes vivants à la fin moins orientation moyenne à la fondation de ceux du "
            "début; sous zéro, vers le prestataire de services. Le constat P9 dérive est autre chose : le gain "
            "d'orientation par l'argent pour la mission",
        ),
        Text("python -m partnersim.analysis.rivals.knock_outs: the sum of four movements "
             "(pulls, managers, exit, entry)",
             "python -m partnersim.analysis.rivals.knock_outs : somme de quatre mouvements "
             "(attraits, directions, sorties, entrées)"),
        Text("docs/rivals.md; docs/data/knock_outs.csv; docs/decisions/0019-rival-explanations.md",
             "docs/explications_rivales.md; docs/data/knock_outs.csv; docs/decisions/0019-rival-explanations.md"),
        "src/partnersim/analysis/rivals/drift.py",
    ),
    Word(
        Text("contraction", "contraction"),
        Text(
            "How much the patterns narrow a parameter: 1 less its variance after calibration over that before; 0 is "
            "nothing learnt. Dummy parameters show what is chance",
            "À quel point les constats resserrent un paramètre : 1 moins sa variance après le calage sur celle "
            "d'avant; 0, rien d'appris. Des paramètres factices montrent ce qui est hasard",
        ),
        Text("partnersim calibrate; seed, rows kept and floor: docs/data/calibration_facts.csv",
             "partnersim calibrate; graine, lignes gardées et seuil : docs/data/calibration_facts.csv"),
        Text("docs/calibration.md; docs/data/calibration.csv; docs/decisions/0018-calibration.md",
             "docs/calage.md; docs/data/calibration.csv; docs/decisions/0018-calibration.md"),
        "src/partnersim/analysis/calibration/fitting.py",
    ),
    *SWEEP_WORDS,
)  # fmt: skip
