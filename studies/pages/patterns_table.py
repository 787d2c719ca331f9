"""The tables of docs/patterns.md and docs/constats.md: every part under the prior, before any fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import current, numbers, say
from partnersim.report.formatting.verdicts import figure, name_of, verdict_label, wanted
from partnersim.report.screens.calibration import status_in_words
from studies.pages.markdown import table_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict


def fits() -> dict[str, dict[str, Any]]:
    """What the calibration saved of each `cal` part, by `P4.level`."""
    from studies.saved import values_of

    return {
        f"{value['pattern']}.{value['part']}": value for value in values_of("calibration_patterns")
    }


def table(judged: Sequence[PartVerdict]) -> str:
    """Every part, in the language in use."""
    heads = (
        say("pattern: measured"), say("expected (smallest effect)"),
        say("mean [95 % interval], holds in"), say("verdict"),
    )  # fmt: skip
    return table_of(
        heads,
        (
            (
                f"{_name(verdict)}{' :' if current() == 'fr' else ':'} {verdict.part.what.in_language(current())}",
                wanted(verdict.part.expected), f"{estimate(verdict)}, {numbers.number(verdict.holds, 2)}",
                verdict_label(verdict).replace(" *", "\\*"),
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
