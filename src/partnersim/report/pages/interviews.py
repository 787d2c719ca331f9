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
from partnersim.report.formatting.certainty import too_few
from partnersim.report.formatting.measures import points
from partnersim.report.pages.lexicon import lexicon
from partnersim.report.pages.parts import (
    STATUS_QUO,
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
_WHOM = ("frame_part", "response_part")  # parts of a miss: whom one asks
_SAID = ("answers_part", "coding_part")  # and what they say, on the levels of the coder


def of(shown: Fieldwork, manifest: Mapping[str, Any], folder: Path) -> Report:
    """The report of a folder that `interview` wrote."""
    settings = settings_of(manifest)
    samples = one(lambda: figures.samples(shown, settings))
    asked = one(lambda: figures.chart(shown, settings))
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
                say("What interviews say, and what is true in the model"),
                table=Table(
                    say_all("Measure", "Sector", "Interviews", "Miss", "of which whom one asks",
                            "of which what they say", "Chance", "Held"),
                    list(_rows(shown)),
                ),
                under_table=" ".join(_under_table(shown)),
                pictures=[picture(samples)],
            ),
            Part(
                say("Who was asked"),
                table=Table(
                    say_all("The list", "here", "thesis"), list(_list(shown)), halves=True
                ),
                pictures=[picture(asked)],
            ),
        ],
        sure=list(_how_sure(shown)),
        behind=in_short(folder),
        lexicon=lexicon(shown.truth),
        manifest=manifest,
        reading=[of_the_status_quo()] if of_quebec(manifest["scenario"]) else (),
        limits=limits(*_providers(shown, manifest), quebec=of_quebec(manifest["scenario"])),
    )  # fmt: skip


def _providers(shown: Fieldwork, manifest: Mapping[str, Any]) -> tuple[str, str]:
    """The share of service providers of the sector and of interviews, where it is that of the status quo."""
    if manifest["scenario"]["name"] != STATUS_QUO:
        return "", ""
    row: Any = shown.own.loc[PROVIDERS]
    return numbers.percent(float(row["truth"])), numbers.percent(float(row["estimate"]))


def _answer(shown: Fieldwork) -> Iterator[str]:
    """The measure that is missed most, and how often intervals hold what is true; first that runs are few."""
    if few := too_few(shown.runs):
        yield f"{few[0].upper()}{few[1:]}."
    own = shown.own
    biases = {str(name): float(bias) for name, bias in own["bias"].items()}
    worst = max(biases, key=lambda name: abs(biases[name]))  # of all, as the second figure has it
    share = worst == PROVIDERS
    row: Any = own.loc[worst]
    whom, said = (_moved(float(row[list(part)].sum()), share) for part in (_WHOM, _SAID))
    yield say(
        "In the model, {n} {n|interview places|interviews place} “{measure}” {far} {side} than it is in the sector, on "
        "average: {whom} by whom one asks, {said} by what they say.",
        n=shown.interviews,
        measure=words.label(worst),
        far=_moved(abs(biases[worst]), share, signed=False),
        side=say("higher" if biases[worst] > 0.0 else "lower"),
        whom=whom,
        said=said,
    )
    six = own.drop(index=PROVIDERS)
    held = float(six["coverage"].mean())
    typical = numbers.number(float(six["typical"].mean()), 2)
    yield (
        say(
            "Over the six dimensions they are {typical} off, and intervals that claim 95 % hold the truth in {held}.",
            typical=typical,
            held=numbers.percent(held),
        )
        if held == held  # one interview has no interval
        else say("Over the six dimensions they are {typical} off.", typical=typical)
    )
    yield _of_six(shown)


def _of_six(shown: Fieldwork) -> str:
    """The mean miss of the six dimensions: first whole, then whom one asks and what they say of themselves."""
    six = shown.own.drop(index=PROVIDERS)
    whom, said = (float(six[list(part)].sum(axis=1).mean()) for part in (_WHOM, _SAID))
    asked = say(
        "those who are asked are about as autonomous as the sector"
        if abs(whom) < _TELLING
        else "those who are asked are more autonomous than the sector"
        if whom > 0.0
        else "those who are asked are less autonomous than the sector"
    )
    told = say(
        "describe themselves about as they are"
        if abs(said) < _TELLING
        else "describe themselves as more autonomous than they are"
        if said > 0.0
        else "describe themselves as less autonomous than they are"
    )
    return say(
        "The mean miss of the six is {miss}: {asked} ({whom}) and {told} ({said}).",
        miss=_moved(float(six["bias"].mean())),
        asked=asked,
        whom=_moved(whom),
        told=told,
        said=_moved(said),
    )


def _moved(miss: float, share: bool = False, *, signed: bool = True) -> str:
    """A miss or a part of it; of a share, in points."""
    if share:
        return numbers.number(100.0 * miss, 0, signed=signed) + points()
    return numbers.number(miss, 2, signed=signed)


def _list(shown: Fieldwork) -> Iterator[tuple[str, str, str]]:
    for meaning, left, in_thesis in shown.steps:
        yield meaning, str(left), numbers.MISSING if in_thesis is None else str(in_thesis)
    yield from letters(shown)


def _rows(shown: Fieldwork) -> Iterator[tuple[str, ...]]:
    """Each measure in the sector and by interviews, all means over the same runs and samples; the six together."""
    own = shown.own
    six = own.drop(index=PROVIDERS)
    for measure in shown.truth:
        if measure == PROVIDERS:
            yield _row(say("Mean of the six"), six.mean(numeric_only=True), spread=False)
        yield _row(words.label(measure), own.loc[measure], share=measure == PROVIDERS)


def _row(name: str, row: Any, *, share: bool = False, spread: bool = True) -> tuple[str, ...]:
    """share: in per cent and points; spread: whether samples of one run are known to differ by so much."""
    write = numbers.percent if share else numbers.number
    moved = (row["bias"], *(row[list(part)].sum() for part in (_WHOM, _SAID)))
    chance = (
        numbers.number(100.0 * row["spread"], 0) + points()
        if share
        else numbers.number(row["spread"], 2)
    )
    return (
        name,
        write(row["truth"]),
        write(row["estimate"]),
        *(_moved(float(part), share) for part in moved),
        chance if spread else numbers.MISSING,
        numbers.percent(row["coverage"]) if row["coverage"] == row["coverage"] else numbers.MISSING,
    )


def _under_table(shown: Fieldwork) -> Iterator[str]:
    yield say(
        "Dimensions: from 0, New Public Management, to 1, autonomy. Every column: means over {samples} "
        "{samples|sample|samples} of each run ({runs} {runs|run|runs}). Miss: interviews less sector, and its two "
        "parts, each rounded: how those whom one asks differ from the sector, and how what they say differs from what "
        "is true of them. Chance: standard deviation between samples of a run. Held: of 95 % intervals computed as if "
        "the list were the sector, those that hold the truth of the model.",
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
        return
    yield say(
        "How answers differ from what is true of an organisation is assumed: it tells reporting as it feels it, "
        "advocacy partly by what it stands for rather than by its hours, what became of its advice and how far it is "
        "recognised by how near it is to the ministry; it leaves part of its opposition unsaid where it depends on the "
        "ministry, and gives figures from memory."
    )
