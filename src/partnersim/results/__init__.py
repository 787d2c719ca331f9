"""Tables of a run: built, written whole or not at all, and read back with their units."""

from partnersim.results.collecting import RunTables, collect
from partnersim.results.reading import Results
from partnersim.results.writing import Folder

__all__ = ["Folder", "Results", "RunTables", "collect"]
