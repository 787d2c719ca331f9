"""Rekeying of the draws: headline means of five scenarios before and after, in standard errors.

`keep` saves the mean and the standard error of every headline with the draws as they are; without it,
the means are made again and compared with those saved. A change of keys alone moves none beyond what
chance does: three standard errors of the difference.

    python -m studies.rekeying [runs] [keep]     writes docs/data/rekeying.csv
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from math import hypot
from pathlib import Path

from partnersim.analysis.runs.paired_runs import finals
from studies.saved import rows_of, runs_asked

RUNS = 200
SEED = 20_731
MOST = 3.0  # standard errors
_ROUNDING = 1e-12
DATA = Path("docs/data/rekeying.csv")
FIELDS = ("scenario", "measure", "before", "error", "after", "error_after", "standard_errors")
SCENARIOS = ("mifi_status_quo", "prsca_compliant", "npm_tightening", "covid_crisis", "lip_hamilton")
HEADLINES = (
    "autonomy_index", "soft_index", "hard_index", "recognition", "representation", "participation",
    "consultation", "funding", "accountability", "identity_mean", "service_provider_share",
    "direct_access_share", "access_gini", "mission_share", "service_agreement_share", "project_share",
    "dependence_mean", "ministry_dependence_mean", "reporting_share", "felt_burden", "advocacy_share",
    "community_life_share", "representation_load_share", "policy_need_congruence",
    "umbrella_need_congruence", "unmet_need", "need_after_24_months", "ineligible_served_share",
    "organizations_alive", "staff_turnover",
)  # fmt: skip
Means = dict[tuple[str, str], tuple[float, float]]


def means(runs: int, workers: int = 0) -> Means:
    """Mean over runs of the last year and its standard error, by scenario and headline."""
    import numpy as np

    from partnersim.outcomes.recorder import named
    from partnersim.scenario.loading import load

    measured: Means = {}
    for scenario in SCENARIOS:
        last = named(finals(load(scenario), runs, SEED, workers))
        for headline in HEADLINES:
            values = last[headline][np.isfinite(last[headline])]
            error = float(values.std(ddof=1) / np.sqrt(len(values)))
            measured[scenario, headline] = float(values.mean()), error
    return measured


def saved() -> Means:
    """What was kept before the change of keys."""
    return {
        (row["scenario"], row["measure"]): (float(row["before"]), float(row["error"]))
        for row in rows_of("rekeying")
    }


def distance(before: tuple[float, float], after: tuple[float, float]) -> float:
    """The difference of two means, as written, in standard errors of it; what a sum rounds away is none."""
    error = max(hypot(before[1], after[1]), _ROUNDING)
    return abs(float(_written(after[0])) - float(_written(before[0]))) / error


def _written(mean: float) -> str:
    return f"{mean:.6g}"


def save(before: Means, after: Mapping[tuple[str, str], tuple[float, float]]) -> list[str]:
    """Write the table; the rows that moved too far, as sentences."""
    too_far = []
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for key, mean in before.items():
            row = [*key, _written(mean[0]), f"{mean[1]:.3g}"]
            if key in after:
                apart = distance(mean, after[key])
                row += [_written(after[key][0]), f"{after[key][1]:.3g}", f"{apart:.2f}"]
                if apart > MOST:
                    too_far.append(f"{', '.join(key)}: {apart:.2f} standard errors")
            writer.writerow(row)
    return too_far


def main() -> None:
    """Keep or compare."""
    now = means(runs_asked(RUNS))
    too_far = save(now, {}) if "keep" in sys.argv else save(saved(), now)
    print("\n".join(too_far) or f"no mean beyond {MOST:g} standard errors")


if __name__ == "__main__":
    main()
