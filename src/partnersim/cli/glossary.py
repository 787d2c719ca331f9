"""Everything that has a name: parameters and groups, outcomes, dimensions, keys of a scenario."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.declarations import Dimension, Group, Outcome, Parameter, Shares, Text, Typology
from partnersim.language import nearest
from partnersim.language.names import comparable

if TYPE_CHECKING:
    from partnersim.cli.glossary_term import Term
    from partnersim.evidence.registry import Entry as Registered


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be explained: its names, its meaning, what it is, who declares it.

    `what` is a registry entry for initial values and input series, which no scenario holds.
    """

    paths: tuple[str, ...]
    meaning: Text
    what: Parameter | Shares | Outcome | Group | Typology | Registered | Term | None
    home: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.paths[0].rpartition(".")[2]


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All of them."""
    return (
        *_parameters(),
        *_groups(),
        *_typologies(),
        *_interview(),
        *_outcomes(),
        *_words(),
        *_frame(),
    )


def _parameters() -> Iterator[Entry]:
    from partnersim.scenario.registry import home_of, parameters

    for path, (group, one) in parameters().items():
        yield Entry((path,), one.meaning, one, _file(home_of(group)))


def _groups() -> Iterator[Entry]:
    from partnersim.scenario.registry import DIRECT, groups, home_of, path_of

    for group in groups():
        if group.name not in DIRECT.values():
            yield Entry((path_of(group),), group.meaning, group, _file(home_of(group)))


def _typologies() -> Iterator[Entry]:
    """Typologies, and each of their classes."""
    from partnersim.typologies import found

    for module in found():
        one, home = module.TYPOLOGY, _file(module.__name__)
        yield Entry((f"typologies.{one.name}",), one.title, one, home)
        for kind in one.kinds:
            yield Entry((f"typologies.{one.name}.{kind.name}",), kind.meaning, one, home)


def _interview() -> Iterator[Entry]:
    """What fieldwork assumes: set with `partnersim interview`, not in a scenario."""
    from partnersim.evidence.registry.interviews import GROUP

    home = _file("partnersim.evidence.registry.interviews")
    yield Entry((GROUP.name,), GROUP.meaning, GROUP, home)
    for one in GROUP:
        yield Entry((f"{GROUP.name}.{one.name}",), one.meaning, one, home)


@functools.cache
def data() -> tuple[Entry, ...]:
    """Initial values and input series; looked at when nothing else has the name."""
    from partnersim.evidence.registry.input_data import data_entries

    return tuple(Entry((one.path,), one.meaning, one, one.place) for one in data_entries())


def _outcomes() -> Iterator[Entry]:
    """Columns of the tables; one that stands in several tables is one entry."""
    from partnersim.results.columns import EVERY_TABLE

    tables: dict[Outcome, list[str]] = {}
    for table, columns in EVERY_TABLE.items():
        for one in columns:
            tables.setdefault(one, []).append(f"{table}.{one.name}")
    for one, paths in tables.items():
        yield Entry(tuple(paths), one.meaning, one, _home_of_outcome(one))


def _home_of_outcome(one: Outcome) -> str:
    from partnersim.outcomes import indexes, indicators, movement, newcomers, sector
    from partnersim.systems import outcomes_in, room

    places = (
        (indicators.INDICATORS, indicators),
        (sector.COLUMNS, sector),
        (newcomers.COLUMNS, newcomers),
        (movement.COLUMNS, movement),
        (indexes.INDEXES, indexes),
        *((outcomes_in(module), module) for module in room("outcomes").values()),
    )
    homes = [module.__name__ for declared, module in places if one in declared]
    return _file(homes[0] if homes else "partnersim.results.columns")


def _words() -> Iterator[Entry]:
    """Words that stand on the screens and are no column of a table."""
    from partnersim.cli.screen_terms import TERMS

    for one in TERMS:
        yield Entry((one.name.en, *one.also), one.meaning, one, one.home)


def _frame() -> Iterator[Entry]:
    words = {
        "extends": Text("The parent scenario"),
        "start": Text("First month of the scenario, YYYY-MM"),
        "years": Text("Years of the scenario, 1 to 100"),
        "scale": Text("People one simulated newcomer stands for, 1 to 10000"),
        "spin_up.regime": Text("Scenario under which the sector lives before the start"),
        "spin_up.months": Text("Months of that, whole quarters"),
        "main_ministry": Text("The ministry whose relation is measured"),
        "ministries": Text("Governments of any tier, by name"),
        "donors": Text("Foundations and private giving, by name"),
        "places": Text("Where newcomers arrive and organisations are, by name"),
        "partnerships": Text("Local immigration partnerships, by name"),
        "partnerships.*.place": Text("The place a partnership is of"),
        "partnerships.*.funder": Text("The ministry that pays a partnership"),
        "population.file": Text("A list of organisations instead of the drawn ones, CSV"),
        "population.columns": Text("Which of the list's headers each of its columns is"),
        "population.decimal": Text("Decimal mark of the list: point or comma"),
        "population.sheet": Text("Sheet of a workbook that holds the list"),
        "population.credits_columns": Text("Which header of the amounts each of their columns is"),
        "population.credits_decimal": Text(
            "Decimal mark of the amounts: point or comma"),
        "population.credits_sheet": Text("Sheet of a workbook that holds the amounts"),
        "population.scale_money": Text("Whether all envelopes are scaled to the budgets of the list"),
        "population.credits": Text("Known amounts by organisation, funder and instrument, CSV"),
    }  # fmt: skip
    for path, meaning in words.items():
        yield Entry((path,), meaning, None, _file("partnersim.scenario.schema"))


def _file(module: str) -> str:
    return f"src/{module.replace('.', '/')}.py"


def indicators_of(dimension: Dimension) -> list[Outcome]:
    """The indicators a dimension is the mean of."""
    return [
        one.what
        for one in entries()
        if isinstance(one.what, Outcome) and one.what.dimension is dimension and one.what.anchors
    ]


def plain(text: str) -> str:
    """As names are compared, and without accents and dashes, to find what people ask for."""
    bare = unicodedata.normalize("NFD", comparable(text))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[\s_’'-]+", " ", bare).strip()


def search(words: str) -> tuple[list[Entry], bool]:
    """What a name or a path stands for, and whether by its name; else what holds these words."""
    found, by_name = _search(words)
    return (found, by_name) if found else _search(words, data())


def _search(words: str, among: tuple[Entry, ...] | None = None) -> tuple[list[Entry], bool]:
    among = entries() if among is None else among
    typed = words.strip()
    path = re.sub(r"^(ministries|donors)\.[^.]+\.", "ministries.*.", typed)
    path = re.sub(r"^(places|partnerships)\.[^.]+\.", r"\1.*.", path)
    asked = plain(words)
    if not asked:
        return [], False
    if "." in path:
        exact = [one for one in among if typed in one.paths]
        exact = exact or [one for one in among if path in one.paths]
        ends = [one for one in among if any(own.endswith(f".{path}") for own in one.paths)]
        exact = exact or ends or _search(whole_of_share(typed), among)[0]
        return exact or [one for one in among if _of_a_funder(typed) in one.paths], True
    for form in (
        asked,
        plain(re.sub(r"\s*[(,*].*$", "", words)),
    ):  # as printed: unit, cut-off, star
        named = [one for one in among if form and form in _names(one)]
        if named:
            return named, True
    return [one for one in among if any(asked in name for name in _names(one))], False


def _of_a_funder(path: str) -> str:
    """The path of what a figure calls `mifi.accountability.burden`; nothing where a group has that name."""
    first, _, rest = path.partition(".")
    groups = {one.name for one in entries() if isinstance(one.what, Group)}
    return "" if first in groups else f"ministries.*.{rest}"


def whole_of_share(path: str) -> str:
    """Of a share such as `ministries.mifi.split.mission`, the path of all shares together; else nothing."""
    whole, _, share = path.rpartition(".")
    name = whole.rpartition(".")[2]
    for one in entries():
        if isinstance(one.what, Shares) and one.name == name and share in one.what.default:
            return whole
    return ""


def _names(one: Entry) -> tuple[str, ...]:
    own = getattr(one.what, "names", ())  # a word of the screens, in both languages
    return plain(one.name), plain(one.meaning.en), plain(one.meaning.fr), *map(plain, own)


def nearest_names(words: str) -> list[str]:
    """Names and meanings close to what was typed, nearest first."""
    names: dict[str, str] = {}
    for one in entries():
        for text in _names(one):
            names.setdefault(text, one.name)
    near = nearest(plain(words), names, most=3)
    return list(dict.fromkeys(names[text] for text in near))
