"""The report of a run or a comparison: a few pages that an adviser forwards, in one file without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from partnersim.language import say, say_all
from partnersim.report.figures import plots
from partnersim.report.figures.responses import MEASURES
from partnersim.report.formatting import certainty
from partnersim.report.formatting.assumptions import in_short
from partnersim.report.formatting.attribution import not_of_a_reform
from partnersim.report.pages import influence, side_by_side
from partnersim.report.pages.cases import Case, of_comparison, of_run
from partnersim.report.pages.dated import moves_money
from partnersim.report.pages.distinctions import distinctions
from partnersim.report.pages.envelopes import capitalised
from partnersim.report.pages.known_failures import known_failures
from partnersim.report.pages.lexicon import SIX, lexicon
from partnersim.report.pages.other_people import other_people_note
from partnersim.report.pages.parts import (
    STATUS_QUO,
    Lead,
    Part,
    Picture,
    Report,
    Table,
    interval_note,
    limits,
    newcomer_note,
    of_quebec,
    of_the_status_quo,
    picture,
)
from partnersim.report.screens import answer, rows
from partnersim.results import integrity
from partnersim.results.comparison_result import Comparison
from partnersim.results.reading import Results

_MOST_DRAWN = 2  # beside the reference: marks of more cover one another
_TITLED = 3  # in a title, at most


def of_folder(folder: Path) -> Report:
    """The report of a folder that `run` or `compare` wrote, in the language in use.

    Raises UserError where it is neither, or damaged.
    """
    if "scenarios" in integrity.manifest_in(folder):
        comparison = Comparison.read(folder)
        manifest, first = comparison.manifest, comparison.results[comparison.reference]
        cases = [of_comparison(comparison, name) for name in comparison.others]
        every = [*comparison.results.values()]
        names = {
            comparison.results[name].manifest["scenario"]["name"] for name in comparison.others
        }
        apart = list(distinctions(comparison))
        figures = [picture(plots.of_all(comparison))] if len(cases) <= _MOST_DRAWN else []
    else:
        first = Results.read(folder)
        manifest, cases, apart = first.manifest, [of_run(first)], []
        every, names = [first], {manifest["scenario"]["name"]}
        figures = [picture(first.plot())]
    measures = [row.name for row in answer.ROWS]
    drawn = MEASURES if "scenarios" not in manifest else SIX
    alone = len(cases) == 1
    return Report(
        title=_title(cases),
        leads=[
            Lead("" if alone else case.title, case.question, text)
            for case, text in zip(cases, _answers(cases), strict=True)
        ],
        reading=list(_to_read(every)),
        brackets=interval_note(cases[0].runs) if cases[0].reference and cases[0].runs > 1 else "",
        parts=[
            *([Part(say("What sets them apart"), paragraphs=apart)] if apart else []),
            *(
                _beside(cases, figures, compared="scenarios" in manifest)
                if cases[0].reference
                else _in_time(cases[0], figures)
            ),
        ],
        sure=[*_how_sure(manifest, cases), *_hangs_on(every, cases)],
        behind=in_short(folder),
        lexicon=lexicon([*(drawn if figures else ()), *measures]),
        manifest=manifest,
        limits=[
            *limits(
                providers_of_status_quo(first, cases[0]),
                quebec=_any_of_quebec(every),
            ),
            *known_failures(names),
        ],
    )


def _to_read(every: Sequence[Results]) -> Iterator[str]:
    """What comes before answers: of when the status quo is."""
    if _any_of_quebec(every):
        dated = any(moves_money(each.manifest["scenario"]) for each in every)
        yield of_the_status_quo(dated=dated)


def _any_of_quebec(every: Sequence[Results]) -> bool:
    return any(of_quebec(each.manifest["scenario"]) for each in every)


def _hangs_on(every: Sequence[Results], cases: Sequence[Case]) -> Iterator[str]:
    """On which unknowns each answer hangs most, where that was measured."""
    first = every[0].manifest
    beside = first.get("reference")
    pairs = [(first, beside)] if beside else [(each.manifest, first) for each in every[1:]]
    for (manifest, other), case in zip(pairs, cases, strict=False):
        text = influence.sentence(manifest, other)
        if text:
            yield text if len(cases) == 1 else say("{title}. {text}", title=case.title, text=text)


def _title(cases: Sequence[Case]) -> str:
    """What is told, and beside what."""
    first = cases[0]
    if not first.reference:
        return first.title
    if len(cases) == 1:
        return say("{title}, beside “{reference}”", title=first.title, reference=first.reference)
    named = cases[:_TITLED] if len(cases) <= _TITLED else cases[: _TITLED - 1]
    names = [say("“{name}”", name=case.title) for case in named]
    if len(named) < len(cases):
        names.append(say("{number} others", number=len(cases) - len(named)))
    titles = say(" and ").join((", ".join(names[:-1]), names[-1]))
    told = {"titles": titles, "reference": first.reference}
    return say("{titles}, beside “{reference}”", **told)


def providers_of_status_quo(first: Results, case: Case) -> str:
    """The share of service providers of the status quo, where that is the reference at hand."""
    scenario = first.manifest.get("reference", first.manifest)["scenario"]
    if scenario["name"] != STATUS_QUO or not case.reference:
        return ""
    return next(
        row.before for row in case.rows if row.label == rows.label(rows.Row(answer.PROVIDERS))
    )


def _beside(cases: Sequence[Case], figures: Sequence[Picture], *, compared: bool) -> Iterator[Part]:
    """The parts of reforms beside what they are compared with; compared: whether the figure is that of a comparison."""
    starred = figures and compared and any(case.measured for case in cases)
    drawn = Part(pictures=figures, note=_of_stars() if starred else "")
    changed = side_by_side.changes(cases)
    others = cases[0].others if len({case.others for case in cases}) == 1 else ""
    changes = Part(
        say("What the scenario changes" if len(cases) == 1 else "What the scenarios change"),
        table=changed,
        under_table=" ".join(filter(None, (others, side_by_side.sources(cases)))),
    )
    results = Part(
        say("What comes of it, in the last year"),
        paragraphs=_of_each(cases, {case.title: case.told.why for case in cases}),
        table=side_by_side.results(cases),
        under_table=about_results(cases),
    )
    paid = Part(table=side_by_side.paid(cases), under_table=side_by_side.why_paid(cases))
    # tables fill what is left of a printed page, which a figure would not
    if changed.long:
        yield from (changes, paid, results, drawn)
    elif len(cases) > 1:
        yield from (changes, paid, drawn, results)
    else:
        yield from (drawn, changes, paid, results)
    if (newcomers := side_by_side.newcomers(cases)) is not None:
        yield Part(
            say("Who gains and who loses among newcomers"),
            paragraphs=_of_each(cases, {case.title: case.told.who for case in cases}),
            table=newcomers,
            under_table=newcomer_note(),
        )


def _answers(cases: Sequence[Case]) -> list[str]:
    """The sentences that stand first; how sure it is once, at the last, where it is the same of all."""
    once = len({case.told.sure for case in cases}) == 1
    return [
        (case.told._replace(sure="") if once and case is not cases[-1] else case.told).first
        for case in cases
    ]


def _of_stars() -> str:
    """What a star in the figure says, beside it."""
    return say(
        "Star: the scenario's money and terms make more than half of the difference themselves; the rest is what "
        "boards choose in response."
    )


def _of_each(cases: Sequence[Case], told: Mapping[str, Sequence[str]]) -> list[str]:
    """A paragraph a case, with whose it is where there are several and they do not say the same."""
    texts = {title: " ".join(sentences) for title, sentences in told.items() if sentences}
    if len(cases) == 1 or (len(texts) == len(cases) and len({*texts.values()}) == 1):
        return list(dict.fromkeys(texts.values()))
    return [say("{title}. {text}", title=title, text=text) for title, text in texts.items()]


def about_results(cases: Sequence[Case]) -> str:
    """How long, what is hardly a difference, and what scenarios make themselves."""
    hardly = any(row.verdict == certainty.HARDLY for case in cases for row in case.rows)
    others = "; ".join(say("“{name}”", name=case.title) for case in cases if case.other_people)
    about = [
        other_people_note(others) if others else "",
        cases[0].about,
        certainty.smallest() if hardly else "",
    ]
    return " ".join(filter(None, (*about, side_by_side.set_by(cases))))


def _in_time(case: Case, figures: Sequence[Picture]) -> Iterator[Part]:
    """The parts of a run that is compared with nothing."""
    table = Table(say_all("Measure", "Before", "Last year"), [row[:3] for row in case.rows])
    yield Part(pictures=figures)
    yield Part(
        say("What comes of it, in the last year"),
        paragraphs=[" ".join(case.told.why)] if case.told.why else (),
        table=table,
        under_table=case.about,
    )


def _how_sure(manifest: Mapping[str, Any], cases: Sequence[Case]) -> Iterator[str]:
    """How many runs, what differs among them, and how many rows they leave open."""
    runs = manifest["runs_done"]
    drawn = say("Parameters that are not known are drawn anew in each.")
    if cases[0].reference:
        first = say(
            "{runs} {runs|run|runs} of each scenario, with the same people and shocks in each.",
            runs=runs,
        )
    else:
        first = say("{runs} {runs|run|runs}.", runs=runs) if runs > 1 else say("One run.")
    yield f"{first} {drawn}" if manifest["uncertainty"] == "prior" else first
    elsewhere = [case.title for case in cases if case.other_regime]
    if elsewhere:
        text = not_of_a_reform(cases[0].reference)
        yield (
            text
            if len(cases) == 1
            else say("{title}: {text}", title="; ".join(elsewhere), text=text)
        )
    for title, text in side_by_side.undecided(cases, counted=False) if cases[0].reference else ():
        yield (
            capitalised(text) if len(cases) == 1 else say("{title}: {text}", title=title, text=text)
        )
