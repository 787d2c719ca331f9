"""Duplicate names: two things with one name where each should have its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def repeated(names: Iterable[str]) -> list[str]:
    """Names that stand more than once.

    Parameters
    ----------
    names
        In any order.

    Returns
    -------
    names : list of str
    """
    return [name for name, count in Counter(names).items() if count > 1]
