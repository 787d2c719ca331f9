"""Writing results whole or not at all: everything goes into a hidden folder beside, then is renamed."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError, say
from partnersim.results.collecting import RunTables
from partnersim.results.columns import EVERY_TABLE

if TYPE_CHECKING:
    import pyarrow

    from partnersim.declarations import Outcome


class Folder:
    """A results folder to be. Raises UserError at once when it exists or cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists():
            raise UserError(
                say("{path} exists already. Results are never overwritten; choose another --out or "
                    "remove it.", path=path)
            )  # fmt: skip
        self._partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._partial.mkdir()
        except OSError as error:
            raise UserError(
                say("{path} cannot be written ({problem}).", path=path, problem=error.strerror)
            ) from None

    @property
    def inside(self) -> Path:
        """Where files are written until the folder is complete."""
        return self._partial

    def under(self, name: str) -> Folder:
        """A folder within this one, written and finished with it."""
        inner = copy.copy(self)
        inner._partial = self._partial / name
        inner._partial.mkdir()
        return inner

    def write_tables(self, runs: Sequence[RunTables]) -> None:
        """One Parquet file a table, runs in order."""
        for name in runs[0].tables:
            self.write_table(name, joined(name, runs))

    def write_table(self, name: str, table: pyarrow.Table) -> None:
        """One Parquet file."""
        import pyarrow.parquet as pq

        pq.write_table(table, self._partial / f"{name}.parquet", compression="zstd")

    def write_manifest(self, manifest: dict[str, Any]) -> None:
        """`manifest.json`."""
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=False)
        (self._partial / "manifest.json").write_text(text + "\n", encoding="utf-8")

    def export(self, runs: Sequence[RunTables], kind: str) -> None:
        """The tables of runs once more as CSV or in one XLSX workbook."""
        names = list(runs[0].tables)
        self.export_tables(
            {name: joined(name, runs) for name in names},
            {name: EVERY_TABLE[name] for name in names}, kind,
        )  # fmt: skip

    def export_tables(
        self,
        tables: Mapping[str, pyarrow.Table],
        columns: Mapping[str, Sequence[Outcome]],
        kind: str,
    ) -> None:
        """Tables as CSV or in one XLSX workbook (flows, too long for a sheet, as CSV)."""
        folder = self._partial / kind
        folder.mkdir()
        if kind == "xlsx":
            import pandas as pd

            with pd.ExcelWriter(folder / "tables.xlsx", engine="openpyxl") as book:
                for name, table in tables.items():
                    frame = table.to_pandas()
                    if len(frame) < 1_000_000 and name != "flows":
                        frame.to_excel(book, sheet_name=name, index=False)
                    else:
                        frame.to_csv(folder / f"{name}.csv", index=False)
                units = [
                    (t, o.name, o.unit, o.meaning.en, o.meaning.fr)
                    for t, c in columns.items()
                    for o in c
                ]
                pd.DataFrame(
                    units, columns=["table", "column", "unit", "meaning_en", "meaning_fr"]
                ).to_excel(book, sheet_name="units", index=False)
            return
        for name, table in tables.items():
            table.to_pandas().to_csv(folder / f"{name}.csv", index=False)

    def finish(self) -> Path:
        """Give the folder its name."""
        try:
            self._partial.rename(self.path)
        except OSError as error:
            self.discard()
            raise UserError(
                say("{path} cannot be written ({problem}).", path=self.path, problem=error.strerror)
            ) from None
        return self.path

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            shutil.rmtree(self._partial)


def joined(name: str, runs: Sequence[RunTables]) -> pyarrow.Table:
    """One table over all runs; names become plain text, so that runs may know different ones."""
    import pyarrow as pa

    tables = [run.tables[name] for run in runs]
    schema = pa.schema(
        [
            pa.field(one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type,
                     metadata=one.metadata)
            for one in tables[0].schema
        ]
    )  # fmt: skip
    return pa.concat_tables([table.cast(schema) for table in tables])
