"""Shared helpers: small scenarios, paired runs, and the interval of a paired difference."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim.language import use
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.state.kernel import Kernel
from tests import without_rules
from tests.compiling import compile_rules

SMALL = {"years": 2, "scale": 500.0}


CALL = Kernel.__call__  # as in use: looks at the arguments of a rule once in a schedule
_fast: list[str] = []  # the fast test that is under way


def pytest_configure(config: pytest.Config) -> None:
    """Before workers begin; they have no workers of their own."""
    workers = config.getoption("numprocesses", None)
    if workers and config.getoption("markexpr") != "fast":
        compile_rules(workers)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as fast the tests that call no compiled rule and are not slow for another reason.

    Files with slow tests come first and those of fast tests alone last, so that no process waits at the end
    for a browser of the other.
    """
    turns: dict[Path, int] = {}
    for item in items:
        turn = 1
        if item.get_closest_marker("slow") or item.get_closest_marker("long"):
            turn = 0
        elif isinstance(item, pytest.Function) and without_rules.is_fast(item):
            item.add_marker(pytest.mark.fast)
            turn = 2
        turns[item.path] = min(turn, turns.get(item.path, turn))
    items.sort(key=lambda item: turns[item.path])


@pytest.fixture(autouse=True)
def _fast_test_under_way(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("fast"):
        _fast.append(request.node.nodeid)
    yield
    _fast.clear()


@pytest.fixture(autouse=True)
def _next_test_is_in_english() -> Iterator[None]:
    """Whatever language a test, or a command that it ran, spoke last."""
    yield
    use("en")


@pytest.fixture(scope="session", autouse=True)
def _rules_are_called_alike() -> Iterator[None]:
    """Here the arguments of a rule are looked at over and over: in every fifth call of all."""
    calls = itertools.count()

    def call(self: Kernel, *arguments: Any) -> Any:
        if _fast:
            raise AssertionError(f"{_fast[0]} is marked fast and calls a compiled rule")
        if next(calls) % 5 == 0 or not self._kinds:
            self.look_at(arguments)
        return self._machine_code(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kernel, "__call__", call)
        yield


@pytest.fixture(scope="session", autouse=True)
def _pictures_are_small() -> Iterator[None]:
    """Figures that commands write have few dots here: a third of a command's time went into them."""
    from partnersim.report.figures import canvas

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canvas, "DPI", 40)
        yield


def leave_figures_out(patch: pytest.MonkeyPatch) -> None:
    """None are drawn, where a test is not about them: most of a small command's time goes into them."""
    from partnersim.report import figures

    for name in ("write_figures", "write_comparison"):
        patch.setattr(figures, name, lambda *_: [])


@pytest.fixture
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the function says, in one test."""
    leave_figures_out(monkeypatch)


@pytest.fixture(scope="session")
def small() -> Settings:
    """Two years of the status quo, coarse."""
    return load("mifi_status_quo", **SMALL)


@pytest.fixture
def model(small: Settings) -> PartnershipModel:
    """A model at its first month."""
    return PartnershipModel(small, seed=3)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests have to say beside passing: shares of sources, answers of scenarios."""
    said = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "said"
    ]
    for line in sorted(said):
        terminalreporter.write_line(line)


def last_year(model: PartnershipModel, column: str) -> float:
    """Mean of a sector column over the last twelve months."""
    return float(np.nanmean(model.recorder.sector[column][-12:]))


def finished(settings: Settings, seed: int, run: int, uncertainty: str) -> PartnershipModel:
    """A run at its end; the last ones are kept, since many tests measure against the same reference."""
    key = json.dumps(settings.resolved(), sort_keys=True, default=str)
    _settings[key] = settings
    return _finished(key, seed, run, uncertainty)


_settings: dict[str, Settings] = {}  # by what they say


@functools.lru_cache(maxsize=60)
def _finished(key: str, seed: int, run: int, uncertainty: str) -> PartnershipModel:
    model = PartnershipModel(_settings[key], seed=seed, run=run, uncertainty=uncertainty)
    model.run()
    return model


def paired_differences(
    first: Settings,
    other: Settings,
    columns: Sequence[str],
    runs: int = 12,
    uncertainty: str = "prior",
    seed: int = 11,
    measure: Callable[[PartnershipModel, str], float] = last_year,
) -> list[tuple[float, float, float]]:
    """By column, the mean of `other - first` over paired runs, and its 95 % interval (t of Student)."""
    from scipy.stats import t

    differences = np.empty((runs, len(columns)))
    for run in range(runs):
        pair = [finished(settings, seed, run, uncertainty) for settings in (first, other)]
        differences[run] = [measure(pair[1], name) - measure(pair[0], name) for name in columns]
    mean = differences.mean(axis=0)
    half = t.ppf(0.975, runs - 1) * differences.std(axis=0, ddof=1) / np.sqrt(runs)
    return [tuple(map(float, row)) for row in np.transpose([mean, mean - half, mean + half])]


def paired_difference(
    first: Settings, other: Settings, column: str, **options: Any
) -> tuple[float, float, float]:
    """The same of one column."""
    return paired_differences(first, other, [column], **options)[0]
