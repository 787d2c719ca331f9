"""A page a study, in both languages, from what it saved.

python -m studies.consequences.pages     writes docs/consequences and docs/figures/consequences
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from partnersim.language import LANGUAGES, numbers
from partnersim.report.formatting import words
from studies.consequences import could_fail, figures
from studies.consequences.statements import DATA, digest, expectations, stated_in, yaml_of
from studies.pages.markdown import table_of
from studies.saved import values_of

FOLDER = Path("docs/consequences")
_FEW = 0.1  # a share below which whole per cents say too little
TEXTS = Path(__file__).with_name("texts.yaml")
_WORDS = yaml_of(Path(__file__).with_name("words.yaml"))
type Test = Callable[[str, Mapping[str, Any], Mapping[str, Any]], bool]


def _number(value: float, language: str) -> str:
    text = f"{value:.3f}".replace("-", "−")
    return text.replace(".", ",") if language == "fr" else text


def _file(name: str, language: str) -> str:
    return f"{name}.md" if language == "en" else f"{name}_fr.md"


def verdicts_of(study: str) -> list[dict[str, Any]]:
    """The saved verdicts of a study, or none."""
    return values_of(study, DATA) if (DATA / f"{study}.csv").exists() else []


def page(study: str, language: str) -> str:
    """The page of one study."""
    say, stated = _WORDS[language], expectations()[study]
    texts = yaml_of(TEXTS)[study]
    other = "fr" if language == "en" else "en"
    parts = [
        f"# {stated[language]}",
        f"*{say['other']} : [{_file(study, other)}]({_file(study, other)}) · "
        f"[{say['contents']}]({_file('README', language)})*",
        f"## {say['done']}",
        " ".join(texts["done"][language].split()),
        say["made"].format(name=study, data="../data/consequences"),
        f"## {say['found']}",
    ]
    rows = []
    for found in verdicts_of(study):
        statement = stated["statements"][str(found["statement"])]
        side = "at_least" if "at_least" in statement else "at_most"
        value, low, high = (_number(found[key], language) for key in ("value", "low", "high"))
        rows.append(
            (
                statement[language],
                f"{say[side]} {_number(float(statement[side]), language)}",
                f"{value} [{low}; {high}]",
                _said(study, found, statement, say),
                _other_side(study, found, statement, say),
            )
        )
    parts.append(table_of(say["heads"], rows) if rows else say["missing"])
    if rows:
        parts.append(" ".join(say["could_fail"].split()))
        parts.append(" ".join(say["processor"].split()))
    parts.append(say["digest"].format(file=stated_in(study).name, digest=digest(stated_in(study))))
    caption = texts["caption"][language]
    if rows and (figure := figures.draw(study, "" if language == "en" else "_fr", caption)):
        parts.append(f"![{caption}](../{figure.relative_to('docs')})\n\n*{caption}.*")
    if study == "story_of_the_thesis" and rows:
        parts += [f"## {say['box']}", _box(language)]
    return "\n\n".join(parts) + "\n"


def _stated(study: str, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was stated of a saved row."""
    statement: Mapping[str, Any] = expectations()[study]["statements"][str(found["statement"])]
    return statement


def marked(study: str, test: Test) -> list[dict[str, Any]]:
    """The saved rows of a study of which a test is true."""
    return [row for row in verdicts_of(study) if test(study, row, _stated(study, row))]


def _told(study: str, verdict: str, test: Test, say: Mapping[str, str]) -> str:
    """How many of those with a verdict a test is true of, of those of which single draws tell."""
    of = [row for row in verdicts_of(study) if row["verdict"] == verdict]
    told = [
        row for row in of if not math.isnan(could_fail.other_side(study, row, _stated(study, row)))
    ]
    if not told:
        return say["not_told"] if of else "–"
    return f"{len(marked(study, test))} / {len(told)}"


def counts(study: str) -> tuple[int, int]:
    """How many statements hold, and how many there are; none that could hardly fail is in either."""
    found, hardly = verdicts_of(study), len(marked(study, could_fail.could_hardly_fail))
    return sum(row["verdict"] == "holds" for row in found) - hardly, len(found) - hardly


def _said(
    study: str, found: Mapping[str, Any], statement: Mapping[str, Any], say: Mapping[str, str]
) -> str:
    words = [say[str(found["verdict"])]]
    if could_fail.could_hardly_fail(study, found, statement):
        words.append(say["hardly"])
    if could_fail.could_hardly_hold(study, found, statement):
        words.append(say["hardly_hold"])
    met = could_fail.met_without_choices(study, str(found["statement"]), statement)
    if met is not None:
        words.append(say["without_choices" if met else "not_without_choices"])
    if found["verdict"] == "holds" and could_fail.met_by_nothing(study, statement):
        words.append(say["by_nothing"])
    return "; ".join(words)


def _other_side(
    study: str, found: Mapping[str, Any], statement: Mapping[str, Any], say: Mapping[str, str]
) -> str:
    share = could_fail.other_side(study, found, statement)
    return say["not_told"] if math.isnan(share) else numbers.percent(share, share < _FEW)


def _box(language: str) -> str:
    rows = []
    for limit in values_of("story_of_the_thesis_box", DATA):
        ends = (
            "" if abs(limit[key]) == float("inf") else _number(limit[key], language)
            for key in ("from", "to")
        )
        rows.append((f"`{limit['unknown']}`", *ends))
    if not rows:
        return str(_WORDS[language]["no_box"])
    return table_of(_WORDS[language]["box_heads"], rows)


def contents(language: str) -> str:
    """The page that leads to the others."""
    say = _WORDS[language]
    rows, sums = [], (0, 0)
    for study, stated in expectations().items():
        held, of = counts(study)
        sums = sums[0] + held, sums[1] + of
        rows.append(
            (
                f"[{stated[language]}]({_file(study, language)})",
                f"{held} / {of}" if of else say["missing"],
                _told(study, "holds", could_fail.could_hardly_fail, say),
                _told(study, "fails", could_fail.could_hardly_hold, say),
            )
        )
    rows.append((say["all"], f"{sums[0]} / {sums[1]}", "", ""))
    other = "fr" if language == "en" else "en"
    head = f"*{say['other']} : [{_file('README', other)}]({_file('README', other)})*"
    counted = " ".join(say["counted"].split())
    return f"# {say['title']}\n\n{head}\n\n{say['lead']}\n\n{table_of(say['summary'], rows)}\n\n{counted}\n"


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        with words.speaking(language):
            for study in expectations():
                (FOLDER / _file(study, language)).write_text(
                    page(study, language), encoding="utf-8"
                )
            (FOLDER / _file("README", language)).write_text(contents(language), encoding="utf-8")


if __name__ == "__main__":
    main()
