"""Rows of measures are written by name, and divided and held as outcomes declare."""

from __future__ import annotations

import ast
import math
from pathlib import Path

import numpy as np
import pytest

from partnersim.declarations import Outcome, Text
from partnersim.outcomes import dimensions, indicators, rows
from partnersim.outcomes.newcomers import BY_KIND
from partnersim.outcomes.recorder import _DIVISION, SECTOR, SECTOR_COLUMNS, SECTOR_NAMES, named
from partnersim.outcomes.rows import Division, plain, record_of
from partnersim.systems import room

FILES = [
    *(Path("src/partnersim/outcomes", f"{name}.py")
      for name in ("sector", "newcomers", "indicators")),
    *(Path(str(module.__file__)) for module in room("outcomes").values()),
]  # fmt: skip
RECORDS = {"row": SECTOR_NAMES, "total": _DIVISION.totals.names or ()}


def outcome(name: str, per: str = "", at_most: float | None = None) -> Outcome:
    return Outcome(name=name, unit="x", meaning=Text(name, name), per=per, at_most=at_most)


def written(code: str) -> list[tuple[str, object]]:
    """Records that are written in, and the field: `row["x"] = …`."""
    nodes = list(ast.walk(ast.parse(code)))
    assigned = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    targets = [part for each in assigned for part in getattr(each, "elts", [each])]
    targets += [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    result = [
        (target.value.id, getattr(target.slice, "value", None))
        for target in targets
        if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)
    ]
    return [(name, of) for name, of in result if name in RECORDS]


def test_every_outcome_and_every_total_is_written_by_its_name() -> None:
    assert written('row["a"] = total["b"]; row[2] += 1') == [("row", "a"), ("row", 2)]
    there = [place for file in FILES for place in written(file.read_text(encoding="utf-8"))]
    by_declaration = {index.name for index in dimensions.INDEXES}
    assert {of for name, of in there if name == "row"} | by_declaration | set(BY_KIND) == set(
        SECTOR_NAMES
    )
    assert {of for name, of in there if name == "total"} == set(RECORDS["total"])


def test_sums_are_divided_and_held_as_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "divide", rows.divide.python)
    division = Division([outcome("a", "people"), outcome("b", "people", 1.0), outcome("c"),
                         outcome("d", "nobody", 1.0), outcome("e", at_most=2.0)])  # fmt: skip
    sums, totals = np.zeros(1, record_of("abcde")), np.zeros(1, division.totals)
    plain(sums)[:] = [6.0, 6.0, 6.0, 0.0, 6.0]
    totals["people"] = 4.0
    with np.errstate(invalid="ignore"):
        division.divide(plain(sums)[0], plain(totals)[0])
    assert plain(sums)[0, :3].tolist() == [1.5, 1.0, 6.0]
    assert math.isnan(sums["d"][0])
    assert sums["e"][0] == 2.0


def test_numbers_of_a_row_have_the_names_of_columns() -> None:
    values = np.arange(2.0 * len(SECTOR_NAMES)).reshape(2, -1)
    assert named(values).dtype == SECTOR
    for n, name in enumerate(SECTOR_NAMES):
        assert named(values)[name].tolist() == values[:, n].tolist()
    assert len(SECTOR_COLUMNS) == len(SECTOR_NAMES)
    assert indicators.OBSERVED.names == indicators.NAMES


def test_an_outcome_with_poles_is_divided_by_nothing_else() -> None:
    with pytest.raises(ValueError, match="poles"):
        Outcome(name="x", unit="x", meaning=Text("x", "x"), per="people",
                dimension=indicators.INDICATORS[0].dimension,
                anchors=indicators.INDICATORS[0].anchors)  # fmt: skip
