"""Whose run comes next: fewest runs first, the newest wish of each client alone, the lecturer before all.

A job is a setting with the runs made of it; clients that ask the same share it. Nobody waits for more than
the runs in hand: processes get one run at a time, so that a job that everybody left is not gone on with.
While nobody waits, first runs of what is likely to be asked are made ahead, with a process left free.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from partnersim.app.asking import Ask
from partnersim.app.workers import Made

STAGES = (1, 2, 5, 10, 20)
MOST_JOBS = 1000  # of 0.1 MB at the most, with their runs, kept for whoever asks the same later
MOST_WISHES = 64  # of one address
_PART = 8.0  # runs taken of late that make no difference between addresses
_MOST_CLIENTS = 5000
_HALVES_AFTER = 5.0  # seconds in which half of what an address took is forgotten
_TRIALS = 2  # of a run whose process died

Make = Callable[[Ask, int, bool], "Future[Made]"]


@dataclass(eq=False)
class Job:
    """A setting, and the runs made of it; `order` is that in which they are made."""

    ask: Ask
    order: tuple[int, ...]
    made: dict[int, Made] = field(default_factory=dict)
    in_hand: set[int] = field(default_factory=set)
    wishes: set[Wish] = field(default_factory=set)
    trials: Counter[int] = field(default_factory=Counter)
    failed: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def begun(self) -> int:
        """Runs that are made or being made."""
        return len(self.made) + len(self.in_hand)

    @property
    def waits(self) -> bool:
        """Whether another run of it is wanted."""
        return bool(self.wishes) and not self.failed and self.begun < len(self.order)

    def next_run(self) -> int:
        """The number of the run to make next."""
        return next(run for run in self.order if run not in self.made and run not in self.in_hand)

    def tell(self) -> None:
        """Wake whoever waits for news of it."""
        self.news.set()
        self.news = asyncio.Event()


@dataclass(eq=False)
class Wish:
    """What one client wants to see: the newest of each client and place on its page counts."""

    address: str
    client: str
    job: Job
    number: int
    first_lane: bool
    replaced: bool = False

    @property
    def who(self) -> tuple[str, str]:
        """The client, by its address and name."""
        return self.address, self.client


class Board:
    """All wishes, and which run is made next."""

    def __init__(
        self, make: Make, at_a_time: int, order: tuple[int, ...], ahead: Iterable[Ask] = ()
    ) -> None:
        self._make = make
        self._at_a_time = at_a_time
        self._order = order
        self._ahead = iter(ahead)
        self._jobs: OrderedDict[Ask, Job] = OrderedDict()
        self._wishes: dict[tuple[str, str], Wish] = {}
        self._taken: dict[str, tuple[float, float]] = {}  # runs of each address, and when it was so
        self._served: dict[tuple[str, str], int] = {}  # clients, by the number of their last run
        self._begun = 0
        self._asked = 0
        self._in_hand = 0

    @property
    def in_hand(self) -> int:
        """Runs being made."""
        return self._in_hand

    def wish(self, ask: Ask, address: str, client: str, first_lane: bool = False) -> Wish:
        """A client's new wish; its former one ends."""
        own = [wish for wish in self._wishes.values() if wish.address == address]
        if len(own) >= MOST_WISHES and (address, client) not in self._wishes:
            self._replace(min(own, key=lambda wish: wish.number))
        if former := self._wishes.get((address, client)):
            self._replace(former)
        job = self._jobs.get(ask)
        if job is None or job.failed:
            job = self._jobs[ask] = Job(ask, self._order)
        self._jobs.move_to_end(ask)
        self._asked += 1
        wish = Wish(address, client, job, self._asked, first_lane)
        job.wishes.add(wish)
        self._wishes[address, client] = wish
        self._forget()
        self._go_on()
        return wish

    def leave(self, wish: Wish) -> None:
        """A client that looks no longer."""
        wish.job.wishes.discard(wish)
        if self._wishes.get(wish.who) is wish:
            del self._wishes[wish.address, wish.client]

    async def made(self, wish: Wish) -> AsyncIterator[tuple[int, list[Made]]]:
        """How many runs there are each time there are more, and those new at each stage.

        Ends when all are made, another wish has replaced this one, or a run failed.
        """
        told = 0
        job = wish.job
        while True:
            news = job.news
            done = len(job.made)
            ready = list(takewhile(job.made.__contains__, job.order))  # all see the same runs
            stage = max((stage for stage in STAGES if stage <= len(ready)), default=0)
            if stage > told:
                yield done, [job.made[run] for run in ready[told:stage]]
                told = stage
            elif done:
                yield done, []
            if wish.replaced or job.failed or done == len(job.order):
                return
            await news.wait()

    def _replace(self, wish: Wish) -> None:
        wish.replaced = True
        self.leave(wish)
        wish.job.tell()

    def _forget(self) -> None:
        for ask, job in list(self._jobs.items()):
            if len(self._jobs) <= MOST_JOBS:
                return
            if not job.wishes and not job.in_hand:
                del self._jobs[ask]

    def begin(self) -> None:
        """Make runs ahead, before anybody asks."""
        self._go_on()

    def _go_on(self) -> None:
        while self._in_hand < self._at_a_time and (job := self._next() or self._likely()):
            run = job.next_run()
            job.in_hand.add(run)
            self._in_hand += 1
            self._charge(job)
            made = asyncio.wrap_future(self._make(job.ask, run, run == self._order[0]))
            made.add_done_callback(partial(self._keep, job, run))

    def _keep(self, job: Job, run: int, made: asyncio.Future[Made]) -> None:
        self._in_hand -= 1
        job.in_hand.discard(run)
        if made.cancelled():
            return
        problem = made.exception()
        if problem is None:
            job.made[run] = made.result()
        else:
            job.trials[run] += 1
            job.failed = not isinstance(problem, BrokenProcessPool) or job.trials[run] >= _TRIALS
        job.tell()
        self._go_on()

    def _next(self) -> Job | None:
        """The job whose run is made next: the lecturer's, then the one with fewest runs, then that of the
        client who waits longest, whatever it wished for meanwhile.

        Addresses that took many runs of late come after those that took few, so that somebody who
        hammers has what is left over.
        """
        best: tuple[tuple[bool, int, int, int, int], Job] | None = None
        taken = {address: int(self._of_late(address) / _PART) for address in self._taken}
        for wish in self._wishes.values():
            job = wish.job
            if not job.waits:
                continue
            of_late, served = taken.get(wish.address, 0), self._served.get(wish.who, 0)
            order = (not wish.first_lane, of_late, job.begun, served, wish.number)
            if best is None or order < best[0]:
                best = (order, job)
        return None if best is None else best[1]

    def _likely(self) -> Job | None:
        """A job of those to be made ahead that has no run."""
        if self._in_hand >= max(1, self._at_a_time - 1):
            return None
        ask = next((each for each in self._ahead if each not in self._jobs), None)
        if ask is None:
            return None
        job = self._jobs[ask] = Job(ask, self._order)
        return job

    def _of_late(self, address: str) -> float:
        """Runs that an address took, those of long ago forgotten."""
        taken, since = self._taken.get(address, (0.0, 0.0))
        return float(taken * 0.5 ** ((time.monotonic() - since) / _HALVES_AFTER))

    def _charge(self, job: Job) -> None:
        """A run more for those who wish for it, in equal parts."""
        self._begun += 1
        for wish in job.wishes:
            self._served[wish.who] = self._begun
            taken = self._of_late(wish.address) + 1.0 / len(job.wishes)
            self._taken[wish.address] = (taken, time.monotonic())
        if len(self._served) > _MOST_CLIENTS:
            self._served = {wish.who: self._served.get(wish.who, 0) for wish in job.wishes}
        if len(self._taken) > MOST_JOBS:
            self._taken = {
                each: kept for each, kept in self._taken.items() if self._of_late(each) > 1
            }
