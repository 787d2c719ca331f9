"""Words of declarations and of data files, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from partnersim.language.words import filled, french


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in English; its French is in the catalogue.

    Parameters
    ----------
    message
        In English.
    own_french
        The French that a user's file, a data file or a plug-in brings.
    values
        What fills the places of a message: see `filled`.

    Raises
    ------
    ValueError
        Where it is empty.
    """

    message: str
    own_french: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def __post_init__(self) -> None:
        if not self.message.strip():
            raise ValueError("a text needs words")

    @classmethod
    def filled(cls, message: str, **values: object) -> Text:
        """A message with `{places}`, filled in with numbers, names or other texts.

        Parameters
        ----------
        message
            In English.
        **values
            By place.

        Returns
        -------
        text : Text
        """
        return cls(message, values=tuple(values.items()))

    @property
    def en(self) -> str:
        """The words in English."""
        return self._fill(self.message, "en")

    @property
    def fr(self) -> str:
        """The words in French; in English where the catalogue has none."""
        return self._fill(self.own_french or french(self.message), "fr")

    def in_language(self, language: str) -> str:
        """The words in one language.

        Parameters
        ----------
        language
            `en` or `fr`.

        Returns
        -------
        words : str
        """
        return self.fr if language == "fr" else self.en

    def _fill(self, words: str, language: str) -> str:
        if not self.values:
            return words
        values = {
            name: value.in_language(language) if isinstance(value, Text) else value
            for name, value in self.values
        }
        return filled(words, language, values)
