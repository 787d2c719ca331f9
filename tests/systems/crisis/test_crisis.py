"""The crisis: what each part of it does, that it ends, and that money and hours balance."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

import partnersim
from partnersim.cli.main import cli
from partnersim.language import UserError, use
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting import dates
from partnersim.report.formatting.words import speaking
from partnersim.scenario.loading import load
from partnersim.state.columns import FIRST_ORGANIZATION
from partnersim.systems.crisis import emergency_fund, outsourcing
from partnersim.systems.crisis import figures as drawing
from partnersim.systems.crisis import screens as episode
from partnersim.systems.crisis.emergency_fund import EMERGENCY_FUND

QUICK = {"years": 3, "scale": 500.0}
OWN = ("outsourced_share", "lent_share")
SOON = ["crisis.intensity=1", "crisis.starts_after_months=6", "crisis.ends_after_months=18"]


def run(*sets: str, seed: int = 3) -> PartnershipModel:
    model = PartnershipModel(load("mifi_status_quo", sets, **QUICK), seed=seed, check_ledgers=True)
    model.run()
    return model


def months(model: PartnershipModel, column: str) -> np.ndarray:
    """Of the scenario."""
    begin = model.world.calendar.spin_up_months
    values: np.ndarray = model.recorder.sector[column][begin:]
    return values


@pytest.fixture(scope="module")
def pair() -> tuple[PartnershipModel, PartnershipModel]:
    return run(), run(*SOON)


def test_until_it_begins_and_without_intensity_nothing_differs(
    pair: tuple[PartnershipModel, PartnershipModel],
) -> None:
    calm, crisis = pair
    begin = calm.world.calendar.spin_up_months + 6
    ours = [SECTOR_NAMES.index(name) for name in OWN]  # not a number where the system is off
    for_all = np.delete(crisis.recorder.values, ours, axis=1)
    np.testing.assert_array_equal(
        np.delete(calm.recorder.values, ours, axis=1)[:begin], for_all[:begin]
    )
    for name in OWN:
        assert (crisis.recorder.sector[name][:begin] == 0.0).all()
    none = run("crisis.intensity=0", *SOON[1:])
    np.testing.assert_array_equal(calm.recorder.values, none.recorder.values)


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        ("outsourced_share", 1),
        ("delivery_share", 1),
        ("advocacy_share", -1),
        ("community_life_share", -1),
        ("reporting_share", -1),
        ("representation_load_share", 1),
    ],
)
def test_at_its_height(
    pair: tuple[PartnershipModel, PartnershipModel], column: str, sign: int
) -> None:
    calm, crisis = (np.nan_to_num(months(model, column))[8:12].mean() for model in pair)
    assert (crisis - calm) * sign > 0.0, f"{calm:.4f} {crisis:.4f}"


def test_requirements_come_back_and_referrals_end(
    pair: tuple[PartnershipModel, PartnershipModel],
) -> None:
    calm, crisis = pair
    assert months(crisis, "outsourced_share")[18:].max() == 0.0
    lifted = months(calm, "reporting_share") - months(crisis, "reporting_share")
    assert lifted[7:12].min() > 0.005
    assert abs(lifted[14:18].mean()) < 0.5 * lifted[7:12].mean()


def test_borders_close_and_the_crowd_of_other_runs_is_not_touched() -> None:
    calm, crisis = run(), run(*SOON)
    first = calm.world.calendar.spin_up_months + 6
    arrivals = [model.world.arrivals[first].sum() for model in (calm, crisis)]
    assert arrivals[1] == pytest.approx(0.5 * arrivals[0])
    again = run()
    np.testing.assert_array_equal(again.world.arrivals, calm.world.arrivals)


def test_emergency_money_comes_once_and_is_fought_for(
    pair: tuple[PartnershipModel, PartnershipModel],
) -> None:
    _, crisis = pair
    world = crisis.world
    rows = world.flows.written()
    grants = rows[rows["purpose"] == EMERGENCY_FUND]
    envelope = world.funders["envelope"][world.main_funder]
    assert 0.5 * 0.08 * envelope < grants["amount"].sum() <= 0.08 * envelope
    assert set(grants["month"] - world.calendar.spin_up_months) == {6, 7, 8, 9}
    assert (grants["payer"] == world.main_funder).all()


def test_an_emergency_round_is_won_by_points(model: PartnershipModel) -> None:
    """One grant for two who hear: the record, then open advocacy, then fit; never a tie."""
    model.step()
    world, main = model.world, model.world.main_funder
    world.conditions["crisis"] = 1.0
    world.parameters["contest"]["noise"] = 0.0
    world.parameters["contest"]["record"] = world.parameters["contest"]["advocacy_cost"] = 1.0
    p, crisis = world.parameters["emergency_fund"], world.parameters["crisis"]
    world.calendar.now = world.calendar.spin_up_months + int(crisis["starts_after_months"][0])
    p["rounds"], p["grant"] = 1, 1000.0
    crisis["intensity"] = 1.0
    p["amount"] = 1000.5 / world.funders["envelope"][main]
    o, r = world.organizations, world.relations[:, main]
    c = world.contracts[:, main, world.programme("mission")]
    two = np.flatnonzero(o["alive"])[:2]
    r["news"] = 0.0
    r["news"][two], r["tie"][two] = 1.0, [0.0, 1.0]
    world.funders["taste"][main] = 1.0

    def winner(**second: float) -> int:
        for table, columns in (
            (o, ("posts_mission", "advocacy_use")),
            (r, ("performance",)),
            (c, ("points_of_fit",)),
        ):
            for column in columns:
                table[column][two] = {"performance": 0.9, "points_of_fit": -0.2}.get(column, 0.5)
                table[column][two[1]] = second.get(column, table[column][two[1]])
        before = world.flows.count[0]
        emergency_fund.act(world)
        (paid,) = world.flows.rows[before : world.flows.count[0]]
        assert paid["amount"] == 1000.0
        return int(paid["payee"]) - FIRST_ORGANIZATION

    o["staff"][two] = 10.0
    assert winner(performance=0.8) == two[0]
    assert winner(performance=1.0) == two[1]
    assert winner(advocacy_use=1.0) == two[0]
    assert winner(advocacy_use=0.0) == two[1]
    assert winner(points_of_fit=-0.3) == two[0]


def test_a_common_ordeal_builds_trust_where_no_money_is_fought_for(
    pair: tuple[PartnershipModel, PartnershipModel],
) -> None:
    calm, crisis = pair
    peace = run(*SOON, "emergency_fund.amount=0")
    at = [months(model, "trust_in_peers_mean")[8:12].mean() for model in (calm, crisis, peace)]
    assert at[2] > max(at[0], at[1]) + 0.02


def test_losing_an_emergency_round_costs_trust() -> None:
    free, dear = (run(*SOON, f"emergency_fund.trust_lost={lost}") for lost in (0.0, 0.5))
    at = [months(model, "trust_in_peers_mean")[10] for model in (free, dear)]
    assert at[1] < at[0]


def test_a_board_holds_out_as_far_as_it_puts_the_mission_first(model: PartnershipModel) -> None:
    world = model.world
    world.conditions["crisis"], world.places.crisis_here[:] = 0.5, 0.5
    parameters = world.parameters
    parameters["outsourcing"]["regional_spread"], parameters["outsourcing"]["yielding"] = 0.0, 0.8
    board = parameters["board"]
    board["founders_weight"], board["value_of_members"] = 0.0, 0.75
    board["value_of_professionals"] = 0.25
    o = world.organizations
    o["alive"][:4], o["staff"][:4] = True, 2.0
    o["mission_plan"], o["delivery_plan"] = 0.2, 0.5
    o["seats_allies"], o["seats_members"], o["seats_professionals"] = 0.0, 0.0, 4.0
    o["seats_members"][1], o["seats_professionals"][1] = 4.0, 0.0
    hours = float(parameters["staff"]["hours_a_month"][0])
    clients = hours / float(parameters["delivery"]["hours_per_episode"][0])
    o["requests_ineligible"] = 0.0
    o["requests_eligible"][:4] = [2.0 * clients, 2.0 * clients, clients, 4.0 * clients]
    outsourcing.act(world)
    # of 1 post of hours, calls of 2 posts leave half unanswered, of 1 post none, of 4 three quarters
    expected = 0.2 * 0.5 * 0.8 * np.array([0.5 * 0.75, 0.5 * 0.25, 0.0, 0.75 * 0.75])
    np.testing.assert_allclose(o["displaced"][:4], expected)


def test_the_umbrellas_pressure_keeps_part_of_the_work_off(model: PartnershipModel) -> None:
    model.step()
    world = model.world
    world.conditions["crisis"], world.places.crisis_here[:] = 1.0, 1.0
    sent = []
    for pressure in (0.0, 1.0):
        world.funders["pressure"][world.main_funder] = pressure
        outsourcing.act(world)
        sent.append(float(world.conditions["outsourced"][0]))
    assert 0.0 < sent[1] < sent[0]


def test_public_services_that_answer_less_leave_more_to_organisations() -> None:
    """Of half of all requests they leave three fifths, and open as many files fewer.

    Of kinds that they give no courses or aid for: those draw the less, the fewer files they open.
    """
    alone = ["outsourcing.referred=0", "outsourcing.regional_spread=0", "crisis.needs_added=0"]
    asked, files = [], []
    for sets in (["crisis.intensity=0"], SOON):
        settings = load(
            "mifi_status_quo", ["public_services.share=0.5", "crisis.arrivals_lost=0", *sets, *alone],
            **QUICK,
        )  # fmt: skip
        model = PartnershipModel(settings, seed=3)
        while model.world.now <= model.world.calendar.spin_up_months + 6:
            model.step()
        demand = model.world.demand
        kinds = ~demand.served_by_public.any(axis=0)
        asked.append(float(demand.requests[: demand.organizations][:, :, kinds].sum()))
        model.step()
        files.append(float(model.world.places.public_files.sum()))
    assert files[1] == pytest.approx(0.4 * files[0])
    assert asked[1] == pytest.approx((1.0 - 0.5 * 0.4) / 0.5 * asked[0], rel=1e-6)


def test_a_crisis_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(UserError, match=r"crisis\.(starts|ends)_after_months.*must lie below"):
        load("mifi_status_quo", ["crisis.starts_after_months=24", "crisis.ends_after_months=12"])
    with pytest.raises(UserError, match="must lie below"):
        load("mifi_status_quo", ["crisis.ends_after_months=60"])


def test_periods_follow_the_scenario_and_its_length() -> None:
    spans = episode.periods(load("covid_crisis"))
    assert [(str(first), str(after)) for _, first, after in spans] == [
        ("2015-04", "2016-04"), ("2016-04", "2016-10"), ("2016-10", "2018-04"),
        ("2018-04", "2019-04"),
    ]  # fmt: skip
    assert episode.periods(load("mifi_status_quo")) == []
    assert len(episode.periods(load("covid_crisis", years=7))) == 3


# --- its months on the screen and in figures --------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_crisis_that_states_no_dates_stands_in_years_since_the_scenario_began(
    language: str, tmp_path: Path
) -> None:
    out = tmp_path / "c"
    arguments = ["run", "covid_crisis", "--years", "9", "--scale", "2000", "--runs", "2"]
    result = CliRunner().invoke(cli, [*arguments, "--out", str(out), "--lang", language])
    assert result.exit_code == 0, result.output
    assert "20" not in re.sub(
        r"20\d\d\s*$|de 2020|of 2020|seed.*", "", result.stdout.splitlines()[0]
    )
    assert not re.search(r"\b20(0[89]|1\d|2[1-9])\b", result.stdout.split(str(out))[0])
    for name in ("crisis", "six_dimensions", "hours_by_activity", "money_by_instrument",
                 "closeness_and_orientation", "responses"):  # fmt: skip
        drawn = " ".join(
            re.findall(r"<!--(.*?)-->", (out / f"{name}.svg").read_text("utf-8"), re.S)
        )
        assert not re.search(r"\b20(0[89]|1\d|2[1-9])\b", drawn), name
    use("en")
    axis = {"en": "years since the scenario began", "fr": "années depuis le début du scénario"}
    for name in ("crisis", "six_dimensions"):
        assert axis[language] in (out / f"{name}.svg").read_text("utf-8")


def test_its_shading_lies_under_the_bands_in_its_seventh_and_eighth_year() -> None:
    settings = load("covid_crisis", years=9, scale=2000.0)
    with speaking("en"):
        figure = drawing.draw(partnersim.run(settings, runs=2), settings)
    for axes in figure.axes:
        shades = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
        spans = [(shade.get_x(), shade.get_x() + shade.get_width()) for shade in shades]
        assert spans == [pytest.approx((6.0, 6.5)), pytest.approx((6.5, 8.0))]
        bands = [
            collection for collection in axes.collections if isinstance(collection, PolyCollection)
        ]
        assert bands
        assert max(shade.get_zorder() for shade in shades) < min(
            band.get_zorder() for band in bands
        )
        left, right = axes.get_xlim()
        assert -0.6 < left < 0.1
        assert 8.9 < right < 9.6


def test_a_scenario_that_states_when_it_starts_keeps_the_calendar(tmp_path: Path) -> None:
    assert load("mifi_status_quo").dated
    assert load("lip_huron").dated
    assert not load("covid_crisis").dated
    assert not load("quebec_model_1").dated
    assert load("covid_crisis", ["start=2014-04"]).dated
    own = tmp_path / "own.yaml"
    own.write_text("extends: covid_crisis\nstart: 2014-04\n")
    assert dates.month("2020-04", load(own)) == "April 2020"
    assert dates.at("2020-04", load(own)) == 2020.25
    assert dates.month("2016-04", load("covid_crisis")) == "year 7, month 1"
    assert dates.at("2016-10", load("covid_crisis")) == 6.5
    assert dates.year_names(load("covid_crisis"), 2) == ["1", "2"]
    assert dates.year_names(load(own), 2) == ["2014", "2015"]


def test_a_run_that_ends_before_the_crisis_says_so_and_draws_none(tmp_path: Path) -> None:
    arguments = [
        "run",
        "covid_crisis",
        "--years",
        "6",
        "--runs",
        "1",
        "--scale",
        "2000",
        "--lang",
        "en",
    ]
    done = CliRunner().invoke(cli, [*arguments, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    said = " ".join(done.stdout.split())
    assert "No crisis here: it begins after month 72 of the scenario" in said
    assert "year before" not in said
    assert not (tmp_path / "out" / "crisis.png").exists()
