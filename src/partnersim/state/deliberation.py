"""What a table agrees on, of what its members would put first."""

from __future__ import annotations

import numpy as np

from partnersim.state.arrays import Numbers, Table
from partnersim.state.kernel import kernel


@kernel
def agree(shares: Numbers, votes: Numbers, parameters: Table, agreed: Numbers) -> None:
    """What the table puts forward: by consensus what enough members can live with, else the mean.

    Parameters
    ----------
    shares : array (organisations, things)
        What each member would put first, as shares.
    votes : array (organisations,)
        Nothing for who is no member.
    parameters : table (1,)
        The group `umbrella`.
    agreed : array (things,)
        Written: shares.

    Notes
    -----
    By consensus a thing is put forward where members with `acceptance` of the votes hold it at
    `tolerance` / things of their shares at least; the most accepted always is.

    References
    ----------
    Bruneau (2021), ch. 4 (F, J) and ch. 5 (J): consensus prevails.
    """
    p = parameters[0]
    things = len(agreed)
    support = np.zeros(things)
    accepted = np.zeros(things)
    of_all = 1e-9
    for i in range(len(votes)):
        if votes[i] <= 0.0:
            continue
        of_all += votes[i]
        for k in range(things):
            support[k] += votes[i] * shares[i, k]
            if shares[i, k] >= p["tolerance"] / things:
                accepted[k] += votes[i]
    needed = min(p["acceptance"], accepted.max() / of_all)  # at least the most accepted passes
    total = 0.0
    for k in range(things):
        agreed[k] = support[k] / of_all
        if p["consensus"] and accepted[k] / of_all < needed:
            agreed[k] = 0.0
        total += agreed[k]
    for k in range(things):
        agreed[k] = agreed[k] / total if total > 0.0 else 1.0 / things


@kernel
def alone(agreed: Numbers, handed_in: int) -> None:
    """One thing alone, where that was handed in.

    Parameters
    ----------
    agreed : array (things,)
        Written: shares.
    handed_in
        Number of the thing, from 1; 0 where members decide.
    """
    if handed_in > 0:
        agreed[:] = 0.0
        agreed[handed_in - 1] = 1.0
