"""What is public is as listed in `public_face.csv`; a change that is meant is written there on purpose."""

from __future__ import annotations

import dataclasses

import pytest

import partnersim
from partnersim import Results
from partnersim.results import columns
from tests.release import public_face
from tests.release.public_face import changes, declared, kept

MEANT = "If it is meant: python -m tests.release.public_face, and a line in CHANGELOG.md"
KINDS = ("python", "command", "option", "exit code", "column", "plug-in")


def test_names_signatures_columns_and_exit_codes_are_as_listed() -> None:
    assert changes(kept(*KINDS), declared()) == [], MEANT


def test_all_that_is_public_is_in_the_listing() -> None:
    listed = kept()
    names = {name for kind, where, name, _ in listed if (kind, where) == ("python", "partnersim")}
    assert names == set(partnersim.__all__)
    tables = {where for kind, where, _, _ in listed if kind == "column"}
    assert tables >= {*columns.EVERY_TABLE, "comparison", "samples"}
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("kind", [*KINDS, "file"])
def test_a_row_that_is_gone_or_new_is_named(kind: str) -> None:
    row = kept(kind)[0]
    others = [each for each in kept() if each != row]
    assert changes(kept(), others) == [f"gone: {' '.join(row)}"]
    assert changes(others, kept()) == [f"new: {' '.join(row)}"]


def test_another_default_and_another_unit_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(cls: type, folder: str, strict: bool = False) -> None: ...

    monkeypatch.setattr(Results, "read", classmethod(read))
    sector = columns.EVERY_TABLE["sector"]
    other = dataclasses.replace(sector[-1], unit="apples")
    monkeypatch.setitem(columns.EVERY_TABLE, "sector", (*sector[:-1], other))
    monkeypatch.setitem(public_face.EXIT_CODES, "interrupted", 131)
    new = [line for line in changes(kept(*KINDS), declared()) if line.startswith("new")]
    assert new == [
        f"new: column sector {other.name} apples",
        "new: exit code partnersim 131 interrupted",
        "new: python Results read (folder: str, strict: bool = False) -> None",
    ]


@pytest.mark.slow
def test_files_that_commands_write_are_as_listed() -> None:
    pytest.importorskip("rocrate", reason="`archive` needs the extra [archive]")
    listed = [row for row in kept("file") if row[1] != public_face.ELSEWHERE]
    assert changes(listed, public_face.written()) == [], MEANT
