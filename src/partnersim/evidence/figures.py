"""What the codes F, M and X stand for: figures of the documents, mechanisms they describe, figures from outside.

`figures.csv`: code, en, fr, figure (none for a mechanism), source (a key of bibliography.csv, or
`assumption`), where, where_fr, paragraph: the first words of the paragraphs that tell it, as they stand
in the document, between semicolons; `meinhard_2015: To add to` is one of another document; read: how much of
the page was read where no paragraph is noted (an excerpt, its opening, its abstract). Where no
number, pattern, rule or scenario names a code, stands and stands_fr say where else it stands, or why nothing
uses it. A pattern (P) has a row where it is no part of patterns.yaml.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from partnersim.declarations import Text
from partnersim.declarations.data_files import rows_in
from partnersim.language.words import N_

FILE = "figures.csv"
READ = {
    "excerpt": N_("an excerpt only"),
    "opening": N_("its opening only"),
    "abstract": N_("its abstract only"),
}
_CODE = r"\b([FMX])([1-9]\d?)\b"
_SPAN = re.compile(_CODE + r" (?:to|à) \1([1-9]\d?)\b")


@dataclass(frozen=True, slots=True)
class Locator:
    """The first words of a paragraph, and the document (a key of bibliography.csv) it stands in."""

    document: str
    words: str


@dataclass(frozen=True, slots=True)
class CodedFigure:
    """A figure or a mechanism with its source; no locators where the page was not read itself.

    read: a key of READ where only a part of the page was read; none where paragraphs are noted, or nothing is to read.
    stands: where it stands, or why nothing uses it; none where something names it.
    """

    code: str
    what: Text
    figure: str
    source: str
    where: Text
    locators: tuple[Locator, ...] = ()
    stands: Text | None = None
    read: str = ""


@functools.cache
def figures() -> dict[str, CodedFigure]:
    """Every row of the table, by code."""
    return {
        row["code"]: CodedFigure(
            row["code"],
            Text(row["en"], row["fr"]),
            row["figure"],
            row["source"],
            Text(row["where"], row["where_fr"]),
            locators_in(row["paragraph"], row["source"]),
            Text(row["stands"], row["stands_fr"]) if row["stands"] else None,
            row["read"],
        )
        for row in rows_in("partnersim.evidence", FILE)
    }


def locators_in(text: str, source: str) -> tuple[Locator, ...]:
    """The locators that a cell of the column `paragraph` names; source: the row's own document."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        document, colon, words = part.partition(": ")
        found.append(Locator(document, words) if colon else Locator(source, part))
    return tuple(found)


def codes_in(text: str) -> set[str]:
    """The codes that a text names, those between `X1 to X4` included."""
    codes = {kind + number for kind, number in re.findall(_CODE, text)}
    for kind, first, last in _SPAN.findall(text):
        codes |= {f"{kind}{n}" for n in range(int(first), int(last) + 1)}
    return codes
