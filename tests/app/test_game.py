"""A game: what teams hand in is what the model lives, the others are left to it, and the file lives it again."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from partnersim import PartnershipModel, UserError, load

pytest.importorskip("fastapi", reason="needs the extra [app]")
import httpx
from fastapi import FastAPI

from partnersim.app import game as games
from partnersim.app.addresses import Opening
from partnersim.app.admission import Admission
from partnersim.app.game import Game
from partnersim.app.game_routes import Games, router
from partnersim.app.server import say_what_is_wrong
from partnersim.app.teams import TEAMS

pytestmark = pytest.mark.slow
ROUNDS = 3
SETTINGS = {"scale": 400.0, "years": ROUNDS}


def a_game() -> Game:
    return Game(load("mifi_status_quo", **SETTINGS), seed=3, rounds=ROUNDS)


@pytest.fixture(scope="module")
def played() -> Game:
    """Three rounds: C decides twice and then goes, the ministry once."""
    game = a_game()
    game.join("ministry")
    game.join("organization_C")
    game.hand_in("ministry", {"mission": 0.6, "burden": 0.2, "term": 3})
    game.hand_in("organization_C", {"mission": 0.9, "reception": 0.0, "sits": "refuse"})
    game.close_round()
    game.hand_in("organization_C", {"mission": 0.8})
    game.close_round()
    game.close_round()
    return game


def test_a_year_is_lived_with_what_was_handed_in(played: Game) -> None:
    years = [year.organizations.loc["C", "mission_use"] for year in played._played.years]
    assert years[:2] == [0.9, 0.8]
    assert years[2] not in (0.9, 0.8)  # left to its board
    model = played._played.model
    assert model.world.funders[model.world.main_funder]["burden"] == 0.2
    split = model.settings.funders["mifi"].values["funding"]["split"]
    assert split["mission"] == pytest.approx(0.6)
    assert sum(split.values()) == pytest.approx(1.0)


def test_what_is_not_handed_in_the_model_decides() -> None:
    game = a_game()
    for _ in range(ROUNDS):
        game.close_round()
    state = game.state()
    assert state["over"]
    assert not state["alone"]  # until the lecturer reveals it
    game.show()
    state = game.state()
    assert state["measures"] == state["alone"]
    model = PartnershipModel("mifi_status_quo", seed=3, uncertainty="prior", settings=SETTINGS)
    model.run()
    assert np.array_equal(model.recorder.values, game._played.model.recorder.values, equal_nan=True)


def test_the_file_lives_the_game_again(played: Game, tmp_path: Any) -> None:
    path = tmp_path / "game.yaml"
    path.write_text(played.scenario(), encoding="utf-8")
    model = PartnershipModel(path, seed=played.seed, uncertainty="prior")
    model.run()
    own = played._played.model.recorder.values
    assert np.array_equal(model.recorder.values, own, equal_nan=True)


def test_a_phone_shows_what_the_reveal_will_show(played: Game) -> None:
    for team in played.reveal():
        view = played.view(team["name"])
        for own, told in zip(view["aims"], team["aims"], strict=True):
            assert own["reached"] == told["reached"]
            means = not own["stands"]
            assert own["reached"] == pytest.approx(
                np.mean(own["years"]) if means else own["years"][-1]
            )
    fresh = a_game().view("ministry")["aims"]
    assert [aim["reached"] for aim in fresh] == [None] * len(fresh)


def test_the_year_before_the_first_round_is_told() -> None:
    game = a_game()
    before = game.state()["before"]
    assert set(before) == set(game.state()["measures"])
    recorder = game._played.model.recorder
    april = game._played.model.world.calendar.spin_up_months
    met = recorder.sector["needs_met_eligible"][april - 1]
    assert before["needs_met_eligible"] == pytest.approx(met, abs=1e-4)
    game.close_round()
    assert game.state()["before"] == before


def test_a_team_hears_that_another_of_its_phones_handed_in() -> None:
    game = a_game()
    game.join("ministry")
    game.hand_in("ministry", {"mission": 0.2})
    first = game.view("ministry")
    game.hand_in("ministry", {"mission": 0.7})
    assert first["times"] == 1
    second = game.view("ministry")
    assert (second["times"], second["handed_in"]) == (2, {"mission": 0.7})
    assert game.state()["teams"][0]["times"] == 2
    game.close_round()
    assert game.view("ministry")["times"] == 2  # counted over all rounds


def test_a_team_that_hands_nothing_in(played: Game) -> None:
    """The ministry keeps its levers, as its phone says; the others are left to the model."""
    assert [played.view(team.name)["keeps"] for team in TEAMS] == [True] + [False] * 4
    assert [played.view(team.name)["free_posts"] is None for team in TEAMS] == [True] * 2 + [
        False
    ] * 3
    mission = played.view("ministry")["decisions"][0]
    assert (mission["key"], mission["stands"]) == ("mission", pytest.approx(0.6))


def test_what_happened_is_told_to_all() -> None:
    game = a_game()
    game.hand_in("ministry", {"mission": 0.6, "burden": 0.5})
    game.close_round()
    told = game.state()["happened"][0]
    assert told["title"]["en"] == "The ministry"
    assert told["handed_in"]
    assert [(move["title"]["en"], move["from"], move["to"]) for move in told["moves"]] == [
        ("mission grants", 0.09, 0.6)
    ]
    game.join("umbrella")
    game.close_round()  # nobody hands anything in
    told = game.state()["happened"]
    assert [(each["handed_in"], each["keeps"], each["moves"]) for each in told] == [
        (False, True, []),
        (False, False, []),
    ]


def test_other_runs_live_the_same_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether they are made before or after a round is closed; the reveal compares them with themselves."""
    monkeypatch.setattr(games, "OTHER_RUNS", 2)
    early, late = a_game(), a_game()
    early.prepare()
    for game in (early, late):
        game.hand_in("ministry", {"mission": 0.6})
        game.close_round()
    late.prepare()
    assert early.reveal() == late.reveal()
    differences = early.reveal()[0]["aims"][0]["differences"]
    assert len(differences) == 2
    assert any(differences)
    before = early.reveal()
    early.forecast("ministry", {"mission": 0.1})
    early.close_round()
    late.close_round()
    assert before != early.reveal() == late.reveal()  # a forecast moves nothing


def test_a_forecast_tells_what_would_be_without_the_decision_and_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In other worlds, as levels: a count below zero, or a loss of more than there is, cannot be told."""
    monkeypatch.setattr(games, "OTHER_RUNS", 3)
    game = a_game()
    assert game.forecast("organization_C", {"fundraising": 1.0}) == []  # not made yet
    game.prepare()
    for team in TEAMS:
        for told in game.forecast(team.name, {}):
            assert told["with"] == told["without"]
            assert told["differences"] == [0.0] * 3
    told = game.forecast("organization_C", {"fundraising": 1.0})  # nobody is left for the mission
    posts = told[0]
    assert posts["with"]["middle"] < posts["without"]["middle"]
    assert sum(difference < 0.0 for difference in posts["differences"]) >= 2
    for each in told:
        for side in ("with", "without"):
            assert 0.0 <= each[side]["low"] <= each[side]["middle"] <= each[side]["high"]
            assert 0 <= each[side]["yes"] <= 3
    game.hand_in("organization_C", {"fundraising": 1.0})
    game.close_round()
    others = [other.years[0].organizations.loc["C", "posts_mission"] for other, _ in game._others]
    assert posts["with"]["middle"] == pytest.approx(np.median(others))  # what was told came there


def test_what_a_team_handed_in_stands_in_the_next_round_though_nothing_is_asked_for() -> None:
    """An agreement of three years is not asked for anew: what its board asked for then is not what was decided."""
    game = a_game()
    game.hand_in("ministry", {"term": 3})
    game.hand_in("organization_C", {"reception": 1.0})
    game.close_round()
    levers = {each["key"]: each for each in game.view("organization_C")["decisions"]}
    assert levers["reception"]["months_left"] > 0
    full = {key: each["stands"] for key, each in levers.items()} | {"reception": 0.2}
    game.hand_in("organization_C", full)
    game.close_round()
    stands = {each["key"]: each["stands"] for each in game.view("organization_C")["decisions"]}
    assert stands == full
    moves = game.state()["happened"]
    game.hand_in("organization_C", full)
    game.close_round()
    assert all(each["moves"] == [] for each in game.state()["happened"] if each["handed_in"])
    assert moves != game.state()["happened"]


def test_nobody_decided_and_there_is_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(games, "OTHER_RUNS", 1)
    game = a_game()
    game.prepare()
    game.close_round()
    assert all(aim["differences"] == [0.0] for team in game.reveal() for aim in team["aims"])


@pytest.mark.parametrize(
    ("team", "decisions", "says"),
    [
        ("ministr", {}, "Did you mean 'ministry'"),
        ("ministry", {"care": 0.5}, "not this team's to decide"),
        ("ministry", {"burden": 1.5}, "a number from 0.0 to 1.0"),
        ("ministry", {"burden": "heavy"}, "a number from"),
        ("ministry", {"term": 2}, "one of: 1, 3"),
        ("umbrella", {"call": "riot"}, "one of: members, street, none"),
        ("organization_C", {"mission": True}, "a number from"),
    ],
)
def test_what_is_not_a_teams_to_decide_is_refused(team: str, decisions: Any, says: str) -> None:
    game = a_game()
    with pytest.raises(UserError, match=says):
        game.hand_in(team, decisions)
    assert not any(each["handed_in"] for each in game.state()["teams"])


def test_every_lever_of_every_team_can_be_handed_in() -> None:
    game = a_game()
    for team in TEAMS:
        full = {
            each.key: each.choices[-1][0] if each.choices else each.high for each in team.decisions
        }
        game.hand_in(team.name, full)
    game.close_round()
    assert len(game.state()["happened"]) == len(TEAMS)


def the_games_part_of_the_server() -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    app.add_exception_handler(UserError, say_what_is_wrong)
    app.add_middleware(Admission, place=Opening("127.0.0.1", 1, "ABCDE", "key"))
    app.state.games, app.state.ending = Games(), lambda: False
    bases = {"mifi_status_quo": load("mifi_status_quo", scale=400.0)}
    app.state.contents = SimpleNamespace(bases=bases)
    return app


def visitor(app: FastAPI, address: str, **words: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://room", params=words)


def test_a_class_plays_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(games, "OTHER_RUNS", 1)
    asyncio.run(a_class_plays())


async def a_class_plays() -> None:
    app = the_games_part_of_the_server()
    lecturer = visitor(app, "10.0.0.1", key="key")
    student = visitor(app, "10.0.0.2", room="ABCDE")
    assert (await student.get("/api/games")).json() == {
        "code": None,
        "lecturer": False,
        "to_go_on_with": None,
    }
    assert (await student.post("/api/games", json={})).status_code == 403
    begun = (await lecturer.post("/api/games", json={"rounds": 2})).json()
    base = f"/api/games/{begun['code']}"
    assert (await student.get("/api/games")).json()["code"] == begun["code"]
    joined = (await student.post(f"{base}/teams/ministry")).json()
    seat: dict[str, Any] = {"team": "ministry", "word": joined["word"]}
    wrong = seat | {"word": "NOPE"}
    other = await student.post(f"{base}/teams/ministry", params={"word": "NOPE"})
    assert other.status_code == 422
    assert "taken" in other.json()["detail"]
    other = await student.post(f"{base}/teams/ministry", params={"word": "NOPE", "lang": "fr"})
    assert "est prise" in other.json()["detail"]  # a phone in French, of a server in English
    body = {"decisions": {"mission": 0.6, "term": 3}}
    assert (await student.put(f"{base}/decisions", params=wrong, json=body)).status_code == 422
    handed = await student.put(f"{base}/decisions", params=seat, json=body)
    assert handed.json()["handed_in"] == {"mission": 0.6, "term": 3}
    assert (await student.post(f"{base}/rounds")).status_code == 403
    assert (await student.get(f"{base}/reveal")).status_code == 403
    assert (await lecturer.post(f"{base}/reveal")).status_code == 422  # too early
    for status in (200, 200, 422):
        assert (await lecturer.post(f"{base}/rounds")).status_code == status
    assert (await student.get(f"{base}/reveal")).status_code == 403
    assert not (await student.get(base)).json()["alone"]
    assert (await student.post(f"{base}/reveal")).status_code == 403
    assert (await lecturer.post(f"{base}/reveal")).json()["alone"]
    assert (await student.get(f"{base}/reveal")).json()[0]["played"]
    text = (await student.get(f"{base}/scenario.yaml")).text
    assert text.startswith("# partnersim run game.yaml --seed ")
    assert "mission: 0.6" in text
    assert (await student.get("/api/games/1")).status_code == 422
