"""Words in the cells of a spreadsheet: never a formula, whatever a user's file holds."""

from __future__ import annotations

# signs with which a spreadsheet begins a formula, some of them after it has dropped what is blank
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT = "'"


def harmless(text: str) -> str:
    """Text for a cell of a CSV file; an apostrophe before whatever a spreadsheet would reckon out.

    A number stays as it is.
    """
    if not text.lstrip(" ").startswith(FORMULA):
        return text
    try:
        float(text)
    except ValueError:
        return _TEXT + text
    return text
