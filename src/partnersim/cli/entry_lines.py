"""The lines under an entry that `explain` and `show` print: a label, and what there is to say."""

from __future__ import annotations

from partnersim.language import current

LEFT = 17  # columns that the label of a line takes


def heading(words: str) -> str:
    """A heading as French writes it: the colon that follows stands apart."""
    return f"{words}\u00a0" if current() == "fr" else words


def entry_line(label: str, text: str) -> str:
    """A line under an entry that is explained: a label, and what there is to say."""
    return f"  {heading(label) + ':':<{LEFT - 3}} {text}"
