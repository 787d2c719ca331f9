"""A server of the tests' own, in a thread, with worker processes; visitors from addresses of their own."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import httpx

from partnersim.app import contents as contents_of
from partnersim.app import game as games
from partnersim.app.addresses import Opening
from partnersim.app.asking import Ask
from partnersim.app.contents import Contents
from partnersim.app.kept_games import Keeper
from partnersim.app.server import application, serve
from partnersim.app.workers import Workers
from partnersim.scenario.loading import load

CODE, KEY = "ABCDE", "the-lecturers-key"
BURDEN, ACCESS = (
    "ministries.mifi.accountability.burden",
    "ministries.mifi.consultation.access",
)
Event = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Served:
    """Where it is, and what it shows."""

    url: str
    contents: Contents

    def ask(self, client: str, *sets: str, start: str = "mifi_status_quo", **words: str) -> str:
        """The address of runs of a setting."""
        words = {"room": CODE, "client": client, "start": start, **words}
        return (
            f"{self.url}api/runs?{urlencode([*words.items(), *(('set', each) for each in sets)])}"
        )


@contextlib.contextmanager
def served(
    contents: Contents,
    workers: Workers,
    open_to_a_room: bool = True,
    ahead: Iterable[Ask] = (),
    keeper: Keeper | None = None,
    port: int = 0,
) -> Iterator[Served]:
    """The application on a free port of loopback, ended with the `with`."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    port = listening.getsockname()[1]
    place = Opening("127.0.0.1", port, *((CODE, KEY) if open_to_a_room else ()))
    app = application(contents, workers, place, "en", ahead, keeper)
    server = serve(app)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the server did not start"
    try:
        yield Served(f"http://127.0.0.1:{port}/", contents)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def visitor(number: int) -> httpx.AsyncClient:
    """Somebody of the room, at an address of loopback that is not this machine's own."""
    transport = httpx.AsyncHTTPTransport(local_address=f"127.0.1.{number}")
    return httpx.AsyncClient(transport=transport, timeout=60)


async def events(client: httpx.AsyncClient, url: str) -> AsyncGenerator[Event]:
    """What a server tells, event by event."""
    async with client.stream("GET", url) as answer:
        answer.raise_for_status()
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        async for line in answer.aiter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


async def every_event(client: httpx.AsyncClient, url: str) -> list[Event]:
    """All of them."""
    return [event async for event in events(client, url)]


def few_newcomers() -> Contents:
    """What is shown, of few newcomers."""
    shown = contents_of.shipped()
    return replace(shown, bases={name: load(name, scale=2000) for name in shown.bases})


@contextlib.contextmanager
def a_room_that_plays(keeper: Keeper | None = None, port: int = 0) -> Iterator[Served]:
    """The application with scenarios of few newcomers, and two other runs beside a game."""
    shown = few_newcomers()
    workers = Workers(shown.bases, 1)
    kept, games.OTHER_RUNS = games.OTHER_RUNS, 2
    try:
        with served(shown, workers, keeper=keeper, port=port) as where:
            yield where
    finally:
        games.OTHER_RUNS = kept
        workers.close()
