"""Acronyms on screens and pages, in full."""

from __future__ import annotations

import re

from partnersim.declarations.data_files import rows_in
from partnersim.language import current
from partnersim.language.text import Text

_ROWS = rows_in("partnersim.report.formatting", "acronyms.csv")
ACRONYMS = {row["name"]: Text(row["full"]) for row in _ROWS}
# what the model and the documents make of it: for who asks for one of them
WITH_THESE = {row["name"]: Text(row["in_short"]) for row in _ROWS if row["in_short"]}


def occurring(text: str) -> list[tuple[str, str]]:
    """The acronyms of a text with what they stand for."""
    words = set(re.findall(r"\w+", text))
    return [(name, full.in_language(current())) for name, full in ACRONYMS.items() if name in words]
