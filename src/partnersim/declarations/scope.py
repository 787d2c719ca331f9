"""Where parameters stand in a scenario: once, or under each entry of a section, such as a funder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from partnersim.language.text import Text


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a group of parameters stands: once in a scenario, or once under each entry of a section.

    Parameters
    ----------
    name
        What an entry is.
    sections
        The keys of a scenario that hold such entries by name; none where the group stands once.
    direct
        The group whose parameters stand directly under an entry.
    table
        The table of the state with a row for each entry, which has levers as columns.
    title
        What the section holds, where a system declares it.
    references
        What an entry names besides: its `place`, or, by any other word, a ministry of the scenario
        (`funder`, `payer`); its number is a column of the table.
    exclusive
        The reference that no two entries share.
    of_run
        Whether what an entry is named after is known to the run alone, so that any may be stated.
    """

    MODEL: ClassVar[Scope]
    FUNDER: ClassVar[Scope]
    PLACE: ClassVar[Scope]
    PROGRAMME: ClassVar[Scope]
    ORGANIZATION: ClassVar[Scope]

    name: str
    sections: tuple[str, ...] = ()
    direct: str = ""
    table: str = ""
    title: Text | None = None
    references: Mapping[str, Text] = field(default_factory=dict, hash=False)
    exclusive: str = ""
    of_run: bool = False

    def __str__(self) -> str:
        return self.name


Scope.MODEL = Scope("model")
Scope.FUNDER = Scope("funder", ("ministries", "donors"), "funding", "funders")
Scope.PLACE = Scope("place", ("places",), "place")
Scope.PROGRAMME = Scope("programme", ("programmes",), "programme")
Scope.ORGANIZATION = Scope("organization", ("organizations",), "choices", "choices", of_run=True)
