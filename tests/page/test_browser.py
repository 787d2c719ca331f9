"""A real browser opens the page: no request, no error, no violation, nothing cut off, in both languages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from click.testing import CliRunner

import partnersim
from partnersim import Results
from partnersim.cli.main import cli
from partnersim.page import text_of, writing
from partnersim.report import figures

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="needs Playwright: pip install -e .[dev]"
)
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium"),
]

SCREENS = {"phone": (390, 844), "laptop": (1366, 768), "projector": (1920, 1080)}
AXE = Path(__file__).with_name("axe.min.js")
FEW = 5  # runs of an estimate that are made
ESTIMATE = "#s=mifi_status_quo&m=35&b=30&pin=mifi_status_quo"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(text_of("en"), encoding="utf-8")
    return path.as_uri()


class Visit:
    """One page in a window of its own, with what it asked for and complained of."""

    def __init__(self, browser: Any, address: str, screen: str = "laptop", **options: Any) -> None:
        width, height = SCREENS[screen]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            bypass_csp=True,
            reduced_motion="reduce",
            **options,
        )
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._console)
        self.page.goto(address)
        self.page.evaluate("document.fonts.ready")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def text(self, place: str) -> str:
        return str(self.page.inner_text(place))

    def close(self) -> None:
        self.context.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Any]:
    opened: list[Visit] = []

    def open_(hash_: str = "", screen: str = "laptop", **options: Any) -> Visit:
        opened.append(Visit(browser, address + hash_, screen, **options))
        return opened[-1]

    yield open_
    for each in opened:
        each.close()
        assert not each.wrong, each.wrong
        assert all(url.startswith(("file:", "data:", "about:")) for url in each.asked), each.asked


def settled(page: Any) -> None:
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def go(page: Any, hash_: str) -> None:
    """Another view by its address."""
    page.evaluate("(hash) => { location.hash = hash; }", hash_)
    settled(page)


@pytest.mark.parametrize("view", ["organizations", "dimensions", "newcomers", "table"])
def test_no_violation_of_accessibility(visit: Any, view: str) -> None:
    for screen, hash_ in (
        ("laptop", f"#s=prsca_compliant&v={view}"),
        ("phone", f"{ESTIMATE}&v={view}&l=fr&o=D"),
    ):
        page = visit(hash_, screen).page
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run().then(({violations}) => violations)")
        told = [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found]
        assert not told, json.dumps(told, indent=1)


CUT_OFF = """() => {
  const out = [];
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) out.push(`the page: ${document.documentElement.scrollWidth}`);
  for (const each of document.querySelectorAll("button, label, output, h1, h2, p, li, dt, dd")) {
    const box = each.getBoundingClientRect();
    if (!box.width || each.closest(".starts, .sr, .head, [hidden], details:not([open]) > dl")) continue;
    if (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline")
      out.push(`${each.tagName} ${each.textContent}`);
    if (box.right > wide + 1) out.push(`${each.tagName} right of the screen: ${each.textContent}`);
  }
  for (const each of document.querySelectorAll("svg[role=img] text")) {
    const [box, all] = [each.getBoundingClientRect(), each.ownerSVGElement.getBoundingClientRect()];
    if (box.width && (box.left < all.left - 2 || box.right > all.right + 2))
      out.push(`text of a picture: ${each.textContent}`);
  }
  return out;
}"""


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_off(visit: Any, screen: str) -> None:
    page = visit("", screen).page
    for language in ("en", "fr"):
        for view in ("organizations", "dimensions", "newcomers", "table"):
            for start in ("#s=prsca_compliant", ESTIMATE):
                go(page, f"{start}&v={view}&l={language}")
                assert page.evaluate(CUT_OFF) == [], (screen, language, view)


# Words of an axis that a dot or another word lies on.
MET = """() => {
  const boxes = (places) => [...document.querySelectorAll(places)].map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width);
  const met = ([, a], [, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const words = boxes(".grid text, .dumbbells > .up, .dumbbells > .down");
  const dots = boxes(".dot:not(.gone) path");
  return words.flatMap((word, n) => [...words.slice(n + 1), ...dots].filter((other) => met(word, other))
    .map(([other]) => `${word[0].textContent} and ${other.parentNode.textContent}`));
}"""


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS)
def test_words_of_axes_stand_clear(visit: Any, screen: str) -> None:
    page = visit("", screen).page
    for room in range(1 + (screen != "phone")):
        for language in ("en", "fr"):
            for start in ("#s=prsca_compliant", "#s=npm_tightening&y=2010", ESTIMATE):
                go(page, f"{start}&l={language}&room={room}")
                assert page.evaluate(MET) == [], (room, language, start)
                go(page, f"{start}&l={language}&room={room}&v=dimensions")
                assert page.evaluate(MET) == [], (room, language, start)
            for case in ("quo", "mission_30", "mission_60"):
                for reading in ("thesis", "all"):
                    told = f"&t=drift&k=3&w={case}&r={reading}&l={language}&room={room}"
                    go(page, f"#s=mifi_status_quo&y=2020{told}")
                    assert page.evaluate(MET) == [], (room, language, told)


def test_dots_of_another_setting_are_named(visit: Any) -> None:
    opened = visit(ESTIMATE)
    note = "faint dots: a run of “Status quo”, with the nearest levers"
    assert opened.text(".dots-note") == note
    assert opened.page.locator(".legend strong").count() == 3  # of the setting
    go(opened.page, "#s=mifi_status_quo&y=2020&t=drift&k=3&w=mission_30&r=thesis")
    assert opened.text(".dots-note") == "dots: one of 20 runs · arrow: mean"
    assert opened.page.locator(".picture.near").count() == 0


def test_a_preset_that_moves_the_ministers_says_so_on_the_folded_levers(visit: Any) -> None:
    opened = visit("#s=closed_door&pin=mifi_status_quo&l=en")
    assert "Openness of ministers 0.1, not 1." in opened.text(".others summary")
    assert opened.text("label[for=lever-access]") == "Door to consultation: seats filled"
    assert "ministers" not in visit("#s=npm_tightening&l=en").text(".others summary")


def test_on_a_phone_the_picture_stays_in_sight_above_the_levers(visit: Any) -> None:
    for language in ("en", "fr"):
        page = visit(f"#s=mission_money_only&l={language}", "phone").page
        settled(page)
        picture = page.locator(".picture").bounding_box()
        tray = page.locator(".tray").bounding_box()
        assert tray["y"] + tray["height"] <= SCREENS["phone"][1] + 1
        seen = min(picture["y"] + picture["height"], tray["y"]) - picture["y"]
        assert seen >= 0.8 * picture["height"], (seen, picture, tray)


def test_the_keyboard_alone_turns_levers_changes_views_and_opens_a_story(visit: Any) -> None:
    opened = visit("#s=mifi_status_quo&pin=mifi_status_quo")
    page = opened.page
    page.locator("#lever-mission").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    settled(page)
    assert "14" in page.locator("#lever-mission").get_attribute("aria-valuetext")
    assert "estimate ±" in opened.text(".answer")
    page.wait_for_function("location.hash.includes('m=14')")
    page.locator("#tab-organizations").focus()
    page.keyboard.press("ArrowRight")
    settled(page)
    assert page.locator("#tab-dimensions").get_attribute("aria-selected") == "true"
    page.keyboard.press("Home")
    page.locator("#chooser").select_option("D")
    settled(page)
    assert "Organisation D" in opened.text(".story")
    page.keyboard.press("Escape")
    settled(page)
    assert page.locator(".story").is_hidden()


def test_a_settled_answer_is_announced_once(visit: Any) -> None:
    page = visit("#s=mifi_status_quo").page
    page.wait_for_function("document.getElementById('said').textContent !== ''")
    page.evaluate(
        "window.heard = 0; new MutationObserver(() => window.heard += 1)"
        ".observe(document.getElementById('said'), {childList: true, characterData: true, subtree: true})"
    )
    page.locator("#lever-burden").focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    page.wait_for_function("window.heard > 0")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.heard") == 1


def test_a_click_changes_the_language_and_the_address_brings_back_what_was_seen(visit: Any) -> None:
    opened = visit("#s=closed_door&v=dimensions")
    page = opened.page
    page.locator("button[lang=fr]").click()
    settled(page)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert "Partir de" in page.locator(".from").text_content()
    page.wait_for_function("location.hash.includes('l=fr')")
    again = visit("#" + page.url.partition("#")[2])
    assert again.text("h1") == opened.text("h1")
    assert again.page.locator("#panel-dimensions").is_visible()


def test_a_broken_link_opens_all_the_same_and_says_so(visit: Any) -> None:
    for hash_ in ("#s=gone&m=7000", "#%E0%A4%A", "#s=<img src=x onerror=alert(1)>&o=zzz"):
        opened = visit(hash_)
        assert len(opened.text("h1")) > 10
        assert "not understood" in opened.text(".notice") or hash_.startswith("#%")


def test_the_years_play(visit: Any) -> None:
    page = visit("#s=prsca_compliant&y=2018").page
    page.locator(".play").click()
    page.wait_for_function(
        "document.querySelector('.years output').textContent === '2020'", timeout=8000
    )
    assert page.locator(".play").get_attribute("aria-label") == "Play the years"


def test_words_of_data_stay_text(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.loads(writing.DATA.read_text(encoding="utf-8"))
    hostile = (
        "<img src=x onerror='window.caught = true'></script><script>window.caught = true</script>"
    )
    data["scenarios"][1]["question"] = {"en": hostile, "fr": hostile}
    data["scenarios"][1]["organizations"]["names"][0] = hostile
    changed = tmp_path / "data.json"
    changed.write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(writing, "DATA", changed)
    path = tmp_path / "page.html"
    path.write_text(text_of("en"), encoding="utf-8")
    opened = Visit(browser, path.as_uri() + "#s=prsca_compliant")
    settled(opened.page)
    assert opened.text("h1") == hostile
    assert opened.page.evaluate("window.caught") is None
    opened.close()


@pytest.mark.long
def test_what_reproduces_a_view_gives_its_runs(
    visit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command of a stored setting, and the file of an estimate, are run and compared."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(figures, "write_figures", lambda *_: [])
    stored = shown(visit("#s=mifi_status_quo"))
    words = stored["texts"][0].split()
    assert words[0] == "partnersim"
    done = CliRunner().invoke(cli, [*words[1:], "--out", "stored"])
    assert done.exit_code == 0, done.output
    assert last_year(Results.read("stored")) == pytest.approx(stored["orientation"], abs=0.001)
    estimate = shown(visit(ESTIMATE))
    Path("estimate.yaml").write_text(estimate["texts"][1], encoding="utf-8")
    true = last_year(partnersim.run("estimate.yaml", runs=FEW, seed=1))
    assert true == pytest.approx(estimate["few"], abs=0.02)
    python: dict[str, Any] = {}
    exec(estimate["texts"][2].replace("runs=20", "runs=1"), python)
    assert python["scenario"].resolved()["funders"]["mifi"]["funding"]["split"]["mission"] == 0.35


def shown(opened: Visit) -> dict[str, Any]:
    """What a page says of orientation, and its ways to reproduce it."""
    view = "window.partnersim.scene.view"
    opened.page.locator(".actions button").last.click()
    return {
        "texts": opened.page.locator("dialog pre").all_text_contents(),
        "orientation": opened.page.evaluate(f"{view}.final('identity_mean')"),
        "few": fmean(opened.page.evaluate(f"{view}.runs('identity_mean')")[:FEW]),
    }


def last_year(results: Results) -> float:
    """Mean orientation of the last year."""
    months = results.sector["month"].astype(str)
    return float(results.sector[months >= "2019-04"]["identity_mean"].mean())
