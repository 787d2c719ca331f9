"""The report of virtual fieldwork: who was asked, what they said, and how far that is from the sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from partnersim.language import numbers, say, say_all
from partnersim.report.figures import interviews as figures
from partnersim.report.figures.plots import one
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import in_short
from partnersim.report.formatting.certainty import do_not_cite
from partnersim.report.formatting.measures import points
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
    title_of,
)
from partnersim.report.screens.interviews import PROVIDERS, Fieldwork, alike, letters
from partnersim.scenario.saved import settings_of

_TELLING = 0.01  # a part of a miss worth telling


def of(shown: Fieldwork, manifest: Mapping[str, Any], folder: Path) -> Report:
    """The report of a folder that `interview` wrote."""
    settings = settings_of(manifest)
    charts = [
        one(lambda: figures.chart(shown, settings)),
        one(lambda: figures.samples(shown, settings)),
    ]
    return Report(
        title=say("Interviews under “{title}”", title=title_of(manifest["scenario"])),
        leads=[
            Lead(
                "",
                say("Interviews as in the thesis, in a sector that is known whole: what do they miss?"),
                " ".join(_answer(shown)),
            )
        ],
        parts=[
            Part(
                say("Who was asked"),
                table=Table(say_all("The list", "here", "thesis"), list(_list(shown))),
            ),
            Part(
                say("What interviews say, and what is true in the model"),
                table=Table(
                    say_all("Measure", "Sector", "Interviews", "Miss", "Chance", "Held"),
                    list(_rows(shown)),
                ),
                under_table=" ".join(_under_table(shown)),
                pictures=[picture(figure) for figure in charts],
            ),
        ],
        sure=list(_how_sure(shown)),
        behind=in_short(folder),
        lexicon=lexicon(shown.truth),
        manifest=manifest,
        reading=[of_the_status_quo()] if of_quebec(manifest["scenario"]) else (),
        limits=limits(quebec=of_quebec(manifest["scenario"])),
    )  # fmt: skip


def _answer(shown: Fieldwork) -> Iterator[str]:
    """The measure that is missed most, and how often intervals hold what is true; first that runs are few."""
    if few := do_not_cite(shown.runs):
        yield few
    own = shown.own
    six = own.drop(index=PROVIDERS)
    biases = {str(name): float(bias) for name, bias in own["bias"].items()}
    worst = max(biases, key=lambda name: abs(biases[name]))  # of all, as the second figure has it
    far = abs(biases[worst])
    yield say(
        "In the model, {n} interviews place “{measure}” {far} {side} than it is in the sector, on average.",
        n=shown.interviews,
        measure=words.label(worst),
        far=(
            numbers.number(100.0 * far, 0) + points()
            if worst == PROVIDERS
            else numbers.number(far, 2)
        ),
        side=say("higher" if biases[worst] > 0.0 else "lower"),
    )
    yield say(
        "Over the six dimensions they are {typical} off, and intervals that claim 95 % hold the truth in {held}.",
        typical=numbers.number(float(six["typical"].mean()), 2),
        held=numbers.percent(float(six["coverage"].mean())),
    )
    yield from _both_measures(shown)


def _both_measures(shown: Fieldwork) -> Iterator[str]:
    """Why interviews may find more providers, and more autonomy in what the same organisations answer."""
    own = shown.own
    answered = own.drop(index=PROVIDERS)
    listed = float(own["frame_part"][PROVIDERS])
    over = float((answered["answers_part"] + answered["coding_part"]).mean())
    if listed >= _TELLING and over >= _TELLING:
        yield say(
            "Two errors at once: the list keeps more of the organisations that call themselves service providers "
            "({listed}), and those asked describe themselves as more autonomous than they are ({over}, mean of the six "
            "dimensions over all runs).",
            listed=numbers.number(100.0 * listed, 0, signed=True) + points(),
            over=numbers.number(over, 2, signed=True),
        )


def _list(shown: Fieldwork) -> Iterator[tuple[str, str, str]]:
    for meaning, left, in_thesis in shown.steps:
        yield meaning, str(left), numbers.MISSING if in_thesis is None else str(in_thesis)
    yield from letters(shown)


def _rows(shown: Fieldwork) -> Iterator[tuple[str, ...]]:
    """Each measure in the sector and by interviews, all means over the same runs and samples."""
    rows: Any = shown.own.to_dict("index")
    for measure in shown.truth:
        row = rows[measure]
        share = measure == PROVIDERS
        write = numbers.percent if share else numbers.number
        scale, decimals = (100.0, 1) if share else (1.0, 2)
        unit = points() if share else ""
        yield (
            words.label(measure),
            write(row["truth"]),
            write(row["estimate"]),
            numbers.number(scale * row["bias"], decimals, signed=True) + unit,
            numbers.number(scale * row["spread"], decimals) + unit,
            numbers.percent(row["coverage"]),
        )


def _under_table(shown: Fieldwork) -> Iterator[str]:
    yield say(
        "Every column: means over {samples} samples of each of {runs} {runs|run|runs}. Miss: "
        "interviews less sector. Chance: "
        "standard deviation between samples of a run. Held: of 95 % intervals computed as if the list were the sector, "
        "those that hold the truth of the model.",
        samples=shown.samples,
        runs=shown.runs,
    )
    if same := alike(shown):
        yield say(
            "{measures}: nearly all organisations answer alike; the interval is narrow and seldom holds the truth.",
            measures=", ".join(same),
        )


def _how_sure(shown: Fieldwork) -> Iterator[str]:
    if not shown.perception:
        yield say("Perception is off: answers are the true state.")
    yield say(
        "How answers differ from what is true of an organisation is assumed; `partnersim explain interview` says how."
    )
