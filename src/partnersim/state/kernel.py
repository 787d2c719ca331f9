"""Compiled rules: a plain Python loop that is compiled by numba the first time it is called.

Decorating costs nothing, so `list` or `explain` never load numba. A compiled rule is kept in a
cache folder named after a hash of this folder's sources, because numba does not notice when a
function that a rule calls from another file has changed.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
import os
import shutil
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.state import cache

# sums may be reordered to use the whole processor; not-a-number keeps its meaning
_SAFE_SHORTCUTS = {"reassoc", "contract", "arcp", "nsz"}


class Kernel:
    """A rule as a function; `python` is the same function, uncompiled, for tests.

    Called from Python, a rule always takes arguments of the same types (a test sees to it), so those of
    the first call are compiled for and later calls go straight to the machine's code: numba's
    own look at every argument of every call costs as much as many of the rules.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.python = function
        self._compiled: Any = None
        self._machine_code: Callable[..., Any] = self._first_call

    def __call__(self, *arguments: Any) -> Any:
        """Run the compiled rule, compiling it the first time."""
        return self._machine_code(*arguments)

    def _first_call(self, *arguments: Any) -> Any:
        self._machine_code = self._compile().compile(types_of(arguments))
        return self._machine_code(*arguments)

    def _compile(self) -> Any:
        """The numba dispatcher, with the kernels it calls replaced by their dispatchers."""
        if self._compiled is not None:
            return self._compiled
        import numba

        folder = cache_folder()
        numba.config.CACHE_DIR = str(folder or "")  # type: ignore[attr-defined]
        names = dict(self.python.__globals__)
        for name in self.python.__code__.co_names:
            if isinstance(names.get(name), Kernel):
                names[name] = names[name]._compile()
        function = types.FunctionType(
            self.python.__code__, names, self.python.__name__, self.python.__defaults__
        )
        function.__module__ = self.python.__module__
        function.__qualname__ = self.python.__qualname__
        self._compiled = numba.njit(
            cache=folder is not None, error_model="numpy", fastmath=_SAFE_SHORTCUTS
        )(function)
        return self._compiled


def types_of(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a rule is compiled for: numba's type of each argument.

    Arrays are whole or leading rows: a column of a table with one row would look like a whole array, and
    the next one, with more rows, would be read wrongly.
    """
    import numba

    for array in arguments:
        if isinstance(array, np.ndarray) and not array.flags.c_contiguous:
            raise TypeError("a rule takes whole arrays, or their first rows: copy this part first")
    return tuple(map(numba.typeof, arguments))


def kernel(function: Callable[..., Any]) -> Kernel:
    """Mark a plain loop over state columns as a rule to compile on first use."""
    return Kernel(function)


@functools.cache
def cache_folder() -> Path | None:
    """Where compiled rules are kept: the user's cache, else a folder that ends with this process.

    None if neither can be written: each process then compiles for itself. Worker processes find the
    folder of the process that started them.
    """
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    name = f"compiled-{digest.hexdigest()}"
    kept = cache.folder(name)
    if kept is not None:
        return kept
    try:
        passing = tempfile.mkdtemp(prefix="partnersim-")
    except OSError:
        return None
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    os.environ[cache.ELSEWHERE] = passing
    return cache.folder(name)


def is_cached() -> bool:
    """Whether rules were compiled on this machine before, so that a run starts at once."""
    folder = cache_folder()
    return folder is not None and any(folder.rglob("*.nbi"))
