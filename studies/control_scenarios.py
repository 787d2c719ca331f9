"""Controls: changes a claim should be read beside.

Paired changes against the status quo over the last year, parameters drawn: what losing money does to
measures that are all shares; both ends of what a mission is worth to boards; a status quo whose services
do nothing; founding orientations as high and as low as their prior allows.

    python -m studies.control_scenarios [runs]     writes docs/data/control_scenarios.csv
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, results_of
from partnersim.language.words import N_
from studies.saved import runs_asked, save

RUNS = 40
SEED = 20_507
BASE = "mifi_status_quo"
DATA = Path("docs/data/control_scenarios.csv")
MEASURES = (
    "autonomy_index", "soft_index", "identity_mean", "service_provider_share", "staff_total",
    "organizations_alive", "mission_hours", "need_after_24_months",
)  # fmt: skip
_LITTLE, _MUCH = ("board.mission_value=0.3",), ("board.mission_value=1.2",)  # the ends of its prior


@dataclass(frozen=True, slots=True)
class Control:
    """A scenario with settings, against the status quo with settings of its own."""

    name: str
    scenario: str
    sets: tuple[str, ...] = ()
    base: tuple[str, ...] = ()


CONTROLS = (
    Control(
        N_("nine tenths of the ministry's money lost"), BASE, ("ministries.mifi.envelope=2.5e6",)
    ),
    Control(N_("mission money, door closed"), "mission_money_only"),
    Control(N_("the policy in full"), "prsca_compliant"),
    Control(
        N_("mission money, door closed, a mission worth little"),
        "mission_money_only",
        _LITTLE,
        _LITTLE,
    ),
    Control(
        N_("mission money, door closed, a mission worth much"), "mission_money_only", _MUCH, _MUCH
    ),
    Control(N_("the policy in full, a mission worth little"), "prsca_compliant", _LITTLE, _LITTLE),
    Control(N_("the policy in full, a mission worth much"), "prsca_compliant", _MUCH, _MUCH),
    Control(N_("services without effect"), BASE, ("settling.effectiveness=0",)),
    Control(N_("founding orientations 0.12 higher"), BASE, ("population.identity_shift=0.12",)),
    Control(N_("founding orientations 0.12 lower"), BASE, ("population.identity_shift=-0.12",)),
)


def changes(
    runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> Iterator[tuple[str, dict[str, Interval]]]:
    """Each control once its runs are made, and the change of each measure in it."""
    from partnersim.outcomes.recorder import named
    from partnersim.scenario.loading import load

    cases = dict.fromkeys(
        case
        for control in CONTROLS
        for case in ((control.scenario, control.sets), (BASE, control.base))
    )
    jobs = [
        job for name, sets in cases for job in jobs_of(load(name, sets, **overrides), runs, seed)
    ]
    done = results_of(jobs, workers)
    made: dict[tuple[str, tuple[str, ...]], Any] = {}
    cases_left = iter(cases)
    for control in CONTROLS:
        own, base = (control.scenario, control.sets), (BASE, control.base)
        while not {own, base} <= made.keys():
            made[next(cases_left)] = named(np.array([next(done) for _ in range(runs)]))
        yield (
            control.name,
            {name: interval(made[own][name] - made[base][name]) for name in MEASURES},
        )


def main() -> None:
    """Measure, saying which control is done, and write the table."""
    found: dict[str, dict[str, Interval]] = {}
    for name, measures in changes(runs_asked(RUNS)):
        found[name] = measures
        print(f"{len(found)} of {len(CONTROLS)}: {name}", flush=True)
    save(DATA, "case", found)


if __name__ == "__main__":
    main()
