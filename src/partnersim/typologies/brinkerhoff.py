"""Brinkerhoff: mutuality x organisational identity, by dyad and sector to sector (2002; MLH15 sect. 3, 7).

Mutuality is the mean of shared goals (closeness of priorities), voice that counts (a seat, or the
table's share of voice, x what advice moves, full at one half) and balance of dependence, the smaller
over the larger: an organisation lives on the ministry, which could buy its share of clients elsewhere.
Organisational identity is the mean of kept mission (orientation over that at founding), constituency
(participation) and distinct means (own offer, full at one half). Sector to sector the same formula has
what organisations are together: their mean priorities, identity and own offer, the table's voice, all that
the ministry pays them, and all that it buys (MLH15, sect. 6: neither can do without the other).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from partnersim.state.snapshot import Numbers, Snapshot

TYPOLOGY = Typology(
    name="brinkerhoff",
    title=Text("Brinkerhoff"),
    axes=(
        Axis(
            "mutuality",
            Text("mutuality"),
            "mean(1 - 0.5 sum_k(|priorities - priorities[main]|), voice, min(a, b) / max(a, b))",
        ),
        Axis(
            "organizational_identity",
            Text("organisational identity"),
            "mean(min(1, identity / founding_identity), participation, min(1, alternative / 0.5))",
        ),
    ),
    kinds=(
        Kind("extension", Text("extension"), 0.0),
        Kind("contracting", Text("contracting"), 0.4),
        Kind("gradual_absorption", Text("gradual absorption"), 0.3),
        Kind("partnership", Text("partnership"), 1.0),
    ),
    kind_of={
        (0, 0): "extension",
        (0, 1): "contracting",
        (1, 0): "gradual_absorption",
        (1, 1): "partnership",
    },
    source=Source("brinkerhoff_2002", "the matrix; by way of meinhard_2015 sect. 3"),
)
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


def _position(
    goals: Numbers, voice: Numbers, balance: Numbers, own: Mapping[str, Numbers]
) -> Numbers:
    """Mutuality and identity of whoever stands in these terms with the ministry, one or all together."""
    mutuality = np.mean([goals, voice, balance], axis=0)
    distinct = np.minimum(1.0, own["alternative"] / 0.5)
    identity = np.mean([own["kept"], own["participation"], distinct], axis=0)
    return np.array([mutuality, identity])


def _own(snapshot: Snapshot) -> dict[str, Numbers]:
    """What is its own in each organisation: kept mission, participation, alternative offer."""
    o = snapshot.organizations
    kept = np.minimum(1.0, o["identity"] / np.maximum(o["founding_identity"], 1e-9))
    return {"kept": kept, "participation": o["participation"], "alternative": o["alternative"]}


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
    return _position(snapshot.shared_goals, snapshot.voice_that_counts, balance, _own(snapshot))


def place_sector(snapshot: Snapshot) -> Numbers:
    """The sector as a whole and the ministry, by the formula of a dyad.

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
    priorities = snapshot.organizations["priorities"].mean(axis=0)
    goals = 1.0 - 0.5 * np.abs(priorities - snapshot.funder["priorities"]).sum(keepdims=True)
    voice = snapshot.counting(np.array([snapshot.funder["umbrella_voice"]]))
    received = snapshot.relations["yearly_income"].sum(keepdims=True)
    income = np.maximum(snapshot.organizations["yearly_income"], 1.0).sum(keepdims=True)
    balance = _balance(np.clip(received / income, 0.0, 1.0), np.ones(1))
    means = {name: values.mean(keepdims=True) for name, values in _own(snapshot).items()}
    return _position(goals, voice, balance, means)[:, 0]
