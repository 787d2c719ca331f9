"""What controls came to, in sentences: whether the judgement itself can fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from partnersim.analysis.validation.false_findings import SHARE, most_by_chance, not_standing
from partnersim.evidence.patterns import LEVELS
from partnersim.language import numbers, say
from partnersim.report.formatting.verdicts import level_in_words, name_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.controls import Controls
    from partnersim.analysis.validation.part_verdict import PartVerdict


def controls_in_words(found: Controls) -> str:
    """Placebos decided, wrong signs that fail, levels that a lottery has too."""
    said = say(
        "Controls: {decided} of {placebos} placebos (other luck alone) are decided, where chance decides up to {most}; "
        "{failing} of {wrong} wrong signs fail; with choices by lot, {too} of {levels} levels are as expected too.",
        decided=len(found.decided), placebos=found.placebos, most=most_by_chance(found.placebos),
        failing=found.wrong_signs - len(found.right), wrong=found.wrong_signs,
        too=len(found.too), levels=found.by_lot,
    )  # fmt: skip
    wrong = [*found.decided, *found.right]
    return f"{said} " + say("Look at: {names}.", names=", ".join(wrong)) if wrong else said


def limit_in_words(judged: Sequence[PartVerdict]) -> str:
    """How many decided parts stand when all are looked at together."""
    decided = sum(verdict.verdict in ("emerges", "fails") for verdict in judged)
    falling = not_standing(judged)
    said = say(
        "False findings over all parts: at most {share} % (Benjamini and Yekutieli) of the {standing} that stand, "
        "of {decided} that are decided either way.",
        share=numbers.number(100 * SHARE, 0), standing=decided - len(falling), decided=decided,
    )  # fmt: skip
    if not falling:
        return said
    return f"{said} " + say("Not standing: {parts}.", parts=", ".join(map(name_of, falling)))


def by_level(judged: Sequence[PartVerdict]) -> list[str]:
    """Of each level, how many parts guided no value, emerge by choices, and fail."""
    lines = []
    for level in LEVELS:
        own = [v for v in judged if v.part.level == level]
        if not own:
            continue
        val = [v for v in own if v.part.use == "val"]
        lines.append(
            say(
                "{level}: {parts} parts; of {val} that guided no value, {emerges} emerge by choices and {fails} fail.",
                level=level_in_words(level), parts=len(own), val=len(val),
                emerges=sum(v.said == "emerges" for v in val),
                fails=sum(v.said == "fails" for v in val),
            )
        )  # fmt: skip
    return lines
