"""What a sweep's report answers: three sentences, and those that stand below; ranks of factors, and outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from partnersim.analysis.discovery.sweep_analysis import Discovery
from partnersim.analysis.sweeps.factors import LEVER
from partnersim.language import current, numbers, say
from partnersim.report.figures.by_choice import moved_by_choice
from partnersim.report.formatting import words
from partnersim.report.formatting.factors import short_name
from partnersim.report.formatting.unknowns import in_a_clause
from partnersim.report.screens.answer import ORIENTATION
from partnersim.report.screens.discovery import answer
from partnersim.report.screens.sensitivity import FIRST_SHOWN, outcome_label
from partnersim.results.sweep_result import Sweep

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.analysis.sensitivity.indices import OutcomeSensitivity
    from partnersim.results.sensitivity_result import Sensitivity

_CHANGE = "_change"
_STRONG = 0.3  # a rank correlation worth telling
_THREE = 3  # sentences of an answer
_MOST = 2  # of what was looked for


def answers(
    sweep: Sweep, studies: list[Sensitivity], found: list[Discovery]
) -> tuple[list[str], list[str]]:
    """What counts most, when what was looked for happens, what nobody chooses: three sentences; then the others."""
    first = next(iter(outcomes_of(sweep)), "")
    told = [each for each in found if not (first.endswith(_CHANGE) and _falls(each, first))]
    when = list(map(answer, told[:_MOST]))
    most = [*_fell(sweep), f"{sweep.plot().get_label()}."]
    weighs = [_of_all(study, own) for own in studies for study in own.studies[:1]]
    weighs = weighs if studies else list(_unknown(sweep))
    room = max(0, _THREE - len(most) - len(weighs[:1]))
    return (
        [*most, *when[:room], *weighs[:1]],
        [*_beside_the_first(sweep), *when[room:], *weighs[1:]],
    )


def _beside_the_first(sweep: Sweep) -> Iterator[str]:
    """That a rise or fall over the years is no effect of what is chosen; in which other outcomes choices show."""
    first, *others = outcomes_of(sweep)
    if first.endswith(_CHANGE) and not moved_by_choice(sweep, first):
        yield say("What is told of it is its course over the years, alike whatever is chosen.")
    if not others:
        return
    moved = [outcome_label(name) for name in others if moved_by_choice(sweep, name)]
    told = "; ".join(say("“{name}”", name=name) for name in moved)
    yield (
        say(
            "Of the {count} other outcomes, what is chosen shows in: {outcomes}.",
            count=len(others),
            outcomes=told,
        )
        if moved
        else say(
            "What is chosen makes no visible difference in the {count} other outcomes.",
            count=len(others),
        )
    )


def _fell(sweep: Sweep) -> Iterator[str]:
    """In how many trials it fell, where the first outcome is a change over the scenario."""
    outcome = next(iter(outcomes_of(sweep)), "")
    if not outcome.endswith(_CHANGE):
        return
    means = sweep.outcomes.groupby("row")[outcome].mean()
    if outcome == f"{ORIENTATION}{_CHANGE}":
        yield _drift(sweep, means)
        return
    words_of = {
        "name": words.label(outcome.removesuffix(_CHANGE)),
        "rows": numbers.number(len(means), 0),
        "fell": numbers.number(int((means < 0.0).sum()), 0),
    }
    yield say(
        "“{name}” falls over the scenario in {fell} of {rows} trials."
        if (means < 0.0).any()
        else "“{name}” falls over the scenario in none of the {rows} trials.",
        **words_of,
    )


def _drift(sweep: Sweep, means: pd.Series[float]) -> str:
    """The same of orientation, which has a word of the sector."""
    scenario = sweep.manifest["identity"]["scenario"]
    told = {
        "scenario": scenario["title"][current()],
        "rows": numbers.number(len(means), 0),
        "fell": numbers.number(int((means < 0.0).sum()), 0),
        "low": numbers.number(float(means.min()), 2),
        "high": numbers.number(float(means.max()), 2),
    }
    return say(
        "In the model, under “{scenario}”, the sector drifts towards providing services in {fell} of {rows} "
        "trials."
        if (means < 0.0).any()
        else "In the model, under “{scenario}”, the sector drifts towards providing services in none of the "
        "{rows} trials: "
        "its orientation rises by {low} to {high}.",
        **told,
    )


def rank_correlations(sweep: Sweep) -> dict[str, float]:
    """By factor, its rank correlation with the first outcome over trials; without what has no order."""
    runs = sweep.without_failures()
    outcome = next(iter(outcomes_of(sweep)))
    rows = runs.groupby("row").mean(numeric_only=True)
    paths = [str(factor["path"]) for factor in sweep.manifest["experiment"]["factors"]]
    found = {
        path: float(rows[path].corr(rows[outcome], method="spearman"))
        for path in paths
        if path in rows and runs[path].dtype.kind in "iuf"
    }
    return {path: rank for path, rank in found.items() if rank == rank}


def _unknown(sweep: Sweep) -> Iterator[str]:
    """The unknown that goes with the first outcome most, where no choice goes with it more."""
    ranks, about = rank_correlations(sweep), sweep.frame("design").attrs
    most = max(ranks, key=lambda path: abs(ranks[path]), default="")
    if most and about["roles"].get(most) != LEVER and abs(ranks[most]) >= _STRONG:
        named = {
            "factor": in_a_clause(most, about["meanings"]),
            "rank": numbers.number(ranks[most], 2, signed=True),
        }
        yield say(
            "How much it changes hangs less on what is chosen than on what nobody knows: {factor} (rank "
            "correlation {rank}).",
            **named,
        )


def _falls(found: Discovery, outcome: str) -> bool:
    """Whether what was looked for is that the outcome falls, which is told already."""
    bound = found.cases.condition
    return bound.outcome == outcome and not bound.above and bound.value == 0.0


def _of_all(study: OutcomeSensitivity, own: Sensitivity) -> str:
    """The factor that moves an outcome most, and whether anybody chooses it."""
    kind = FIRST_SHOWN[study.method]
    sure = [index for index in study.of(kind) if index.detectable is not False]
    if not sure:
        return f"{own.plot(study.outcome).get_label()}."
    about = own.sweep.frame("design").attrs
    factor, meanings = sure[0].factor, about["meanings"]
    outcome = outcome_label(study.outcome)
    if about["roles"].get(factor) == LEVER:
        return say(
            "Unknowns included, this choice weighs most on “{outcome}”: “{factor}”.",
            factor=short_name(factor, meanings),
            outcome=outcome,
        )
    return say(
        "What weighs most on “{outcome}”, however, nobody chooses and nobody knows: {factor}.",
        factor=in_a_clause(factor, meanings),
        outcome=outcome,
    )


def outcomes_of(sweep: Sweep) -> list[str]:
    """The names of what a sweep measures that is an outcome."""
    roles = sweep.frame("outcomes").attrs["roles"]
    return [str(name) for name, role in roles.items() if role == "outcome"]
