"""The tables of docs/patterns.md and docs/constats.md: every part under the prior, before any fit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from partnersim.analysis.validation.false_findings import chance_of_interval, marked
from partnersim.language import current, numbers, say
from partnersim.report.formatting.verdicts import figure, name_of, verdict_label, wanted
from partnersim.report.screens.calibration import status_in_words
from studies.pages.markdown import table_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict


def fits() -> dict[str, dict[str, Any]]:
    """What the calibration saved of each `cal` part, by `P4.level`."""
    from studies.saved import values_of

    return {
        f"{value['pattern']}.{value['part']}": value for value in values_of("calibration_patterns")
    }


def with_fixed_numbers_drawn(judged: Sequence[PartVerdict]) -> dict[str, PartVerdict]:
    """Each part as judged where its fixed numbers are drawn too, under the limit on false findings over all parts
    then; none where no study has looked at it."""
    from studies.saved import FIXED_NUMBERS, FIXED_NUMBERS_COUNTS, values_of

    if not FIXED_NUMBERS.is_file():
        return {}
    counts = json.loads(FIXED_NUMBERS_COUNTS.read_text(encoding="utf-8"))
    runs = counts["runs"] - sum(counts["left_out"].values())
    rows = {str(row["part"]): row for row in values_of("fixed_numbers")}
    then = [
        replace(each, **{key: row[key] for key in ("mean", "low", "high", "holds")},
                verdict=row["then"],
                chance=chance_of_interval(row["mean"], row["high"], runs, each.part.expected))
        for each in judged
        if (row := rows.get(each.name)) is not None
    ]  # fmt: skip
    return {each.name: each for each in marked(then)}


def changed(verdict: PartVerdict, then: dict[str, PartVerdict]) -> str:
    """What a verdict becomes where fixed numbers are drawn too; nothing where it stays."""
    other = verdict_label(then.get(verdict.name, verdict))
    return "" if other == verdict_label(verdict) else other.replace(" *", "\\*")


def table(judged: Sequence[PartVerdict], then: dict[str, PartVerdict]) -> str:
    """Parts, in the language in use; then: all of them where fixed numbers are drawn too."""
    heads = (
        say("pattern: measured"), say("expected (smallest effect)"),
        say("mean [95 % interval], holds in"), say("verdict"), say("verdict then"),
    )  # fmt: skip
    return table_of(
        heads,
        (
            (
                f"{_name(verdict)}{' :' if current() == 'fr' else ':'} {verdict.part.what.in_language(current())}",
                wanted(verdict.part.expected), f"{estimate(verdict)}, {numbers.number(verdict.holds, 2)}",
                verdict_label(verdict).replace(" *", "\\*"), changed(verdict, then),
            )
            for verdict in judged
        ),
    )  # fmt: skip


def _name(verdict: PartVerdict) -> str:
    """The name of a part: slanted where it may guide values, with a sign where it was seen before."""
    name = name_of(verdict)
    return (f"*{name}*" if verdict.part.use == "cal" else name) + "†" * verdict.part.seen


def estimate(verdict: PartVerdict) -> str:
    """The mean and its interval."""
    return f"{figure(verdict.mean)} [{figure(verdict.low)}; {figure(verdict.high)}]"


def treated(verdict: PartVerdict, fitted: dict[str, dict[str, Any]]) -> str:
    """The verdict, and of a `cal` part what the fit made of it."""
    text = verdict_label(verdict)
    if verdict.name not in fitted:
        return text
    return f"{text}; {status_in_words(fitted[verdict.name]['status'])}"
