"""Lines that are executed in a fixed small run, rules uncompiled: what a change costs, told without a clock.

python -m benchmarks.operations           count, and set beside what was last accepted; ends with 1 where they differ
python -m benchmarks.operations accept    keep these counts in operations.csv

The same lines are executed on every processor, so nothing of the machine is in the count, and the noise of a clock is
not either. It sees a loop that goes round twice as often and a rule that is called twice; what it does not see is a
line that costs more by itself, such as a whole array handed to NumPy. `benchmarks/speed.py` has the seconds.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import CodeType

ACCEPTED = Path(__file__).with_name("operations.csv")
SCENARIO, YEARS, SCALE, SEED = "covid_crisis", 1, 5000.0, 1
WORLD = ("population.organizations=12", "spin_up.months=6")
OF_WEIGHT = 0.01  # share of all lines from which a function is looked at by itself
OTHERS, ALL = "all others", "all"
# Of what was accepted: the count is exact, so little room is needed. The whole moves less than one function.
MOST, LEAST = 1.1, 0.9
MOST_OF_ALL = 1.05
_HOW_THE_MODEL_RUNS = ("kernel.py", "argument_types.py")  # otherwise where rules are compiled


def counted() -> Counter[str]:
    """Lines executed in the run, by function of the model."""
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    from partnersim import state
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    package = Path(state.__file__).parents[1]
    settings = load(SCENARIO, WORLD, years=YEARS, scale=SCALE)
    model = PartnershipModel(settings, seed=SEED)
    lines: Counter[CodeType] = Counter()
    ours: dict[CodeType, bool] = {}

    def on_line(code: CodeType, _line: int) -> object:
        if code not in ours:
            file = Path(code.co_filename)
            ours[code] = package in file.parents and file.name not in _HOW_THE_MODEL_RUNS
        if not ours[code]:
            return sys.monitoring.DISABLE
        lines[code] += 1
        return None

    events, tool = sys.monitoring.events, sys.monitoring.PROFILER_ID
    sys.monitoring.use_tool_id(tool, "operations")
    sys.monitoring.register_callback(tool, events.LINE, on_line)
    sys.monitoring.set_events(tool, events.LINE)
    try:
        model.run()
    finally:
        sys.monitoring.set_events(tool, 0)
        sys.monitoring.free_tool_id(tool)
    by_name: Counter[str] = Counter()
    for code, count in lines.items():
        file = Path(code.co_filename).relative_to(package).with_suffix("")
        by_name[f"{'.'.join(file.parts)}.{code.co_qualname}"] += count
    return by_name


def of_weight(lines: Mapping[str, int]) -> dict[str, int]:
    """Functions that have a share of all lines worth looking at, most first; then the others, and all."""
    total = sum(lines.values())
    most_first = sorted(lines.items(), key=lambda one: (-one[1], one[0]))
    heavy = {name: count for name, count in most_first if count >= OF_WEIGHT * total}
    return heavy | {OTHERS: total - sum(heavy.values()), ALL: total}


def accepted() -> dict[str, int]:
    """What was last accepted."""
    with ACCEPTED.open(encoding="utf-8", newline="") as file:
        return {row["function"]: int(row["lines"]) for row in csv.DictReader(file)}


def accept(lines: Mapping[str, int]) -> None:
    """Keep these counts."""
    with ACCEPTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("function", "lines"), *of_weight(lines).items()])


def differences(before: Mapping[str, int], lines: Mapping[str, int]) -> list[str]:
    """Functions whose lines are no longer about what was accepted, in words; of the others, their sum."""
    named = {name for name in before if name not in (OTHERS, ALL)}
    total = sum(lines.values())
    now = {name: lines.get(name, 0) for name in named}
    now |= {OTHERS: total - sum(now.values()), ALL: total}
    said = [
        f"{name}: {now[name]:,} lines, accepted {count:,}"
        for name, count in before.items()
        if now[name] > (MOST_OF_ALL if name == ALL else MOST) * count or now[name] < LEAST * count
    ]
    new = (name for name in lines if name not in named and lines[name] >= 2 * OF_WEIGHT * total)
    return said + [
        f"{name}: {lines[name]:,} lines, new among those of weight" for name in sorted(new)
    ]


def main(words: list[str]) -> int:
    """Count, then compare or keep."""
    lines = counted()
    for name, count in of_weight(lines).items():
        print(f"{count:12,}  {name}")
    if words == ["accept"]:
        accept(lines)
        return 0
    found = differences(accepted(), lines)
    if found:
        print("\n".join(["", *found, "If it is meant: python -m benchmarks.operations accept"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
