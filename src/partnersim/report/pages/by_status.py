"""Who gains and who loses among newcomers, by status and of all: rows of a table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partnersim.language import numbers, say
from partnersim.report.formatting import certainty, words

if TYPE_CHECKING:
    import pandas as pd

_NEED, _SERVED = "need_after_24_months", "served_a_month"


def rows(own: pd.DataFrame) -> list[tuple[str, ...]]:
    """By status, who is served more or less a month, and whose need differs; dashes where runs tell nothing."""
    found = []
    for status, of in own.groupby("status", sort=True):
        cells = []
        for measure, decimals in ((_SERVED, 0), (_NEED, 3)):
            of_measure = of[of["measure"] == measure]
            row = of_measure.iloc[0] if len(of_measure) else None
            if row is None or not math.isfinite(float(row["difference"])):
                cells.append(say("n/a"))
                continue
            if not row["decided"]:
                cells.append(numbers.MISSING)
                continue
            size = numbers.number(float(row["difference"]), decimals, signed=True)
            if measure == _SERVED:
                part = numbers.percent(certainty.relative(row), signed=True)
                size += f"{numbers.NO_BREAK}({part})"
            cells.append(size)
        found.append((words.status(str(status)), *cells))
    return [*found, *_of_all(own)]


def _of_all(own: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """People served of all statuses together, where runs show that some are served more or less."""
    served = own[own["measure"] == _SERVED]
    if not served["decided"].any():
        return
    before, after = (float(served[end].sum()) for end in ("reference", "other"))
    size = numbers.number(after - before, 0, signed=True)
    part = numbers.percent(after / before - 1.0, signed=True) if before else numbers.MISSING
    yield (
        say("all, of {before} served", before=numbers.number(before, 0)),
        f"{size}{numbers.NO_BREAK}({part})",
        "",
    )
