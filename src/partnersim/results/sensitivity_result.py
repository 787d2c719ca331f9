"""A sensitivity analysis of a sweep: its studies, and their indices as a DataFrame."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from partnersim.language.paths import replacing
from partnersim.results.showing import Shown, drawn

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.results.sweep_result import Sweep

UNITS = {
    "outcome": "name",
    "factor": "name",
    "kind": "name of the index",
    "of": "mean or variance over luck",
    "value": "index",
    "low": "index, 2.5 % of resamples",
    "high": "index, 97.5 % of resamples",
    "dummy": "index that luck or chance alone shows",
    "detectable": "yes, no, or missing: not known",
}


@dataclass(frozen=True, slots=True, repr=False)
class Sensitivity(Shown):
    """What a method says of the outcomes of a sweep.

    Attributes
    ----------
    sweep
        The sweep that was studied.
    method
        As `sensitivity` takes it.
    studies
        One an outcome.
    left_out
        Why an outcome has no study, by its name.
    """

    sweep: Sweep
    method: str
    studies: tuple[Any, ...]
    left_out: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Sensitivity, {self.method}, of {len(self.studies)} outcomes of {self.sweep!r}>"

    def plot(self, outcome: str | None = None) -> Figure:
        """Which factors move an outcome, how much, how surely and in which direction.

        Parameters
        ----------
        outcome
            By default the first.

        Returns
        -------
        figure : matplotlib Figure

        Raises
        ------
        UserError
            Where that outcome was not studied.
        """
        return drawn("sensitivity", self, outcome)

    @property
    def path(self) -> Path:
        """Where the indices are saved: in the folder of the sweep."""
        return self.sweep.folder / f"sensitivity_{self.method}.parquet"

    @property
    def indices(self) -> pd.DataFrame:
        """A row an index: outcome, factor, kind, of, value, low, high, dummy, detectable.

        With one replicate a dummy of luck is not known: NaN, and `detectable` is missing.
        """
        rows = [
            (study.outcome, *astuple(index), index.detectable)
            for study in self.studies
            for index in study.indices
        ]
        frame = pd.DataFrame(rows, columns=list(UNITS)).astype({"detectable": "boolean"})
        frame.attrs["units"] = dict(UNITS)
        return frame

    def save(self) -> Path:
        """Write the indices beside the sweep they are of, whole or not at all.

        Those of other outcomes that were written before stay.

        Returns
        -------
        file : path
        """
        frames = [self._before(), self.indices]
        together = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
        table = pa.Table.from_pandas(together, preserve_index=False)
        fields = [field.with_metadata({"unit": UNITS[field.name]}) for field in table.schema]
        table = table.cast(pa.schema(fields))
        with replacing(self.path) as beside:
            pq.write_table(table, beside, compression="zstd", write_page_checksum=True)
        return self.path

    def _before(self) -> pd.DataFrame:
        """Indices of other outcomes in the file, if there is one and it is ours."""
        try:
            frame: pd.DataFrame = pq.read_table(
                self.path, columns=list(UNITS), page_checksum_verification=True
            ).to_pandas()
        except (OSError, ValueError, KeyError):
            return pd.DataFrame(columns=list(UNITS))
        return frame[~frame["outcome"].isin([study.outcome for study in self.studies])]
