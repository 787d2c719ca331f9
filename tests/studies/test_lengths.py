"""Eight pages of results stay short: all of them together, and what each says to a reader in a hurry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = [
    Path("docs", f"{name}.md")
    for name in (
        "limits",
        "patterns",
        "calibration",
        "knock_outs",
        "limites",
        "constats",
        "calage",
        "mecanismes_retires",
    )
]
ALL = 20_000  # words of prose and tables
HEAD = 230  # words, half a page
_MARK = re.compile(r"<!--.*?-->", re.DOTALL)


def words_in(text: str) -> int:
    """Words and figures of prose and tables; marks, bars and lines of a table are none."""
    return sum(any(map(str.isalnum, word)) for word in _MARK.sub("", text).split())


def head_of(page: Path) -> str:
    """What stands under the page's first heading."""
    return page.read_text(encoding="utf-8").split("\n## ")[1].partition("\n")[2]


def test_words_are_counted_as_a_reader_counts_them() -> None:
    assert words_in("<!-- a b -->\n| *one* | two, 3 % |\n| --- | – |\n") == 3


def test_the_eight_pages_together_are_short() -> None:
    assert sum(words_in(page.read_text(encoding="utf-8")) for page in PAGES) < ALL


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_reader_in_a_hurry_has_half_a_page(page: Path) -> None:
    assert words_in(head_of(page)) <= HEAD
