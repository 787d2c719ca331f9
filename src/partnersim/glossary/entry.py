"""An entry of the glossary: what a name stands for, and all there is to say of it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.language.names import comparable
from partnersim.language.words import N_, heading

if TYPE_CHECKING:
    from partnersim.declarations import Text

_LEFT = 17  # columns that the label of a line takes
NOTE, INCLUDES, PART = "note", "includes", "part"
_WITHOUT_LABEL = {NOTE: _LEFT, INCLUDES: 4, PART: 2}  # how far the line is indented


@dataclass(frozen=True, slots=True)
class Fact:
    """A label in English, said in the language in use, and a text in that language.

    A `note` belongs to the fact above, `includes` names a member of a group or a dimension, and `part`
    a part of a pattern, which the facts below describe.
    """

    label: str
    text: str

    def __str__(self) -> str:
        if self.label in _WITHOUT_LABEL:
            return " " * _WITHOUT_LABEL[self.label] + self.text
        return f"  {heading(say(self.label)) + ':':<{_LEFT - 3}} {self.text}"


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """What a name stands for, in the language in use; `explanation["unit"]` is the text of a fact.

    Attributes
    ----------
    paths
        Where it stands in scenario files, results or the state.
    kind
        Parameter, group, scenario key, outcome, column, table, typology, word, acronym, scenario, datum, figure,
        pattern or work.
    meaning
        One sentence or label.
    facts
        All else there is to say, each with its label.
    declared_in
        The file that declares it.
    names
        What it is found by, in both languages, without case and accents.
    shares
        Of a map of shares, its keys.
    """

    paths: tuple[str, ...]
    kind: str
    meaning: str
    facts: tuple[Fact, ...]
    declared_in: str
    names: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.paths[0].rpartition(".")[2]

    def __getitem__(self, label: str) -> str:
        texts = [fact.text for fact in self.facts if fact.label == label]
        if not texts:
            labels = ", ".join(dict.fromkeys(fact.label for fact in self.facts))
            raise KeyError(f"{label}; there are {labels}")
        return "\n".join(texts)

    def __str__(self) -> str:
        facts = (*self.facts, Fact(N_("declared in"), self.declared_in))
        return "\n".join((", ".join(self.paths), self.meaning, *map(str, facts)))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        facts = (*self.facts, Fact("declared in", self.declared_in))
        rows = "".join(
            f"<tr><th style='text-align: left'>{html.escape(label)}</th>"
            f"<td style='text-align: left'>{html.escape(text)}</td></tr>"
            for label, text in _cells(facts)
        )
        paths, meaning = html.escape(", ".join(self.paths)), html.escape(self.meaning)
        return f"<p><code>{paths}</code><br>{meaning}</p><table>{rows}</table>"


def _cells(facts: Iterable[Fact]) -> Iterator[tuple[str, str]]:
    for fact in facts:
        yield "" if fact.label in _WITHOUT_LABEL else say(fact.label), fact.text


def explanation(
    paths: tuple[str, ...],
    kind: str,
    meaning: Text,
    facts: Iterable[Fact],
    declared_in: str,
    names: Iterable[str] = (),
    shares: Iterable[str] = (),
) -> Explanation:
    """An entry that is found by the last part of its path, its meaning in both languages and other names."""
    own = (paths[0].rpartition(".")[2], meaning.en, meaning.fr, *names)
    return Explanation(
        paths, kind, meaning.in_language(current()), tuple(facts), declared_in,
        tuple(dict.fromkeys(map(plain, own))), tuple(shares),
    )  # fmt: skip


def as_data(entries: Iterable[Explanation]) -> list[list[Any]]:
    """Entries as JSON holds them."""
    return [list(astuple(entry)) for entry in entries]


def from_data(rows: Iterable[list[Any]]) -> tuple[Explanation, ...]:
    """Entries as they were before `as_data`."""
    return tuple(
        Explanation(
            tuple(paths), kind, meaning, tuple(Fact(*fact) for fact in facts), declared_in,
            tuple(names), tuple(shares),
        )
        for paths, kind, meaning, facts, declared_in, names, shares in rows
    )  # fmt: skip


def plain(text: str) -> str:
    """A name as names are compared, and without accents and dashes, to find what people ask for."""
    bare = unicodedata.normalize("NFD", comparable(text))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[\s_’'-]+", " ", bare).strip()


def file_of(module: str) -> str:
    """The file of a module, as the repository names it; the module of a plug-in by its name."""
    if not module.startswith("partnersim."):
        return module
    return f"src/{module.replace('.', '/')}.py"


def written(value: Any) -> str:
    """A value as one would write it in a scenario file."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(share)}" for key, share in value.items()) + "}"
    if isinstance(value, float):
        return f"{value:.0f}" if value == int(value) and abs(value) >= 1000 else f"{value:g}"
    return str(value)


def interval(ends: tuple[float, float]) -> str:
    """Two ends in words."""
    return say("{low} to {high}", low=written(float(ends[0])), high=written(float(ends[1])))
