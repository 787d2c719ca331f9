"""Links of a page, turned from places of the repo into places of the site."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path, PurePosixPath

from documentation.contents import LANGUAGES, ROOT, Page, anchors_of, pages, title_of

FOLDERS = {  # a folder that a page links to is a part of the table of contents
    "docs/decisions": "decisions/index",
    "notebooks": "notebooks/index",
    "docs/teaching": "teaching/index",
    "docs/consequences": "findings/consequences",
    "studies": "findings/studies",
    "experiments": "findings/experiments",
}
ELSEWHERE = {  # pages that the site has under another name, or as several
    "README.md": "en/index",
    "LISEZMOI.md": "fr/index",
    "docs/guide.md": "en/start/ten_minutes",
    "docs/guide_fr.md": "fr/start/ten_minutes",
}
SEARCHED = {  # without a heading, these lead to their tables, which can be searched
    "docs/parameters.md": ("en", "reference/parameters"),
    "docs/parametres.md": ("fr", "reference/parameters"),
}
SHOWN = (".py", ".yaml", ".toml", ".csv", ".json", ".cff")
MOST_BYTES = 300_000
_LINK = r"(?P<image>!?)\[(?P<words>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<where>[^()\s]+)\)"
_PARTS = re.compile(r"^ *```.*?^ *```[^\n]*$|" + _LINK + r"|`[^`\n]+`", re.DOTALL | re.MULTILINE)


class Links:
    """Rewrites the links of one language's pages; keeps which files and images they need."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.files: set[str] = set()
        self.images: set[str] = set()

    def rewrite(self, text: str, page: Page) -> str:
        """A page with links that hold on the site; a link that leads nowhere ends the work."""

        def one(match: re.Match[str]) -> str:
            return self._link(match, page) if match["where"] else match[0]

        return _PARTS.sub(one, text)

    def _link(self, match: re.Match[str], page: Page) -> str:
        where, words = match["where"], match["words"]
        if re.match(r"[a-z]+:", where):
            return match[0]
        path, _, anchor = where.partition("#")
        file = os.path.normpath(PurePosixPath(page.file).parent / path) if path else page.file
        if not (ROOT / file).exists():
            raise SystemExit(f"{page.file} links to {where}, which is not there.")
        if match["image"]:
            self.images.add(file)
            return f"![{words}]({relative('_images_of/' + file, page.name)})"
        return self._to(file, anchor, words, page)

    def _to(self, file: str, anchor: str, words: str, page: Page) -> str:
        if (target := where_of(file, anchor)) is not None:
            language, name = target
            if words.endswith(".md"):  # a reader of the site knows pages by their titles
                words = _title(language, name)
            end = f"#{anchor}" if anchor and pages(language)[name].heading != anchor else ""
            if language == self.language:
                return (
                    f"[{words}](project:{relative(name + ending(language, name), page.name)}{end})"
                )
            return _outside(f"../{language}/{name}.html", words, page, end)
        if file in FOLDERS:
            return f"[{words}](project:{relative(FOLDERS[file] + '.md', page.name)})"
        path = ROOT / file
        if path.is_file() and path.suffix in SHOWN and path.stat().st_size < MOST_BYTES:
            self.files.add(file)
            if self.language == "en":
                return f"[{words}](project:{relative(source_name(file) + '.md', page.name)})"
            return _outside(f"../en/{source_name(file)}.html", words, page)
        return f"{words} (`{file}`)" if file not in words else words


def _outside(where: str, words: str, page: Page, end: str = "") -> str:
    """A link to a page that Sphinx does not know: the other language's."""
    up = relative(where, page.name)
    return f'<a class="reference external" href="{up}{end}">{words}</a>'


def _title(language: str, name: str) -> str:
    page = pages(language)[name]
    return title_of(page) if page.file else {"en": "parameters", "fr": "paramètres"}[language]


@cache
def by_file() -> dict[tuple[str, str], tuple[str, str]]:
    """Where a file, or a section of one, stands on the site: language and name."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for language in LANGUAGES:
        for page in pages(language).values():
            if page.file:
                found.setdefault((page.file, page.heading), (language, page.name))
    return found


def where_of(file: str, anchor: str) -> tuple[str, str] | None:
    """The page that a link to a file leads to, or None where the site has none."""
    if file in SEARCHED and not anchor:
        return SEARCHED[file]
    if (file, "") in by_file():
        return by_file()[file, ""]
    if any(known == file for known, _ in by_file()):
        section = anchors_of(file).get(anchor, anchor)
        if (file, section) in by_file():
            return by_file()[file, section]
        if anchor:
            raise SystemExit(f"{file}#{anchor} is on no page of the site.")
    if file in ELSEWHERE:
        language, _, name = ELSEWHERE[file].partition("/")
        return language, name
    return None


def ending(language: str, name: str) -> str:
    """That of a page's source."""
    return Path(pages(language)[name].file).suffix or ".md"


def source_name(file: str) -> str:
    """The page that shows a file of the repo."""
    return f"source/{file}"


def relative(target: str, origin: str) -> str:
    """A place of the site as seen from a page."""
    return os.path.relpath(target, PurePosixPath(origin).parent)
