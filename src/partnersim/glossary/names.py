"""Acronyms and shipped scenarios, in a few plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnersim.glossary.entry import Explanation, Fact, explanation, file_of
from partnersim.language import current, say
from partnersim.language.text import Text
from partnersim.language.words import N_
from partnersim.report.formatting.acronyms import ACRONYMS, WITH_THESE
from partnersim.scenario import library

_ALSO = {"NPM": ("NGP",)}  # in French


def of_acronyms() -> Iterator[Explanation]:
    """What each acronym stands for, and the scenarios that are named after it."""
    for name, full in ACRONYMS.items():
        after = [key for key in library.shipped() if name.lower() in key.split("_")]
        facts = [Fact(N_("scenarios"), ", ".join(after))] if after else []
        if name in WITH_THESE:
            facts.insert(0, Fact(N_("in short"), WITH_THESE[name].in_language(current())))
        own = (name, *_ALSO.get(name, ()))
        declared_in = file_of("partnersim.report.formatting.acronyms")
        yield explanation(own, "acronym", full, facts, declared_in, names=own)


def of_scenarios() -> Iterator[Explanation]:
    """The question that a shipped scenario asks, what it does, and the commands that show and run it."""
    from ruamel.yaml import YAML

    for name, file in library.shipped().items():
        content: dict[str, Any] = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        title, question, description = (
            Text(" ".join(content[key]["en"].split()), " ".join(content[key]["fr"].split()))
            for key in ("title", "question", "description")
        )
        facts = [
            Fact(N_("question"), question.in_language(current())),
            Fact(N_("what it does"), description.in_language(current())),
            Fact(N_("see"), say("`partnersim show {name}`; `partnersim run {name}`", name=name)),
        ]
        yield explanation((name,), "scenario", title, facts, f"scenarios/{file.name}")
