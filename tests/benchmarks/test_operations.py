"""What the rules do in a small run is counted, and none does a tenth more or less than was accepted."""

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
def test_a_rule_of_weight_that_does_an_eighth_more_or_less_is_named(name: str) -> None:
    assert differences(accepted(), NOW) == []
    more = KEPT[name] * 9 // 8
    (said, *_) = differences(accepted(), NOW | {name: more})
    assert said.startswith(f"{name}: {more:,} lines, accepted {KEPT[name]:,}")
    assert differences(accepted(), NOW | {name: KEPT[name] * 7 // 8})


def test_a_twelfth_more_everywhere_is_too_much_in_all() -> None:
    said = differences(accepted(), {name: count * 13 // 12 for name, count in NOW.items()})
    assert [line.partition(":")[0] for line in said] == [ALL]


def test_all_small_ones_together_are_looked_at_and_so_is_a_new_one() -> None:
    assert differences(accepted(), NOW | {name: 2 * SMALL[name] for name in SMALL})
    new = differences(accepted(), NOW | {"new.rule": accepted()[ALL] // 10})
    assert any(line.startswith("new.rule: ") for line in new)


def test_what_is_kept_is_what_weighs() -> None:
    kept = of_weight({"a": 990, "b": 5, "c": 5})
    assert kept == {"a": 990, OTHERS: 10, ALL: 1000}
    assert sum(KEPT.values()) + accepted()[OTHERS] == accepted()[ALL]
