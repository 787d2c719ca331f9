"""A class on the served page: `python -m benchmarks.app`, four minutes.

The server has two worker processes and a minute before the class comes. Then forty clients, each at an address
of its own, move every two seconds for a minute: first each turns one of the three levers of the scenario to
any whole per cent, as the page's sliders do; then each goes on from where it is, so that hardly two ask the
same. Said: how long after a slider has come to rest the first exact run is there (a wish that a newer one
overtook counts as not answered, and as longer than all others), and how long the lecturer waits for twenty
runs meanwhile, and alone. How fast the machine is meanwhile is told by a plain Python loop: elsewhere than on a
quiet machine these are times of the company too. Needs Linux, which has many addresses of loopback. Saved in
benchmarks/app.json with the versions used.
"""

from __future__ import annotations

import asyncio
import json
import math
import multiprocessing
import platform
import random
import sys
import time
from importlib.metadata import version
from multiprocessing.synchronize import Event as EventOfProcesses
from pathlib import Path
from queue import Queue
from typing import Any

import httpx

from partnersim.app.contents import shipped
from partnersim.page.levers import LEVERS, agreements_of_rest, own_levers, sets_of
from tests.app.serving import BURDEN, KEY, Served, events, served, visitor

RESULTS = Path(__file__).parent / "app.json"
GOALS = {
    "one lever turned: first exact run, 95 % of wishes, seconds": 1.0,
    "twenty runs for the lecturer, seconds": 0.5,
}
SCENARIO = "mifi_status_quo"
BEFORE = 60.0  # seconds
STUDENTS, SECONDS, EVERY, WORKERS = 40, 60.0, 2.0, 2
LECTURES = 4  # times that the lecturer asks for twenty runs
TURNS = 10_000_000


def serve(queue: Queue[str], ended: EventOfProcesses) -> None:
    """The server, in a process of its own."""
    from partnersim.app.workers import Workers

    shown = shipped()
    workers = Workers(shown.bases, WORKERS)
    with served(shown, workers, ahead=shown.one_lever_turned()) as where:
        queue.put(where.url)
        ended.wait()
    workers.close()


def wish(server: Served, client: str, draw: random.Random, **words: str) -> str:
    """Runs of a setting nobody has asked for."""
    value = round(draw.random(), 4)
    return server.ask(client, f"{BURDEN}={value}", start=SCENARIO, **words)


class Sliders:
    """A student's three sliders: one is moved to a whole per cent, back at the scenario's first or not."""

    def __init__(self, server: Served, number: int, from_scenario: bool) -> None:
        self.server, self.draw, self.from_scenario = server, random.Random(number), from_scenario
        self.base = server.contents.bases[SCENARIO]
        self.values = list(own_levers(self.base))

    def moved(self) -> str:
        """The address of runs, of levers that differ from the scenario's."""
        own = own_levers(self.base)
        values = list(own) if self.from_scenario else self.values
        n = self.draw.randrange(len(LEVERS))
        values[n] = (
            self.draw.randint(*(round(100 * end) for end in (LEVERS[n].low, LEVERS[n].high))) / 100
        )
        self.values = values
        sets = sets_of(values, agreements_of_rest(self.base))
        differ = [each for each, one, other in zip(sets, values, own, strict=True) if one != other]
        return self.server.ask("x", *differ, start=SCENARIO)


async def first_run(client: httpx.AsyncClient, url: str) -> float:
    """Seconds until the first exact run; infinite where there was none in time."""
    began = time.perf_counter()
    first = math.inf
    try:
        async with asyncio.timeout(EVERY):
            async for name, _ in events(client, url):
                if name == "runs" and first == math.inf:
                    first = time.perf_counter() - began
            await asyncio.sleep(EVERY)
    except TimeoutError:
        pass
    return first


async def student(server: Served, number: int, until: float, from_scenario: bool) -> list[float]:
    """Moves on every two seconds."""
    sliders = Sliders(server, number, from_scenario)
    await asyncio.sleep(sliders.draw.random() * EVERY)
    times = []
    async with visitor(10 + number) as client:
        while asyncio.get_running_loop().time() < until:
            times.append(await first_run(client, sliders.moved()))
    return times


async def twenty(server: Served, draw: random.Random) -> float:
    """Seconds until the lecturer has all runs."""
    async with visitor(2) as client:
        began = time.perf_counter()
        async for _ in events(client, wish(server, "x", draw, key=KEY)):
            pass
        return time.perf_counter() - began


async def lecturer(server: Served, pause: float, seed: int) -> list[float]:
    """Asks for twenty, several times."""
    draw = random.Random(seed)
    times = []
    for _ in range(LECTURES if pause else 1):
        await asyncio.sleep(pause)
        times.append(await twenty(server, draw))
    return times


def quantile(values: list[float], share: float) -> float:
    """Of sorted values, those that never came last."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def loop_seconds() -> float:
    """A plain Python loop."""
    began = time.perf_counter()
    for _ in range(TURNS):
        pass
    return time.perf_counter() - began


async def students(server: Served, from_scenario: bool) -> list[float]:
    """A minute of all of them; seconds of each wish."""
    until = asyncio.get_running_loop().time() + SECONDS
    each = (student(server, n, until, from_scenario) for n in range(STUDENTS))
    return [seconds for one in await asyncio.gather(*each) for seconds in one]


def told(times: list[float], who: str) -> dict[str, float]:
    """What is said of a minute."""
    answered = sum(math.isfinite(each) for each in times)
    return {
        f"{who}: wishes": len(times),
        f"{who}: answered before the next, share": answered / len(times),
        f"{who}: first exact run, half of wishes, seconds": quantile(times, 0.5),
        f"{who}: first exact run, 95 % of wishes, seconds": quantile(times, 0.95),
    }


async def measured(server: Served) -> dict[str, Any]:
    """A quiet lecturer, then the class with the lecturer in it, then the class that goes its own ways."""
    await asyncio.sleep(BEFORE)
    await lecturer(server, 0.0, 1001)  # every spin-up is known from here on
    alone = await lecturer(server, 0.2, 1002)
    turned, among = await asyncio.gather(
        students(server, True), lecturer(server, SECONDS / LECTURES / 2, 1003)
    )
    return {
        **told(turned, "one lever turned"),
        "twenty runs for the lecturer, seconds": quantile(among, 0.5),
        "twenty runs for the lecturer alone, seconds": quantile(alone, 0.5),
        **told(await students(server, False), "any levers"),
    }


def main() -> None:
    """Measure, say, save."""
    context = multiprocessing.get_context("spawn")
    queue, ended = context.Queue(), context.Event()
    server = context.Process(target=serve, args=(queue, ended))
    server.start()
    where = Served(queue.get(timeout=60), shipped())
    before = loop_seconds()
    found = asyncio.run(measured(where))
    ended.set()
    server.join(20)
    found["a plain loop of ten million turns, seconds"] = max(before, loop_seconds())
    for name, value in found.items():
        goal = f" (goal {GOALS[name]:g})" if name in GOALS else ""
        print(f"{name:64s} {value:8.3f}{goal}")
    found["machine"] = {
        "processors": multiprocessing.cpu_count(),
        "kind": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("partnersim", "fastapi", "uvicorn", "numpy", "numba")},
    }
    known = {key: None if value == math.inf else value for key, value in found.items()}
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
