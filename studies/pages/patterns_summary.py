"""The table of verdicts in docs/guide.md and docs/guide_fr.md: one line a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.language import LANGUAGES, current, say
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import annotated_label, short_name
from studies.pages.markdown import write_between

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict

PAGES = {"en": Path("docs/guide.md"), "fr": Path("docs/guide_fr.md")}


def summary(judged: Sequence[PartVerdict]) -> str:
    """One line a pattern, in the language in use."""
    heads = (say("pattern"), say("what the documents say"), say("verdicts"))
    lines = [f"| {' | '.join(heads)} |", "| --- | --- | --- |"]
    for pattern, parts in groupby(judged, lambda verdict: verdict.pattern):
        verdicts = [
            say("{part} {verdict}", part=short_name(part), verdict=annotated_label(part))
            for part in parts
        ]  # fmt: skip
        statement = pattern.statement.in_language(current())
        lines.append(f"| {pattern.id} | {statement} | {'; '.join(verdicts)} |")
    return "\n".join(lines)


def write(judged: Sequence[PartVerdict]) -> None:
    """Fill both pages."""
    for language in LANGUAGES:
        with words.speaking(language):
            write_between(PAGES[language], "patterns", summary(judged))
