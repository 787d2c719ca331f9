"""Controls run with every judgement, as patterns: placebos, wrong signs, and levels by lot.

A *placebo* is the status quo with other luck, less itself, in each measure that parts look at there: no more
may be decided than chance decides. A *wrong sign* is a direction that the rules cannot miss, asked
for the wrong way round: it must fail. *By lot* is a level where uses of posts, applications and seats fall by lot: a
lottery has those that emerge too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from partnersim.analysis.validation.verdicts import PartVerdict, cases_of
from partnersim.declarations import Source, Text
from partnersim.evidence.patterns import Case, Expected, Part, Pattern, smallest_effects

PLACEBO, WRONG_SIGN = "placebo", "wrong sign"
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
)  # fmt: skip


def controls_of(which: Sequence[Pattern]) -> list[Pattern]:
    """Controls of patterns: wrong signs where both cases are run for them anyway."""
    parts = [part for pattern in which for part in pattern.parts]
    made = {
        PLACEBO: _placebos(parts),
        WRONG_SIGN: _wrong_signs(cases_of(which)),
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
        case, least = replace(STATUS_QUO, null="other luck"), smallest_effects()[part.kind].size
        yield replace(
            part,
            id=part.measure,
            case=case,
            against=STATUS_QUO,
            expected=Expected(0.0, least=least),
        )


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
    decided: tuple[str, ...]  # placebos that are, by their measure
    wrong_signs: int
    right: tuple[str, ...]  # wrong signs that do not fail
    by_lot: int
    too: tuple[str, ...]  # levels that emerge by lot too


def parted(judged: Sequence[PartVerdict]) -> tuple[list[PartVerdict], Controls]:
    """The parts of patterns, and what the controls judged with them came to."""
    own = {name: [v for v in judged if v.pattern.id == name] for name in (PLACEBO, WRONG_SIGN, BY_LOT)}  # fmt: skip

    def names(kind: str, *found: str) -> tuple[str, ...]:
        return tuple(v.part.id for v in own[kind] if v.verdict in found)

    return (
        [v for v in judged if v.pattern.id not in own],
        Controls(
            len(own[PLACEBO]), names(PLACEBO, "emerges", "fails"),
            len(own[WRONG_SIGN]), names(WRONG_SIGN, "emerges", "absent", "not decided"),
            len(own[BY_LOT]), names(BY_LOT, "emerges"),
        ),
    )  # fmt: skip
