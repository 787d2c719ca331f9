"""Choices that a scenario, or a team in a game, makes in place of an organisation's board.

Under `organizations.NAME` each is a lever; what is left out its board decides. They are read by the rules
whose decision they replace (`board_decision.py`, `applications.py`, `invitations.py`).
"""

from __future__ import annotations

from partnersim import jurisdictions
from partnersim.declarations import Assumption, Group, Parameter, Scope, Text, lever
from partnersim.state.choices import ITS_BOARD

_HANDED_IN = Assumption("left to the board's own decision", "no scenario of the documents")


def _share(name: str, of: str, meaning: Text | str) -> Parameter:
    unit = f"share of {of}; -1: its board decides"
    return lever(name, ITS_BOARD, (ITS_BOARD, 1.0), unit, meaning, _HANDED_IN)


CHOICES = Group("choices", Text("What an organisation does with its free posts and its voice"), (
    _share("fundraising", "free posts", "Fundraising"),
    _share("mission", "free posts, once some raise money", "Mission work"),
    _share("advocacy", "mission posts", "Open advocacy"),
    _share("care", "other free posts", "Care for people nobody pays for"),
    lever("sits", "director", ("director", "accept", "refuse"),
        "who decides whether it would come to a ministry's tables",
        "Whether it would come to a ministry's tables", _HANDED_IN),
), Scope.ORGANIZATION)  # fmt: skip
APPLICATIONS = Group(
    "applications",
    Text("What an organisation applies for"),
    tuple(
        _share(name, "what it could ask for", title)
        for name, title in jurisdictions.programme_titles().items()
    ),
    Scope.ORGANIZATION,
    prefixed=True,
)
GROUPS = (CHOICES, APPLICATIONS)
