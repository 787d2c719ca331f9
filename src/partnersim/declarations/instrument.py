"""Instruments: what sets one kind of contract between funders and organisations apart from others."""

from __future__ import annotations

from dataclasses import dataclass

from partnersim.language.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A kind of contract that takes a share of a funder's envelope; its payments bear its name.

    Rules of other files ask for its properties, never for its name. Money of an instrument that is
    neither recurrent nor for a term comes once, by contest.

    Parameters
    ----------
    name : str
        In tables of results, in the ledger of payments and in a user's list of amounts.
    title : Text
        In the plural, for figures.
    of_the_ministry : Text
        Meaning of the column of organisations that holds what the main ministry awards.
    share : str
        Its name in a funder's `split`, where it differs from `name`.
    usual_share : float
        Share of an envelope whose split no scenario states.
    unrestricted : bool
        It supports the mission as a whole; ministries give it to those they recognise.
    per_client : bool
        It pays for clients against a target, with a record of each.
    in_arrears : bool
        What is owed and not yet paid stands in `receivable` of its contracts.
    recurrent : bool
        It returns every year.
    for_a_term : bool
        It lasts as long as the funder's agreements do.
    """

    name: str
    title: Text
    of_the_ministry: Text
    share: str = ""
    usual_share: float = 0.0
    unrestricted: bool = False
    per_client: bool = False
    in_arrears: bool = False
    recurrent: bool = False
    for_a_term: bool = False

    def __post_init__(self) -> None:
        if self.unrestricted and self.per_client:
            raise ValueError(f"{self.name}: what pays for clients is restricted to them")
        if self.recurrent and self.for_a_term:
            raise ValueError(f"{self.name}: what returns every year has no term")

    @property
    def restricted(self) -> bool:
        """Whether it is tied to what was agreed."""
        return not self.unrestricted

    @property
    def key(self) -> str:
        """Its name in a funder's `split`."""
        return self.share or self.name
