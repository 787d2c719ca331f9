"""Tables as CSV, run after run: in English with names, commas and points, as programs read them; in
French with headings in words, semicolons and decimal commas, as a French spreadsheet opens them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from partnersim.language import current, say
from partnersim.language.spreadsheet_cells import FORMULA, harmless
from partnersim.report.spreadsheets.columns import Described, dictionary, headings

if TYPE_CHECKING:
    import pyarrow

    from partnersim.declarations import Outcome

_FORM: dict[str, dict[str, str]] = {
    "en": {"sep": ",", "decimal": "."},
    "fr": {"sep": ";", "decimal": ","},
}
_BOM = {"en": "", "fr": "\ufeff"}  # without it a spreadsheet on Windows takes é for Ã©


class CsvFiles:
    """CSV files of tables of one kind, in a folder that is made for them; columns: those of each table."""

    def __init__(self, folder: Path, columns: Mapping[str, Sequence[Outcome]]) -> None:
        folder.mkdir()
        self._folder = folder
        self._columns = columns
        self._language = current()
        self._write_dictionary()
        for name, own in columns.items():
            self._begin(f"{name}.csv", [headings(own).values()])

    def add(self, tables: Mapping[str, pyarrow.Table]) -> None:
        """Write more rows of each table, such as those of a run."""
        for name, table in tables.items():
            frame = table.to_pandas()[[column.name for column in self._columns[name]]]
            for column in frame.columns:
                frame[column] = self._written(frame[column])
            with (self._folder / f"{name}.csv").open("a", encoding="utf-8", newline="") as file:
                frame.to_csv(
                    file, index=False, header=False, lineterminator="\n", **_FORM[self._language]
                )

    def _written(self, values: pd.Series[Any]) -> pd.Series[Any]:
        """Words without formulas; in French, yes and no in words too."""
        if pd.api.types.is_bool_dtype(values):
            if self._language == "en":
                return values
            return values.map({True: say("yes"), False: say("no")})
        if pd.api.types.is_numeric_dtype(values):
            return values
        text = values.astype("string")
        bad = text.str.lstrip(" ").str.startswith(FORMULA).fillna(False)
        return text.where(~bad, text.map(harmless)) if bad.any() else text

    def _write_dictionary(self) -> None:
        name = "columns.csv" if self._language == "en" else "colonnes.csv"
        self._begin(name, [Described.heads(), *(row.cells() for row in dictionary(self._columns))])

    def _begin(self, name: str, rows: Iterable[Iterable[str]]) -> None:
        with (self._folder / name).open("x", encoding="utf-8", newline="") as file:
            file.write(_BOM[self._language])
            writer = csv.writer(file, delimiter=_FORM[self._language]["sep"], lineterminator="\n")
            writer.writerows([harmless(cell) for cell in row] for row in rows)
