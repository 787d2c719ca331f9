"""Two builds of one commit, laid out elsewhere under another zone and umask, are the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release import build, contents


@pytest.mark.long
@pytest.mark.skipif(not (build.ROOT / ".git").exists(), reason="needs the history of the sources")
def test_two_builds_are_the_same_and_whole(tmp_path: Path) -> None:
    files = build.build_twice(tmp_path)
    assert [file.suffix for file in files] == [".whl", ".gz"]
    assert contents.differences(files[0], build.ROOT) == []


def test_sums_are_as_sha256sum_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"abc")
    build.write_sums(tmp_path)
    build.write_sums(tmp_path)  # its own file is none of them
    text = (tmp_path / build.SUMS).read_text()
    assert text == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.whl\n"
