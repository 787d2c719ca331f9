"""What happens to organisations reaches newcomers; need by group agrees with a count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from studies.pathways_to_newcomers import LINKS, MEASURES, changes, need_by_group


def test_need_by_group_is_that_of_the_cohorts_table() -> None:
    from partnersim.results import collect

    model = PartnershipModel(load("mifi_status_quo", years=3, scale=200.0), seed=3)
    model.run()
    cohorts = collect(model, 0).tables["cohorts"].to_pandas()
    refugees = cohorts[cohorts["status"] == "refugee"].dropna(subset=["need_after_24_months"])
    last = sorted(refugees["arrival_quarter"].unique())[-4:]
    refugees = refugees[refugees["arrival_quarter"].isin(last)]
    by_hand = np.average(
        refugees["need_after_24_months"], weights=refugees["people_after_24_months"]
    )
    assert need_by_group(model)[1] == pytest.approx(by_hand, rel=1e-9)
    assert "refugee" in model.world.statuses.names


def test_links_carry_what_they_should() -> None:
    """Fewer hours: fewer needs met, longer waits; no loss of fit: more met of those off the standard."""
    result = changes(runs=8, workers=1, years=5, scale=60.0)
    assert set(result) == set(LINKS)
    refugees = "need_after_24_months, refugees"
    assert refugees in MEASURES
    hours = result["hours, and what an hour costs, to service"]
    assert hours["needs_met_eligible"].high < 0.0
    assert hours["months_waited_eligible"].low > 0.0
    assert result["standardisation to fit"]["needs_met_ineligible"].low > 0.0
    money = result["mission money to those nobody pays for"]
    assert money["nobody_pays_share"].high < 0.0
