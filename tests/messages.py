"""Compile the French catalogue: `python -m tests.messages` (make messages) writes the .mo beside the .po."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path("src/partnersim/language/locale/fr/LC_MESSAGES/partnersim.po")


def main() -> None:
    """Read the text, write what gettext reads."""
    with CATALOGUE.open("rb") as text:
        messages = read_po(text, locale="fr")
    with CATALOGUE.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, messages)


if __name__ == "__main__":
    main()
