"""What shipped scenarios set at a path in place of the declared default, and why they say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from partnersim.glossary.entry import NOTE, Fact
from partnersim.glossary.scenarios import shipped_values
from partnersim.language import say
from partnersim.language.words import N_
from partnersim.scenario import library
from partnersim.scenario.library import MissingSystemError

_SCENARIOS = N_("scenarios")


def facts_of(paths: Sequence[str], asked: str) -> Iterator[Fact]:
    """Values that differ from the default, scenarios with the same value and reason together.

    paths: as declared, such as `ministries.*.envelope`; asked: what a person typed. Scenarios are
    looked at only where one of their files may set such a path.
    """
    asked = asked.strip()
    section = asked.partition(".")[0].replace("donors", "ministries")
    of_an_entry = any(path.startswith(f"{section}.*.") for path in paths)
    of_one = of_an_entry and asked.count(".") > 1 and "*" not in asked
    if not of_one and not any(_mentioned(path.rpartition(".")[2]) for path in paths):
        return
    form = re.compile(re.escape(asked) if of_one else "|".join(map(_form, paths)))
    stated: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    unchanged: list[str] = []  # scenarios that have such a path and leave it at its default
    for name in library.shipped():
        try:
            values = shipped_values(name)
        except MissingSystemError:
            continue
        unchanged += [name] if any(map(form.fullmatch, values.unchanged)) else []
        for value in values.stated:
            if form.fullmatch(value.path):
                key = (value.path, value.text, value.source if value.file else value.place)
                stated.setdefault(key, []).append((name, value.file))
    if not of_one and any("*" in path for path in paths):
        yield from _in_short(stated)
        return
    for (path, text, source), where in sorted(
        stated.items(), key=lambda item: (item[0][0], -len(item[1]))
    ):
        yield Fact(_SCENARIOS, f"{path} = {text}: {', '.join(name for name, _ in where)}")
        yield Fact(NOTE, _why(list(dict.fromkeys(file for _, file in where)), source))
    if of_one and unchanged:
        yield Fact(_SCENARIOS, say("default in: {names}", names=", ".join(unchanged)))
    elif of_one and not stated:
        name = ".".join(asked.split(".")[:2])
        yield Fact(_SCENARIOS, say("no shipped scenario has {name}", name=name))


def _in_short(stated: Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]) -> Iterator[Fact]:
    """Of all funders or places: a line each, the scenarios that state a value."""
    by_path: dict[str, dict[str, list[str]]] = {}
    for (path, text, _), where in stated.items():
        files = by_path.setdefault(path, {}).setdefault(text, [])
        files += [file for _, file in where]
    for path, values in sorted(by_path.items()):
        texts = (
            say("{value} set in {names}", value=text, names=", ".join(dict.fromkeys(files)))
            for text, files in values.items()
        )
        yield Fact(_SCENARIOS, f"{path}: {'; '.join(texts)}")
    if by_path:
        path = min(by_path)
        words = say("with its reasons, one of them: `partnersim explain {path}`", path=path)
        yield Fact(NOTE, words)


def _why(files: Sequence[str], source: str) -> str:
    """Which scenarios state a value, and the reason beside it (a test asks for one); no file states a sum."""
    if not files[0]:
        return source
    place = say("set in {names}", names=", ".join(files))
    return say("{place}: {source}", place=place, source=source)


def _form(path: str) -> str:
    """What a declared path may be in a scenario; what is declared of ministries holds for donors."""
    form = re.escape(path).replace(r"\*", r"[^.]+")
    return re.sub(r"^ministries\\\.", r"(?:ministries|donors)\.", form)


def _mentioned(key: str) -> bool:
    """Whether a shipped file holds this key at all."""
    key_of = re.compile(rf"\b{re.escape(key)}\s*:")
    return any(key_of.search(file.read_text("utf-8")) for file in library.shipped().values())
