"""Speed and memory of a run, as ratios from one session: `python benchmarks/speed.py` (or make benchmark).

Prints seconds a run and runs a second at scale 50 (one process and two), seconds and peak memory at
scale 1, how many times one at scale 50 a run at scale 1 takes, and how many times faster the
same month of newcomers is than the same rules written one object a newcomer, the usual Mesa way.
Results are saved in benchmarks/results.json with the versions used.
"""

from __future__ import annotations

import json
import multiprocessing
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
GOALS = {
    "seconds a run at scale 50": 0.05,
    "runs a second at scale 50, two processes": 40.0,
    "seconds a run at scale 1": 1.0,
    "peak megabytes at scale 1": 400.0,
    "times the object way": 100.0,
}


def seconds_of(scale: float, runs: int, scenario: str = "prsca_compliant") -> list[float]:
    """Seconds of each run once the program is up: building the world and stepping ten years."""
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    settings = load(scenario, scale=scale)
    PartnershipModel(load(scenario, scale=2000.0), seed=1).run()  # compiled or loaded
    taken = []
    for run in range(runs):
        start = time.perf_counter()
        PartnershipModel(settings, seed=1, run=run, uncertainty="prior").run()
        taken.append(time.perf_counter() - start)
    return taken


def many(first: int) -> int:
    """A batch of runs in one worker process, as a worker of a sweep makes them."""
    from partnersim.analysis.runs.executors import set_aside_what_is_loaded
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    settings = load("prsca_compliant", scale=50.0)
    for run in range(first, first + 40):
        PartnershipModel(settings, seed=1, run=run, uncertainty="prior").run()
    set_aside_what_is_loaded()
    return 40


def two_processes() -> float:
    """Runs a second on two processes, once both are up."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(many, [0, 100], chunksize=1)
        start = time.perf_counter()
        done = sum(pool.map(many, [200, 300, 400, 500], chunksize=1))
        return done / (time.perf_counter() - start)


def peak_megabytes() -> float:
    """The most memory that this process has held since its program began.

    Not `ru_maxrss`: a process that another one starts inherits what that one held, and the one that
    compiles the rules holds twice as much as a run.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.partition("VmHWM:")[2].split()[0]) / 1024


def full_scale() -> dict[str, float]:
    """Seconds and peak memory at scale 1, in a process of its own that finds the rules compiled."""
    code = (
        "import sys; sys.path.insert(0, 'benchmarks'); import speed; "
        "t = speed.seconds_of(1.0, 2); "
        "print(min(t), speed.peak_megabytes())"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    seconds, megabytes = out.stdout.split()
    return {"seconds": float(seconds), "megabytes": float(megabytes)}


def object_way(people: int, months: int) -> float:
    """Seconds a person-month for the rules of asking and settling, one Mesa agent a newcomer."""
    import mesa

    class Person(mesa.Agent):  # type: ignore[misc]
        def __init__(self, model: mesa.Model) -> None:
            super().__init__(model)
            self.need = [self.random.random() for _ in range(6)]
            self.waiting = 0

        def step(self) -> None:
            total = sum(self.need)
            odds = 0.06 * total
            if self.random.random() < odds / (1.0 + odds):
                kind = self.random.choices(range(6), weights=[n + 1e-9 for n in self.need])[0]
                where = self.random.choices(self.model.places, weights=self.model.weights)[0]
                if self.random.random() < where:
                    self.need[kind] *= 0.6
                    self.waiting = 0
                else:
                    self.waiting += 1
            self.need = [need * 0.985 for need in self.need]

    class Town(mesa.Model):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(rng=1)
            self.places = [0.5] * 40
            self.weights = [1.0] * 40
            Person.create_agents(self, people)

        def step(self) -> None:
            self.agents_by_type[Person].do("step")

    town = Town()
    start = time.perf_counter()
    for _ in range(months):
        town.step()
    return (time.perf_counter() - start) / (people * months)


def column_way() -> float:
    """Seconds a person-month in our model at scale 5: the passes over newcomers."""
    from partnersim.mechanisms.newcomers import provider_choice, settlement, stages
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    model = PartnershipModel(load("prsca_compliant", scale=5.0, years=1), seed=1)
    for _ in range(3):
        model.step()
    world, taken, rows = model.world, 0.0, 0
    for _ in range(12):
        rows += world.newcomers.rows
        start = time.perf_counter()
        provider_choice.act(world)
        stages.act(world)
        settlement.act(world)
        taken += time.perf_counter() - start
        world.calendar.now += 1
    return taken / rows


def main() -> None:
    """Measure, print beside the goals, save."""
    class_scale = seconds_of(50.0, 20)
    full = full_scale()
    objects, columns = object_way(4000, 3), column_way()
    measured: dict[str, Any] = {
        "seconds a run at scale 50": statistics.median(class_scale),
        "runs a second at scale 50, one process": 1.0 / statistics.median(class_scale),
        "runs a second at scale 50, two processes": two_processes(),
        "seconds a run at scale 1": full["seconds"],
        "peak megabytes at scale 1": full["megabytes"],
        "nanoseconds a person-month, columns": columns * 1e9,
        "nanoseconds a person-month, one object each": objects * 1e9,
        "times the object way": objects / columns,
        "scale 1 over scale 50": full["seconds"] / statistics.median(class_scale),
    }
    for name, value in measured.items():
        goal = f"   goal {GOALS[name]:g}" if name in GOALS else ""
        print(f"{name:48s} {value:12.3f}{goal}")
    saved = {
        "command": "python benchmarks/speed.py",
        "measured": measured,
        "goals": GOALS,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "numba", "mesa")},
        "peak megabytes of this process": peak_megabytes(),
    }
    RESULTS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
