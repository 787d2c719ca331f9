"""The lines of a file: CSV however it is separated, or one sheet of an Excel workbook."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from partnersim.language import UserError, did_you_mean, same_name
from partnersim.language.paths import bytes_of, text_of
from partnersim.population.lists.cells import Cell
from partnersim.population.lists.form import ListForm

Line = tuple[int, list[Cell]]  # its number in the file, and its cells

_WORKBOOKS = (".xlsx", ".xlsm")
_OTHER_SHEETS = (".xls", ".xlsb", ".ods", ".numbers")
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(
    r'"?sep=(.)"?', re.IGNORECASE
)  # what Excel reads, and other programs do not write
_LARGEST_FILE_BYTES = 5_000_000
_MOST_LINES, _MOST_COLUMNS = 20_000, 300
_LARGEST_UNPACKED_BYTES = 100_000_000


def lines_of(path: Path, form: ListForm, names: Sequence[str]) -> Iterator[Line]:
    """Lines that hold something, the header first; names: headers that are looked for.

    Raises UserError for a file that is neither CSV in UTF-8 nor a workbook.
    """
    kind = path.suffix.lower()
    if kind in _OTHER_SHEETS:
        raise UserError(
            "{path}: a file {kind} is not read; save it as .xlsx or as CSV UTF-8.",
            path=path,
            kind=kind,
        )
    if form.sheet is not None and kind not in _WORKBOOKS:
        raise UserError(
            "{path} is no workbook and has no sheets; leave {key} out.",
            path=path,
            key=form.key("sheet"),
        )
    return _of_workbook(path, form.sheet) if kind in _WORKBOOKS else _of_text(path, names)


def _of_text(path: Path, names: Sequence[str]) -> Iterator[Line]:
    text = text_of(path, _LARGEST_FILE_BYTES)
    before, separator = 0, None
    first, _, rest = text.partition("\n")
    if declared := _SEPARATOR_LINE.fullmatch(first.rstrip("\r")):
        before, separator, text = 1, declared[1], rest
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or _separator(text, names), strict=True
    )
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num + before, [cell.strip() for cell in cells]
    except csv.Error:
        raise UserError(
            "{path}, line {line}: this is not valid CSV; look for a double quote that is not "
            "closed.",
            path=path,
            line=reader.line_num + before,
        ) from None


def _separator(text: str, names: Sequence[str]) -> str:
    """The sign that parts the first line that holds something into most of the headers looked for."""
    header = next((line for line in text.splitlines() if line.strip()), "")

    def parts(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=separator), [])
        return sum(same_name(cell, names) is not None for cell in cells), len(cells)

    return max(_SEPARATORS, key=parts)


def _of_workbook(path: Path, sheet: str | None) -> Iterator[Line]:
    """Values of a sheet; of a formula, the value that was saved with it."""
    content = bytes_of(path, _LARGEST_FILE_BYTES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that openpyxl leaves out
        try:
            rows = _rows_of(content, path, sheet, formulas=True)
            is_formula = [
                [isinstance(cell, str) and cell.startswith("=") for cell in row] for row in rows
            ]
            if any(map(any, is_formula)):
                rows = _rows_of(content, path, sheet, formulas=False)
        except UserError:
            raise
        except Exception:  # whatever a damaged or a locked file does to its reader
            raise UserError(
                "{path} cannot be read as a workbook; it may be damaged or locked with a "
                "password. Save it as .xlsx anew, or as CSV UTF-8.",
                path=path,
            ) from None
    if len(rows) > _MOST_LINES:
        raise UserError("{path}: there are more than {most} lines.", path=path, most=_MOST_LINES)
    for number, (row, formulas) in enumerate(zip(rows, is_formula, strict=True), 1):
        for column, (cell, formula) in enumerate(zip(row, formulas, strict=True)):
            if formula and cell is None:
                raise UserError(
                    "{path}, cell {cell}: a formula without a saved value; open the workbook in "
                    "a spreadsheet and save it.",
                    path=path,
                    cell=_name_of(column, number),
                )
        cells = [_plain(cell) for cell in row]
        if any(cell != "" for cell in cells):
            yield number, cells


def _rows_of(
    content: bytes, path: Path, sheet: str | None, formulas: bool
) -> list[tuple[Any, ...]]:
    import openpyxl

    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_UNPACKED_BYTES:
            raise UserError(
                "{path} unpacks to more than {most} MB; a list of organisations is shorter.",
                path=path,
                most=_LARGEST_UNPACKED_BYTES // 1_000_000,
            )
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=not formulas, keep_links=False
    )
    try:
        pages = {worksheet.title: worksheet for worksheet in book.worksheets}
        name = next(iter(pages)) if sheet is None else same_name(sheet, pages)
        if name is None:
            raise UserError(
                "{path}: there is no sheet {name!r}; it has {known}.{hint}",
                path=path,
                name=sheet,
                known=", ".join(map(repr, pages)),
                hint=did_you_mean(str(sheet), pages),
            )
        page = pages[name]
        page.reset_dimensions()  # what a file says of its size may be wrong
        rows = page.iter_rows(max_row=_MOST_LINES + 1, max_col=_MOST_COLUMNS, values_only=True)
        return list(rows)
    finally:
        book.close()


def _plain(cell: Any) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return cell if isinstance(cell, datetime.date) else str(cell).strip()


def _name_of(column: int, row: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column + 1)}{row}"
