"""Arnstein's ladder of participation, of organisations in the ministry's decisions (1969).

Power = voice (a seat, or the table's share of voice) x the mean of what advice moves (full at one half)
and whether it is asked for before the draft. Rungs are equal eighths.
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

_RUNGS = (
    ("manipulation", "manipulation"),
    ("therapy", "therapy"),
    ("informing", "informing"),
    ("consultation", "consultation"),
    ("placation", "placation"),
    ("partnership", "partnership"),
    ("delegated_power", "delegated power"),
    ("citizen_control", "citizen control"),
)
TYPOLOGY = Typology(
    name="arnstein", title=Text("Arnstein, ladder"),
    axes=(
        Axis("power", Text("power in decisions"), "voice * mean(min(1, 2 uptake[main]), timing[main])",
            tuple(n / 8 for n in range(1, 8))),
    ),
    kinds=tuple(Kind(name, Text(en), n / 7) for n, (name, en) in enumerate(_RUNGS)),
    source=Source("arnstein_1969", "eight rungs; no number between them"),
)  # fmt: skip
GROUPS = (
    TYPOLOGY.group(
        Assumption("equal eighths of the ladder", "Arnstein 1969 (recalled): none given")
    ),
)


def place(snapshot: Snapshot) -> Numbers:
    """Power of each organisation in the main ministry's decisions.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (1, organisations)
        0 to 1.

    References
    ----------
    Arnstein (1969): eight rungs.
    """
    moved = min(1.0, 2.0 * float(snapshot.funder["uptake"]))
    power: Numbers = snapshot.voice * (moved + float(snapshot.funder["timing"])) / 2.0
    return power[None, :]
