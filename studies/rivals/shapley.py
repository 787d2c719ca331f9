"""Shapley values of a set of players (Shapley 1953), and interactions of pairs.

Exact over all 2^n coalitions: with five players 32 runs a draw. The value of a coalition is a response
when only its members are in the model, every other player being removed, so that shares sum to the response
with all in less the response with all out, in every run.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import interval, tables_of
from partnersim.scenario.loading import settings_of
from partnersim.scenario.settings import Settings
from studies.rivals.ablations import LOOPS, RIVALS, Component, jobs_without
from studies.rivals.responses import RESPONSES, respond

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


RUNS = 24
SEED = 20_719
_STRONGEST_LOOP = "all ways back from orientation"
PLAYERS = (*RIVALS, *(loop for loop in LOOPS if loop.name == _STRONGEST_LOOP))


def values(game: np.ndarray) -> np.ndarray:
    """Shapley values (players, ...) of a game (2^players, ...).

    Bit p of a coalition's number says that player p is in. phi_p = sum over coalitions S without p
    of |S|! (n - |S| - 1)! / n! (v(S and p) - v(S)). Raises ValueError for another number of rows.
    """
    import numpy as np

    players = len(game).bit_length() - 1
    if len(game) != 2**players:
        raise ValueError("a game has a row for each coalition, a power of two")
    shares: np.ndarray = np.zeros((players, *game.shape[1:]))
    for p in range(players):
        for coalition in range(len(game)):
            if coalition >> p & 1:
                continue
            size = coalition.bit_count()
            weight = factorial(size) * factorial(players - size - 1) / factorial(players)
            shares[p] += weight * (game[coalition | 1 << p] - game[coalition])
    return shares


def interaction(
    whole: np.ndarray, first: np.ndarray, second: np.ndarray, both: np.ndarray
) -> np.ndarray:
    """What a pair gives beyond the sum of its two, from runs with all in, and one, other, both out.

    (whole - both) - (whole - one) - (whole - other). It has the sign of what the two give where one
    can stand in for the other, and the contrary sign where each needs the other.
    """
    beyond: np.ndarray = first + second - whole - both
    return beyond


def shares(
    scenario: str | Path | Settings,
    players: Sequence[Component] = PLAYERS,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    workers: int = 0,
    **overrides: Any,
) -> pd.DataFrame:
    """What each player gives of each response, with 95 % intervals over paired runs.

    One row a player and response (`share`); then `all out`, `all in` and `together` (their difference,
    which the shares sum to); then each pair's interaction with all others in (`kind` pair). Runs are
    2^players times `runs`.
    """
    game = play(settings_of(scenario, **overrides), players, runs, seed, workers)
    return _tidy(game, [player.name for player in players])


def play(
    settings: Settings, players: Sequence[Component], runs: int, seed: int, workers: int
) -> np.ndarray:
    """The response of every coalition (coalitions, runs, responses)."""
    import numpy as np

    return np.array(
        tables_of(
            [
                jobs_without(
                    settings,
                    [player for p, player in enumerate(players) if not coalition >> p & 1],
                    runs, seed, respond,
                )
                for coalition in range(2 ** len(players))
            ],
            workers,
        )
    )  # fmt: skip


def _tidy(game: np.ndarray, names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    everybody = len(game) - 1
    effects = [("share", name, "", each) for name, each in zip(names, values(game), strict=True)]
    effects += [
        ("level", "all out", "", game[0]),
        ("level", "all in", "", game[everybody]),
        ("together", "together", "", game[everybody] - game[0]),
    ]
    for p, name in enumerate(names):
        for q in range(p + 1, len(names)):
            first, second = everybody & ~(1 << p), everybody & ~(1 << q)
            beyond = interaction(game[everybody], game[first], game[second], game[first & second])
            effects.append(("pair", name, names[q], beyond))
    rows = []
    for kind, name, with_, each in effects:
        for r, response in enumerate(RESPONSES):
            one_interval = interval(each[:, r])
            rows.append(
                (
                    kind,
                    name,
                    with_,
                    response,
                    one_interval.mean,
                    one_interval.low,
                    one_interval.high,
                )
            )
    return pd.DataFrame(rows, columns=["kind", "player", "with", "response", "mean", "low", "high"])
