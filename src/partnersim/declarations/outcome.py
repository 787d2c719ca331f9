"""Outcomes: what a run measures, in which unit, between which poles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from partnersim.declarations.evidence import Evidence
from partnersim.language.text import Text


class Dimension(StrEnum):
    """The six dimensions of the relationship (Bruneau 2021, Appendix A)."""

    RECOGNITION = "recognition"
    REPRESENTATION = "representation"
    PARTICIPATION = "participation"
    CONSULTATION = "consultation"
    FUNDING = "funding"
    ACCOUNTABILITY = "accountability"

    @property
    def soft(self) -> bool:
        """Funding and accountability are the hard processes; the other four are soft."""
        return self not in (Dimension.FUNDING, Dimension.ACCOUNTABILITY)


class Better(StrEnum):
    """The side on which an outcome is better: higher for autonomy, lower for unmet need."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """The two poles of an indicator, in numbers and in words, fixed before any run.

    The indicator is (observed - dependence) / (autonomy - dependence), held within [0, 1].

    Parameters
    ----------
    unit
        Of what is observed.
    dependence
        What is observed at 0.
    autonomy
        What is observed at 1.
    dependence_means, autonomy_means
        The poles in words.
    evidence
        Where they come from.

    Raises
    ------
    ValueError
        Without a unit, or where the poles are one.
    """

    unit: str  # of what is observed
    dependence: float
    autonomy: float
    dependence_means: Text
    autonomy_means: Text
    evidence: Evidence

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise ValueError("the poles of an indicator are in some unit")
        if self.dependence == self.autonomy:
            raise ValueError("the two poles of an indicator must differ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A column of a results table, or an indicator of a dimension when it has anchors.

    Parameters
    ----------
    name
        Of the column.
    unit
        In words.
    meaning
        What it is, in a few words.
    formula
        Arithmetic over columns, parameters (`group.name`) and scores: see the notes.
    dimension, anchors
        Of an indicator: both or none.
    better
        The better side; None where nothing says which side is worse.
    per
        The total that the sum in its column is divided by.
    at_most
        What it is held under; an indicator is held between its anchors instead.

    Raises
    ------
    ValueError
        Without a unit, or where an indicator lacks its dimension or anchors, or has `per` or
        `at_most`.

    Notes
    -----
    A formula is the same in every language: `mean_i`, `sum_f` and the like run over an index,
    `[main, k]` picks a row or a kind, a condition is 1 where it holds, `mean` is of scores, and
    what is named with `=` after a semicolon is put in its place. What keeps a division from zero
    is left out. Of an indicator it gives what is observed of one organisation, before the poles.
    """

    name: str
    unit: str
    meaning: Text
    formula: str = ""
    dimension: Dimension | None = None
    anchors: Anchors | None = None
    better: Better | None = None
    per: str = ""
    at_most: float | None = None

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise ValueError(f"{self.name}: an outcome needs a unit")
        if (self.dimension is None) != (self.anchors is None):
            raise ValueError(f"{self.name}: an indicator has both a dimension and anchors")
        if self.anchors is not None and (self.per or self.at_most is not None):
            raise ValueError(
                f"{self.name}: an indicator is held between its poles, by nothing else"
            )
