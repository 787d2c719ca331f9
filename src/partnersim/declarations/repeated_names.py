"""Names that two things bear where each should have its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def repeated(names: Iterable[str]) -> list[str]:
    """Those that occur more than once, each listed once."""
    return [name for name, count in Counter(names).items() if count > 1]
