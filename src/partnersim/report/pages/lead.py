"""What a case comes to in three sentences: its question's answer, what goes with it, how sure that is; and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim.language import say
from partnersim.report.formatting import certainty, measures
from partnersim.report.formatting.spread import spread
from partnersim.report.pages import cost, envelopes, reasons, trade_off
from partnersim.report.pages.paid import NOTHING, Paid
from partnersim.report.screens import answer, asked, clauses
from partnersim.report.screens.answer import Effects

if TYPE_CHECKING:
    import pandas as pd

_REQUESTS = "served_share"


class Told(NamedTuple):
    """Three sentences, then reasons: of what organisations do, and of who is served; what more money buys."""

    answer: str
    trade_off: str
    sure: str
    why: Sequence[str] = ()
    who: Sequence[str] = ()
    cost: str = ""

    @property
    def first(self) -> str:
        """The sentences that stand first, a line each: three, and where the money is not the same what it costs."""
        return "\n".join(filter(None, (self.answer, self.cost, self.trade_off, self.sure)))


def beside(
    effects: Effects,
    reference: Mapping[str, Any],
    scenario: Mapping[str, Any],
    newcomers: pd.DataFrame | None = None,
    *,
    answered: str,
    named: Sequence[str],
    sure: str,
    causes: Sequence[str] = (),
    of_need: str = "",
    paid: Paid = NOTHING,
) -> Told:
    """A scenario beside another, in the conditional and within the model.

    reference, scenario: of manifests; newcomers: differences by status, where there are; answered: parts of the
    sentence that answers; named: the measures that it tells; causes: of requests answered; of_need: why more need is
    left although more are; paid: what was paid in the last year.
    """
    rise = (effects[_REQUESTS], effects[answer.NEED])
    bought = cost.sentence(effects, newcomers, reference, scenario, paid)
    both_rise = all(certainty.counts(each) and each["difference"] > 0.0 for each in rise)
    return Told(
        f"{envelopes.opening(reference, scenario, paid)} {answered}.",
        trade_off.sentence(effects, newcomers, named, in_all=not bought),
        sure,
        [
            *(causes if certainty.counts(effects[_REQUESTS]) else ()),
            *([of_need] if of_need and both_rise else []),
            *reasons.of_reporting(effects, reference, scenario),
        ],
        list(reasons.of_who_is_served(newcomers, effects, reference, scenario)),
        bought,
    )


def in_time(
    answered: str, years: int, before: pd.DataFrame, last: pd.DataFrame, named: Sequence[str]
) -> Told:
    """A run that is compared with nothing; answered: parts of the sentence that answers."""
    others = [name for name in (_REQUESTS, answer.NEED) if name not in named]
    gone = say("; ").join(
        say(
            "{measure} goes from {before} to {after}",
            measure=clauses.in_a_sentence(name, asked.label(name)),
            before=measures.value(name, spread(before[name]).average),
            after=measures.value(name, spread(last[name]).average),
        )
        for name in others
    )
    few = certainty.too_few(len(last))
    runs = few or say("{runs} {runs|run|runs}", runs=len(last))
    sure = say(
        "How sure it is: {runs}; compared with no other scenario, so that what comes with time alone is in it.",
        runs=runs,
    )
    answer_in_time = say(
        "{when}, in the model: {clauses}.",
        when=envelopes.capitalised(envelopes.how_long(years)),
        clauses=answered,
    )
    gone = say("; ").join(filter(None, (gone, trade_off.yardstick())))
    return Told(answer_in_time, say("For newcomers: {text}.", text=gone), sure)


def how_sure(verdicts: Sequence[str], runs: int, regime: str = "") -> str:
    """How many runs there are, how many of their differences are not decided, and where no reform is compared.

    verdicts: of each row that has a difference; regime: the reference's title, where it starts from another sector.
    """
    told = [
        certainty.too_few(runs)
        or say(
            "{runs} {runs|run|runs} of each scenario, with the same people and shocks", runs=runs
        )
    ]
    if runs > 1:
        told.append(
            _undecided(sum(verdict == certainty.OPEN for verdict in verdicts), len(verdicts))
        )
    if regime:
        told.append(
            say(
                "another regime from the start, so that this is no reform of “{reference}”",
                reference=regime,
            )
        )
    return say("How sure it is: {told}.", told=say("; ").join(told))


def _undecided(number: int, of: int) -> str:
    """How many differences runs leave open."""
    if number == of:
        return say("none of the {all} differences in the table of results is decided", all=of)
    if not number:
        return say(
            "runs decide every difference in the table of results, which says nothing of assumptions"
        )
    return say(
        "not decided: {open} of the {all} differences in the table of results", open=number, all=of
    )
