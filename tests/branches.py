"""Which branches of the rules and of what surrounds them are run by tests: `python -m tests.branches`.

Coverage sees no compiled code, so rules run uncompiled here, in a small world of few newcomers: the
shipped scenarios that differ most, for a year or two. To that come the fast tests and those of
scenarios, input and files of results, compiled. Prints each room's share and the modules below 90 %,
those with a reason in EXCEPTIONS apart, and saves nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ROOMS = ("mechanisms", "instruments", "systems", "scenario", "results")
ENOUGH = 90.0
EXCEPTIONS = {
    "systems/framework_policy/screens.py": "printed by tests of the screens, after runs that are compiled",
    "systems/local_partnerships/screens.py": "the same",
    "systems/crisis/screens.py": "the same",
    "systems/local_partnerships/figures.py": "drawn by tests of the figures, after runs that are compiled",
    "systems/crisis/figures.py": "the same",
}
# years and settings, chosen so that rare branches are met in a short run
SCENARIOS: dict[str, tuple[int, tuple[str, ...]]] = {
    "mifi_status_quo": (
        1,
        (
            "solidarity_fund.contribution=0.05",
            "dissent.bearable_distance=0.1",
            "dissent.leaving_a_year=0.9",
        ),
    ),
    "covid_crisis": (1, ("crisis.starts_after_months=3", "crisis.ends_after_months=9")),
    "prsca_first_draft": (1, ("framework_policy.months_a_draft=2",)),
    "prsca_second_draft": (
        2,
        (
            "framework_policy.months_a_draft=1",
            "framework_policy.drafts_at_most=1",
            "framework_policy.applied_if_refused=true",
            "framework_application.months=2",
        ),
    ),
    "lip_toronto_west": (1, ()),
    "lip_huron": (2, ("partnerships.lip_huron.term_years=1",)),
    "two_tiers": (1, ()),
    "quebec_model_2": (1, ()),
}
TESTS = [
    "tests/stored_results/test_damage.py", "tests/stored_results/test_folders.py",
    "tests/analysis/sweeps/test_given.py",
    "tests/analysis/runs/test_reference.py", "tests/model/test_mesa.py", "tests/scenario",
    "tests/population/test_own_lists.py", "tests/cli/test_bad_input.py",
    "tests/analysis/calibration/test_calibrate_posterior.py",
    "tests/cli/test_work_kept.py", "tests/model/test_reproducible.py",
]  # fmt: skip


def live() -> None:
    """A year of spin-up, then each scenario, with ledgers checked."""
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    for name, (years, sets) in SCENARIOS.items():
        settings = load(name, ["spin_up.months=12", *sets], years=years, scale=5000.0)
        PartnershipModel(settings, seed=1, uncertainty="prior", check_ledgers=True).run()
        print(f"  {name}", flush=True)


def measured(folder: str) -> dict[str, Any]:
    """Coverage of the rooms, by file."""
    sources = ",".join(f"src/partnersim/{room}" for room in ROOMS)
    coverage = [sys.executable, "-W", "ignore", "-m", "coverage"]
    kept = {"COVERAGE_FILE": f"{folder}/coverage"}

    def run(*arguments: str, **more: str) -> None:
        subprocess.run([*coverage, *arguments], cwd=ROOT, env={**os.environ, **kept, **more})

    run(
        "run", "--branch", f"--source={sources}", "-m", __spec__.name, "live", NUMBA_DISABLE_JIT="1"
    )
    pytest = ("run", "-a", "--branch", f"--source={sources}", "-m", "pytest", "-o", "addopts=-q")
    run(*pytest, "-m", "fast")
    run(*pytest, *TESTS)
    run("json", "-q", "-o", f"{folder}/coverage.json")
    files: dict[str, Any] = json.loads(Path(folder, "coverage.json").read_text("utf-8"))["files"]
    return files


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        files = measured(folder)
    rooms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    below, excepted = [], []
    for name, file in files.items():
        total, room = file["summary"], name.split("/")[2]
        rooms[room][0] += total["covered_branches"]
        rooms[room][1] += total["num_branches"]
        share = 100 * total["covered_branches"] / max(1, total["num_branches"])
        if total["num_branches"] and share < ENOUGH:
            reason = EXCEPTIONS.get(name.removeprefix("src/partnersim/"))
            missing = " ".join(f"{start}>{end}" for start, end in file["missing_branches"])
            line = f"{share:5.1f} %  {name}: {reason or missing}"
            (excepted if reason else below).append((share, line))
    for room, (covered, branches) in rooms.items():
        print(f"{room:12s} {100 * covered / branches:5.1f} % of {branches} branches")
    print(f"below {ENOUGH:g} %, with the branches that are not run:")
    print("\n".join(line for _, line in sorted(below)))
    print("exceptions, with their reasons:")
    print("\n".join(line for _, line in sorted(excepted)))


if __name__ == "__main__":
    live() if sys.argv[1:] == ["live"] else main()
