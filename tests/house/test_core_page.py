"""The core of the model is told on two printed pages, in both languages, and what they leave out is in the ODD."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

PAGES = (Path("docs/model.md"), Path("docs/modele.md"))
MOST_WORDS = 1500
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
_STYLE = """body {font: 10pt/1.2 serif; margin: 0} h1 {font-size: 15pt} h2 {font-size: 12pt}
    h1, h2, p, pre, table {margin: 0 0 5pt} h2 {padding-top: 3pt} pre, code {font-size: 8pt}
    table {border-collapse: collapse; width: 100%} td, th {border: 1px solid; padding: 1px 4px; text-align: left}"""
_MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "2cm")
_WIDTH = 664  # pixels between the margins of a letter page


def anchors(page: Path) -> set[str]:
    """Where links into a page may lead: its headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_short_and_its_links_lead_to_a_heading(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text.split()) <= MOST_WORDS
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", text)
    assert len(links) > 15
    for file, anchor in links:
        assert not anchor or anchor in anchors(page.parent / file), anchor
        assert (page.parent / file).exists(), file


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
def test_a_browser_prints_it_on_two_letter_pages() -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    widths, counts = [], []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        sheet = browser.new_page(viewport={"width": _WIDTH, "height": 900})
        for page in PAGES:
            told = markdown.render(page.read_text(encoding="utf-8"))
            sheet.set_content(f"<!doctype html><style>{_STYLE}</style>{told}")
            widths.append(sheet.evaluate("document.documentElement.scrollWidth"))
            printed = sheet.pdf(format="Letter", margin=_MARGINS)
            counts.append(len(re.findall(rb"/Type\s*/Page\b", printed)))
        browser.close()
    assert max(widths) <= _WIDTH  # else a browser makes all letters smaller
    assert counts == [2, 2]
