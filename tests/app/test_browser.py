"""A real browser on the served page: exact runs arrive, links are shared, a lost server is said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from partnersim.app import contents as contents_of
from partnersim.app.workers import Workers
from partnersim.scenario.loading import load
from tests.app.serving import CODE, Served, served
from tests.page.test_browser import AXE, CHROMIUM, CUT_OFF, Visit, browser, settled

__all__ = ["browser"]  # the fixture
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]

SMALL: dict[str, Any] = {"population": {"organizations": 24}, "scale": 5000}
MOVED = "#s=mifi_status_quo&m=35&b=30&pin=mifi_status_quo"
ROUGH = "#s=mifi_status_quo&m=35&a=0&v=dimensions"  # consultation's estimate is too rough here
# Within one tick, since a busy machine may let the slider rest between two keys.
SEVEN_STEPS = """lever => {
    for (let step = 0; step < 7; step += 1) {
        lever.stepDown();
        lever.dispatchEvent(new Event("input", { bubbles: true }));
    }
}"""
OWN = "What if <img src=x onerror='window.caught = true'></script>?"


@pytest.fixture(scope="module")
def contents() -> contents_of.Contents:
    """The page's, with small scenarios to run, and one of the user's own that has no emulator."""
    shown = contents_of.shipped()
    bases = {name: load(name, **SMALL) for name in shown.bases}
    data = json.loads(json.dumps(shown.data))
    own = data["scenarios"][0] | {"name": "mine", "own": True}
    own |= {"title": {"en": OWN, "fr": OWN}, "question": {"en": OWN, "fr": OWN}}
    data["scenarios"].append(own)
    return replace(shown, data=data, bases=bases | {"mine": bases["mifi_status_quo"]}, start="mine")


@pytest.fixture(scope="module")
def workers(contents: contents_of.Contents) -> Iterator[Workers]:
    processes = Workers(contents.bases, 2)
    yield processes
    processes.close()


@pytest.fixture(scope="module")
def server(contents: contents_of.Contents, workers: Workers) -> Iterator[Served]:
    with served(contents, workers) as where:
        yield where


@pytest.fixture
def visit(browser: Any, server: Served) -> Iterator[Any]:
    opened: list[Visit] = []

    def open_(hash_: str = "", screen: str = "laptop", words: str = "") -> Visit:
        opened.append(Visit(browser, server.url + words + hash_, screen))
        return opened[-1]

    yield open_
    for each in opened:
        each.close()
        assert not each.wrong, each.wrong
        assert all(url.startswith((server.url, "data:", "about:")) for url in each.asked), (
            each.asked
        )


def all_there(opened: Visit, words: str = "exact: 20 runs") -> None:
    opened.page.wait_for_function(
        "(words) => document.querySelector('.answer').textContent.includes(words)",
        arg=words,
        timeout=180000,
    )


def test_exact_runs_take_the_place_of_the_estimate_and_move_the_dots(visit: Any) -> None:
    opened = visit("#s=mifi_status_quo&pin=mifi_status_quo")
    assert "exact" not in opened.text(".answer")
    page = opened.page
    page.locator("#lever-burden").evaluate(SEVEN_STEPS)
    settled(page)
    assert "estimate ±" in opened.text(".answer")
    before = page.evaluate("document.querySelectorAll('.dot').length")
    all_there(opened)
    assert "estimate" not in opened.text(".answer")
    assert page.evaluate("document.querySelectorAll('.dot').length") < before  # 24 and new ones
    view = "window.partnersim.scene.view"
    assert page.evaluate(f"{view}.exact")
    assert page.evaluate(f"{view}.numbers.length") == 20
    runs = page.evaluate(f"{view}.runs('identity_mean')")
    assert len(set(runs)) == 20
    assert page.evaluate(f"{view}.at('identity_mean', 10).mean") == pytest.approx(
        sum(runs) / 20, abs=1e-6
    )
    asked = [url for url in opened.asked if "/api/runs" in url]
    assert len(asked) == 1, "asked while the slider was moving"


def test_what_is_too_rough_to_estimate_is_shown_from_exact_runs(visit: Any) -> None:
    opened = visit(ROUGH)
    assert "too rough" in opened.text("#panel-dimensions .note")
    all_there(opened)
    assert opened.text("#panel-dimensions .note") == ""


def test_the_pinned_setting_is_exact_too(visit: Any) -> None:
    opened = visit("#s=prsca_compliant&pin=mifi_status_quo&pm=22")
    opened.page.wait_for_function("window.partnersim.scene.pinned.exact", timeout=180000)


def test_a_scenario_of_ones_own_has_no_estimate_until_runs_are_there(visit: Any) -> None:
    opened = visit()
    assert opened.text("h1") == OWN
    assert opened.page.evaluate("window.caught") is None
    opened.page.evaluate("location.hash = '#s=mine&m=41&l=en'")
    settled(opened.page)
    assert "No estimate" in opened.text(".answer")
    all_there(opened)
    assert "orientation" in opened.text(".answer")


def test_other_levers_are_turned_by_exact_runs(visit: Any) -> None:
    opened = visit("#s=mifi_status_quo&x=coverage:0.8&l=en")
    page = opened.page
    assert "No estimate for these levers" in opened.text(".answer")
    assert opened.text("h1").endswith("receive mission support: 80\xa0%")
    page.locator(".others summary").click()
    page.select_option("#other-timing", "before_draft")
    all_there(opened)
    assert "rather than 25" in opened.text(".turnable")
    shared = page.evaluate(
        "window.partnersim.model.exactly(window.partnersim.scene.state.setting).known.size"
    )
    assert shared == 20
    asked = [url for url in opened.asked if "/api/runs" in url]
    assert "mission_grant.coverage" in asked[-1]
    assert "consultation.timing" in asked[-1]
    page.add_script_tag(path=str(AXE))
    assert page.evaluate("axe.run().then(({violations}) => violations.map(({id}) => id))") == []
    assert page.evaluate(CUT_OFF) == []
    page.locator(".actions button").last.click()
    command = page.locator("dialog pre").all_text_contents()[0]
    assert '--set "ministries.mifi.mission_grant.coverage=0.8"' in command


@pytest.mark.parametrize("screen", ["phone", "laptop", "projector"])
def test_the_link_is_shared_with_a_code_to_scan(visit: Any, screen: str) -> None:
    for language in ("en", "fr"):
        opened = visit(f"#s=open_door&v=table&l={language}", screen)
        page = opened.page
        page.locator("header .room + button").click()
        page.wait_for_selector("dialog[open] img.code")
        link = page.locator("dialog pre").text_content()
        assert f"?room={CODE}#s=open_door" in link
        assert CODE in opened.text("dialog .room-code")
        assert page.evaluate("document.querySelector('img.code').naturalWidth") > 100
        assert page.evaluate(CUT_OFF) == []
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run().then(({violations}) => violations.map(({id}) => id))")
        assert found == []
        assert re.search(
            "hotspot" if language == "en" else "partage de connexion", opened.text("dialog")
        )


def test_nothing_is_cut_off_beside_exact_runs(visit: Any) -> None:
    for language, words in (("en", "exact: 20 runs"), ("fr", "exact : 20 simulations")):
        opened = visit(f"{MOVED}&l={language}", "phone")
        all_there(opened, words.replace(" :", "\u00a0:"))
        assert opened.page.evaluate(CUT_OFF) == []
        opened.page.add_script_tag(path=str(AXE))
        found = opened.page.evaluate(
            "axe.run().then(({violations}) => violations.map(({id}) => id))"
        )
        assert found == []


def test_a_settled_answer_is_announced_once_all_runs_are_there(visit: Any) -> None:
    page = visit("#s=mifi_status_quo").page
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    page.evaluate(
        "window.heard = 0; new MutationObserver(() => window.heard += 1)"
        ".observe(document.getElementById('said'), {childList: true, characterData: true, subtree: true})"
    )
    page.evaluate("location.hash = '#s=mifi_status_quo&b=77'")
    page.wait_for_function("window.heard > 0", timeout=180000)
    page.wait_for_timeout(1000)
    assert page.evaluate("window.heard") == 1
    assert "exact: 20 runs" in page.evaluate("document.getElementById('said').textContent")


def test_a_phone_that_slept_comes_back_to_where_it_was(visit: Any) -> None:
    opened = visit(MOVED, "phone")
    page = opened.page
    page.context.set_offline(True)
    page.evaluate("location.hash = '#s=mifi_status_quo&b=11'")
    page.wait_for_timeout(600)
    page.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    all_there(opened)
    assert "b=11" in page.evaluate("location.hash")
    opened.wrong[:] = [line for line in opened.wrong if "ERR_INTERNET_DISCONNECTED" not in line]


def test_a_broken_link_opens_all_the_same_and_says_so(visit: Any) -> None:
    opened = visit("#s=gone&m=7000&b=x")
    assert "not understood" in opened.text(".notice")
    assert len(opened.text("h1")) > 10


def test_a_server_that_ends_is_said_and_the_estimate_stays(
    browser: Any, contents: contents_of.Contents, workers: Workers
) -> None:
    with served(contents, workers, open_to_a_room=False) as where:
        opened = Visit(browser, where.url + "#s=mifi_status_quo&l=en")
        opened.page.locator("header .room + button").click()
        opened.page.wait_for_selector("dialog[open] pre")
        assert "--host 0.0.0.0" in opened.text("dialog")
        opened.page.keyboard.press("Escape")
    opened.page.evaluate("location.hash = '#s=mifi_status_quo&b=12&l=en'")
    all_there(opened, "the server does not answer")
    assert "estimate ±" in opened.text(".answer")
    opened.close()
