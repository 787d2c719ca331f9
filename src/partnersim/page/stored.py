"""A scenario as the page stores it: its words, its levers, its runs, the organisations of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.evidence.directness import RESPONSE, SET, directness_rows
from partnersim.page import levers
from partnersim.page.measuring import bands_of, finals_of
from partnersim.page.packing import packed

if TYPE_CHECKING:
    import numpy as np

    from partnersim.scenario.settings import Settings

_LABELS = {SET: "set", RESPONSE: "response"}


def stored_of(
    settings: Settings, rows: np.ndarray, kept: list[int], organizations: dict[str, Any]
) -> dict[str, Any]:
    """What is stored, from rows of its runs; `kept` numbers the last values that every run has."""
    saved = directness_rows() if settings.as_shipped else ()
    labels = {
        row.measure: _LABELS[row.label]
        for row in saved
        if row.scenario == settings.name and row.label in _LABELS and row.measure in levers.MEASURES
    }
    return {
        "name": settings.name,
        "title": {"en": settings.title.en, "fr": settings.title.fr},
        "question": {"en": settings.question.en, "fr": settings.question.fr},
        "levers": list(levers.own_levers(settings)),
        "agreements": levers.agreements_of_rest(settings),
        "labels": labels,
        "others": levers.others_of(settings),
        "bands": packed(bands_of(rows)),
        "runs": packed(finals_of(rows)[:, kept]),
        "organizations": organizations,
    }
