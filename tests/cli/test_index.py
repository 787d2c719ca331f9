"""What light commands read is kept, and made anew as soon as a source of it has changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from partnersim.glossary import index
from partnersim.language import use
from partnersim.state import cache


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of one module, and a cache of this test's own."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "rule.py").write_text("PACE = 0.1\n")
    monkeypatch.setattr(index, "_PACKAGE", package)
    monkeypatch.setenv(cache.ELSEWHERE, str(tmp_path / "cache"))
    index._state.cache_clear()
    yield package
    index._state.cache_clear()
    use("en")


def again(part: str, made: list[int]) -> int:
    """What is kept of a part, in a process that begins now; `made` counts what was made."""
    index._state.cache_clear()

    def make() -> int:
        made.append(len(made))
        return len(made)

    return index.cached(part, make)


def test_a_part_is_made_once_for_each_language() -> None:
    made: list[int] = []
    assert [again("titles", made) for _ in range(3)] == [1, 1, 1]
    use("fr")
    assert [again("titles", made) for _ in range(2)] == [2, 2]
    assert again("schema", made) == 3


def test_a_changed_new_or_lost_source_makes_it_anew(package: Path) -> None:
    made: list[int] = []
    again("titles", made)
    (package / "rule.py").write_text("PACE = 0.2 \n")
    assert again("titles", made) == 2
    (package / "system").mkdir()
    (package / "system" / "crisis.py").write_text("")
    assert again("titles", made) == 3
    (package / "rule.py").unlink()
    assert again("titles", made) == 4
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "rule.pyc").write_text("")
    assert again("titles", made) == 4


def test_a_package_that_is_installed_or_taken_away_makes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    again("titles", made)
    (site / "results").mkdir()
    assert again("titles", made) == 1
    (site / "peer_support-0.3.dist-info").mkdir()
    assert again("titles", made) == 2
    monkeypatch.setattr("sys.path", [path for path in sys.path if path != str(site)])
    assert again("titles", made) == 3


def test_with_a_plug_in_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(index, "_with_plug_ins", lambda: True)
    assert [again("titles", made) for _ in range(2)] == [1, 2]


def test_a_damaged_part_is_made_anew(tmp_path: Path) -> None:
    made: list[int] = []
    again("titles", made)
    (file,) = (tmp_path / "cache" / "index").iterdir()
    file.write_text(file.read_text("utf-8")[:-1] + "{")
    assert [again("titles", made) for _ in range(2)] == [2, 2]


def test_where_nothing_can_be_kept_it_is_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(cache.ELSEWHERE, str(tmp_path / "file"))
    assert [again("titles", made) for _ in range(2)] == [1, 2]
