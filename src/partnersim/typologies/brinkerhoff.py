"""Brinkerhoff: mutuality x organisational identity, by dyad and sector to sector (2002; MLH15 sect. 3, 7).

Mutuality is the mean of shared goals (closeness of priorities), voice that counts (a seat, or the
table's share of voice, x what advice moves, full at one half) and balance of dependence, the smaller
over the larger: an organisation lives on the ministry, which could buy its share of clients elsewhere.
Sector to sector neither can do without the other (MLH15, sect. 6): all that the ministry buys is
delivered by organisations, so its dependence is 1, and they speak through the table as one.
Organisational identity is the mean of kept mission (orientation over that at founding), constituency
(participation) and distinct means (own offer, full at one half); of the sector, the first two as means
over organisations and, for the third, how far the table's demand lies from the ministry's agenda
(full at two fifths), since a sector is distinct by what it asks for together.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

TYPOLOGY = Typology(
    name="brinkerhoff", title=Text("Brinkerhoff"),
    axes=(
        Axis("mutuality", Text("mutuality"),
            "mean(1 - 0.5 sum_k(|priorities - priorities[main]|), voice, min(a, b) / max(a, b))"),
        Axis("organizational_identity", Text("organisational identity"),
            "mean(min(1, identity / founding_identity), participation, min(1, alternative / 0.5))"),
    ),
    kinds=(
        Kind("extension", Text("extension"), 0.0),
        Kind("contracting", Text("contracting"), 0.4),
        Kind("gradual_absorption", Text("gradual absorption"), 0.3),
        Kind("partnership", Text("partnership"), 1.0),
    ),
    source=Source("brinkerhoff_2002", "the matrix; by way of meinhard_2015 sect. 3"),
)  # fmt: skip
_APART = 0.4  # as the pole of `distinct_priorities`
GROUPS = (
    TYPOLOGY.group(
        Assumption(
            "half-way: the matrix is relative, high or low against the other party",
            "Brinkerhoff 2002 (summary); Meinhard et al. 2015 sect. 3, 7: no number",
        )
    ),
)


def _balance(first: Numbers, second: Numbers) -> Numbers:
    larger = np.maximum(np.maximum(first, second), 1e-9)
    return np.minimum(first, second) / larger


def _identity(snapshot: Snapshot) -> Numbers:
    o = snapshot.organizations
    kept = np.minimum(1.0, o["identity"] / np.maximum(o["founding_identity"], 1e-9))
    own = np.minimum(1.0, o["alternative"] / 0.5)
    return np.mean([kept, o["participation"], own], axis=0)


def place(snapshot: Snapshot) -> Numbers:
    """Mutuality and identity of each dyad with the main ministry.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (2, organisations)
        0 to 1.

    References
    ----------
    Brinkerhoff (2002), by way of Meinhard et al. (2015), sect. 3.
    """
    bought = snapshot.amounts.sum(axis=1)
    share = bought / max(float(bought.sum()), 1e-9)
    balance = _balance(snapshot.dependence, share)
    mutuality = np.mean([snapshot.shared_goals, snapshot.voice_that_counts, balance], axis=0)
    return np.array([mutuality, _identity(snapshot)])


def place_sector(snapshot: Snapshot) -> Numbers:
    """The sector as a whole and the ministry: neither can do without the other.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (2,)
        0 to 1.

    References
    ----------
    Meinhard et al. (2015), sect. 6.
    """
    goals = 1.0 - 0.5 * np.abs(snapshot.demand - snapshot.funder["priorities"]).sum()
    voice = min(1.0, float(snapshot.funder["uptake"]) / 0.5)
    mutuality = np.mean(
        [goals, voice, snapshot.dependence.mean()]
    )  # the ministry's dependence is 1
    o = snapshot.organizations
    kept = np.minimum(1.0, o["identity"] / np.maximum(o["founding_identity"], 1e-9)).mean()
    apart = 0.5 * np.abs(snapshot.demand - snapshot.funder["agenda"]).sum()
    identity = np.mean([kept, o["participation"].mean(), min(1.0, apart / _APART)])
    return np.array([mutuality, identity])
