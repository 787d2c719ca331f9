"""What a calibration learned: parameters, patterns before and after, coverage; saved as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.calibration.synthetic_truth import Coverage
from partnersim.evidence.patterns import Part, Pattern
from partnersim.language.paths import write_whole
from partnersim.scenario import posterior

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnersim.analysis.sensitivity.indices import Array
    from partnersim.scenario.posterior import Posterior

FILE = "calibration.json"
Row = dict[str, Any]
_COUNTS = "floor dummies exact_floor looked_at kept not_ruled_out truths".split()


@dataclass(frozen=True, slots=True)
class Aim:
    """A `cal` part: how it was treated, its emulator, and runs before (design) and after (posterior).

    `before` and `after` are the mean and the share of single runs that lie in the band.
    """

    pattern: Pattern
    part: Part
    status: str
    q2: float
    luck: float
    before: tuple[float, float]
    after: tuple[float, float] = (float("nan"), float("nan"))

    def row(self) -> Row:
        """As it is saved."""
        return {
            "pattern": self.pattern.id,
            "part": self.part.id,
            "status": self.status,
            "q2": self.q2,
            "luck": self.luck,
            "mean_before": self.before[0],
            "holds_before": self.before[1],
            "mean_after": self.after[0],
            "holds_after": self.after[1],
        }


@dataclass(frozen=True, slots=True)
class Learned:
    """A parameter before and after; `exact` is what these measures could tell were they known exactly.

    `covered` has a Coverage a level for exact data, then for bands; `uniform` how likely places of the
    truth so uneven are by chance, for both.
    """

    path: str
    unit: str
    prior: tuple[float, float]
    mean: float
    low: float
    high: float
    contraction: float
    identified: bool
    exact_contraction: float
    exact_identified: bool
    covered: tuple[Coverage, ...]
    uniform: tuple[float, float]

    def row(self) -> Row:
        """As it is saved."""
        shares = {f"{row.data}_{row.level * 100:.0f}": row.share for row in self.covered}
        return {
            "parameter": self.path,
            "unit": self.unit,
            "prior_low": self.prior[0],
            "prior_high": self.prior[1],
            "mean": self.mean,
            "low": self.low,
            "high": self.high,
            "contraction": self.contraction,
            "identified": self.identified,
            "exact_contraction": self.exact_contraction,
            "exact_identified": self.exact_identified,
            **shares,
            "exact_uniform": self.uniform[0],
            "bands_uniform": self.uniform[1],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Calibration:
    """What a calibration learned, as plain data and, once it was saved, a posterior.

    Attributes
    ----------
    scenario
        Its name.
    design
        Rows, replicates and seed of the runs, as the experiment describes them.
    aims
        `cal` parts of patterns: how each was treated, and runs before and after.
    learned
        Parameters before and after.
    covered
        Coverage by kind of data, set of parameters and level.
    floor
        Contraction above which a parameter counts as identified.
    dummies
        Highest contraction of dummy columns.
    exact_floor
        The floor for exact data.
    looked_at, kept
        Rows of the prior.
    not_ruled_out
        Share of the prior that is not ruled out.
    truths
        Number of simulated truths.
    effective
        Median size of posteriors of simulated truths, for exact data and for bands.
    stated
        Uncertain parameters that the scenario states, which are not drawn.
    command
        Makes the same again.
    posterior
        Can be given as `uncertainty`; None until it was saved.
    """

    scenario: str
    design: Row
    aims: tuple[Aim, ...]
    learned: tuple[Learned, ...]
    covered: tuple[Coverage, ...]
    floor: float
    dummies: float
    exact_floor: float
    looked_at: int
    kept: int
    not_ruled_out: float
    truths: int
    effective: tuple[float, float]
    stated: Row
    command: str
    posterior: Posterior | None = None

    def __repr__(self) -> str:
        return (
            f"<Calibration of {self.scenario}: {len(self.learned)} parameters, {len(self.aims)} parts of "
            "patterns>"
        )

    @property
    def parameters(self) -> list[Row]:
        """A row a parameter."""
        return [parameter.row() for parameter in self.learned]

    @property
    def patterns(self) -> list[Row]:
        """A row a `cal` part."""
        return [aim.row() for aim in self.aims]

    @property
    def coverage(self) -> list[Row]:
        """A row a kind of data, set of parameters and level."""
        return [asdict(coverage) for coverage in self.covered]

    @property
    def facts(self) -> Row:
        """What holds for the whole calibration: scenario, design, floors and counts."""
        design = self.design["design"]
        return {
            "scenario": self.scenario,
            "rows": design["samples"],
            "seed": design["seed"],
            "replicates": self.design["replicates"],
            **{name: getattr(self, name) for name in _COUNTS},
            "effective_exact": self.effective[0],
            "effective_bands": self.effective[1],
            "command": self.command,
        }

    def as_data(self) -> Row:
        """All of it as plain data; no date, so that the same seed gives the same bytes.

        Returns
        -------
        data : map
            What `calibration.json` holds.
        """
        data = {
            **self.facts,
            "design": self.design,
            "patterns": self.patterns,
            "parameters": self.parameters,
            "coverage": self.coverage,
        }
        if self.posterior is not None:
            data["posterior"] = self.posterior.provenance()
        rounded: Row = _rounded(data)
        return rounded

    def with_posterior(self, folder: Path, rows: Array) -> Calibration:
        """The same with its posterior, written to a folder.

        Parameters
        ----------
        folder
            Where `posterior.csv` and `posterior.json` are written.
        rows : array (draws, parameters)
            In the units of the parameters.

        Returns
        -------
        calibration : Calibration
        """
        about = {
            "scenario": self.scenario,
            "stated": self.stated,
            "design": self.design,
            "fitted_to": [
                f"{aim.pattern.id}.{aim.part.id}" for aim in self.aims if aim.status == "used"
            ],
            "command": self.command,
        }
        names = [parameter.path for parameter in self.learned]
        return replace(self, posterior=posterior.write(folder, names, rows, about))

    def checked(self, names: Sequence[str], runs: Array) -> Calibration:
        """The same with what runs of the model under the posterior gave.

        Parameters
        ----------
        names
            Of the measures, in the order of the columns of `runs`.
        runs : array (runs, measures)

        Returns
        -------
        calibration : Calibration
            Each aim with its mean and the share of runs in the band.
        """
        aims = []
        for aim in self.aims:
            values = runs[:, names.index(aim.part.measure)]
            values = values[np.isfinite(values)]
            holds = float(np.mean([aim.part.expected.holds(float(x)) for x in values]))
            aims.append(replace(aim, after=(float(values.mean()), holds)))
        return replace(self, aims=tuple(aims))

    def save(self, folder: Path) -> Path:
        """Write `calibration.json`, whole or not at all.

        Parameters
        ----------
        folder
            Where to write it.

        Returns
        -------
        file : path
        """
        text = json.dumps(self.as_data(), ensure_ascii=False, indent=1, default=str)
        return write_whole(folder / FILE, text + "\n")


def _rounded(data: Any) -> Any:
    """Seven digits; what is not a number is null, which JSON knows."""
    if isinstance(data, float):
        return float(f"{data:.7g}") if np.isfinite(data) else None
    if isinstance(data, dict):
        return {key: _rounded(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_rounded(value) for value in data]
    return data
