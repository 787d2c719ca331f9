"""Compiled rules: a plain Python loop that is compiled by numba the first time it is called.

Decorating costs nothing, so `list` or `explain` never load numba. A compiled rule is kept in a
cache folder named after a hash of this folder's sources, because numba does not notice when a
function that a rule calls from another file has changed.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import shutil
import tempfile
import types
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from partnersim.state import cache
from partnersim.state.argument_types import Kind, check_alike, check_declared, kind_of


class Kernel:
    """A rule as a function; `python` is the same function, uncompiled, for tests.

    It is compiled for the kinds of its first call's arguments, and later calls go straight to the
    machine's code: numba's own look at every argument of every call costs as much as many of the
    rules. Kinds are looked at once in each schedule of a model (`looking_once`), and in every call
    elsewhere. With NUMBA_DISABLE_JIT=1 nothing is compiled.
    """

    looked_at: ClassVar[Set[Kernel]] = frozenset()  # what needs no look now

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self.python = function
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        self._declared = {name: function.__annotations__.get(name) for name in names}
        self._kinds: tuple[Kind, ...] = ()
        self._linked: Any = None
        self._machine_code: Callable[..., Any] = function

    def __call__(self, *arguments: Any) -> Any:
        """Run the compiled rule, compiling it the first time. Raises TypeError for a wrong argument."""
        if self not in Kernel.looked_at:
            self.look_at(arguments)
        return self._machine_code(*arguments)

    def look_at(self, arguments: tuple[Any, ...]) -> None:
        """Raise TypeError for an argument of another kind; compile the first time."""
        kinds = tuple(map(kind_of, arguments))
        if not self._kinds:
            check_declared(self._title, self._declared, kinds)
            self._machine_code = self._code_for(arguments)
            self._kinds = kinds
        elif kinds != self._kinds:
            check_alike(self._title, self._declared, kinds, self._kinds)
        if isinstance(Kernel.looked_at, set):
            Kernel.looked_at.add(self)

    @property
    def _title(self) -> str:
        module = self.python.__module__.removeprefix("partnersim.")
        return f"{module}.{self.python.__qualname__}"

    def _code_for(self, arguments: tuple[Any, ...]) -> Callable[..., Any]:
        import numba

        rule = self._link()
        if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
            plain: Callable[..., Any] = np.errstate(all="ignore")(
                rule
            )  # compiled code is as silent
            return plain
        code: Callable[..., Any] = rule.compile(tuple(map(numba.typeof, arguments)))
        return code

    def _link(self) -> Any:
        """The function for numba to compile, with the kernels it calls replaced by theirs.

        Without shortcuts of `fastmath`: each lets the order of a sum, or the rounding of a step,
        depend on the processor, on where arrays lie in memory and on how long they are.
        """
        if self._linked is not None:
            return self._linked
        import numba

        folder = cache_folder()
        numba.config.CACHE_DIR = str(folder or "")  # type: ignore[attr-defined]
        names = dict(self.python.__globals__)
        for name in self.python.__code__.co_names:
            if isinstance(names.get(name), Kernel):
                names[name] = names[name]._link()
        function = types.FunctionType(
            self.python.__code__, names, self.python.__name__, self.python.__defaults__
        )
        function.__module__ = self.python.__module__
        function.__qualname__ = self.python.__qualname__
        self._linked = numba.njit(cache=folder is not None, error_model="numpy")(function)
        return self._linked


@contextlib.contextmanager
def looking_once(looked_at: set[Kernel]) -> Iterator[None]:
    """Within it, the arguments of a rule are looked at unless it is in this set, and it is put there.

    Afterwards all are looked at again, also where models of several threads overlap: what one found before it
    began may be the set of another that has ended since.
    """
    Kernel.looked_at = looked_at
    try:
        yield
    finally:
        Kernel.looked_at = frozenset()


def kernel(function: Callable[..., Any]) -> Kernel:
    """Mark a plain loop over state columns as a rule to compile on first use."""
    return Kernel(function)


@functools.cache
def cache_folder() -> Path | None:
    """Where compiled rules are kept: the user's cache, else a folder that ends with this process.

    None if neither can be written: each process then compiles for itself. Worker processes find the
    folder of the process that started them.
    """
    here = str(Path(__file__).parent)  # each installation compiles its own rules
    digest = hashlib.blake2b(here.encode(), digest_size=8)
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
    """Whether a run starts at once: rules were compiled on this machine before, or are not to be."""
    folder = cache_folder()
    if folder is not None and any(folder.rglob("*.nbi")):
        return True
    import numba

    return bool(numba.config.DISABLE_JIT)  # type: ignore[attr-defined]
