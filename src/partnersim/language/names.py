"""Names as people type them: the same whatever their case and spacing, and the nearest one there is."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

from partnersim.language.words import say

_CUTOFF = 0.5  # `nom` is near `name` (0.57); unrelated short words lie below


def tidy(name: str) -> str:
    """A name as it is kept: composed signs (NFC), and one plain space between words."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def comparable(name: str) -> str:
    """A name as it is compared: forms of the same sign, case, spacing and invisible signs do not count."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return tidy("".join(sign for sign in text if unicodedata.category(sign) != "Cf"))


def same_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that this one is, itself or as it is compared; None where there is none."""
    names = list(known)
    if name in names:
        return name
    typed = comparable(name)
    return next((name for name in names if comparable(name) == typed), None)


def nearest(name: str, known: Iterable[str], most: int = 1, cutoff: float = _CUTOFF) -> list[str]:
    """The known names that are nearest, best first; cutoff: likeness from 0 (anything) to 1 (the same)."""
    by_form: dict[str, str] = {}
    for entry in known:
        by_form.setdefault(comparable(entry), entry)
    near = difflib.get_close_matches(comparable(name), by_form, n=most, cutoff=cutoff)
    return [by_form[form] for form in near]


def did_you_mean(name: str, known: Iterable[str], most: int = 1, cutoff: float = _CUTOFF) -> str:
    """The nearest known name as a question, or the nearest ones; nothing where none is near."""
    near = nearest(name, known, most, cutoff)
    if len(near) > 1:
        return say(" Nearest: {names}.", names=", ".join(map(repr, near)))
    return say(" Did you mean {name!r}?", name=near[0]) if near else ""
