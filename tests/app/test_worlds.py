"""Worlds of the game: every organisation that a team plays has something to decide, and a number is a world."""

from __future__ import annotations

import asyncio

import pytest

from partnersim import load

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim.app import game as games
from partnersim.app import worlds
from partnersim.app.game import Game
from partnersim.app.played_runs import begun
from partnersim.app.teams import TEAMS
from tests.app.test_game import the_games_part_of_the_server, visitor

pytestmark = pytest.mark.slow
SETTINGS = load("mifi_status_quo", scale=400.0, years=3)


def test_every_organisation_of_a_world_that_fits_has_something_to_decide() -> None:
    for number in (1, 40, 300):
        game = Game(SETTINGS, worlds.fitting(SETTINGS, number), rounds=3)
        for least in (worlds.FREE_POSTS_AT_FIRST, worlds.FREE_POSTS_AFTER_A_YEAR):
            for team in TEAMS:
                view = game.view(team.name)
                if team.organization:
                    assert view["free_posts"] >= least
                    assert view["alive"]
            game.close_round()  # nobody decides


def test_a_number_is_a_world_whatever_the_rounds() -> None:
    fits = worlds.fitting(SETTINGS, 1)
    assert fits > 1  # C has no free post in the first one
    assert worlds.fitting(SETTINGS, fits) == fits  # so that a number typed again is the same world
    longer = load("mifi_status_quo", scale=400.0, years=10)
    assert worlds.fitting(longer, 1) == fits
    first, again = (Game(each, fits, rounds=3) for each in (SETTINGS, longer))
    for game in (first, again):
        game.hand_in("ministry", {"mission": 0.4})
        game.close_round()
    assert first.state()["measures"] == again.state()["measures"]
    assert first.state()["world"] == fits


def test_where_none_fits_the_nearest_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "FREE_POSTS_AT_FIRST", 1000.0)
    monkeypatch.setattr(worlds, "MOST_TRIED", 4)
    room = {n: worlds._room(begun(SETTINGS, n, 0), 1000.0) for n in range(1, 5)}
    assert worlds.fitting(SETTINGS, 1) == max(room, key=lambda n: room[n])


def test_a_number_that_is_changed_is_told_and_another_game_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(games, "OTHER_RUNS", 1)
    asyncio.run(told())


async def told() -> None:
    lecturer = visitor(the_games_part_of_the_server(), "10.0.0.1", key="key")
    first = (await lecturer.post("/api/games", json={"rounds": 3, "world": 1})).json()
    assert (first["asked"], first["world"]) == (1, worlds.fitting(SETTINGS, 1))
    again = (await lecturer.post("/api/games", json={"rounds": 3, "world": first["world"]})).json()
    assert (again["asked"], again["world"]) == (None, first["world"])
    state = (await lecturer.get(f"/api/games/{first['code']}")).json()
    assert state["latest"] == again["code"] != first["code"]
    kept = Game(SETTINGS, first["world"], 3, asked=1).kept()
    assert Game.again(SETTINGS, kept).state()["asked"] == 1
