"""Which part of each change is chosen, and how much does a filter of the split of money explain?

Choices alone are frozen when the scenario begins: applications, the use of free posts and of fundraising,
invitations. Money, hiring, turnover, members, elections and the umbrella run on, and nobody is founded. What is
left of the change under light terms is what comes without these choices. Apart from that, orientation is set
against the best filter of each organisation's share of free money: an exponential memory whose length is chosen
to explain most.

    python -m studies.consequences.freezing [runs]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from studies.consequences.course import courses, of
from studies.consequences.statements import bootstrap, mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel

RUNS, YEARS, SEED = 40, 20, 71_004
BEFORE, AFTER = "mifi_status_quo", "prsca_compliant"
NONE_FOUNDED = "survival.founding_rate=0"  # who is founded later would choose freely
PACES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0)  # a year
MEASURES = ("community_seats", "mission_share", "mission_hours")


def filtered(model: PartnershipModel) -> np.ndarray:
    """The variance of orientation at the end that a filter of each pace explains (paces,).

    Over the organisations that live all through; the filter starts at the first year's share.
    """
    years = model.recorder.years
    rows = np.flatnonzero(
        years[-1].organizations["alive"] & (years[-1].organizations["founded_month"] < 0)
    )
    orientation = years[-1].organizations["identity"][rows]
    explained = []
    for pace in PACES:
        memory = np.zeros(0)
        for year in years:
            of_year = year.organizations[rows]
            all_money = of_year["unrestricted"] + of_year["restricted"]
            share = of_year["unrestricted"] / np.maximum(all_money, 1.0)
            memory = share if not len(memory) else memory + pace * (share - memory)
        explained.append(np.corrcoef(memory, orientation)[0, 1] ** 2)
    return np.array(explained)


def main() -> None:
    """Run with and without choices; write what is kept, and what the filter explains."""
    runs = runs_asked(RUNS)
    cases = {name: load(name, [NONE_FOUNDED], years=YEARS) for name in (BEFORE, AFTER)}
    free = courses(cases, runs, SEED)
    frozen = courses(cases, runs, SEED, ablation=Ablation(frozen=True))

    def change(found: dict[str, np.ndarray], measure: str) -> np.ndarray:
        after, before = (
            of(found[name], "mission_posts") / of(found[name], "staff")
            if measure == "mission_share"
            else of(found[name], measure)
            for name in (AFTER, BEFORE)
        )
        return np.asarray(after[:, -1] - before[:, -1])

    def kept(measure: str, n: np.ndarray) -> float:
        return float(change(frozen, measure)[n].sum() / change(free, measure)[n].sum())

    write(
        "freezing_changes",
        ("measure", "choices", "change", "low", "high"),
        [
            (measure, label, of_case.mean, of_case.low, of_case.high)
            for measure in MEASURES
            for label, found in (("free", free), ("frozen", frozen))
            for of_case in [mean_of(change(found, measure))]
        ],
    )
    [by_pace] = tables_of([jobs_of(cases[BEFORE], runs, SEED, filtered)], workers=0)
    best = int(np.nanmean(by_pace, axis=0).argmax())
    write(
        "freezing_filters",
        ("pace_a_year", "variance_explained"),
        [(pace, float(np.nanmean(by_pace[:, n]))) for n, pace in enumerate(PACES)],
    )
    save(
        "freezing",
        {
            "governance_kept": bootstrap(runs, lambda n: kept("community_seats", n)),
            "posts_kept": bootstrap(runs, lambda n: kept("mission_share", n)),
            "output_kept": bootstrap(runs, lambda n: kept("mission_hours", n)),
            "filter": bootstrap(runs, lambda n: float(np.nanmean(by_pace[n, best]))),
        },
    )


if __name__ == "__main__":
    main()
