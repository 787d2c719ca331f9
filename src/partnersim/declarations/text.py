"""Words for people, always in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in English and in French.

    Raises ValueError when either is empty: whatever a person reads exists in both.
    """

    en: str
    fr: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.fr.strip():
            raise ValueError("a text needs words in English and in French")

    def in_language(self, language: str) -> str:
        """The words in `en` or `fr`."""
        return self.fr if language == "fr" else self.en
