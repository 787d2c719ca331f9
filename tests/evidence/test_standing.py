"""Every fact, mechanism, pattern and figure of the index of evidence is used, or says where it stands or why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.evidence.figures import figures
from partnersim.evidence.patterns import patterns
from partnersim.glossary.evidence_codes import nameless
from partnersim.language import use

ROOT = Path(__file__).parents[2]
INDEX = "shared/evidence.md"  # beside a repository that has one: what the documents say, row by row
_ROW = re.compile(r"^\| ([FMPX][1-9]\d?) \|", re.MULTILINE)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def rows_of(text: str) -> set[str]:
    """The codes of the rows of an index."""
    return set(_ROW.findall(text))


def known() -> set[str]:
    """The codes that `partnersim explain` tells of."""
    return {*figures(), *(pattern.id for pattern in patterns())}


def test_a_code_that_nothing_names_says_where_it_stands_and_no_other_does() -> None:
    said = {code for code, figure in figures().items() if figure.stands}
    assert said == {code for code, figure in figures().items() if nameless(figure)}


def test_a_reason_is_told_in_both_languages() -> None:
    for code, figure in figures().items():
        if figure.stands:
            assert figure.stands.en, code
            assert figure.stands.in_language("fr") not in ("", figure.stands.en), code
    for language, words in (("en", "standing:"), ("fr", "  statut")):
        said = CliRunner().invoke(cli, ["explain", "X31", "--lang", language]).output
        assert words in said


def test_rows_are_read() -> None:
    assert rows_of("| id | fact |\n| F1 | x |\n| X24 | y |\n text X3\n") == {"F1", "X24"}


def test_no_row_of_the_index_is_forgotten() -> None:
    found = [parent / INDEX for parent in ROOT.parents if (parent / INDEX).is_file()]
    if not found:
        pytest.skip("not checked: no index of evidence stands beside the repository")
    asked = rows_of(found[0].read_text(encoding="utf-8"))
    assert asked
    assert asked - known() == set()
