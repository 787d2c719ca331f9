"""A progress bar where Python runs in Jupyter, and nowhere else unless asked for."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from partnersim.language import say

Progress = Callable[[int], None]


def counted[T](runs: Iterable[T], total: int) -> Iterator[T]:
    """The same, with a bar in Jupyter that counts them."""
    with bar(total) as show:
        for n, run in enumerate(runs, 1):
            yield run
            if show is not None:
                show(n)


@contextlib.contextmanager
def bar(total: int) -> Iterator[Progress | None]:
    """What is notified of how many runs are done; None outside Jupyter."""
    if not _in_jupyter():
        yield None
        return
    if importlib.util.find_spec("ipywidgets") is None:  # then tqdm would warn, and count in words
        from tqdm.std import tqdm
    else:
        from tqdm.notebook import tqdm
    with tqdm(total=total, desc=say("Runs"), leave=False) as shown:

        def show(done: int) -> None:
            shown.update(done - shown.n)

        yield show


def _in_jupyter() -> bool:
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel")
