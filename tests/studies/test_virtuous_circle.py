"""The circle of proximity: links that can be cut, memories of who sat, trust that brings people back."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.mechanisms.funders import consultation, news
from partnersim.model import PartnershipModel
from partnersim.outcomes.sector import gini
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.schedule import Ablation
from partnersim.state.calendar import Phase
from studies.virtuous_circle import LINKS, MEASURES, gains


def test_a_levelled_column_is_seen_as_its_mean_and_left_as_it_was(small: Settings) -> None:
    """Two organisations that differ in access alone hear of calls alike where the link is cut."""
    for levelled, alike in (({}, False), ({"news": ("direct_access",)}, True)):
        model = PartnershipModel(small, seed=3, ablation=Ablation(levelled=levelled))
        world, f = model.world, model.world.main_funder
        world.organizations["umbrella_member"] = True
        access = np.linspace(0.0, 1.0, len(world.organizations)).round()
        world.relations["direct_access"][:, f] = access
        model._run(Phase.YEARLY)
        known = world.relations["news"][world.organizations["alive"], f]
        assert bool(np.ptp(known) < 1e-12) is alike
        np.testing.assert_array_equal(world.relations["direct_access"][:, f], access)


def test_where_access_brings_no_news_who_sits_hears_no_more(small: Settings) -> None:
    model = PartnershipModel(load(small.name, ["news.by_access=0"], years=2, scale=500.0), seed=3)
    world, f = model.world, model.world.main_funder
    world.organizations["umbrella_member"] = False
    world.relations["direct_access"][:40, f] = 1.0
    news.act(world)
    assert np.ptp(world.relations["news"][:, f]) < 1e-12


def test_seats_are_remembered_beside_a_lot(model: PartnershipModel) -> None:
    """Those invited every year are remembered; as many seats by lot spread over all who would come."""
    world, f = model.world, model.world.main_funder
    world.funders["access"][f] = 0.3
    world.funders["attitude"][f] = 1.0
    world.organizations["on_board"], world.organizations["willing"] = False, True
    world.relations["invitable"][:, f] = True
    world.relations["value"][:, f] = -np.arange(len(world.organizations))
    for year in range(12):
        world.calendar.now = 12 * year + 2
        assert world.calendar.fiscal_month == 2
        consultation.act(world)
    alive = world.organizations["alive"]
    relations = world.relations[alive, f]
    sat, by_lot = relations["sat"].copy(), relations["sat_by_lot"].copy()
    assert sat.sum() == pytest.approx(by_lot.sum())
    assert gini(sat) > gini(by_lot) + 0.1
    assert world.funders["seats_kept"][f] > world.funders["seats_kept_by_lot"][f] + 0.1


def test_gini_of_known_values() -> None:
    assert gini(np.array([1.0, 1.0, 1.0])) == pytest.approx(0.0)
    assert gini(np.array([0.0, 0.0, 0.0, 1.0])) == pytest.approx(0.75)
    assert gini(np.zeros(5)) == 0.0


def test_cutting_links_shows_no_gain_where_ties_have_no_effect() -> None:
    """Meetings teach next to nothing, and access brings no news: no link gives anything."""
    without = [
        "knowledge.precision=1e-12",
        "news.by_access=0",
        "contest.record=0",
        "survival.founding_rate=0",
    ]
    result = gains(runs=4, workers=1, sets=without, years=5, scale=1000.0)
    for link in LINKS:
        for name in MEASURES:
            interval = result[link][name]
            assert (interval.low, interval.mean, interval.high) == (0.0, 0.0, 0.0), (link, name)


@pytest.mark.long
def test_cutting_all_links_where_they_act_takes_concentration_away() -> None:
    result = gains(runs=6, workers=1, scale=1000.0)
    assert result["all of them"]["access_excess"].low > 0.0
    assert result["all of them"]["seats_kept_beyond_chance"].low > 0.0
