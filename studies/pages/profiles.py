"""The tables of docs/profiles.md and docs/profils.md, from saved data only.

python -m studies.pages.profiles     writes them between the marks of both pages
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from partnersim.evidence.patterns import Verdict
from partnersim.evidence.told_profiles import FACTS, LETTERS, Row, Told, fact, told, verdict_of
from partnersim.language import current, numbers, say
from partnersim.report.formatting.verdicts import verdict_words
from partnersim.report.screens.profiles import cells, title
from partnersim.report.screens.sensitivity import outcome_label
from studies.pages.markdown import fill, table_of
from studies.saved import FOLDER, rows_of, values_of

READINGS = FOLDER / "readings"
LEVELS = ("reading_1", "reading_2", "model")
ALL = "all"
PAGES = {"en": Path("docs/profiles.md"), "fr": Path("docs/profils.md")}


def facts_table() -> str:
    """A row a told fact."""
    saved = {(row["organization"], row["fact"]): row for row in rows_of("profiles")}
    lines, before = [], ""
    for each in told():
        row = _row(each, saved[each.organization, each.fact])
        letter = "" if each.organization == before else f"**{each.organization}**"
        before = each.organization
        lines.append([letter, title(fact(each.fact)), *cells(row)])
    headings = ("", say("What is told"), say("Told"), say("In runs"), say("Holds"), say("Others"))
    return table_of(headings, lines)


def _row(each: Told, saved: dict[str, str]) -> Row:
    return Row(each, *(float(saved[key]) for key in ("mean", "p10", "p90", "held", "others")))


def agreement_table() -> str:
    """Ranks by fact, and shares that hold, as the model is and with orientations dealt out anew."""
    cases = values_of("profiles_agreement")
    names = [each.name for each in FACTS if each.name in cases[0]]
    words = verdict_words()
    lines = [
        [fact(name).title.in_language(current()), *(_signed(case[name]) for case in cases)]
        for name in names
    ]
    lines += [
        [say("mean of these"), *(_signed(case["agreement"]) for case in cases)],
        [say("95 % interval, by shuffles"), *(_interval(case) for case in cases)],
        [say("verdict"), *(words[_verdict(case)] for case in cases)],
        [say("asked for the wrong way round"), *(words[case["wrong_sign"]] for case in cases)],
        [say("shuffles that do as well"), *(numbers.percent(case["as_well"]) for case in cases)],
        [say("facts that hold"), *(numbers.percent(case["held"]) for case in cases)],
        [
            say("with shuffled letters; 95 in 100 below"),
            *(
                f"{numbers.percent(case['held_shuffled'])}; {numbers.percent(case['held_shuffled_high'])}"
                for case in cases
            ),
        ],
    ]
    return table_of((say("agreement"), *(say(str(case["case"])) for case in cases)), lines)


def _interval(case: dict[str, Any]) -> str:
    return f"[{_signed(case['low'])}; {_signed(case['high'])}]"


def _verdict(case: dict[str, Any]) -> Verdict:
    return verdict_of(float(case["low"]), float(case["high"]))


def _signed(value: float) -> str:
    return numbers.number(value, 2, signed=True)


def by_letter_text() -> str:
    """Share of facts no profile fixes that hold, by organisation, from most to least."""
    held: dict[str, list[float]] = {letter: [] for letter in LETTERS}
    for row in rows_of("profiles"):
        if not fact(row["fact"]).fixed and row["held"] != "nan":
            held[row["organization"]].append(float(row["held"]))
    shares = {letter: sum(each) / len(each) for letter, each in held.items()}
    order = sorted(shares, key=lambda letter: -shares[letter])
    return ", ".join(f"{letter} {numbers.percent(shares[letter])}" for letter in order) + "."


def readings_table() -> str:
    """The six dimensions as two readers rate them, how far these agree, and the model."""
    agreed = {row["dimension"]: row for row in values_of("agreement", READINGS)}
    lines = []
    for row in values_of("ranks", READINGS):
        if row["dimension"] not in agreed:
            continue
        kappa = numbers.number(agreed[row["dimension"]]["kappa"], 2)
        levels = [numbers.number(row[key], 2) if row[key] != "" else "" for key in LEVELS]
        title = say("all six") if row["dimension"] == ALL else outcome_label(row["dimension"])
        lines.append([title, *levels, kappa, _signed(row["ranks_of_ten"])])
    headings = (
        say("dimension"), say("reader 1"), say("reader 2"), say("model"), say("kappa of the readers"),
        say("ranks of the ten, readers and model"),
    )  # fmt: skip
    return table_of(headings, lines)


TABLES: dict[str, Callable[[], str]] = {
    "agreement": agreement_table,
    "by letter": by_letter_text,
    "facts": facts_table,
    "readings": readings_table,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
