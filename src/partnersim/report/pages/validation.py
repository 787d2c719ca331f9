"""The page of a validation: what emerges, what fails, whether the runs are enough, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.evidence.bibliography import cite
from partnersim.evidence.registry.assumptions import FILE as ASSUMPTIONS
from partnersim.language import current, numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.verdicts import case_of, figure, in_words, name_of, said, use_of
from partnersim.report.pages import html
from partnersim.report.screens.validation import in_all, on_runs, runs_in_words, what_fails

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict
    from partnersim.evidence.patterns import Case

PAGE = "validation.html"
_KINDS = {"emerges": "emerges", "fails": "fails", "not decided": "open"}


def write(judged: Sequence[PartVerdict], runs: int, command: str, folder: Path) -> list[Path]:
    """The figures and the page, into a folder that holds `assumptions.csv` already."""
    import matplotlib as mpl

    from partnersim.report.figures import canvas, verdicts

    files = []
    with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        for use in ("val", "cal"):
            own = [one for one in judged if one.part.use == use]
            if own:
                drawn = verdicts.draw(own, use, runs)
                files += canvas.save(drawn, folder, f"verdicts_{use}")
    path = folder / PAGE
    pictures = [one.name for one in files if one.suffix == ".svg"]
    behind = sentence_of_folder(folder)
    path.write_text(text_of(judged, runs, command, pictures, behind), encoding="utf-8")
    return [*files, path]


def text_of(
    judged: Sequence[PartVerdict], runs: int, command: str, pictures: Sequence[str], behind: str
) -> str:
    """The page."""
    parts = [
        html.paragraph(
            say("The patterns that the documents tell of, looked for in the model. Each case is run {runs} "
                "times with the same seeds; parameters are drawn.", runs=runs)
        ),
        *(html.paragraph(one) for one in in_all(judged)),
    ]  # fmt: skip
    if failing := what_fails(judged):
        parts.append(html.paragraph(failing))
    parts.append(html.heading(say("Are there runs enough?")))
    parts += [html.paragraph(one) for one in on_runs(judged, runs)]
    parts += [html.picture(one, say("Estimate, interval and what is expected")) for one in pictures]
    for pattern, own in groupby(judged, lambda one: one.pattern):
        parts.append(html.heading(f"{pattern.id}  {pattern.statement.in_language(current())}"))
        source = f"{cite(pattern.source.key)}, {say(pattern.source.where)}"
        parts.append(html.paragraph(say("source: {source}", source=source), "note"))
        parts.append(_table(list(own)))
    parts.append(html.heading(say("How to read it")))
    parts += [html.paragraph(one, "note") for one in _notes()]
    if behind:
        parts += [html.paragraph(behind), html.link(ASSUMPTIONS, say("The list of assumptions"))]
    parts.append(html.paragraph(say("Made by: {command}", command=command), "note"))
    parts.append(html.paragraph(words.not_a_forecast()))
    return html.page(say("What emerges and what fails"), parts)


def _table(judged: Sequence[PartVerdict]) -> str:
    heads = (
        say("part"), say("use, year"), say("measured"), say("expected"), say("mean [95 % interval]"),
        say("holds in"), say("runs"), say("verdict"),
    )  # fmt: skip
    rows = []
    for one in judged:
        part = one.part
        interval = f"{figure(one.mean)} [{figure(one.low)}; {figure(one.high)}]"
        cells = (
            name_of(one), f"{use_of(part)}, {part.year}",
            f"{part.what.in_language(current())} ({case_of(part)}{_settings(part.case, part.against)})",
            in_words(part.expected), interval,
            say("{share} % of runs", share=numbers.number(100 * one.holds, 0)),
            runs_in_words(one), said(one) + " *" * part.arithmetic,
        )  # fmt: skip
        rows.append((cells, _KINDS[one.verdict]))
    return html.table(heads, rows)


def _settings(case: Case, against: Case | None) -> str:
    """The settings in which the cases differ from their scenarios."""
    sets = dict.fromkeys((*case.sets, *(against.sets if against else ())))
    return "".join(f"; {one}" for one in sets)


def _notes() -> tuple[str, ...]:
    return (
        say(
            "cal: it may guide the choice of values, so that it is no prediction; val: it may not."
        ),
        say("seen: a verdict under earlier rules or measures was known before these were written."),
        say("weakly: it holds in fewer than 80 % of runs, each with its own drawn parameters."),
        say("*: follows from the rules or from the scenario, so that it is no evidence."),
    )
