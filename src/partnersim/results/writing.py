"""Writing results whole or not at all: everything goes into a hidden folder beside, then is renamed.

The name of a folder to be is claimed by a lock that the system holds for the process: two runs never
write one folder, and what a killed run left behind is known by its lock, which nobody holds.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from partnersim.language import UserError, named
from partnersim.language.file_errors import cannot_be_written, why
from partnersim.results import integrity
from partnersim.results.collecting import RunTables

_PARTIAL, _LOCK = "partial", "partial.lock"
_WAIT_SECONDS = 0.2  # for a lock that is being let go of


class TakenError(UserError):
    """The name of a results folder is in use."""


class Folder:
    """A results folder to be. Raises UserError at once when it exists or cannot be written.

    whole: what it holds is worth its name, whatever is still to be added; finished: it has its name.
    """

    def __init__(self, path: Path) -> None:
        _check_free(path)
        self.path = path
        self.whole = self.finished = False
        self._partial = path.with_name(f".{path.name}.{_PARTIAL}")
        self._lock = FileLock(path.with_name(f".{path.name}.{_LOCK}"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            left_behind = Path(self._lock.lock_file).exists()
            self._lock.acquire(timeout=_WAIT_SECONDS)
        except Timeout:
            raise TakenError(
                "{path} is being written by another run; choose another {out}.",
                path=path,
                out=named("--out", "out"),
            ) from None
        except OSError as error:
            raise cannot_be_written(path, error) from None
        try:
            _check_free(path)  # whoever held the name until now may have finished
            if left_behind:
                shutil.rmtree(self._partial, ignore_errors=True)
            self._partial.mkdir()
            _clear(path.parent)
        except BaseException as error:
            self._let_go()
            if isinstance(error, OSError):
                raise cannot_be_written(path, error) from None
            raise

    @property
    def inside(self) -> Path:
        """Where files are written until the folder is complete."""
        return self._partial

    def under(self, name: str) -> Folder:
        """A folder within this one, written and finished with it."""
        inner = copy.copy(self)
        inner._partial = self._partial / name
        inner._partial.mkdir(exist_ok=True)
        return inner

    def write_tables(self, runs: Sequence[RunTables]) -> None:
        """One Parquet file a table, runs in order."""
        for name in runs[0].tables:
            self.write_table(name, joined(name, runs))

    def write_table(self, name: str, table: pa.Table) -> None:
        """One Parquet file."""
        path = self._partial / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", write_page_checksum=True)

    def write_manifest(self, manifest: dict[str, Any]) -> None:
        """`manifest.json`, with a digest of each file that is there: written after those that are read back."""
        names = sorted(path.name for path in self._partial.iterdir() if path.is_file())
        sealed = integrity.sealed(manifest, self._partial, names)
        text = json.dumps(sealed, ensure_ascii=False, indent=1, sort_keys=False)
        (self._partial / integrity.MANIFEST).write_text(text + "\n", encoding="utf-8")

    @contextlib.contextmanager
    def adding(self) -> Iterator[None]:
        """For what may be stopped or fail: the files that it began to write are removed then."""
        before = set(self._partial.iterdir())
        try:
            yield
        except BaseException:
            for path in set(self._partial.iterdir()) - before:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
            raise

    def finish(self) -> Path:
        """Give the folder its name; another one, if somebody took that in the meantime."""
        wanted, number = self.path, 1
        try:
            while os.path.lexists(self.path):
                number += 1
                self.path = wanted.with_name(f"{wanted.name}-{number}")
            self._partial.rename(self.path)
        except OSError as error:
            raise UserError(
                "{path} cannot be written ({problem}). The results are kept in {partial}.",
                path=wanted,
                problem=why(error),
                partial=self._partial,
            ) from None
        finally:
            self._let_go()
        self.finished = True
        return self.path

    def discard(self) -> None:
        """Leave nothing behind; what has its name stays."""
        if self._lock.is_locked:
            shutil.rmtree(self._partial, ignore_errors=True)
            self._let_go()

    def _let_go(self) -> None:
        _unlock(self._lock)


def _check_free(path: Path) -> None:
    """Raise UserError where something has that name, be it a link that leads nowhere."""
    if path.is_symlink() and not path.exists():
        raise TakenError(
            "{path} is a link that leads nowhere. Choose another {out} or remove it.",
            path=path,
            out=named("--out", "out"),
        )
    if os.path.lexists(path):
        raise TakenError(
            "{path} exists already. Results are never overwritten; choose another {out} or remove it.",
            path=path,
            out=named("--out", "out"),
        )


def _clear(folder: Path) -> None:
    """Remove what runs that were killed left in a folder; those at work hold their locks."""
    for path in folder.glob(f".*.{_LOCK}"):
        lock = FileLock(path)
        with contextlib.suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            shutil.rmtree(
                path.with_name(path.name.removesuffix(_LOCK) + _PARTIAL), ignore_errors=True
            )
            _unlock(lock)


def _unlock(lock: FileLock) -> None:
    """Let go of a lock; its file is removed first, so that nobody takes it for one that is held."""
    with contextlib.suppress(OSError):  # Windows removes it when it is let go of
        Path(lock.lock_file).unlink()
    lock.release()


def joined(name: str, runs: Sequence[RunTables]) -> pa.Table:
    """One table over all runs; names become plain text, so that runs may know different ones."""
    tables = [run.tables[name] for run in runs]
    schema = pa.schema(
        [
            pa.field(
                field.name,
                field.type.value_type if pa.types.is_dictionary(field.type) else field.type,
                metadata=field.metadata,
            )
            for field in tables[0].schema
        ]
    )
    return pa.concat_tables([table.cast(schema) for table in tables])
