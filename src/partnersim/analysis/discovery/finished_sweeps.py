"""Finished sweeps read for discovery: each once, their rows together, and which were drawn together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from partnersim.analysis.discovery.design_effect import Families, families_of, of_several
from partnersim.language import UserError
from partnersim.results.sweep_result import Sweep


def read(sweeps: Sweep | str | Path | Sequence[Sweep | str | Path]) -> list[Sweep]:
    """The sweeps, each once: the same rows twice would look like twice as many."""
    several = [sweeps] if isinstance(sweeps, Sweep | str | Path) else list(sweeps)
    each = [sweep if isinstance(sweep, Sweep) else Sweep.read(sweep) for sweep in several]
    first: dict[str, Sweep] = {}
    for sweep in each:
        other = first.setdefault(sweep.manifest["design_hash"], sweep)
        if other is not sweep:
            raise UserError(
                "{path} holds the same runs as {other}; name it once.",
                path=sweep.folder,
                other=other.folder,
            )
    return each


def families(sweeps: Sequence[Sweep]) -> Families:
    """Which rows were drawn together, over all sweeps."""
    designs = []
    for sweep in sweeps:
        experiment = sweep.manifest["experiment"]
        number = len(experiment["factors"])
        each = {"saltelli": (len(experiment.get("groups", ())) or number) + 2, "morris": number + 1}
        method, samples = experiment["design"]["method"], int(experiment["design"]["samples"])
        rows = int(sweep.manifest["rows"]["design.parquet"])
        designs.append((rows, families_of(method, rows, each.get(method, samples))))
    return of_several(designs)


def together(sweeps: Sequence[Sweep]) -> pd.DataFrame:
    """The runs of sweeps together, rows numbered on."""
    frames = [sweep.outcomes for sweep in sweeps]
    first, rows = frames[0], 0
    for sweep, frame in zip(sweeps, frames, strict=True):
        if list(frame.columns) != list(first.columns):
            raise UserError(
                "{path} varies or measures other things than {other}; discover looks at sweeps of one experiment.",
                path=sweep.folder,
                other=sweeps[0].folder,
            )
        frame["row"] += rows
        rows = int(frame["row"].max()) + 1
    whole = pd.concat(frames, ignore_index=True)
    whole.attrs = first.attrs
    return whole
