"""Warnings about the user's input on the command line: one plain sentence each, said once."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from typing import Any

import click

from partnersim.language import InputWarning


@contextlib.contextmanager
def plain_input_warnings() -> Iterator[None]:
    """On stderr without file and line of ours; those of others look as ever."""
    said: set[str] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("always", InputWarning)
        others = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if not issubclass(category, InputWarning):
                others(message, category, *where, **more)
            elif str(message) not in said:
                said.add(str(message))
                click.echo(str(message), err=True)

        warnings.showwarning = show
        yield
