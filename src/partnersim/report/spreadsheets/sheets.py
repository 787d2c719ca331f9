"""Writing one workbook: sheets with a heading row that stays, words that are never formulas."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

_WIDEST = 60  # columns of signs


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title of at most 31 signs, headings, and rows of words, numbers and None."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]


def write(path: Path, sheets: Iterable[Sheet]) -> Path:
    """Write the workbook."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for n, head in enumerate(sheet.heads):
            longest = max([len(str(head)), *(_length(row[n]) for row in sheet.rows)])
            page.column_dimensions[get_column_letter(n + 1)].width = min(_WIDEST, longest + 2)
        heads = [_cell(page, head) for head in sheet.heads]
        for cell in heads:
            cell.font = Font(bold=True)
        page.append(heads)
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    book.save(path)
    return path


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str) else 10


def _cell(page: Any, value: Any) -> WriteOnlyCell:
    """A cell of its kind; words that begin like a formula stay words."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if hasattr(value, "item"):  # NumPy's
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    if not isinstance(value, str):
        return WriteOnlyCell(page, value)
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
