"""Where a run spends its time, step by step: `python -m benchmarks.step_times`, half a minute.

The page's run (ten years of the status quo, scale 50, spin-up included), several times; of each step of each month the
least time counts, since the machine may have other things to do. Printed and saved in benchmarks/step_times.json:
milliseconds a run by the file that owns the step, the rest of the month, and a plain Python loop beside them.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.calendar import Phase

RESULTS = Path(__file__).parent / "step_times.json"
REPEATS, SHOWN = 15, 24
TURNS = 10_000_000


class Timed(PartnershipModel):
    """A model that notes how long each of its steps takes."""

    def __init__(self, *given: object, **named: object) -> None:
        self.took: dict[tuple[str, int], float] = {}
        super().__init__(*given, **named)  # type: ignore[arg-type]

    def _run(self, phase: Phase) -> None:
        for number, act in enumerate(self._steps[phase]):
            begun = time.perf_counter()
            act(self.world)
            name = f"{act.__module__} {phase.name} {number}"
            self.took[name, self.world.now] = time.perf_counter() - begun


def main() -> None:
    """Time runs, print and save."""
    least: dict[tuple[str, int], float] = defaultdict(lambda: float("inf"))
    whole = float("inf")
    settings = load("mifi_status_quo")
    for _ in range(REPEATS):
        model = Timed(settings, seed=1, run=0, uncertainty="prior")
        begun = time.perf_counter()
        model.run()
        whole = min(whole, time.perf_counter() - begun)
        for at, took in model.took.items():
            least[at] = min(least[at], took)
    by_file: dict[str, float] = defaultdict(float)
    for (name, _), took in least.items():
        by_file[name.split()[0].removeprefix("partnersim.")] += 1000.0 * took
    begun = time.perf_counter()
    for _ in range(TURNS):
        pass
    loop = time.perf_counter() - begun
    ranked = dict(sorted(by_file.items(), key=lambda item: -item[1]))
    for name, took in list(ranked.items())[:SHOWN]:
        print(f"{took:7.2f} ms  {name}")
    print(
        f"{sum(ranked.values()):7.2f} ms  all steps; a whole run, timed so: {1000 * whole:.1f} ms"
    )
    told = {"run": 1000 * whole, "steps": ranked, "loop of ten million turns, seconds": loop}
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
