"""What columns are called in a spreadsheet, and the dictionary that says what each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from partnersim.language import current, say, say_all

if TYPE_CHECKING:
    from partnersim.declarations import Outcome


@dataclass(frozen=True, slots=True)
class Described:
    """A row of the dictionary: a column of a table, in the language in use."""

    table: str
    column: str
    heading: str
    unit: str
    meaning: str

    @classmethod
    def heads(cls) -> list[str]:
        """The headings of the dictionary itself."""
        if current() == "en":
            return [field.name for field in fields(cls)]
        return say_all("Table", "Column", "Heading", "Unit", "Meaning")

    def cells(self) -> tuple[str, ...]:
        """In the order of the headings."""
        return astuple(self)


def headings(columns: Sequence[Outcome]) -> dict[str, str]:
    """What stands over each column of a table: its name in English, its label in French.

    A label is the meaning up to its colon; where two columns share that the whole of it, and where they
    share that too, with the name.
    """
    if current() == "en":
        return {column.name: column.name for column in columns}
    return labels(columns)


def labels(columns: Sequence[Outcome]) -> dict[str, str]:
    """Short words for each column of a table, in the language in use, no two of them alike."""
    meanings = {column.name: column.meaning.in_language(current()) for column in columns}
    short = {name: text.split(":")[0].strip() for name, text in meanings.items()}
    longer = {name: f"{text} ({name})" for name, text in meanings.items()}
    for spare in (meanings, longer):
        count = Counter(short.values())
        short = {name: text if count[text] == 1 else spare[name] for name, text in short.items()}
    return short


def dictionary(tables: Mapping[str, Sequence[Outcome]]) -> list[Described]:
    """Every column of these tables."""
    return [
        Described(table, column.name, head, say(column.unit), column.meaning.in_language(current()))
        for table, columns in tables.items()
        for column, head in zip(columns, headings(columns).values(), strict=True)
    ]
