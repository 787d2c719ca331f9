"""The same bytes wherever arrays lie in memory, on whichever processor, and however long the run."""

from __future__ import annotations

import importlib
import os
import pickle
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.state import cache
from partnersim.state.kernel import Kernel
from tests.conftest import SMALL

Arguments = tuple[Any, ...]
PLACES = (0, 8, 16, 24, 40)  # bytes after a line of the processor's memory
SUMS = (
    "mechanisms.newcomers.provider_choice",
    "mechanisms.organizations.hours",
    "mechanisms.newcomers.referral",
    "outcomes.indicators",
)


def laid(arguments: Arguments, order: Iterable[int], first: int) -> Arguments:
    """The arguments with their arrays copied side by side into one piece of memory, in this order."""
    arrays = {
        n: argument for n, argument in enumerate(arguments) if isinstance(argument, np.ndarray)
    }
    memory = np.zeros(sum(array.nbytes + 8 for array in arrays.values()) + 128, np.uint8)
    at = -memory.ctypes.data % 64 + first
    moved = list(arguments)
    for n in order:
        if n in arrays and arrays[n].size:
            of_this_run = arrays[n]
            moved[n] = (
                memory[at : at + of_this_run.nbytes]
                .view(of_this_run.dtype)
                .reshape(of_this_run.shape)
            )
            moved[n][...] = of_this_run
            at += -(-of_this_run.nbytes // 8) * 8
    return tuple(moved)


def outcome(rule: Kernel, arguments: Arguments) -> list[bytes]:
    """All bytes that a rule leaves."""
    result = rule(*arguments)
    arrays = [argument.tobytes() for argument in arguments if isinstance(argument, np.ndarray)]
    return [*arrays, np.array(result, float).tobytes()]


def copied(arguments: Arguments) -> Arguments:
    return tuple(
        argument.copy() if isinstance(argument, np.ndarray) else argument for argument in arguments
    )


def name_of(rule: Kernel) -> str:
    return f"{rule.python.__module__.removeprefix('partnersim.')}.{rule.python.__qualname__}"


@pytest.fixture(scope="module")
def calls() -> list[tuple[Kernel, Arguments]]:
    """Calls of every rule in a small run: the third, or the last before it, and the thirtieth."""
    counts: Counter[Kernel] = Counter()
    kept: dict[tuple[Kernel, bool], Arguments] = {}

    def record(self: Kernel, *arguments: Any) -> Any:
        counts[self] += 1
        if counts[self] <= 3 or counts[self] == 30:
            kept[self, counts[self] == 30] = copied(arguments)
        self.look_at(arguments)
        return self._machine_code(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kernel, "__call__", record)
        PartnershipModel(load("prsca_compliant", **SMALL), seed=5, uncertainty="prior").run()
    return [(rule, arguments) for (rule, _), arguments in kept.items()]


def test_rules_leave_the_same_bytes_wherever_arrays_lie(
    calls: list[tuple[Kernel, Arguments]],
) -> None:
    assert len(calls) > 100
    for rule, arguments in calls:
        expected = outcome(rule, copied(arguments))
        forward = range(len(arguments))
        for first in PLACES:
            for order in (forward, forward[::-1]):
                there = outcome(rule, laid(arguments, order, first))
                assert there == expected, f"{name_of(rule)} at {first}"


ELSEWHERE = """
    import importlib, pickle, sys
    from pathlib import Path
    from tests.model.test_same_bytes import outcome

    handed, answer = map(Path, sys.argv[1:])
    with answer.open("wb") as file:
        calls = pickle.loads(handed.read_bytes())
        results = [
            outcome(getattr(importlib.import_module(module), name), arguments)
            for module, name, arguments in calls
        ]
        pickle.dump(results, file)
"""


def test_rules_leave_the_same_bytes_on_another_processor(
    calls: list[tuple[Kernel, Arguments]], tmp_path: Path
) -> None:
    handed = [
        (rule.python.__module__, rule.python.__name__, copied(arguments))
        for rule, arguments in calls
        if name_of(rule).startswith(SUMS)
    ]
    assert len({name for _, name, _ in handed}) >= len(SUMS)
    (tmp_path / "handed").write_bytes(pickle.dumps(handed))
    subprocess.run(
        [sys.executable, "-c", textwrap.dedent(ELSEWHERE), tmp_path / "handed", tmp_path / "answer"],
        check=True,
        env={**os.environ, "NUMBA_CPU_NAME": "generic", cache.ELSEWHERE: str(tmp_path / "compiled")},
    )  # fmt: skip
    there = pickle.loads((tmp_path / "answer").read_bytes())
    for (module, name, arguments), result in zip(handed, there, strict=True):
        rule = getattr(importlib.import_module(module), name)
        assert result == outcome(rule, arguments), name_of(rule)


def test_a_run_is_the_same_in_another_process_with_another_memory(small: Settings) -> None:
    code = f"""
        from partnersim.model import PartnershipModel
        from partnersim.scenario.loading import load
        model = PartnershipModel(load("mifi_status_quo", **{SMALL}), seed=5, uncertainty="prior")
        model.run()
        print(model.recorder.values.tobytes().hex())
    """
    there = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONMALLOC": "malloc", "MALLOC_MMAP_THRESHOLD_": "1000"},
    )  # fmt: skip
    model = PartnershipModel(small, seed=5, uncertainty="prior")
    model.run()
    assert there.stdout.strip() == model.recorder.values.tobytes().hex()


@pytest.mark.usefixtures("no_figures")
def test_two_years_of_four_are_those_of_the_run_of_two_years(tmp_path: Path) -> None:
    """Longer runs hold rows for organisations that are founded later: sums must not notice."""
    runs = ("run", "mifi_status_quo", "--seed", "5", "--scale", "200", "--runs", "3")
    for years in ("2", "4"):
        done = CliRunner().invoke(cli, [*runs, "--years", years, "--out", str(tmp_path / years)])
        assert done.exit_code == 0, done.output
    for table in ("sector", "newcomers", "flows"):
        short, long = (pd.read_parquet(tmp_path / years / f"{table}.parquet") for years in "24")
        long = long[long["month"] <= short["month"].max()].reset_index(drop=True)
        assert len(short) > 50
        pd.testing.assert_frame_equal(short, long, check_exact=True, obj=table)


@pytest.mark.parametrize("run", range(4))
def test_first_claims_do_not_notice_rows_for_organisations_yet_to_be_founded(run: int) -> None:
    """NumPy adds in other groups where there are more rows."""
    short, long = (
        PartnershipModel(load("aca_ideal", years=years, scale=500.0), seed=5, run=run).world
        for years in (1, 10)
    )
    assert len(short.organizations) < len(long.organizations)
    assert short.funders.tobytes() == long.funders.tobytes()


@pytest.mark.usefixtures("no_figures")
def test_uncompiled_rules_run_and_agree(tmp_path: Path) -> None:
    """With NUMBA_DISABLE_JIT=1, for reading along in a debugger and for coverage."""
    runs = ("run", "prsca_compliant", "--seed", "3", "--scale", "10000", "--runs", "1", "--years", "1",
            "--set", "population.organizations=12", "--set", "spin_up.months=6")  # fmt: skip
    compiled = CliRunner().invoke(cli, [*runs, "--out", str(tmp_path / "compiled")])
    assert compiled.exit_code == 0, compiled.output
    done = subprocess.run(
        [sys.executable, "-m", "partnersim", *runs, "--out", tmp_path / "uncompiled"],
        capture_output=True, text=True,
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONWARNINGS": "error::RuntimeWarning"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "compiled now" not in done.stderr
    sectors = [
        pd.read_parquet(tmp_path / how / "sector.parquet").iloc[:15].set_index(["month", "phase"])
        for how in ("compiled", "uncompiled")
    ]
    pd.testing.assert_frame_equal(*sectors, check_exact=False, rtol=1e-6, atol=1e-8)
    assert len(sectors[0]) == 15
