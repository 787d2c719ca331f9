"""Steps: what a mechanism or an instrument does in a phase of the month, and on which columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """What a part does in one phase of the month.

    Parameters
    ----------
    act
        Takes the world, and does it.
    reads, writes
        By table of the state, the names of columns in one text; a column that is written may be
        read as well, and `*` is a row as a whole.
    after
        Files whose steps of the same phase come first. Two steps of a phase of which one writes
        what the other reads or writes are ordered, directly or through others.
    before
        Files whose steps of the same phase come later: a system, which can be taken away, names
        those of the core, and no file of the core names it.

    Examples
    --------
    >>> step = Step(act, reads={"organizations": "alive"}, writes={"relations": "tie"})
    """

    act: Callable[[Any], None]
    _: KW_ONLY
    reads: Mapping[str, str] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def columns_read(self) -> frozenset[str]:
        """Columns that it reads and does not write, as `organizations.identity`."""
        return _names(self.reads)

    @property
    def columns_written(self) -> frozenset[str]:
        """Columns that it writes, whether it reads them or not."""
        return _names(self.writes)


def _names(columns: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        f"{table}.{name}" for table, names in columns.items() for name in names.split()
    )
