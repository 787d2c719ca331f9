"""Tests marked fast are those that call no compiled rule, whichever helper or fixture would call it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.outcomes.sector import gini
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from tests import conftest
from tests.conftest import paired_difference
from tests.without_rules import calls_no_rule


def _lived() -> float:
    return _twice()


def _twice() -> float:
    model = PartnershipModel("mifi_status_quo")
    model.run()
    return 2.0


def _by_helper() -> None:
    assert _lived()


def _by_import() -> None:
    from partnersim.analysis.runs.ensembles import run_one

    assert run_one


def _by_command() -> None:
    assert ["run", "mifi_status_quo"]


def _by_rule() -> None:
    assert gini


def _of_other_tests() -> None:
    assert paired_difference


def _by_loading() -> None:
    assert load("mifi_status_quo").name


@pytest.mark.parametrize("test", [_by_helper, _by_import, _by_command, _by_rule, _of_other_tests])
def test_what_steps_a_model_is_seen_through_helpers(test: Callable[[], None]) -> None:
    assert not calls_no_rule([test])
    assert calls_no_rule([_by_loading])
    assert not calls_no_rule([_by_loading], ["sweep"])


def test_a_fixture_that_steps_makes_a_test_slow(
    request: pytest.FixtureRequest, model: PartnershipModel
) -> None:
    assert model.world
    assert request.node.get_closest_marker("fast") is None


def test_a_test_without_a_rule_is_marked(request: pytest.FixtureRequest, small: Settings) -> None:
    assert small.years
    assert request.node.get_closest_marker("fast") is not None


def test_a_rule_called_in_a_fast_test_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "_fast", ["test_something"])
    with pytest.raises(AssertionError, match="test_something is marked fast and calls"):
        gini(np.ones(3))
