"""The register of what is drawn by chance: one named decision each, none sharing a key with another.

Decisions of a system are registered in its own files.

Rekeying: `OLD_KEYS = False` gives every decision a key of its own name and coordinates; `old_key`,
`OldKey` and the last argument of each declaration are then dead and can be deleted.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from partnersim.language import say
from partnersim.state.columns import KINDS

OLD_KEYS = True  # results stay those of the keys below
_BY_FUNDER = 100_000
_BY_CALL = (_BY_FUNDER * 3, _BY_FUNDER, 1)  # of a fourth instrument, as the next funder's first


def stable_hash(name: str) -> int:
    """A 32-bit number for a name, the same on every machine and in every session."""
    return zlib.crc32(name.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class OldKey:
    """How a decision was keyed before it had a name of its own.

    Its coordinates were folded into first + sum(by x coordinate), in a stream it shared; months were
    counted from `months` before the run.
    """

    stream: str
    first: int = 0
    by: tuple[int, ...] = (1,)
    months: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What is drawn, and for whom: the coordinates that tell one draw of a month from another."""

    name: str
    coordinates: tuple[str, ...] = ()
    shared_key: OldKey | None = None

    @property
    def old_key(self) -> OldKey:
        """Its own name's, unless it shared one."""
        return self.shared_key or OldKey(self.name)

    @property
    def key(self) -> str:
        """The text its stream is keyed by."""
        return self.old_key.stream if OLD_KEYS else self.name


@dataclass(slots=True)
class Register:
    """Decisions by name; a name, or a key, that is taken is refused.

    Those of a newcomer are numbers, hashed with the person's key; `numbers` says whose each is.
    """

    decisions: dict[str, Decision] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    _taken: dict[object, str] = field(default_factory=dict)

    def add(
        self, name: str, coordinates: tuple[str, ...] = (), old_key: OldKey | None = None
    ) -> None:
        """Register a decision with a stream, or a generator, of its own."""
        decision = Decision(name, coordinates, old_key)
        old = decision.old_key
        self._take(name, {stable_hash(name), (old.stream, old.first, old.months)})
        self.decisions[name] = decision

    def of_a_person(self, name: str, old_number: int, draws: int = 1) -> int:
        """Register a newcomer's decision of so many draws a month; its number."""
        mine, old = stable_hash(name), old_number
        spans = (range(first, first + draws) for first in (mine, old))
        self._take(name, {("person", n) for span in spans for n in span})
        number = old if OLD_KEYS else mine
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
ASKING = _person("newcomer.asking", 1)  # its other half decides about leaving
NEED_BROUGHT = _person("newcomer.need_brought", 2)
ORGANIZATION_CHOSEN = _person("newcomer.organization_chosen", 3)
SERVED = _person("newcomer.served", 4)
JOINING = _person("newcomer.joining", 5)
GIVING_UP = _person("newcomer.giving_up", 6)
CLAIM_DECIDED = _person("newcomer.claim_decided", 9)
CLAIM_OUTCOME = _person("newcomer.claim_outcome", 10)
PUBLIC_SERVICE = _person("newcomer.public_service", 11)
NEED_AT_ARRIVAL = _person("newcomer.need_at_arrival", 50, draws=KINDS)
STAYING_BEFORE = _person("newcomer.staying_before", 60)  # until the run begins
SPEAKING_FRENCH = _person("newcomer.speaking_french", 98)
LANGUAGE = _person("newcomer.language", 99)

# keyed by month and coordinates
_add("arrivals.last_row", ("cell",), OldKey("arrivals", months=4096))
_add("arrivals.person", ("cell", "row"), OldKey("arrivals"))
_add("boards.strategy", ("organization",), OldKey("boards"))
_add("calls.applying", ("funder", "instrument", "organization"), OldKey("calls", 50_000, _BY_CALL))
_add("calls.score", ("funder", "instrument", "organization"), OldKey("calls", 25_000, _BY_CALL))
_add(
    "consultation.lot",
    ("funder", "organization"),
    OldKey("consultation", 5_000_000, (_BY_FUNDER, 1)),
)
_add(
    "consultation.seat",
    ("funder", "round", "organization"),
    OldKey("consultation", by=(_BY_FUNDER, 10_000, 1)),
)
_add("dissent.leaving", ("organization",), OldKey("dissent"))
_add("government.attitude_angle", ("funder",), OldKey("government", 2000))
_add("government.attitude_radius", ("funder",), OldKey("government", 1000))
_add("government.minister_leaving", ("funder",), OldKey("government"))
_add("government.officer_leaving", ("post",), OldKey("government", 3000))
_add(
    "knowledge.hearing", ("funder", "instrument", "organization"), OldKey("knowledge", by=_BY_CALL)
)
_add("managers.from_elsewhere", ("organization",), OldKey("managers", 100_000))
_add("managers.leaving", ("organization",), OldKey("managers"))
_add("mobilization.taking_part", ("organization",), OldKey("mobilization"))
_add("umbrella.election", ("organization",), OldKey("umbrella"))

# keyed by sample and organisation
_add("fieldwork.letter", ("organization",))
_add("fieldwork.memory.1", ("organization",))
_add("fieldwork.memory.2", ("organization",))
_add("fieldwork.readiness", ("organization",))
_add("fieldwork.words", ("organization",))

# taken once in a run
_add("population.founding")
_add("population.organizations")
_add("posterior")
_add("prior", ("parameter",))
