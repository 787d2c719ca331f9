"""Words as people write them, in the language in use, shared by screen and figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from partnersim.declarations.data_files import rows_in
from partnersim.evidence.directness import set_by
from partnersim.jurisdictions import every_status, programme_titles
from partnersim.language import current, say, use

if TYPE_CHECKING:
    from partnersim.declarations import Outcome
    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while: a figure has its own, whatever the screen's."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def file_name(name: str) -> str:
    """The name of a figure's file in the language in use: the other language's is not written over."""
    return name if current() == "en" else f"{name}_{current()}"


@cache
def _outcomes(table: str) -> dict[str, Outcome]:
    from partnersim.results.columns import EVERY_TABLE

    return {column.name: column for column in EVERY_TABLE[table]}


def meaning(name: str, table: str = "sector") -> str:
    """What a measure is called, in full."""
    return _outcomes(table)[name].meaning.in_language(current())


def label(name: str, table: str = "sector") -> str:
    """What a measure is called, without the explanation after the colon; what its rise means, where that misleads."""
    own = meaning(name, table).split(":")[0].strip()
    rises = {"accountability": say("light"), "funding": say("for the mission")}.get(name)
    return f"{own} ({rises})" if rises else own


def unit(name: str) -> str:
    """The unit of a measure of the sector."""
    return _outcomes("sector")[name].unit


def unit_of_outcome(name: str) -> str:
    """The unit of what a sweep measures: of a change or of the last month, that of its measure."""
    from partnersim.outcomes.recorder import SECTOR_NAMES

    if name not in SECTOR_NAMES:
        name = name.removesuffix("_change").removesuffix("_last_month")
    return unit(name)


def differ_in(results: Results) -> str:
    """In what runs of one ensemble differ."""
    return say(
        "seed only"
        if results.manifest.get("uncertainty") == "point"
        else "seed and uncertain parameters"
    )


def not_a_forecast() -> str:
    """What every result is said with."""
    return say("This explores what a scenario implies; it is not a forecast.")


def status(name: str) -> str:
    """A status of newcomers in words; another name as it stands."""
    known = {status.name: status.meaning for status in every_status()}
    return known[name].in_language(current()) if name in known else name


def set_by_the_scenario(settings: Settings) -> frozenset[str]:
    """Measures that the scenario sets, where that was measured: as shipped, nothing changed."""
    return set_by(settings.name) if settings.as_shipped else frozenset()


def choice(name: str) -> str:
    """A value of a choice in words: those of `choices.csv` in both languages; another as it stands."""
    if (known := _choices().get(name)) is not None:
        return say(known)
    titles = {key: title.in_language(current()) for key, title in programme_titles().items()}
    title = titles.get(name, name.replace("_", " "))
    return f"{title[:1].lower()}{title[1:]}"


@cache
def _choices() -> dict[str, str]:
    rows = rows_in("partnersim.report.formatting", "choices.csv")
    return {row["choice"]: row["words"] for row in rows}
