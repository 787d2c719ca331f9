"""A lever and its picture are seen together on a phone, all newcomers in room size, words within their cards."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page import test_browser as pages
from tests.page.test_lesson import STORIES, lesson

browser, address, visit = pages.browser, pages.address, pages.visit
pytestmark = pages.pytestmark

# Words that stand beyond what holds them, and words of a picture that lie on each other.
OUTSIDE = """() => {
  const out = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const held = ".card, .sheet, .line, .stop, .vote, .votes li, .tag, button, .frame > svg, .small, .lesson, footer";
  const left = ".sr, [hidden], option, .dots, #panel-table, dialog:not([open]), details:not([open]) > dl";
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest(left)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (let holder = node.parentElement.closest(held); holder; holder = holder.parentElement.closest(held)) {
      const box = holder.getBoundingClientRect();
      for (const { left: from, right: to, width } of box.width ? range.getClientRects() : [])
        if (width && (from < box.left - 2 || to > box.right + 2))
          out.push(`${node.textContent} beyond ${holder.className}`);
    }
  }
  const texts = [...document.querySelectorAll(".picture text, .dumbbells text")]
    .filter((each) => !each.closest(".dots"))
    .map((each) => [each, each.getBoundingClientRect()]).filter(([, { width }]) => width);
  texts.forEach(([one, a], n) => texts.slice(n + 1).forEach(([other, b]) => {
    const low = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    if (one.ownerSVGElement === other.ownerSVGElement && wide > 1 && low > 0.35 * Math.min(a.height, b.height))
      out.push(`${one.textContent} on ${other.textContent}`);
  }));
  return out;
}"""
SEEN = """() => {
  const [picture, lever] = [".picture", ".lesson fieldset"].map((place) =>
    document.querySelector(place).getBoundingClientRect());
  return [picture.top, picture.bottom, lever.top, lever.bottom];
}"""


def sized(visit: Any, width: int, height: int) -> Any:
    page = visit("", "laptop" if width > 800 else "phone").page
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.mark.parametrize("size", [(390, 844), (360, 640)])
def test_on_a_phone_the_picture_is_seen_while_the_lever_turns(
    visit: Any, size: tuple[int, int]
) -> None:
    page = sized(visit, *size)
    for language in ("en", "fr"):
        for story in STORIES:
            pages.go(page, lesson(story, 3, language=language))
            page.evaluate("scrollTo(0, 0)")
            for stop in (".stop:not(.chosen)", ".stop:not(.chosen)"):
                page.locator(stop).last.click()
                pages.settled(page)
                above, below, lever, end = page.evaluate(SEEN)
                assert 0 <= above < below <= lever < end <= size[1] + 1, (story, language)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1707, 960), (1920, 1080)])
def test_all_newcomers_are_seen_in_room_size(visit: Any, size: tuple[int, int]) -> None:
    page = sized(visit, *size)
    views = ["#s=prsca_compliant", *(lesson(story, 3, "all") for story in STORIES)]
    for language in ("en", "fr"):
        for view in views:
            pages.go(page, f"{view}&room=1&v=newcomers&l={language}")
            panel = "document.getElementById('panel-newcomers')"
            assert page.locator(".statuses li").count() == 7
            assert page.evaluate(f"{panel}.scrollHeight <= {panel}.clientHeight"), (view, language)
            assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), view


@pytest.mark.parametrize(
    ("size", "room"),
    [
        ((360, 640), 0),
        ((1707, 960), 1),  # a laptop of 1366 x 768 whose browser shows 80 %
        pytest.param((390, 844), 0, marks=pytest.mark.long),
        pytest.param((1280, 720), 1, marks=pytest.mark.long),
        pytest.param((1366, 625), 0, marks=pytest.mark.long),
        pytest.param((1600, 900), 0, marks=pytest.mark.long),
    ],
)
def test_words_stay_within_what_holds_them(visit: Any, size: tuple[int, int], room: int) -> None:
    page = sized(visit, *size)
    for language in ("fr", "en"):
        for story in STORIES:
            for step, reading in ((1, "thesis"), (2, "thesis"), (2, "all"), (3, "all"), (5, "all")):
                pages.go(page, lesson(story, step, reading, language, room=room, both=1))
                assert page.evaluate(OUTSIDE) == [], (story, step, reading)
        for view in ("organizations", "dimensions", "newcomers"):
            pages.go(page, f"#s=prsca_compliant&v={view}&l={language}&room={room}")
            assert page.evaluate(OUTSIDE) == [], (view, language)


def test_soft_dimensions_are_explained_where_they_are_met(visit: Any) -> None:
    for language, means in (
        ("en", "who is recognised, represented, at the table and heard"),
        ("fr", "qui est reconnu, représenté, à la table et entendu"),
    ):
        opened = visit(lesson("paradox", 2, language=language))
        assert means in opened.text(".lines")
        for step, place in ((3, ".answer"), (4, ".readings")):
            pages.go(opened.page, lesson("paradox", step, language=language))
            assert means in opened.text(place)
        pages.go(opened.page, f"#s=prsca_compliant&v=table&l={language}")
        assert means in opened.text("#panel-table")


def test_the_crisis_with_mission_money_shows_requests_served(visit: Any) -> None:
    opened = visit(lesson("crisis", 3, w="crisis_60"))
    assert "Requests served: 47\u00a0%, against 51\u00a0%" in opened.text(".answer")
    pages.go(opened.page, lesson("crisis", 4, w="crisis_60"))
    assert "Requests served" in opened.text(".readings")
