"""Tables of a study: answers, their codes, estimates from samples. Units travel in the files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from partnersim.declarations import Outcome, Text
from partnersim.fieldwork.guide import ITEMS, question_of, state_of
from partnersim.fieldwork.visit import MEASURES

if TYPE_CHECKING:
    import pyarrow

    from partnersim.fieldwork.study import Study


def _column(name: str, unit: str, en: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en))


_RUN = _column("run", "number", "Run")
_WHO = _column("organization", "name", "Organisation")
_SCORE = "0 New Public Management to 1 autonomous community action; 0 or 1 for the provider"
_MEASURE = _column("measure", "name", "Dimension, or whether it calls itself a service provider")  # fmt: skip
INTERVIEWS = (
    _RUN,
    _WHO,
    _column("question", "number in Appendix B", "Question"),
    _column("item", "name", "What is asked for"),
    _column("state", "unit of the item", "State in the run"),
    _column("reported", "unit of the item", "Answer"),
)
CODED = (
    _RUN,
    _WHO,
    _MEASURE,
    _column("state", _SCORE, "As the run measures it"),
    _column("reported", _SCORE, "As reported"),
    _column("code", _SCORE, "As coded"),
)
SAMPLES = (
    _RUN,
    _column("frame", "name", "List from which it is drawn"),
    _column("interviews", "organisations", "Interviews"),
    _column("leaning", "yes or no", "The more autonomous answer more readily"),
    _column("sample", "number", "Sample"),
    _MEASURE,
    _column("truth", "mean over the whole sector", "As it is"),
    _column("estimate", "mean over the sample", "As estimated"),
    _column("low", "mean over the sample", "Naive 95 % interval, from"),
    _column("high", "mean over the sample", "Naive 95 % interval, to"),
    _column("frame_part", "difference of means", "Miss that the list makes"),
    _column("answers_part", "difference of means", "Miss that answers make"),
    _column("coding_part", "difference of means", "Miss that the coder's levels make"),
)  # fmt: skip
TABLES = {"interviews": INTERVIEWS, "coded": CODED, "samples": SAMPLES}


def tables_of(study: Study) -> dict[str, pyarrow.Table]:
    """The three tables of a study."""
    return {
        "interviews": _table(INTERVIEWS, _interviews(study)),
        "coded": _table(CODED, _coded(study)),
        "samples": _table(SAMPLES, {sample.name: study.samples[sample.name] for sample in SAMPLES}),
    }


def write(study: Study, folder: Path) -> None:
    """One Parquet file a table."""
    for name, table in tables_of(study).items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def _table(columns: tuple[Outcome, ...], values: Mapping[str, Any]) -> pyarrow.Table:
    arrays = [pa.array(values[column.name]) for column in columns]
    fields = [
        pa.field(column.name, array.type,
                 metadata={"unit": column.unit, "meaning_en": column.meaning.en, "meaning_fr": column.meaning.fr})
        for column, array in zip(columns, arrays, strict=True)
    ]  # fmt: skip
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _interviews(study: Study) -> dict[str, Any]:
    """By run, organisation in the order of the interviews, and item."""
    columns: dict[str, list[Any]] = {interview.name: [] for interview in INTERVIEWS}
    for each in study.fields:
        state, answers = state_of(each.visit), each.coded.answers
        for i in each.chosen:
            for n, item in enumerate(ITEMS):
                row = (np.int32(each.visit.run), each.visit.names[i], question_of(item).number, item,
                       state[n, i], answers[n, i])  # fmt: skip
                for interview, value in zip(INTERVIEWS, row, strict=True):
                    columns[interview.name].append(value)
    return columns


def _coded(study: Study) -> dict[str, Any]:
    """By run, organisation in the order of the interviews, and measure."""
    columns: dict[str, list[Any]] = {column.name: [] for column in CODED}
    for each in study.fields:
        levels = (each.visit.state, each.coded.reported_levels, each.coded.coded_levels)
        for i in each.chosen:
            for n, measure in enumerate(MEASURES):
                row = (np.int32(each.visit.run), each.visit.names[i], measure,
                       *(level[n, i] for level in levels))  # fmt: skip
                for column, value in zip(CODED, row, strict=True):
                    columns[column.name].append(value)
    return columns
