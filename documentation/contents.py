"""Which pages the site has, and where each stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "fr")
MADE = "made "
HOME = {"en": "docs/home.md", "fr": "docs/accueil.md"}
_HEADING = re.compile(r"^(#{1,6}) +(.*?) *$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site in one language: where it comes from, a section of a file or what writes it."""

    name: str
    language: str
    file: str = ""
    heading: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the table of contents."""

    name: str
    titles: dict[str, str]
    pages: tuple[str, ...]


@cache
def sections() -> tuple[Section, ...]:
    """Parts of the table of contents, in their order."""
    return tuple(
        Section(str(of["name"]), {one: str(of[one]) for one in LANGUAGES}, tuple(_named(of)))
        for of in _written()
    )


@cache
def pages(language: str) -> dict[str, Page]:
    """The pages of a language, by name; the home page first."""
    found = {"index": Page("index", language, HOME[language])}
    for of in _written():
        for name, places in _listed(of):
            page = _page(f"{of['name']}/{name}", language, places)
            if page is not None:
                found[page.name] = page
    return found


def names(language: str) -> set[str]:
    """Every page of a language, the first of each part too."""
    return {*pages(language), *(f"{section.name}/index" for section in sections())}


@cache
def anchors_of(file: str) -> dict[str, str]:
    """Headings of a file that is parted: their anchors, and the anchor of the section each is in."""
    found, section = {}, ""
    for line in outside_of_code((ROOT / file).read_text(encoding="utf-8")):
        if match := _HEADING.match(line):
            anchor = slug(match[2])
            section = anchor if len(match[1]) <= 2 else section
            found[anchor] = section
    return found


def outside_of_code(text: str) -> Iterator[str]:
    """The lines of a page that are in no block."""
    within = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            within = not within
        elif not within:
            yield line


def slug(heading: str) -> str:
    """The anchor of a heading, as a forge and MyST make it."""
    plain = re.sub(r"[^\w\- ]", "", heading.lower().replace("`", ""))
    return plain.replace(" ", "-")


def section_of(text: str, heading: str) -> str:
    """One section of a page, as a page: its heading is the title."""
    kept: list[str] = []
    within = code = False
    for line in text.splitlines():
        match = None if code else _HEADING.match(line)
        if match and len(match[1]) <= 2:
            within = slug(match[2]) == heading
        if within:
            kept.append(line[1:] if match else line)
        code ^= line.lstrip().startswith("```")
    if not kept:
        raise SystemExit(f"There is no section {heading!r} where pages.yaml says there is one.")
    return "\n".join(kept) + "\n"


@cache
def title_of(page: Page) -> str:
    """The title of a page that stands in the repo."""
    text = (ROOT / page.file).read_text(encoding="utf-8")
    if page.file.endswith(".ipynb"):
        text = "".join(json.loads(text)["cells"][0]["source"])
    if page.heading:
        text = section_of(text, page.heading)
    found = re.search(r"^# +(.*)$", text, re.MULTILINE)
    assert found is not None, page.file
    return found[1].replace("`", "")


def _written() -> list[dict[str, object]]:
    listed: list[dict[str, object]] = YAML(typ="safe").load(
        (ROOT / "documentation/pages.yaml").read_text(encoding="utf-8")
    )
    return listed


def _listed(section: dict[str, object]) -> Iterator[tuple[str, list[str]]]:
    """Names of a section's pages and where they stand; of a folder, all of its pages."""
    given = section["pages"]
    if isinstance(given, str):
        for path in sorted((ROOT / given).glob("*.md")):
            yield path.stem, [f"{given}/{path.name}"]
        return
    assert isinstance(given, list)
    for one in given:
        ((name, places),) = one.items()
        yield str(name), places


def _named(section: dict[str, object]) -> Iterator[str]:
    for name, _ in _listed(section):
        yield f"{section['name']}/{name}"


def _page(name: str, language: str, places: list[str]) -> Page | None:
    if places[0].startswith(MADE):
        return Page(name, language, made=places[0].removeprefix(MADE))
    if language == "fr" and len(places) < 2:
        return None
    file, _, heading = places[LANGUAGES.index(language)].partition("#")
    return Page(name, language, file, heading)
