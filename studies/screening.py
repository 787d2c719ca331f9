"""Which parameters move anything at all: Morris's elementary effects over every parameter at once.

Each trajectory turns one parameter after the other by the same step of its range, from a random
start; both ends of every step meet the same seed, so that a parameter without effect gives exactly
the same run. Uncertain parameters range over their priors, others from half to double their value
within their bounds, switches and choices over both ends. A measure is *moved* when the mean effect
of the step cannot be chance at one in a hundred over all measures together. What so many other
parameters at their extremes drown is looked at once more, alone, over all of its bounds: both ends, the
rest drawn from priors, paired runs, the same test, and a second one for effects whose sign depends on
the other parameters: whether changes are larger than those of a dummy, a change without meaning.

    python -m studies.screening [trajectories]     writes docs/data/screening.csv
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.overlays import Place, overlaid
from partnersim.analysis.runs.paired_runs import Job, jobs_of, last_year, results_of, tables_of
from partnersim.analysis.sweeps.designs import trajectories as design

if TYPE_CHECKING:
    import numpy as np

    from partnersim.declarations import Parameter
    from partnersim.scenario.settings import Settings

TRAJECTORIES = 24
PAIRS = 40
SEED = 20_831
SCENARIOS = ("mifi_status_quo", "prsca_compliant")
DATA = Path("docs/data/screening.csv")
FIELDS = ("parameter", "role", "scenario", "method", "low", "high", "measures_moved", "strongest",
          "mu", "mu_star", "sigma", "t", "moved")  # fmt: skip
YEARS, SCALE = 8, 400.0
_CHANCE = 0.01
_MAIN_MINISTRY = "mifi"
# what a run is made of, rather than what moves in it
_NOT_SCREENED = ("population.organizations", "ministries.*.sells_as")


@dataclass(frozen=True, slots=True)
class Factor:
    """A parameter with the range it is turned over; the ends of a switch are 0 and 1."""

    group: str
    name: str
    funder: str | None
    role: str
    low: float
    high: float
    bounds: tuple[float, float] = (0.0, 1.0)
    prior: bool = False
    choices: tuple[str, ...] = ()
    whole: bool = False
    switch: bool = False

    @property
    def path(self) -> str:
        """As in a scenario file."""
        where = [self.group] if self.group != "funding" else []
        return ".".join([*(["ministries", self.funder] if self.funder else []), *where, self.name])

    def value(self, position: float) -> float | int | bool | str:
        """The setting at a position from 0 to 1 of the range."""
        if self.choices:
            return self.choices[round(position * (len(self.choices) - 1))]
        if self.switch:
            return position >= 0.5
        number = self.low + position * (self.high - self.low)
        return round(number) if self.whole else float(number)

    def over_all_bounds(self) -> Factor:
        """The same over everything the loader accepts, where there is no prior."""
        if self.prior or self.choices or self.switch:
            return self
        return replace(self, low=self.bounds[0], high=self.bounds[1])


def turned(settings: Settings, which: Sequence[Factor], row: Sequence[float]) -> Settings:
    """The settings with every factor at its position of the row."""
    where = [Place(parameter.group, parameter.name, parameter.funder) for parameter in which]
    return overlaid(
        settings, where, [parameter.value(at) for parameter, at in zip(which, row, strict=True)]
    )


def factors() -> list[Factor]:
    """Every parameter of the model and every lever of the main ministry, with its range."""
    from partnersim.declarations import Parameter, Scope
    from partnersim.scenario.loading import load
    from partnersim.scenario.parameter_groups import parameters

    base = load(SCENARIOS[0])
    kept = []
    for path, (group, parameter) in parameters().items():
        if not isinstance(parameter, Parameter) or path in _NOT_SCREENED:
            continue
        if group.scope not in (Scope.MODEL, Scope.FUNDER) or group.name.startswith("partnership_"):
            continue  # the scenarios screened have the places of Quebec and no partnership
        funder = _MAIN_MINISTRY if group.scope is Scope.FUNDER else None
        groups = base.funders[funder].values if funder else base.parameters
        kept.append(factor(group.name, parameter, groups[group.name][parameter.name], funder))
    return kept


def factor(group: str, parameter: Parameter, value: Any, funder: str | None = None) -> Factor:
    """The range of one parameter around the value it has."""
    what = (group, parameter.name, funder, str(parameter.role))
    if isinstance(parameter.default, bool):
        return Factor(*what, 0.0, 1.0, switch=True)
    if isinstance(parameter.default, str):
        return Factor(*what, 0.0, 1.0, choices=parameter.choices)
    assert parameter.bounds is not None
    low, high = parameter.prior or (value / 2.0, value * 2.0)
    if value == 0.0 and parameter.prior is None:
        low, high = parameter.bounds
    low, high = max(low, parameter.bounds[0]), min(high, parameter.bounds[1])
    return Factor(
        *what, float(low), float(high), parameter.bounds, parameter.prior is not None,
        whole=isinstance(parameter.default, int),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effect:
    """What turning one parameter does in one scenario."""

    factor: Factor
    scenario: str
    method: str  # "trajectories", or "ends" where it was looked at alone
    moved: tuple[str, ...]
    strongest: str
    mu: float
    mu_star: float
    sigma: float
    t: float


def effects_of(
    positions: np.ndarray, outputs: np.ndarray, names: Sequence[str]
) -> list[tuple[tuple[str, ...], str, float, float, float, float]]:
    """For each parameter: measures moved, the most surely moved, its mu, mu_star, sigma and t.

    positions (trajectories, steps + 1, parameters), outputs (trajectories, steps + 1, measures).
    Raises ValueError when an output is not a number in every run: SALib would give zeros.
    """
    import numpy as np

    known = np.isfinite(outputs).all(axis=(0, 1))
    if not known.any():
        raise ValueError("no measure has a value in every run")
    trajectories, steps = positions.shape[0], positions.shape[1] - 1
    delta = np.diff(positions, axis=1)
    turned = np.abs(delta).argmax(axis=2)
    size = np.take_along_axis(delta, turned[..., None], axis=2)
    effects = np.where(known, np.diff(outputs, axis=1), 0.0) / size
    by_parameter = np.empty_like(effects)
    for n in range(trajectories):
        by_parameter[n, turned[n]] = effects[n]
    return [moved_by(by_parameter[:, k], int(known.sum()), names) for k in range(steps)]


def moved_by(
    effects: np.ndarray, tests: int, names: Sequence[str]
) -> tuple[tuple[str, ...], str, float, float, float, float]:
    """Measures moved, the most surely moved, its mu, mu_star, sigma and t (effects, measures)."""
    import numpy as np
    from scipy.stats import t as student

    number = len(effects)
    mu, spread = effects.mean(axis=0), effects.std(axis=0, ddof=1)
    same = (spread == 0.0) & (mu != 0.0)  # the same effect every time
    t = np.where(spread > 0.0, mu / np.maximum(spread / np.sqrt(number), 1e-300), 0.0)
    t = np.where(same, np.sign(mu) * 1e6, t)
    needed = student.ppf(1.0 - _CHANCE / (2.0 * max(tests, 1)), number - 1)
    best = int(np.argmax(np.abs(t)))
    star = float(np.abs(effects[:, best]).mean())
    moved = tuple(names[int(n)] for n in np.flatnonzero(np.abs(t) > needed))
    return moved, names[best], float(mu[best]), star, float(spread[best]), float(t[best])


def screen(
    scenario: str, which: Sequence[Factor], trajectories: int, workers: int = 0
) -> list[Effect]:
    """Turn every parameter in one scenario."""
    import numpy as np

    from partnersim.outcomes.recorder import SECTOR_NAMES
    from partnersim.scenario.loading import load

    positions = design(len(which), trajectories, SEED)
    base = load(scenario, years=YEARS, scale=SCALE)
    jobs = [
        Job(turned(base, which, row), SEED, n, last_year, {"uncertainty": "point"})
        for n, trajectory in enumerate(positions)
        for row in trajectory
    ]
    outputs = np.array(list(results_of(jobs, workers))).reshape(*positions.shape[:2], -1)
    effects = effects_of(positions, outputs, SECTOR_NAMES)
    return [
        Effect(parameter, scenario, "trajectories", *rest)
        for parameter, rest in zip(which, effects, strict=True)
    ]


def alone(scenario: str, which: Sequence[Factor], pairs: int, workers: int = 0) -> list[Effect]:
    """Both ends of each parameter, all else drawn from priors, in paired runs."""
    import numpy as np

    from partnersim.outcomes.recorder import SECTOR_NAMES
    from partnersim.scenario.loading import load

    base = load(scenario, years=YEARS, scale=SCALE)
    which = [parameter.over_all_bounds() for parameter in which]
    cases = [jobs_of(base, pairs, SEED), jobs_of(_dummy(base), pairs, SEED)]
    for parameter in which:
        for end in (0.0, 1.0):
            settings = turned(base, [parameter], [end])
            cases.append(jobs_of(settings, pairs, SEED))
    as_is, dummy, *tables = tables_of(cases, workers)
    effects = []
    for parameter, low, high in zip(which, tables[::2], tables[1::2], strict=True):
        change, noise = high - low, np.abs(dummy - as_is)
        known = np.isfinite(change).all(axis=0) & np.isfinite(noise).all(axis=0)
        rest = moved_by(np.where(known, change, 0.0), 2 * int(known.sum()), SECTOR_NAMES)
        if not rest[0]:
            beyond = np.where(known, np.abs(change) - noise, 0.0)
            size = moved_by(beyond, 2 * int(known.sum()), SECTOR_NAMES)
            larger = tuple(name for name in size[0] if _grows(beyond, name, SECTOR_NAMES))
            rest = (larger, *size[1:])
        effects.append(Effect(parameter, scenario, "ends", *rest))
    return effects


def _grows(beyond: np.ndarray, name: str, names: Sequence[str]) -> bool:
    return bool(beyond[:, names.index(name)].mean() > 0.0)


def _dummy(settings: Settings) -> Settings:
    """A change too small to mean anything: what differs afterwards is chance alone."""
    staff = settings.parameters["staff"]
    changed = {**staff, "cushion_months": staff["cushion_months"] * (1.0 + 1e-6)}
    return replace(settings, parameters={**settings.parameters, "staff": changed})


def main() -> None:
    """Screen and write the table."""
    trajectories = int(sys.argv[1]) if len(sys.argv) > 1 else TRAJECTORIES
    which = factors()
    effects = [effect for scenario in SCENARIOS for effect in screen(scenario, which, trajectories)]
    seen = {effect.factor for effect in effects if effect.moved}
    drowned = [parameter for parameter in which if parameter not in seen]
    effects += [effect for scenario in SCENARIOS for effect in alone(scenario, drowned, PAIRS)]
    effects.sort(key=lambda effect: (effect.factor.path, effect.scenario))
    DATA.parent.mkdir(parents=True, exist_ok=True)
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for effect in effects:
            numbers = (f"{x:.5g}" for x in (effect.mu, effect.mu_star, effect.sigma, effect.t))
            writer.writerow(
                (effect.factor.path, effect.factor.role, effect.scenario, effect.method,
                 effect.factor.low, effect.factor.high, len(effect.moved), effect.strongest,
                 *numbers, " ".join(effect.moved))
            )  # fmt: skip
    alive = {effect.factor.path for effect in effects if effect.moved}
    dead = sorted({parameter.path for parameter in which} - alive)
    print(
        f"{len(alive)} of {len(which)} parameters move a measure; not distinguished from chance: {dead}"
    )


if __name__ == "__main__":
    main()
