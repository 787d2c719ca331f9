"""The interview guide, after Appendix B: what each question asks of the state, and what is heard.

The words are ours. Every indicator of the six dimensions is asked for once; three more answers are
not coded: dependence, calls known and what the organisation calls itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from partnersim.declarations import Dimension, Text
from partnersim.declarations.data_files import rows_in
from partnersim.fieldwork.visit import Visit
from partnersim.outcomes.indicators import INDICATORS
from partnersim.outcomes.indicators import NAMES as INDICATOR_NAMES
from partnersim.outcomes.rows import plain
from partnersim.state.world import Numbers

BESIDE = ("dependence", "calls_known", "self_perception")
ITEMS = (*INDICATOR_NAMES, *BESIDE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its number in Appendix B, our words, the items of ITEMS it asks for."""

    number: str
    words: Text
    items: tuple[str, ...]


GUIDE = tuple(
    Question(row["number"], Text(row["words"]), tuple(row["items"].split()))
    for row in rows_in("partnersim.fieldwork", "guide.csv")
)


def question_of(item: str) -> Question:
    """The question that asks for an item."""
    return next(question for question in GUIDE if item in question.items)


def dimension_of(item: str) -> Dimension | None:
    """The dimension an item is coded on, if any."""
    return next((indicator.dimension for indicator in INDICATORS if indicator.name == item), None)


def state_of(visit: Visit) -> Numbers:
    """What answers are about (items, o), in the units of the indicators."""
    return np.vstack(
        [
            plain(visit.observed).T,
            visit.dependence,
            np.full(visit.count, float(visit.calls)),
            visit.organizations["self_perception"],
        ]
    )
