"""What the rules do in a small run is counted, and none does half as much again as was accepted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import operations
from benchmarks.operations import ALL, OTHERS, accepted, differences, of_weight

KEPT = {name: count for name, count in accepted().items() if name not in (OTHERS, ALL)}
SMALL = {f"small.rule_{n}": accepted()[OTHERS] // 100 for n in range(100)}
NOW = KEPT | SMALL


def test_the_run_executes_about_the_lines_that_were_accepted() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.operations"],
        cwd=Path(operations.__file__).parents[1], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", KEPT)
def test_a_rule_of_weight_that_does_its_work_twice_is_named(name: str) -> None:
    assert differences(accepted(), NOW) == []
    (said, *_) = differences(accepted(), NOW | {name: 2 * KEPT[name]})
    assert said.startswith(f"{name}: {2 * KEPT[name]:,} lines, accepted {KEPT[name]:,}")
    assert differences(accepted(), NOW | {name: KEPT[name] // 2})


def test_all_small_ones_together_are_looked_at_and_so_is_a_new_one() -> None:
    assert differences(accepted(), NOW | {name: 2 * SMALL[name] for name in SMALL})
    new = differences(accepted(), NOW | {"new.rule": accepted()[ALL] // 10})
    assert any(line.startswith("new.rule: ") for line in new)


def test_what_is_kept_is_what_weighs() -> None:
    kept = of_weight({"a": 990, "b": 5, "c": 5})
    assert kept == {"a": 990, OTHERS: 10, ALL: 1000}
    assert sum(KEPT.values()) + accepted()[OTHERS] == accepted()[ALL]
