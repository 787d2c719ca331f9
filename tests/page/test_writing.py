"""`partnersim page`: one file, small, which asks nothing of anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.page import text_of, writing

MOST_BYTES = 2_000_000


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use("en")


def called(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_writes_one_small_file(language: str) -> None:
    done = called("page", "--lang", language)
    assert done.exit_code == 0, done.output
    assert "page.html" in done.stdout
    page = Path("page.html")
    assert page.stat().st_size < MOST_BYTES
    assert f'<html lang="{language}">' in page.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_alone() -> None:
    Path("mine.html").write_text("mine")
    done = called("page", "--out", "mine.html")
    assert done.exit_code == 2
    assert "mine.html exists already" in done.stderr
    assert Path("mine.html").read_text() == "mine"


@pytest.mark.parametrize("out", ["nowhere/page.html", "", "a\0b"])
def test_a_place_that_cannot_be_written_is_named(out: str) -> None:
    done = called("page", "--out", out)
    assert done.exit_code == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.output


def test_the_page_asks_nothing_of_any_network() -> None:
    page = text_of("en")
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[0].startswith("default-src 'none'; script-src 'sha256-")
    markup = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    loaded = re.findall(r"""(?:src|href)=["']?([^"'> ]+)|url\(["']?([^"')]+)""", markup)
    assert all("".join(each).startswith("data:") for each in loaded), loaded
    addresses = set(re.findall(r"https?://[\w./-]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}, addresses


def test_words_of_data_cannot_end_their_element(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hostile = {"scenarios": [{"title": "</script><script>alert(1)</script><!--"}]}
    path = tmp_path / "data.json"
    path.write_text(json.dumps(hostile), encoding="utf-8")
    monkeypatch.setattr(writing, "DATA", path)
    page = text_of("en")
    assert page.count("</script>") == 2
    held = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert json.loads(held[0]) == hostile
