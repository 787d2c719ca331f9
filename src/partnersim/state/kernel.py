"""Compiled rules: a plain Python loop that is compiled by numba the first time it is called.

Decorating costs nothing, so `list` or `explain` never load numba. A compiled rule is kept in a
cache folder named after a hash of this folder's sources, because numba does not notice when a
function that a rule calls from another file has changed.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

# sums may be reordered to use the whole processor; not-a-number keeps its meaning
_SAFE_SHORTCUTS = {"reassoc", "contract", "arcp", "nsz"}


class Kernel:
    """A rule as a function; `python` is the same function, uncompiled, for tests."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.python = function
        self._compiled: Callable[..., Any] | None = None

    def __call__(self, *arguments: Any) -> Any:
        """Run the compiled rule, compiling it the first time."""
        if self._compiled is None:
            self._compiled = self._compile()
        return self._compiled(*arguments)

    def _compile(self) -> Callable[..., Any]:
        """The numba dispatcher, with the kernels it calls replaced by their dispatchers."""
        if self._compiled is not None:
            return self._compiled
        import numba

        numba.config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]
        names = dict(self.python.__globals__)
        for name in self.python.__code__.co_names:
            if isinstance(names.get(name), Kernel):
                names[name] = names[name]._compile()
        function = types.FunctionType(
            self.python.__code__, names, self.python.__name__, self.python.__defaults__
        )
        function.__module__ = self.python.__module__
        function.__qualname__ = self.python.__qualname__
        compiled: Callable[..., Any] = numba.njit(
            cache=True, error_model="numpy", fastmath=_SAFE_SHORTCUTS
        )(function)
        return compiled


def kernel(function: Callable[..., Any]) -> Kernel:
    """Mark a plain loop over state columns as a rule to compile on first use."""
    return Kernel(function)


@functools.cache
def cache_folder() -> Path:
    """Where compiled rules are kept: the user's cache, or a temporary folder if it is read-only."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "partnersim" / f"compiled-{digest.hexdigest()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        return Path(tempfile.gettempdir()) / f"partnersim-compiled-{digest.hexdigest()}"
    return folder


def is_cached() -> bool:
    """Whether rules were compiled on this machine before, so that a run starts at once."""
    return any(cache_folder().rglob("*.nbi"))
