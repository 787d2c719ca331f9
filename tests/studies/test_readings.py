"""Two readings of the ten organisations, beside each other and beside the model."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from partnersim.evidence.told_profiles import LETTERS
from partnersim.outcomes.dimensions import DIMENSIONS
from studies import readings

pytest.importorskip("sklearn", reason="needs the extra [experiments]")


def sheets() -> list[np.ndarray]:
    return [readings.sheet(reader) for reader in readings.READERS]


def test_sheets_are_whole_and_each_rating_has_its_words() -> None:
    for reader in readings.READERS:
        with (readings.SHEETS / f"{reader}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rated = {(row["organization"], row["dimension"]) for row in rows}
        assert rated == {(letter, str(name)) for letter in LETTERS for name in DIMENSIONS}
        assert all(row["rating"] in ("", "0", "1", "2", "3", "4") for row in rows)
        assert all(row["why"] for row in rows if row["rating"])


def test_kappa_is_one_for_the_same_sheet_and_none_for_letters_dealt_out_anew() -> None:
    first, _ = sheets()
    assert readings.kappa(first, first) == pytest.approx(1.0)
    lots = np.random.default_rng(1)
    chance = [readings.kappa(first.ravel(), lots.permutation(first.ravel())) for _ in range(200)]
    assert abs(np.mean(chance)) < 0.05
    far = np.where(first > 0.5, 0.0, 1.0)
    assert readings.kappa(first, far) < 0.0


def test_saved_agreement_is_that_of_the_sheets() -> None:
    made = readings.agreement(sheets())
    with (readings.SHEETS / "agreement.csv").open(encoding="utf-8", newline="") as file:
        saved = list(csv.DictReader(file))
    assert [row["dimension"] for row in saved] == [str(row["dimension"]) for row in made]
    for kept, row in zip(saved, made, strict=True):
        assert float(kept["kappa"]) == pytest.approx(row["kappa"], abs=1e-5)


@pytest.mark.long
def test_ranks_are_those_of_what_is_read_and_shuffled_letters_lose_them() -> None:
    read = sheets()
    same = np.nanmean(np.array(read), axis=0)
    rows = {str(row["dimension"]): row for row in readings.ranks(read, same)}
    assert rows["all"]["ranks_of_ten"] == pytest.approx(1.0)
    assert rows["shuffles_as_well"]["ranks_of_ten"] < 0.01  # type: ignore[operator]
    upside_down = {str(row["dimension"]): row for row in readings.ranks(read, 1.0 - same)}
    assert upside_down["all"]["ranks_of_ten"] == pytest.approx(-1.0)
    assert upside_down["shuffles_as_well"]["ranks_of_ten"] > 0.99  # type: ignore[operator]


def test_nearer_the_middle_is_below_zero_where_the_two_are() -> None:
    levels = np.array([0.1, 0.1, 0.4, 0.6, 0.9, 0.9])
    assert readings.nearer_the_middle(levels) == pytest.approx(0.1 - 0.4)


def test_the_rubric_ships_with_the_sheets() -> None:
    rubric = (Path(readings.SHEETS) / "rubric.md").read_text(encoding="utf-8")
    assert "Appendix A" in rubric
