"""What a scenario gives or takes besides what its question asks: the second sentence of a report."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.certainty import ALL_SERVICES, counts, relative
from partnersim.report.screens import clauses
from partnersim.report.screens.answer import (
    INDEX,
    NEED,
    ORIENTATION,
    PROVIDERS,
    REQUESTS,
    Effects,
)  # fmt: skip
from partnersim.results.by_status import SERVED

if TYPE_CHECKING:
    import pandas as pd

_REPORTING = "reporting_share"
_NAMED = 2  # statuses, at most
_OF_ORGANISATIONS = frozenset({ORIENTATION, INDEX, PROVIDERS, _REPORTING, "soft_index"})


def sentence(
    effects: Effects,
    newcomers: pd.DataFrame | None,
    told: Collection[str],
    *,
    in_all: bool = True,
) -> str:
    """Requests answered, who is served more or less, and organisations where the question is not of them.

    newcomers: differences by status, where there are; told: measures of the sentence before it; in_all: whether to
    tell people served of all statuses together.
    """
    requests = counts(effects[REQUESTS]) and REQUESTS not in told
    told_of = [
        *([clauses.requests(effects)] if requests else []),
        *_people(newcomers, in_all=in_all),
        *_need(effects, newcomers, told),
    ] or [say("runs show no group of newcomers that gains or loses")]
    if not _OF_ORGANISATIONS.intersection(told):
        told_of += _organisations(effects)
    both = say("; ").join(told_of)
    if requests and clauses.against_autonomy(effects):
        return say("In return, {clauses}.", clauses=both)
    return say("Who gains and who loses: {clauses}.", clauses=both)


def _people(newcomers: pd.DataFrame | None, *, in_all: bool) -> Iterator[str]:
    """The statuses of which most fewer and most more people are served."""
    fewer, more = _most(newcomers, -1.0), _most(newcomers, 1.0)
    if in_all and (fewer or more):
        yield from _in_all(newcomers)
    if fewer:
        yield say("less served, above all: {people}", people=", ".join(fewer))
    if more:
        yield say("more served, above all: {people}", people=", ".join(more))


def _most(newcomers: pd.DataFrame | None, sign: float) -> list[str]:
    """The statuses of which most more (1) or fewer (-1) people are served: how many a month, which part.

    Where another moves by a larger part, that too.
    """
    if newcomers is None:
        return []
    of_served = newcomers[newcomers["measure"] == SERVED]
    moved = [
        row for _, row in of_served.iterrows() if counts(row) and sign * row["difference"] > 0.0
    ]
    moved.sort(key=lambda row: abs(row["difference"]), reverse=True)
    named = moved[:_NAMED]
    if named:
        most = max(moved, key=lambda row: abs(relative(row)))
        named += [most] * (abs(relative(most)) > max(abs(relative(row)) for row in named))
    return [
        say(
            "{status} ({people}, {part})",
            status=words.status(str(row["status"])),
            people=numbers.number(float(row["difference"]), 0, signed=True),
            part=numbers.percent(relative(row), signed=True),
        )
        for row in named
    ]


def _in_all(newcomers: pd.DataFrame | None) -> Iterator[str]:
    """People served a month, all statuses together, in hundreds; nothing where these are the same."""
    if newcomers is None:
        return
    served = newcomers[newcomers["measure"] == SERVED]
    before, after = (
        numbers.number(round(float(served[end].sum()), -2), 0) for end in ("reference", "other")
    )
    if before != after:
        yield say(
            "{after} people would be served a month rather than {before}",
            after=after,
            before=before,
        )


def _need(effects: Effects, newcomers: pd.DataFrame | None, told: Collection[str]) -> Iterator[str]:
    """Need two years after arrival, of all and of whom it moves most, each where runs show it; what all services do."""
    of_all = counts(effects[NEED])
    most = _need_of_whom(newcomers)
    status = "" if most is None else _need_said(most)
    services = {"services": numbers.number(-ALL_SERVICES, 3, signed=True)}
    if of_all and NEED not in told:
        own = effects[NEED]
        size = abs(float(own["difference"]))
        yield say(
            "need two years after arrival would rise by {size} out of 1 ({part} of what all services of the status quo "
            "take off it)"
            if own["difference"] > 0.0
            else "need two years after arrival would fall by {size} out of 1 ({part} more than all services of the "
            "status quo take off it)",
            size=numbers.number(size, 3),
            part=numbers.percent(size / ALL_SERVICES),
        )
        if most is not None:
            along = own["difference"] * most["difference"] > 0.0
            yield say(
                "above all: {status}" if along else "the largest change: {status}", status=status
            )
    elif most is not None:
        yield say(
            "the largest change of need two years after arrival: {status}, out of 1 (all services of the status quo: "
            "{services})",
            status=status,
            **services,
        )
    elif of_all:
        yield yardstick()


def yardstick() -> str:
    """What all services do to need, beside which a change of it is read."""
    return say(
        "need is out of 1 (all services of the status quo: {services})",
        services=numbers.number(-ALL_SERVICES, 3, signed=True),
    )


def _need_of_whom(newcomers: pd.DataFrame | None) -> pd.Series[Any] | None:
    """The status whose need changes most; nothing where runs show none."""
    if newcomers is None:
        return None
    of_need = newcomers[newcomers["measure"] == NEED]
    moved = [row for _, row in of_need.iterrows() if counts(row)]
    return max(moved, key=lambda row: abs(float(row["difference"])), default=None)


def _need_said(row: pd.Series[Any]) -> str:
    """A status with the difference of its need."""
    size = measures.text(NEED, float(row["difference"]), signed=True)
    return f"{words.status(str(row['status']))}{numbers.NO_BREAK}({size})"


def _organisations(effects: Effects) -> Iterator[str]:
    """Autonomy by its index, and hours of reporting, each where runs show a difference that counts."""
    if counts(effects[INDEX]):
        yield say(
            "the autonomy index would rise ({after}, against {before})"
            if effects[INDEX]["difference"] > 0.0
            else "the autonomy index would fall ({after}, against {before})",
            **clauses.values(effects, INDEX),
        )
    if counts(effects[_REPORTING]):
        yield say(
            "organisations would spend more of their hours on reporting ({after}, against {before})"
            if effects[_REPORTING]["difference"] > 0.0
            else "organisations would spend fewer of their hours on reporting ({after}, against {before})",
            **clauses.values(effects, _REPORTING),
        )
