"""The screen of `partnersim interview`: who was asked, what they said, and how far that is from the sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.evidence.bibliography import cite
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import words
from partnersim.report.formatting.assumptions import sentence_of_folder
from partnersim.report.formatting.screen import Screen

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from partnersim.scenario.settings import Settings

PROVIDERS = "service_provider_share"
_NARROW, _MOSTLY = 0.02, 0.5


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """What the screen and the figures show of a study; leaning: some are readier to answer.

    steps: meaning, how many are left, how many the thesis had; letters: by answer; coded: a row an
    organisation and measure of the first run (state, reported, code); truth: the whole sector of that run;
    summary: a row a design and measure; frames: titles by name.
    """

    frame: str
    interviews: int
    runs: int
    samples: int
    perception: bool
    leaning: bool
    response_rate: float
    steps: Sequence[tuple[str, int, int | None]]
    letters: Mapping[str, int]
    coded: pd.DataFrame
    truth: Mapping[str, float]
    summary: pd.DataFrame
    frames: Mapping[str, str]

    @property
    def own(self) -> pd.DataFrame:
        """Of the summary, the design that was asked for, by measure."""
        table = self.summary
        rows = (table["frame"] == self.frame) & (table["interviews"] == self.interviews)
        return table[rows & ~table["leaning"]].set_index("measure")


def print_interviews(
    shown: Fieldwork, settings: Settings, console: Console, folder: Path, names: str = ""
) -> None:
    """Print the screen; folder: where the assumptions are; names: which files lie there, if known."""
    screen = Screen(console)
    screen.line(settings.title.in_language(current()), "bold")
    screen.say(
        "Interviews as in the thesis, in a sector that is known whole: what do they miss?", "italic"
    )
    screen.print(_list(shown, screen))
    if shown.frame == "thesis":
        screen.say(
            "Thesis: {work}, ch. 3 Sample; `partnersim explain F1`, F2, F3.",
            "dim",
            work=cite("bruneau_2021"),
        )
    if shown.interviews > shown.response_rate * shown.steps[-1][1]:
        screen.say(
            "These interviews ask that {needed} of the list accept; in the thesis {rate} did.",
            "bold",
            needed=numbers.percent(shown.interviews / shown.steps[-1][1]),
            rate=numbers.percent(shown.response_rate),
        )
    screen.print(_measures(shown, screen))
    screen.say(
        "Every column: means over {samples} {samples|sample|samples} of each run ({runs} {runs|run|runs}). Miss: "
        "interviews less sector, and its "
        "parts: the list, answers that differ from the state, and the coder's levels. "
        "Chance: standard deviation between samples. Held: naive 95 % intervals that hold the truth.",
        "dim",
        samples=shown.samples,
        runs=shown.runs,
    )
    if same := alike(shown):
        screen.say(
            "{measures}: nearly all organisations answer alike; the interval is narrow and seldom holds the truth.",
            "dim",
            measures=", ".join(same),
        )
    if not shown.perception:
        screen.say("Perception is off: answers are the true state.", "bold")
    screen.print(_designs(shown, screen))
    screen.say(
        "Typical miss: root mean square distance from the truth, averaged over the six dimensions; "
        "beside it, for the share of service providers.",
        "dim",
    )
    if names:
        screen.files(folder, names)
    screen.line(sentence_of_folder(folder), "dim")
    screen.line(words.not_a_forecast(), "bold")


def alike(shown: Fieldwork) -> list[str]:
    """Measures whose samples hardly differ and whose intervals mostly miss."""
    own = shown.own
    narrow = own[(own["spread"] < _NARROW) & (own["coverage"] < _MOSTLY)]
    return [words.label(str(measure)) for measure in narrow.index]


def design_name(shown: Fieldwork, frame: str, interviews: int, leaning: bool) -> str:
    """A design in words."""
    name = say("{n}, {frame}", n=interviews, frame=shown.frames[frame])
    if leaning:
        name += say(", if the more autonomous answer more")
    table = shown.summary
    rows = (table["frame"] == frame) & (table["interviews"] == interviews)
    runs = int(table.loc[rows & (table["leaning"] == leaning), "runs"].iloc[0])
    return (
        name
        if runs == shown.runs
        else name + " " + say("({n} {n|run|runs} of {all})", n=runs, all=shown.runs)
    )


def designs(shown: Fieldwork) -> list[tuple[str, int, bool]]:
    """Frame, interviews and lean of every design, in order."""
    table = shown.summary.drop_duplicates(["frame", "interviews", "leaning"])
    return [
        (str(frame), int(n), bool(leaning))
        for frame, n, leaning in zip(
            table["frame"], table["interviews"], table["leaning"], strict=True
        )
    ]


def _list(shown: Fieldwork, screen: Screen) -> Table:
    table = screen.table(say("The list"), say("here"), say("thesis"), justify="right")
    for meaning, left, in_thesis in shown.steps:
        table.add_row(meaning, str(left), "" if in_thesis is None else str(in_thesis))
    for became, here, there in letters(shown):
        table.add_row("  " + became, here, "" if there == numbers.MISSING else there)
    return table


def letters(shown: Fieldwork) -> Iterator[tuple[str, str, str]]:
    """What became of those who were written to: here, and in the thesis where its list was used."""
    named = {
        "interviewed": (say("interviewed"), 10),
        "withdrew": (say("accepted and withdrew"), 1),
        "declined": (say("declined"), 1),
        "silent": (say("never answered"), 12),
    }
    thesis = shown.frame == "thesis"
    for name, number in shown.letters.items():
        meaning, in_thesis = named[name]
        yield meaning, str(number), str(in_thesis) if thesis else numbers.MISSING


def _measures(shown: Fieldwork, screen: Screen) -> Table:
    rows: Any = shown.own.to_dict("index")
    parts = {
        "frame_part": say("list"),
        "answers_part": say("answers"),
        "coding_part": say("levels"),
    }
    if shown.leaning:
        parts["response_part"] = say("response")
    heads = (*say_all("Sector", "Interviews", "Miss"), *parts.values(), say("Chance"), say("Held"))
    table = screen.table(say("0 NPM, 1 autonomy"), *heads, justify="right")
    for measure in shown.truth:
        row = rows[measure]
        share = measure == PROVIDERS
        scale, decimals = (100.0, 0) if share else (1.0, 2)
        write = numbers.percent if share else numbers.number
        moved = (numbers.number(scale * row[column], decimals, True) for column in ("bias", *parts))
        spread = numbers.number(scale * row["spread"], decimals)
        table.add_row(
            words.label(measure),
            write(row["truth"]),
            write(row["estimate"]),
            *moved,
            spread,
            numbers.percent(row["coverage"]),
        )
    return table


def _designs(shown: Fieldwork, screen: Screen) -> Table:
    first = say("Other samples: how many, from which list")
    heads = say_all("Typical miss", "providers", "Held")
    table = screen.table(first, *heads, justify="right")
    by = shown.summary.set_index(["frame", "interviews", "leaning"]).sort_index()
    for frame, interviews, leaning in designs(shown):
        rows = by.loc[[(frame, interviews, leaning)]]
        six = rows[rows["measure"] != PROVIDERS]
        miss = 100.0 * float(rows.loc[rows["measure"] == PROVIDERS, "typical"].iloc[0])
        table.add_row(
            design_name(shown, frame, interviews, leaning),
            numbers.number(float(six["typical"].mean())),
            numbers.number(miss, 0) + numbers.NO_BREAK + say("pts"),
            numbers.percent(float(six["coverage"].mean())),
        )
    return table
