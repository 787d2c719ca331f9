"""Words of help and of the comparison: whole, in the language in use, and with their signs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.cli.options import commands
from partnersim.language import use
from partnersim.report.formatting import measures
from partnersim.report.screens import answer, comparison, rows


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def helped(*arguments: str) -> str:
    result = CliRunner().invoke(cli, [*arguments, "--help"])
    assert result.exit_code == 0
    return " ".join(result.output.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_commands_holds_what_each_says_of_itself(language: str) -> None:
    whole = helped("--lang", language)
    for name in commands():
        said = helped(name, "--lang", language).split("Options")[0]
        summary = re.sub(r"^.*?\] (?:[A-ZÉ]+(?: …)? )*(?=[A-ZÉ][a-zé])", "", said).strip()
        assert len(summary) > 40, name
        assert summary in whole, name


def test_what_must_be_given_is_said_in_the_language_in_use() -> None:
    assert "[required]" in helped("sensitivity", "--lang", "en")
    assert "[obligatoire]" in helped("sensitivity", "--lang", "fr")


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0.0021, -0.0003, 0.0046), "+0.002 [−0.0003; +0.005]"),
        ((-0.0018, -0.0032, -0.00041), "−0.002 [−0.003; −0.0004]"),
        ((-0.00004, -0.0008, 0.0007), "−0.00004 [−0.001; +0.001]"),
        ((1e-9, -1e-9, 1e-9), "0.000 [0.000; 0.000]"),  # too small to matter
        ((0.0, 0.0, 0.0), "0.000 [0.000; 0.000]"),
        ((0.25, math.nan, math.nan), "+0.250"),
    ],
)
def test_the_side_of_zero_on_which_a_bound_lies_is_seen(
    numbers: tuple[float, float, float], text: str
) -> None:
    row = dict(zip(("difference", "low", "high"), numbers, strict=True))
    assert measures.difference("autonomy_index", row) == text


def test_every_measure_of_a_comparison_is_counted_once() -> None:
    from partnersim.analysis.comparison.paired_comparison import compare

    result = compare("mifi_status_quo", "open_door", runs=2, years=1, scale=2000)
    said = comparison._how_many_runs(result, "open_door")
    match = re.search(r"Measures: (\d+), .*different (\d+), undecided (\d+), .*pair (\d+)\.", said)
    assert match is not None
    all_of_them, different, undecided, same = map(int, match.groups())
    assert different + undecided + same == all_of_them
    zero = result.differences[
        (result.differences["low"] == 0.0) & (result.differences["high"] == 0.0)
    ]
    assert same == len(zero) > 0


# --- the answer ---------------------------------------------------------------------------------


def effect(other: float, reference: float, half: float) -> dict[str, object]:
    """A difference with half its interval; decided where that does not hold zero."""
    difference = other - reference
    return {
        "other": other, "reference": reference, "difference": difference, "low": difference - half,
        "high": difference + half, "decided": abs(difference) > half,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("orientation", "starts"),
    [
        (
            effect(0.8, 0.7, 0.05),
            "Organisations end nearer to autonomy than under “Before”: orientation 0.80",
        ),
        (
            effect(0.6, 0.7, 0.05),
            "Organisations end nearer to providing services than under “Before”",
        ),
        (
            effect(0.71, 0.7, 0.05),
            "It is not decided whether the orientation of organisations differs from that under “Before”",
        ),
    ],
)
def test_a_figure_s_title_says_which_way_or_that_runs_tell_nothing(
    orientation: dict[str, object], starts: str
) -> None:
    text = answer.orientation({answer.ORIENTATION: orientation}, "Before")
    assert text.startswith(starts)
    assert not text.endswith(".")


def test_every_row_that_answers_is_a_measure_of_the_full_screen() -> None:
    full = {row.name for _, measures_of in rows.sections() for row in measures_of}
    assert {row.name for row in answer.ROWS} <= full
    assert len(answer.ROWS) == 10
