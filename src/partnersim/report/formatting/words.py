"""Words as people write them, in the language in use, shared by screen and figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

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
    """What a measure is called, without the explanation after the colon."""
    return meaning(name, table).split(":")[0].strip()


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
    if results.manifest.get("uncertainty") == "point":
        return say("seed only")
    return say("seed and uncertain parameters")


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
    """A value of a choice in words: those of the declarations in both languages; another as it stands."""
    known = {
        "after_draft": say("after the draft"),
        "before_draft": say("before the draft"),
        "interest": say("by interest"),
        "invitation": say("by invitation"),
        "mix": say("both"),
        "nobody": say("nobody"),
        "everywhere": say("everywhere"),
        "not_at_all": say("not at all"),
        "letter": say("to the letter (money alone)"),
        "spirit": say("in spirit"),
        "director": say("the director decides"),
        "accept": say("accepts"),
        "refuse": say("refuses"),
        "members": say("members"),
        "street": say("call to the street"),
        "none": say("none"),
        "needs": say("newcomers' needs"),
        "reports": say("lighter reports"),
        "mission_support": say("mission support"),
        "reception": say("reception"),
        "francization": say("francization"),
        "language": say("language"),
        "employment": say("employment"),
        "housing": say("housing"),
        "social_ties": say("social ties"),
        "status_and_rights": say("status and rights"),
        "inclusion": say("inclusion"),
        "other_ministries": say("other ministries"),
        "municipalities": say("municipalities"),
        "municipality": say("municipality"),
        "county": say("county"),
        "region_and_charity": say("region and charity"),
        "community_health": say("community health centre"),
        "settlement_agency": say("settlement agency"),
        "consultant": say("consultant"),
        "attraction": say("attraction"),
        "capacity": say("capacity"),
        "coordination": say("coordination"),
        "settlement": say("settlement sector"),
        "municipal": say("municipal sector"),
        "mainstream": say("services for all"),
        "business": say("business"),
        "newcomers": say("newcomers"),
        "quebec": say("Quebec"),
        "ontario": "Ontario",
        "federal": say("federal"),
        "community_groups": say("community groups"),
        "mission_grant": say("mission grant"),
        "service_agreement": say("service agreement"),
        "project": say("project"),
        "shared": say("shared with who pays"),
        "receiver": say("the receiver's alone"),
        "secretariat": say("a secretariat for all"),
        "each_ministry": say("each ministry"),
        "outside": say("outside"),
        "member": say("member"),
        "responsible": say("the responsible ministry"),
        "responsible_ministry": say("the responsible ministry's word"),
        "no_committee": say("no committee"),
        "unanimity": say("by unanimity"),
        "lead": say("the lead"),
        "majority": say("by majority"),
        "executive": say("by a small executive"),
        "consensus": say("by consensus"),
        "vote": say("by vote"),
        "ministry": say("the ministry"),
        "mps": say("members of parliament"),
        "any": say("any"),
        "montreal": "Montréal",
        "montreal_ring": say("around Montreal"),
        "quebec_city": say("Quebec City"),
        "regions": say("regions"),
        "elsewhere": say("elsewhere"),
        "toronto_ring": say("around Toronto"),
        "other_cities": say("other cities"),
        "nominative_data": say("less nominative data"),
        "asylum_eligibility": say("eligibility of asylum seekers"),
        "price": say("a better price of a client"),
        "class_size": say("smaller classes"),
        "diplomas": say("recognition of diplomas"),
    }
    titles = {key: title.in_language(current()) for key, title in programme_titles().items()}
    title = titles.get(name, name.replace("_", " "))
    return known.get(name, f"{title[:1].lower()}{title[1:]}")
