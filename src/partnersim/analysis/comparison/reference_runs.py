"""The runs of what a scenario is compared with: the same seeds and unknowns, made once and kept by content.

Of each run only the two years that a change is between are kept, with newcomers of the last by status, in
the user's cache. What they depend on is the name of the file, so that nothing that differs is ever taken
for them.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.ensembles import origins
from partnersim.analysis.runs.paired_runs import years_of_run
from partnersim.analysis.sweeps.experiment import VERSIONS, code_digest
from partnersim.language.paths import replacing
from partnersim.model import PartnershipModel
from partnersim.outcomes.change import months_before
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.results.by_status import MEASURES, last_year
from partnersim.results.collecting import newcomers_of_reference, reference_table, table_of
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE
from partnersim.scenario.posterior import provenance
from partnersim.scenario.reference import held_by_both, identity
from partnersim.state import cache

if TYPE_CHECKING:
    from partnersim.results import RunTables
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings

MOST_BYTES = 20_000_000  # of the folder: some ten thousand runs
_COMPILED_AS = ("NUMBA_DISABLE_JIT", "NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES")
_FOLDER, _DIGEST_BYTES = "references", 16


@dataclass(slots=True)
class Reference:
    """The runs of `settings`, with which those of `scenario` are compared.

    `known` holds what is kept of each by number of run, those of the cache at first: the years (2, columns of
    the sector), then newcomers of the last (measures, statuses), in one row.
    """

    settings: Settings
    scenario: Settings
    seed: int
    uncertainty: Uncertainty
    known: dict[int, np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        self.known = self._kept()

    def missing(self, runs: int) -> list[int]:
        """Which of the first `runs` runs are to be made."""
        return [run for run in range(runs) if run not in self.known]

    def made(self, runs: int) -> Iterator[int]:
        """Make those, each number when it is done; what is finished is kept whatever happens."""
        of = self.settings
        months = frozenset({*months_before(of.spin_up_months), *range(of.months - 12, of.months)})
        try:
            for run in self.missing(runs):
                model = PartnershipModel(
                    of,
                    seed=self.seed,
                    run=run,
                    uncertainty=self.uncertainty,
                    measured_months=months,
                    keep_flows=False,
                )
                model.run()
                kept = (years_of_run(model), _newcomers_of_run(model))
                self.known[run] = np.concatenate([each.ravel() for each in kept])
                yield run
        finally:
            self._keep()

    def beside(self, done: list[RunTables]) -> bool:
        """Lay each run's reference beside its tables; False, and nothing, while one is missing."""
        if any(result.run not in self.known for result in done):
            return False
        for result in done:
            years, by_status = np.split(self.known[result.run], [2 * len(SECTOR_NAMES)])
            result.tables |= {
                "reference": reference_table(self.settings, result.run, years.reshape(2, -1)),
                "newcomers_of_reference": newcomers_of_reference(
                    self.settings, result.run, by_status.reshape(len(MEASURES), -1)
                ),
            }
        return True

    def described(self) -> dict[str, Any]:
        """As the manifest tells it."""
        return {
            "scenario": self.settings.resolved(),
            "provenance": {  # of its files: what is laid over both is told of the scenario
                path: origin
                for path, origin in origins(self.settings).items()
                if origin["from"] not in (COMMAND_LINE, ARGUMENT)
            },
            "held": held_by_both(self.scenario),
        }

    def _key(self) -> str:
        """A hash of all that these runs depend on; NumPy's sums hold on one kind of machine."""
        from llvmlite.binding import get_host_cpu_name  # type: ignore[import-untyped]

        what = {
            "settings": identity(self.settings),
            "seed": self.seed,
            "uncertainty": provenance(self.uncertainty),
            "columns": (*SECTOR_NAMES, *MEASURES),
            "rules": code_digest(),
            "versions": {name: importlib.metadata.version(name) for name in VERSIONS},
            "machine": [platform.machine(), platform.python_version(), get_host_cpu_name()],
            "compiled": [os.environ.get(key) for key in _COMPILED_AS],
        }
        return hashlib.blake2b(json.dumps(what).encode(), digest_size=16).hexdigest()

    def _path(self) -> Path | None:
        folder = cache.folder(_FOLDER)
        return None if folder is None else folder / f"{self._key()}.npy"

    def _kept(self) -> dict[int, np.ndarray]:
        """What the cache holds of these runs; a damaged file holds nothing."""
        path = self._path()
        if path is None:
            return {}
        try:
            if path.stat().st_size > MOST_BYTES:
                return {}
            content = path.read_bytes()
            digest, body = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
            if hashlib.blake2b(body, digest_size=_DIGEST_BYTES).digest() != digest:
                return {}
            rows = np.load(io.BytesIO(body), allow_pickle=False)
            os.utime(path)  # those used last are kept longest
        except (OSError, ValueError, EOFError, IndexError):
            return {}
        return {int(row[0]): row[1:] for row in rows}

    def _keep(self) -> None:
        """Write all that is known, whole or not at all; without a cache the runs are made anew."""
        path = self._path()
        if path is None or not self.known:
            return
        known = self._kept() | self.known
        rows = np.array([[run, *known[run]] for run in sorted(known)])
        body = io.BytesIO()
        np.save(body, rows, allow_pickle=False)
        digest = hashlib.blake2b(body.getvalue(), digest_size=_DIGEST_BYTES).digest()
        with contextlib.suppress(OSError), replacing(path) as beside:
            beside.write_bytes(digest + body.getvalue())
        _bound(path.parent)


def _bound(folder: Path) -> None:
    """Remove what was used longest ago, until the rest has room."""
    with contextlib.suppress(OSError):
        files = sorted(((file.stat().st_mtime, file) for file in folder.iterdir()), reverse=True)
        room = MOST_BYTES
        for _, file in files:
            room -= file.stat().st_size
            if room < 0:
                file.unlink(missing_ok=True)


def _newcomers_of_run(model: PartnershipModel) -> np.ndarray:
    """Means of the last year by status of a finished run (measures, statuses)."""
    text = {"cohorts": ("status", "arrival_quarter"), "newcomers": ("status", "month")}
    cohorts, newcomers = (
        table_of(model, 0, name).to_pandas().astype(dict.fromkeys(columns, str))
        for name, columns in text.items()
    )
    table = last_year(cohorts, newcomers).droplevel("run")
    return table.reindex(list(model.world.statuses.names))[[*MEASURES]].to_numpy().T
