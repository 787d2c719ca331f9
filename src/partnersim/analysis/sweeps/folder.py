"""The folder of a sweep: parts while it is made, tables and a manifest when it is done.

sweep.json        what design this is (written first)
parts/            one Parquet file a part, written whole or not at all; removed at the end
design.parquet, outcomes.parquet, failures.parquet, assumptions.csv, manifest.json (written last)
sensitivity_*, discover_*        what was read from them afterwards
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from partnersim.analysis.sweeps import part_files
from partnersim.language import UserError, named, say
from partnersim.language.file_errors import cannot_be_written
from partnersim.language.paths import bytes_of, write_whole
from partnersim.results import integrity
from partnersim.scenario import former_keys

_LARGEST_JSON = 200_000_000  # bytes
IDENTITY, MANIFEST, PARTS, LOCK = "sweep.json", "manifest.json", "parts", ".lock"
_OURS = re.compile(
    r"(sweep|manifest)\.json|assumptions\.csv|(design|outcomes|failures|organizations|flows)\.parquet|parts|\..*\.partial"
    r"|(sensitivity|discover)_[\w.-]+\.(parquet|png|svg|csv|txt)|screen(_fr)?\.txt"  # what was read from it
)
_PART = re.compile(r"outcomes-(\d{10})-(\d{6})\.parquet")


class SweepFolder:
    """A folder that holds one design's sweep and never another's.

    resume: whether a sweep is there to resume (True), none is there (False) or either (None).
    """

    def __init__(
        self, path: Path, digest: str, identity: dict[str, Any], resume: bool | None
    ) -> None:
        self.path = path
        self.digest = digest
        self._identity = identity
        self._check(resume)

    def begin(self) -> SweepFolder:
        """Make the folder, or clear what an interruption left in it half-written."""
        path = self.path
        try:
            self.parts.mkdir(parents=True, exist_ok=True)
            for left in (*path.glob(".*.partial"), *self.parts.glob(".*.partial")):
                left.unlink(missing_ok=True)
            self.write_json(IDENTITY, {"design": self.digest, "identity": self._identity})
        except OSError as error:
            raise cannot_be_written(path, error) from None
        return self

    @property
    def parts(self) -> Path:
        """Where parts are written."""
        return self.path / PARTS

    def write_part(self, first: int, count: int, made: dict[str, bytes]) -> None:
        """The files of a part; that of the outcomes, which says that it is there, comes last."""
        for name, content in made.items():
            part_files.save(self.parts / part_files.name_of(first, count, name), content)

    def _check(self, resume: bool | None) -> None:
        """Refuse a folder that is not ours, is there though nobody said `--resume`, or is not there."""
        path, identity = self.path, self._identity
        if not path.exists():
            if resume:
                self._refuse_to_begin()
            return
        if not path.is_dir():
            raise UserError("{path} is a file, not a folder.", path=path)
        inside = [file.name for file in path.iterdir()]
        foreign = [name for name in inside if not _OURS.fullmatch(name)]
        if foreign:
            raise UserError(
                "{path} holds something else than a sweep ({name}); choose another {out}.",
                path=path,
                name=sorted(foreign)[0],
                out=named("--out", "out"),
            )
        before = self._read(IDENTITY)
        if before is not None and before.get("design") != self.digest:
            former_keys.check_saved(path, before.get("identity", {}).get("scenario", {}))
            self._refuse(before.get("identity", {}), identity)
        if before is None:
            self._check_what_is_left(identity)
        if resume and not inside:
            self._refuse_to_begin()
        if resume is False and inside:
            raise UserError(
                "{path} exists already. Results are never overwritten: go on with {resume}, choose "
                "another {out} or remove it.",
                path=path,
                out=named("--out", "out"),
                resume=named("--resume", "resume=True"),
            )

    def _refuse_to_begin(self) -> None:
        """Nothing is there to resume; perhaps the experiment was changed since."""
        name = re.sub(r"-[0-9a-f]{8}$", "", self.path.name)
        near = sorted(file.parent.name for file in self.path.parent.glob(f"{name}-*/{IDENTITY}"))
        hint = say(" Of other designs there: {names}.", names=", ".join(near)) if near else ""
        raise UserError(
            "{path} holds no sweep to go on with.{hint} Leave {resume} out to begin one.",
            path=self.path,
            hint=hint,
            resume=named("--resume", "resume=True"),
        )

    def _check_what_is_left(self, identity: dict[str, Any]) -> None:
        """Without a readable identity, files that are whole must say that they are of this design."""
        manifest = self._read(MANIFEST)
        if manifest is not None and manifest.get("design_hash") != self.digest:
            self._refuse(manifest.get("identity", {}), identity)
        for file in (*self.path.glob("*.parquet"), *self.parts.glob("*.parquet")):
            if part_files.design_of(file) not in (None, self.digest):
                self._refuse({}, identity)

    def _refuse(self, before: dict[str, Any], now: dict[str, Any]) -> None:
        differ = [key for key in now if before.get(key) != now[key]] if before else []
        raise UserError(
            "{path} holds the results of another design{what}. Nothing was changed; choose another {out}.",
            path=self.path,
            out=named("--out", "out"),
            what=f" ({', '.join(differ)})" if differ else "",
        )

    def _read(self, name: str) -> dict[str, Any] | None:
        """A JSON file, or None if it is missing or damaged."""
        try:
            content = json.loads(bytes_of(self.path / name, _LARGEST_JSON))
        except (UserError, ValueError, RecursionError):
            return None
        return content if isinstance(content, dict) else None

    def write_json(self, name: str, content: dict[str, Any]) -> None:
        """A JSON file, whole or not at all."""
        text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        write_whole(self.path / name, text + "\n")

    def finished(self) -> dict[str, Any] | None:
        """The manifest, where the sweep is done, none of its runs failed and all of it is there."""
        manifest = self._read(MANIFEST)
        if manifest is None or manifest.get("runs_failed") != 0:
            return None
        whole = all(
            part_files.is_whole(self.path / name, self.digest, rows)
            and integrity.is_as_written(self.path, name, manifest)
            for name, rows in manifest.get("rows", {}).items()
        )
        return manifest if whole else None

    def done(self, keep: bool, clean: bool = True) -> list[tuple[int, int]]:
        """Parts that are there and whole, first run and how many, in order; others are removed if `clean`.

        A part of which a run failed is made again too.
        """
        spans: list[tuple[int, int]] = []
        for file in sorted(self.parts.glob("*.parquet")):
            match = _PART.fullmatch(file.name)
            if match is None:
                continue
            first, count = int(match[1]), int(match[2])
            names = [
                part_files.name_of(first, count, table)
                for table in (part_files.KEPT if keep else ())
            ]
            table = part_files.read(file, self.digest)
            if (
                table is not None
                and len(table) == count
                and table["error"].null_count == count
                and (not spans or first >= sum(spans[-1]))
                and all(part_files.is_whole(self.parts / name, self.digest) for name in names)
            ):
                spans.append((first, count))
        whole = {
            part_files.name_of(*span, table)
            for span in spans
            for table in ("outcomes", *part_files.KEPT)
        }
        for file in self.parts.glob("*.parquet") if clean else ():
            if file.name not in whole:
                file.unlink(missing_ok=True)
        return spans

    def parts_with_failures(self) -> list[tuple[int, int]]:
        """Every part that is there, those of which runs failed too, in order."""
        matches = (_PART.fullmatch(file.name) for file in self.parts.glob("outcomes-*.parquet"))
        return sorted((int(match[1]), int(match[2])) for match in matches if match)

    def discard_if_empty(self) -> None:
        """Remove what this session made, where not a single part is there."""
        if not any(self.parts.glob("*.parquet")) and not (self.path / MANIFEST).exists():
            with contextlib.suppress(OSError):
                shutil.rmtree(self.parts)
                (self.path / IDENTITY).unlink()
                self.path.rmdir()

    def check_room(self, needed: float) -> None:
        """Raise UserError where the disk is too small for what is expected."""
        there = next(
            place for place in (self.path, *self.path.absolute().parents) if place.exists()
        )
        free = shutil.disk_usage(there).free
        if needed > free:
            raise UserError(
                "{path}: about {needed} MB are needed and {free} MB are free.",
                path=self.path,
                needed=round(needed / 1e6),
                free=round(free / 1e6),
            )

    def tidy(self) -> None:
        """Remove the parts."""
        shutil.rmtree(self.parts, ignore_errors=True)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Only one sweep works in a folder; a lock ends with the process that holds it."""
        lock = FileLock(self.parts / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise UserError("Another sweep is at work in {path}.", path=self.path) from None
        except (OSError, NotImplementedError):
            pass  # a disk without locks
        try:
            yield
        finally:
            lock.release()
