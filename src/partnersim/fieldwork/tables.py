"""Tables of a study: answers, their codes, estimates from samples. Columns are in `columns.csv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from partnersim.declarations.data_files import columns_in
from partnersim.fieldwork.guide import ITEMS, question_of, state_of
from partnersim.fieldwork.visit import MEASURES
from partnersim.results.columns import arrow_table

if TYPE_CHECKING:
    from partnersim.fieldwork.study import Study

TABLES = columns_in("partnersim.fieldwork")


def tables_of(study: Study) -> dict[str, pa.Table]:
    """The three tables of a study."""
    samples = TABLES["samples"]
    return {
        "interviews": _table("interviews", list(_interviews(study))),
        "coded": _table("coded", list(_coded(study))),
        "samples": arrow_table(
            samples, {column.name: study.samples[column.name] for column in samples}
        ),
    }


def write(study: Study, folder: Path) -> None:
    """One Parquet file a table."""
    for name, table in tables_of(study).items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _table(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    columns = TABLES[name]
    values = {column.name: [row[n] for row in rows] for n, column in enumerate(columns)}
    return arrow_table(columns, values)


def _interviews(study: Study) -> Iterator[tuple[Any, ...]]:
    """By run, organisation in the order of the interviews, and item."""
    for each in study.fields:
        run, state, answers = np.int32(each.visit.run), state_of(each.visit), each.coded.answers
        for i in each.chosen:
            for n, item in enumerate(ITEMS):
                number = question_of(item).number
                yield run, each.visit.names[i], number, item, state[n, i], answers[n, i]


def _coded(study: Study) -> Iterator[tuple[Any, ...]]:
    """By run, organisation in the order of the interviews, and measure."""
    for each in study.fields:
        run = np.int32(each.visit.run)
        levels = (each.visit.state, each.coded.reported_levels, each.coded.coded_levels)
        for i in each.chosen:
            for n, measure in enumerate(MEASURES):
                yield run, each.visit.names[i], measure, *(level[n, i] for level in levels)
