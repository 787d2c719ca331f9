"""What a sweep's report says of choices and unknowns: rows of a crossed design count once, and one unknown leads."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from partnersim.analysis.discovery.lever_means import by_setting
from partnersim.report.pages import sweeps

SHIPPED = Path(__file__).parents[2] / "experiments" / "mission_money_fails" / "results"


def test_rows_that_share_their_choices_are_one() -> None:
    rows = pd.DataFrame({"door": [0.1, 0.1, 0.5, 0.5]})
    assert list(by_setting(rows, [1.0, 3.0, 5.0, 7.0])) == pytest.approx([2.0, 6.0])


def test_the_shipped_sweep_tells_what_its_page_tells() -> None:
    report = sweeps.of_folder(SHIPPED)
    answer, rest = report.leads[0].answer, " ".join(report.parts[0].paragraphs)
    assert len(re.split(r"(?<=[.])\s(?=[A-Z“])", answer)) == 3
    assert "none of the 768 trials: its orientation rises by 0.06 to 0.24" in answer
    assert "“Share of organisations that receive mission support” counts most, and little" in answer
    assert (
        "Of the 5 other outcomes, what is chosen shows in: “Orientation of organisations, mean”; “Soft dimensions”"
        in rest
    )
    assert "than on what nobody knows" in answer
    table = report.parts[0].table
    assert table is not None
    assert table.rows[0][1] == "unknown"
