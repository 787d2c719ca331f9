"""What scenarios name as the answer to their question, in reports; and who is eligible."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnersim.cli.request import check_answered_by
from partnersim.language import UserError
from partnersim.report.pages.asked import answers, beside_the_usual, other_people
from partnersim.scenario.loading import load

REFERENCE = {"title": {"en": "Before", "fr": "Avant"}}


def effect(low: float, high: float) -> dict[str, object]:
    middle = (low + high) / 2.0
    return {"measure": "staff_turnover", "reference": 0.3, "other": 0.3 + middle, "difference": middle,
            "low": low, "high": high, "decided": low > 0.0 or high < 0.0}  # fmt: skip


def test_what_a_scenario_names_has_a_row_and_a_sentence() -> None:
    scenario = {"answered_by": ["staff_turnover", "reporting_share", "goals_apart_mean"]}
    effects = {"staff_turnover": effect(-0.05, -0.01), "reporting_share": effect(-0.02, 0.03)}
    assert [row.name for row in beside_the_usual([scenario], [effects])] == ["staff_turnover"]
    first, missing = answers(effects, scenario, REFERENCE, 20)
    assert "falls (27" in first
    assert "not decided with 20 runs" in first
    assert "not measured under “Before”" in missing


def test_other_people_are_eligible_only_where_a_window_differs() -> None:
    quo, federal, several = (
        load(name).resolved()
        for name in ("mifi_status_quo", "federal_annual_contracts", "multi_year_core_funding")
    )
    assert other_people(quo, federal)
    assert not other_people(federal, several)


def test_a_measure_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("extends: mifi_status_quo\nanswered_by: [staff_turnovr]\n", encoding="utf-8")
    with pytest.raises(UserError, match="staff_turnover"):
        check_answered_by(load(str(file)))
    assert (
        load("multi_year_core_funding").answered_by != load("federal_annual_contracts").answered_by
    )
