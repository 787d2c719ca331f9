"""Values and differences of measures of the sector, as screens write them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from partnersim.language import numbers, say
from partnersim.report.formatting import words

_OF_NEED = 3  # decimals of its level
_FEW = 9500.0  # people or hours, below which thousands are written with a decimal
_MORE_DECIMALS = 3  # at most, where a number that is not zero would be written as zero


def is_share(name: str) -> bool:
    """Whether a measure is written in per cent."""
    return words.unit(name).startswith("share")


def value(name: str, amount: float, more: int = 0) -> str:
    """A level of a measure, with its sign of per cent; of needs, which differ by thousandths, with three decimals.

    more: decimals besides.
    """
    if words.unit(name).startswith("mean need"):
        return numbers.number(amount, _OF_NEED + more)
    written = text(name, amount, more=more)
    known_share = is_share(name) and written != numbers.MISSING
    return written + (numbers.NO_BREAK + "%" if known_share else "")


def difference(name: str, effect: Mapping[str, Any]) -> str:
    """A difference with its interval, where it has one."""
    own = size(name, effect)
    if math.isnan(effect["low"]):
        return own
    more = _more(name, effect)
    low, high = (text(name, effect[end], signed=True, more=more) for end in ("low", "high"))
    return f"{own} [{low}; {high}]"


def size(name: str, effect: Mapping[str, Any], exact: bool = True) -> str:
    """A difference in the unit of its measure, without its interval."""
    amount = text(name, effect["difference"], True, exact, _more(name, effect))
    return amount + (points() if is_share(name) else "")


def points() -> str:
    """The unit of a difference of shares."""
    return numbers.NO_BREAK + say("pts")


def text(name: str, amount: float, signed: bool = False, exact: bool = True, more: int = 0) -> str:
    """A value without its unit; a difference (signed) with one decimal more.

    exact: with as many as show on which side of zero a difference lies; more: decimals besides.
    """
    write = (with_its_sign if exact else _signed) if signed else numbers.number
    scale, decimals = _form(name, amount, signed)
    return write(scale * amount, decimals + more)


def _form(name: str, amount: float, signed: bool) -> tuple[float, int]:
    """What a value is multiplied by, and its decimals."""
    unit = words.unit(name)
    if is_share(name):
        return 100.0, 1 if signed or abs(amount) < 0.05 else 0
    if unit in ("people", "hours a month"):
        return 0.001, 1 if signed or abs(amount) < _FEW else 0
    if unit in ("organisations", "full-time equivalents"):
        return 1.0, 1 if signed else 0
    return 1.0, 3 if signed else 2


def _more(name: str, effect: Mapping[str, Any]) -> int:
    """A decimal where a difference has no more than its two values, and is not that of them as they are written."""
    scale, decimals = _form(name, effect["difference"], signed=True)
    is_need = words.unit(name).startswith("mean need")
    values = [effect.get(end, math.nan) for end in ("other", "reference")]
    if any(map(math.isnan, values)):
        return 0
    if any((_OF_NEED if is_need else _form(name, each, False)[1]) < decimals for each in values):
        return 0
    after, before, own = (round(scale * each, decimals) for each in (*values, effect["difference"]))
    return int(round(after - before - own, decimals) != 0.0)


def _signed(amount: float, decimals: int) -> str:
    return numbers.number(amount, decimals, signed=True)


def with_its_sign(amount: float, decimals: int) -> str:
    """A difference, with more decimals where these would hide on which side of zero it lies."""
    for more in range(_MORE_DECIMALS + 1):
        if round(amount, decimals + more) != 0.0:
            return numbers.number(amount, decimals + more, signed=True)
    return numbers.number(amount, decimals, signed=True)
