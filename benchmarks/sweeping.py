"""What a sweep costs beyond the model: `python benchmarks/sweeping.py`, and how long 20,000 runs take.

The same runs (a row of an unknown a run, scale 2,000, ten years) are made by a plain loop over the model,
our sweep in one process, and Mesa's `batch_run`. Printed: processor seconds a run, and milliseconds
beyond a plain loop that measures the same months and forgets payments too (a sweep measures the months
it keeps, and keeps payments only when asked). Ways are taken in turns and the median of rounds is said,
since a machine that others use is not quiet. Surest is the sweep of a model that takes no time: it is
all that is not the model. At class scale (50) one process and two make 1,600 runs each, their start
included, and two make 1,600 of a lever, whose rows share a spin-up; `python benchmarks/sweeping.py
whole` makes all 20,000 of the unknown on two. How fast the machine is meanwhile is told by a plain
Python loop. Saved in benchmarks/sweeping.json with the versions used.
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "sweeping.json"
GOALS = {
    "milliseconds a run of a model that takes no time": 2.0,
    "milliseconds a run beyond the plain loop": 2.0,
    "two processes, times one": 1.8,
    "minutes for 20,000 runs at class scale, two processes": 15.0,
}
RUNS, ROUNDS = 160, 5
CLASS_SCALE, WHOLE = 50, 20_000
PART_OF_WHOLE = 1_600
EMPTY = 4000  # runs of the model that takes no time
PAIRS = 1  # of a sweep in one process and on two; each makes PART_OF_WHOLE runs
TURNS = 10_000_000  # of a plain Python loop: how fast the machine is just now
UNKNOWN = "uncertainties: {members.leaving: {min: 0.2, max: 0.6}}"
LEVER = "levers: {ministries.mifi.split.mission: {min: 0.05, max: 0.6}}"
EXPERIMENT = """\
scenario: mifi_status_quo
{varied}
outcomes: [service_provider_share, identity_mean]
design: {{method: lhs, samples: {runs}, seed: 1}}
years: 10
scale: {scale}
"""


def turns_a_second() -> float:
    """How fast this machine does a plain Python loop just now."""
    start, total = time.perf_counter(), 0
    for n in range(TURNS):
        total += n * n % 7
    return TURNS / (time.perf_counter() - start)


def main() -> None:
    """Measure, print beside the goals, save."""
    import mesa

    from partnersim import PartnershipModel
    from partnersim.analysis.runs.overlays import overlaid
    from partnersim.analysis.sweeps import worker
    from partnersim.analysis.sweeps.execution import SweepExecution
    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.analysis.sweeps.experiment_files import load_experiment

    runs = RUNS
    columns = ["service_provider_share", "identity_mean"]
    home = Path(tempfile.mkdtemp())

    def experiment(number: int, scale: int = 2000, varied: str = UNKNOWN) -> Experiment:
        path = home / f"of_{number}_at_{scale}_{varied.partition(':')[0]}.yaml"
        text = EXPERIMENT.format(runs=number, scale=scale, varied=varied)
        path.write_text(text, encoding="utf-8")
        return load_experiment(path)

    design = experiment(runs)
    rows = list(design.values(design.positions()))
    places = [factor.place for factor in design.factors]

    def plain_loop(measured: frozenset[int] | None = None) -> float:
        start = time.process_time()
        for row in rows:
            settings = overlaid(design.settings, places, row)
            model = PartnershipModel(
                settings, seed=1, measured_months=measured, keep_flows=measured is None
            )
            model.run()
            for name in columns:
                model.recorder.sector[name][-12:].mean()
        return time.process_time() - start

    def sweep(
        of: Experiment, workers: int, clock: Callable[[], float] = time.perf_counter
    ) -> float:
        sweeping = SweepExecution(of)
        folder = sweeping.folder(Path(tempfile.mkdtemp(dir=home)) / "out", False)
        start = clock()
        sweeping.make(folder, workers=workers, runs_a_part=16)
        return clock() - start

    def empty_sweep() -> float:
        model = PartnershipModel(design.settings, seed=1)
        model.run()
        before, worker.run_of = worker.run_of, lambda *_: model
        try:
            return sweep(experiment(EMPTY), 1) / EMPTY
        finally:
            worker.run_of = before

    class Collected(PartnershipModel):
        """The model as Mesa's users write it: a collector, and a flag that ends the run."""

        def __init__(self, value: float = 0.03, rng: object = None) -> None:
            super().__init__(overlaid(design.settings, places, [value]), rng=rng)
            self.datacollector = mesa.DataCollector(
                {n: lambda m, n=n: m.recorder.sector[n][m.world.now - 12 : m.world.now].mean()
                 for n in columns}
            )  # fmt: skip

        def step(self) -> None:
            super().step()
            if self.world.now == self.world.calendar.months:
                self.datacollector.collect(self)
                self.running = False

    def mesa_batch() -> float:
        start = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            mesa.batch_run(
                Collected, {"value": [row[0] for row in rows]}, rng=[1], display_progress=False,
                max_steps=10_000,
            )  # fmt: skip
        return time.process_time() - start

    ways: dict[str, Callable[[], float]] = {
        "plain loop": lambda: plain_loop(worker.months_of(design.outcomes, design.settings)),
        "plain loop, every month measured": plain_loop,
        "sweep in this process": lambda: sweep(design, 1, time.process_time),
        "mesa batch_run": mesa_batch,
    }
    plain_loop()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for n in range(ROUNDS):
        for name in sorted(ways, key=lambda name: (list(ways).index(name) + n) % len(ways)):
            taken[name].append(ways[name]() / runs)
    each = {name: statistics.median(seconds) for name, seconds in taken.items()}

    def beyond(name: str, plain: str) -> float:
        pairs = zip(taken[name], taken[plain], strict=True)
        return 1e3 * statistics.median(other - base for other, base in pairs)

    part = experiment(PART_OF_WHOLE, CLASS_SCALE)
    speeds = [turns_a_second()]
    pairs = []
    for _ in range(PAIRS):
        pairs.append((sweep(part, 1), sweep(part, 2)))
        speeds.append(turns_a_second())
    of_lever = sweep(experiment(PART_OF_WHOLE, CLASS_SCALE, LEVER), 2)
    alone, together = (statistics.median(side) for side in zip(*pairs, strict=True))
    seconds, made = together, PART_OF_WHOLE
    if sys.argv[1:] == ["whole"]:
        seconds, made = sweep(experiment(WHOLE, CLASS_SCALE), 2), WHOLE
        speeds.append(turns_a_second())
    measured = {
        "milliseconds a run of a model that takes no time": 1e3 * empty_sweep(),
        **{f"seconds a run, {name}": seconds for name, seconds in each.items()},
        "milliseconds a run beyond the plain loop": beyond("sweep in this process", "plain loop"),
        "milliseconds a run beyond the plain loop, mesa": beyond(
            "mesa batch_run", "plain loop, every month measured"
        ),
        "runs a second at class scale, one process": PART_OF_WHOLE / alone,
        "runs a second at class scale, two processes": PART_OF_WHOLE / together,
        "two processes, times one": statistics.median(pair / two for pair, two in pairs),
        "runs made at class scale, two processes": made,
        "minutes for 20,000 runs at class scale, two processes": seconds / 60.0 * WHOLE / made,
        "minutes for 20,000 runs of a lever at class scale, two processes": (
            of_lever / 60.0 * WHOLE / PART_OF_WHOLE
        ),
        "million turns of a plain loop a second meanwhile": statistics.median(speeds) / 1e6,
    }
    for name, value in measured.items():
        goal = f"   goal {GOALS[name]:g}" if name in GOALS else ""
        print(f"{name:66s} {value:10.4f}{goal}")
    saved = {
        "command": " ".join(["python benchmarks/sweeping.py", *sys.argv[1:]]),
        "runs": runs,
        "rounds": ROUNDS,
        "measured": measured,
        "goals": GOALS,
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "numba", "mesa", "pyarrow")},
    }
    RESULTS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
