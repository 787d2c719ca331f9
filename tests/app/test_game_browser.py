"""Five players and a lecturer in real browsers play a game."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim import PartnershipModel
from partnersim.app.teams import TEAMS
from tests.app.serving import CODE, KEY, Served, a_room_that_plays
from tests.page.test_browser import AXE, CHROMIUM, CUT_OFF, Visit, browser

__all__ = ["browser"]  # the fixture
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]

ROUNDS = 3
# What a world may bring, in the longest words of the game, as few worlds do.
WIDEST = """(fr) => {
  const written = (where, words) =>
    document.querySelectorAll(where).forEach((each) => (each.textContent = words));
  written(".reveal .worlds", fr ? "perdu 4, gagné 3, pareil 1 : selon le monde"
    : "gained 4, lost 3, same 1: depends on the world");
  written(".reveal th.wide small", fr ? "gagné 1 · perdu 1 · pareil 1"
    : "gained 1 · lost 1 · same 1");
  const money = fr ? "1\\u202f368\\u202f689\\u00a0$" : "$1,368,689";
  document.querySelectorAll(".reveal :is(.own, .alone)").forEach((each) => {
    if (each.textContent.includes("$")) each.textContent = money;
    if (/ sur | of /.test(each.textContent)) each.textContent = fr ? "2 années sur 3" : "2 of 3 years";
  });
  written(".revealed figcaption small", fr ? "moins que le modèle seul" : "less than the model alone");
}"""


@pytest.fixture
def server() -> Iterator[Served]:
    with a_room_that_plays() as where:
        yield where


class Table:
    """Everybody's screens."""

    def __init__(self, opened: Any, server: Served) -> None:
        self.browser, self.url = opened, server.url
        self.every: list[Visit] = []
        self.lecturer = self.visit("laptop", "en", f"?key={KEY}")
        self.players: list[Visit] = []

    def visit(self, screen: str, language: str, words: str) -> Visit:
        self.every.append(Visit(self.browser, f"{self.url}{words}#game&l={language}", screen))
        return self.every[-1]

    def begin(self, rounds: int) -> None:
        page = self.lecturer.page
        page.wait_for_selector("#game-rounds")
        page.select_option("#game-rounds", str(rounds))
        page.click("#game-room")  # what is chosen stays chosen
        page.click("#game-room")
        page.click("button.main")
        page.wait_for_selector(".teams")

    def join(self) -> None:
        for n, _ in enumerate(TEAMS):
            player = self.visit("phone", "fr" if n % 2 else "en", f"?room={CODE}")
            player.page.locator(".teams li").nth(n).locator("button").click()
            player.page.wait_for_selector(".decisions")
            self.players.append(player)

    def hand_in(self) -> None:
        for player in self.players:
            player.page.click("button.main")
            player.page.wait_for_selector(".handed")

    def close_round(self, number: int) -> None:
        page = self.lecturer.page
        page.wait_for_selector("button.main:not([disabled])")
        page.click("button.main")
        page.wait_for_function(
            "(n) => document.querySelectorAll('.strip .lived').length === n",
            arg=number,
            polling=100,  # a window behind others draws nothing
        )
        for player in self.players:  # each hears of the new round in its own time
            player.page.wait_for_selector(".handed", state="detached")

    def close(self) -> None:
        for each in self.every:
            each.close()


@pytest.mark.long
def test_five_teams_play_to_the_end(browser: Any, server: Served, tmp_path: Any) -> None:
    table = Table(browser, server)
    table.begin(ROUNDS)
    table.join()
    ministry = table.players[0].page
    ministry.locator("#game-mission").fill("0.6")
    assert ministry.locator("#game-mission").get_attribute("aria-valuetext") == "60\u00a0%"
    for each in (table.lecturer, *table.players):
        checked(each)
    table.hand_in()
    table.lecturer.page.wait_for_function(
        "document.querySelectorAll('.decided').length === 5", polling=100
    )
    table.close_round(1)
    assert "mission grants: 9\u00a0% → 60\u00a0%" in table.lecturer.text(".happened")
    forecast_is_shown(ministry)
    ministry.reload()  # a phone that slept and lost its page
    ministry.wait_for_selector(".decisions")
    assert ministry.locator("#game-mission").input_value() == "0.6"
    table.hand_in()
    table.close_round(2)
    table.close_round(3)
    table.lecturer.page.click("button.main")
    table.lecturer.page.wait_for_selector(".reveal")
    table.players[1].page.wait_for_selector(".reveal")
    for each in (table.lecturer, table.players[1]):
        checked(each)
    assert table.lecturer.page.locator(".reveal tbody").count() == len(TEAMS)
    on_one_projector_in_large_letters(table.lecturer.page)
    lived_again(table, tmp_path)
    table.close()
    assert not [wrong for each in table.every for wrong in each.wrong]


def test_two_phones_of_a_team_and_a_low_projector_in_large_letters(
    browser: Any, server: Served
) -> None:
    table = Table(browser, server)
    page = table.lecturer.page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server.url}?key={KEY}#s=prsca_compliant&l=fr&room=1")
    page.click("a[href^='#game']")
    page.wait_for_selector("html.large #game-rounds")  # the letters stay large
    table.begin(ROUNDS)
    assert "room=1" in page.url
    first = table.visit("phone", "en", f"?room={CODE}").page
    first.locator(".teams li").nth(0).locator("button").click()
    first.wait_for_selector(".decisions")
    assert "last year's choices stand" in first.inner_text("main")
    second = table.visit("phone", "en", f"?room={CODE}").page
    second.wait_for_selector(".teams li")  # a page that is still opening writes its own address
    second.goto(first.url)
    second.reload()
    for phone, share, seen in ((first, "0.2", ".decisions"), (second, "0.7", ".handed.other")):
        phone.wait_for_selector(seen)
        phone.locator("#game-mission").fill(share)
        phone.click("button.main")
        phone.wait_for_selector(".handed:not(.other)")
    first.wait_for_selector(".handed.other")
    assert "Another phone of your team" in first.inner_text(".handed")
    assert first.locator("#game-mission").input_value() == "0.7"
    assert first.locator(".handed + .closing").count() == 1  # above the button
    table.players = [table.every[1]]
    for round_ in range(1, ROUNDS + 1):
        table.close_round(round_)
        chart = page.locator(".game-lines figure").nth(1)
        shown = page.evaluate("partnersim.state.before.needs_met_eligible")
        written = f"{round(shown):,}".replace(",", "\u202f")
        assert chart.locator("text.start").text_content() == written
        assert chart.locator("circle.start, text.now").count() == 2
        assert chart.locator("line.rail").count() == chart.locator("line.rail + text.tick").count()
        of_one_screen(page)
    assert "2012 you handed nothing in" in first.inner_text("#game-left")
    assert "mission grants: 70" in first.inner_text("#game-left")
    means = first.locator(".aims .counts strong").all_inner_texts()
    page.click("button.main")
    first.wait_for_selector(".reveal")
    assert first.locator(".reveal > .scroll td.own").all_inner_texts() == means
    assert first.locator(".reveal > .scroll tbody").count() == 1
    assert first.locator(".reveal details:not([open]) tbody").count() == len(TEAMS) - 1
    page.wait_for_selector(".reveal")
    of_one_screen(page)
    table.close()
    assert not [wrong for each in table.every for wrong in each.wrong]


def on_one_projector_in_large_letters(page: Any) -> None:
    page.click("#game-room")
    for width, height in ((1280, 720), (1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        for language in ("fr", "en"):
            page.click(f"button[lang={language}]")
            of_one_screen(page)
            page.evaluate(WIDEST, language == "fr")
            of_one_screen(page)


def of_one_screen(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert not page.evaluate(CUT_OFF)


def forecast_is_shown(page: Any) -> None:
    page.wait_for_selector("text=What would it change?", timeout=60000)
    page.click("text=What would it change?")
    page.wait_for_selector(".forecast table", timeout=60000)
    assert page.locator(".forecast .says").count() == 3


def checked(each: Visit) -> None:
    """No violation, nothing cut off."""
    each.page.add_script_tag(path=str(AXE))
    found = each.page.evaluate("axe.run().then((found) => found.violations.map(({ id }) => id))")
    assert not found
    assert not each.page.evaluate(CUT_OFF)


def lived_again(table: Table, tmp_path: Any) -> None:
    """The file that the reveal offers is the game."""
    address = table.lecturer.page.get_attribute(".closing a", "href")
    text = httpx.get(table.url + str(address)).text
    path = tmp_path / "game.yaml"
    path.write_text(text, encoding="utf-8")
    seed = int(text.splitlines()[0].split("--seed ")[1].split()[0])
    model = PartnershipModel(path, seed=seed, uncertainty="prior")
    model.run()
    shown = table.lecturer.page.evaluate("partnersim.state.measures.identity_mean")
    april = model.world.calendar.spin_up_months
    own = model.recorder.sector["identity_mean"][april + 11 :: 12]
    assert own.round(4).tolist() == shown
