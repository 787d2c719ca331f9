"""Words on the screens of sweep, sensitivity, discover and compare."""

from __future__ import annotations

from partnersim.cli.glossary_term import Term
from partnersim.declarations import Text

_SWEEPS = Text("partnersim sweep EXPERIMENT")
_SENSITIVITY = Text(
    "partnersim sensitivity EXPERIMENT --method sobol, morris, lhs, pawn, delta or emulator"
)
_DISCOVER = Text(
    "partnersim discover FOLDER … --outcome NAME --above VALUE, --below VALUE, --worst SHARE, --highest SHARE "
    "or --lowest SHARE",
)
_SWEPT = Text("docs/decisions/0017-sensitivity-and-discovery.md; experiments/README.md")
_INDICES, _FOUND = (
    "src/partnersim/report/screens/sensitivity.py",
    "src/partnersim/report/screens/discovery.py",
)

SWEEP_TERMS = (
    Term(
        Text("Varied"),
        Text(
            "What an experiment varies. An experiment is a file: a scenario, its levers and uncertainties with "
            "their ranges, the outcomes measured, and the design, which chooses the rows of values",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/analysis/sweeps/schema.py", ("experiment", "expérience"),
    ),
    Term(
        Text("Choices"),
        Text("Levers of an experiment: what somebody decides, such as the burden of a ministry"),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("lever", "levier"),
    ),
    Term(
        Text("Unknowns"),
        Text(
            "Uncertainties of an experiment: what nobody knows exactly, and any lever that stands among them since "
            "others decide it",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("uncertainty", "incertitude"),
    ),
    Term(
        Text("Luck"),
        Text(
            "Share of the variance of single runs that luck makes. A replicate is one run of a row; replicate n "
            "meets the same seed on every row, so that what luck does to all rows alike is in no difference "
            "between rows, and in no index",
        ),
        _SWEEPS, _SWEPT, "src/partnersim/report/screens/sweep.py", ("replicate", "réplique"),
    ),
    Term(
        Text("Factor"),
        Text(
            "A lever or uncertainty that an experiment varies. Two of its indices are read from a design of lhs or "
            "sobol_sequence: PAWN, the median, over ten slices of its range, of the largest distance between the "
            "outcome's distribution in the slice and over all; delta, half the mean area between the two densities",
        ),
        _SENSITIVITY, _SWEPT, "src/partnersim/analysis/sensitivity/moment_independent.py", ("PAWN", "delta", "δ"),
    ),
    Term(
        Text("Total effect"),
        Text(
            "Sobol' index: share of an outcome's variance over rows (means of replicates) in which a factor has a "
            "part, alone or with others. Read from saltelli, a design of blocks that exchange one factor at a time",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("Sobol", "Sobol index", "indice de Sobol", "saltelli"),
    ),
    Term(
        Text("Alone"),
        Text("Sobol' index of first order: share of the variance that a factor makes by itself; total effect less "
             "this is what it makes together with others"),
        _SENSITIVITY, _SWEPT, _INDICES,
    ),
    Term(
        Text("Mean effect of a step"),
        Text(
            "Morris: mean of the absolute change of an outcome when one factor takes a step, over the step's length "
            "(1 is the whole range); spread of effects is their standard deviation: interactions and curvature",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("Morris", "Spread of effects", "Dispersion des effets"),
    ),
    Term(
        Text("Rank regression"),
        Text(
            "Absolute coefficient of a factor's ranks in a regression of the outcome's, both standardised; sees "
            "effects that go one way only. Read from lhs, a Latin hypercube: each range in as many parts as there "
            "are rows, each part once",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("lhs", "Latin hypercube", "hypercube latin"),
    ),
    Term(
        Text("not detectable"),
        Text(
            "The lower end of an index's 95 % interval is not above the dummy: what luck, or the sampling error "
            "of the design, would show of the factor by itself. One replicate does not tell what luck shows: ?",
        ),
        _SENSITIVITY, _SWEPT, _INDICES, ("dummy", "factice"),
    ),
    Term(
        Text("density: % of rows that are cases"),
        Text(
            "Share of cases (rows in which what is looked for happens) among the rows that meet a set of "
            "conditions. PRIM finds conditions by peeling slices off ranges, CART by splitting a tree",
        ),
        _DISCOVER, _SWEPT, _FOUND, ("Density", "Densité", "PRIM", "CART"),
    ),
    Term(
        Text("coverage: % of all cases"),
        Text("Share of all cases that lie among the rows that meet a set of conditions"),
        _DISCOVER, _SWEPT, _FOUND, ("Coverage", "Couverture"),
    ),
    Term(
        Text("Regret in 9 worlds of 10"),
        Text(
            "Regret: how far a choice's outcome lies, in one world (one row of the unknowns), from that of the best "
            "choice there; in nine worlds of ten it is at most this. Best is on the side that the outcome declares "
            "as better, else the other side of what is looked for. Needs the design crossed: every choice meets "
            "every world",
        ),
        _DISCOVER, _SWEPT, _FOUND, ("Regret", "crossed"),
    ),
    Term(
        Text("not decided"),
        Text(
            "The 95 % interval over runs settles nothing: of a difference it holds zero, of a part of a pattern a "
            "limit of what the documents tell",
        ),
        Text("partnersim compare, partnersim validate; rival explanations have a measure of their own"),
        Text("docs/patterns.md; docs/rivals.md"),
        "src/partnersim/report/screens/comparison.py", ("undecided", "indécise", "non tranchée"),
    ),
    Term(
        Text("More runs"),
        Text(
            "About how many more runs would decide a difference, if mean and spread stay; too close: more than a "
            "hundred times those made; same: no difference in any run",
        ),
        Text("partnersim compare"),
        Text("src/partnersim/analysis/runs/convergence.py"),
        "src/partnersim/report/screens/comparison.py", ("too close", "trop proche"),
    ),
)  # fmt: skip
