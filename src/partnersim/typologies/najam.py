"""Najam's four Cs: similarity of goals x similarity of means (2000).

Goals: closeness of priorities. Means: the standard programme rather than an offer of its own, and
the channels rather than open opposition. Cooptation is similar means to goals that are not shared.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

TYPOLOGY = Typology(
    name="najam", title=Text("Najam, four Cs"),
    axes=(
        Axis("goals", Text("similarity of goals"), "1 - 0.5 sum_k(|priorities - priorities[main]|)",
            (0.75,)),
        Axis("means", Text("similarity of means"),
            "mean(1 - min(1, alternative / 0.5), 1 - min(1, opposition / 0.5))"),
    ),
    kinds=(
        Kind("confrontation", Text("confrontation"), 0.7),
        Kind("cooptation", Text("cooptation"), 0.0),
        Kind("complementarity", Text("complementarity"), 1.0),
        Kind("cooperation", Text("cooperation"), 0.6),
    ),
    source=Source("najam_2000", "the four Cs; cited in bruneau_2021 ch. 2, meinhard_2015 sect. 6.1"),
)  # fmt: skip
GROUPS = (
    TYPOLOGY.group(
        Assumption(
            "means: half-way; goals: three quarters, since two even lists of six share much by chance",
            "Najam 2000 (cited): no number",
        )
    ),
)


def place(snapshot: Snapshot) -> Numbers:
    """Similarity of goals and of means of each dyad.

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
    Najam (2000): the four Cs.
    """
    o = snapshot.organizations
    own = np.minimum(1.0, o["alternative"] / 0.5)
    opposes = np.minimum(1.0, snapshot.opposition / 0.5)
    means = np.mean([1.0 - own, 1.0 - opposes], axis=0)
    return np.array([snapshot.shared_goals, means])
