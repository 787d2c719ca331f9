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
from partnersim.report.formatting.assumptions import in_short
from partnersim.report.formatting.factors import short_name, value_of
from partnersim.report.pages.lexicon import lexicon
from partnersim.report.pages.parts import Lead, Part, Report, Table, picture
from partnersim.report.screens.discovery import any_value, condition, sentence
from partnersim.report.screens.sensitivity import outcome_label, trust
from partnersim.results.sweep_result import Sweep

if TYPE_CHECKING:
    from partnersim.results.sensitivity_result import Sensitivity

_MOST = 2  # pictures of each kind: the report has three to four pages
_LOOKED_FOR = re.compile(r"discover_(.+)_(above|below)_([-+.\de]+)_(prim|cart)_levers\.csv")
_STUDIED = re.compile(r"sensitivity_(\w+)\.parquet")


def of_folder(folder: Path) -> Report:
    """The report of a finished sweep, with what `sensitivity` and `discover` left in its folder."""
    sweep = Sweep.read(folder)
    experiment = sweep.manifest["experiment"]
    studies, found = list(_studies(sweep)), list(_discoveries(sweep))
    parts = [_varied(sweep), *_what_matters(studies), *_when(found)]
    if not studies and not found:
        parts.append(_by_choice(sweep))
    return Report(
        title=experiment["title"][current()],
        leads=[
            Lead("", experiment["question"][current()], " ".join(_answers(sweep, studies, found)))
        ],
        parts=parts,
        sure=list(_how_sure(sweep, studies)),
        behind=in_short(folder),
        lexicon=lexicon(_outcomes(sweep)),
        manifest=sweep.manifest,
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
    """A sentence for each study, or the best and the worst of what is chosen."""
    yield f"{sweep.plot().get_label()}."
    for each in found[:_MOST]:
        asked = condition(each)
        if each.boxes:
            yield f"{asked} {sentence(each.boxes[0], each)}"
        else:
            yield f"{asked} " + say(
                "No set of conditions makes it clearly more frequent than everywhere."
            )
    for own in studies:
        for study in own.studies[:1]:
            yield f"{own.plot(study.outcome).get_label()}."


def _varied(sweep: Sweep) -> Part:
    """The levers and the unknowns, with what they were given."""
    runs = sweep.manifest["runs"]
    about = sweep.frame("design")
    meanings, roles, units = (about.attrs[key] for key in ("meanings", "roles", "units"))
    rows = []
    for factor in sweep.manifest["experiment"]["factors"]:
        path = str(factor["path"])
        role = say("choice of a funder") if roles.get(path) == LEVER else say("unknown")
        rows.append(
            (short_name(path, meanings), role, _given(factor, units.get(path, ""), about[path]))
        )
    return Part(
        say("What was varied"),
        [
            say(
                "{runs} runs; each row of the design meets the same seeds.",
                runs=numbers.number(runs, 0),
            )
        ],
        table=Table(say_all("Factor", "Kind", "Values"), rows, words=3),
    )


def _given(factor: dict[str, Any], unit: str, column: Any) -> str:
    if "choices" in factor:
        return ", ".join(any_value(choice) for choice in factor["choices"])
    declared = [factor.get("min"), factor.get("max")]  # an end may depend on another factor
    ends = (end if isinstance(end, int | float) else drawn
            for end, drawn in zip(declared, (column.min(), column.max()), strict=True))  # fmt: skip
    low, high = (value_of(float(end), unit) for end in ends)
    return say("{low} to {high}", low=low, high=high)


def _what_matters(studies: list[Sensitivity]) -> Iterator[Part]:
    for own in studies:
        shown = own.studies[:_MOST]
        if not shown:
            continue
        others = [outcome_label(study.outcome) for study in own.studies[_MOST:]]
        note = say("Also studied: {outcomes}.", outcomes="; ".join(others)) if others else ""
        pictures = [picture(own.plot(study.outcome)) for study in shown]
        yield Part(say("What matters most"), pictures=pictures, note=note)


def _when(found: list[Discovery]) -> Iterator[Part]:
    for each in found[:_MOST]:
        said = [
            say(
                "It happens in {share} of {rows} rows of the design.",
                share=numbers.percent(each.cases.share),
                rows=numbers.number(len(each.cases.outcome), 0),
            )
        ]
        yield Part(condition(each), said, pictures=[picture(each.plot())])


def _outcomes(sweep: Sweep) -> list[str]:
    roles = sweep.frame("outcomes").attrs["roles"]
    return [str(name) for name, role in roles.items() if role == "outcome"]


def _by_choice(sweep: Sweep) -> Part:
    pictures = [picture(sweep.plot(outcome)) for outcome in _outcomes(sweep)[:_MOST]]
    return Part(say("What comes of it, by what is chosen"), pictures=pictures)


def _how_sure(sweep: Sweep, studies: list[Sensitivity]) -> Iterator[str]:
    replicates = int(sweep.manifest["experiment"]["replicates"])
    yield say("Replicates of each row: {replicates}; they differ in luck.", replicates=replicates)
    for own in studies:
        for study in own.studies[:1]:
            yield from (
                f"{outcome_label(study.outcome)}. {text}" for text in list(trust(study))[:2]
            )
    yield say("Ranges of what nobody knows are assumptions: what lies beyond them was not tried.")
