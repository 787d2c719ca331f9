"""Which parts could hardly fail (decision 51): measured without choices, over unknowns, over fixed numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from partnersim.analysis.validation.verdicts import judge, saved
from partnersim.evidence import could_fail as table
from partnersim.evidence.could_fail import NEARLY_ALL, CouldFailRow, could_fail_rows
from partnersim.evidence.patterns import Expected, patterns
from partnersim.evidence.written_in import written_in_rows
from studies import could_fail
from studies.saved import PRIOR_VERDICTS, rows_of


@pytest.mark.parametrize(
    ("too", "holds", "fixed", "hardly"),
    [
        (True, 1.0, 1.0, True),
        (True, NEARLY_ALL, NEARLY_ALL, True),
        (False, 1.0, 1.0, False),  # a lottery misses it
        (True, 0.9, 1.0, False),  # a tenth of plausible sectors miss it
        (True, 1.0, 0.9, False),
        (True, 1.0, math.nan, False),  # not known
    ],
)
def test_a_part_could_hardly_fail_where_nothing_makes_it(
    too: bool, holds: float, fixed: float, hardly: bool
) -> None:
    assert CouldFailRow("P0.planted", too, holds, fixed).hardly is hardly


@pytest.mark.parametrize(
    ("too", "holds", "fixed", "hardly"),
    [
        (False, 0.0, 0.05, True),
        (True, 0.0, 0.0, False),  # by lot it holds
        (False, 0.1, 0.0, False),
        (False, 0.0, 0.1, False),
        (False, 0.0, math.nan, False),  # not known
    ],
)
def test_a_part_could_hardly_hold_where_nothing_makes_it(
    too: bool, holds: float, fixed: float, hardly: bool
) -> None:
    assert CouldFailRow("P0.planted", too, holds, fixed).hardly_holds is hardly


def test_the_saved_rows_follow_from_what_is_saved() -> None:
    """Of every part: its share of runs, that with fixed numbers drawn, and whether it stands without choices."""
    judged = saved(PRIOR_VERDICTS)
    assert set(could_fail_rows()) == {verdict.name for verdict in judged}
    fixed = {row["part"]: float(row["holds"]) for row in rows_of("fixed_numbers")}
    measured = written_in_rows()
    for verdict in judged:
        row = could_fail_rows()[verdict.name]
        assert (row.holds, row.holds_fixed) == (verdict.holds, fixed[verdict.name])
        assert verdict.part.hardly is row.hardly
        assert (verdict.said == "could hardly fail") == (
            row.hardly and verdict.verdict == "emerges"
        )
        if verdict.part.use == "val":
            assert row.too is measured[verdict.name].too


def test_nothing_that_counts_as_held_could_hardly_fail() -> None:
    for verdict in saved(PRIOR_VERDICTS):
        if verdict.said in ("emerges", "fitted"):
            row = could_fail_rows()[verdict.name]
            assert not row.too or min(row.holds, row.holds_fixed) < NEARLY_ALL, verdict.name


def test_parts_that_guide_values_are_judged_by_lot_and_a_sure_thing_could_hardly_fail(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    every = patterns()
    access = next(pattern for pattern in every if pattern.id == "P4")
    [made] = could_fail.guiding_by_lot([access])
    assert [(part.id, part.case.null) for part in made.parts] == [("P4.level", "by lot")]
    sure = replace(
        made.parts[0], expected=Expected(-1.0, 2.0)
    )  # a share lies within it whatever is
    never = replace(sure, id="P4.growth", expected=Expected(2.0, 3.0))
    lots = judge([replace(made, parts=(sure, never))], runs=3, workers=1, years=4, scale=1000.0)
    own = [replace(v, pattern=access, part=replace(v.part, id=v.part.id[3:])) for v in lots]
    monkeypatch.setattr(could_fail, "TABLE", tmp_path / "could_fail.csv")
    monkeypatch.setattr(could_fail, "with_fixed_numbers_drawn", lambda: {"P4.level": 1.0})
    could_fail.save(own, lots)
    monkeypatch.setattr(table, "rows_in", lambda *_: _read(tmp_path / "could_fail.csv"))
    rows = could_fail_rows()
    assert rows["P4.level"].hardly
    assert not rows["P4.growth"].too
    could_fail_rows.cache_clear()


def _read(path: Path) -> list[dict[str, str]]:
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
