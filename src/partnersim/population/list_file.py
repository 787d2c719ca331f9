"""Reading the file of an own list or of amounts: rows of cells, each checked where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from partnersim.language import UserError, did_you_mean, say
from partnersim.language.control_characters import first_control
from partnersim.language.paths import text_of

_LARGEST_FILE_BYTES = 5_000_000
_SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file, with what a message about it needs."""

    path: Path
    line: int
    cells: dict[str, str]
    decimal_comma: bool

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """A cell that holds one of the known names. Raises UserError with the nearest one."""
        value = self.cells[column]
        if value in known:
            return value
        hint = did_you_mean(value, known)
        shown = ", ".join(known[:_SHOWN_NAMES]) + (", …" if len(known) > _SHOWN_NAMES else "")
        raise UserError(
            say("{path}, line {line}, {column}: {value!r} is not known; allowed: {known}.{hint}",
                path=self.path, line=self.line, column=column, value=value, known=shown, hint=hint)
        )  # fmt: skip

    def number(self, column: str, low: float, high: float, unit: str) -> float:
        """A cell that holds a number within bounds. Raises UserError with the bounds."""
        value = self.cells[column]
        text = value
        if self.decimal_comma:
            text = (
                text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
            )
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise UserError(
                say("{path}, line {line}, {column}: {value!r} is not allowed; allowed: a number "
                    "from {low} to {high} ({unit}).", path=self.path, line=self.line, column=column,
                    value=value, low=f"{low:.0f}", high=f"{high:.0f}", unit=unit)
            )  # fmt: skip
        return number

    def optional(self, column: str, low: float, high: float, unit: str) -> float | None:
        """The same where a cell may be left empty; None then."""
        return self.number(column, low, high, unit) if self.cells.get(column) else None


def rows_of_file(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> list[Row]:
    """The rows of a list. Raises UserError with file and line for what is not one."""
    text = text_of(path, _LARGEST_FILE_BYTES)
    first = text.partition("\n")[0]
    separator = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        columns = [name.strip() for name in next(reader, [])]
        _check_columns(path, columns, required, optional)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                raise UserError(
                    say("{path}, line {line}: {count} cells where the first line has {columns}. A "
                        "text with a comma stands between double quotes.",
                        path=path, line=reader.line_num, count=len(cells), columns=len(columns))
                )  # fmt: skip
            inside = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
            _check_controls(path, reader.line_num, inside)
            rows.append(Row(path, reader.line_num, inside, separator == ";"))
    except csv.Error:
        raise UserError(
            say("{path}, line {line}: this is not valid CSV; look for a double quote that is not "
                "closed.", path=path, line=reader.line_num)
        ) from None  # fmt: skip
    if not rows:
        raise UserError(say("{path}: the list is empty.", path=path))
    return rows


def _check_controls(path: Path, line: int, cells: dict[str, str]) -> None:
    """Names go into figures, workbooks and onto the screen, which some characters spoil."""
    for column, cell in cells.items():
        if (sign := first_control(cell)) is not None:
            raise UserError(
                say("{path}, line {line}, {column}: the control character {sign} stands in the text; "
                    "remove it.", path=path, line=line, column=column, sign=sign)
            )  # fmt: skip


def _check_columns(
    path: Path, columns: list[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    if not any(columns):
        raise UserError(say("{path}: the list is empty.", path=path))
    for name in columns:
        if name not in (*required, *optional):
            hint = did_you_mean(name, (*required, *optional))
            raise UserError(
                say("{path}: there is no column {name!r}; known: {known}.{hint}",
                    path=path, name=name, known=", ".join((*required, *optional)), hint=hint)
            )  # fmt: skip
        if columns.count(name) > 1:
            raise UserError(say("{path}: the column {name!r} stands twice.", path=path, name=name))
    for name in required:
        if name not in columns:
            raise UserError(
                say("{path}: the column {name!r} is missing; needed: {needed}.",
                    path=path, name=name, needed=", ".join(required))
            )  # fmt: skip
