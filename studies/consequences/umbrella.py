"""What the umbrella does for those without access: a run with it, and one in which it ends with the spin-up.

Both begin alike and meet the same luck. From then on, in one of them, nobody is a member. Outsiders are members
without direct access to the main ministry, and no delegate's seat, when the scenario begins; what they hear of,
hold and see heard is read in years six to ten.

    python -m studies.consequences.umbrella [runs]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from studies.consequences.statements import bootstrap, mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.state.world import Numbers

RUNS, SEED, YEARS, SEEN_YEARS = 40, 71_009, 10, 5
SCENARIOS = ("mifi_status_quo", "prsca_compliant", "npm_tightening")
OF_OUTSIDERS = ("news", "agreements", "voice")
OF_SECTOR = ("policy_need_congruence", "mission_money_won", "concession", "autonomy_index")
MEASURES = (*OF_OUTSIDERS, *OF_SECTOR)
VOTE = "umbrella.consensus=false"


def watch(model: PartnershipModel) -> Numbers:
    """Measures with the umbrella and without it (2, measures)."""
    return np.array([lived(model, ends) for ends in (False, True)])


def lived(model: PartnershipModel, ends: bool) -> Numbers:
    """Measures of the run's settings and luck, where the umbrella ends with the spin-up or goes on."""
    other = PartnershipModel(
        model.settings, seed=model.seed, run=model.world.draws.run, uncertainty="prior"
    )
    world, main = other.world, other.world.main_funder
    other.run_for(world.calendar.spin_up_months)
    o, r = world.organizations, world.relations[:, main]
    without = o["alive"] & (r["direct_access"] == 0.0) & ~r["seat"]
    outsiders = np.flatnonzero(without & o["umbrella_member"])
    if ends:
        for table in (world.organizations, world.founding):
            table["umbrella_member"] = table["left_table"] = False
    agreement = world.instrument("service_agreement")
    seen = []
    for year in range(YEARS):
        other.run_for(12)
        if year < YEARS - SEEN_YEARS:
            continue
        rows = outsiders[world.organizations["alive"][outsiders]]
        apart = np.abs(world.organizations["priorities"][rows] - world.funders["heard"][main]).sum(
            axis=1
        )
        seen.append(
            (
                world.relations["news"][rows, main].mean(),
                world.amounts_by_instrument[rows][..., agreement].sum(),
                1.0 - 0.5 * apart.mean(),
            )
        )
    months = other.recorder.sector[-12 * SEEN_YEARS :]
    of_sector = [np.nanmean(months[name]) for name in OF_SECTOR]
    return np.array([*np.mean(seen, axis=0), *of_sector])


def main() -> None:
    """Run, write what differs by scenario, and judge."""
    runs = runs_asked(RUNS)
    cases = {name: load(name, years=YEARS) for name in SCENARIOS}
    cases["npm_tightening by vote"] = load("npm_tightening", [VOTE], years=YEARS)
    tables = tables_of(
        [jobs_of(settings, runs, SEED, watch) for settings in cases.values()], workers=0
    )
    found = dict(zip(cases, tables, strict=True))

    def gain(case: str, measure: str) -> Numbers:
        at = MEASURES.index(measure)
        difference: Numbers = found[case][:, 0, at] - found[case][:, 1, at]
        return difference

    def level(case: str, measure: str) -> Numbers:
        values: Numbers = found[case][:, 0, MEASURES.index(measure)]
        return values

    def part(n: Numbers) -> float:
        here, of = "mifi_status_quo", "agreements"
        return float(np.mean(gain(here, of)[n]) / np.mean(level(here, of)[n]))

    rows = []
    for case in cases:
        for measure in MEASURES:
            of = mean_of(gain(case, measure))
            rows.append(
                (case, measure, float(level(case, measure).mean()), of.mean, of.low, of.high)
            )
    write(
        "umbrella_gains",
        ("case", "measure", "level_with", "with_less_without", "low", "high"),
        rows,
    )
    status_quo, policy, tightened = SCENARIOS
    save(
        "umbrella",
        {
            "news": mean_of(gain(status_quo, "news")),
            "agreements": bootstrap(runs, part),
            "voice": mean_of(gain(status_quo, "voice")),
            "policy": mean_of(gain(status_quo, "policy_need_congruence")),
            "policy_open": mean_of(gain(policy, "policy_need_congruence")),
            "mission_open": mean_of(level(policy, "mission_money_won")),
            "burden": mean_of(level(tightened, "concession")),
            "burden_by_vote": mean_of(
                level("npm_tightening by vote", "concession") - level(tightened, "concession")
            ),
        },
    )


if __name__ == "__main__":
    main()
