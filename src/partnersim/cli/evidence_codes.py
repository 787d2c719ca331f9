"""What a code stands for, in lines: P9 and its parts, F13, M3, X8, and the keys of the bibliography."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.cli.entry_lines import entry_line
from partnersim.cli.glossary import plain
from partnersim.language import LANGUAGES, current, say

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict
    from partnersim.evidence.bibliography import Work
    from partnersim.evidence.figures import CodedFigure
    from partnersim.evidence.registry import Entry as Registered

_SHORT = {  # as notes call the five documents
    "b21": "bruneau_2021", "mlh15": "meinhard_2015", "acc": "phillips_2001",
    "obs21": "observatoire_aca_2021", "ba11": "bradford_andrew_2011",
}  # fmt: skip


def lines_of(words: str) -> list[str]:
    """What a code stands for; nothing where these words are none."""
    asked = words.strip()
    if re.fullmatch(r"[fmx][1-9]\d?", asked, re.IGNORECASE):
        from partnersim.evidence.figures import figures

        figure_ = figures().get(asked.upper())
        return list(_figure(figure_)) if figure_ else []
    if re.match(r"p[1-9]\d?($|[\s._(])", asked, re.IGNORECASE):
        return list(_pattern(asked))
    return list(_work(asked))


def _figure(figure_: CodedFigure) -> Iterator[str]:
    from partnersim.evidence.bibliography import cite

    language = current()
    where = figure_.where.in_language(language)
    source = say("assumption") if figure_.source == "assumption" else cite(figure_.source)
    yield figure_.code
    yield figure_.what.in_language(language)
    if figure_.figure:
        yield entry_line(say("figure"), figure_.figure)
    yield entry_line(say("source"), f"{source}, {where}")
    yield from _listed(say("named by"), _naming(figure_.code))
    yield from _listed(say("rules"), _rules(figure_.code))
    yield entry_line(say("declared in"), "src/partnersim/evidence/figures.csv")


def _listed(label: str, names: Iterable[str]) -> Iterator[str]:
    if text := ", ".join(names):
        yield entry_line(label, text)


def _naming(code: str) -> list[str]:
    """Paths of the registry, and patterns, whose words name a code."""
    from partnersim.declarations import Assumption
    from partnersim.evidence.figures import codes_in
    from partnersim.evidence.registry import Kind, entries

    found = []
    for one in entries():
        said = one.evidence
        words = f"{said.reason} {said.searched}" if isinstance(said, Assumption) else said.where
        if code in codes_in(f"{words} {' '.join(one.by)}"):
            found.append(one.path.partition(".")[0] if one.kind is Kind.PATTERN else one.path)
    return list(dict.fromkeys(found))


def _rules(code: str) -> list[str]:
    """Files of rules whose first words name a code."""
    from partnersim.evidence.figures import codes_in
    from partnersim.scenario.registry import behaviour

    return [
        f"src/{module.__name__.replace('.', '/')}.py"
        for module in behaviour()
        if module.__name__.startswith("partnersim.") and code in codes_in(module.__doc__ or "")
    ]


def _pattern(asked: str) -> Iterator[str]:
    """A pattern, with all its parts or the one that is asked for."""
    from partnersim.analysis.validation.verdicts import RUNS, SEED
    from partnersim.cli.show import evidence_in_words
    from partnersim.evidence.registry import entries

    every = _judged()
    code = re.split(r"[\s._(]", asked)[0].upper()
    own = [one for one in every if one.pattern.id == code]
    part = plain(re.sub(r"\s*[(*].*$", "", asked).replace(".", " "))
    chosen = own if part == plain(code) else [one for one in own if part in _names(one)]
    if not chosen:
        return
    pattern = chosen[0].pattern
    yield pattern.id
    yield pattern.statement.in_language(current())
    yield entry_line(say("source"), evidence_in_words(pattern.source))
    for one in chosen:
        yield from _part(one)
    if any(one.part.arithmetic for one in chosen):
        yield say("*: follows from the rules or from the scenario, so that it is no evidence.")
    yield from _listed(say("chosen by it"), _chosen_by(code, entries()))
    if not all(math.isnan(one.mean) for one in chosen):
        yield entry_line(
            say("verdicts"),
            say("docs/data/patterns.csv; `python -m studies.verdicts {code}`, {runs} paired runs, "
                "parameters drawn from their priors, seed {seed}; in a table: docs/patterns.md",
                code=code, runs=RUNS, seed=SEED),
        )  # fmt: skip
    yield entry_line(say("declared in"), "src/partnersim/evidence/patterns.yaml")


def _chosen_by(code: str, registered: Iterable[Registered]) -> list[str]:
    return [one.path for one in registered if code in one.by]


def _part(one: PartVerdict) -> Iterator[str]:
    from partnersim.language.numbers import number
    from partnersim.report.formatting.verdicts import (
        case_of,
        figure,
        in_words,
        name_of,
        said,
        use_of,
    )

    part = one.part
    sets = [each for case in (part.case, part.against) if case for each in case.sets]
    yield f"  {name_of(one)}: {part.what.in_language(current())} ({use_of(part)}, {part.year})"
    yield entry_line(say("measured"), f"{part.measure} ({case_of(part)})")
    if sets:
        yield entry_line(say("with"), ", ".join(dict.fromkeys(sets)))
    yield entry_line(say("expected"), in_words(part.expected))
    if math.isnan(one.mean):
        yield entry_line(say("verdict"), say("none saved here; `partnersim validate` judges"))
        return
    yield entry_line(
        say("verdict"),
        f"{said(one)}{' *' * part.arithmetic}: {figure(one.mean)} [{figure(one.low)}; {figure(one.high)}], "
        f"{say('holds in')} {say('{share} % of runs', share=number(100.0 * one.holds, 0))}",
    )


def _names(one: PartVerdict) -> set[str]:
    """What a part is called on pages, in every language, and in the data."""
    from partnersim.report.formatting.verdicts import name_of
    from partnersim.report.formatting.words import speaking

    found = {plain(f"{one.pattern.id} {one.part.id}")}
    for language in LANGUAGES:
        with speaking(language):
            found.add(plain(name_of(one)))
    return found


def _judged() -> list[PartVerdict]:
    """Every part with its saved verdict; without numbers where none is saved."""
    from partnersim.analysis.validation.verdicts import PartVerdict, saved
    from partnersim.evidence.patterns import patterns

    file = verdicts_file()
    known = {one.name: one for one in saved(file)} if file.is_file() else {}
    none = math.nan
    bare = [
        PartVerdict(pattern, part, none, none, none, none, "not decided")
        for pattern in patterns()
        for part in pattern.parts
    ]
    return [known.get(one.name, one) for one in bare]


def verdicts_file() -> Path:
    """The saved verdicts: inside the installed package, or beside the sources."""
    inside = Path(__file__).parents[1] / "evidence" / "verdicts.csv"
    return inside if inside.is_file() else Path(__file__).parents[3] / "docs/data/patterns.csv"


def _work(asked: str) -> Iterator[str]:
    from partnersim.evidence.bibliography import works

    work: Work | None = works().get(_SHORT.get(asked.lower(), asked.lower()))
    if work is not None:
        yield work.key
        yield f"{work.author} ({work.year}). {work.title}. {work.where}"
        yield entry_line(say("declared in"), "src/partnersim/evidence/bibliography.csv")
