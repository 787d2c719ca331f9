"""Stored runs of the lesson: of the rules as they are, in both readings, beside the page's own data."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import Job, do
from partnersim.page import levers
from partnersim.page.measuring import finals_of
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from studies.page_data import design, fixed_runs, lesson
from studies.page_data.cases import CRISIS_MONTHS, EXTRAS, READINGS, cases, settings_of
from studies.pages import teaching

REMEDY = "the core has moved on: run `python -m studies.page_data.lesson`"


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(design.DATA.read_text(encoding="utf-8"))
    return kept


def test_every_case_is_stored_in_both_readings(data: dict[str, Any]) -> None:
    stored = [(each["reading"], each["name"]) for each in data["lesson"]["cases"]]
    assert stored == [(reading, case.name) for reading in READINGS for case in cases()], REMEDY
    for each in data["lesson"]["cases"]:
        case = next(one for one in cases() if one.name == each["name"])
        settings = settings_of(case, each["reading"])
        assert each["sets"] == list(case.sets), REMEDY
        assert each["levers"] == list(levers.own_levers(settings)), REMEDY


def test_a_stored_run_of_the_reading_is_that_of_the_command(data: dict[str, Any]) -> None:
    if data["fixed_runs"]["machine"] != fixed_runs.machine():
        pytest.skip("the last bits belong to another kind of machine")
    case = next(one for one in cases() if one.name == "mission_60")
    row = do(Job(settings_of(case, "thesis"), data["seed"], 0, lesson.kept_of_lesson))
    extras = dict(zip(EXTRAS, row[-len(EXTRAS) :], strict=True))
    page = dict(zip(levers.MEASURES, finals_of(row[None, : -len(EXTRAS)])[0], strict=False))
    steps = data["lesson"]["scales"]["extras"]["step"]
    for n, name in enumerate(data["lesson"]["extras"]):
        kept = teaching.runs_of(data, "thesis", "mission_60", name)[0]
        assert kept == pytest.approx(extras[name], abs=max(steps[n], 1e-9)), REMEDY
    for name in ("identity_mean", "service_provider_share", "staff_total"):
        kept = teaching.runs_of(data, "thesis", "mission_60", name)[0]
        assert kept == pytest.approx(page[name], rel=1e-3, abs=1e-4), REMEDY


def test_what_is_stored_in_steps_is_read_back_within_half_a_step() -> None:
    values = np.random.default_rng(1).normal(size=(40, 3)) * [1.0, 1000.0, 0.0]
    scale = lesson.scale_of(values)
    steps = lesson.unpacked(lesson.whole(values, scale), "<u2").reshape(values.shape)
    read = np.array(scale["low"]) + steps * np.array(scale["step"])
    assert (np.abs(read - values) <= 0.51 * np.array(scale["step"]) + 1e-6).all()


def test_the_years_of_the_crisis_are_those_of_its_scenario() -> None:
    crisis = load("covid_crisis").resolved()["parameters"]["crisis"]
    assert (CRISIS_MONTHS.start, CRISIS_MONTHS.stop) == (
        crisis["starts_after_months"],
        crisis["ends_after_months"],
    )


@pytest.mark.parametrize("language", teaching.PAGES)
def test_the_table_of_the_teaching_pages_is_of_these_runs(language: str) -> None:
    page = teaching.PAGES[language].read_text(encoding="utf-8")
    assert teaching.table(language) in page, "stale: run `python -m studies.pages.teaching`"


def test_a_small_lesson_is_made_whole(
    data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [case for case in cases() if case.name in ("quo", "mission_60")]
    monkeypatch.setattr(lesson, "cases", lambda: few)
    monkeypatch.setattr(lesson, "READINGS", ("thesis",))
    monkeypatch.setattr(levers, "RUNS", 2)
    rows = lesson.rows_of(workers=1)
    frozen = lesson.rows_of(workers=1, ablation=Ablation(frozen=True))
    made = lesson.lesson_data(rows, frozen, data["finals"], data["shown"])
    assert [case["name"] for case in made["cases"]] == ["quo", "mission_60"]
    names = [*data["finals"], *made["extras"]]
    change = names.index("change:identity_mean")
    for case in made["cases"]:
        table = frozen["thesis", case["name"]]
        assert len(case["frozen"]) == len(names)
        expected = table[:, len(table.T) - len(EXTRAS) + EXTRAS.index("change:identity_mean")]
        assert case["frozen"][change] == pytest.approx(expected.mean(), rel=1e-4)
        assert case["frozen"][change] != pytest.approx(
            rows["thesis", case["name"]][
                :, -len(EXTRAS) + EXTRAS.index("change:identity_mean")
            ].mean(),
            rel=1e-4,
        )
