"""Each figure's locator, looked for in a tiny document of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.declarations import Text
from partnersim.evidence.figures import READ, CodedFigure, figures, locators_in
from partnersim.evidence.told_profiles import told
from partnersim.language import use
from studies.locators import TITLES, Status, by_row, checked, checked_told, documents_in, main

TEXT = """# A thesis

THE RELATIONSHIP BETWEEN THE *Immigration Department*
and Community Organizations

One count says twelve. Here two paragraphs ran together In the eyes of some it says ten.

- Smaller agencies’ “say” is small.

⁴ It is important to see notes.

One count says twelve again.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "anything.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nothing known.", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def _figure(paragraph: str) -> CodedFigure:
    text = Text("what", "quoi")
    return CodedFigure(
        "F1", text, "1", "bruneau_2021", text, locators_in(paragraph, "bruneau_2021")
    )


@pytest.mark.parametrize(
    ("paragraph", "status", "note"),
    [
        ('Smaller agencies\' "say"', Status.FOUND, ""),
        ("It is important", Status.FOUND, ""),
        ("In the eyes", Status.FOUND, ""),  # within a line, where paragraphs ran together
        ("In the eye", Status.NOT_FOUND, ""),
        ("Nothing known", Status.NOT_FOUND, ""),  # in another document
        ("One count says", Status.NOT_FOUND, "2 paragraphs begin so"),
        ("meinhard_2015: Nothing known", Status.NOT_CHECKED, "the document is not here"),
        ("", Status.NOT_CHECKED, "no paragraph is noted"),
    ],
)
def test_a_locator_is_found_not_found_or_not_checked(
    folder: Path, paragraph: str, status: Status, note: str
) -> None:
    (one,) = checked([_figure(paragraph)], documents_in(folder))
    assert one.status is status
    assert one.note.startswith(note)


def test_without_a_folder_nothing_is_checked_and_nothing_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert said.count("not checked") > len(figures())
    assert f"Figures, {len(figures())} rows: 0 found, 0 not found, " in said


def test_each_row_is_in_one_count_and_a_missing_paragraph_decides(folder: Path) -> None:
    documents = documents_in(folder)
    rows = by_row(checked([_figure("It is important; Nothing known")], documents))
    assert rows == {"F1": Status.NOT_FOUND}
    part = replace(_figure(""), read="opening")
    (one,) = checked([part], documents)
    assert (one.status, one.note) == (Status.EXCERPT, "its opening only")
    counted = by_row(checked(figures().values(), documents))
    assert [*counted] == [*figures()]
    excerpts = {code for code, status in counted.items() if status is Status.EXCERPT}
    assert excerpts == {code for code, figure in figures().items() if figure.read}


def test_explain_says_that_only_a_part_was_read() -> None:
    for language, words in (("en", "an excerpt only"), ("fr", "un extrait seulement")):
        assert words in CliRunner().invoke(cli, ["explain", "X17", "--lang", language]).output
    use("en")


def test_what_is_not_found_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "F1 not found" in said
    assert "A access not found" in said


def test_what_is_told_of_the_ten_is_looked_for_in_their_own_profile() -> None:
    profiles = {
        letter: "\n".join(
            dict.fromkeys(
                one.paragraph
                for one in told()
                if one.organization == letter and one.where.startswith("ch. 4")
            )
        )
        for letter in "ABCDEFGHIJ"
    }
    text = "".join(f"\nOrganization {letter}\n{words}\n" for letter, words in profiles.items())
    elsewhere = dict.fromkeys(one.paragraph for one in told() if one.where.startswith("ch. 5"))
    text += "\nDifferences Between\n" + "\n".join(elsewhere) + "\n"
    assert {one.status for one in checked_told({"bruneau_2021": text})} == {Status.FOUND}
    swapped = text.replace("Organization A\n", "Organization K\n")
    lost = [
        one.code
        for one in checked_told({"bruneau_2021": swapped})
        if one.status is not Status.FOUND
    ]
    assert {code[0] for code in lost} == {"A"}
    assert {one.status for one in checked_told({})} == {Status.NOT_CHECKED}


def test_every_figure_read_in_a_document_says_the_paragraph() -> None:
    """Pages from elsewhere were read in part, or as search results."""
    for figure in figures().values():
        if figure.source in TITLES:
            assert figure.locators, figure.code
        assert figure.read in ("", *READ), figure.code
        ways = (bool(figure.locators), bool(figure.read), figure.source == "assumption")
        assert sum(ways) == 1, figure.code  # paragraphs, a page read in part, or nothing to read
        for locator in figure.locators:
            assert locator.document in TITLES, figure.code
            assert len(locator.words.split()) >= 3, figure.code
