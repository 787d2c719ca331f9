"""Of each freed post, how much goes to the mission under money alone and under light terms?

The paradox is that organisations ask for mission money and for lighter terms, and get one without the
other (Bruneau 2021, ch. 1, 6). The door to consultation is that of the status quo in all cases, so that terms
and money alone differ. A freed post is one that agreements and projects no longer pay for, against
the status quo of the same run. How conditional grants are is drawn over its range beside the unknowns.

    python -m studies.consequences.paradox [runs]
"""

from __future__ import annotations

import numpy as np

from partnersim.scenario import priors
from partnersim.scenario.loading import load
from partnersim.state.draws import Draws
from studies.consequences.course import courses, of, settings_by_run
from studies.consequences.statements import bootstrap, save, write
from studies.saved import runs_asked

RUNS, YEARS, SEED = 160, 20, 71_002
CASES = {"status quo": "mifi_status_quo", "money": "mission_money_only", "light": "prsca_compliant"}
CONDITIONALITY = (0.0, 0.8)
DOOR = ("access", "timing", "responsiveness")
_THIRDS = (1 / 3, 2 / 3)


def advocacy_cost(runs: int, seed: int = SEED) -> np.ndarray:
    """What open advocacy costs, as it is drawn for each run."""
    settings = load("mifi_status_quo", years=YEARS)
    return np.array(
        [priors.draw(settings, Draws(seed, run))["contest"]["advocacy_cost"] for run in range(runs)]
    )


def door_of(scenario: str) -> list[str]:
    """The main ministry's door in a scenario, as `--set` takes it."""
    consultation = load(scenario).funders["mifi"].values["consultation"]
    return [f"ministries.mifi.consultation.{name}={consultation[name]}" for name in DOOR]


def main() -> None:
    """Run the three cases, write what becomes of freed posts and the statements."""
    runs = runs_asked(RUNS)
    conditional = np.random.default_rng(SEED).uniform(*CONDITIONALITY, runs)
    cost = advocacy_cost(runs)
    door = door_of(CASES["status quo"])
    sets = [
        [*door, f"ministries.mifi.mission_grant.conditionality={value}"] for value in conditional
    ]
    cases = {name: settings_by_run(scenario, sets, years=YEARS) for name, scenario in CASES.items()}
    light_too = [
        [*door, f"ministries.mifi.mission_grant.conditionality={0.1 * v}"] for v in conditional
    ]
    cases["light"] = settings_by_run(CASES["light"], light_too, years=YEARS)
    found = courses(cases, runs, SEED)
    freed = {
        case: of(found[case], "free_posts")[:, -1] - of(found["status quo"], "free_posts")[:, -1]
        for case in ("money", "light")
    }
    mission = {
        case: of(found[case], "mission_posts")[:, -1]
        - of(found["status quo"], "mission_posts")[:, -1]
        for case in freed
    }
    orientation = {
        case: of(found[case], "orientation")[:, -1] - of(found["status quo"], "orientation")[:, -1]
        for case in freed
    }

    def part(case: str, n: np.ndarray) -> float:
        """Of all posts freed in these runs."""
        return float(mission[case][n].sum() / freed[case][n].sum())

    def paradox(n: np.ndarray) -> float:
        return part("light", n) - part("money", n)

    low = (cost <= np.quantile(cost, _THIRDS[0])) & (
        conditional <= np.quantile(conditional, _THIRDS[0])
    )
    high = (cost >= np.quantile(cost, _THIRDS[1])) & (
        conditional >= np.quantile(conditional, _THIRDS[1])
    )
    write(
        "paradox_runs",
        ("run", "conditionality", "advocacy_cost", "freed_money", "mission_money", "freed_light", "mission_light"),
        [
            (
                n, float(conditional[n]), float(cost[n]), float(freed["money"][n]),
                float(mission["money"][n]), float(freed["light"][n]), float(mission["light"][n]),
            )
            for n in range(runs)
        ],
    )  # fmt: skip
    save(
        "paradox",
        {
            "mission_part_of_light_terms": bootstrap(runs, lambda n: part("light", n)),
            "paradox": bootstrap(runs, paradox),
            "orientation": bootstrap(
                runs, lambda n: float(orientation["money"][n].sum() / orientation["light"][n].sum())
            ),
            "where_advocacy_costs": bootstrap(
                runs, lambda n: paradox(n[high[n]]) - paradox(n[low[n]])
            ),
        },
    )


if __name__ == "__main__":
    main()
