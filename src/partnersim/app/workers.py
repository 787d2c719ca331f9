"""Processes that make the runs, each with spin-ups it has lived before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from partnersim.analysis.runs.executors import as_a_worker, set_aside_what_is_loaded
from partnersim.app.asking import Ask, settings_of
from partnersim.page.levers import RUNS, SEED

if TYPE_CHECKING:
    import numpy as np

    from partnersim.scenario.settings import Settings
    from partnersim.spin_up_cache import SpinUpCache

_REGIMES = 2  # whose spin-ups a process keeps, run by run: the six scenarios' and a user's own
_bases: dict[str, Settings] = {}
_spin_ups: SpinUpCache | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One run: what the page keeps of it, and its organisations as JSON where they were wanted."""

    run: int
    row: np.ndarray
    organizations: str | None = None


class Workers:
    """That many processes, begun anew where one of them died."""

    def __init__(self, bases: Mapping[str, Settings], number: int) -> None:
        self.number = number
        self._bases = dict(bases)
        self._pool = self._begun()

    def _begun(self) -> ProcessPoolExecutor:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.number, context, _begin, (self._bases,))

    def make(self, ask: Ask, run: int, organizations: bool) -> Future[Made]:
        """The run of that number, as soon as a process is free."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(make, ask, run, organizations)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._begun()
            return self._pool.submit(make, ask, run, organizations)

    def close(self) -> None:
        """End the processes; what they are at is finished first."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _begin(bases: dict[str, Settings]) -> None:
    global _spin_ups
    from partnersim.spin_up_cache import SpinUpCache

    as_a_worker()
    _bases.update(bases)
    _spin_ups = SpinUpCache(_REGIMES * RUNS)


@lru_cache(64)
def _settings(ask: Ask) -> Settings:
    return settings_of(_bases[ask.start], ask)


def make(ask: Ask, run: int, organizations: bool) -> Made:
    """Make one run in this process, as `partnersim run` makes it."""
    from partnersim.model import PartnershipModel
    from partnersim.page.measuring import kept_of
    from partnersim.page.packing import organizations_of

    model = PartnershipModel(
        _settings(ask),
        seed=SEED,
        run=run,
        uncertainty="prior",
        keep_flows=False,
        spin_up_cache=_spin_ups,
    )
    model.run()
    set_aside_what_is_loaded()
    drawn = json.dumps(organizations_of(model), ensure_ascii=False) if organizations else None
    return Made(run, kept_of(model), drawn)
