"""The report of a sweep: what was varied, what matters most, and when what was looked for happens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.discovery.sweep_analysis import Discovery, discover
from partnersim.analysis.sensitivity.sweep_analysis import studied
from partnersim.analysis.sweeps.factors import LEVER
from partnersim.language import current, numbers, say, say_all
from partnersim.report.figures.by_choice import moved_by_choice
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import in_short
from partnersim.report.formatting.certainty import FEW_RUNS
from partnersim.report.formatting.factors import short_name, value_of
from partnersim.report.pages.lexicon import lexicon
from partnersim.report.pages.parts import Lead, Part, Report, Table, picture
from partnersim.report.screens.answer import ORIENTATION
from partnersim.report.screens.discovery import answer, any_value, condition
from partnersim.report.screens.sensitivity import FIRST_SHOWN, outcome_label
from partnersim.results.sweep_result import Sweep

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.analysis.sensitivity.indices import OutcomeSensitivity
    from partnersim.results.sensitivity_result import Sensitivity

_CHANGE = "_change"
_STRONG = 0.3  # a rank correlation worth telling
_MOST = 2  # pictures of a kind: the report has three to four pages
_LOOKED_FOR = re.compile(r"discover_(.+)_(above|below)_([-+.\de]+)_(prim|cart)_levers\.csv")
_STUDIED = re.compile(r"sensitivity_(\w+)\.parquet")


def of_folder(folder: Path) -> Report:
    """The report of a finished sweep, with what `sensitivity` and `discover` left in its folder."""
    sweep = Sweep.read(folder)
    experiment = sweep.manifest["experiment"]
    studies, found = list(_studies(sweep)), list(_discoveries(sweep))
    parts = [*_what_matters(studies), _varied(sweep), *_when(found)]
    if not studies and not found:
        parts.append(_by_choice(sweep))
    return Report(
        title=experiment["title"][current()],
        leads=[
            *(Lead("", "", few) for few in _few(sweep)),
            Lead("", experiment["question"][current()], " ".join(_answers(sweep, studies, found))),
        ],
        parts=parts,
        sure=list(_how_sure(sweep, studies)),
        behind=in_short(folder),
        lexicon=lexicon(_outcomes(sweep)),
        manifest=sweep.manifest,
    )


def _few(sweep: Sweep) -> Iterator[str]:
    """A warning where all trials together have few runs."""
    if (runs := int(sweep.manifest["runs"])) < FEW_RUNS:
        yield say(
            "{runs} runs only: do not cite (set `samples` and `replicates` to {least} runs or more).",
            runs=runs,
            least=FEW_RUNS,
        )


def _studies(sweep: Sweep) -> Iterator[Sensitivity]:
    for file in sorted(sweep.folder.glob("sensitivity_*.parquet")):
        if known := _STUDIED.fullmatch(file.name):
            yield studied(sweep, known[1])


def _discoveries(sweep: Sweep) -> Iterator[Discovery]:
    """What was looked for in this sweep, by the names of the tables that `discover` left."""
    for file in sorted(sweep.folder.glob("discover_*_levers.csv")):
        if known := _LOOKED_FOR.fullmatch(file.name):
            outcome, side, value, method = known.groups()
            yield discover(sweep, outcome, **{side: float(value)}, method=method)


def _answers(sweep: Sweep, studies: list[Sensitivity], found: list[Discovery]) -> Iterator[str]:
    """How often what was asked about falls, what counts most, and when what was looked for happens."""
    yield from _fell(sweep)
    yield f"{sweep.plot().get_label()}."
    yield from _beside_the_first(sweep)
    if not studies:
        yield from _unknown(sweep)
    first = next(iter(_outcomes(sweep)), "")
    told = [each for each in found if not (first.endswith(_CHANGE) and _falls(each, first))]
    yield from map(answer, told[:_MOST])
    for own in studies:
        for study in own.studies[:1]:
            yield _of_all(study, own)


def _beside_the_first(sweep: Sweep) -> Iterator[str]:
    """That a rise or fall over the years is no effect of what is chosen; in which other outcomes choices show."""
    first, *others = _outcomes(sweep)
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
        else say("Of the {count} other outcomes, what is chosen shows in none.", count=len(others))
    )


def _fell(sweep: Sweep) -> Iterator[str]:
    """In how many trials it fell, where the first outcome is a change over the scenario."""
    outcome = next(iter(_outcomes(sweep)), "")
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


def _ranks(sweep: Sweep) -> dict[str, float]:
    """By factor, its rank correlation with the first outcome over trials; without what has no order."""
    runs = sweep.without_failures()
    outcome = next(iter(_outcomes(sweep)))
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
    ranks, about = _ranks(sweep), sweep.frame("design").attrs
    most = max(ranks, key=lambda path: abs(ranks[path]), default="")
    if most and about["roles"].get(most) != LEVER and abs(ranks[most]) >= _STRONG:
        named = {
            "factor": short_name(most, about["meanings"]),
            "rank": numbers.number(ranks[most], 2, signed=True),
        }
        yield say(
            "How much it changes hangs less on what is chosen than on what nobody knows: “{factor}” (rank "
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
    named = {
        "factor": short_name(sure[0].factor, about["meanings"]),
        "outcome": outcome_label(study.outcome),
    }
    return say(
        "Unknowns included, this choice weighs most on “{outcome}”: “{factor}”."
        if about["roles"].get(sure[0].factor) == LEVER
        else "What weighs most on “{outcome}”, however, nobody chooses and nobody knows: “{factor}”.",
        **named,
    )


def _varied(sweep: Sweep) -> Part:
    """The levers and the unknowns, with what they were given."""
    runs = sweep.manifest["runs"]
    about = sweep.frame("design")
    meanings, roles, units = (about.attrs[key] for key in ("meanings", "roles", "units"))
    rows = []
    ranks = _ranks(sweep)
    listed = sorted(
        sweep.manifest["experiment"]["factors"],
        key=lambda factor: -abs(ranks.get(str(factor["path"]), 0.0)),
    )
    for factor in listed:
        path = str(factor["path"])
        role = say("choice" if roles.get(path) == LEVER else "unknown")
        rank = numbers.number(ranks[path], 2, signed=True) if path in ranks else numbers.MISSING
        given = _given(factor, units.get(path, ""), about[path])
        rows.append((short_name(path, meanings), role, given, rank))
    return Part(
        say("What was varied"),
        [
            say(
                "{runs} runs. The same people and shocks meet every trial, that is, every set of values.",
                runs=numbers.number(runs, 0),
            )
        ],
        table=Table(say_all("Factor", "Kind", "Values", "Rank correlation"), rows, words=3),
        under_table=say(
            "Rank correlation with “{outcome}” over trials: −1 or +1 where the factor alone puts them in order, 0 "
            "where it does not; those that count most first.",
            outcome=outcome_label(next(iter(_outcomes(sweep)))),
        ),
    )


def _given(factor: dict[str, Any], unit: str, column: Any) -> str:
    if "choices" in factor:
        return ", ".join(any_value(choice) for choice in factor["choices"])
    declared = [factor.get("min"), factor.get("max")]  # an end may depend on another factor
    ends = (end if isinstance(end, int | float) else drawn
            for end, drawn in zip(declared, (column.min(), column.max()), strict=True))  # fmt: skip
    low, high = (value_of(float(end), unit) for end in ends)
    return say("{low} to {high}", low=low, high=high).replace(" ", numbers.NO_BREAK)


def _what_matters(studies: list[Sensitivity]) -> Iterator[Part]:
    for own in studies:
        shown = own.studies[:1]
        if not shown:
            continue
        others = [outcome_label(study.outcome) for study in own.studies[1:]]
        note = say("Also studied: {outcomes}.", outcomes="; ".join(others)) if others else ""
        pictures = [picture(own.plot(study.outcome)) for study in shown]
        yield Part(say("What matters most"), pictures=pictures, note=note)


def _when(found: list[Discovery]) -> Iterator[Part]:
    for each in found[:_MOST]:
        rows = numbers.number(len(each.cases.outcome), 0)
        if each.cases.share == 0.0:
            yield Part(condition(each), [say("In none of {rows} trials.", rows=rows)])
            continue
        share = numbers.percent(each.cases.share)
        said = [say("It happens in {share} of {rows} trials.", share=share, rows=rows)]
        yield Part(condition(each), said, pictures=[picture(each.plot())])


def _outcomes(sweep: Sweep) -> list[str]:
    roles = sweep.frame("outcomes").attrs["roles"]
    return [str(name) for name, role in roles.items() if role == "outcome"]


def _by_choice(sweep: Sweep) -> Part:
    """A picture of the first outcomes; of the others, what it would say."""
    outcomes = _outcomes(sweep)
    rest = [
        say(
            "“{outcome}”: {text}.",
            outcome=outcome_label(outcome),
            text=sweep.plot(outcome).get_label(),
        )
        for outcome in outcomes[_MOST:]
    ]
    pictures = [picture(sweep.plot(outcome)) for outcome in outcomes[:_MOST]]
    heading = say("What comes of it, by what is chosen")
    return Part(heading, pictures=pictures, note=" ".join(rest))


def _how_sure(sweep: Sweep, studies: list[Sensitivity]) -> Iterator[str]:
    replicates = int(sweep.manifest["experiment"]["replicates"])
    yield (
        say(
            "Each trial was run {replicates} times, which differ in luck alone.",
            replicates=replicates,
        )
        if replicates > 1
        else say("Each trial was run once: what luck does is not known.")
    )
    for own in studies:
        for study in own.studies[:1]:
            if study.replicates > 1:
                yield say(
                    "Luck alone makes {share} of the differences between single runs in “{outcome}”.",
                    share=numbers.percent(study.luck.luck_share),
                    outcome=outcome_label(study.outcome),
                )
    yield say("Ranges of what nobody knows are assumptions: what lies beyond them was not tried.")
