"""Controls run with every judgement, as patterns: placebos, wrong signs, and levels by lot.

A *placebo* is a case with other luck, less itself: the status quo in each measure that parts look at there, other
cases where a part asks for one (`controls` in its file). No more may be decided than chance decides. Where a part
expects a range around zero, luck alone must not fail in it, and must not emerge in the range beside it.
A *wrong sign* is a direction that the rules cannot miss, or that boards choose, asked for the wrong way round: it
must fail. *By lot* is a level where uses of posts, applications and seats fall by lot: a lottery has those that
emerge too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from partnersim.analysis.validation.false_findings import marked
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import cases_of
from partnersim.declarations import Source, Text
from partnersim.evidence.patterns import (
    PLACEBO,
    WRONG_SIGN,
    Case,
    Expected,
    Part,
    Pattern,
    smallest_effects,
)

BY_LOT: Final = "by lot"
STATUS_QUO = Case("mifi_status_quo")
_NONE = Text("control", "contrôle")
# a measure that a case moves by what it is, whether it goes up, and the kind of measure
_DIRECTIONS = (
    ("reporting_share", Case("mifi_status_quo", ("ministries.mifi.accountability.burden=1.0",)),
     STATUS_QUO, True, "hours"),
    ("funding", Case("mission_money_only"), STATUS_QUO, True, "index"),
    ("mission_share", Case("mission_money_only"), STATUS_QUO, True, "index"),
    ("direct_access_share", Case("closed_door"), STATUS_QUO, False, "organizations"),
    # through choices alone: what a mission is worth to boards is nothing but a reason of theirs
    ("identity_mean", Case("mission_money_only", ("board.mission_value=1.2",)),
     Case("mission_money_only", ("board.mission_value=0.3",)), True, "index"),
)  # fmt: skip


def controls_of(which: Sequence[Pattern]) -> list[Pattern]:
    """Controls of patterns: wrong signs where both cases are run for them anyway."""
    parts = [part for pattern in which for part in pattern.parts]
    made = {
        PLACEBO: (*_placebos(parts), *_asked_placebos(which), *_ranges(which)),
        WRONG_SIGN: (*_wrong_signs(cases_of(which)), *_asked_wrong_signs(which)),
        BY_LOT: (
            level(pattern.id, part) for pattern in which for part in pattern.parts
            if part.use == "val" and part.against is None
        ),
    }  # fmt: skip
    every = [
        Pattern(name, _NONE, Source("bruneau_2021", "none: a control"), tuple(own), "")
        for name, own in made.items()
    ]
    return [pattern for pattern in every if pattern.parts]


def _placebos(parts: Sequence[Part]) -> Iterator[Part]:
    looked_at = {
        part.measure: part
        for part in parts
        if STATUS_QUO in (part.case, part.against) and part.kind
    }
    for part in looked_at.values():
        yield _luck(part, part.measure, STATUS_QUO, Expected(0.0, least=part.expected.least))


def _asked_placebos(which: Sequence[Pattern]) -> Iterator[Part]:
    for name, part in _asking(which, PLACEBO):
        yield _luck(part, name, part.case, Expected(0.0, least=part.expected.least))


def _ranges(which: Sequence[Pattern]) -> Iterator[Part]:
    for pattern in which:
        for part in pattern.parts:
            own = part.expected
            if part.against is not None and not own.one_sided and own.holds(0.0):
                beside = Expected(own.high, 2.0 * own.high - own.low)
                for name, expected in ((part.id, own), (f"beside {part.id}", beside)):
                    yield _luck(part, f"{pattern.id}.{name}", part.case, expected)


def _luck(part: Part, name: str, case: Case, expected: Expected) -> Part:
    """A case with other luck, less itself."""
    other = replace(case, null="other luck")
    return replace(part, id=name, case=other, against=case, expected=expected)


def _asking(which: Sequence[Pattern], control: str) -> Iterator[tuple[str, Part]]:
    for pattern in which:
        for part in pattern.parts:
            if control in part.controls:
                yield f"{pattern.id}.{part.id}", part


def _asked_wrong_signs(which: Sequence[Pattern]) -> Iterator[Part]:
    for name, part in _asking(which, WRONG_SIGN):
        own = part.expected
        low, high = (own.high, math.inf) if math.isinf(own.low) else (-math.inf, own.low)
        yield replace(part, id=name, expected=Expected(low, high, own.least))


def _wrong_signs(cases: Sequence[Case]) -> Iterator[Part]:
    for measure, case, against, rises, kind in _DIRECTIONS:
        if case in cases and against in cases:
            least = smallest_effects()[kind].size
            wrong = Expected(high=0.0, least=least) if rises else Expected(0.0, least=least)
            yield Part(measure, "val", "sector", "", _NONE, measure, case, against, wrong, kind)


def level(pattern: str, part: Part) -> Part:
    """A part with its cases by lot, under the name of the part."""
    against = replace(part.against, null=BY_LOT) if part.against else None
    return replace(part, id=f"{pattern}.{part.id}", case=replace(part.case, null=BY_LOT), against=against)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Controls:
    """What the controls came to."""

    placebos: int
    decided: tuple[str, ...]  # placebos that are, and must not be, by their measure or part
    wrong_signs: int
    right: tuple[str, ...]  # wrong signs that do not fail
    by_lot: int
    too: tuple[str, ...]  # levels that emerge by lot too


def parted(judged: Sequence[PartVerdict]) -> tuple[list[PartVerdict], Controls]:
    """The parts of patterns, marked where they do not stand together, and what the controls came to."""
    own = {name: [v for v in judged if v.pattern.id == name] for name in (PLACEBO, WRONG_SIGN, BY_LOT)}  # fmt: skip

    def names(kind: str, *found: str) -> tuple[str, ...]:
        return tuple(v.part.id for v in own[kind] if v.verdict in found)

    return (
        marked([v for v in judged if v.pattern.id not in own]),
        Controls(
            len(own[PLACEBO]), tuple(v.part.id for v in own[PLACEBO] if _wrongly(v)),
            len(own[WRONG_SIGN]), names(WRONG_SIGN, "emerges", "absent", "not decided"),
            len(own[BY_LOT]), names(BY_LOT, "emerges"),
        ),
    )  # fmt: skip


def _wrongly(placebo: PartVerdict) -> bool:
    """Whether a placebo is decided against the truth, which is zero."""
    expected = placebo.part.expected
    if expected.one_sided:
        return placebo.verdict in ("emerges", "fails")
    return placebo.verdict == ("fails" if expected.holds(0.0) else "emerges")
