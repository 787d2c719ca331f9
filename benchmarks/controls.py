"""Controls for docs/limits.md: `python benchmarks/controls.py`.

Paired changes against the status quo (20 runs, drawn parameters, ten years), with 95 % intervals:
losing nine tenths of the ministry's money, and both ends of what boards do with slack, beside the
scenarios they should be read with.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import t

from partnersim.analysis.paired import finals
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.settings import load

COLUMNS = ("autonomy_index", "soft_index", "identity_mean", "staff_total", "organizations_alive",
           "need_after_24_months")  # fmt: skip
LITTLE = ["hours.slack_to_mission_provider=0.0", "hours.slack_to_mission_autonomous=0.5"]
MUCH = ["hours.slack_to_mission_provider=0.4", "hours.slack_to_mission_autonomous=1.0"]
CASES: tuple[tuple[str, str, list[str], list[str]], ...] = (
    ("nine tenths of the money lost", "mifi_status_quo", ["ministries.mifi.envelope=3.8e6"], []),
    ("mission money alone", "mission_money_only", [], []),
    ("the policy in full", "prsca_compliant", [], []),
    ("mission money alone, boards give little", "mission_money_only", LITTLE, LITTLE),
    ("mission money alone, boards give much", "mission_money_only", MUCH, MUCH),
    ("the policy in full, boards give little", "prsca_compliant", LITTLE, LITTLE),
    ("the policy in full, boards give much", "prsca_compliant", MUCH, MUCH),
    ("status quo where service does nothing", "mifi_status_quo", ["settling.effectiveness=0"], []),
)
RUNS = 20


def main() -> None:
    """Print a Markdown table."""
    index = [SECTOR_NAMES.index(name) for name in COLUMNS]
    print("| case | " + " | ".join(f"`{name}`" for name in COLUMNS) + " |")
    print("| --- |" + " --- |" * len(COLUMNS))
    for title, scenario, sets, base_sets in CASES:
        changed = finals(load(scenario, sets), RUNS, 7)
        base = finals(load("mifi_status_quo", base_sets), RUNS, 7)
        change = (changed - base)[:, index]
        half = t.ppf(0.975, RUNS - 1) * change.std(axis=0, ddof=1) / np.sqrt(RUNS)
        cells = [
            f"{mean:+.3g} ± {width:.2g}"
            for mean, width in zip(change.mean(axis=0), half, strict=True)
        ]
        print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
