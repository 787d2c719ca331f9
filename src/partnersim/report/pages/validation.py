"""The page of a validation: what emerges, what fails, whether the runs are enough, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.evidence.bibliography import cite
from partnersim.evidence.registry.assumptions import FILE as ASSUMPTIONS
from partnersim.language import current, numbers, say, say_all
from partnersim.report.figures import canvas, verdicts
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.verdicts import (
    case_of,
    figure,
    name_of,
    use_of,
    verdict_label,
    wanted,
)
from partnersim.report.pages.parts import rendered
from partnersim.report.screens.controls import by_level, controls_in_words, limit_in_words
from partnersim.report.screens.validation import in_all, on_runs, runs_in_words, what_fails
from partnersim.report.screens.verdicts import how_to_read

if TYPE_CHECKING:
    from partnersim.analysis.validation.controls import Controls
    from partnersim.analysis.validation.part_verdict import PartVerdict
    from partnersim.evidence.patterns import Case, Pattern

PAGE = "validation.html"
_KINDS = {
    "emerges": "emerges",
    "fails": "fails",
    "not decided": "open",
    "may be chance": "open",
}  # others: note


def write(
    judged: Sequence[PartVerdict], controls: Controls, runs: int, command: str, folder: Path
) -> list[Path]:
    """The figures and the page, into a folder that holds `assumptions.csv` already."""
    plots = {}
    for use in ("val", "cal"):
        if own := [row for row in judged if row.part.use == use]:
            for end, some in verdicts.sheets(own):
                plots[f"verdicts_{use}{end}"] = partial(verdicts.draw, some, use, runs)
    files = canvas.save_all(plots, folder)
    path = folder / PAGE
    pictures = [file.name for file in files if file.suffix == ".svg"]
    behind = sentence_of_folder(folder)
    path.write_text(text_of(judged, controls, runs, command, pictures, behind), encoding="utf-8")
    return [*files, path]


def text_of(
    judged: Sequence[PartVerdict],
    controls: Controls,
    runs: int,
    command: str,
    pictures: Sequence[str],
    behind: str,
) -> str:
    """The page."""
    about = say(
        "The patterns that the documents report, looked for in the model. Each case is run {runs} "
        "times with the same seeds; parameters are drawn.",
        runs=runs,
    )
    return rendered(
        "validation.html.j2",
        title=say("What emerges and what fails"),
        summary=[sentence for sentence in (about, *_summary(judged, controls)) if sentence],
        on_runs=list(on_runs(judged, runs)),
        pictures=pictures,
        heads=_heads(),
        patterns=[_pattern(key, own) for key, own in groupby(judged, lambda row: row.pattern)],
        how_to_read=how_to_read(),
        behind=behind,
        assumptions=ASSUMPTIONS,
        command=command,
        not_a_forecast=words.not_a_forecast(),
    )


def _summary(judged: Sequence[PartVerdict], controls: Controls) -> tuple[str, ...]:
    """What it comes to, level by level, and whether controls behave."""
    return (
        *in_all(judged), *by_level(judged), what_fails(judged),
        controls_in_words(controls), limit_in_words(judged),
    )  # fmt: skip


def _heads() -> tuple[str, ...]:
    first = say_all("part", "use, year", "measured", "expected")
    return (*first, *say_all("mean [95 % interval]", "holds in", "runs", "verdict"))


def _pattern(pattern: Pattern, judged: Iterable[PartVerdict]) -> dict[str, Any]:
    """A heading, the source and the rows of a pattern."""
    source = f"{cite(pattern.source.key)}, {say(pattern.source.where)}"
    return {
        "title": f"{pattern.id}  {pattern.statement.in_language(current())}",
        "source": say("source: {source}", source=source),
        "parts": [{"cells": _cells(row), "kind": _KINDS.get(row.said, "note")} for row in judged],
    }


def _cells(verdict: PartVerdict) -> tuple[str, ...]:
    part = verdict.part
    case = f"{case_of(part)}{_settings(part.case, part.against)}"
    return (
        name_of(verdict),
        use_of(part),
        f"{part.what.in_language(current())} ({case})",
        wanted(part.expected),
        f"{figure(verdict.mean)} [{figure(verdict.low)}; {figure(verdict.high)}]",
        say("{share} % of runs", share=numbers.number(100 * verdict.holds, 0)),
        runs_in_words(verdict),
        verdict_label(verdict),
    )


def _settings(case: Case, against: Case | None) -> str:
    """The settings in which the cases differ from their scenarios."""
    sets = dict.fromkeys((*case.shown, *(against.shown if against else ())))
    return "".join(f"; {set_}" for set_ in sets)
