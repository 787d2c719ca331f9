"""What a sweep's report says of choices and unknowns: rows of a crossed design count once, and one unknown leads."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from partnersim.report.figures.by_choice import _by_setting
from partnersim.report.pages import sweeps

SHIPPED = Path(__file__).parents[2] / "experiments" / "mission_money_fails" / "results"


def test_rows_that_share_their_choices_are_one() -> None:
    rows = pd.DataFrame({"door": [0.1, 0.1, 0.5, 0.5]})
    assert list(_by_setting(rows, [1.0, 3.0, 5.0, 7.0])) == pytest.approx([2.0, 6.0])


def test_the_shipped_sweep_tells_what_its_page_tells() -> None:
    report = sweeps.of_folder(SHIPPED)
    answer = report.leads[0].answer
    assert "none of the 768 trials: its orientation rises by 0.07 to 0.23" in answer
    assert "What is chosen makes no difference that these trials show" in answer
    assert "than on what nobody knows" in answer
    assert "change over the scenario" not in answer
    table = report.parts[0].table
    assert table is not None
    assert table.rows[0][1] == "unknown"
