"""Every value of every shipped scenario is what it was when the baseline was kept."""

from __future__ import annotations

import pytest

from partnersim.scenario.library import shipped
from tests import baseline


def test_every_scenario_is_kept() -> None:
    names = baseline.renamed().get("scenarios", {})
    assert {names.get(name, name) for name in shipped()} == set(baseline.kept()["scenarios"])


@pytest.mark.parametrize("scenario", sorted(shipped()))
def test_values_are_what_they_were(scenario: str) -> None:
    if baseline.kept()["machine"] != baseline.machine():
        pytest.skip("the last bits belong to another kind of machine")
    assert baseline.differences(scenario) == []
