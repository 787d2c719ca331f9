"""Words that stand on the screens and pages and are no column of a table: what they mean, where it is from."""

from __future__ import annotations

from partnersim.cli.glossary_term import Term
from partnersim.cli.sweep_terms import SWEEP_TERMS
from partnersim.declarations import Text

_INTERVIEWS = "src/partnersim/report/screens/interviews.py"
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
    "python -m studies.directness: {runs} paired runs, seed {seed}, parameters drawn from their "
    "priors, years and scale of the scenario's own file; 95 % intervals by bootstrap over runs",
    "python -m studies.directness : {runs} simulations appariées, graine {seed}, paramètres tirés de "
    "leurs a priori, années et échelle du fichier du scénario; intervalles à 95 % par bootstrap",
)
_DIRECTNESS_FILES = Text(
    "src/partnersim/evidence/directness.csv; docs/limits.md, first table; docs/decisions/0007-directness.md; "
    "`partnersim explain autonomy_index` tells it of one measure, by scenario",
    "src/partnersim/evidence/directness.csv; docs/limites.md, premier tableau; docs/decisions/0007-directness.md; "
    "`partnersim explain autonomy_index` le dit d'une mesure, par scénario",
)

TERMS = (
    Term(
        Text("Own effect", "Effet propre"),
        Text(
            "What a scenario changes: a measure's mean difference, in the last year, from what it is compared with "
            "(`compare_to` of its file, else the eldest scenario it extends), on the same seeds; what grows in both, "
            "such as arrivals, is drift and not in it",
            "Ce qu'un scénario change : écart moyen d'une mesure, la dernière année, avec ce à quoi il est comparé "
            "(`compare_to` de son fichier, sinon l'aîné des scénarios qu'il prolonge), avec les mêmes germes; ce qui "
            "croît dans les deux, comme les arrivées, est dérive et n'y est pas",
        ),
        Text(
            "partnersim run: over the runs made, with its 95 % interval; by `explain`, as measured beforehand for the "
            "shipped scenarios: python -m studies.directness, {runs} paired runs, seed {seed}, parameters "
            "drawn from their priors; 95 % intervals by bootstrap over runs",
            "partnersim run : sur les simulations faites, avec son intervalle à 95 %; dans `explain`, tel que mesuré "
            "d'avance pour les scénarios fournis : python -m studies.directness, {runs} simulations "
            "appariées, graine {seed}, paramètres tirés de leurs a priori; intervalles à 95 % par bootstrap",
        ),
        _DIRECTNESS_FILES, "src/partnersim/report/screens/run.py", ("compare_to",),
    ),
    Term(
        Text("directness", "part directe"),
        Text(
            "How much of an own effect the scenario sets by itself: the effect with behaviour frozen as it stood "
            "when the scenario begins, over the effect in full; above one half (a star) the scenario sets it, below "
            "it is response",
            "Part d'un effet propre que le scénario fixe à lui seul : l'effet avec les comportements gelés tels "
            "qu'au début du scénario, sur l'effet entier; au-dessus de la moitié (une étoile) le scénario le fixe, "
            "au-dessous c'est une réponse",
        ),
        _DIRECTNESS, _DIRECTNESS_FILES, "studies/directness.py",
    ),
    Term(
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
        "src/partnersim/report/screens/typologies.py",
    ),
    Term(
        Text("Typical miss", "Écart typique"),
        Text(
            "How far a sample of interviews lies from the truth, as a rule: root mean square distance over samples, "
            "averaged over the six dimensions",
            "De combien un échantillon d'entrevues s'éloigne d'ordinaire de la vérité : racine de l'écart "
            "quadratique moyen sur les échantillons, en moyenne des six dimensions",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Miss", "Écart"),
        Text(
            "What interviews find less what is true, on average over samples; list: from who is on the list; answers: "
            "from what is told instead of what is; levels: from the coder's scale",
            "Ce que trouvent les entrevues moins ce qui est vrai, en moyenne des échantillons; liste : par qui est "
            "sur la liste; réponses : par ce qui est dit au lieu de ce qui est; niveaux : par l'échelle de codage",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Chance", "Hasard"),
        Text("Standard deviation of what interviews find, between samples of one list",
             "Écart type de ce que trouvent les entrevues, entre échantillons d'une liste"),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Held", "Contient"),
        Text(
            "Share of samples whose naive 95 % interval holds the truth; an honest interval would hold it in 95 % "
            "of them",
            "Part des échantillons dont l'intervalle naïf à 95 % contient la vérité; un intervalle honnête la "
            "contiendrait dans 95 % d'entre eux",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
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
    Term(
        Text("drift", "dérive"),
        Text(
            "On the screen and the figures of a run: what time alone changes in a measure, the mean of the last twelve "
            "months less that of the twelve before the scenario, in what the scenario is compared with. In the study "
            "of rival explanations, of orientation alone: its mean among those alive at the end less the mean founding "
            "orientation of those at the beginning. Pattern P9 drift is another thing: the gain in orientation by "
            "mission money",
            "À l'écran et dans les figures d'une simulation : ce que le temps seul change à une mesure, moyenne des "
            "douze derniers mois moins celle des douze qui précèdent le scénario, dans ce à quoi il est comparé. Dans "
            "l'étude des explications rivales, de l'orientation seulement : sa moyenne chez les organismes vivants à "
            "la fin moins l'orientation moyenne à la fondation de ceux du début. Le constat P9 dérive est autre "
            "chose : le gain d'orientation par l'argent pour la mission",
        ),
        Text("in a run, src/partnersim/outcomes/change.py; in that study, python -m "
             "studies.rivals.knock_outs: the sum of four movements "
             "(pulls, managers, exit, entry)",
             "dans une simulation, src/partnersim/outcomes/change.py; dans cette étude, python -m "
             "studies.rivals.knock_outs : somme de quatre mouvements "
             "(attraits, directions, sorties, entrées)"),
        Text("docs/rivals.md; docs/data/knock_outs.csv; docs/decisions/0019-rival-explanations.md",
             "docs/explications_rivales.md; docs/data/knock_outs.csv; docs/decisions/0019-rival-explanations.md"),
        "studies/rivals/drift.py",
    ),
    Term(
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
        "src/partnersim/analysis/calibration/history_matching.py",
    ),
    *SWEEP_TERMS,
)  # fmt: skip
