"""Where the saved verdicts on patterns are."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def verdicts_file() -> Path:
    """The saved verdicts on patterns: inside the installed package, or beside the sources."""
    inside = _FOLDER / "verdicts.csv"
    return inside if inside.is_file() else _FOLDER.parents[2] / "docs/data/patterns.csv"
