"""Whose run is made next: told by a board whose runs are finished by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

from partnersim.app import jobs
from partnersim.app.asking import Ask
from partnersim.app.jobs import Board, Wish
from partnersim.app.workers import Made

ORDER = (3, *(run for run in range(20) if run != 3))


class Hand:
    """Makes runs when it is told to, and notes in which order they were wanted."""

    def __init__(self) -> None:
        self.wanted: list[tuple[str, int]] = []
        self.open: list[tuple[Ask, int, Future[Made]]] = []

    def make(self, ask: Ask, run: int, _organizations: bool) -> Future[Made]:
        future: Future[Made] = Future()
        self.wanted.append((ask.start, run))
        self.open.append((ask, run, future))
        return future

    async def finish(self, count: int = 1, problem: Exception | None = None) -> None:
        for _ in range(count):
            _, run, future = self.open.pop(0)
            if problem is None:
                future.set_result(Made(run, np.zeros(1)))
            else:
                future.set_exception(problem)
            await asyncio.sleep(0)
            await asyncio.sleep(0)


def played(
    play: Callable[[Board, Hand], Awaitable[None]], at_a_time: int = 1, ahead: Sequence[Ask] = ()
) -> Hand:
    async def whole() -> None:
        await play(Board(hand.make, at_a_time, ORDER, ahead), hand)

    hand = Hand()
    asyncio.run(whole())
    return hand


def ask(name: str) -> Ask:
    return Ask(name)


def test_who_has_fewest_runs_comes_first() -> None:
    async def play(board: Board, hand: Hand) -> None:
        board.wish(ask("a"), "1", "a")
        await hand.finish(4)
        board.wish(ask("b"), "2", "b")
        await hand.finish(6)

    names = [name for name, _ in played(play).wanted]
    assert names == ["a"] * 5 + ["b"] * 5 + ["a"]


def test_the_run_that_is_drawn_is_made_first_then_the_others_in_order() -> None:
    async def play(board: Board, hand: Hand) -> None:
        board.wish(ask("a"), "1", "a")
        await hand.finish(20)
        assert board.in_hand == 0

    assert [run for _, run in played(play).wanted] == list(ORDER)


def test_clients_that_ask_the_same_share_its_runs() -> None:
    async def play(board: Board, hand: Hand) -> None:
        wishes = [board.wish(ask("a"), str(n), "x") for n in range(5)]
        await hand.finish(20)
        for wish in wishes:
            assert [done async for done, _ in board.made(wish)][-1] == 20

    assert len(played(play).wanted) == 20


def test_the_newest_wish_of_a_client_takes_the_place_of_its_former_one() -> None:
    async def play(board: Board, hand: Hand) -> None:
        former = board.wish(ask("a"), "1", "x")
        board.wish(ask("b"), "1", "x")
        await hand.finish(3)
        assert former.replaced
        assert [each async for each in board.made(former)] == [(1, former_runs(former))]

    def former_runs(wish: Wish) -> list[Made]:
        return list(wish.job.made.values())

    assert [name for name, _ in played(play).wanted] == ["a", "b", "b", "b"]


def test_a_job_that_everybody_left_is_not_gone_on_with_and_its_runs_are_kept() -> None:
    async def play(board: Board, hand: Hand) -> None:
        wish = board.wish(ask("a"), "1", "x")
        await hand.finish(3)
        board.leave(wish)
        await hand.finish(1)
        assert not hand.open
        again = board.wish(ask("a"), "2", "y")
        assert len(again.job.made) == 4

    assert len(played(play).wanted) == 5


def test_the_lecturer_does_not_wait_for_the_class() -> None:
    async def play(board: Board, hand: Hand) -> None:
        for n in range(30):
            board.wish(ask(f"s{n}"), str(n), "x")
        board.wish(ask("lecturer"), "own", "x", first_lane=True)
        await hand.finish(22)

    names = [name for name, _ in played(play).wanted]
    assert names[1:21] == ["lecturer"] * 20
    assert names[21] != "lecturer"


def test_an_address_that_hammers_has_what_is_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """With many wishes at a time, ever new ones, on a machine that makes seven runs a second."""
    now: list[int] = []
    monkeypatch.setattr(jobs.time, "monotonic", lambda: len(now) / 7)

    async def play(board: Board, hand: Hand) -> None:
        for n in range(60):
            board.wish(ask(f"hammer{n}"), "bad", f"c{n}")
        for n in range(3):
            board.wish(ask(f"student{n}"), str(n), "x")
        for n in range(240):
            board.wish(ask(f"hammer{60 + n}"), "bad", f"c{n % 60}")
            await hand.finish()
            now.append(n)

    names = [name for name, _ in played(play).wanted]
    assert sum(name.startswith("student") for name in names[:100]) == 60  # all that they wished for


def test_a_class_behind_one_address_is_served_in_turn() -> None:
    async def play(board: Board, hand: Hand) -> None:
        for n in range(40):
            board.wish(ask(f"s{n}"), "one", f"c{n}")
        await hand.finish(80)

    names = [name for name, _ in played(play).wanted][:80]
    assert sorted(names) == sorted([f"s{n}" for n in range(40)] * 2)


def test_who_moves_on_keeps_its_turn_and_who_rests_is_not_passed_by() -> None:
    """Under more wishes than there is time for."""

    async def play(board: Board, hand: Hand) -> None:
        board.wish(ask("rests"), "0", "x")
        for n in range(40):
            for student in range(1, 10):
                board.wish(ask(f"{student} {n}"), str(student), "x")
            await hand.finish()

    hand = played(play)
    assert {name.split()[0] for name, _ in hand.wanted[:20]} == {"rests", *map(str, range(1, 10))}


def test_no_address_has_more_wishes_than_a_class_would() -> None:
    async def play(board: Board, hand: Hand) -> None:
        wishes = [board.wish(ask(f"h{n}"), "bad", f"c{n}") for n in range(jobs.MOST_WISHES + 5)]
        assert sum(wish.replaced for wish in wishes) == 5
        assert wishes[0].replaced

    played(play)


def test_stages_come_in_order_and_everybody_sees_the_same_runs() -> None:
    async def play(board: Board, hand: Hand) -> None:
        wish = board.wish(ask("a"), "1", "x")
        heard: list[tuple[int, list[int]]] = []

        async def listen() -> None:
            async for done, new in board.made(wish):
                heard.append((done, [each.run for each in new]))

        listening = asyncio.create_task(listen())
        for _ in range(10):
            hand.open.insert(0, hand.open.pop())  # the later of two is finished first
            await hand.finish(2)
        await listening
        stages = [(done, runs) for done, runs in heard if runs]
        assert [run for _, runs in stages for run in runs] == list(ORDER)
        total = np.cumsum([len(runs) for _, runs in stages]).tolist()
        assert set(total) <= set(jobs.STAGES)
        assert total[-1] == 20
        assert [done for done, _ in heard] == sorted(done for done, _ in heard)

    played(play, at_a_time=2)


def test_a_run_whose_process_died_is_made_again_and_one_that_fails_ends_its_job() -> None:
    async def play(board: Board, hand: Hand) -> None:
        wish = board.wish(ask("a"), "1", "x")
        await hand.finish(1, BrokenProcessPool())
        assert not wish.job.failed
        await hand.finish(1)
        assert len(wish.job.made) == 1
        await hand.finish(1, ValueError())
        assert wish.job.failed
        assert [done async for done, _ in board.made(wish)] == [1]
        assert not hand.open
        assert board.wish(ask("a"), "1", "x").job is not wish.job

    assert played(play).wanted[:2] == [("a", 3), ("a", 3)]


def test_jobs_nobody_looks_at_are_forgotten_when_there_are_too_many() -> None:
    async def play(board: Board, hand: Hand) -> None:
        for n in range(jobs.MOST_JOBS + 20):
            wish = board.wish(ask(f"j{n}"), str(n), "x")
            board.leave(wish)
            while hand.open:
                await hand.finish()
        assert len(board._jobs) <= jobs.MOST_JOBS + 1

    played(play)


def test_first_runs_of_what_is_likely_are_made_ahead_with_a_process_left_free() -> None:
    async def play(board: Board, hand: Hand) -> None:
        board.begin()
        assert board.in_hand == 1
        await hand.finish()
        board.wish(ask("b"), "1", "x")
        assert board.in_hand == 2
        await hand.finish(22)
        assert board.in_hand == 0

    wanted = played(play, at_a_time=2, ahead=[ask(name) for name in "aacd"]).wanted
    assert wanted[:3] == [("a", ORDER[0]), ("c", ORDER[0]), ("b", ORDER[0])]
    assert wanted[-1] == ("d", ORDER[0])
    assert len(wanted) == 23


def test_what_was_made_ahead_is_there_at_once() -> None:
    async def play(board: Board, hand: Hand) -> None:
        board.begin()
        await hand.finish()
        wish = board.wish(ask("a"), "1", "x")
        _, runs = await anext(board.made(wish))
        assert [made.run for made in runs] == [ORDER[0]]

    played(play, ahead=[ask("a")])
