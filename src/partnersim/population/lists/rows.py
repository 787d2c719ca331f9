"""Rows of a list under our names of columns, each cell checked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partnersim.language import UserError, decimal, did_you_mean, same_name
from partnersim.language.control_characters import first_control
from partnersim.language.names import comparable, tidy
from partnersim.population.lists.cells import Cell, readings, text_of, year_of
from partnersim.population.lists.form import COMMA, POINT, ListForm
from partnersim.population.lists.sheets import Line, lines_of

_SHOWN_NAMES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, with what a message about it needs.

    marks: by column, the decimal mark that all its numbers have which can be read in one way only.
    """

    path: Path
    line: int
    cells: Mapping[str, Cell]
    form: ListForm
    marks: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell as a name: composed signs, one space between words."""
        return tidy(text_of(self.cells[column]))

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """The known name that a cell holds, in whatever form. Raises UserError with the nearest one."""
        value = self.text(column)
        if (name := same_name(value, known)) is not None:
            return name
        shown = ", ".join(known[:_SHOWN_NAMES]) + (", …" if len(known) > _SHOWN_NAMES else "")
        raise self._wrong(
            column,
            "{path}, line {line}, {column}: {value!r} is not known; allowed: {known}.{hint}",
            value=value,
            known=shown,
            hint=did_you_mean(value, known),
        )

    def number(self, column: str, low: float, high: float, unit: str) -> float:
        """A cell that holds a number within bounds. Raises UserError where it may be one of two."""
        number = self._number(column)
        if number is None or not low <= number <= high:
            raise self._wrong(
                column,
                "{path}, line {line}, {column}: {value!r} is not allowed; allowed: a number "
                "from {low} to {high} ({unit}).",
                low=f"{low:.0f}",
                high=f"{high:.0f}",
                unit=unit,
            )
        return number

    def year(self, column: str, low: int, high: int) -> int | None:
        """The year a cell holds, alone or in a date; None where it is left empty."""
        if not self._filled(column):
            return None
        year = year_of(self.cells[column])
        if year is None or not low <= year <= high:
            raise self._wrong(
                column,
                "{path}, line {line}, {column}: {value!r} is not allowed; allowed: a year from "
                "{low} to {high}, or a date such as {low}-06-30.",
                low=low,
                high=high,
            )
        return year

    def optional(self, column: str, low: float, high: float, unit: str) -> float | None:
        """A number where a cell may be left empty; None then."""
        return self.number(column, low, high, unit) if self._filled(column) else None

    def _wrong(self, column: str, message: str, **values: object) -> UserError:
        """The error of a cell: where it stands, and what is wrong with it."""
        values = {"value": text_of(self.cells[column])} | values
        return UserError(message, path=self.path, line=self.line, column=column, **values)

    def _filled(self, column: str) -> bool:
        return self.cells.get(column, "") != ""

    def _number(self, column: str) -> float | None:
        cell = self.cells[column]
        if isinstance(cell, float):
            return cell
        numbers = readings(text_of(cell))
        if self.form.decimal is not None:
            return numbers.get(self.form.decimal)
        if len(set(numbers.values())) == 2 and column not in self.marks:
            key = self.form.key("decimal")
            raise self._wrong(
                column,
                "{path}, line {line}, {column}: {value!r} is {whole} or {part}. Set {key} to "
                "{large} for {whole}, or to {small} for {part}.",
                key=key,
                **_two(numbers),
            )
        return numbers.get(self.marks.get(column, ""), next(iter(numbers.values()), None))


def rows_of_file(
    path: Path, required: Sequence[str], optional: Sequence[str], form: ListForm
) -> list[Row]:
    """The rows of a list. Raises UserError with file and line for what is not one."""
    columns = (*required, *optional)
    headers = dict(form.columns)
    lines = lines_of(path, form, [headers.get(name, name) for name in columns])
    _, first = next(lines, (0, []))
    header = _without_empty_end([text_of(cell) for cell in first])
    if not header:
        raise UserError("{path}: the list is empty.", path=path)
    places = _places(path, header, required, optional, form)
    filled = [_under(path, line, len(header), places) for line in lines]
    if not filled:
        raise UserError("{path}: the list is empty.", path=path)
    marks = _marks([cells for _, cells in filled], columns)
    return [Row(path, line, cells, form, marks) for line, cells in filled]


def _under(
    path: Path, line: Line, width: int, places: Mapping[str, int]
) -> tuple[int, dict[str, Cell]]:
    """The number of a line, and its cells under our names; what a spreadsheet left out is empty."""
    number, cells = line
    if any(cell != "" for cell in cells[width:]):
        raise UserError(
            "{path}, line {line}: {count} cells where the first line has {columns}. A "
            "text with a comma stands between double quotes.",
            path=path,
            line=number,
            count=len(cells),
            columns=width,
        )
    inside = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    _check_controls(path, number, inside)
    return number, inside


def _check_controls(path: Path, line: int, cells: Mapping[str, Cell]) -> None:
    """Names go into figures, workbooks and onto the screen, which some characters spoil."""
    for column, cell in cells.items():
        if isinstance(cell, str) and (sign := first_control(cell)) is not None:
            raise UserError(
                "{path}, line {line}, {column}: the control character {sign} stands in the text; "
                "remove it.",
                path=path,
                line=line,
                column=column,
                sign=sign,
            )


def _places(
    path: Path, header: list[str], required: Sequence[str], optional: Sequence[str], form: ListForm
) -> dict[str, int]:
    """Which column of the file each of ours is."""
    stated = dict(form.columns)
    places: dict[str, int] = {}
    for name, wanted in stated.items():
        actual = same_name(wanted, header)
        if actual is None:
            raise UserError(
                "{path}: there is no column {name!r} ({key}); it has {known}.{hint}",
                path=path,
                name=wanted,
                key=form.key(f"columns.{name}"),
                known=_some(header),
                hint=did_you_mean(wanted, header),
            )
        places[name] = header.index(actual)
    forms = [comparable(head) for head in header]
    for place, title in enumerate(header):
        ours = same_name(title, (*required, *optional))
        used = place in places.values() or (ours is not None and ours not in stated)
        if used and forms.count(forms[place]) > 1:
            raise UserError("{path}: the column {name!r} stands twice.", path=path, name=title)
        if ours is not None and ours not in stated:
            places[ours] = place
        elif ours is None and not stated:
            raise UserError(
                "{path}: there is no column {name!r}; known: {known}.{hint} `{key}` says what "
                "other headers mean.",
                path=path,
                name=title,
                known=", ".join((*required, *optional)),
                key=form.key("columns"),
                hint=did_you_mean(title, (*required, *optional)),
            )
    for name in required:
        if name not in places:
            raise UserError(
                "{path}: the column {name!r} is missing; needed: {needed}. `{key}` says which of "
                "the file's headers it is.",
                path=path,
                name=name,
                needed=", ".join(required),
                key=form.key(f"columns.{name}"),
            )
    return places


def _marks(rows: list[dict[str, Cell]], columns: Sequence[str]) -> dict[str, str]:
    """By column, the decimal mark, where numbers that can be read in one way only have one alone."""
    marks: dict[str, str] = {}
    for column in columns:
        certain = set(_certain(cells.get(column, "") for cells in rows))
        if len(certain) == 1:
            marks[column] = certain.pop()
    return marks


def _certain(cells: Iterator[Cell]) -> Iterator[str]:
    for cell in cells:
        numbers = readings(cell) if isinstance(cell, str) else {}
        if len(numbers) == 1:
            yield next(iter(numbers))


def _two(numbers: Mapping[str, float]) -> dict[str, str]:
    """The two numbers a text may be, the larger first, and the marks under which it is each."""
    large, small = (POINT, COMMA) if numbers[POINT] > numbers[COMMA] else (COMMA, POINT)
    return {
        "whole": f"{numbers[large]:.0f}",
        "part": decimal(numbers[small]),
        "large": large,
        "small": small,
    }


def _without_empty_end(header: list[str]) -> list[str]:
    while header and not header[-1]:
        header = header[:-1]
    return header


def _some(names: Sequence[str]) -> str:
    shown = [repr(name) for name in names[:_SHOWN_NAMES]]
    return ", ".join(shown) + (", …" if len(names) > _SHOWN_NAMES else "")
