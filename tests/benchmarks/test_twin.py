"""The twin of the core lives a tiny world, and its books balance."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from benchmarks.twin.inputs import read
from benchmarks.twin.model import Twin
from benchmarks.twin.money import Books


@pytest.fixture(scope="module")
def lived() -> Twin:
    inputs = read("mifi_status_quo", seed=1, run=0, years=1, scale=3000.0, organizations=15)
    twin = Twin(inputs)
    for _ in range(26):
        twin.step()
    return twin


def test_money_hours_people_and_budgets_balance(lived: Twin) -> None:
    off = lived.measures.off
    assert off["people"] == 0
    assert off["money"] < 1e-6
    assert off["hours"] < 1e-9
    assert off["budgets"] < 1e-6
    assert lived.books.turnover > 1e6


def test_the_check_sees_a_dollar_that_comes_from_nowhere(lived: Twin) -> None:
    books = Books(dict(lived.books.accounts), lived.books.turnover)
    books.accounts["A"] += 1000.0
    assert books.off() > 1e-7


def test_organisations_serve_and_are_paid(lived: Twin) -> None:
    row = lived.measures.rows[-1]
    assert row["with_agreement"] > 0
    assert row["staff_total"] > 0
    assert 0 <= row["identity_mean"] <= 1
    assert sum(month["opened_eligible"] for month in lived.measures.rows) > 0


LIVE = """
from benchmarks.twin.inputs import read
from benchmarks.twin.model import Twin
twin = Twin(read("mifi_status_quo", seed=1, run=0, years=1, scale=5000.0, organizations=12))
for _ in range(14):
    twin.step()
print(twin.measures.rows)
"""


def test_the_twin_is_the_same_in_every_process() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-c", LIVE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert "staff_total" in printed[0]
    assert printed[0] == printed[1]
