"""What a cell holds: a text, or a number or date of a workbook; numbers and years as people write them."""

from __future__ import annotations

import datetime
import re

from partnersim.population.lists.form import COMMA, POINT

Cell = str | float | datetime.date

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))  # between thousands
_SIGNS = ((POINT, ".", ","), (COMMA, ",", "."))
_NUMBER = r"[-+]?(?:\d+|[1-9]\d{{0,2}}(?:([ {other}])\d{{3}})(?:\1\d{{3}})*)?(?:{mark}\d+)?(?:[eE][-+]?\d+)?"
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/](\d\d?)|[-/.](\d\d?)[-/.](\d\d?)(?:[T ].*)?)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})(?: .*)?", re.ASCII)


def text_of(cell: Cell) -> str:
    """A cell as a text; a whole number of a workbook without a decimal part."""
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    return str(cell).strip()


def readings(text: str) -> dict[str, float]:
    """The number that a text is, by the decimal mark it is read with.

    Spaces and the other mark may part thousands: `84 300,50 $` is a number with a comma alone, `12.5`
    with a point alone, `84.300` with either. A mark with which it is no number is left out.
    """
    bare = text.translate(_SPACES).strip()
    bare = re.sub(r"^\$ ?| ?\$$", "", bare)
    numbers: dict[str, float] = {}
    for name, mark, other in _SIGNS:
        form = _NUMBER.format(mark=re.escape(mark), other=re.escape(other))
        if re.search(r"\d", bare, re.ASCII) and re.fullmatch(form, bare, re.ASCII):
            numbers[name] = float(bare.replace(" ", "").replace(other, "").replace(mark, "."))
    return numbers


def year_of(cell: Cell) -> int | None:
    """The year a cell holds, alone or in a date; None where it holds none."""
    if isinstance(cell, datetime.date):
        return cell.year
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    text = cell.strip()
    if alone := _YEAR.fullmatch(text):
        return int(alone[1])
    if first := _YEAR_FIRST.fullmatch(text):
        month, day = int(first[2] or first[3]), int(first[4] or 1)
        return int(first[1]) if _is_day(month, day) else None
    if last := _YEAR_LAST.fullmatch(text):  # the day before the month, or after it
        before, after = int(last[1]), int(last[2])
        return int(last[3]) if _is_day(before, after) or _is_day(after, before) else None
    return None


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31
