"""Characters that no name and no text may hold: they clear screens, spoil figures and lose workbooks.

Those that XML 1.0 refuses, those that command a terminal, those that turn the direction of what follows,
and line ends that are not written as such.
"""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINES = "\t\n"  # \r takes a terminal back over what it wrote


def first_control(text: str, lines: bool = False) -> str | None:
    """The code of the first control character in a text, such as U+001B, or None.

    With `lines` a tab and the end of a line are allowed.
    """
    for match in _CONTROL.finditer(text):
        if not (lines and match[0] in _LINES):
            return f"U+{ord(match[0]):04X}"
    return None


def without_controls(text: str) -> str:
    """The same with a question mark for each of them."""
    return _CONTROL.sub("?", text)
