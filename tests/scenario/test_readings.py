"""Readings: one point of the unknowns under a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.scenario import readings
from partnersim.scenario.loading import load
from partnersim.scenario.reference import reference_of

TEXT = """
title: {en: as a test tells it, fr: telle qu'un test la raconte}
description: {en: A test., fr: Un test.}
unknowns: {contest.record: 7.5, members.part: 0.1}
"""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reading named trial, in place of those that ship."""
    path = tmp_path / "trial.yaml"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(readings, "shipped_readings", lambda: {"trial": path})
    return path


def test_a_reading_states_unknowns_so_that_they_are_not_drawn(trial: Path) -> None:
    settings = load("mifi_status_quo", reading="trial")
    assert settings.parameters["contest"]["record"] == 7.5
    assert {"contest.record", "members.part"} <= settings.fixed
    assert settings.origin("contest.record").place == "trial.yaml"
    model = PartnershipModel(settings, uncertainty="prior", settings={"years": 1, "scale": 500.0})
    assert model.world.parameters["contest"]["record"][0] == 7.5


def test_the_command_line_goes_over_a_reading(trial: Path) -> None:
    settings = load("mifi_status_quo", ["contest.record=2"], reading="trial")
    assert settings.parameters["contest"]["record"] == 2.0
    assert settings.parameters["members"]["part"] == 0.1


def test_the_title_says_so_in_both_languages_and_the_reference_is_read_alike(trial: Path) -> None:
    settings = load("prsca_compliant", reading="trial")
    assert settings.title.en.endswith("(as a test tells it)")
    assert settings.title.fr.endswith("(telle qu'un test la raconte)")
    reference, _ = reference_of(settings)
    assert reference is not None
    assert reference.parameters["contest"]["record"] == 7.5
    assert reference.title.en.endswith("(as a test tells it)")


def test_without_one_the_title_is_the_scenario_s_own() -> None:
    assert "(" not in load("mifi_status_quo").title.en


def test_what_is_no_unknown_is_refused_by_name(trial: Path) -> None:
    trial.write_text(TEXT.replace("members.part", "delivery.thinnest"), encoding="utf-8")
    with pytest.raises(UserError, match=r"delivery\.thinnest is not an unknown"):
        load("mifi_status_quo", reading="trial")


def test_a_value_beyond_its_bounds_is_refused_with_the_file(trial: Path) -> None:
    trial.write_text(TEXT.replace("7.5", "700"), encoding="utf-8")
    with pytest.raises(UserError, match=r"trial\.yaml.*contest\.record"):
        load("mifi_status_quo", reading="trial")


def test_a_name_that_is_not_known_is_told_the_nearest(trial: Path) -> None:
    with pytest.raises(UserError, match="Did you mean 'trial'"):
        load("mifi_status_quo", reading="trail")
