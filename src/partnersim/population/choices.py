"""Choices that a scenario, or a team in a game, makes in place of an organisation's board.

Under `organizations.NAME` each is a lever; what is left out its board decides. They are read by the rules
whose decision they replace (`board_decision.py`, `applications.py`, `invitations.py`).
"""

from __future__ import annotations

from partnersim import jurisdictions
from partnersim.declarations import Assumption, Group, Parameter, Role, Scope, Text
from partnersim.state.choices import ITS_BOARD

_HANDED_IN = Assumption("left to the board's own decision", "no scenario of the documents")


def _share(name: str, of: str, meaning: Text) -> Parameter:
    return Parameter(
        name=name, default=ITS_BOARD, unit=f"share of {of}; -1: its board decides",
        bounds=(ITS_BOARD, 1.0), role=Role.LEVER, meaning=meaning, evidence=_HANDED_IN,
    )  # fmt: skip


CHOICES = Group(
    "choices",
    Text("What an organisation does with its free posts and its voice"),
    (
        _share("fundraising", "free posts", Text("Fundraising")),
        _share("mission", "free posts, once some raise money", Text("Mission work")),
        _share("advocacy", "mission posts", Text("Open advocacy")),
        _share("care", "other free posts", Text("Care for people nobody pays for")),
        Parameter(
            name="sits",
            default="director",
            unit="who decides whether it would come to a ministry's tables",
            choices=("director", "accept", "refuse"),
            role=Role.LEVER,
            meaning=Text("Whether it would come to a ministry's tables"),
            evidence=_HANDED_IN,
        ),
    ),
    Scope.ORGANIZATION,
)  # fmt: skip
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
