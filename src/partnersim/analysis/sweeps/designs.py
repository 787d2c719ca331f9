"""Designs: rows of positions from 0 to 1, one column a factor. Same seed, same rows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

METHODS = ("lhs", "sobol_sequence", "grid", "morris", "saltelli", "crossed")
POWERS_OF_TWO = ("sobol_sequence", "saltelli")
MORRIS_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What a design must know of its factors: the number of choices of each (0 a range), which are
    levers, the group of each (none where empty), and how many settings of the levers are crossed with
    the unknown worlds."""

    choices: tuple[int, ...]
    levers: tuple[bool, ...] = ()
    groups: tuple[int, ...] = ()
    settings: int = 0

    @property
    def exchanged(self) -> int:
        """What Saltelli's blocks exchange: groups, or factors where there are none."""
        return len(set(self.groups)) or len(self.choices)


def rows_of(method: str, samples: int, shape: Shape) -> int:
    """How many rows a design has."""
    choices = shape.choices
    if method == "crossed":
        return samples * shape.settings
    if method == "grid":
        rows = 1
        for number in choices:
            rows *= number or samples
        return rows
    each = {"morris": len(choices) + 1, "saltelli": shape.exchanged + 2}
    return samples * each.get(method, 1)


def positions(method: str, samples: int, shape: Shape, seed: int) -> np.ndarray:
    """Rows of a design (rows, factors). SALib takes a seed of 0 for none, hence one more."""
    choices = shape.choices
    number = len(choices)
    if method == "crossed":
        return _crossed(samples, shape, seed)
    if method == "lhs":
        return _latin(samples, number, seed)
    if method == "sobol_sequence":
        return _sobol(samples, number, seed)
    if method == "grid":
        return _grid(samples, choices)
    if method == "morris":
        return trajectories(number, samples, seed + 1).reshape(-1, number)
    return _saltelli(samples, shape, seed)


def trajectories(number: int, samples: int, seed: int) -> np.ndarray:
    """Morris's trajectories (samples, number + 1, number), positions from 0 to 1."""
    from SALib.sample import morris

    rows: np.ndarray = morris.sample(
        problem_of(number), samples, num_levels=MORRIS_LEVELS, seed=seed
    )
    return rows.reshape(samples, number + 1, number)


def _latin(samples: int, number: int, seed: int) -> np.ndarray:
    """Latin hypercube (McKay, Beckman and Conover 1979): every stratum of every factor once."""
    draws = np.random.default_rng(np.random.SeedSequence(seed))
    strata = np.array([draws.permutation(samples) for _ in range(number)]).T
    return (strata + draws.random((samples, number))) / samples


def _sobol(samples: int, number: int, seed: int) -> np.ndarray:
    """Scrambled Sobol' sequence; balanced when samples are a power of two."""
    from scipy.stats import qmc

    rows: np.ndarray = qmc.Sobol(number, scramble=True, rng=seed).random(samples)
    return rows


def _grid(samples: int, choices: Sequence[int]) -> np.ndarray:
    """Every combination: `samples` levels from end to end of each range, each choice once."""
    levels = [
        [(n + 0.5) / own for n in range(own)]
        if own
        else ([n / (samples - 1) for n in range(samples)] if samples > 1 else [0.5])
        for own in choices
    ]
    return np.array(list(itertools.product(*levels)), dtype=float).reshape(-1, len(choices))


def _crossed(samples: int, shape: Shape, seed: int) -> np.ndarray:
    """Every setting of the levers meets every world of the unknowns; both are Latin hypercubes."""
    levers = np.array(shape.levers)
    settings = _latin(shape.settings, int(levers.sum()), seed)
    worlds = _latin(samples, int((~levers).sum()), seed + 1)
    rows = np.empty((shape.settings * samples, len(levers)))
    rows[:, levers] = np.repeat(settings, samples, axis=0)
    rows[:, ~levers] = np.tile(worlds, (shape.settings, 1))
    return rows


def _saltelli(samples: int, shape: Shape, seed: int) -> np.ndarray:
    """Saltelli's blocks: A, A with a column (a group) of B for each factor (group), B."""
    from SALib.sample import sobol

    problem = problem_of(len(shape.choices))
    if shape.groups:
        problem["groups"] = [str(group) for group in shape.groups]
    rows: np.ndarray = sobol.sample(problem, samples, calc_second_order=False, seed=seed + 1)
    return rows


def problem_of(number: int) -> dict[str, object]:
    """So many factors, each from 0 to 1, as SALib describes them."""
    names = [str(n) for n in range(number)]
    return {"num_vars": number, "names": names, "bounds": [[0.0, 1.0]] * number}
