"""Compile the French catalogues: `python -m tests.messages` (make messages) writes each .mo beside its .po."""

from __future__ import annotations

import functools
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1] / "src" / "partnersim"


def catalogues() -> list[Path]:
    """The texts of all catalogues: that of the package, then one a system."""
    return sorted(PACKAGE.rglob("locale/fr/LC_MESSAGES/*.po"))


@functools.cache
def catalogue_of(text: Path) -> Catalog:
    """What one text holds."""
    with text.open("rb") as file:
        return read_po(file, locale="fr")


@functools.cache
def known() -> set[str]:
    """Every message that has French words."""
    return {
        str(message.id)
        for text in catalogues()
        for message in catalogue_of(text)
        if message.id and message.string
    }


def main() -> None:
    """Read the texts, write what gettext reads."""
    for text in catalogues():
        with text.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue_of(text))


if __name__ == "__main__":
    main()
