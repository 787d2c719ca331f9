"""What nobody knows, as a clause for somebody who forwards a report: `how many hours a report takes`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from partnersim.declarations.data_files import rows_in
from partnersim.language import say
from partnersim.report.formatting.factors import short_name


@cache
def clauses() -> dict[str, str]:
    """By unknown, its clause in English: of those on which an answer was found to hang."""
    rows = rows_in("partnersim.report.formatting", "unknowns.csv")
    return {row["unknown"]: row["words"] for row in rows}


def in_a_clause(path: str, meanings: Mapping[str, str]) -> str:
    """The clause of an unknown; of another, what it is called."""
    known = clauses().get(path)
    return say("“{name}”", name=short_name(path, meanings)) if known is None else say(known)
