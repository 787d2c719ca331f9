"""A word that stands on the screens and is no column of a table: what it means and how it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from partnersim.cli.entry_lines import entry_line
from partnersim.declarations import Text
from partnersim.language import current, say


@dataclass(frozen=True, slots=True)
class Term:
    """A word as printed, in both languages, its meaning, how it is measured and where that is told.

    also: other words that the same entry explains.
    """

    name: Text
    meaning: Text
    measured: Text
    see: Text
    home: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may type."""
        return (self.name.en, self.name.fr, *self.also)

    def lines(self) -> Iterator[str]:
        """How it is measured, and where to look further."""
        yield entry_line(say("measured"), self.measured.in_language(current()).format(**_numbers()))
        yield entry_line(say("see"), self.see.in_language(current()))


def _numbers() -> dict[str, int]:
    """Runs and seed of the study of own effects, where they are declared."""
    from partnersim.evidence.directness import RUNS, SEED

    return {"runs": RUNS, "seed": SEED}
