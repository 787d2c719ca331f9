"""A page a study, in both languages, from what it saved.

    python -m studies.consequences.pages     writes docs/consequences and docs/figures/consequences
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from partnersim.language import LANGUAGES
from partnersim.report.formatting import words
from studies.consequences import figures
from studies.consequences.statements import DATA, digest, expectations
from studies.pages.markdown import table_of
from studies.saved import values_of

FOLDER = Path("docs/consequences")
TEXTS = Path(__file__).with_name("texts.yaml")
_WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "other": "En français", "contents": "Contents", "title": "Consequences",
        "lead": (
            "Drift and the circle are consequences of the core or they fail to appear. Each page below asks one question, says "
            "what was expected before the first run, and what came out. Read [the core of the model](../model.md) first."
        ),
        "done": "What was done", "found": "What was expected, and what came out",
        "heads": ("statement", "expected", "found [95 % interval]", "verdict"),
        "at_least": "at least", "at_most": "at most",
        "holds": "holds", "fails": "**fails**", "not decided": "not decided",
        "digest": "Stated in `studies/consequences/expectations.yaml`, sha256 {digest}, before the first run.",
        "made": "Made by `python -m studies.consequences.{name}`; numbers in [docs/data/consequences]({data}).",
        "missing": "Not run yet.", "box": "The region that was found", "box_heads": ("unknown", "from", "to"),
        "summary": ("question", "statements that hold"),
    },
    "fr": {
        "other": "In English", "contents": "Sommaire", "title": "Conséquences",
        "lead": (
            "La dérive et le cercle sont des conséquences du noyau, ou n'apparaissent pas. Chaque page ci-dessous pose une question, dit "
            "ce qui était attendu avant la première simulation, et ce qui en est sorti. Lisez d'abord [le noyau du modèle](../modele.md)."
        ),
        "done": "Ce qui a été fait", "found": "Ce qui était attendu, et ce qui est sorti",
        "heads": ("énoncé", "attendu", "constaté [intervalle à 95 %]", "verdict"),
        "at_least": "au moins", "at_most": "au plus",
        "holds": "tient", "fails": "**ne tient pas**", "not decided": "indécis",
        "digest": "Énoncé dans `studies/consequences/expectations.yaml`, sha256 {digest}, avant la première simulation.",
        "made": "Fait par `python -m studies.consequences.{name}`; les nombres sont dans [docs/data/consequences]({data}).",
        "missing": "Pas encore simulé.", "box": "La région trouvée", "box_heads": ("inconnue", "de", "à"),
        "summary": ("question", "énoncés qui tiennent"),
    },
}  # fmt: skip


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
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))[study]
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
                say[str(found["verdict"])],
            )
        )
    parts.append(table_of(say["heads"], rows) if rows else say["missing"])
    parts.append(say["digest"].format(digest=digest()))
    if rows and (figure := figures.draw(study, "" if language == "en" else "_fr")):
        caption = texts["caption"][language]
        parts.append(f"![{caption}](../{figure.relative_to('docs')})\n\n*{caption}.*")
    if study == "story_of_the_thesis" and rows:
        parts += [f"## {say['box']}", _box(language)]
    return "\n\n".join(parts) + "\n"


def _box(language: str) -> str:
    rows = []
    for limit in values_of("story_of_the_thesis_box", DATA):
        ends = (
            "" if abs(limit[key]) == float("inf") else _number(limit[key], language)
            for key in ("from", "to")
        )
        rows.append((f"`{limit['unknown']}`", *ends))
    return table_of(_WORDS[language]["box_heads"], rows)


def contents(language: str) -> str:
    """The page that leads to the others."""
    say = _WORDS[language]
    rows = []
    for study, stated in expectations().items():
        found = verdicts_of(study)
        held = sum(row["verdict"] == "holds" for row in found)
        count = f"{held} / {len(found)}" if found else say["missing"]
        rows.append((f"[{stated[language]}]({_file(study, language)})", count))
    other = "fr" if language == "en" else "en"
    head = f"*{say['other']} : [{_file('README', other)}]({_file('README', other)})*"
    return f"# {say['title']}\n\n{head}\n\n{say['lead']}\n\n{table_of(say['summary'], rows)}\n"


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        with words.speaking(language):
            for study in expectations():
                (FOLDER / _file(study, language)).write_text(page(study, language), encoding="utf-8")
            (FOLDER / _file("README", language)).write_text(contents(language), encoding="utf-8")


if __name__ == "__main__":
    main()
