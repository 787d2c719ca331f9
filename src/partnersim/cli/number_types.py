"""Numbers on the command line, in plain digits: Python alone would also read `٣` and `1_000`."""

from __future__ import annotations

from typing import Any

import click


class _PlainDigits(click.ParamType):  # type: ignore[type-arg]
    """What the kinds below share: the signs are looked at before the number is read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Raises click.BadParameter for signs that are not ASCII, and for `_`."""
        if isinstance(value, str) and (not value.isascii() or "_" in value):
            self.fail(value, param, ctx)
        return super().convert(value, param, ctx)


class WholeFrom(_PlainDigits, click.IntRange):
    """A whole number within bounds."""


class Whole(_PlainDigits, click.types.IntParamType):
    """A whole number; its bounds are looked at elsewhere."""


class Number(_PlainDigits, click.types.FloatParamType):
    """A number; its bounds are looked at elsewhere."""
