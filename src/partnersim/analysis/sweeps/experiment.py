"""An experiment, resolved: scenario, factors, outcomes, design; and the identity of its design."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim import plugins
from partnersim.analysis.runs.overlays import Value
from partnersim.analysis.sweeps import designs
from partnersim.analysis.sweeps.factors import LEVER, Factor, order_of, values_of
from partnersim.scenario.posterior import provenance

if TYPE_CHECKING:
    import numpy as np

    from partnersim.declarations import Text
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings

PATTERN = "pattern"
VERSIONS = ("partnersim", "mesa", "numpy", "numba")  # a number may change with any of these
# what a run's numbers depend on, and nothing that only shows them
_MODEL = (
    "agents",
    "declarations",
    "instruments",
    "jurisdictions",
    "mechanisms",
    "outcomes",
    "population",
    "scenario",
    "state",
    "systems",
    "typologies",
    "spin_up_cache.py",
    "model.py",
    "plugins.py",
    "play.py",
    "schedule.py",
    "analysis/runs/finished_run.py",
    "analysis/runs/organization_contrasts.py",
    "analysis/runs/pattern_measures.py",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An outcome: a column of the sector and over what it is taken, or `pattern`: what a pattern
    measures by that name."""

    name: str
    over: str = "last_year"

    @property
    def column(self) -> str:
        """Its name in the tables."""
        return self.name if self.over in ("last_year", PATTERN) else f"{self.name}_{self.over}"


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is varied, what is measured, and how often.

    Replicate n meets the same luck on every row; with `own_luck` each row meets its own, so that luck
    is noise between rows and never a difference that all of them share. `given` is the map that a
    Python caller handed over in place of a file.
    """

    name: str
    title: Text
    question: Text
    settings: Settings
    factors: tuple[Factor, ...]
    outcomes: tuple[Measured, ...]
    method: str
    samples: int
    seed: int
    replicates: int
    uncertainty: Uncertainty
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    settings_crossed: int = 0
    own_luck: bool = False
    given: dict[str, Any] | None = None

    @property
    def rows(self) -> int:
        """Rows of the design."""
        return designs.rows_of(self.method, self.samples, self.shape)

    @property
    def runs(self) -> int:
        """Rows times replicates."""
        return self.rows * self.replicates

    @property
    def shape(self) -> designs.Shape:
        """What the design must know of the factors."""
        home = {path: n for n, (_, paths) in enumerate(self.groups) for path in paths}
        return designs.Shape(
            tuple(len(factor.choices) for factor in self.factors),
            tuple(factor.kind == LEVER for factor in self.factors),
            tuple(home[factor.path] for factor in self.factors) if self.groups else (),
            self.settings_crossed,
        )

    @property
    def exchanged(self) -> tuple[str, ...]:
        """Names of what has an index: the groups, or the factors."""
        return tuple(name for name, _ in self.groups) or tuple(
            factor.path for factor in self.factors
        )

    def positions(self) -> np.ndarray:
        """The design (rows, factors), from 0 to 1."""
        return designs.positions(self.method, self.samples, self.shape, self.seed)

    def values(self, positions: np.ndarray) -> Iterator[list[Value]]:
        """The values of the factors, row after row."""
        order = order_of(self.factors)
        for row in positions:
            yield values_of(self.factors, order, row)

    def described(self) -> dict[str, Any]:
        """Everything but the rows, as plain data."""
        settings = self.settings
        return {
            "name": self.name,
            "title": {"en": self.title.en, "fr": self.title.fr},
            "question": {"en": self.question.en, "fr": self.question.fr},
            "scenario": settings.resolved(),
            "regime": settings.regime.resolved() if settings.regime else None,
            "stated": sorted(settings.fixed),
            "factors": [factor.described() for factor in self.factors],
            "outcomes": [{"name": outcome.name, "over": outcome.over} for outcome in self.outcomes],
            "design": {
                "method": self.method,
                "samples": self.samples,
                "seed": self.seed,
                "settings": self.settings_crossed,
            },
            "groups": {name: list(paths) for name, paths in self.groups},
            "replicates": self.replicates,
            **provenance(self.uncertainty),
            **({"own_luck": True} if self.own_luck else {}),
        }


def identity_of(experiment: Experiment, positions: np.ndarray, keep: bool) -> dict[str, Any]:
    """What two sweeps must share for their runs to be the same, by part."""
    described, own = experiment.described(), experiment.settings.own
    files = {
        name: _digest(repr(inside).encode())
        for name, inside in (("list", own.listed), ("credits", own.amounts))
        if inside
    }
    return {
        **{key: described[key] for key in described if key not in ("name", "title", "question")},
        "rows": _digest(positions.tobytes()),
        "files": files,
        "keep": keep,
        "model": code_digest(),
        "versions": {name: importlib.metadata.version(name) for name in VERSIONS},
    }


def design_hash(identity: dict[str, Any]) -> str:
    """A short name for an identity."""
    return _digest(json.dumps(identity, sort_keys=True, default=str).encode())


@functools.cache
def code_digest() -> str:
    """A hash of the rules, those of plug-ins included: a sweep is not continued, nor shared, with others."""
    root = Path(__file__).parents[2]
    digest = hashlib.blake2b(digest_size=8)
    for name in _MODEL:
        path = root / name
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.suffix in (".py", ".csv"):
                digest.update(str(file.relative_to(root)).encode())
                digest.update(file.read_bytes())
    for file in plugins.source_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()
