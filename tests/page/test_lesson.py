"""The lesson in a real browser: one story wholly, every step of every story, on three screens."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any

import pytest

from tests.page import test_browser as pages

browser, address, visit = pages.browser, pages.address, pages.visit
pytestmark = pages.pytestmark
STORIES = ("drift", "circle", "paradox", "door", "crisis", "consensus")
STEPS = range(1, 6)
ROOMS = ((1280, 720), (1366, 768))  # screens at the front of a class


def lesson(
    story: str, step: int, reading: str = "thesis", language: str = "en", **more: object
) -> str:
    """The address of a step whose years have gone by."""
    year = 2010 if step == 1 else 2020
    votes = "&n=drift.3.5.1.0_circle.1.2.0.0_paradox.0.3.1.1"
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return f"#s=mifi_status_quo&y={year}&l={language}&t={story}&k={step}&r={reading}{votes}{rest}"


def test_a_class_goes_through_a_story_by_the_keyboard_alone(visit: Any) -> None:
    opened = visit("")
    page = opened.page
    page.locator("#lesson-button").press("Enter")
    pages.settled(page)
    assert opened.text("h1") == "Do organisations become what the state pays for?"
    for hidden in (".lines", ".years", ".tabs", ".levers"):
        assert page.locator(hidden).is_hidden()
    for option, times in ((0, 3), (1, 1), (3, 2)):
        for _ in range(times):
            page.locator(f"#vote-{option}").press("Enter")
            pages.settled(page)
    page.locator("#unvote-3").press("Space")
    pages.settled(page)
    assert page.evaluate("document.activeElement.id") == "unvote-3"
    assert page.locator("#vote-3").text_content() == "More autonomy rises by 0.02 or more1 vote"
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert page.evaluate("document.activeElement.id") == "lesson-heading"
    assert page.locator(".votes .runs").count() == 0
    assert page.locator("#lesson-next").count() == 0
    assert "shown once the years have gone by" in opened.text(".lesson")
    page.locator("#year").press("End")
    pages.settled(page)
    assert "Much less" in opened.text(".votes .runs")
    assert "3 of 5 said what the runs say." in opened.text(".lesson")
    assert "call themselves service providers" in opened.text(".answer")
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert page.locator("#stop-quo").is_checked()
    assert "Say first which way each will go" in opened.text(".answer")
    page.locator("#stop-quo").press("ArrowDown")
    pages.settled(page)
    assert page.locator("#stop-mission_30").is_checked()
    assert "against 0.503 (difference +0.0" in opened.text(".answer")
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert page.locator(".readings tbody tr").count() == 6
    assert page.locator(".readings .interval").count() == 6
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert "It does not show that it did." in opened.text(".sheet")
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert page.locator("#reading-prior").get_attribute("aria-pressed") == "true"
    page.locator("#year").press("End")
    pages.settled(page)
    assert "More autonomy" in opened.text(".votes .runs")
    assert "These votes (5) were for the first telling." in opened.text(".lesson")
    page.wait_for_function("location.hash.includes('r=all') && location.hash.includes('y=2020')")
    assert "n=drift.3.1.0.1" in page.url
    assert "k=2" in page.url
    again = visit("#" + page.url.partition("#")[2])
    assert again.text(".lesson") == opened.text(".lesson")
    page.locator("#step-compare").press("Enter")
    pages.settled(page)
    assert page.locator(".readings .interval").count() == 12
    page.locator("#step-discuss").press("Enter")
    pages.settled(page)
    page.locator("#lesson-next").press("Enter")
    pages.settled(page)
    assert "Who sits close to the ministry" in opened.text("h1")
    page.locator("#lesson-button").press("Enter")
    pages.settled(page)
    assert page.locator(".levers").is_visible()
    assert page.locator(".bar").is_hidden()


def test_the_years_play_in_a_story_and_then_the_runs_are_shown(visit: Any) -> None:
    page = visit(lesson("door", 2).replace("y=2020", "y=2018")).page
    drawn = page.locator(".small path.now").first.get_attribute("d")
    page.locator("#lesson-play").click()
    page.wait_for_function("document.querySelector('.votes .runs')", timeout=30000)
    page.wait_for_function(
        "document.getElementById('said').textContent.endsWith('the runs: Hardly any difference.')"
    )
    assert len(page.locator(".small path.now").first.get_attribute("d")) > len(drawn)


def test_the_legend_counts_what_the_sentence_says(visit: Any) -> None:
    opened = visit(lesson("drift", 2))
    assert "60 % of organisations call themselves" in opened.text(".answer").replace("\u00a0", " ")
    shares = opened.page.locator(".legend strong").all_inner_texts()
    assert shares[0].replace("\u00a0", " ") == "60 %"
    assert sum(int(share.split("\u00a0")[0]) for share in shares) == 100


def test_a_page_that_shares_votes_takes_them_over(visit: Any) -> None:
    page = visit(lesson("circle", 1)).page
    page.evaluate("partnersim.ballot = (...vote) => { window.cast = vote; }")
    page.locator("#vote-2").click()
    assert page.evaluate("window.cast") == ["circle", 2, 1]
    page.evaluate("partnersim.change({ votes: { circle: [0, 0, 9, 4] } })")
    pages.settled(page)
    assert page.locator("#vote-2 b").text_content() == "9 votes"


def test_a_reading_is_compared_and_spoken_of_once_its_switch_is_chosen(visit: Any) -> None:
    opened = visit(lesson("drift", 5))
    page = opened.page
    assert "in one reading and rises in the other" not in opened.text(".sheet")
    pages.go(page, lesson("drift", 4))
    assert page.locator("#stop-mission_60").is_checked()
    assert page.locator(".readings .interval").count() == 6
    page.locator("#compare-show").click()
    pages.settled(page)
    assert page.locator("#reading-prior").get_attribute("aria-pressed") == "true"
    page.locator("#reading-thesis").click()
    pages.settled(page)
    assert page.locator(".readings .interval").count() == 12
    page.locator("#step-discuss").click()
    pages.settled(page)
    assert "in one reading and rises in the other" in opened.text(".sheet")


def test_whose_numbers_a_first_screen_gives(visit: Any) -> None:
    for start in ("", lesson("drift", 2)):
        opened = visit(start)
        assert opened.page.locator(".legend .whose").first.inner_text() == (
            "Call themselves, mean of 20 runs:"
        )
        assert opened.text(".dots-note") == "dots: one of 20 runs · arrow: mean"
        assert re.search("means? of 20 runs", opened.text(".answer"), re.IGNORECASE)


def test_the_size_of_each_answer_is_said_before_the_vote(visit: Any) -> None:
    page = visit(lesson("crisis", 1, "thesis", "fr")).page
    said = page.locator(".vote small").all_inner_texts()
    assert said[:2] == ["indice plus bas de 0,03 ou plus", "plus bas de 0,005 à 0,03"]
    assert len(said) == 4


# What a class must see at once is on the screen, above the foot, and large enough to be seen.
NOT_SEEN = """() => {
  const out = [];
  const foot = document.querySelector("footer").getBoundingClientRect().top;
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const all = document.documentElement;
  if (all.scrollHeight > innerHeight) out.push(`the page: ${all.scrollHeight}`);
  const parts = "h1, .answer, .lesson *, .picture, .years *, .line *, .sheet *, .bar button, header :not(.sr)";
  for (const each of document.querySelectorAll(parts)) {
    const box = each.getBoundingClientRect();
    if (!box.width || each.closest(".sr, [hidden], .dots, .trails, .means, option")) continue;
    const low = each.closest("header, .bar") ? innerHeight : foot;
    if (box.top < 0 || box.left < 0 || box.bottom > low + 1 || box.right > innerWidth + 1)
      out.push(`${each.tagName} ${each.id || each.textContent}: ${Math.round(box.bottom)} of ${Math.round(low)}`);
  }
  for (const [place, least] of [[".picture", 10], [".small", 2.4]])
    for (const each of document.querySelectorAll(place)) {
      const { width, height } = each.getBoundingClientRect();
      if (width && height < least * root - 1) out.push(`${place} is ${Math.round(height)} high`);
    }
  return out;
}"""

COVERED = """() => [...document.querySelectorAll("button, select, .stop, .readings td, .prompts li")].filter((each) => {
  if (!each.getBoundingClientRect().width || each.closest(".sr, [hidden]")) return false;
  each.scrollIntoView({ block: "center" });
  const { left, top, width, height } = each.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return !each.contains(found);
}).map((each) => each.id || each.textContent)"""


# the longer words in large letters on the lowest screen; each other way to see them takes long
@pytest.mark.parametrize(
    ("language", "room", "size"),
    [
        case if case == ("fr", 1, ROOMS[0]) else pytest.param(*case, marks=pytest.mark.long)
        for case in itertools.product(("en", "fr"), (0, 1), ROOMS)
    ],
)
def test_a_class_sees_a_step_at_once(
    visit: Any, size: tuple[int, int], room: int, language: str
) -> None:
    page = visit("").page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for story in STORIES:
        for step in STEPS:
            for reading in ("thesis", "all"):
                pages.go(page, lesson(story, step, reading, language, room=room, both=1))
                assert page.evaluate(NOT_SEEN) == [], (story, step, reading)
                assert page.evaluate(pages.CUT_OFF) == [], (story, step, reading)
        before = lesson(story, 2, "thesis", language, room=room).replace("y=2020", "y=2010")
        pages.go(page, before)
        assert page.locator("#lesson-play").is_visible()
        assert page.evaluate(NOT_SEEN) == [], story
        turn = lesson(story, 3, "thesis", language, room=room)
        pages.go(page, turn)
        for stop in page.locator(".stop").all():
            stop.click()
            pages.settled(page)
            assert page.evaluate(NOT_SEEN) == [], (story, stop.inner_text())


def test_nothing_is_covered_on_a_phone(visit: Any) -> None:
    page = visit("", "phone").page
    for language, story in (("fr", "paradox"), ("en", "circle"), ("fr", "consensus")):
        for step in STEPS:
            pages.go(page, lesson(story, step, "all", language))
            assert page.evaluate(COVERED) == [], (story, step)
            now = page.locator(".steps [aria-current]")
            assert now.inner_text().split()[0] == f"{step}/{len(STEPS)}"


@pytest.mark.parametrize(
    ("language", "screen"),
    [
        case
        if case in (("en", "laptop"), ("fr", "phone"))
        else pytest.param(*case, marks=pytest.mark.long)
        for case in itertools.product(("en", "fr"), pages.SCREENS)
    ],
)
def test_every_step_shows_all_its_words(visit: Any, screen: str, language: str) -> None:
    page = visit("", screen).page
    for story in STORIES:
        for step in STEPS:
            reading = "all" if step % 2 else "thesis"
            pages.go(page, lesson(story, step, reading, language))
            assert page.evaluate(pages.CUT_OFF) == [], (story, step)
            assert page.locator(".notice").inner_text() == ""
            assert page.locator("#lesson-next").is_visible()


@pytest.mark.parametrize("step", STEPS)
def test_no_violation_of_accessibility(visit: Any, step: int) -> None:
    for screen, story, language in (("laptop", "paradox", "fr"), ("phone", "circle", "en")):
        page = visit(lesson(story, step, "thesis", language), screen).page
        page.add_script_tag(path=str(pages.AXE))
        found = page.evaluate("axe.run().then(({violations}) => violations)")
        told = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
        assert not told, json.dumps(told, indent=1)
