"""What was built, read again: every link leads to a page and a place in it; nothing is asked of another machine."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
_OUTSIDE_IN_CSS = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//")


class Addresses(HTMLParser):
    """Links, loaded files and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag names."""
        given = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "a" and (href := given.get("href")):
            self.links.append(href)
        if tag in LOADED and (where := given.get(LOADED[tag])):
            self.loaded.append(where)


def wrong_in(folder: Path) -> list[str]:
    """Links and addresses in a built site that do not hold, a line each."""
    wrong = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder)
        page = _read(path)
        wrong += [f"{name}: {href} leads nowhere" for href in page.links if _lost(path, href)]
        wrong += [
            f"{name}: loads {one}" for one in page.loaded if _outside(one) or _lost(path, one)
        ]
    wrong += [
        f"{path.relative_to(folder)}: loads from another machine"
        for path in sorted(folder.rglob("*.css"))
        if _OUTSIDE_IN_CSS.search(path.read_text(encoding="utf-8"))
    ]
    return wrong


@cache
def _read(path: Path) -> Addresses:
    page = Addresses()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _outside(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in ("http", "https")


def _lost(page: Path, address: str) -> bool:
    """Whether an address within the site leads to no file, or to no place in it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return True
    if not parts.fragment or target.suffix != ".html":
        return False
    return unquote(parts.fragment) not in _read(target).anchors
