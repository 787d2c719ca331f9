"""Rules compiled before tests begin, shared out: else each of the workers compiles all of them.

Processes live the same small world. A rule that one has begun to compile, the other meanwhile runs
as plain Python, and goes on to the next.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.state.kernel import Kernel, is_cached

WORLD = ("population.organizations=12", "spin_up.months=6")


def compile_rules(processes: int) -> None:
    """Have them compiled by so many processes, if none is yet."""
    if is_cached():
        return
    with tempfile.TemporaryDirectory() as begun:
        command = [sys.executable, "-m", "tests.compiling", begun]
        for process in [subprocess.Popen(command) for _ in range(processes)]:
            process.wait()  # what it could not compile, a worker will, and say why not


def live(begun: Path) -> None:
    """A year, with rules compiled that no other process has begun; their names stand in that folder."""
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    compiled = Kernel._code_for

    def code_for(rule: Kernel, arguments: tuple[Any, ...]) -> Callable[..., Any]:
        try:
            (begun / rule._title).touch(exist_ok=False)
        except FileExistsError:
            return np.errstate(all="ignore")(_plain(rule))
        return compiled(rule, arguments)

    Kernel._code_for = code_for  # type: ignore[method-assign]
    PartnershipModel(load("covid_crisis", WORLD, years=1, scale=5000.0), seed=1).run()


def _plain(rule: Kernel) -> Callable[..., Any]:
    """The rule uncompiled, and so the rules that it calls."""
    code = rule.python.__code__
    names = dict(rule.python.__globals__)
    names |= {name: _plain(names[name]) for name in code.co_names
              if isinstance(names.get(name), Kernel)}  # fmt: skip
    return types.FunctionType(code, names, rule.python.__name__, rule.python.__defaults__)


if __name__ == "__main__":
    live(Path(sys.argv[1]))
