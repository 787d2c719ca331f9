"""On which unknowns answers hang: arithmetic on made-up differences, what is saved, and what a report says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partnersim.evidence.influential_unknowns import (
    InfluentialUnknown,
    influential_unknowns,
    of_scenario,
)
from partnersim.language import use
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting.unknowns import clauses
from partnersim.report.pages import influence
from partnersim.scenario.loading import load
from partnersim.scenario.merging import COMMAND_LINE
from partnersim.scenario.parameter_groups import priors
from studies.influential_unknowns import MOST, compared, drawn_in, influential, measures_of

DRAWS = 80


def test_the_unknown_that_makes_a_difference_is_found_with_its_thirds() -> None:
    settings = load("prsca_compliant", scale=400)
    unknowns = drawn_in(settings, DRAWS)
    name = next(iter(unknowns))
    low, high = priors()[name]
    at = (unknowns[name] - low) / (high - low)
    noise = np.random.default_rng(1).normal(size=DRAWS, scale=0.01)
    rows = list(influential(settings, {"identity_mean": at + noise}, unknowns))
    first = rows[0]
    assert (first.unknown, first.measure, first.runs) == (name, "identity_mean", DRAWS)
    assert first.beyond_chance
    assert first.difference_where_low < 0.35
    assert first.difference_where_high > 0.65


def test_what_chance_makes_is_not_beyond_it_and_what_never_differs_is_left_out() -> None:
    settings = load("prsca_compliant", scale=400)
    unknowns = drawn_in(settings, DRAWS)
    beyond = 0
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(size=DRAWS)
        rows = list(influential(settings, {"identity_mean": noise}, unknowns))
        assert 1 <= len(rows) <= MOST
        beyond += rows[0].beyond_chance
    assert beyond <= 4  # one of 20 is meant
    for missing in (np.zeros(DRAWS), np.full(DRAWS, np.nan)):
        assert not list(influential(settings, {"identity_mean": missing}, unknowns))


def test_every_scenario_that_is_compared_has_rows_of_what_answers() -> None:
    saved = influential_unknowns()
    names = {settings.name: settings for settings, _ in compared()}
    assert {row.scenario for row in saved} <= set(names)
    assert len({row.scenario for row in saved}) >= 0.9 * len(names)
    for row in saved:
        assert row.measure in SECTOR_NAMES
        assert row.measure in measures_of(names[row.scenario])
        assert row.unknown in priors()
        assert 0.0 < row.by_chance < 1.0
        assert abs(row.rank_correlation) <= 1.0


ROWS = [
    InfluentialUnknown("prsca_compliant", "identity_mean", 120, name, strength, 0.3, 0.1, 0.2)
    for name, strength in zip(sorted(priors())[:3], (0.6, -0.4, 0.2), strict=True)
]

SERVED = [replace(ROWS[2], measure="served_share")]


def manifest(name: str, *changed: str) -> dict[str, Any]:
    """What a sentence is made from."""
    return {
        "scenario": {"name": name},
        "provenance": {path: {"from": COMMAND_LINE} for path in changed},
    }


def test_a_report_names_what_weighs_beyond_chance_in_both_languages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(influence, "of_scenario", lambda _: ROWS)
    own, reference = manifest("prsca_compliant", "scale"), manifest("mifi_status_quo")
    told = influence.sentence(own, reference)
    assert told.startswith(
        "Over 120 draws of all that nobody knows, the difference hangs most: in “"
    )
    assert "+0.100 at the low end of what is plausible, +0.200 at the high end" in told
    assert told.endswith(
        "not measured for “Requests served” and “Need left 24 months after arrival”."
    )
    monkeypatch.setattr(influence, "of_scenario", lambda _: [ROWS[0], *SERVED])
    told = influence.sentence(own, reference)
    assert (
        "in “Requests served”, on no single unknown beyond chance; not measured for “Need" in told
    )
    use("fr")
    assert "aucune inconnue à elle seule plus que par hasard" in influence.sentence(own, reference)


def test_every_unknown_that_a_report_may_name_has_a_clause() -> None:
    named = {row.unknown for row in influential_unknowns() if row.beyond_chance}
    assert named <= set(clauses()) <= set(priors())


@pytest.mark.parametrize(
    ("own", "reference"),
    [
        (manifest("prsca_compliant", "years"), manifest("mifi_status_quo")),
        (manifest("prsca_compliant"), manifest("npm_tightening")),
        (manifest("prsca_compliant"), manifest("mifi_status_quo", "years")),
        (manifest("mine"), manifest("mifi_status_quo")),
    ],
)
def test_nothing_is_told_of_what_was_not_measured(
    own: dict[str, Any], reference: dict[str, Any]
) -> None:
    assert of_scenario("prsca_compliant")
    assert influence.sentence(own, reference) == ""
