"""Parquet files of a sweep: written whole or not at all, and read with their checksums."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from partnersim.language.paths import check_regular, replacing

KEPT = ("organizations", "flows")
_GROUP = (
    50_000  # rows a row group, whatever the parts were, so that tables are the same to the byte
)
_DESIGN = b"design"


def name_of(first: int, count: int, table: str = "outcomes") -> str:
    """The file of a part."""
    return f"{table}-{first:010d}-{count:06d}.parquet"


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """A file to write that gets its name once it is whole and on the disk."""
    with replacing(path) as beside, beside.open("wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _writer(file: BinaryIO, schema: pa.Schema) -> Any:
    return pq.ParquetWriter(file, schema, compression="zstd", write_page_checksum=True)


def content_of(digest: str, table: pa.Table) -> bytes:
    """What a file of one table holds."""
    table = table.replace_schema_metadata({_DESIGN: digest.encode()})
    file = io.BytesIO()
    with _writer(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def save(path: Path, content: bytes) -> None:
    """Write a file that was made anywhere."""
    with _beside(path) as file:
        file.write(content)


def save_all(path: Path, digest: str, schema: pa.Schema, tables: Iterable[pa.Table]) -> int:
    """Write many tables as one, in row groups of one length; how many rows that were."""
    schema = schema.with_metadata({_DESIGN: digest.encode()})
    rows = 0
    with _beside(path) as file, _writer(file, schema) as writer:
        waiting: list[pa.Table] = []
        for table in tables:
            waiting.append(table.replace_schema_metadata(schema.metadata))
            rows += len(table)
            if sum(map(len, waiting)) >= _GROUP:
                together = pa.concat_tables(waiting)
                whole = len(together) // _GROUP * _GROUP
                writer.write_table(together.slice(0, whole).combine_chunks(), row_group_size=_GROUP)
                waiting = [together.slice(whole).combine_chunks()]
        if waiting:
            writer.write_table(pa.concat_tables(waiting).combine_chunks(), row_group_size=_GROUP)
    return rows


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    check_regular(path)
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        yield file


def design_of(path: Path) -> str | None:
    """The design a file says it is of; None where it is missing or damaged."""
    try:
        with _opened(path) as file:
            digest: bytes = (file.schema_arrow.metadata or {}).get(_DESIGN, b"")
            return digest.decode()
    except (OSError, ValueError, pa.ArrowException):
        return None


def read(path: Path, digest: str) -> pa.Table | None:
    """The table of a file; None where it is missing, damaged or of another design."""
    if design_of(path) != digest:
        return None
    try:
        with _opened(path) as file:
            return file.read()
    except (OSError, ValueError, pa.ArrowException):
        return None


def is_whole(path: Path, digest: str, rows: int | None = None) -> bool:
    """Whether a file is there, of this design and can be read to its end."""
    if design_of(path) != digest:
        return False
    try:
        with _opened(path) as file:
            counted = sum(len(batch) for batch in file.iter_batches())
    except (OSError, ValueError, pa.ArrowException):
        return False
    return rows is None or counted == rows
