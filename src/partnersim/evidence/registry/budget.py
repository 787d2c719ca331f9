"""How many of each kind the registry holds, beside the budget of the model: 60 unknowns and 40 sourced facts.

A sourced fact is a setting or a lever whose value is read in a source or derived from it (grade A or B) and
not drawn. Programmes, profiles and yearly series are rows of data and counted apart. Settings fixed by
assumption (grade C or D) are what screening saw move little, or nobody has published: they are no facts, and
`studies.fixed_numbers_drawn` says what drawing them too would change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from partnersim.evidence.registry.entry import Entry, Grade, Kind
from partnersim.language import say

MOST_UNKNOWNS, MOST_FACTS = 60, 40
UNKNOWN, FACT, ASSUMED, LEVER = "unknown", "fact", "assumed", "lever"
CONSTANT, SOURCED_DATA, DATA, PATTERN = "constant", "sourced data", "data", "pattern"
_OF_KIND = {Kind.CONSTANT: CONSTANT, Kind.PATTERN: PATTERN}
_SOURCED = (Grade.READ, Grade.DERIVED)


def counted_as(entry: Entry) -> str:
    """What an entry counts as."""
    if entry.kind in _OF_KIND:
        return _OF_KIND[entry.kind]
    sourced = entry.grade in _SOURCED
    if entry.kind is not Kind.PARAMETER:
        return SOURCED_DATA if sourced else DATA
    if entry.role == "uncertainty":
        return UNKNOWN
    if sourced:
        return FACT
    return LEVER if entry.role == "lever" else ASSUMED


def counts(entries: Iterable[Entry]) -> Counter[str]:
    """How many entries count as what."""
    return Counter(map(counted_as, entries))


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The counts in words."""
    held = counts(entries)
    yield say("Unknowns drawn: {count} (at most {most})", count=held[UNKNOWN], most=MOST_UNKNOWNS)
    yield say(
        "Sourced facts, settings and levers of grade A or B: {count} (at most {most})",
        count=held[FACT],
        most=MOST_FACTS,
    )
    yield say("Settings fixed by assumption, grade C or D: {count}", count=held[ASSUMED])
    yield say("Levers whose usual value is assumed: {count}", count=held[LEVER])
    yield say("Constants in rules: {count}", count=held[CONSTANT])
    yield say(
        "Numbers in rows of data: {sourced} sourced, {assumed} assumed",
        sourced=held[SOURCED_DATA],
        assumed=held[DATA],
    )
    yield say("Parts of patterns: {count}", count=held[PATTERN])
