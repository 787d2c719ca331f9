"""Numbers, shares, money, months and lengths of time as people of a language write them, by Babel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from partnersim.language.words import current, say

if TYPE_CHECKING:
    from datetime import date

NO_BREAK = "\u00a0"
MINUS = "−"
MISSING = "–"
_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
_LONGEST = 1e15  # beyond, digits would fill a line
_MINUTE, _HOUR, _KILO = 60.0, 3600.0, 1000.0


def number(value: float, decimals: int = 2, signed: bool = False) -> str:
    """A number with the decimal mark and the thousands of the language."""
    from decimal import Decimal  # imported where used: light commands write no number

    from babel.numbers import format_decimal, format_scientific

    if math.isnan(value):
        return MISSING
    if _LONGEST < abs(value) < math.inf:
        return str(format_scientific(value, "0.00E0", locale=_LOCALES[current()]))
    form = f"#,##0.{'0' * decimals}".removesuffix(".")
    # exact, so that it rounds as the number stands in memory
    text: str = format_decimal(Decimal(abs(float(value))), form, locale=_LOCALES[current()])
    if not any(digit in text for digit in "123456789∞"):
        return text
    return (MINUS if value < 0 else "+" if signed else "") + text


def percent(share: float, decimals: int = 0, signed: bool = False) -> str:
    """A share as a percentage; a dash alone where it is not known."""
    text = number(100.0 * share, decimals, signed)
    return text if text == MISSING else f"{text}{NO_BREAK}%"


def dollars(amount: float) -> str:
    """Canadian dollars, without cents."""
    from babel.numbers import format_currency

    form = {"en": "¤#,##0", "fr": f"#,##0{NO_BREAK}¤"}[current()]
    locale = _LOCALES[current()]
    return format_currency(amount, "CAD", form, locale=locale, currency_digits=False)


def interval(value: float, low: float, high: float, decimals: int = 2) -> str:
    """A number with its interval in brackets."""
    return f"{number(value, decimals)} [{number(low, decimals)}; {number(high, decimals)}]"


def decimal(value: float, form: str = "g") -> str:
    """A number in a message, by Python's form of it, with the decimal mark of the language."""
    from babel.numbers import get_decimal_symbol

    return f"{value:{form}}".replace(".", get_decimal_symbol(_LOCALES[current()]))


def month(text: str) -> str:
    """`2010-03` as people say it: `March 2010`."""
    return _dated(text, "MMMM y")


def month_name(text: str) -> str:
    """The month of `2010-04` without its year."""
    return _dated(text, "LLLL")


def day(when: date) -> str:
    """A day as people say it: `March 1, 2026`."""
    from babel.dates import format_date

    said: str = format_date(when, "long", locale=_LOCALES[current()])
    return said.replace("1 ", "1er ", 1) if current() == "fr" and when.day == 1 else said


def _dated(text: str, form: str) -> str:
    from datetime import date

    from babel.dates import format_date

    year, number = text.split("-")
    return format_date(date(int(year), int(number), 1), form, locale=_LOCALES[current()])


def duration(seconds: float) -> str:
    """A length of time."""
    if seconds < _MINUTE:
        return say("{n} s", n=max(1, round(seconds)))
    if seconds < _HOUR:
        return say("{n} min", n=round(seconds / _MINUTE))
    return say("{n} h", n=number(seconds / _HOUR, 1))


def size(octets: float) -> str:
    """Room on a disk."""
    for unit in (say("kB"), say("MB")):
        octets /= _KILO
        if octets < _KILO:
            return f"{number(octets, 0 if octets >= 1.0 else 1)} {unit}"
    return f"{number(octets / _KILO, 1)} {say('GB')}"
