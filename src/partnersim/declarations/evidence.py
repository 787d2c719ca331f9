"""Where a number comes from: a source that can be opened, or an assumption that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A work that a number comes from, and where in it.

    Parameters
    ----------
    key
        In `evidence/bibliography.csv`.
    where
        Page, section or figure.

    Raises
    ------
    ValueError
        Where either is empty.
    """

    key: str
    where: str

    def __post_init__(self) -> None:
        if not self.key.strip() or not self.where.strip():
            raise ValueError("a source needs a bibliography key and a place in that work")

    def __str__(self) -> str:
        return f"{self.key}, {self.where}"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number nobody has published.

    Parameters
    ----------
    reason
        Why this one.
    searched
        Where a source was looked for.

    Raises
    ------
    ValueError
        Where either is empty.
    """

    reason: str
    searched: str

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.searched.strip():
            raise ValueError("an assumption says why, and where a source was looked for")

    def __str__(self) -> str:
        return f"assumption: {self.reason} (searched: {self.searched})"


Evidence = Source | Assumption


def evidence_in(source: str, note: str) -> Evidence:
    """The evidence that a row of a data file states.

    Parameters
    ----------
    source
        A key of the bibliography, or `assumption`.
    note
        Where in that work; or the reason and, after `searched:`, where a source was looked for.

    Returns
    -------
    evidence : Source or Assumption

    Raises
    ------
    ValueError
        Where a part of it is missing.
    """
    if source != "assumption":
        return Source(source, note)
    reason, _, searched = note.partition("searched:")
    return Assumption(reason.strip(" ;."), searched.strip(" ."))
