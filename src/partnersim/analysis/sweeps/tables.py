"""From parts to the tables of a sweep, in the order of row and replicate, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from partnersim.analysis.sweeps import part_files
from partnersim.declarations import Text
from partnersim.language import UserError
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.results.columns import metadata

if TYPE_CHECKING:
    import numpy as np

    from partnersim.analysis.sweeps.dispatch import Part
    from partnersim.analysis.sweeps.experiment import Experiment
    from partnersim.analysis.sweeps.factors import Factor
    from partnersim.analysis.sweeps.folder import SweepFolder


class DamagedPartError(Exception):
    """A part can no longer be read."""


def schema_of(experiment: Experiment) -> pa.Schema:
    """Columns of `outcomes.parquet`, each with unit and meaning."""
    columns = {column.name: column for column in SECTOR_COLUMNS}
    fields = _keys("row", "replicate")
    fields += [_field(factor) for factor in experiment.factors]
    for outcome in experiment.outcomes:
        about = columns.get(outcome.name)  # what a pattern measures is reported where it stands
        unit = "as in patterns.yaml" if about is None else about.unit
        meaning = Text(outcome.name, outcome.name) if about is None else about.meaning
        meta = metadata(unit, meaning, role="outcome", over=outcome.over)
        fields.append(pa.field(outcome.column, pa.float64(), metadata=meta))
    meta = metadata("yes or no", Text("The run failed"), role="key")
    return pa.schema([*fields, pa.field("failed", pa.bool_(), metadata=meta)])


def _keys(*names: str) -> list[Any]:
    about = {
        "row": (pa.int64(), Text("Row of the design")),
        "replicate": (pa.int32(), Text("Replicate: the same luck on every row")),
    }
    return [
        pa.field(name, kind, metadata=metadata("number", meaning, role="key"))
        for name in names
        for kind, meaning in (about[name],)
    ]


def _field(factor: Factor) -> Any:
    first = factor.choices[0] if factor.choices else (0 if factor.whole else 0.0)
    kinds = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
    meta = metadata(factor.unit, factor.meaning, role=factor.kind)
    return pa.field(factor.path, kinds[type(first)], metadata=meta)


def write_tables(
    folder: SweepFolder,
    experiment: Experiment,
    positions: np.ndarray,
    parts: Sequence[Part],
    keep: bool,
) -> tuple[dict[str, int], int]:
    """Write the tables; rows of each, and how many runs failed. Raises DamagedPartError."""
    schema = schema_of(experiment)
    path, digest = folder.path, folder.digest
    rows = {
        "design.parquet": part_files.save_all(
            path / "design.parquet",
            digest,
            _design_schema(experiment),
            _design(experiment, positions),
        ),
        "outcomes.parquet": part_files.save_all(
            path / "outcomes.parquet",
            digest,
            schema,
            _outcomes(folder, experiment, positions, parts, schema),
        ),
    }
    failed = part_files.save_all(
        path / "failures.parquet", digest, _failures_schema(), _failures(folder, parts)
    )
    rows["failures.parquet"] = failed
    for name in part_files.KEPT if keep else ():
        if (first := next(_kept(folder, name, parts), None)) is not None:
            rows[f"{name}.parquet"] = part_files.save_all(
                path / f"{name}.parquet", digest, first.schema, _kept(folder, name, parts)
            )
    return rows, failed


def _read(folder: SweepFolder, part: Part, table: str = "outcomes") -> pa.Table:
    content = part_files.read(folder.parts / part_files.name_of(*part, table), folder.digest)
    if content is None:
        raise DamagedPartError
    return content


def _design_schema(experiment: Experiment) -> pa.Schema:
    return pa.schema([*_keys("row"), *(_field(factor) for factor in experiment.factors)])


def _design(experiment: Experiment, positions: np.ndarray) -> Iterator[pa.Table]:
    schema, step = _design_schema(experiment), 10_000
    for start in range(0, len(positions), step):
        values = list(experiment.values(positions[start : start + step]))
        arrays = [pa.array(range(start, start + len(values)), pa.int64())]
        arrays += _factor_arrays(values, schema, 1)
        yield pa.Table.from_arrays(arrays, schema=schema)


def _factor_arrays(values: list[list[Any]], schema: pa.Schema, first: int) -> list[Any]:
    columns = list(zip(*values, strict=True))
    return [pa.array(column, schema.field(first + n).type) for n, column in enumerate(columns)]


def _outcomes(
    folder: SweepFolder,
    experiment: Experiment,
    positions: np.ndarray,
    parts: Sequence[Part],
    schema: pa.Schema,
) -> Iterator[pa.Table]:
    for part in parts:
        table = _read(folder, part)
        start = part[0] // experiment.replicates
        end = (sum(part) - 1) // experiment.replicates + 1
        rows = list(experiment.values(positions[start:end]))
        values = [rows[row - start] for row in table["row"].to_pylist()]
        arrays = [
            table["row"],
            table["replicate"],
            *_factor_arrays(values, schema, 2),
            *(table[outcome.column] for outcome in experiment.outcomes),
            pc.is_valid(table["error"]),
        ]
        yield pa.Table.from_arrays(arrays, schema=schema)


def _failures_schema() -> pa.Schema:
    text = [pa.field(name, pa.string()) for name in ("error", "traceback")]
    return pa.schema([*_keys("row", "replicate"), *text])


def _failures(folder: SweepFolder, parts: Sequence[Part]) -> Iterator[pa.Table]:
    for part in parts:
        table = _read(folder, part)
        table = table.filter(pc.is_valid(table["error"]))
        last = [text.strip().splitlines()[-1] for text in table["error"].to_pylist()]
        yield pa.Table.from_arrays(
            [table["row"], table["replicate"], pa.array(last, pa.string()), table["error"]],
            schema=_failures_schema(),
        )


def _kept(folder: SweepFolder, name: str, parts: Sequence[Part]) -> Iterator[pa.Table]:
    for part in parts:
        table = _read(folder, part, name)
        if len(table):
            yield table


def check_complete(parts: Sequence[Part], runs: int) -> None:
    """Every run once."""
    at = 0
    for first, count in parts:
        if first != at:
            break
        at += count
    if at != runs:
        raise UserError("{done} of {runs} {runs|run|runs} are there.", done=at, runs=runs)
