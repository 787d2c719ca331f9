"""Forty phones hear of a game, also those that slept."""

from __future__ import annotations

import asyncio
import contextlib

import httpx
import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from tests.app.serving import CODE, KEY, Served, a_room_that_plays, events, visitor

pytestmark = pytest.mark.slow
PHONES, ASLEEP = 40, 15


def test_forty_phones_hear_of_a_round_also_those_that_slept() -> None:
    with a_room_that_plays() as server:
        assert asyncio.run(forty_phones(server)) == [1] * PHONES


async def forty_phones(server: Served) -> list[int]:
    """What round each phone saw last; some lose their connection before the round is closed, and come again."""
    async with httpx.AsyncClient(params={"key": KEY}, base_url=server.url, timeout=60) as lecturer:
        return await of_a_round(server, lecturer)


async def of_a_round(server: Served, lecturer: httpx.AsyncClient) -> list[int]:
    begun = (await lecturer.post("/api/games", json={"rounds": 2})).json()
    path = f"{server.url}api/games/{begun['code']}/events?room={CODE}"
    closed, asleep = asyncio.Event(), asyncio.Semaphore(0)

    async def phone(number: int) -> int:
        if number < ASLEEP:
            assert await heard(number, 0) == 0
            asleep.release()
            await closed.wait()
        return await heard(number, 1)

    async def heard(number: int, round_: int) -> int:
        """Once it hears of that round, the connection is gone."""
        async with visitor(number + 1) as client, contextlib.aclosing(events(client, path)) as told:
            async for _, state in told:
                if state["round"] == round_:
                    return int(state["round"])
        return -1

    phones = [asyncio.create_task(phone(number)) for number in range(PHONES)]
    for _ in range(ASLEEP):
        await asyncio.wait_for(asleep.acquire(), 60)
    assert (await lecturer.post(f"/api/games/{begun['code']}/rounds")).status_code == 200
    closed.set()
    return await asyncio.wait_for(asyncio.gather(*phones), 60)
