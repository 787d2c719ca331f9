"""What a class expects of a story before it sees the runs: one vote a phone, and hands that the lecturer counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from partnersim.language import UserError

MOST_OPTIONS = 8
_MOST_STORIES = 20
_MOST_PHONES, _MOST_OF_AN_ADDRESS = 500, 100  # a class behind one address is not cut off
_MOST_HANDS = 999 - _MOST_PHONES  # a page writes three digits


@dataclass(slots=True)
class Ballot:
    """The votes on one story."""

    hands: list[int] = field(default_factory=lambda: [0] * MOST_OPTIONS)
    phones: dict[str, tuple[int, str]] = field(default_factory=dict)  # option and address

    def counts(self) -> list[int]:
        """How many voted for each option."""
        phones = Counter(option for option, _ in self.phones.values())
        return [count + phones[n] for n, count in enumerate(self.hands)]

    def cast(self, phone: str, address: str, option: int | None) -> None:
        """A phone's vote, which takes the place of the one before; None takes it back."""
        self.phones.pop(phone, None)
        if option is None:
            return
        same = sum(one == address for _, one in self.phones.values())
        if len(self.phones) >= _MOST_PHONES or same >= _MOST_OF_AN_ADDRESS:
            raise UserError(
                "More phones have voted than a class has. The lecturer can begin the vote again."
            )
        self.phones[phone] = (option, address)

    def raise_hand(self, option: int, by: int) -> None:
        """One hand more or less; none below nothing."""
        self.hands[option] = min(_MOST_HANDS, max(0, self.hands[option] + by))


class Votes:
    """Those of a server, by story.

    Attributes
    ----------
    version
        Changes with every vote, so that who listens knows that there is news.
    latest
        The story that the lecturer opened last, for who comes with the room's address.
    """

    def __init__(self) -> None:
        self._ballots: dict[str, Ballot] = {}
        self.version = 0
        self.latest: str | None = None

    def of(self, story: str) -> Ballot:
        """The ballot of a story; a new one where there is none."""
        if story not in self._ballots and len(self._ballots) >= _MOST_STORIES:
            raise UserError("There is no story named {name}.", name=story)
        return self._ballots.setdefault(story, Ballot())

    def changing(self, story: str) -> Ballot:
        """The ballot of a story that is about to change."""
        self.version += 1
        return self.of(story)

    def begin_again(self, story: str) -> None:
        """Forget the votes on a story."""
        self.changing(story)
        self._ballots[story] = Ballot()

    def told(self, story: str, phone: str) -> dict[str, Any]:
        """What a page is told: counts by option, how many phones voted, and what its own vote is."""
        ballot = self.of(story)
        own = ballot.phones.get(phone)
        return {
            "counts": ballot.counts(),
            "phones": len(ballot.phones),
            "own": own[0] if own else None,
        }
