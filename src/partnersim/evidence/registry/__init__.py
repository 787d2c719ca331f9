"""The registry: every parameter, initial value, input series and pattern, in one form."""

from partnersim.evidence.registry.collection import by_path, entries, grades
from partnersim.evidence.registry.entry import Entry, Grade, Kind, Use

__all__ = ["Entry", "Grade", "Kind", "Use", "by_path", "entries", "grades"]
