"""What a ministry knows, whom it invites and talks with, what it hears, who hears of calls."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from partnersim.mechanisms.funders.consultation import fill_seats
from partnersim.mechanisms.funders.conversations import converse, end_the_last, who_has_access
from partnersim.mechanisms.funders.invitations import appraise, would_come
from partnersim.mechanisms.funders.knowledge import learn, show_conduct
from partnersim.mechanisms.funders.news import spread_word
from partnersim.mechanisms.funders.officeholders import change_ministers, change_officers
from partnersim.mechanisms.funders.policy import hear
from partnersim.model import PartnershipModel
from partnersim.population.assembly import parameter_tables
from partnersim.population.tables import new_table
from partnersim.scenario.loading import load
from partnersim.state.draws import Draws, normal
from partnersim.state.use_of_posts import cost_of_advocacy

VALUES = load("mifi_status_quo").parameters
DRAWS = Draws(7, 0)
GOVERNMENTS = ("mifi", "mtess", "other_ministries", "municipalities")


def parameters(**changed: float) -> Any:
    """Groups of parameters, with some values of the ministry's changed: `group__name=value`."""
    tables = parameter_tables(VALUES)
    for path, value in changed.items():
        group, name = path.split("__")
        tables[group][name] = value
    return tables


def a_ministry(count: int, **columns: Any) -> tuple[Any, Any, Any]:
    """Organisations, one ministry with an open door, and what is between them."""
    organizations = new_table("organizations", count)
    organizations["alive"] = organizations["willing"] = True
    organizations["staff"], organizations["attendance"] = 10.0, 1.0
    funders = new_table("funders", 1)
    funders["is_ministry"] = True
    for name in ("attitude", "taste", "access", "weight", "minister_attitude", "responsiveness"):
        funders[name] = 1.0
    funders["officers_number"] = 1
    relations = new_table("relations", (count, 1))
    for name, value in columns.items():
        table = organizations if name in (organizations.dtype.names or ()) else relations
        table[name] = np.reshape(value, (-1, 1)) if table is relations else value
    return organizations, funders, relations


def a_month_of_learning(world: tuple[Any, Any, Any], month: int = 0, **changed: float) -> None:
    learn(
        *world, parameters(**changed)["knowledge"], new_table("conditions", 1),
        DRAWS.stream("knowledge.usefulness"), DRAWS.stream("knowledge.consent"), month,
    )  # fmt: skip


def test_a_month_of_learning_by_hand() -> None:
    """A conversation and half a meeting at the table: precision .45, a quarter of it written down."""
    world = a_ministry(
        1, talks=True, seat=True, usefulness=1.0, consent=-2.0, file=1.0, officer_knows=1.0,
        usefulness_believed=0.5,
    )  # fmt: skip
    r = world[2][0, 0]
    a_month_of_learning(world, knowledge__ageing=1.0 - 0.5**12)  # half of it a month
    x = 0.3 * 1.5
    assert r["file"] == pytest.approx(0.5 + 0.25 * x)
    assert r["officer_knows"] == pytest.approx(0.5 + 0.75 * x)
    assert r["tie"] == pytest.approx(1.0 - 1.0 / (2.0 + x))
    error = math.sqrt(x) * normal(DRAWS.stream("knowledge.usefulness"), 0, 0, 0)
    assert r["usefulness_believed"] == pytest.approx(
        (0.5 * 3.0 * 0.5 + x * 1.0 + error) / (2.0 + x)
    )
    error = math.sqrt(x) * normal(DRAWS.stream("knowledge.consent"), 0, 0, 0)
    assert r["consent_believed"] == pytest.approx((x * -2.0 + error) / (2.0 + x))


def test_beliefs_come_to_the_truth_with_meetings_and_go_without() -> None:
    traits = np.linspace(-2.0, 2.0, 200)
    world = a_ministry(200, talks=True, usefulness=traits)
    for month in range(240):
        a_month_of_learning(world, month, knowledge__precision=5.0, knowledge__ageing=0.0)
    assert world[2]["tie"].min() > 0.99
    assert np.abs(world[2]["usefulness_believed"][:, 0] - traits).max() < 0.2
    world[2]["talks"] = False
    for month in range(240):
        a_month_of_learning(world, month, knowledge__ageing=0.5)
    assert np.abs(world[2]["usefulness_believed"]).max() < 0.01


def test_visits_teach_something_and_give_no_access() -> None:
    world = a_ministry(1, contact=1.0)
    a_month_of_learning(world)
    assert world[2]["tie"][0, 0] == pytest.approx(1.0 - 1.0 / (1.0 + 0.3 * 0.3))
    talk(world)
    assert not world[2]["direct_access"].any()


@pytest.mark.parametrize(("written", "left"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_what_is_not_written_down_goes_with_the_officer(written: float, left: float) -> None:
    organizations, funders, relations = world = a_ministry(3, talks=True, usefulness=3.0)
    for month in range(36):
        a_month_of_learning(
            world,
            month,
            knowledge__written=written,
            knowledge__ageing=0.0,
            knowledge__precision=1.0,
        )
    known = relations["file"] + relations["officer_knows"]
    signals = relations["usefulness_believed"] * (1.0 + known)
    officers = new_table("officers", 1)
    funders["officers_term_months"] = 1.0  # leaves this month
    stream = DRAWS.stream("officers.leaving")
    change_officers(organizations, funders, officers, relations, stream, 3)
    np.testing.assert_allclose(relations["file"], left * known)
    assert (relations["officer_knows"] == 0.0).all()
    np.testing.assert_allclose(relations["tie"], 1.0 - 1.0 / (1.0 + left * known))
    np.testing.assert_allclose(
        relations["usefulness_believed"] * (1.0 + left * known), left * signals, atol=1e-12
    )


def test_consent_is_last_years_open_advocacy_a_post_standardised() -> None:
    organizations, _, _ = a_ministry(4, posts_mission=[0.0, 2.0, 4.0, 9.0], advocacy_use=0.5)
    organizations["alive"][3] = False
    show_conduct(organizations, DRAWS.stream("knowledge.usefulness_of_it"), True)
    spread = math.sqrt(2.0 / 3.0) * 0.1
    np.testing.assert_allclose(
        organizations["consent"], [0.1 / spread, 0.0, -0.1 / spread, 0.0], atol=1e-12
    )
    drawn = organizations["usefulness"].copy()
    show_conduct(organizations, DRAWS.stream("knowledge.usefulness_of_it"), False)
    assert (organizations["usefulness"] == drawn).all()
    organizations["advocacy_use"] = 0.0
    show_conduct(organizations, DRAWS.stream("knowledge.usefulness_of_it"), False)
    assert (organizations["consent"] == 0.0).all()


def value_of(world: tuple[Any, Any, Any], **changed: float) -> None:
    appraise(
        *world, parameters(**{"invitations__named": 1.0} | changed)["invitations"],
        DRAWS.stream("invitations.coming_to_mind"), DRAWS.stream("invitations.other_reasons"), 0,
    )  # fmt: skip


def test_the_value_of_inviting_by_hand() -> None:
    world = a_ministry(
        2, staff=[math.e, math.e**3], tie=[0.75, 0.0], usefulness_believed=[1.0, 0.0],
        consent_believed=[-0.5, 0.0],
    )  # fmt: skip
    world[1]["taste"] = 2.0
    value_of(world, invitations__other_reasons=0.0)
    taste = 0.4 * 2.0
    doubt = 1.2 * math.sqrt(1.0 + taste**2)
    first = -0.35 + 1.0 - 0.5 * taste - doubt * 0.5
    np.testing.assert_allclose(world[2]["value"][:, 0], [first, 0.35 - doubt])


def test_a_curious_minister_prefers_critics_and_doubt_prefers_the_known() -> None:
    world = a_ministry(2, consent_believed=[1.0, -1.0], tie=0.5)
    for taste, best in ((1.0, 0), (-1.0, 1)):
        world[1]["taste"] = taste
        value_of(world, invitations__other_reasons=0.0)
        assert world[2]["value"][:, 0].argmax() == best
    world = a_ministry(2, tie=[0.0, 0.9])
    value_of(world, invitations__other_reasons=0.0)
    assert np.diff(world[2]["value"][:, 0])[0] > 0.5
    value_of(world, invitations__other_reasons=0.0, invitations__doubt=0.0)
    assert np.ptp(world[2]["value"]) == 0.0


def test_those_with_ties_come_to_mind_and_others_by_name() -> None:
    world = a_ministry(4000, tie=np.repeat([0.0, 1.0], 2000))
    value_of(world, invitations__named=0.3)
    asked = world[2]["invitable"][:, 0]
    assert asked[2000:].all()
    assert asked[:2000].mean() == pytest.approx(0.3, abs=0.04)


def willing(count: int = 4000, **columns: Any) -> Any:
    organizations, _, _ = a_ministry(count, **columns)
    would_come(
        organizations, new_table("choices", count), parameters()["invitations"],
        DRAWS.stream("invitations.director_leaving"),
        DRAWS.stream("invitations.readiness"), 26, False,
    )  # fmt: skip
    return organizations["willing"]


def test_free_posts_make_willing_and_readiness_to_oppose_keeps_away() -> None:
    assert willing(posts_tied=7.0).mean() == pytest.approx(3.0 / 4.5, abs=0.03)
    assert willing(posts_tied=7.0, contention=1.0).mean() == pytest.approx(0.5, abs=0.03)
    assert not willing(posts_tied=10.0).any()
    assert not willing(alive=False).any()


def test_willingness_stays_with_a_director() -> None:
    organizations, _, _ = a_ministry(4000, posts_tied=7.0)
    p, choices = (
        parameters(invitations__directors_leaving=0.25)["invitations"],
        new_table("choices", 4000),
    )
    streams = [DRAWS.stream(f"invitations.{name}") for name in ("director_leaving", "readiness")]
    would_come(organizations, choices, p, *streams, 14, False)
    before = organizations["willing"].copy()
    would_come(organizations, choices, p, *streams, 26, True)
    changed = organizations["director_since"] == 26
    assert changed.mean() == pytest.approx(0.25, abs=0.03)
    assert (organizations["willing"] == before)[~changed].all()
    assert (organizations["willing"] != before)[changed].mean() == pytest.approx(
        2.0 * (2.0 / 3.0) * (1.0 / 3.0), abs=0.06
    )


def seated(world: tuple[Any, Any, Any], seats: float, month: int = 2) -> tuple[Any, Any]:
    """Who sits, and who of them for the umbrella."""
    p = parameters(consultation__seats_at_full_access=seats)["consultation"]
    fill_seats(*world, p, DRAWS.stream("consultation.seat"), month)
    return world[2]["seat"][:, 0], world[2]["delegate"][:, 0]


def test_seats_go_to_delegates_then_the_lot_then_value() -> None:
    world = a_ministry(40, invitable=True, value=np.arange(40.0))
    world[0]["on_board"][:3] = world[0]["umbrella_member"][:3] = True
    world[1]["umbrella_share"], world[1]["access"] = 0.3, 0.5
    sits, delegates = seated(world, 20.0)
    assert sits.sum() == world[1]["seats"][0] == 10
    assert delegates[:3].all()
    assert delegates.sum() == 3
    assert sits[33:].all()
    world[1]["by_lot"] = 1.0
    sits, delegates = seated(world, 20.0)
    assert sits.sum() == 10
    assert delegates.sum() == 3
    assert not sits[33:].all()
    world[0]["willing"][20:] = False
    assert not seated(world, 20.0)[0][20:].any()


def test_limits_of_the_door() -> None:
    world = a_ministry(40, invitable=np.arange(40) < 30)
    assert seated(world, 1000.0)[0].sum() == 30  # all who come to mind and would come
    for closed in ("access", "attitude"):
        world[1][closed] = 0.0
        assert not seated(world, 1000.0)[0].any()
        world[1][closed] = 1.0


def talk(
    world: tuple[Any, Any, Any], months: int = 1, a_year: float = 12.0, within_reach: float = 1.0
) -> list[int]:
    """Conversations held in each month, one officer."""
    officers, p = (
        new_table("officers", 1),
        parameters(conversations__a_year=a_year)["conversations"],
    )
    held = []
    for month in range(months):
        end_the_last(world[2], month // 3 % 4, month % 3 == 0)
        converse(*world, officers, p, within_reach, month // 3 % 4)
        who_has_access(world[0], world[2])
        held.append(int(world[2]["talks"].sum()))
    return held


def test_officers_out_of_reach_hold_as_many_conversations_as_they_can() -> None:
    held = {
        reach: sum(talk(a_ministry(40, invitable=True, value=np.arange(40.0)), 20, 12.0, reach))
        for reach in (1.0, 0.2, 0.0)
    }
    assert held == {1.0: 20, 0.2: 4, 0.0: 0}


def test_conversations_are_spread_and_go_to_those_of_most_value_once_a_quarter() -> None:
    world = a_ministry(10, invitable=True, value=-np.arange(10.0))
    assert talk(world, 12, 14.0) == [1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2]  # fourteen a year
    held = world[2]["talks_by_quarter"][:, 0]
    assert held.max() == 1.0
    assert (held[:3] == 1.0).all()
    assert not held[4:].any()
    assert (world[2]["direct_access"][:, 0] == (held.sum(axis=1) >= 2.0)).all()
    world[2]["invitable"] = False
    assert talk(world, 3) == [0, 0, 0]


def test_a_minister_who_receives_nobody_lets_officers_talk_to_nobody() -> None:
    world = a_ministry(10, invitable=True)
    world[1]["attitude"] = 0.0
    assert talk(world, 24, 120.0) == [0] * 24
    world[1]["attitude"] = 0.5
    assert sum(talk(world, 12, 12.0)) == 6


def test_officers_hold_some_conversations_whatever_the_minister() -> None:
    world = a_ministry(40, invitable=True, value=np.arange(40.0))
    for attitude, at_least, held in ((0.1, 0.5, 6), (0.75, 0.5, 9), (0.0, 1.0, 12)):
        world[1]["attitude"], world[1]["officers_open_at_least"] = attitude, at_least
        assert sum(talk(world, 12, 12.0)) == held


def test_a_seat_of_its_own_is_access_and_a_delegates_is_not() -> None:
    world = a_ministry(3, seat=[True, True, False], delegate=[False, True, False])
    talk(world)
    assert world[2]["direct_access"][:, 0].tolist() == [1.0, 0.0, 0.0]


def heard(
    world: tuple[Any, Any, Any], months: int = 1, asked: Any = (1.0, 0.0, 0.0), **changed: float
) -> Any:
    kinds = len(world[1]["priorities"][0])
    demand, need = np.zeros(kinds), np.zeros(kinds)
    demand[1] = need[2] = 1.0
    for _ in range(months):
        hear(*world, parameters(**changed)["policy"], demand, np.array(asked), need, 0)
    return world[1][0]


def test_policy_goes_to_the_agenda_and_what_is_heard_by_hand() -> None:
    """One own seat of half a voice that echoes, one delegate of half a voice."""
    world = a_ministry(
        2, seat=True, delegate=[False, True], tie=0.5, posts_tied=10.0,
    )  # fmt: skip
    world[0]["priorities"][:, 0] = 1.0
    world[1]["minister_agenda"][:, 3] = world[1]["priorities"][:, 3] = 1.0
    world[1]["timing"] = 1.0
    funder = heard(world, policy__half_heard=1.0, policy__echo=0.4)
    assert funder["heard"][:4] == pytest.approx([0.3, 0.5, 0.0, 0.2])
    taken_up = 1.0 / (1.0 + 1.0)
    assert funder["uptake"] == pytest.approx(0.06 * taken_up)
    assert funder["priorities"][:4] == pytest.approx(
        [0.06 * taken_up * 0.3, 0.06 * taken_up * 0.5, 0.0, 1.0 - 0.06 * taken_up * 0.8]
    )
    assert funder["priorities"].sum() == pytest.approx(1.0)
    assert not funder["won"].any()
    assert funder["umbrella_voice"] == pytest.approx(0.5)


def test_the_umbrellas_voice_is_spent_on_what_it_asks_for_by_hand() -> None:
    """Two delegates of half a voice: half of it on needs, three tenths on reports, the rest on missions."""
    world = a_ministry(2, seat=True, delegate=True, tie=0.5)
    world[1]["timing"] = world[1]["responsiveness"] = world[1]["attitude"] = 1.0
    funder = heard(world, asked=(0.5, 0.3, 0.2), policy__half_heard=0.5, policy__concession=0.4)
    assert funder["uptake"] == pytest.approx(0.06 * 0.5 / (0.5 + 0.5))
    assert funder["won"] == pytest.approx(
        [0.0, 0.06 * 0.4 * 0.3 / (0.3 + 0.5), 0.06 * 0.4 * 0.2 / (0.2 + 0.5)]
    )
    won = funder["won"].copy()
    world[1]["responsiveness"] = 0.0
    funder = heard(world, asked=(0.0, 1.0, 0.0))
    assert funder["won"] == pytest.approx(0.94 * won)


def test_with_nobody_heard_policy_is_the_agenda_and_places_tell_the_need() -> None:
    world = a_ministry(2)
    world[1]["minister_agenda"][:, 3] = world[1]["priorities"][:, 0] = 1.0
    funder = heard(world, 200)
    assert funder["priorities"][3] == pytest.approx(1.0, abs=1e-4)
    assert funder["uptake"] == 0.0
    world[1]["local_voice"], world[1]["timing"] = 1e6, 1.0
    assert heard(world, 200)["priorities"][2] == pytest.approx(1.0, abs=1e-3)


def test_a_minister_brings_an_attitude_a_taste_and_an_agenda() -> None:
    funders = new_table("funders", 2000)
    funders["is_ministry"] = True
    funders["minister_term_months"] = 4.0
    funders["minister_attitude"], funders["minister_taste"] = 0.5, 1.0
    funders["minister_spread"], funders["minister_taste_spread"] = 0.35, 1.0
    funders["agenda"] = 1.0 / funders["agenda"].shape[1]
    names = ("leaving", "attitude", "taste", "agenda")
    change_ministers(funders, *(DRAWS.stream(f"minister.{name}") for name in names), 5)
    new = funders["minister_months"] == 0
    assert new.mean() == pytest.approx(0.25, abs=0.03)
    assert np.log(funders["attitude"][new] / 0.5).std() == pytest.approx(0.35, abs=0.04)
    assert funders["taste"][new].mean() == pytest.approx(1.0, abs=0.15)
    assert funders["taste"][new].std() == pytest.approx(1.0, abs=0.1)
    np.testing.assert_allclose(funders["minister_agenda"][new].sum(axis=1), 1.0)
    assert not funders["minister_agenda"][~new].any()


def test_a_minister_who_is_named_comes_for_certain_and_is_drawn_as_any() -> None:
    came = []
    for term, named in ((1.0, False), (240.0, True), (240.0, False)):
        funders = new_table("funders", 50)
        funders["is_ministry"], funders["minister_comes"] = True, named
        funders["minister_term_months"], funders["minister_attitude"] = term, 1.0
        funders["minister_spread"] = 0.35
        funders["agenda"] = 1.0 / funders["agenda"].shape[1]
        streams = (
            DRAWS.stream(f"minister.{n}") for n in ("leaving", "attitude", "taste", "agenda")
        )
        change_ministers(funders, *streams, 5)
        came.append(funders["attitude"].copy())
    np.testing.assert_array_equal(came[0], came[1])
    assert (came[1] > 0.0).all()
    assert (came[2] > 0.0).mean() < 0.1


def test_what_advocacy_costs_follows_taste() -> None:
    _, funders, _ = a_ministry(1)
    contest = parameters()["contest"][0]
    usual = cost_of_advocacy(contest, funders[0])
    assert usual == pytest.approx(20.0 * contest["advocacy_cost"])
    funders["taste"] = 0.75
    assert cost_of_advocacy(contest, funders[0]) == pytest.approx(0.75 * usual)
    funders["taste"] = -1.0
    assert cost_of_advocacy(contest, funders[0]) == 0.0


def test_news_by_access_and_through_the_umbrella_by_hand() -> None:
    organizations, funders, relations = a_ministry(
        5, seat=[True, False, False, False, False], direct_access=[1.0, 1.0, 0.0, 0.0, 0.0]
    )
    organizations["umbrella_member"] = [True, False, True, False, True]
    organizations["attendance"][4] = 0.5
    contracts = new_table("contracts", (5, 1, 2))
    contracts["years_held"][3, 0, 1] = 1.0
    p = parameters(news__public=0.2, news__by_access=0.5, umbrella__news=0.4)
    spread_word(
        organizations, funders, relations, contracts, p["news"], p["umbrella"],
        DRAWS.stream("news.hearing"), 12, False,
    )  # fmt: skip
    by_table = 1.0 - 0.4 * 0.5  # one member sits
    expected = [1.0 - 0.8 * 0.5 * by_table, 0.6, 1.0 - 0.8 * by_table, 0.2, 1.0 - 0.8 * 0.9]
    np.testing.assert_allclose(relations["news"][:, 0], expected)
    assert contracts["heard"][3, 0, 1]  # who holds hears: news is for new applications
    relations["seat"] = False
    spread_word(
        organizations, funders, relations, contracts, p["news"], p["umbrella"],
        DRAWS.stream("news.hearing"), 12, False,
    )  # fmt: skip
    assert relations["news"][2, 0] == pytest.approx(0.2)  # nobody at the table has heard


def run(years: int = 6, **settings: Any) -> PartnershipModel:
    model = PartnershipModel(
        "mifi_status_quo", seed=5, settings={"years": years, "scale": 1000.0, **settings},
        check_ledgers=True,
    )  # fmt: skip
    model.run()
    return model


def everywhere(path: str, value: float) -> dict[str, float]:
    return {f"ministries.{name}.{path}": value for name in GOVERNMENTS}


def test_doors_shut_leave_no_seat_and_no_access() -> None:
    model = run(**everywhere("minister.attitude", 0.0))
    world = model.world
    assert not world.relations["seat"].any()
    assert not world.relations["direct_access"].any()
    assert model.recorder.sector["direct_access_share"][-12:].max() == 0.0
    uptake = world.funders["uptake"][world.funders["is_ministry"]]
    assert uptake.max() < 0.02  # what was taken up in the spin-up, forgotten


def test_without_umbrella_nobody_sits_for_it() -> None:
    world = run(**{"population.umbrella_members": 0.0}).world
    assert not world.relations["delegate"].any()
    assert world.relations["seat"].any()


def test_with_a_seat_for_everybody_those_who_would_come_sit() -> None:
    world = run(**{"consultation.seats_at_full_access": 1000.0, "invitations.named": 1.0}).world
    f, alive = world.main_funder, world.organizations["alive"]
    sat = world.relations["seat"][alive, f]
    assert sat.mean() > 0.5
    assert world.funders["seats_kept"][f] > 0.7


def test_rows_that_are_not_there_yet_change_no_draw() -> None:
    """An organisation more, of no consequence, leaves what is drawn for the others."""
    small, large = a_ministry(20, talks=True), a_ministry(21, talks=True)
    for world in (small, large):
        a_month_of_learning(world)
        value_of(world, invitations__size=0.0)
    for name in ("usefulness_believed", "consent_believed", "value", "invitable"):
        assert (small[2][name] == large[2][name][:20]).all()
