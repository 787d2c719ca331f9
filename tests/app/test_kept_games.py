"""A game outlives its server: it is kept as it is played, and phones come back by themselves."""

from __future__ import annotations

import asyncio
import json
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim import load
from partnersim.app import game as games
from partnersim.app.game import Game
from partnersim.app.kept_games import Keeper, found_at
from partnersim.app.workers import Workers
from tests.app.serving import CODE, KEY, Served, few_newcomers, served, visitor

pytestmark = pytest.mark.slow
LECTURER, STUDENT = {"key": KEY}, {"room": CODE}


@contextmanager
def a_server(path: Path) -> Iterator[Served]:
    """One of a row, each of which keeps its game there; it ends as one that is killed: nothing is said to it."""
    shown = few_newcomers()
    workers = Workers(shown.bases, 1)
    try:
        with served(shown, workers, keeper=Keeper(path, found_at(path, shown.bases))) as where:
            yield where
    finally:
        workers.close()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(games, "OTHER_RUNS", 2)
    return tmp_path / "8765.json"


def test_a_game_goes_on_after_its_server_was_killed(kept: Path) -> None:
    with a_server(kept) as first:
        before = asyncio.run(begun(first))
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert not list(kept.parent.glob("tmp*"))
    with a_server(kept) as second:
        asyncio.run(goes_on(second, before))


async def begun(server: Served) -> dict[str, Any]:
    """A round is closed, and the ministry has handed in for the next one."""
    async with (
        httpx.AsyncClient(params=LECTURER, base_url=server.url, timeout=60) as lecturer,
        httpx.AsyncClient(params=STUDENT, base_url=server.url, timeout=60) as phone,
    ):
        state = (await lecturer.post("/api/games", json={"rounds": 3})).json()
        base = f"/api/games/{state['code']}"
        seats = {
            team: (await phone.post(f"{base}/teams/{team}")).json()["word"]
            for team in ("ministry", "organization_C")
        }
        for team, body in (
            ("ministry", {"mission": 0.55, "term": 3}),
            ("organization_C", {"reception": 0.2, "fundraising": 0.31}),
        ):
            words = {**STUDENT, "team": team, "word": seats[team]}
            answer = await phone.put(f"{base}/decisions", params=words, json={"decisions": body})
            assert answer.status_code == 200
        assert (await lecturer.post(f"{base}/rounds")).status_code == 200
        words = {**STUDENT, "team": "ministry", "word": seats["ministry"]}
        body = {"decisions": {"burden": 0.9}}
        assert (await phone.put(f"{base}/decisions", params=words, json=body)).status_code == 200
        state = (await lecturer.get(base)).json()
        view = (await phone.get(f"{base}/view", params=words)).json()
        return {"base": base, "words": words, "state": state, "view": view}


async def goes_on(server: Served, before: dict[str, Any]) -> None:
    async with (
        httpx.AsyncClient(params=LECTURER, base_url=server.url, timeout=60) as lecturer,
        visitor(1) as phone,
    ):
        offered = (await lecturer.get("/api/games")).json()["to_go_on_with"]
        assert before["base"].endswith(offered["code"])
        assert (offered["round"], offered["rounds"], offered["resumed"]) == (1, 3, True)
        unasked = (await phone.get(f"{server.url}api/games", params=STUDENT)).json()
        assert unasked == {"code": None, "lecturer": False, "to_go_on_with": None}
        base, words = f"{server.url[:-1]}{before['base']}", before["words"]
        view, state = [
            (await phone.get(f"{base}{what}", params=words)).json() for what in ("/view", "")
        ]
        assert view == before["view"]  # its word is still good, and what it handed in is there
        same = {"version", "others"}
        assert {k: v for k, v in state.items() if k not in same} == {
            k: v for k, v in before["state"].items() if k not in same
        }
        assert state["version"] > before["state"]["version"]  # or phones would take it for late
        for _ in range(2):
            assert (await lecturer.post(f"{before['base']}/rounds")).status_code == 200
        assert (await lecturer.post(f"{before['base']}/reveal")).status_code == 200
        reveal = (await phone.get(f"{base}/reveal", params=words)).json()
        assert [len(aim["differences"]) for aim in reveal[0]["aims"]] == [2, 2, 2]
        other = (await lecturer.post("/api/games", json={"rounds": 3})).json()
        assert not before["base"].endswith(other["code"])
        assert (await lecturer.get("/api/games")).json()["code"] == other["code"]


def test_a_game_lived_again_ends_as_the_one_that_was_never_lost() -> None:
    settings = load("mifi_status_quo", scale=400.0, years=3)
    game = Game(settings, seed=3, rounds=3)
    again = game
    for decisions in ({"mission": 0.6, "burden": 0.2}, {}, {"access": 0.9}):
        for each in {id(game): game, id(again): again}.values():
            if decisions:
                each.hand_in("ministry", decisions)
            each.hand_in("organization_F", {"mission": 0.7, "sits": "accept"})
            each.close_round()
        text = again.kept().model_dump_json()
        again = Game.again(settings, type(again.kept()).model_validate_json(text))
        assert again.state()["measures"] == game.state()["measures"]
        assert again.view("organization_F") == game.view("organization_F")
    game.show()
    again.show()
    assert again.state()["alone"] == game.state()["alone"]
    assert again.scenario() == game.scenario()


def test_what_is_old_or_of_another_scenario_is_not_offered(kept: Path) -> None:
    with a_server(kept) as first:
        asyncio.run(begun(first))
    text = kept.read_text(encoding="utf-8")
    bases = few_newcomers().bases
    assert found_at(kept, bases) is not None
    other = {name: load(name, scale=1000) for name in bases}
    assert found_at(kept, other) is None
    assert found_at(kept, {}) is None
    old = json.loads(text) | {"saved": str(datetime.now(UTC) - timedelta(days=1, minutes=1))}
    for wrong in (json.dumps(old), text.replace('"partnersim":"', '"partnersim":"0.'), text[:90]):
        assert wrong != text
        kept.write_text(wrong, encoding="utf-8")
        assert found_at(kept, bases) is None
    assert found_at(kept.with_name("none.json"), bases) is None


def test_a_disk_that_is_full_ends_no_game(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_server(kept) as first:
        asyncio.run(begun(first))
    text = kept.read_text(encoding="utf-8")
    found = found_at(kept, few_newcomers().bases)
    assert found is not None

    def full(*_: Any) -> None:
        raise OSError("full")

    monkeypatch.setattr("os.fsync", full)
    Keeper(kept).keep(found.model_copy(update={"code": "1234"}))
    assert kept.read_text(encoding="utf-8") == text  # the last whole one
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
