"""The lexicon of a report: what each measure that it shows is, in a line."""

from __future__ import annotations

from collections.abc import Iterable

from partnersim.declarations.data_files import rows_in
from partnersim.language import current
from partnersim.language.text import Text
from partnersim.report.formatting import words

MEANINGS = {
    row["measure"]: Text(row["meaning"])
    for row in rows_in("partnersim.report.pages", "lexicon.csv")
}
SIX = tuple(MEANINGS)[:6]
_ENDS = ("_change", "_last_month")  # of what a sweep measures


def lexicon(names: Iterable[str]) -> list[tuple[str, str]]:
    """The measures among these that have more to say than their name, in the order of the lexicon.

    Of a measure that the lexicon does not hold, what its declaration says after the colon.
    """
    own = list(dict.fromkeys(_measure(name) for name in names))
    found = [
        (words.label(name), meaning.in_language(current()))
        for name, meaning in MEANINGS.items()
        if name in own
    ]
    for name in own:
        if name not in MEANINGS:
            try:
                label, _, rest = words.meaning(name).partition(":")
            except KeyError:
                continue
            if rest.strip():
                found.append((label.strip(), rest.strip()))
    return found


def _measure(name: str) -> str:
    for end in _ENDS:
        name = name.removesuffix(end)
    return name
