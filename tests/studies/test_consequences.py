"""Studies of consequences: what was stated before, how it is judged, and the pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import Interval
from studies.consequences import conditions_of_drift, pages, statements
from studies.consequences.course import MEASURES, of
from studies.consequences.followed import IMPULSES, Impulse


@pytest.mark.parametrize(
    ("statement", "interval", "expected"),
    [
        ({"at_least": 0.2}, (0.3, 0.21, 0.4), "holds"),
        ({"at_least": 0.2}, (0.3, 0.1, 0.4), "not decided"),
        ({"at_least": 0.2}, (0.1, 0.0, 0.19), "fails"),
        ({"at_most": 0.2}, (0.1, 0.0, 0.2), "holds"),
        ({"at_most": 0.2}, (0.3, 0.21, 0.4), "fails"),
        ({"at_most": 0.2}, (0.2, 0.1, 0.3), "not decided"),
    ],
)
def test_a_statement_is_judged_by_its_whole_interval(
    statement: dict[str, float], interval: tuple[float, float, float], expected: str
) -> None:
    assert statements.verdict(Interval(*interval), statement) == expected


def test_the_interval_of_a_mean_covers_it_in_about_95_of_100_samples() -> None:
    random = np.random.default_rng(3)
    covered = 0
    for _ in range(100):
        found = statements.mean_of(random.normal(1.0, 2.0, 60))
        covered += found.low <= 1.0 <= found.high
    assert 88 <= covered <= 99


def test_every_statement_has_words_in_both_languages_and_one_side() -> None:
    texts = statements.yaml_of(pages.TEXTS)
    assert set(texts) == set(statements.expectations())
    for study in statements.expectations().values():
        assert study["en"]
        assert study["fr"]
        for stated in study["statements"].values():
            assert {"en", "fr"} <= set(stated)
            assert ("at_least" in stated) != ("at_most" in stated)


def test_what_was_stated_is_what_was_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "DATA", tmp_path)
    with pytest.raises(SystemExit, match="stated or found, not both"):
        statements.save("freezing", {"filter": Interval(0.1, 0.0, 0.2)})


def test_money_of_all_ministries_is_split_whole_at_every_point_of_the_design() -> None:
    envelopes = {"one": 10.0, "other": 5.0}
    for row in conditions_of_drift.design(16):
        sets = dict(line.split("=", 1) for line in conditions_of_drift.sets_of(row, envelopes))
        shares = [
            float(part.split(": ")[1])
            for part in sets["ministries.one.split"].strip("{}").split(", ")
        ]
        assert sum(shares) == pytest.approx(1.0)
        assert min(shares) >= 0.0
        assert float(sets["ministries.other.envelope"]) == pytest.approx(row[-1] * 5.0)


def test_a_cut_impulse_has_its_uncut_one() -> None:
    for name, impulse in IMPULSES.items():
        if impulse.cut:
            assert IMPULSES[name.removesuffix(", cut")] == Impulse(
                tie=impulse.tie, seat=impulse.seat, insider=impulse.insider
            )


def test_measures_of_a_course_are_read_by_name() -> None:
    course = np.arange(2 * len(MEASURES)).reshape(2, -1)
    assert of(course, "staff").tolist() == [
        MEASURES.index("staff"),
        len(MEASURES) + MEASURES.index("staff"),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_are_made_of_what_was_saved(language: str) -> None:
    for study in statements.expectations():
        name = f"{study}.md" if language == "en" else f"{study}_fr.md"
        text = (pages.FOLDER / name).read_text(encoding="utf-8")
        assert statements.digest(statements.stated_in(study)) in text
        for row in pages.verdicts_of(study):
            assert (
                f"{row['low']:.3f}".replace("-", "−").replace(".", "," if language == "fr" else ".")
                in text
            )
