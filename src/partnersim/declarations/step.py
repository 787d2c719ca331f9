"""Steps: what a mechanism or an instrument does in a phase of the month, and which columns it writes."""

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
    writes
        By table of the state, the names of columns in one text; `*` is a row as a whole. What a step
        reads stands in its rule, from which `tests/state/test_steps.py` takes it.
    after
        Files whose steps of the same phase come first. Two steps of a phase of which one writes
        what the other reads or writes are ordered, directly or through others.
    before
        Files whose steps of the same phase come later: a system, which can be taken away, names
        those of the core, and no file of the core names it.

    Examples
    --------
    >>> step = Step(act, writes={"relations": "tie"})
    """

    act: Callable[[Any], None]
    _: KW_ONLY
    writes: Mapping[str, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def columns_written(self) -> frozenset[str]:
        """Columns that it writes, as `organizations.identity`."""
        return frozenset(
            f"{table}.{name}" for table, names in self.writes.items() for name in names.split()
        )
