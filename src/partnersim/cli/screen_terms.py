"""Words that stand on the screens and pages and are no column of a table: what they mean, where it is from."""

from __future__ import annotations

from partnersim.cli.glossary_term import Term
from partnersim.cli.sweep_terms import SWEEP_TERMS
from partnersim.declarations import Text

_INTERVIEWS = "src/partnersim/report/screens/interviews.py"
_SAMPLING = Text(
    "partnersim interview SCENARIO: many samples of each run, seed and runs as asked (--samples, --seed)"
)
_STUDY = Text("src/partnersim/fieldwork/sampling.py; docs/decisions/0015-virtual-fieldwork.md")
_DIRECTNESS = Text(
    "python -m studies.directness: {runs} paired runs, seed {seed}, parameters drawn from their "
    "priors, years and scale of the scenario's own file; 95 % intervals by bootstrap over runs",
)
_DIRECTNESS_FILES = Text(
    "src/partnersim/evidence/directness.csv; docs/limits.md, first table; docs/decisions/0007-directness.md; "
    "`partnersim explain autonomy_index` tells it of one measure, by scenario",
)

TERMS = (
    Term(
        Text("Own effect"),
        Text(
            "What a scenario changes: a measure's mean difference, in the last year, from what it is compared with "
            "(`compare_to` of its file, else the eldest scenario it extends), on the same seeds; what grows in both, "
            "such as arrivals, is drift and not in it",
        ),
        Text(
            "partnersim run: over the runs made, with its 95 % interval; by `explain`, as measured beforehand for the "
            "shipped scenarios: python -m studies.directness, {runs} paired runs, seed {seed}, parameters "
            "drawn from their priors; 95 % intervals by bootstrap over runs",
        ),
        _DIRECTNESS_FILES, "src/partnersim/report/screens/run.py", ("compare_to",),
    ),
    Term(
        Text("directness"),
        Text(
            "How much of an own effect the scenario sets by itself: the effect with behaviour frozen as it stood "
            "when the scenario begins, over the effect in full; above one half (a star) the scenario sets it, below "
            "it is response",
        ),
        _DIRECTNESS, _DIRECTNESS_FILES, "studies/directness.py",
    ),
    Term(
        Text("Unsure"),
        Text(
            "Share of organisations whose class in a typology changes when one of its cut-offs moves by 0.1 either "
            "way; the cut-offs are assumptions",
        ),
        Text("in each run, in its last month: column near_cut of typologies.parquet, averaged"),
        Text("docs/decisions/0010-typologies.md; `partnersim explain typologies.bruneau` names cut-offs"),
        "src/partnersim/report/screens/typologies.py",
    ),
    Term(
        Text("Typical miss"),
        Text(
            "How far a sample of interviews lies from the truth, as a rule: root mean square distance over samples, "
            "averaged over the six dimensions",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Miss"),
        Text(
            "What interviews find less what is true, on average over samples; list: from who is on the list; answers: "
            "from what is told instead of what is; levels: from the coder's scale",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Chance"),
        Text("Standard deviation of what interviews find, between samples of one list"),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("Held"),
        Text(
            "Share of samples whose naive 95 % interval holds the truth; an honest interval would hold it in 95 % "
            "of them",
        ),
        _SAMPLING, _STUDY, _INTERVIEWS,
    ),
    Term(
        Text("thesis"),
        Text(
            "What the thesis had at each step of its list: 126 community organisations, 39 in Montreal, 24 with "
            "integration as core activity; then 10 interviewed, 1 withdrew, 1 declined, 12 never answered",
        ),
        Text("read, not simulated: Bruneau, C. (2021), ch. 3 Sample"),
        Text("`partnersim explain F1`, F2, F3"),
        _INTERVIEWS,
    ),
    Term(
        Text("drift"),
        Text(
            "On the screen and the figures of a run: what time alone changes in a measure, the mean of the last twelve "
            "months less that of the twelve before the scenario, in what the scenario is compared with. In the study "
            "of rival explanations, of orientation alone: its mean among those alive at the end less the mean founding "
            "orientation of those at the beginning. Pattern P9 drift is another thing: the gain in orientation by "
            "mission money",
        ),
        Text("in a run, src/partnersim/outcomes/change.py; in that study, python -m "
             "studies.rivals.knock_outs: the sum of four movements "
             "(pulls, managers, exit, entry)"),
        Text("docs/rivals.md; docs/data/knock_outs.csv; docs/decisions/0019-rival-explanations.md"),
        "studies/rivals/drift.py",
    ),
    Term(
        Text("contraction"),
        Text(
            "How much the patterns narrow a parameter: 1 less its variance after calibration over that before; 0 is "
            "nothing learnt. Dummy parameters show what is chance",
        ),
        Text("partnersim calibrate; seed, rows kept and floor: docs/data/calibration_facts.csv"),
        Text("docs/calibration.md; docs/data/calibration.csv; docs/decisions/0018-calibration.md"),
        "src/partnersim/analysis/calibration/history_matching.py",
    ),
    *SWEEP_TERMS,
)  # fmt: skip
