"""What a report says of money between governments, and of the envelopes that it moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.report.pages import cases
from partnersim.results.reading import Results
from partnersim.scenario.loading import load
from partnersim.systems.intergovernmental_transfers import reports


def result_of(folder: Path, name: str, *sets: str) -> Results:
    words = [word for each in sets for word in ("--set", each)]
    arguments = ["run", name, "--runs", "1", "--scale", "2000", "--out", str(folder), *words]
    made = CliRunner().invoke(cli, [*arguments, "--quiet"])
    assert made.exit_code == 0, made.output
    return Results.read(folder)


def envelopes(scenario: dict[str, Any]) -> dict[str, float]:
    return {name: of["funding"]["envelope"] for name, of in scenario["funders"].items()}


def test_the_last_year_of_an_envelope_holds_what_a_transfer_brings(tmp_path: Path) -> None:
    results = result_of(tmp_path / "accord", "canada_quebec_accord", "years=3")
    (told,) = reports.answer(results)
    assert told.startswith("Paid between governments (Federal government to Immigration ministry)")
    assert "$270 million in the first year and $310.3 million in the last" in told
    stated = results.manifest["scenario"]
    moved = cases._with_money_moved(stated)
    paid = results.frame("transfers").iloc[-1]["in_envelope"]
    assert envelopes(moved)["mifi"] == pytest.approx(envelopes(stated)["mifi"] + paid)
    assert envelopes(moved)["mtess"] == envelopes(stated)["mtess"]
    assert stated["funders"]["mifi"]["funding"]["envelope"] == pytest.approx(1.78e6)


def test_what_organisations_get_in_two_tiers_is_taken_from_the_federal_envelope() -> None:
    scenario = load("two_tiers").resolved()
    moved = dict(reports.money_moved(scenario))
    assert sum(moved.values()) == pytest.approx(0.0)
    assert min(moved.values()) < 0.0


def test_nothing_is_told_or_moved_where_there_is_no_transfer() -> None:
    scenario = load("mifi_status_quo").resolved()
    assert list(reports.money_moved(scenario)) == []
    assert cases._with_money_moved(scenario) is scenario
