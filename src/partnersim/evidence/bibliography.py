"""The works that sources point to, by key."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from partnersim.declarations import Assumption, Evidence
from partnersim.declarations.data_files import rows_in
from partnersim.language import say


@dataclass(frozen=True, slots=True)
class Work:
    """A document: who, when, what, and where it can be found."""

    key: str
    author: str
    year: str
    title: str
    where: str


@functools.cache
def works() -> dict[str, Work]:
    """Every work of `bibliography.csv`, by key."""
    return {row["key"]: Work(**row) for row in rows_in("partnersim.evidence", "bibliography.csv")}


def cite(key: str) -> str:
    """Author and year, as in a text: `Bruneau, C. (2021)`."""
    work = works()[key]
    return f"{work.author} ({work.year})"


def evidence_label(evidence: Evidence | None) -> str:
    """A source, or an assumption with what was searched, in the language in use."""
    if evidence is None:
        return ""
    if isinstance(evidence, Assumption):
        return say(
            "assumption: {reason} (searched: {searched})",
            reason=say(evidence.reason),
            searched=say(evidence.searched),
        )
    return f"{cite(evidence.key)}, {say(evidence.where)}"
