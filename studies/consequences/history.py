"""Ten years of one regime, then the other: what is left of the first?

Each pair ends in the same regime and differs in the ten years before it: the ideal or the status quo. What
is left is the difference of the two, 0 to 20 years after the switch.

    python -m studies.consequences.history [runs]
"""

from __future__ import annotations

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.scenario.loading import load
from studies.consequences.course import courses, of
from studies.consequences.statements import mean_of, save, write
from studies.saved import runs_asked

RUNS, YEARS, BEFORE, SEED = 50, 20, 10, 71_003
FREE, TIED = "aca_ideal", "mifi_status_quo"
AFTER = (0, 1, 2, 5, 10, 20)
MEASURES = ("orientation", "mission_share", "community_seats", "direct_access")


def main() -> None:
    """Run both orders, write the gaps and the statements."""
    runs = runs_asked(RUNS)
    cases = {
        f"{before}, then {after}": load(
            after, years=YEARS, spin_up={"regime": before, "months": 12 * BEFORE}
        )
        for after in (TIED, FREE)
        for before in (FREE, TIED)
    }
    found = courses(cases, runs, SEED)

    def level(case: str, measure: str) -> np.ndarray:
        if measure == "mission_share":
            return np.asarray(of(found[case], "mission_posts") / of(found[case], "staff"))
        return of(found[case], measure)

    def gap(after: str, measure: str) -> np.ndarray:
        return np.asarray(
            level(f"{FREE}, then {after}", measure) - level(f"{TIED}, then {after}", measure)
        )

    rows = []
    for after in (TIED, FREE):
        for measure in MEASURES:
            gaps = gap(after, measure)
            for year in AFTER:
                of_year = mean_of(gaps[:, year])
                rows.append((after, measure, year, of_year.mean, of_year.low, of_year.high))
    write("history_gaps", ("regime_after", "measure", "years_after", "gap", "low", "high"), rows)

    def mean(measure: str, year: int) -> Interval:
        return mean_of(gap(TIED, measure)[:, year])

    save(
        "history",
        {
            "orientation_after_5": mean("orientation", 5),
            "orientation_after_20": mean("orientation", 20),
            "boards_after_10": mean("community_seats", 10),
            "posts_after_5": mean("mission_share", 5),
            "access_after_2": mean("direct_access", 2),
        },
    )


if __name__ == "__main__":
    main()
