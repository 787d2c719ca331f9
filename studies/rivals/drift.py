"""Drift of the sector's orientation, and where it comes from.

    drift = mean orientation of those alive at the end - mean founding orientation of those at the beginning

Year by year it is the sum of four movements, exactly (the accounting of Price 1970 and of studies of
productivity, Foster, Haltiwanger and Krizan 2001):

    by pulls     what those alive at both ends moved, less what new managers brought
    by managers  what new managers brought to them
    by exit      the mean of those that stay less that of those that were there
    by entry     the mean with those that came less that of those that stay

This is bookkeeping of what moved, not of what would have happened otherwise: that is for knock-outs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.state.world import Numbers, Table


class Drift(NamedTuple):
    """Drift and the four movements it is the sum of, in units of orientation (0 to 1)."""

    drift: float
    by_pulls: float
    by_managers: float
    by_exit: float
    by_entry: float


def drift_of(model: PartnershipModel) -> Drift:
    """Drift of a finished run, from before its first month (spin-up included) to its end."""
    first = _as_founded(model.world.organizations)
    moments = [first, *(organizations for _, organizations, *_ in model.recorder.years)]
    parts = np.sum([_movements(before, after) for before, after in pairwise(moments)], axis=0)
    last = moments[-1]
    drift = last["identity"][last["alive"]].mean() - first["identity"][first["alive"]].mean()
    return Drift(float(drift), *map(float, parts))


def _as_founded(organizations: Table) -> Table:
    """Those the run began with, as they were founded."""
    first = organizations.copy()
    first["alive"] = first["founded_month"] < 0
    first["identity"] = first["founding_identity"]
    first["moved_by_managers"] = 0.0
    return first


def _movements(first: Table, second: Table) -> Numbers:
    """By pulls, managers, exit and entry, from one moment to another."""
    stay = first["alive"] & second["alive"]
    before, after = first["identity"], second["identity"]
    within = (after[stay] - before[stay]).mean()
    managers = (second["moved_by_managers"][stay] - first["moved_by_managers"][stay]).mean()
    gone = before[stay].mean() - before[first["alive"]].mean()
    come = after[second["alive"]].mean() - after[stay].mean()
    return np.array([within - managers, managers, gone, come])
