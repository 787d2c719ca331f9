"""Directions of scenarios in both models: one spin-up serves all, and what parts is counted."""

from __future__ import annotations

from benchmarks.twin.bare_loop import pace_and_size
from benchmarks.twin.directions import BASE, Run, compare, paths_of, run_twin
from benchmarks.twin.docking import STATED, yearly
from benchmarks.twin.inputs import read
from benchmarks.twin.model import Twin


def test_a_scenario_lives_on_from_the_shared_spin_up_as_if_alone() -> None:
    shared = run_twin(0, 1, 5000.0, [BASE, "aca_ideal"], 12)
    alone = Twin(read("aca_ideal", seed=1, run=0, years=1, scale=5000.0, organizations=12))
    for _ in range(36):
        alone.step()
    for name in STATED["measures"]:
        mine = yearly([row[name] for row in alone.measures.rows[24:]])
        assert str(shared["aca_ideal"][name]) == str(mine)
    assert shared[BASE]["mission_hours"] != shared["aca_ideal"]["mission_hours"]


def made_up(step: float) -> Run:
    measures = list(STATED["measures"])
    return {
        BASE: {name: [1.0 + step / 100] for name in measures},
        "aca_ideal": {name: [2.0 if name == "mission_hours" else 0.5] for name in measures},
    }


def test_directions_that_agree_and_that_go_against_each_other_are_counted() -> None:
    runs = [made_up(step) for step in (0.0, 1.0, 2.0)]
    theirs = {name: paths_of(runs, name) for name in (BASE, "aca_ideal")}
    theirs["aca_ideal"]["staff_total"] = [[3.0]] * 3
    rows = {row["measure"]: row for row in compare(runs, theirs)}
    assert rows["mission_hours"]["twin"] == rows["mission_hours"]["ours"] == "up"
    assert rows["mission_hours"]["agree"]
    assert not rows["mission_hours"]["against"]
    assert rows["staff_total"]["against"]
    assert not rows["staff_total"]["agree"]
    assert len(rows) == len(STATED["measures"])


def test_the_barest_loop_has_ten_bytes_a_person() -> None:
    pace, size = pace_and_size(1000)
    assert size == 10.0
    assert pace > 0
