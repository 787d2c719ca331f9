"""What screens, figures and the report show of virtual fieldwork, from its tables and its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.fieldwork.representativeness import summary
from partnersim.fieldwork.sampling import FRAMES
from partnersim.language import current
from partnersim.report.screens.interviews import Fieldwork
from partnersim.results import integrity

if TYPE_CHECKING:
    import pandas as pd


def shown_of(about: Mapping[str, Any], coded: pd.DataFrame, samples: pd.DataFrame) -> Fieldwork:
    """about: the manifest's `interview`; both tables of all runs. In words of the language in use."""
    language, frame, first = current(), FRAMES[about["frame"]], about["runs"][0]
    own = samples[samples["run"] == first["run"]]
    values = about["parameters"]
    return Fieldwork(
        frame=frame.name,
        interviews=about["interviews"],
        runs=len(about["runs"]),
        samples=about["samples"],
        perception=about["perception"],
        leaning=values["response_lean"] != 0.0,
        response_rate=values["response_rate"],
        steps=[
            (
                step.meaning.in_language(language),
                first["left"][step.name],
                step.in_thesis if frame.name == "thesis" else None,
            )
            for step in frame.filters
        ],
        letters=first["letters"],
        coded=coded[coded["run"] == first["run"]],
        truth={str(name): float(true) for name, true in own.groupby("measure", sort=False)["truth"].first().items()},
        summary=summary(samples),
        frames={name: each.title.in_language(language) for name, each in FRAMES.items()},
    )  # fmt: skip


def read(folder: Path, manifest: Mapping[str, Any]) -> Fieldwork:
    """The same from the folder that `interview` wrote; UserError where a table is damaged."""
    coded, samples = (
        integrity.table_in(folder, name, dict(manifest)).to_pandas()
        for name in ("coded", "samples")
    )
    return shown_of(manifest["interview"], coded, samples)
