"""Values and differences of measures of the sector, as screens write them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words

_MORE_DECIMALS = 3  # at most, where a number that is not zero would be written as zero


def is_share(name: str) -> bool:
    """Whether a measure is written in per cent."""
    return words.unit(name).startswith("share")


def value(name: str, amount: float) -> str:
    """A level of a measure, with its sign of per cent; of needs, which differ by thousandths, with three decimals."""
    if words.unit(name).startswith("mean need"):
        return numbers.number(amount, 3)
    return text(name, amount) + (numbers.NO_BREAK + "%" if is_share(name) else "")


def difference(name: str, effect: Mapping[str, Any]) -> str:
    """A difference with its interval, where it has one."""
    own = size(name, effect)
    if math.isnan(effect["low"]):
        return own
    low, high = (text(name, effect[end], signed=True) for end in ("low", "high"))
    return f"{own} [{low}; {high}]"


def size(name: str, effect: Mapping[str, Any], exact: bool = True) -> str:
    """A difference in the unit of its measure, without its interval."""
    return text(name, effect["difference"], True, exact) + (points() if is_share(name) else "")


def points() -> str:
    """The unit of a difference of shares."""
    return numbers.NO_BREAK + say("pts")


def text(name: str, amount: float, signed: bool = False, exact: bool = True) -> str:
    """A value without its unit; a difference (signed) with one decimal more.

    exact: with as many as show on which side of zero a difference lies.
    """
    unit = words.unit(name)
    write = (with_its_sign if exact else _signed) if signed else numbers.number
    if is_share(name):
        return write(100.0 * amount, 1 if signed or abs(amount) < 0.05 else 0)
    if unit in ("people", "hours a month"):
        return write(amount / 1000.0, 1 if signed else 0)
    if unit in ("organisations", "full-time equivalents"):
        return write(amount, 1 if signed else 0)
    return write(amount, 3 if signed else 2)


def _signed(amount: float, decimals: int) -> str:
    return numbers.number(amount, decimals, signed=True)


def with_its_sign(amount: float, decimals: int) -> str:
    """A difference, with more decimals where these would hide on which side of zero it lies."""
    for more in range(_MORE_DECIMALS + 1):
        if round(amount, decimals + more) != 0.0:
            return numbers.number(amount, decimals + more, signed=True)
    return numbers.number(amount, decimals, signed=True)
