"""Changes as the pages of docs print them."""

from __future__ import annotations

from partnersim.language import say
from partnersim.report.formatting.certainty import OF_NEED
from partnersim.report.formatting.verdicts import figure


def signed(value: float) -> str:
    """A figure with its sign; of nothing, none."""
    text = figure(abs(value))
    if not any(digit in text for digit in "123456789"):
        return text
    return ("−" if value < 0 else "+") + text


def too_little(measure: str, change: float) -> bool:
    """Whether a change is none: of need, what is smaller than a thousandth."""
    return measure.startswith("need") and abs(change) < OF_NEED


def change_of(measure: str, change: float) -> str:
    """A change with its sign, or that it is none."""
    return say("no change") if too_little(measure, change) else signed(change)
