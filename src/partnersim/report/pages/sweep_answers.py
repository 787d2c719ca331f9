"""What a sweep's report answers: three sentences, and those that stand below; ranks of factors, and outcomes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from partnersim.analysis.discovery.sweep_analysis import Discovery
from partnersim.analysis.sweeps.factors import LEVER, UNCERTAINTY
from partnersim.language import current, numbers, say
from partnersim.report.figures.by_choice import moved_by_choice
from partnersim.report.formatting import words
from partnersim.report.formatting.factors import short_name
from partnersim.report.formatting.unknowns import in_a_clause
from partnersim.report.screens.answer import ORIENTATION
from partnersim.report.screens.discovery import answer
from partnersim.report.screens.sensitivity import FIRST_SHOWN, effect, outcome_label, undecided
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
    steps = steps_of(studies, first)
    most = [
        *_fell(sweep),
        *(_by_steps(steps, sweep) if steps else [f"{sweep.plot().get_label()}."]),
    ]
    weighs = [_of_all(study, own) for own in studies for study in own.studies[:1]]
    if steps and (undecided(steps) or not _varied(sweep, UNCERTAINTY)):
        weighs = []  # it is told already
    weighs = weighs if studies else list(_unknown(sweep))
    room = max(0, _THREE - len(most) - len(weighs[:1]))
    return (
        [*most, *when[:room], *weighs[:1]],
        [*_beside_the_first(sweep, studies), *when[room:], *weighs[1:]],
    )


def steps_of(studies: list[Sensitivity], outcome: str) -> OutcomeSensitivity | None:
    """The study of an outcome by single steps (Morris), whose trials are no independent draws; None without one."""
    every = (study for own in studies for study in own.studies if study.method == "morris")
    return next((study for study in every if study.outcome == outcome), None)


def _varied(sweep: Sweep, role: str) -> bool:
    """Whether levers, or unknowns, were varied."""
    return role in sweep.frame("design").attrs["roles"].values()


def _by_steps(study: OutcomeSensitivity, sweep: Sweep) -> Iterator[str]:
    """The choice that moves an outcome most; first that it is not decided, where it is not, and what comes first."""
    about = sweep.frame("design").attrs
    meanings, every = about["meanings"], study.of(FIRST_SHOWN[study.method])
    outcome = outcome_label(study.outcome)
    if why := undecided(study):
        yield say("What counts most is not decided: {reason}.", reason=why)
        yield say(
            "In these trials alone “{factor}” comes first: another choice moves “{outcome}” by {effect} on average."
            if every[0].factor in study.choices
            else "In these trials alone “{factor}” comes first: over its whole range it moves “{outcome}” by {effect} "
            "on average.",
            factor=short_name(every[0].factor, meanings),
            outcome=outcome,
            effect=effect(study.outcome, every[0].value),
        )
        return
    levers = [index for index in every if about["roles"].get(index.factor) == LEVER]
    if sure := [index for index in levers if index.detectable]:
        yield say(
            "Of what is chosen, “{factor}” moves “{outcome}” most: by {effect} on average from one choice to another."
            if sure[0].factor in study.choices
            else "Of what is chosen, “{factor}” moves “{outcome}” most: by {effect} on average over its whole range.",
            factor=short_name(sure[0].factor, meanings),
            outcome=outcome,
            effect=effect(study.outcome, sure[0].value),
        )
    elif levers:
        yield say("Nothing of what is chosen moves “{outcome}” beyond luck.", outcome=outcome)


def _moved(sweep: Sweep, studies: list[Sensitivity], outcome: str) -> bool | None:
    """Whether what is chosen shows in an outcome; None where that is not decided."""
    study = steps_of(studies, outcome)
    if study is None:
        return moved_by_choice(sweep, outcome)
    if undecided(study):
        return None
    roles = sweep.frame("design").attrs["roles"]
    every = study.of(FIRST_SHOWN[study.method])
    return any(index.detectable for index in every if roles.get(index.factor) == LEVER)


def _beside_the_first(sweep: Sweep, studies: list[Sensitivity]) -> Iterator[str]:
    """That a rise or fall over the years is no effect of what is chosen; in which other outcomes choices show."""
    if not _varied(sweep, LEVER):
        return
    first, *others = outcomes_of(sweep)
    if first.endswith(_CHANGE) and _moved(sweep, studies, first) is False:
        yield say("What is told of it is its course over the years, alike whatever is chosen.")
    if not others:
        return
    verdicts = {name: _moved(sweep, studies, name) for name in others}
    moved = [outcome_label(name) for name, verdict in verdicts.items() if verdict]
    told = "; ".join(say("“{name}”", name=name) for name in moved)
    yield say(
        "Of {count} other {count|outcome|outcomes}, what is chosen shows in: {outcomes}."
        if moved
        else "What is chosen makes no visible difference in {count} other {count|outcome|outcomes}."
        if None not in verdicts.values()
        else "Whether what is chosen counts in {count} other {count|outcome|outcomes} is not decided.",
        count=len(others),
        outcomes=told,
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


def by_chance(sweep: Sweep) -> float:
    """A rank correlation that trials without any would reach once in twenty."""
    trials = int(sweep.without_failures()["row"].nunique())
    return 1.96 / math.sqrt(trials - 1) if trials > 4 else 1.0


def _unknown(sweep: Sweep) -> Iterator[str]:
    """The unknown that goes with the first outcome most, where no choice goes with it more."""
    ranks, about = rank_correlations(sweep), sweep.frame("design").attrs
    most = max(ranks, key=lambda path: abs(ranks[path]), default="")
    if not _varied(sweep, LEVER) or about["roles"].get(most) != UNCERTAINTY:
        return
    if abs(ranks[most]) >= max(_STRONG, by_chance(sweep)):
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
    """The factor that moves an outcome most, and whether anybody chooses it; or that this is not decided."""
    if why := undecided(study):
        return say("What counts most is not decided: {reason}.", reason=why)
    sure = [index for index in study.of(FIRST_SHOWN[study.method]) if index.detectable]
    if not sure:
        return f"{own.plot(study.outcome).get_label()}."
    about = own.sweep.frame("design").attrs
    factor, meanings = sure[0].factor, about["meanings"]
    outcome = outcome_label(study.outcome)
    if about["roles"].get(factor) == LEVER:
        return say(
            "Unknowns included, this choice weighs most on “{outcome}”: “{factor}”."
            if _varied(own.sweep, UNCERTAINTY)
            else "Of all that was varied, this choice weighs most on “{outcome}”: “{factor}”.",
            factor=short_name(factor, meanings),
            outcome=outcome,
        )
    return say(
        "What weighs most on “{outcome}”, however, nobody chooses and nobody knows: {factor}."
        if _varied(own.sweep, LEVER)
        else "What weighs most on “{outcome}” nobody chooses and nobody knows: {factor}.",
        factor=in_a_clause(factor, meanings),
        outcome=outcome,
    )


def outcomes_of(sweep: Sweep) -> list[str]:
    """The names of what a sweep measures that is an outcome."""
    roles = sweep.frame("outcomes").attrs["roles"]
    return [str(name) for name, role in roles.items() if role == "outcome"]
