"""The votes of a room: one a phone, hands beside them, heard by every page; in real browsers too."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim.app import contents as contents_of
from partnersim.app.votes import Ballot, Votes
from partnersim.app.workers import Workers
from partnersim.language import UserError
from tests.app.serving import CODE, KEY, Served, events, served, visitor
from tests.page.test_browser import AXE, CHROMIUM, CUT_OFF, Visit, browser, settled

__all__ = ["browser"]  # the fixture
PHONES = 40


def test_a_phone_has_one_vote_that_it_may_change_or_take_back() -> None:
    ballot = Ballot()
    ballot.cast("a", "10.0.0.1", 2)
    ballot.cast("b", "10.0.0.1", 2)
    ballot.cast("a", "10.0.0.1", 0)
    ballot.raise_hand(0, 1)
    ballot.raise_hand(1, -1)
    assert ballot.counts()[:3] == [2, 0, 1]
    ballot.cast("b", "10.0.0.1", None)
    assert ballot.counts()[:3] == [2, 0, 0]


def test_one_address_cannot_fill_a_vote_and_stories_are_bounded() -> None:
    ballot = Ballot()
    for n in range(100):
        ballot.cast(f"phone{n}", "10.0.0.1", 0)
    with pytest.raises(UserError, match="begin the vote again"):
        ballot.cast("one_more", "10.0.0.1", 0)
    ballot.cast("phone7", "10.0.0.1", 1)  # who has voted may still change
    ballot.cast("elsewhere", "10.0.0.2", 0)
    assert ballot.counts()[:2] == [100, 1]
    votes = Votes()
    for n in range(20):
        votes.of("x" * (n + 1))
    with pytest.raises(UserError, match="no story"):
        votes.of("another")


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    shown = contents_of.shipped()
    workers = Workers(shown.bases, 1)
    with served(shown, workers) as where:
        yield where
    workers.close()


@pytest.mark.slow
def test_forty_phones_vote_and_every_page_hears_the_counts(server: Served) -> None:
    asyncio.run(a_class_votes(server))


async def a_class_votes(server: Served) -> None:
    path = f"{server.url}api/votes/drift"
    lecturer = httpx.AsyncClient(params={"key": KEY, "phone": "lecturer"}, timeout=60)

    async def phone(number: int) -> list[int]:
        words = {"room": CODE, "phone": f"p{number}"}
        async with visitor(number + 1) as client:
            answer = await client.put(path, params=words, json={"option": number % 4})
            assert answer.json()["own"] == number % 4
            again = f"{path}/events?room={CODE}&phone=p{number}"
            async with contextlib.aclosing(events(client, again)) as told:
                async for _, room in told:
                    assert room["own"] == number % 4
                    assert not room["lecturer"]
                    if sum(room["counts"]) == PHONES + 1:
                        return list(room["counts"][:4])
        return []

    async with lecturer, visitor(1) as student:
        phones = [asyncio.create_task(phone(number)) for number in range(PHONES)]
        hand = await lecturer.post(f"{path}/hands", json={"option": 3, "by": 1})
        assert hand.status_code == 200
        assert await asyncio.wait_for(asyncio.gather(*phones), 60) == [[10, 10, 10, 11]] * PHONES
        refused = await student.post(
            f"{path}/hands", params={"room": CODE}, json={"option": 3, "by": 1}
        )
        assert refused.status_code == 403
        assert (await student.delete(path, params={"room": CODE})).status_code == 403
        assert (await student.put(path, json={"option": 1})).status_code == 403  # no code
        for body in ({"option": 9}, {"option": -1}, {"option": 1, "by": 40}, {}):
            answer = await student.put(path, params={"room": CODE, "phone": "p"}, json=body)
            assert answer.status_code == 422
        assert sum((await lecturer.delete(path)).json()["counts"]) == 0


def waits_for(visit: Visit, counts: list[str]) -> None:
    visit.page.wait_for_function(
        """counts => JSON.stringify([...document.querySelectorAll('.vote b')]
            .map(b => b.firstChild.data)) === JSON.stringify(counts)""",
        arg=counts,
        timeout=30000,
    )


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_phones_vote_on_the_story_that_the_lecturer_opened(
    browser: Any, server: Served, language: str
) -> None:
    story = {"en": "circle", "fr": "paradox"}[language]
    front = Visit(browser, f"{server.url}?key={KEY}#t={story}&k=1&l={language}", "projector")
    front.page.wait_for_selector("#vote-again")
    through = {
        "extra_http_headers": {"x-forwarded-for": "10.0.0.2"}
    }  # else it would be this machine's own
    room = f"{server.url}?room={CODE}&lang={language}"
    phones = [Visit(browser, room, "phone", **through) for _ in "12"]
    for phone in phones:  # who typed the room's address comes to the story
        phone.page.wait_for_selector("#vote-1")
        assert phone.page.locator(".vote b, .unvote").count() == 0  # nothing to follow
    zero = ["0"] * front.page.locator(".vote").count()
    waits_for(front, zero)
    phones[0].page.locator("#vote-1").click()
    waits_for(phones[0], ["0", "1", *zero[2:]])
    phones[1].page.locator("#vote-2").click()
    front.page.locator("#vote-2").click()
    both = ["0", "1", "2", *zero[3:]]
    for each in (front, *phones):
        waits_for(each, both)
        settled(each.page)
        each.page.add_script_tag(path=str(AXE))
        found = each.page.evaluate("axe.run()")
        assert not found["violations"], [one["id"] for one in found["violations"]]
        assert each.page.evaluate(CUT_OFF) == []
    phones[0].page.reload()  # and the vote is still its own
    phones[0].page.wait_for_selector("#vote-1[aria-pressed=true]")
    phones[0].page.locator("#vote-1").click()
    waits_for(front, ["0", "0", "2", *zero[3:]])
    front.page.locator("#vote-again").click()
    waits_for(front, zero)
    phones[1].page.wait_for_function("!document.querySelector('.vote b')")
    for each in (front, *phones):
        each.close()
        assert not each.wrong, each.wrong
