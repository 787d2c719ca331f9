"""Sweeps: every row of a design, with replicates, in parts that survive whatever interrupts them."""

from __future__ import annotations

import pickle
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim import plugins
from partnersim.analysis.runs import executors
from partnersim.analysis.runs.progress import Progress, bar
from partnersim.analysis.runs.unordered_steps import warn_of_unordered_steps
from partnersim.analysis.sweeps import tables, worker
from partnersim.analysis.sweeps.design_validation import check_rows
from partnersim.analysis.sweeps.dispatch import LOST_AT_MOST, Part, handed_out, lost_again
from partnersim.analysis.sweeps.estimate import Expected, expected, runs_a_part_of
from partnersim.analysis.sweeps.experiment import (
    VERSIONS,
    Experiment,
    code_digest,
    design_hash,
    identity_of,
)
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.analysis.sweeps.factors import LEVER
from partnersim.analysis.sweeps.folder import MANIFEST, SweepFolder
from partnersim.evidence.registry import assumptions
from partnersim.language import UserError, named
from partnersim.language.file_errors import why
from partnersim.language.paths import path_of
from partnersim.results import integrity
from partnersim.results.sweep_result import Sweep
from partnersim.scenario.arguments import MOST_WORKERS, whole
from partnersim.scenario.posterior import kind_of

if TYPE_CHECKING:
    import numpy as np


@dataclass(slots=True)
class SweepExecution:
    """A sweep to be made: its design, its folder, and how far it has come."""

    experiment: Experiment
    keep: bool = False
    positions: np.ndarray = field(init=False)
    plan: worker.Plan = field(init=False)
    identity: dict[str, Any] = field(init=False)
    digest: str = field(init=False)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        experiment = self.experiment
        self.positions = experiment.positions()
        check_rows(experiment, self.positions)
        self.identity = identity_of(experiment, self.positions, self.keep)
        self.digest = design_hash(self.identity)
        self.plan = worker.Plan(
            self.digest,
            code_digest(),
            experiment.settings,
            tuple(f.place for f in experiment.factors),
            experiment.outcomes,
            experiment.seed,
            experiment.replicates,
            experiment.uncertainty,
            self.keep,
            experiment.own_luck,
            all(f.kind == LEVER for f in experiment.factors) and not experiment.own_luck,
        )

    @property
    def default_path(self) -> Path:
        """One folder a design, so that `--resume` finds it."""
        return Path("results") / f"{self.experiment.name}-{self.digest[:8]}"

    def expected(self, workers: int = 0, runs: int | None = None) -> Expected:
        """Time and disk, from a few runs made here."""
        runs = self.experiment.runs if runs is None else runs
        return expected(self.experiment, self.plan, self.positions, workers, runs)

    def folder(self, path: Path | None, resume: bool | None = False) -> SweepFolder:
        """Its folder, refused where it holds anything else; `make` begins it, nothing is written yet."""
        return SweepFolder(path or self.default_path, self.digest, self.identity, resume)

    def make(
        self,
        folder: SweepFolder,
        *,
        workers: int = 0,
        cluster: str | None = None,
        runs_a_part: int | None = None,
        progress: Progress | None = None,
        command: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Make what is missing and write the tables; the manifest. Parts stay when it is stopped."""
        start = time.perf_counter()
        finished = folder.finished()
        if finished is None:
            executors.check_can_start(workers, cluster)
            self._assumed()  # what is wrong with the registry is said before anything is run
        folder.begin()
        if finished is not None:
            self._write_assumptions(folder)
            finished = self._sealed(finished, folder)
            folder.tidy()
            return finished
        with folder.locked():
            try:
                return self._make(folder, start, workers, cluster, runs_a_part, progress, command)
            except UserError:
                folder.discard_if_empty()  # whoever holds the lock may: nobody else is at work there
                raise

    def _make(
        self,
        folder: SweepFolder,
        start: float,
        workers: int,
        cluster: str | None,
        runs_a_part: int | None,
        progress: Progress | None,
        command: Sequence[str],
    ) -> dict[str, Any]:
        try:
            for _ in range(LOST_AT_MOST):
                self._make_parts(folder, workers, cluster, runs_a_part, progress)
                try:
                    return self._finish(folder, start, command)
                except tables.DamagedPartError:
                    continue  # what is damaged is made again
        except OSError as error:
            raise UserError(
                "{path} cannot be written ({problem}). What is finished is kept: go on with {resume}.",
                path=folder.path,
                problem=why(error),
                resume=named("--resume", "resume=True"),
            ) from None
        raise UserError(
            "{path}: parts are damaged as soon as they are written. Look at the disk.",
            path=folder.path,
        )

    def _finish(self, folder: SweepFolder, start: float, command: Sequence[str]) -> dict[str, Any]:
        failed_too = folder.parts_with_failures()
        tables.check_complete(failed_too, self.experiment.runs)
        rows, failed = tables.write_tables(
            folder, self.experiment, self.positions, failed_too, self.keep
        )
        self.seconds = time.perf_counter() - start
        assumed = self._write_assumptions(folder)
        manifest = {
            "experiment": self.experiment.described(),
            **({"given": self.experiment.given} if self.experiment.given else {}),
            "design_hash": self.digest,
            "identity": self.identity,
            "seeds": {
                "design": self.experiment.seed,
                "runs": self.experiment.seed,
                "keyed_by": "seed, row, replicate"
                if self.experiment.own_luck
                else "seed, replicate; the same on every row",
            },
            "runs": self.experiment.runs,
            "runs_failed": failed,
            "rows": rows,
            "assumptions": assumed,
            "command": list(command) or sys.argv[:1],
            "versions": plugins.versions(*VERSIONS, "pyarrow", "scipy", "SALib"),
            "timing": {"seconds": round(self.seconds, 3)},
        }
        manifest = self._sealed(manifest, folder)
        if not failed:
            folder.tidy()
        return manifest

    def _sealed(self, manifest: dict[str, Any], folder: SweepFolder) -> dict[str, Any]:
        """Write the manifest with the digests of what stands beside it."""
        sealed = integrity.sealed(manifest, folder.path, [*manifest["rows"], assumptions.FILE])
        if sealed != manifest:
            folder.write_json(MANIFEST, sealed)
        return sealed

    def _assumed(self) -> list[dict[str, str]]:
        varied = [factor.path for factor in self.experiment.factors]
        settings = self.experiment.settings
        return assumptions.rows_of(
            {settings.name: settings}, kind_of(self.experiment.uncertainty), varied
        )

    def _write_assumptions(self, folder: SweepFolder) -> int:
        """What the sweep rests on, where it is not there whole; how many rows."""
        assumed = self._assumed()
        if assumptions.read(folder.path) != assumed:
            assumptions.write(assumed, folder.path)
        return len(assumed)

    def _make_parts(
        self,
        folder: SweepFolder,
        workers: int,
        cluster: str | None,
        runs_a_part: int | None,
        progress: Progress | None,
    ) -> None:
        done = folder.done(self.keep)
        finished = sum(count for _, count in done)
        left = self.experiment.runs - finished
        if left == 0:
            return
        if runs_a_part is None:
            runs_a_part = runs_a_part_of(self.expected(workers, left), cluster is not None)
        missing = deque(self._missing(done, runs_a_part))
        blob = pickle.dumps(self.plan)
        lost = 0
        while missing:
            before = len(missing)
            with executors.opened(workers, cluster) as pool:
                if progress:
                    progress(finished)
                for part, made in handed_out(pool, missing, lambda part: self._task(part, blob)):
                    folder.write_part(*part, made)
                    finished += part[1]
                    if progress:
                        progress(finished)
            if missing:  # a worker died, and its pool with it
                lost = 0 if len(missing) < before else lost + 1
                if lost == LOST_AT_MOST:
                    raise lost_again(missing[0])

    def _missing(self, done: Sequence[Part], size: int) -> Iterator[Part]:
        """The gaps between parts that are done, in parts of that size."""
        at = 0
        for first, count in [*done, (self.experiment.runs, 0)]:
            while at < first:
                yield at, min(size, first - at)
                at += min(size, first - at)
            at = first + count

    def _task(self, part: Part, blob: bytes) -> worker.Task:
        start = part[0] // self.experiment.replicates
        end = (sum(part) - 1) // self.experiment.replicates + 1
        values = tuple(map(tuple, self.experiment.values(self.positions[start:end])))
        return worker.Task(self.digest, blob, *part, values)


def sweep(
    experiment: str | Path | Mapping[str, Any] | Experiment,
    *,
    workers: int = 0,
    cluster: str | None = None,
    resume: bool | None = False,
    keep: bool = False,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Run every row of an experiment's design and return its tables, saved in a folder.

    Parameters
    ----------
    experiment
        The path of a file, a shipped name, a map of what a file would hold (saved as `given` in
        the manifest), or a loaded experiment.
    workers
        Processes: 0 for all cores, 1 for none but this one.
    cluster
        Address of a Dask scheduler, or `local`.
    resume
        Go on with what is there (True), begin (False), or go on if anything is there (None).
    keep
        Keep the tables of organisations and payments of every run too.
    out
        Folder; by default `results/<experiment>-<digest of the design>`.
    progress
        Called with the number of finished runs; by default a bar is shown.

    Returns
    -------
    sweep : Sweep

    Raises
    ------
    UserError
        Where the experiment is wrong, the folder holds anything else or cannot be written, or no
        process can be started.

    Notes
    -----
    A script that starts processes needs `if __name__ == "__main__":`.
    """
    workers = whole("workers", workers, 0, MOST_WORKERS)
    loaded = experiment if isinstance(experiment, Experiment) else load_experiment(experiment)
    sweeping = SweepExecution(loaded, keep)
    folder = sweeping.folder(None if out is None else path_of(out), resume)
    with bar(loaded.runs) as shown:
        sweeping.make(folder, workers=workers, cluster=cluster, progress=progress or shown)
    warn_of_unordered_steps()
    return Sweep.read(folder.path)
