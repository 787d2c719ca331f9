"""Words of the screens (`terms.yaml`), and keys of a scenario that are no parameter (`scenario/keys.csv`)."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from partnersim import systems
from partnersim.declarations.data_files import rows_in
from partnersim.glossary.entry import Explanation, Fact, explanation, file_of
from partnersim.language import LANGUAGES, current
from partnersim.language.text import Text
from partnersim.language.words import N_


@functools.cache
def terms() -> list[dict[str, Any]]:
    """Each word: name, meaning, measured, see, declared_in and, of some, also."""
    from ruamel.yaml import YAML

    text = (files("partnersim.glossary") / "terms.yaml").read_text(encoding="utf-8")
    content: list[dict[str, Any]] = YAML(typ="safe").load(text)
    return content


def _keys() -> Iterator[tuple[str, Text]]:
    """Each key that is no parameter, by its path, and its meaning; those of systems last."""
    for row in rows_in("partnersim.scenario", "keys.csv"):
        if row["explained"]:
            yield row["key"], Text(row["meaning"])
    for section in systems.sections():
        for key in section.sections:
            yield key, section.title or Text(key)
            yield from ((f"{key}.*.{name}", text) for name, text in section.references.items())


def of_terms() -> Iterator[Explanation]:
    """Words that stand on the screens and are no column of a table."""
    from partnersim.evidence.directness import RUNS, SEED

    for term in terms():
        name = Text(term["name"])
        also = [_by_language(word) for word in term.get("also", ())]
        measured = Text(term["measured"]).in_language(current()).format(runs=RUNS, seed=SEED)
        facts = (
            Fact(N_("measured"), measured),
            Fact(N_("see"), Text(term["see"]).in_language(current())),
        )
        yield explanation(
            (name.in_language(current()), *(words[current()] for words in also)),
            "word",
            Text(term["meaning"]),
            facts,
            term["declared_in"],
            names=(name.en, name.fr, *(word for words in also for word in words.values())),
        )


def _by_language(word: str | Mapping[str, str]) -> Mapping[str, str]:
    """Another word for the same, one that both languages share or one of each."""
    return dict.fromkeys(LANGUAGES, word) if isinstance(word, str) else word


def of_scenario_keys() -> Iterator[Explanation]:
    """Keys that frame a scenario."""
    for path, meaning in _keys():
        yield explanation(
            (path,), "scenario key", meaning, (), file_of("partnersim.scenario.schema")
        )
