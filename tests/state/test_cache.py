"""Nothing is read, still less run, from a folder that others may have written to."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from partnersim.state import cache
from partnersim.state import kernel as kernel_module
from partnersim.state.kernel import cache_folder, is_cached, kernel

RULE = "import numpy as np; from partnersim.state.draws import mix; mix(np.uint64(7))"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home of this test's own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv(cache.ELSEWHERE, raising=False)
    return home


def run(code: str, **environment: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], check=True, capture_output=True, text=True,
        env={**os.environ, **{name: str(value) for name, value in environment.items()}},
    )  # fmt: skip
    return done.stdout.strip()


def test_the_folder_is_the_users_and_for_its_owner_only(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.folder("rules") == home / ".cache" / "partnersim" / "rules"
    for path in (home / ".cache" / "partnersim", home / ".cache" / "partnersim" / "rules"):
        assert path.stat().st_mode & 0o777 == 0o700
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache.folder("rules") == tmp_path / "own" / "partnersim" / "rules"
    monkeypatch.setenv(cache.ELSEWHERE, str(tmp_path / "elsewhere"))
    assert cache.folder("rules") == tmp_path / "elsewhere" / "rules"


def test_relative_paths_are_ignored(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "shared")
    monkeypatch.setenv(cache.ELSEWHERE, "shared")
    assert cache.folder("rules") == home / ".cache" / "partnersim" / "rules"
    assert not Path("shared").exists()


def test_a_lax_folder_of_an_older_version_is_closed_and_not_read_if_others_could_write(
    home: Path,
) -> None:
    top = home / ".cache" / "partnersim"
    for name, mode in (("rules", 0o755), ("planted", 0o777)):
        (top / name).mkdir(parents=True)
        (top / name).chmod(mode)
    top.chmod(0o775)
    assert cache.folder("rules") == top / "rules"
    assert cache.folder("planted") is None
    assert (top.stat().st_mode & 0o777, (top / "rules").stat().st_mode & 0o777) == (0o700, 0o700)


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_a_folder_that_others_can_exchange_is_not_used(
    home: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_is_private_group", lambda number: False)
    (home / ".cache").mkdir()
    (home / ".cache").chmod(mode)
    assert cache.folder("rules") is None
    (home / ".cache").chmod(0o1000 | mode)  # sticky, as /tmp is
    assert cache.folder("rules") is not None


def test_a_folder_or_a_link_of_another_user_is_not_used(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    (home / ".cache").symlink_to(tmp_path / "disk")
    assert cache.folder("rules") == tmp_path / "disk" / "partnersim" / "rules"
    lstat = Path.lstat

    def of_another(path: Path) -> os.stat_result:
        about = lstat(path)
        return os.stat_result((*about[:4], 12345, *about[5:])) if path == strange else about

    monkeypatch.setattr(Path, "lstat", of_another)
    for strange in (
        home / ".cache",
        home,
        tmp_path / "disk",
        tmp_path / "disk" / "partnersim",
        tmp_path / "disk" / "partnersim" / "rules",
    ):
        assert cache.folder("rules") is None, strange


def test_without_a_cache_a_rule_is_compiled_in_a_private_folder_that_ends_with_the_process(
    home: Path, tmp_path: Path
) -> None:
    shutil.rmtree(home)
    home.write_text("no folder")  # so that not even root can write there
    temporary = tmp_path / "temporary"
    temporary.mkdir(mode=0o700)
    code = f"""
        import os, subprocess, sys
        {RULE}
        from partnersim.state.kernel import cache_folder, is_cached
        folder = cache_folder()
        assert is_cached() and folder.parent.stat().st_mode & 0o777 == 0o700
        child = "from partnersim.state.kernel import cache_folder; print(cache_folder())"
        print(folder, subprocess.check_output([sys.executable, "-c", child], text=True))
    """
    own, of_a_worker = run(code, TMPDIR=temporary).split()
    assert own == of_a_worker
    assert Path(own).parents[1] == temporary
    assert list(temporary.iterdir()) == []


def test_where_nothing_can_be_written_a_rule_is_compiled_all_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    monkeypatch.setattr("tempfile.tempdir", os.devnull)
    folder = cache_folder.__wrapped__
    assert folder() is None
    monkeypatch.setattr("partnersim.state.kernel.cache_folder", folder)

    @kernel
    def double(number: float) -> float:
        return 2.0 * number

    assert double(4.0) == 8.0
    assert not is_cached()


def test_another_installation_with_the_same_rules_has_a_folder_of_its_own(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the first run there would be taken for one whose rules are compiled already."""
    assert home.is_dir()
    own = cache_folder.__wrapped__()
    there = shutil.copytree(Path(kernel_module.__file__).parent, tmp_path / "state")
    monkeypatch.setattr(kernel_module, "__file__", str(there / "kernel.py"))
    assert cache_folder.__wrapped__() not in (own, None)


class _Attack:
    """When unpickled, leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.mark,)


def test_rules_planted_in_a_shared_folder_are_never_unpickled(home: Path, tmp_path: Path) -> None:
    own, shared, mark = tmp_path / "own", tmp_path / "shared", tmp_path / "mark"
    shared.mkdir(mode=0o700)
    run(RULE, XDG_CACHE_HOME=own)
    (kept,) = (own / "partnersim").iterdir()
    indices = list(kept.rglob("*.nbi"))
    assert indices
    for index in indices:
        index.write_bytes(pickle.dumps(_Attack(mark)))
    shutil.copytree(kept, shared / f"partnersim-{kept.name}")
    run(RULE, XDG_CACHE_HOME=own)
    assert mark.exists()  # whoever can write there does run code
    mark.unlink()
    run(RULE, XDG_CACHE_HOME="/dev/null", TMPDIR=shared)
    assert not mark.exists()
