"""Words on the screens of sweep, sensitivity, discover and compare."""

from __future__ import annotations

from partnersim.cli.glossary_term import Term
from partnersim.declarations import Text

_SWEEPS = Text("partnersim sweep EXPERIMENT", "partnersim sweep EXPÉRIENCE")
_SENSITIVITY = Text(
    "partnersim sensitivity EXPERIMENT --method sobol, morris, lhs, pawn, delta or emulator",
    "partnersim sensitivity EXPÉRIENCE --method sobol, morris, lhs, pawn, delta ou emulator",
)
_DISCOVER = Text(
    "partnersim discover FOLDER … --outcome NAME --above VALUE, --below VALUE, --worst SHARE, --highest SHARE "
    "or --lowest SHARE",
    "partnersim discover DOSSIER … --outcome NOM --above VALEUR, --below VALEUR, --worst PART, --highest PART "
    "ou --lowest PART",
)
_SWEPT = Text(
    "docs/decisions/0017-sensitivity-and-discovery.md; experiments/README.md",
    "docs/decisions/0017-sensitivity-and-discovery.md; experiments/README.md",
)
_INDICES, _FOUND = (
    "src/partnersim/report/screens/sensitivity.py",
    "src/partnersim/report/screens/discovery.py",
)

SWEEP_TERMS = (
    Term(
        Text("Varied", "On fait varier"),
        Text(
            "What an experiment varies. An experiment is a file: a scenario, its levers and uncertainties with "
            "their ranges, the outcomes measured, and the design, which chooses the rows of values",
            "Ce que fait varier une expérience. Une expérience est un fichier : un scénario, ses leviers et "
            "incertitudes avec leurs étendues, les résultats mesurés, et le plan, qui choisit les lignes de valeurs",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/analysis/sweeps/schema.py", ("experiment", "expérience"),
    ),
    Term(
        Text("Choices", "Choix"),
        Text("Levers of an experiment: what somebody decides, such as the burden of a ministry",
             "Leviers d'une expérience : ce que quelqu'un décide, comme le fardeau d'un ministère"),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("lever", "levier"),
    ),
    Term(
        Text("Unknowns", "Inconnues"),
        Text(
            "Uncertainties of an experiment: what nobody knows exactly, and any lever that stands among them since "
            "others decide it",
            "Incertitudes d'une expérience : ce que personne ne sait exactement, et tout levier placé parmi elles "
            "parce que d'autres en décident",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("uncertainty", "incertitude"),
    ),
    Term(
        Text("Luck", "Hasard"),
        Text(
            "Share of the variance of single runs that luck makes. A replicate is one run of a row; replicate n "
            "meets the same seed on every row, so that what luck does to all rows alike is in no difference "
            "between rows, and in no index",
            "Part de la variance des simulations que fait le hasard. Une réplique est une simulation d'une ligne; "
            "la réplique n a le même germe sur toutes les lignes : ce que le hasard fait à toutes n'est dans "
            "aucune différence entre lignes, ni dans aucun indice",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("replicate", "réplique"),
    ),
    Term(
        Text("Factor", "Facteur"),
        Text(
            "A lever or uncertainty that an experiment varies. Two of its indices are read from a design of lhs or "
            "sobol_sequence: PAWN, the median, over ten slices of its range, of the largest distance between the "
            "outcome's distribution in the slice and over all; delta, half the mean area between the two densities",
            "Un levier ou une incertitude que fait varier une expérience. Deux de ses indices se lisent d'un plan "
            "lhs ou sobol_sequence : PAWN, la médiane, sur dix tranches de son étendue, du plus grand écart entre "
            "la répartition du résultat dans la tranche et sur tout; delta, la moitié de l'aire moyenne entre les "
            "deux densités",
        ),
        _SENSITIVITY, _SWEPT, "src/partnersim/analysis/sensitivity/moment_independent.py", ("PAWN", "delta", "δ"),
    ),
    Term(
        Text("Total effect", "Effet total"),
        Text(
            "Sobol' index: share of an outcome's variance over rows (means of replicates) in which a factor has a "
            "part, alone or with others. Read from saltelli, a design of blocks that exchange one factor at a time",
            "Indice de Sobol : part de la variance d'un résultat entre lignes (moyennes des répliques) à laquelle un "
            "facteur prend part, seul ou avec d'autres. Se lit d'un plan saltelli, aux blocs qui échangent un facteur "
            "à la fois",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("Sobol", "Sobol index", "indice de Sobol", "saltelli"),
    ),
    Term(
        Text("Alone", "Seul"),
        Text("Sobol' index of first order: share of the variance that a factor makes by itself; total effect less "
             "this is what it makes together with others",
             "Indice de Sobol du premier ordre : part de la variance qu'un facteur fait à lui seul; l'effet total "
             "moins cela est ce qu'il fait avec d'autres"),
        _SENSITIVITY, _SWEPT, _INDICES,
    ),
    Term(
        Text("Mean effect of a step", "Effet moyen d'un pas"),
        Text(
            "Morris: mean of the absolute change of an outcome when one factor takes a step, over the step's length "
            "(1 is the whole range); spread of effects is their standard deviation: interactions and curvature",
            "Morris : moyenne du changement absolu d'un résultat quand un facteur fait un pas, sur la longueur du pas "
            "(1 : toute l'étendue); la dispersion des effets est leur écart type : interactions et courbure",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("Morris", "Spread of effects", "Dispersion des effets"),
    ),
    Term(
        Text("Rank regression", "Régression des rangs"),
        Text(
            "Absolute coefficient of a factor's ranks in a regression of the outcome's, both standardised; sees "
            "effects that go one way only. Read from lhs, a Latin hypercube: each range in as many parts as there "
            "are rows, each part once",
            "Coefficient absolu des rangs d'un facteur dans une régression de ceux du résultat, normalisés; ne voit "
            "que les effets à sens unique. Se lit de lhs, un hypercube latin : chaque étendue en autant de parts "
            "qu'il y a de lignes, chaque part une fois",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("lhs", "Latin hypercube", "hypercube latin"),
    ),
    Term(
        Text("not detectable", "non décelable"),
        Text(
            "The lower end of an index's 95 % interval is not above the dummy: what luck, or the sampling error "
            "of the design, would show of the factor by itself. One replicate does not tell what luck shows: ?",
            "La borne inférieure de l'intervalle à 95 % d'un indice n'est pas au-dessus du factice : ce que le "
            "hasard, ou l'erreur d'échantillonnage du plan, montrerait à lui seul du facteur. Une seule réplique "
            "ne dit pas ce que montre le hasard : ?",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("dummy", "factice"),
    ),
    Term(
        Text("density: % of rows that are cases", "densité : % des lignes qui sont des cas"),
        Text(
            "Share of cases (rows in which what is looked for happens) among the rows that meet a set of "
            "conditions. PRIM finds conditions by peeling slices off ranges, CART by splitting a tree",
            "Part des cas (lignes où ce que l'on cherche se produit) parmi les lignes qui remplissent un ensemble de "
            "conditions. PRIM trouve les conditions en pelant des tranches des étendues, CART par un arbre",
        ),
        _DISCOVER, _SWEPT, _FOUND, ("Density", "Densité", "PRIM", "CART"),
    ),
    Term(
        Text("coverage: % of all cases", "couverture : % de tous les cas"),
        Text("Share of all cases that lie among the rows that meet a set of conditions",
             "Part de tous les cas qui sont parmi les lignes qui remplissent un ensemble de conditions"),
        _DISCOVER, _SWEPT, _FOUND, ("Coverage", "Couverture"),
    ),
    Term(
        Text("Regret in 9 worlds of 10", "Regret dans 9 mondes sur 10"),
        Text(
            "Regret: how far a choice's outcome lies, in one world (one row of the unknowns), from that of the best "
            "choice there; in nine worlds of ten it is at most this. Best is on the side that the outcome declares "
            "as better, else the other side of what is looked for. Needs the design crossed: every choice meets "
            "every world",
            "Regret : de combien le résultat d'un choix s'éloigne, dans un monde (une ligne des inconnues), de celui "
            "du meilleur choix; dans neuf mondes sur dix il est d'au plus cela. Le meilleur est du côté que le "
            "résultat déclare meilleur, sinon à l'opposé de ce qu'on cherche. Demande le plan crossed : chaque choix "
            "rencontre chaque monde",
        ),
        _DISCOVER, _SWEPT, _FOUND, ("Regret", "crossed"),
    ),
    Term(
        Text("not decided", "indécis"),
        Text(
            "The 95 % interval over runs settles nothing: of a difference it holds zero, of a part of a pattern a "
            "limit of what the documents tell",
            "L'intervalle à 95 % sur les simulations ne tranche pas : d'une différence, il contient zéro; d'une "
            "partie d'un constat, une limite de ce que disent les documents",
        ),
        Text("partnersim compare, partnersim validate; rival explanations have a measure of their own",
             "partnersim compare, partnersim validate; les explications rivales ont leur propre mesure"),
        Text("docs/patterns.md; docs/rivals.md", "docs/constats.md; docs/explications_rivales.md"),
        "src/partnersim/report/screens/comparison.py", ("undecided", "indécise", "non tranchée"),
    ),
    Term(
        Text("More runs", "De plus"),
        Text(
            "About how many more runs would decide a difference, if mean and spread stay; too close: more than a "
            "hundred times those made; same: no difference in any run",
            "À peu près combien de simulations de plus trancheraient une différence, si la moyenne et l'écart "
            "restent les mêmes; trop proche : plus de cent fois celles qui sont faites; égal : aucune différence "
            "dans aucune simulation",
        ),
        Text("partnersim compare", "partnersim compare"),
        Text("src/partnersim/analysis/runs/convergence.py", "src/partnersim/analysis/runs/convergence.py"),
        "src/partnersim/report/screens/comparison.py", ("too close", "trop proche"),
    ),
)  # fmt: skip
