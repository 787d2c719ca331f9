"""The server with its processes: exact runs in stages, equal to the command's; what it refuses; the load of a class."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim.analysis.runs.ensembles import run as run_as_the_command
from partnersim.app import contents as contents_of
from partnersim.app.jobs import STAGES
from partnersim.app.workers import Workers
from partnersim.page.levers import MEASURES, RUNS, SEED, YEARS
from partnersim.page.packing import unpacked
from partnersim.scenario.loading import load
from tests.app.serving import (
    ACCESS,
    BURDEN,
    CODE,
    KEY,
    Event,
    Served,
    events,
    every_event,
    served,
    visitor,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="needs many loopback addresses"
    ),
]

SMALL: dict[str, Any] = {
    "population": {"organizations": 24},
    "scale": 5000,
}  # for what is told of the server, not of runs
CLIENT = httpx.Client(timeout=60)
STUDENTS, SECONDS, EVERY = 40, 60.0, 2.0


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    shown = contents_of.shipped()
    shown.bases["small"] = load("mifi_status_quo", **SMALL)
    workers = Workers(shown.bases, 2)
    with served(shown, workers) as where:
        yield where
    workers.close()
    CLIENT.close()


def heard(url: str, until: int = RUNS) -> list[Event]:
    """What a visitor is told until so many runs have come."""

    async def whole() -> list[Event]:
        told: list[Event] = []
        async with visitor(1) as client:
            async for name, data in events(client, url):
                told.append((name, data))
                if until < RUNS and len(runs_in(told)) >= until:
                    return told
        return told

    return asyncio.run(whole())


def runs_in(told: list[Event]) -> list[dict[str, Any]]:
    """The runs told of, in the order in which they came."""
    return [run for name, data in told if name == "runs" for run in data["runs"]]


def got(server: Served, path: str, number: int = 1, **words: Any) -> httpx.Response:
    transport = httpx.HTTPTransport(local_address=f"127.0.1.{number}")
    with httpx.Client(transport=transport, timeout=60) as client:
        return client.get(server.url + path, **words)


def test_runs_come_in_stages_all_of_them_in_one_order(server: Served) -> None:
    told = heard(server.ask("x", f"{BURDEN}=0.31", start="small"))
    names = [name for name, _ in told]
    assert set(names) <= {"runs", "progress", "end"}
    assert names[-1] == "end"
    counts = [data["done"] for name, data in told if name != "end"]
    assert counts == sorted(counts)
    assert counts[-1] == RUNS
    totals = np.cumsum([len(data["runs"]) for name, data in told if name == "runs"]).tolist()
    assert set(totals) <= set(STAGES)
    assert [run["run"] for run in runs_in(told)] == list(server.contents.order)


def test_exact_runs_are_those_of_the_command(server: Served) -> None:
    told = heard(server.ask("x", f"{BURDEN}=0.31"), until=2)
    ours = next(run for run in runs_in(told) if run["run"] == 0)
    settings_ = load("mifi_status_quo", [f"{BURDEN}=0.31"])
    months = run_as_the_command(settings_, runs=1, seed=SEED).sector
    last = months[months["month"].astype(str) >= "2019-04"]
    years = unpacked(ours["years"]).reshape(YEARS + 1, len(MEASURES))
    for n, measure in enumerate(MEASURES):
        true = last[measure].mean()
        assert years[-1, n] == pytest.approx(true, rel=1e-6, abs=1e-9), measure
        assert unpacked(ours["finals"])[n] == pytest.approx(true, rel=1e-6, abs=1e-9), measure


def test_exact_runs_of_a_scenario_as_it_is_are_those_stored(server: Served) -> None:
    told = heard(server.ask("x", start="prsca_compliant"), until=2)
    stored = server.contents.data["scenarios"][1]
    assert stored["name"] == "prsca_compliant"
    runs = unpacked(stored["runs"]).reshape(RUNS, -1)
    for run in runs_in(told):
        made, kept = unpacked(run["finals"]), runs[run["run"]]
        # on another kind of machine last bits differ, and some values with them after ten years
        assert np.nanmedian(np.abs(made - kept) / np.abs(kept)) < 0.01
    drawn = next(data["organizations"] for _, data in told if "organizations" in data)
    assert drawn["names"] == stored["organizations"]["names"]


def test_a_newer_wish_of_a_client_ends_the_former_one(server: Served) -> None:
    async def both() -> tuple[list[Event], list[Event]]:
        async with visitor(1) as client:
            asked = events(client, server.ask("x", f"{BURDEN}=0.01"))
            former = [await anext(asked)]  # of twenty runs one is made
            newer = await every_event(client, server.ask("x", start="small"))
            return former + [event async for event in asked], newer

    former, newer = asyncio.run(both())
    assert former[-1] == ("replaced", {})
    assert newer[-1] == ("end", {})


def test_a_link_of_the_room_is_needed_and_lets_in(server: Served) -> None:
    without = got(server, "", headers={"accept-language": "fr-CA"})
    assert without.status_code == 403
    assert "Quelle salle" in without.text
    assert "window" not in without.text
    assert got(server, "?room=WRONG").status_code == 403
    assert got(server, "api/share").status_code == 403
    assert got(server, "api/openapi.json?room=x").status_code == 403
    assert got(server, f"?room={CODE.lower()}").status_code == 200
    assert got(server, f"?key={KEY}").status_code == 200
    page = got(server, f"?room={CODE}&lang=fr")
    assert '<html lang="fr">' in page.text
    assert '<script type="application/json" id="served">' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_links_to_share_hold_the_code_and_never_the_key(server: Served) -> None:
    told = got(server, f"api/share?key={KEY}&state=s%3Dopen_door%26l%3Dfr").json()
    assert told["code"] == CODE
    assert told["links"][0]["link"] == f"{server.url}?room={CODE}#s=open_door&l=fr"
    assert told["links"][0]["picture"].startswith("data:image/svg+xml")
    assert KEY not in str(told)
    assert got(server, f"api/share?key={KEY}&state=%3Cscript%3E").status_code == 422


@pytest.mark.parametrize(
    "path",
    ["etc/passwd", "../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "static/", "api/",
     "page_data.json", "docs", "redoc"],
)  # fmt: skip
def test_no_file_of_the_server_can_be_read(server: Served, path: str) -> None:
    assert got(server, f"{path}?key={KEY}").status_code == 404


def test_what_is_wrong_is_said_in_one_sentence(server: Served) -> None:
    for url, words in (
        (server.ask("x", "population.file=/etc/passwd"), "no lever of this scenario"),
        (server.ask("x", f"{BURDEN}=2"), "out of bounds"),
        (server.ask("x", start="../secret"), "no scenario named"),
    ):
        answer = got(server, url.removeprefix(server.url))
        assert answer.status_code == 422
        assert words in answer.json()["detail"]
    assert got(server, f"api/runs?room={CODE}&client=x").status_code == 422
    assert httpx.post(server.url, timeout=10).status_code == 405


def operations(server: Served) -> list[tuple[str, str, list[dict[str, Any]], bool]]:
    """Paths, methods, parameters, and whether something is sent, from the server's own description."""
    described = CLIENT.get(f"{server.url}api/openapi.json").json()
    return [
        (path, method, of.get("parameters", []), "requestBody" in of)
        for path, methods in described["paths"].items()
        for method, of in methods.items()
        if not path.endswith("/events")  # goes on as long as its game
    ]


BODIES: list[Any] = [
    None, [], "x", 1e400, {"rounds": 99}, {"scenario": "/etc/passwd"}, {"decisions": {"x" * 99: 1}},
    {"decisions": {"mission": [1]}}, {"decisions": {"mission": 1e308}}, {"scenario": 7},
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["", "mifi_status_quo", "/etc/passwd", "small", f"{BURDEN}=0.2", f"{BURDEN}=", "a=b", "=", "\0", "{", "../..",
         f"{ACCESS}=1e400", f"{BURDEN}={{value: .inf}}", "ministries.mifi.split={mission: 1}", "x" * 700]
    ),
)  # fmt: skip


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_its_description_allows_or_forbids_breaks_it(
    server: Served, data: Any
) -> None:
    path, method, parameters, sends = data.draw(st.sampled_from(operations(server)))
    words: list[tuple[str, str]] = []
    for parameter in parameters:
        if parameter["in"] == "path":
            said = quote(data.draw(TEXTS), safe="")
            path = path.replace(f"{{{parameter['name']}}}", said or "-")
            continue
        count = data.draw(st.integers(0, 3 if parameter["schema"].get("type") == "array" else 1))
        words += [(parameter["name"], data.draw(TEXTS)) for _ in range(count)]
    content = json.dumps(data.draw(st.sampled_from(BODIES))) if sends else None
    url = server.url + path.lstrip("/")
    kind = {"content-type": "application/json"}
    with CLIENT.stream(method.upper(), url, params=words, content=content, headers=kind) as answer:
        assert answer.status_code in (200, 404, 422), (method, path, words)
        if answer.status_code == 422:
            assert "detail" in answer.read().decode()


def moves(number: int) -> Iterator[str]:
    """Where a student moves a slider, most of them elsewhere than the others."""
    draw = random.Random(number)
    while True:
        yield f"{BURDEN}={draw.randint(0, 100) / 100}"


async def student(server: Served, number: int, until: float, lost: list[str]) -> None:
    """Moves every two seconds; each wish ends by a run, or by the next wish."""
    loop = asyncio.get_running_loop()
    async with visitor(number) as client:
        move = moves(number)
        await asyncio.sleep(random.Random(number).random() * EVERY)
        while True:
            last = loop.time() + EVERY >= until
            seen = 0
            rested = loop.time() + (60.0 if last else EVERY)
            try:
                async with asyncio.timeout_at(rested):
                    async for name, told in events(
                        client, server.ask("x", next(move), start="small")
                    ):
                        seen = max(seen, told.get("done", 0))
                        if name == "failed" or (last and seen):
                            break
            except TimeoutError:
                pass
            except httpx.HTTPError as error:
                lost.append(f"{number}: {error!r}")
            if last:
                if not seen:
                    lost.append(f"{number}: nothing came of the last wish")
                return
            await asyncio.sleep(max(0.0, rested - loop.time()))


@pytest.mark.long
def test_forty_students_move_every_two_seconds_and_none_is_lost(server: Served) -> None:
    async def class_of_forty() -> tuple[list[str], list[Event]]:
        lost: list[str] = []
        until = asyncio.get_running_loop().time() + SECONDS
        students = [student(server, 10 + n, until, lost) for n in range(STUDENTS)]

        async def lecturer() -> list[Event]:
            await asyncio.sleep(SECONDS / 2)
            async with visitor(5) as client:
                return await every_event(
                    client, server.ask("x", f"{ACCESS}=0.44", start="small", key=KEY)
                )

        *_, told = await asyncio.gather(*students, lecturer())
        return lost, told

    lost, told = asyncio.run(class_of_forty())
    assert not lost, lost
    assert told[-1] == ("end", {})


def test_who_hammers_is_held_back_and_starves_nobody(server: Served) -> None:
    async def hammered() -> tuple[list[int], list[Event]]:
        refused: list[int] = []

        async def hammer(client: httpx.AsyncClient, n: int) -> None:
            url = server.ask(f"c{n}", f"{BURDEN}={n % 101 / 100}", start="small")
            async with client.stream("GET", url) as answer:
                refused.append(answer.status_code)
                async for _ in answer.aiter_lines():
                    pass

        async with visitor(99) as bad, visitor(1) as good:
            bad.timeout = httpx.Timeout(60, pool=60)
            hammers = [asyncio.create_task(hammer(bad, n)) for n in range(150)]
            await asyncio.sleep(1.0)
            told = await every_event(good, server.ask("x", f"{ACCESS}=0.77", start="small"))
            for each in hammers:
                each.cancel()
            await asyncio.gather(*hammers, return_exceptions=True)
        return refused, told

    refused, told = asyncio.run(hammered())
    assert told[-1] == ("end", {})
    assert set(refused) <= {200, 429}
