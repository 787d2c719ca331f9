"""The report of a sweep: what was varied, what matters most, and when what was looked for happens."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.discovery.sweep_analysis import Discovery, discover
from partnersim.analysis.sensitivity.sweep_analysis import studied
from partnersim.analysis.sweeps.factors import LEVER
from partnersim.language import UserError, current, numbers, say, say_all
from partnersim.report.formatting.assumptions import in_short
from partnersim.report.formatting.certainty import too_few
from partnersim.report.formatting.factors import short_name, value_of
from partnersim.report.pages import by_lever
from partnersim.report.pages.lexicon import lexicon
from partnersim.report.pages.parts import (
    Lead,
    Part,
    Report,
    Table,
    limits,
    of_quebec,
    of_the_status_quo,
    picture,
)
from partnersim.report.pages.sweep_answers import (
    answers,
    by_chance,
    outcomes_of,
    rank_correlations,
    steps_of,
)
from partnersim.report.screens.discovery import any_value, condition
from partnersim.report.screens.sensitivity import (
    FIRST_SHOWN,
    effect,
    kind_name,
    outcome_label,
    step,
)
from partnersim.results.sweep_result import Sweep
from partnersim.scenario.posterior import POINT

if TYPE_CHECKING:
    from partnersim.results.sensitivity_result import Sensitivity

_MOST = 2  # pictures of a kind: the report has three to four pages
_LOOKED_FOR = re.compile(r"discover_(.+)_(above|below)_([-+.\de]+)_(prim|cart)_levers\.csv")
_STUDIED = re.compile(r"sensitivity_(\w+)\.parquet")


def of_folder(folder: Path) -> Report:
    """The report of a finished sweep, with what `sensitivity` and `discover` left in its folder."""
    sweep = Sweep.read(folder)
    experiment = sweep.manifest["experiment"]
    studies, found = list(_studies(sweep)), list(_discoveries(sweep))
    three, rest = answers(sweep, studies, found)
    told_of_quebec = of_quebec(sweep.manifest["identity"]["scenario"])
    alone = [] if studies or found else [_by_choice(sweep)]
    parts = [
        *by_lever.part(sweep, studies),
        *alone,
        *_what_matters(studies),
        _varied(sweep, studies),
        *_when(found),
    ]
    parts[0] = replace(parts[0], paragraphs=[*rest, *parts[0].paragraphs])
    return Report(
        title=experiment["title"][current()],
        leads=[
            *(Lead("", "", few) for few in _few(sweep)),
            Lead("", experiment["question"][current()], " ".join(three)),
        ],
        parts=parts,
        sure=list(_how_sure(sweep, studies)),
        behind=in_short(folder, varied=_fixed_otherwise(sweep)),
        lexicon=lexicon(outcomes_of(sweep)),
        manifest=sweep.manifest,
        reading=[of_the_status_quo()] if told_of_quebec else (),
        limits=limits(quebec=told_of_quebec),
    )


def _fixed_otherwise(sweep: Sweep) -> int:
    """How many factors were varied, where nothing else was drawn; else 0."""
    experiment = sweep.manifest["experiment"]
    return len(experiment["factors"]) if experiment["uncertainty"] == POINT else 0


def _few(sweep: Sweep) -> Iterator[str]:
    """A warning where all trials together have few runs."""
    if few := too_few(int(sweep.manifest["runs"])):
        yield f"{few[0].upper()}{few[1:]}."


def _studies(sweep: Sweep) -> Iterator[Sensitivity]:
    """What `sensitivity` left; of single steps, which are no independent draws, their study without it."""
    files = sorted(sweep.folder.glob("sensitivity_*.parquet"))
    known = [found[1] for file in files if (found := _STUDIED.fullmatch(file.name))]
    for method in known:
        yield studied(sweep, method)
    if not known and sweep.manifest["experiment"]["design"]["method"] == "morris":
        with contextlib.suppress(UserError):  # runs failed, or nothing varies
            yield studied(sweep, "morris")


def _discoveries(sweep: Sweep) -> Iterator[Discovery]:
    """What was looked for in this sweep, by the names of the tables that `discover` left."""
    for file in sorted(sweep.folder.glob("discover_*_levers.csv")):
        if known := _LOOKED_FOR.fullmatch(file.name):
            outcome, side, value, method = known.groups()
            yield discover(sweep, outcome, **{side: float(value)}, method=method)


def _varied(sweep: Sweep, studies: list[Sensitivity]) -> Part:
    """The levers and the unknowns, with what they were given, and how far the first outcome goes with each."""
    about = sweep.frame("design")
    meanings, roles, units = (about.attrs[key] for key in ("meanings", "roles", "units"))
    head, sizes, written, note = _goes_with(sweep, studies)
    rows = []
    listed = sorted(
        sweep.manifest["experiment"]["factors"],
        key=lambda factor: -abs(sizes.get(str(factor["path"]), 0.0)),
    )
    for factor in listed:
        path = str(factor["path"])
        role = say("choice" if roles.get(path) == LEVER else "unknown")
        size = written(sizes[path]) if path in sizes else numbers.MISSING
        given = _given(factor, units.get(path, ""), about[path])
        rows.append((short_name(path, meanings), role, given, size))
    return Part(
        say("What was varied"),
        [
            say(
                "{runs} {runs|run|runs}. The same people and shocks meet every trial, that is, every set of values.",
                runs=numbers.number(sweep.manifest["runs"], 0),
            )
        ],
        table=Table([*say_all("Factor", "Kind", "Values"), head], rows, words=3),
        under_table=note,
    )


def _goes_with(
    sweep: Sweep, studies: list[Sensitivity]
) -> tuple[str, dict[str, float], Callable[[float], str], str]:
    """A head, a size by factor, how it is written, and what it means: effects of single steps, or ranks."""
    first = outcomes_of(sweep)[0]
    if study := steps_of(studies, first):
        kind = FIRST_SHOWN[study.method]
        sizes = {index.factor: index.value for index in study.of(kind)}
        told = say("On “{outcome}”. {step}", outcome=outcome_label(first), step=step(study))
        return kind_name(kind), sizes, partial(effect, first), told
    note = say(
        "Rank correlation with “{outcome}” over trials, from −1 (it falls wherever the factor rises) to +1 (it "
        "rises with it); 0: neither; –: the factor has no order. The strongest first; between −{chance} and "
        "+{chance} it may be chance.",
        outcome=outcome_label(first),
        chance=numbers.number(by_chance(sweep), 2),
    )
    signed = partial(numbers.number, decimals=2, signed=True)
    return say("Rank correlation"), rank_correlations(sweep), signed, note


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


def _by_choice(sweep: Sweep) -> Part:
    """A picture of the first outcomes; of the others, what it would say."""
    outcomes = outcomes_of(sweep)
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
            "Each trial was run {replicates} times; luck alone differs between these runs.",
            replicates=replicates,
        )
        if replicates > 1
        else say("Each trial was run once: what luck does is not known.")
    )
    if sweep.manifest["experiment"]["uncertainty"] == POINT:
        yield say(
            "What nobody knows and was not varied stands at its central value, and one simulated person stands for "
            "{scale}: levels differ from those of a run or a comparison, which draw it.",
            scale=numbers.number(float(sweep.manifest["identity"]["scenario"]["scale"]), 0),
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
