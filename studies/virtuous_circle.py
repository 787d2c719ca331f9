"""Does the circle of proximity close, and by which link? (Bruneau 2021, ch. 4 Differences; M5)

All begin with equal ties. In paired runs each feedback in turn is shown the sector's mean in place of
an organisation's own value (freezing ties would freeze the inequality they began with), so that what
is lost is what that link gave. Concentration is read beside as many seats drawn by lot.

    python -m studies.virtuous_circle [runs]     writes docs/data/virtuous_circle.csv
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, tables_of
from partnersim.language.words import N_
from partnersim.mechanisms.funders.invitations import CHOOSES_BY
from partnersim.schedule import Ablation
from studies.saved import runs_asked, save

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel

RUNS = 40
SEED = 20_640
SCENARIO = "mifi_status_quo"
DATA = Path("docs/data/virtuous_circle.csv")
_LINKS: dict[str, Mapping[str, Sequence[str]]] = {
    N_("what is known of an organisation to invitation"): {"invitations": CHOOSES_BY},
    N_("access to news of calls"): {"news": ("direct_access",)},
    N_("record to award"): {"contest": ("performance",)},
}
LINKS = _LINKS | {N_("all of them"): {k: v for cut in _LINKS.values() for k, v in cut.items()}}
MEASURES = (
    "access_excess",  # Gini index of invitations, compared with a random draw, last year
    "seats_kept_beyond_chance",  # share invited again less what a lot gives, mean over years
    "tie_persistence",  # rank correlation of ties from one year to the next, mean over years
    "projects_of_the_close",  # projects a year, the quarter closest half-way less the others, after
)
_QUARTER = 0.75


def watch(model: PartnershipModel) -> np.ndarray:
    """The measures of a finished run, from its yearly records."""
    import numpy as np
    from scipy.stats import spearmanr

    from partnersim.analysis.runs.finished_run import FinishedRun
    from partnersim.analysis.runs.pattern_measures import MEASURES as OF_PATTERNS

    world, years = model.world, model.recorder.years
    run, rows, instruments = (
        FinishedRun(model),
        FinishedRun(model).standing,
        len(world.instrument_names),
    )
    ties = [year.relations["tie"][rows] for year in years]
    persistence = [spearmanr(a, b).statistic for a, b in pairwise(ties)]
    half, project = len(years) // 2, world.instrument("project")
    close = ties[half] >= np.quantile(ties[half], _QUARTER)
    amounts = [year.amounts_by_instrument(instruments)[rows, project] for year in years[half + 1 :]]
    won = np.mean([each > 0.0 for each in amounts], axis=0)
    assert world.now == world.calendar.months
    return np.array(
        [
            run.sector("access_excess"),
            OF_PATTERNS["persistence_of_seats"](run),
            np.nanmean(persistence),
            won[close].mean() - won[~close].mean(),
        ]
    )


def gains(
    runs: int = RUNS, seed: int = SEED, workers: int = 0, sets: Sequence[str] = (), **overrides: Any
) -> dict[str, dict[str, Interval]]:
    """Levels of the circle (`as it is`) and what each link adds to them, by measure."""
    from partnersim.scenario.loading import load

    settings = load(SCENARIO, sets, **overrides)
    cases = [jobs_of(settings, runs, seed, watch)]
    cases += [
        jobs_of(settings, runs, seed, watch, ablation=Ablation(levelled=cut))
        for cut in LINKS.values()
    ]
    whole, *cut = tables_of(cases, workers)
    changes = {N_("as it is"): _by_measure(whole)}
    for link, values in zip(LINKS, cut, strict=True):
        changes[link] = _by_measure(whole - values)
    return changes


def _by_measure(values: np.ndarray) -> dict[str, Interval]:
    return {name: interval(values[:, n]) for n, name in enumerate(MEASURES)}


def main() -> None:
    """Measure and write the table."""
    save(DATA, "link", gains(runs_asked(RUNS)))


if __name__ == "__main__":
    main()
