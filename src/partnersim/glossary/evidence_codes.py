"""Codes as entries: F13, M3 and X8, patterns such as P9 and their parts, and the keys of the bibliography."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import RUNS, SEED, saved
from partnersim.declarations import Assumption
from partnersim.evidence.bibliography import cite, evidence_label, works
from partnersim.evidence.could_fail import CouldFailRow, could_fail_rows
from partnersim.evidence.figures import READ, CodedFigure, Locator, codes_in, figures
from partnersim.evidence.patterns import Pattern, patterns
from partnersim.evidence.registry import Kind
from partnersim.evidence.registry import entries as registered
from partnersim.evidence.saved_verdicts import verdicts_file
from partnersim.glossary.entry import NOTE, PART, Explanation, Fact, file_of, plain
from partnersim.language import current, say
from partnersim.language.numbers import number, percent
from partnersim.language.words import N_, french
from partnersim.report.formatting.verdicts import (
    case_of,
    figure,
    name_of,
    use_of,
    verdict_label,
    wanted,
    what_words_mean,
)
from partnersim.scenario.library import shipped
from partnersim.scenario.parameter_groups import behaviour

_SHORT = {  # as notes call the five documents
    "bruneau_2021": "B21", "meinhard_2015": "MLH15", "phillips_2001": "ACC",
    "observatoire_aca_2021": "OBS21", "bradford_andrew_2011": "BA11",
}  # fmt: skip
_EVIDENCE = "src/partnersim/evidence"


def of_codes() -> Iterator[Explanation]:
    """Every code and key, to be asked for by itself."""
    for coded in figures().values():
        yield _entry(coded.code, "figure", coded.what.in_language(current()), _figure(coded),
                     f"{_EVIDENCE}/figures.csv", [coded.code])  # fmt: skip
    for pattern in patterns():
        yield from _pattern(pattern, [part for part in _verdicts() if part.pattern is pattern])
    for work in works().values():
        title = f"{work.author} ({work.year}). {work.title}. {work.where}"
        names = [work.key, _SHORT.get(work.key, work.key)]
        yield _entry(work.key, "work", title, (), f"{_EVIDENCE}/bibliography.csv", names)


def _entry(
    code: str, kind: str, meaning: str, facts: Iterable[Fact], home: str, names: Sequence[str]
) -> Explanation:
    return Explanation((code,), kind, meaning, tuple(facts), home, tuple(map(plain, names)))


def _figure(coded: CodedFigure) -> Iterator[Fact]:
    if coded.figure:
        yield Fact(N_("figure"), coded.figure)
    source = say("assumption") if coded.source == "assumption" else cite(coded.source)
    yield Fact(N_("source"), f"{source}, {coded.where.in_language(current())}")
    yield from _listed(N_("paragraph"), (_opening(each, coded.source) for each in coded.locators))
    if coded.read:
        yield Fact(N_("read"), say(READ[coded.read]))
    yield from _listed(N_("named by"), _naming()[coded.code])
    yield from _listed(N_("rules"), _rules()[coded.code])
    yield from _listed(N_("scenarios"), _scenarios()[coded.code])
    if coded.stands:
        yield Fact(N_("standing"), coded.stands.in_language(current()))


def nameless(coded: CodedFigure) -> bool:
    """Whether no number, pattern, rule or scenario names it; a pattern alone is no mechanism."""
    named = [*_naming()[coded.code], *_rules()[coded.code], *_scenarios()[coded.code]]
    if coded.code.startswith("M"):
        by_id = {pattern.id for pattern in patterns()}
        named = [name for name in named if name not in by_id]
    return not named


def _opening(locator: Locator, source: str) -> str:
    """How a paragraph begins, with its document where that is another."""
    words = f'"{locator.words} …"'
    return words if locator.document == source else f"{cite(locator.document)} {words}"


def _listed(label: str, names: Iterable[str]) -> Iterator[Fact]:
    if text := ", ".join(dict.fromkeys(names)):
        yield Fact(label, text)


@functools.cache
def _naming() -> Mapping[str, list[str]]:
    """By code, the paths of the registry, and the patterns, whose words name it."""
    paths: dict[str, list[str]] = defaultdict(list)
    for entry in registered():
        evidence = entry.evidence
        words = (
            f"{evidence.reason} {evidence.searched}"
            if isinstance(evidence, Assumption)
            else evidence.where
        )
        for code in codes_in(f"{words} {' '.join(entry.by)}"):
            is_part = entry.kind is Kind.PATTERN
            paths[code].append(entry.path.partition(".")[0] if is_part else entry.path)
    return paths


@functools.cache
def _rules() -> Mapping[str, list[str]]:
    """By code, the files of rules whose first words name it."""
    files: dict[str, list[str]] = defaultdict(list)
    for module in behaviour():
        if module.__name__.startswith("partnersim."):
            for code in codes_in(module.__doc__ or ""):
                files[code].append(file_of(module.__name__))
    return files


@functools.cache
def _scenarios() -> Mapping[str, list[str]]:
    """By code, the shipped scenarios whose values name it."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, file in shipped().items():
        for code in codes_in(file.read_text(encoding="utf-8")):
            names[code].append(name)
    return names


def _pattern(pattern: Pattern, parts: Sequence[PartVerdict]) -> Iterator[Explanation]:
    """The pattern with all its parts, then with each of them alone."""
    code = pattern.id
    for chosen in (parts, *([part] for part in parts)):
        names = [code] if chosen is parts else _names(chosen[0])
        yield _entry(code, "pattern", pattern.statement.in_language(current()),
                     _pattern_facts(pattern, chosen), pattern.place, names)  # fmt: skip


def _names(verdict: PartVerdict) -> list[str]:
    """What a part is called on pages, in every language, and in the data."""
    name = f"{verdict.pattern.id} {verdict.part.id}"
    return [name, french(name)]


def _pattern_facts(pattern: Pattern, parts: Sequence[PartVerdict]) -> Iterator[Fact]:
    yield Fact(N_("source"), evidence_label(pattern.source))
    for verdict in parts:
        yield from _part(verdict)
    if any(
        verdict.said in ("fitted", "may be chance", "could hardly fail")
        or verdict.part.written_in != "no"
        or verdict.part.too
        for verdict in parts
    ):
        yield from (Fact(NOTE, words) for words in what_words_mean())
    chosen = (entry.path for entry in registered() if pattern.id in entry.by)
    yield from _listed(N_("chosen by it"), chosen)
    if not all(math.isnan(verdict.mean) for verdict in parts):
        words = say(
            "docs/data/patterns.csv; `python -m studies.verdicts {code}`, {runs} paired runs, "
            "parameters drawn from their priors, seed {seed}; in a table: docs/patterns.md",
            code=pattern.id, runs=RUNS, seed=SEED,
        )  # fmt: skip
        yield Fact(N_("verdicts"), words)


def _part(verdict: PartVerdict) -> Iterator[Fact]:
    part = verdict.part
    meaning = f"{part.what.in_language(current())} ({use_of(part)})"
    yield Fact(PART, f"{name_of(verdict)}: {meaning}")
    yield Fact(N_("measured"), f"{part.measure} ({case_of(part)})")
    sets = [setting for case in (part.case, part.against) if case for setting in case.shown]
    yield from _listed(N_("with"), sets)
    yield Fact(N_("expected"), wanted(part.expected))
    if math.isnan(verdict.mean):
        yield Fact(N_("verdict"), say("none saved here; `partnersim validate` judges"))
        return
    mean, low, high = map(figure, (verdict.mean, verdict.low, verdict.high))
    share = say("{share} % of runs", share=number(100.0 * verdict.holds, 0))
    text = f"{verdict_label(verdict)}: {mean} [{low}; {high}], {say('holds in')} {share}"
    yield Fact(N_("verdict"), text)
    if (row := could_fail_rows().get(verdict.name)) is not None and verdict.verdict == "emerges":
        yield Fact(N_("could it fail"), _could_fail(row))


def _could_fail(row: CouldFailRow) -> str:
    """By choices, by unknowns, by fixed numbers: what could have made a part fail (decision 51)."""
    shares = {"share": percent(row.holds), "fixed": percent(row.holds_fixed)}
    if row.too:
        return say(
            "as expected without choices too; holds in {share} of runs, in {fixed} with weak fixed numbers drawn too",
            **shares,
        )
    return say(
        "not as expected without choices; holds in {share} of runs, in {fixed} with weak fixed numbers drawn too",
        **shares,
    )


@functools.cache
def _verdicts() -> tuple[PartVerdict, ...]:
    """Every part with its saved verdict; without numbers where none is saved."""
    file = verdicts_file()
    known = {verdict.name: verdict for verdict in saved(file)} if file.is_file() else {}
    none = math.nan
    every = (
        PartVerdict(pattern, part, none, none, none, none, "not decided")
        for pattern in patterns()
        for part in pattern.parts
    )
    return tuple(known.get(verdict.name, verdict) for verdict in every)
