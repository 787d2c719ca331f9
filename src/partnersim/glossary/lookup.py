"""Looking a name up: `partnersim.explain` and what `partnersim explain` prints."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from partnersim.glossary.entry import Explanation, Fact, as_data, from_data, plain
from partnersim.glossary.index import cached
from partnersim.glossary.scenario_facts import facts_of
from partnersim.language import UserError, current, nearest, say
from partnersim.language.words import N_

_NEAREST = 3


def explain(name: str) -> Explanation:
    """Explain a parameter, an outcome, a column, a word or acronym, a scenario or a code such as P9 or F13.

    Parameters
    ----------
    name
        Its name or its path (`"burden"`, `"ministries.mifi.accountability.burden"`), or a few words that
        only it has. Of several entries with one name the first is explained (parameters, then groups,
        typologies, outcomes, columns) and the fact `same name` gives the paths of the others.

    Returns
    -------
    Explanation
        Paths, meaning and facts in the language in use; `explanation["unit"]` is the text of one.

    Raises
    ------
    UserError
        When nothing has this name, with the nearest names, or when the words fit several.
    """
    matches, by_name = search(name)
    if len(matches) > 1 and not by_name:
        raise UserError(
            "{count} names fit; ask again with one of these: {names}",
            count=len(matches), names=", ".join(match.paths[0] for match in matches),
        )  # fmt: skip
    first, *others = matches
    entry = with_scenarios(first, name)
    paths = ", ".join(other.paths[0] for other in others)
    return replace(entry, facts=(*entry.facts, Fact(N_("same name"), paths))) if paths else entry


def with_scenarios(entry: Explanation, asked: str) -> Explanation:
    """The entry with what shipped scenarios set at its paths, or at the one that was asked for."""
    if entry.kind not in ("parameter", "scenario key"):
        return entry
    facts = facts_of(entry.paths, _path_of_shares(asked.strip()) or asked)
    return replace(entry, facts=(*entry.facts, *facts))


def entries() -> tuple[Explanation, ...]:
    """All that is found by its name or by words in it."""
    return _entries("entries", current())


def data() -> tuple[Explanation, ...]:
    """Initial values, input series and numbers in rules; looked at when nothing else has the name."""
    return _entries("data", current())


def codes() -> tuple[Explanation, ...]:
    """Figures, mechanisms, patterns and works, found by their code alone."""
    return _entries("codes", current())


@functools.cache
def _entries(part: str, _language: str) -> tuple[Explanation, ...]:
    return from_data(cached(part, lambda: as_data(_made(part))))


def _made(part: str) -> Iterator[Explanation]:
    from partnersim.glossary import columns, evidence_codes, names, outcomes, parameters, terms

    if part == "data":
        return parameters.of_data()
    if part == "codes":
        return evidence_codes.of_codes()
    return chain(
        parameters.of_parameters(), parameters.of_groups(), outcomes.of_typologies(),
        parameters.of_interviews(), outcomes.of_outcomes(), terms.of_terms(),
        terms.of_scenario_keys(), names.of_acronyms(), names.of_scenarios(), columns.of_columns(),
        columns.of_tables(),
    )  # fmt: skip


def search(words: str) -> tuple[list[Explanation], bool]:
    """The entries that a code, a name or a path stands for, and True; else those that hold these words.

    Raises UserError, with the nearest names, where there is none.
    """
    asked = plain(re.sub(r"\s*[(*].*$", "", words).replace(".", " "))
    if of_code := [entry for entry in codes() if asked in entry.names]:
        return of_code, True
    for among in (entries(), data()):
        if at_path := [entry for entry in among if "." in words and words.strip() in entry.paths]:
            return at_path, True
    for among in (entries(), data()):
        matches, by_name = _search(words, among)
        if matches:
            return matches, by_name
    near = nearest_names(words)
    raise UserError(
        "Nothing is called {name!r}.{hint} `partnersim show mifi_status_quo --all` shows "
        "every parameter.",
        name=words, hint=say(" Did you mean {name!r}?", name=near[0]) if near else "",
    )  # fmt: skip


def _search(words: str, among: tuple[Explanation, ...]) -> tuple[list[Explanation], bool]:
    asked = plain(words)
    if not asked:
        return [], False
    if "." in words:
        return _at_path(words.strip(), among), True
    without_unit = plain(re.sub(r"\s*[(,*].*$", "", words))  # as printed: unit, cut-off, star
    for form in (asked, without_unit):
        named = [entry for entry in among if form and form in entry.names]
        if named:
            return named, True
    return [entry for entry in among if any(asked in name for name in entry.names)], False


def _at_path(typed: str, among: tuple[Explanation, ...]) -> list[Explanation]:
    """What stands at a path, as declared, of a named funder or place, or without its first words."""
    path = re.sub(r"^(ministries|donors)\.[^.]+\.", "ministries.*.", typed)
    of_an_entry = re.sub(r"^(\w+)\.[^.]+\.", r"\1.*.", typed)
    for form in (typed, path, of_an_entry):
        name = plain(form)
        if exact := [entry for entry in among if form in entry.paths or name in entry.names]:
            return exact
    if ends := [entry for entry in among if any(own.endswith(f".{path}") for own in entry.paths)]:
        return ends
    if whole := _path_of_shares(typed):
        return _at_path(whole, among)
    of_a_funder = _path_of_a_funder(typed)
    return [entry for entry in among if of_a_funder in entry.paths]


def _path_of_a_funder(path: str) -> str:
    """The path of what a figure calls `mifi.accountability.burden`; nothing where a group has that name."""
    first, _, rest = path.partition(".")
    groups = {entry.name for entry in entries() if entry.kind == "group"}
    return "" if first in groups else f"ministries.*.{rest}"


def _path_of_shares(path: str) -> str:
    """Of a share such as `ministries.mifi.split.mission`, the path of all shares together; else nothing."""
    whole, _, share = path.rpartition(".")
    name = whole.rpartition(".")[2]
    of_a_share = any(entry.name == name and share in entry.shares for entry in entries())
    return whole if of_a_share else ""


def nearest_names(words: str) -> list[str]:
    """Names whose own form or meaning is close to what was typed, nearest first."""
    by_form: dict[str, str] = {}
    for entry in entries():
        for form in entry.names:
            by_form.setdefault(form, entry.name)
    near = nearest(plain(words), by_form, most=_NEAREST)
    return list(dict.fromkeys(by_form[form] for form in near))
