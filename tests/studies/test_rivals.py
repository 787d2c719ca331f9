"""Rival explanations: switches cut what they name, drift is booked in full, shares sum, choice is honest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.language import LANGUAGES
from partnersim.mechanisms.organizations import identity, managers
from partnersim.model import PartnershipModel
from partnersim.population.tables import columns_of
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import behaviour
from partnersim.schedule import COMPLETE, Ablation
from partnersim.state.calendar import Phase
from studies.pages.rivals import PAGES, TABLES
from studies.rivals import shapley
from studies.rivals.ablations import (
    LOOPS,
    MEANINGLESS,
    RIVALS,
    Component,
    all_components,
    mechanisms,
)
from studies.rivals.combinations import (
    COMBINATIONS,
    NAMES,
    Made,
    cal_parts,
    choice_tables,
    name_of,
    parts_table,
    weighed_parts,
)
from studies.rivals.discrimination import area, areas, between, classification_rate
from studies.rivals.drift import drift_of
from studies.rivals.knock_outs import contributions, paired
from studies.rivals.model_choice import factor_of, verdict, weigh
from studies.rivals.responses import RESPONSES

STATUS_QUO = "mifi_status_quo"
QUICK = {"years": 3, "scale": 1000.0}
SWITCHES = {rival.name: next(iter(rival.sets)) for rival in RIVALS}


def run(*sets: str, **options: object) -> PartnershipModel:
    model = PartnershipModel(load(STATUS_QUO, list(sets), **QUICK), seed=4, **options)
    model.run()
    return model


def off(*names: str) -> list[str]:
    return [f"{SWITCHES[name]}=false" for name in names]


@pytest.fixture(scope="module")
def whole() -> PartnershipModel:
    return run()


def moves(*names: str, change: str = "") -> np.ndarray:
    """How far one month's pulls move each orientation, with rivals off; nothing else acts."""
    model = PartnershipModel(load(STATUS_QUO, **QUICK), seed=4)
    for _ in range(6):
        model.step()
    world = model.world
    for name in names:
        world.parameters["identity"][name] = False
    o = world.organizations
    random = np.random.default_rng(1)
    o["identity"] = random.uniform(size=len(o))
    for column in ("participation", "hours_advocacy", "restricted", "unrestricted"):
        o[column] = random.uniform(0.1, 1.0, size=len(o))
    world.contracts["amount"] = random.uniform(0.0, 0.5, size=world.contracts["amount"].shape)
    world.contracts["months_left"] = 30
    world.relations["tie"] = random.uniform(size=world.relations["tie"].shape)
    world.relations["yearly_income"], o["yearly_income"] = 0.1, 1.0
    world.relations["seat"], o["alive"] = True, True
    world.funders["uptake"] = 0.4
    o["hours_delivery"] = 2.0
    if change == "work":
        o["hours_delivery"] = 0.0
        o["hours_advocacy"] = 9.0
    if change == "uptake":
        world.funders["uptake"] = 0.9
    if change == "money of the largest":
        o["restricted"][3] *= 40.0
        world.contracts["amount"][3] *= 40.0
    before = o["identity"].copy()
    identity.act(world)
    moved: np.ndarray = o["identity"] - before
    return moved


def test_each_pull_moves_as_much_with_the_others_off() -> None:
    """What adaptation adds is the same with imitation on and off: no switch makes another stronger."""
    both, imitation, adaptation, neither = (
        moves(), moves("adaptation"), moves("imitation"), moves("adaptation", "imitation"),
    )  # fmt: skip
    assert np.abs(both - imitation).max() > 1e-3
    np.testing.assert_allclose(both - imitation, adaptation - neither, atol=1e-12)


@pytest.mark.parametrize("change", ["work", "uptake"])
def test_without_adaptation_work_and_tables_move_nobody(change: str) -> None:
    np.testing.assert_array_equal(moves("adaptation", change=change), moves("adaptation"))
    assert np.abs(moves("imitation", change=change) - moves("imitation")).max() > 1e-4


def test_without_imitation_the_largest_are_no_models() -> None:
    others = np.arange(20) + 10

    def shift(*names: str) -> float:
        change = moves(*names, change="money of the largest") - moves(*names)
        return float(np.abs(change[others]).max())

    assert shift("imitation") == 0.0
    assert shift("adaptation") > 1e-4


def test_without_turnover_managers_change_and_leave_no_mark() -> None:
    kept = []
    for sets in ([], off("turnover")):
        model = PartnershipModel(
            load(STATUS_QUO, [*sets, "managers.tenure_years=0.5"], **QUICK), seed=4
        )
        before = model.world.organizations["identity"].copy()
        managers.act(model.world)
        kept.append((model.world.organizations.copy(), before))
    (on, before), (cut, _) = kept
    np.testing.assert_array_equal(on["manager_months"], cut["manager_months"])
    np.testing.assert_array_equal(cut["identity"], before)
    moved = on["identity"] - before
    assert np.count_nonzero(moved) > 3
    np.testing.assert_allclose(on["moved_by_managers"], moved, atol=1e-15)


def test_without_selection_nobody_closes_and_nobody_is_founded() -> None:
    model = run(*off("selection"), "ministries.mifi.envelope=2e6")
    assert (
        model.world.organizations["alive"].sum()
        == (model.world.organizations["founded_month"] < 0).sum()
    )
    assert drift_of(model).by_exit == drift_of(model).by_entry == 0.0


def arrived(model: PartnershipModel) -> list[tuple[int, ...]]:
    """Who came in the last month, of what status and where."""
    table = model.world.newcomers
    rows = np.flatnonzero(table.arrived[: table.rows] == model.world.now - 1)
    assert len(rows) > 2
    return sorted(
        (int(table.identity[r]), int(table.arrival_status[r]), int(table.place[r])) for r in rows
    )


@pytest.mark.parametrize("rival", NAMES)
def test_a_switch_leaves_newcomers_and_shocks_as_they_were(
    rival: str, whole: PartnershipModel
) -> None:
    cut = run(*off(rival))
    for with_it, other in (
        (arrived(whole), arrived(cut)),
        (whole.world.newcomers.totals["arrived"], cut.world.newcomers.totals["arrived"]),
        (whole.world.funders["attitude"], cut.world.funders["attitude"]),
        (whole.world.funders["minister_months"], cut.world.funders["minister_months"]),
        (whole.world.officers["months"], cut.world.officers["months"]),
        (whole.world.founding_months, cut.world.founding_months),
        (whole.world.founding, cut.world.founding),
    ):
        np.testing.assert_array_equal(with_it, other)
    assert (whole.world.organizations["identity"] != cut.world.organizations["identity"]).any()


def test_movements_sum_to_drift_and_each_rival_has_its_own(whole: PartnershipModel) -> None:
    drift = drift_of(whole)
    assert sum(drift[1:]) == pytest.approx(drift.drift, abs=1e-12)
    o = whole.world.organizations
    began = o["founding_identity"][o["founded_month"] < 0].mean()
    assert drift.drift == pytest.approx(o["identity"][o["alive"]].mean() - began, abs=1e-12)
    assert min(abs(change) for change in drift[1:]) > 0.0
    assert drift_of(run(*off("turnover"))).by_managers == 0.0
    without_pulls = drift_of(run(ablation=Ablation(without=frozenset({"identity"}))))
    assert without_pulls.by_pulls == pytest.approx(0.0, abs=1e-12)


def test_a_mechanism_shown_founders_acts_as_if_nothing_had_drifted() -> None:
    """Hours planned by founding orientation, today's left as it is."""
    plans = []
    for ablation in (COMPLETE, Ablation(as_founded=frozenset({"hours"}))):
        model = PartnershipModel(load(STATUS_QUO, **QUICK), seed=3, ablation=ablation)
        model.step()
        world = model.world
        world.organizations["identity"] = 0.0
        world.organizations["slack"] = 9000.0
        last = model._steps[Phase.HOURS][-1]  # nothing follows hours in that phase but itself
        last(world)
        plans.append(world.organizations["mission_plan"][world.organizations["alive"]].mean())
        assert (world.organizations["identity"] == 0.0).all()
    assert plans[1] > plans[0] * 1.05


def test_cuts_name_what_is_there() -> None:
    names = {module.__name__.rpartition(".")[2] for module in behaviour()}
    assert set(MEANINGLESS) < names
    assert {mechanism.name for mechanism in mechanisms()} | set(MEANINGLESS) == names
    for component in all_components():
        ablation = component.ablation
        assert {*ablation.without, *ablation.as_founded, *ablation.levelled} <= names, (
            component.name
        )
        assert {c for columns in ablation.levelled.values() for c in columns} <= set(
            columns_of("relations")
        )
    assert len({component.name for component in all_components()}) == len(all_components())
    assert len(paired()) == 7


def test_a_part_that_does_not_act_gives_exactly_nothing() -> None:
    components = (
        Component("crisis", "mechanism", ablation=Ablation(without=frozenset({"crisis"}))),
        *RIVALS[:1],
    )
    result = contributions(STATUS_QUO, components, runs=2, workers=1, **QUICK)
    assert set(result["response"]) == set(RESPONSES)
    idle = result[result["component"] == "crisis"]
    assert (idle[["mean", "low", "high"]] == 0.0).all().all()
    drift = result[(result["component"] == "adaptation") & (result["response"] == "drift")]
    assert drift["mean"].item() < 0.0


# Shapley


def test_shapley_of_a_known_game() -> None:
    """v = 6, 12, 42 alone; 12 for 1 and 2, 42 with 3: values 2, 5, 35."""
    game = np.array([0.0, 6.0, 12.0, 12.0, 42.0, 42.0, 42.0, 42.0])
    np.testing.assert_allclose(shapley.values(game), [2.0, 5.0, 35.0])
    with pytest.raises(ValueError, match="power of two"):
        shapley.values(np.zeros(6))


def test_shapley_is_efficient_symmetric_and_gives_a_null_player_nothing() -> None:
    random = np.random.default_rng(2)
    game = random.normal(size=(32, 7))
    np.testing.assert_allclose(shapley.values(game).sum(axis=0), game[-1] - game[0])
    for coalition in range(32):  # player 0 adds nothing; players 1 and 2 are interchangeable
        game[coalition] = game[coalition & ~1]
    for coalition in range(32):
        if coalition & 0b110 == 0b100:
            game[coalition] = game[coalition & ~0b100 | 0b010]
    result = shapley.values(game)
    np.testing.assert_allclose(result[0], 0.0, atol=1e-12)
    np.testing.assert_allclose(result[1], result[2])
    assert np.abs(result[3] - result[4]).max() > 0.01


def test_an_additive_game_has_no_interaction_and_its_shares_are_its_terms() -> None:
    terms = np.array([0.3, -1.0, 2.0])
    game = np.array([sum(terms[p] for p in range(3) if c >> p & 1) for c in range(8)])
    np.testing.assert_allclose(shapley.values(game), terms)
    assert shapley.interaction(game[7], game[6], game[5], game[4]) == pytest.approx(0.0)
    game[7] += 0.5  # together they do more
    assert shapley.interaction(game[7], game[6], game[5], game[4]) == pytest.approx(-0.5)


def test_shares_of_the_model_sum_to_what_the_players_do_together() -> None:
    players = (
        RIVALS[0],
        RIVALS[3],
        Component("crisis", "mechanism", ablation=Ablation(without=frozenset({"crisis"}))),
    )
    result = shapley.shares(STATUS_QUO, players, runs=2, workers=1, **QUICK)
    for response in RESPONSES:
        own = result[result["response"] == response]
        given = own[own["kind"] == "share"]["mean"].sum()
        assert given == pytest.approx(own[own["kind"] == "together"]["mean"].item(), abs=1e-12)
    null = result[(result["player"] == "crisis") & (result["kind"] == "share")]
    np.testing.assert_allclose(null["mean"], 0.0, atol=1e-12)
    assert (result[result["kind"] == "share"]["mean"].abs() > 1e-4).any()


# model choice


def toys(evidences: tuple[float, ...], draws: int, seed: int, common: float = 0.5) -> np.ndarray:
    """Models that hold with known chances, part of their luck in common."""
    random = np.random.default_rng(seed)
    shared, own = random.uniform(size=draws), random.uniform(size=(len(evidences), draws))
    luck = np.where(random.uniform(size=draws) < common, shared, own)
    held: np.ndarray = luck < np.array(evidences)[:, None]
    return held


def test_choice_finds_the_model_that_fits_and_its_factor() -> None:
    result = weigh(toys((0.02, 0.04, 0.4), 400, 1), reference=0)
    assert np.argmax([interval.mean for interval in result.probability]) == 2
    assert sum(interval.mean for interval in result.probability) == pytest.approx(1.0)
    assert result.factor[2].low < 20.0 < result.factor[2].high
    assert verdict(result.factor[2]) == "favoured"
    assert result.factor[0].mean == result.factor[0].low == result.factor[0].high == 1.0
    back = weigh(toys((0.02, 0.4), 400, 1), reference=1)
    assert verdict(back.factor[0]) == "disfavoured"


def test_intervals_of_the_factor_hold_the_truth_about_as_often_as_they_say() -> None:
    truth, held = 0.3 / 0.15, 0
    for seed in range(60):
        interval = weigh(toys((0.15, 0.3), 120, seed), reference=0).factor[1]
        held += interval.low <= truth <= interval.high
    assert 51 <= held <= 60


def test_two_models_that_are_the_same_stay_undecided_with_however_many_draws() -> None:
    for draws in (40, 4000):
        assert verdict(weigh(toys((0.3, 0.3), draws, 5), reference=0).factor[1]) == "undecided"
    near = weigh(toys((0.3, 0.36), 4000, 5), reference=0).factor[1]
    assert near.low > 1.0  # told apart
    assert verdict(near) == "undecided"  # and too near to matter
    assert (
        verdict(Interval(2.3, 1.6, 3.4)) == "undecided"
    )  # an interval that reaches far decides nothing
    assert verdict(Interval(0.5, 0.3, 0.9)) == "undecided"
    assert verdict(Interval(3.2, 1.6, 7.0)) == "favoured"


def test_models_that_nothing_reaches_say_so_by_wide_intervals() -> None:
    result = weigh(np.zeros((3, 150), bool), reference=0)
    assert all(interval.mean == 0.0 and interval.high < 0.03 for interval in result.evidence)
    assert result.factor[1].low < 0.1
    assert result.factor[1].high > 10.0
    assert verdict(result.factor[1]) == "undecided"


def test_the_factor_of_a_rival_is_of_models_with_it_against_those_without() -> None:
    held = toys((0.05, 0.05, 0.3, 0.3), 600, 3)
    factor = factor_of(held, np.array([False, False, True, True]))
    assert factor.low < 6.0 < factor.high
    assert verdict(factor) == "favoured"
    assert verdict(factor_of(held, np.array([False, True, False, True]))) == "undecided"


def made_up(adaptation_needed: bool) -> Made:
    """Runs in which every part holds but P3 equal, and one of them only with adaptation."""
    parts = cal_parts()
    names = [f"{pattern.id} {part.id}" for pattern, part in parts]
    values = np.zeros((16, 60, len(parts)))
    for n, (_, part) in enumerate(parts):
        low, high = np.clip([part.expected.low, part.expected.high], 0.0, 1.0)
        values[:, :, n] = 0.5 * (low + high) + np.linspace(-1e-3, 1e-3, 60)
    values[:, :, names.index("P3 equal")] = 0.0
    if adaptation_needed:
        without = [not which[0] for which in COMBINATIONS]
        values[without, :, names.index("P1 providers")] = np.linspace(0.0, 0.1, 60)
    return Made(parts, values, np.zeros((16, 60, 1)))


def test_the_part_that_decides_is_found_and_the_unreached_decides_nothing() -> None:
    made = made_up(adaptation_needed=True)
    names = [f"{pattern.id} {part.id}" for pattern, part in made.parts]
    assert [names[n] for n in range(len(names)) if n not in weighed_parts(made)] == ["P3 equal"]
    models, rivals = choice_tables(made)
    by = rivals.set_index(["left_out", "rival"])["verdict"]
    assert by["nothing", "adaptation"] == "favoured"
    assert by["nothing", "imitation"] == "undecided"
    assert by["P1 providers", "adaptation"] == "undecided"
    assert by["P1 recognition", "adaptation"] == "favoured"
    assert by["nothing, unreached kept", "adaptation"] == "undecided"
    kept = models[models["left_out"] == "nothing"].set_index("combination")
    assert kept.loc["none", "evidence"] == 0.0
    assert kept.loc[name_of(COMBINATIONS[-1]), "evidence"] == 1.0
    assert kept.loc["none", "verdict"] == "disfavoured"
    _, same = choice_tables(made_up(adaptation_needed=False))
    assert set(same["verdict"]) == {"undecided"}
    holds = parts_table(made).query("part == 'P3 equal'")
    assert set(holds["verdict"]) == {"fails"}


# telling apart


def test_an_area_is_the_chance_to_lie_above() -> None:
    assert area(np.array([1.0, 2.0, np.nan]), np.array([0.0, 1.0])) == pytest.approx(3.5 / 4.0)
    assert np.isnan(area(np.array([np.nan]), np.array([1.0])))
    random = np.random.default_rng(6)
    with_it = np.array([True, True, False, False])
    values = random.normal(size=(4, 200)) + np.array([1.0, 1.0, 0.0, 0.0])[:, None]
    result = areas(values, with_it)
    assert result.low < 0.760 < result.high  # Phi(1 / sqrt(2))
    other = areas(values, np.array([True, False, True, False]))
    assert other.low < 0.5 < other.high


def test_what_lies_between_models_and_what_a_rule_places() -> None:
    random = np.random.default_rng(7)
    with_it = np.array([True, True, False, False])
    noise = random.normal(size=(4, 300, 2))
    blind = classification_rate(noise, with_it)
    assert blind.low < 0.5 < blind.high
    noise[with_it, :, 1] += 6.0
    noise[3, :9, 0] = np.nan
    assert classification_rate(noise, with_it).mean > 0.98
    assert between(noise[:, :, 1]) == pytest.approx(9.0 / 10.0, abs=0.02)
    assert between(noise[:, :, 0]) < 0.02


# pages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_rivals_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert TABLES[name]() in PAGES[language].read_text(encoding="utf-8")


def test_saved_contributions_are_those_of_the_model() -> None:
    """A few runs of today's code agree with the table; if not, `make evidence` is due."""
    saved = pd.read_csv(Path("docs/data/knock_outs.csv"))
    saved = saved[saved["scenario"] == STATUS_QUO].set_index(["component", "response"])
    result = contributions(STATUS_QUO, RIVALS[:2], runs=6, seed=77, workers=1, scale=500.0)
    for name in ("adaptation", "selection"):
        today = result[(result["component"] == name) & (result["response"] == "drift")].iloc[0]
        assert saved.loc[(name, "drift"), "low"] <= today["high"], name
        assert saved.loc[(name, "drift"), "high"] >= today["low"], name


def test_the_loops_that_play_are_loops() -> None:
    assert [player.name for player in shapley.PLAYERS[:4]] == list(NAMES)
    assert len(shapley.PLAYERS) == 5
    assert all(player in LOOPS for player in shapley.PLAYERS[4:])
