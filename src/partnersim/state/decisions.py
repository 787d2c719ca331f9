"""The register of what is drawn by chance: one named decision each, none sharing a key with another.

Decisions of a system are registered in its own files.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from partnersim.language import say
from partnersim.state.columns import KINDS


def stable_hash(name: str) -> int:
    """A 32-bit number for a name, the same on every machine and in every session."""
    return zlib.crc32(name.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Decision:
    """What is drawn, and for whom: the coordinates that tell one draw of a month from another."""

    name: str
    coordinates: tuple[str, ...] = ()


@dataclass(slots=True)
class Register:
    """Decisions by name; a name, or a key, that is taken is refused.

    Those of a newcomer are numbers, hashed with the person's key; `numbers` says whose each is.
    """

    decisions: dict[str, Decision] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    _taken: dict[object, str] = field(default_factory=dict)

    def add(self, name: str, coordinates: tuple[str, ...] = ()) -> None:
        """Register a decision with a stream, or a generator, of its own."""
        self._take(name, {stable_hash(name)})
        self.decisions[name] = Decision(name, coordinates)

    def of_a_person(self, name: str, draws: int = 1) -> int:
        """Register a newcomer's decision of so many draws a month; its number."""
        number = stable_hash(name)
        self._take(name, {("person", number + n) for n in range(draws)})
        self.numbers[number] = name
        return number

    def __getitem__(self, name: str) -> Decision:
        """The decision of that name. Raises KeyError for one that nobody registered."""
        if name not in self.decisions:
            raise KeyError(say("No decision is called {name}: register it.", name=name))
        return self.decisions[name]

    def _take(self, name: str, keys: set[object]) -> None:
        for key in keys & self._taken.keys():
            raise ValueError(
                say("The decisions {name} and {other} would share their draws.",
                    name=name, other=self._taken[key])
            )  # fmt: skip
        self._taken.update(dict.fromkeys(keys, name))


REGISTER = Register()
_add, _person = REGISTER.add, REGISTER.of_a_person

# a newcomer's, keyed by the person
JOINING = _person("newcomer.joining")
CLAIM_DECIDED = _person("newcomer.claim_decided")
CLAIM_OUTCOME = _person("newcomer.claim_outcome")
LEAVING = _person("newcomer.leaving")
NEEDS = _person("newcomer.needs", draws=KINDS // 2)  # two kinds of need a draw
AWARE_AT_ARRIVAL = _person("newcomer.aware_at_arrival")
NEED_AT_ARRIVAL = _person("newcomer.need_at_arrival", draws=KINDS)
STAYING_BEFORE = _person("newcomer.staying_before")  # until the run begins
STAGE_BEFORE = _person("newcomer.stage_before", draws=KINDS)
SPEAKING_FRENCH = _person("newcomer.speaking_french")
LANGUAGE = _person("newcomer.language")

# keyed by month and coordinates
_add("arrivals.last_row", ("status", "place"))
_add("arrivals.person", ("status", "place", "order"))
_add("board.leaving", ("organization", "seat"))
_add("board.seat", ("organization", "seat"))
_add("calls.applying", ("funder", "instrument", "organization"))
_add("calls.score", ("funder", "instrument", "organization"))
_add("consultation.lot", ("funder", "organization"))
_add("consultation.seat", ("funder", "round", "organization"))
_add("invitations.coming_to_mind", ("funder", "organization"))
_add("invitations.director_leaving", ("organization",))
_add("invitations.other_reasons", ("funder", "organization", "half"))
_add("invitations.readiness", ("organization",))
_add("knowledge.consent", ("funder", "organization", "half"))
_add("knowledge.usefulness", ("funder", "organization", "half"))
_add("knowledge.usefulness_of_it", ("organization", "none", "half"))
_add("minister.agenda", ("funder", "kind", "half"))
_add("minister.attitude", ("funder", "none", "half"))
_add("minister.leaving", ("funder",))
_add("minister.taste", ("funder", "none", "half"))
_add("news.hearing", ("funder", "instrument", "organization"))
_add("officers.leaving", ("post",))
_add("umbrella.election", ("organization",))

# drawn by sample, not by month
_add("fieldwork.letter", ("sample", "organization"))
_add("fieldwork.memory.1", ("sample", "organization"))
_add("fieldwork.memory.2", ("sample", "organization"))
_add("fieldwork.readiness", ("sample", "organization"))
_add("fieldwork.words", ("sample", "organization"))

# taken once in a run
_add("population.core_activity", ("of",))
_add("population.founding")
_add("population.organizations")
_add("posterior")
_add("prior", ("parameter",))
