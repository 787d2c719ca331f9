"""What funders paid in the last year, beside what a scenario sets, and why the two differ, from the results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from partnersim.analysis.comparison.differences import intervals
from partnersim.instruments import declared, names
from partnersim.language import current, numbers, say
from partnersim.report.pages.changes import funder_name, millions
from partnersim.results.years import by_measure, rows_by_measure, years_by_run

if TYPE_CHECKING:
    from partnersim.results.reading import Results

SAME = 0.02  # of the money: within it the same is paid, and what is paid is what is set
_MILLION = 1e6
_LEAST = 1e5  # 2020 dollars left of grants of a fixed size that are worth a sentence
_YEAR = 12
_WON = "mission_money_won"
_BOTH = ("reference", "other")
_ALL, _OTHERS = "all", "others"


class Amounts(NamedTuple):
    """Of the last year, in 2020 dollars, a row a run: what the main ministry paid by instrument, in all, and what
    others paid in all; what it signed by instrument, and what its scenario sets; the share that the umbrella won."""

    paid: pd.DataFrame
    signed: pd.DataFrame
    set: Mapping[str, float]
    won: float


class Line(NamedTuple):
    """An instrument: what it is called, millions paid in the reference, and here with the difference.

    Of a run, whose reference left no payments, what the scenario sets, and what was paid.
    """

    label: str
    before: str
    after: str
    difference: str = ""


class Paid(NamedTuple):
    """What a report says of payments: whose, dollars of both in all, lines, and why they are not what was set."""

    whose: str = ""
    before: float = 0.0
    after: float = 0.0
    lines: Sequence[Line] = ()
    why: str = ""
    why_before: str = ""

    @property
    def known(self) -> bool:
        """Whether payments of both scenarios were kept."""
        return self.before > 0.0 and self.after > 0.0

    @property
    def same(self) -> bool:
        """Whether nearly the same was paid."""
        return self.known and abs(self.after / self.before - 1.0) < SAME


NOTHING = Paid()


def of_results(results: Results, scenario: Mapping[str, Any]) -> Amounts:
    """Amounts of the last year of runs; scenario: of the manifest, with the envelopes of that year."""
    main = str(scenario["main_ministry"])
    flows = results.arrow["flows"].select(["run", "month", "payer", "purpose", "amount"])
    last = sorted(results.sector["month"].unique())[-_YEAR:]
    own = flows.to_pandas()
    own = own[own["month"].isin(last) & own["payer"].isin([*scenario["funders"]])]
    runs = sorted(results.sector["run"].unique())
    ministry = own["payer"] == main
    paid = own[ministry].groupby(["run", "purpose"], observed=True)["amount"].sum().unstack()
    paid = paid.reindex(index=runs, columns=names()).fillna(0.0)
    others = own[~ministry].groupby("run")["amount"].sum().reindex(runs).fillna(0.0)
    of_end = results.organizations
    of_end = of_end[of_end["month"] == of_end["month"].max()]
    envelopes = {name: float(of["funding"]["envelope"]) for name, of in scenario["funders"].items()}
    split = scenario["funders"][main]["funding"]["split"]
    by_instrument = {tool.name: envelopes[main] * split.get(tool.key, 0.0) for tool in declared()}
    in_all = {_ALL: envelopes[main], _OTHERS: sum(envelopes.values()) - envelopes[main]}
    return Amounts(
        paid.assign(**{_ALL: paid.sum(axis=1), _OTHERS: others}),
        of_end.groupby("run")[list(names())].sum().reindex(runs).fillna(0.0),
        by_instrument | in_all,
        float(years_by_run(results.sector)[1][_WON].mean()),
    )  # fmt: skip


def beside(first: Amounts, own: Amounts, funder: str, *, every: bool) -> Paid:
    """Payments of a scenario beside those of its reference, run by run.

    every: whether money is told of all funders, not of the main ministry alone.
    """
    both = by_measure(reference=first.paid, other=own.paid)
    both["difference"] = both["other"] - both["reference"]
    effects = rows_by_measure(intervals(both, ["measure"]))
    told = [_ALL, _OTHERS] if every else [_ALL]
    whose = funder_name(funder)
    before, after = (sum(float(effects[name][of]) for name in told) for of in _BOTH)
    lines = [
        Line(
            label,
            _millions(own_effect["reference"]),
            _millions(own_effect["other"]),
            _difference(own_effect),
        )
        for label, own_effect in ((label, effects[name]) for name, label in _labels(whose).items())
        if max(own_effect[of] for of in _BOTH) > 0.0
    ]
    return Paid(whose, before, after, lines, " ".join(reasons(own)), " ".join(reasons(first)))


def alone(own: Amounts, funder: str) -> Paid:
    """Payments of a run beside what its scenario sets, as payments of its reference are not kept."""
    whose, paid = funder_name(funder), own.paid.mean()
    return Paid(
        whose,
        after=float(paid[_ALL]),
        lines=[
            Line(label, _millions(own.set[name]), _millions(paid[name]))
            for name, label in _labels(whose).items()
            if max(own.set[name], paid[name]) > 0.0
        ],
        why=" ".join(reasons(own)),
    )


def _labels(whose: str) -> dict[str, str]:
    """What is paid, by the name of its column."""
    by_instrument = {tool.name: tool.title.in_language(current()) for tool in declared()}
    in_all = say("{funder}, in all", funder=whose), say("Other funders, in all")
    return by_instrument | dict(zip((_ALL, _OTHERS), in_all, strict=True))


def _millions(amount: float) -> str:
    return numbers.number(amount / _MILLION, 1)


def _difference(effect: Mapping[str, Any]) -> str:
    """In millions, with its interval where it has one."""
    own, low, high = (
        numbers.number(effect[of] / _MILLION, 1, signed=True)
        for of in ("difference", "low", "high")
    )
    return f"{own} [{low};{numbers.NO_BREAK}{high}]" if effect["low"] == effect["low"] else own


def reasons(own: Amounts) -> Iterator[str]:
    """Where what is paid by an instrument is not what the scenario sets: which money moved, or was not paid."""
    mission = next(tool.name for tool in declared() if tool.key == "mission")
    agreements = [tool.name for tool in declared() if tool.per_client]
    pool = sum(own.set[name] for name in agreements)
    moved = min(own.won * own.set[mission], pool)
    if moved > SAME * own.set[mission] > 0.0:
        yield say(
            "The umbrella won {dollars} for the mission, taken from agreements.",
            dollars=millions(moved),
        )
    for name in agreements:
        there = own.set[name] * (1.0 - moved / max(pool, 1.0))
        signed, paid = float(own.signed[name].mean()), float(own.paid[name].mean())
        unsigned, unpaid = max(0.0, there - signed), max(0.0, signed - paid)
        least = SAME * own.set[name]
        if max(unsigned, unpaid) > least > 0.0:
            yield say(
                "Agreements: {unsigned} not signed (not asked for, or too little), {unpaid} not paid (targets missed, "
                "closures, later payment)."
                if min(unsigned, unpaid) > least
                else "Agreements: {unsigned} not signed (not asked for, or too little)."
                if unsigned > least
                else "Agreements: {unpaid} not paid (targets missed, closures, later payment).",
                unsigned=millions(unsigned),
                unpaid=millions(unpaid),
            )
    for tool in declared():
        rest = own.set[tool.name] - float(own.paid[tool.name].mean())
        told = tool.name not in (mission, *agreements) and rest >= _LEAST
        if told and rest > SAME * own.set[tool.name]:
            yield say(
                "{instrument}: {dollars} are left, less than one more takes.",
                instrument=tool.title.in_language(current()),
                dollars=millions(rest),
            )
