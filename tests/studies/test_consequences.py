"""Studies of consequences: what was stated before, how it is judged, and the pages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from studies.consequences import (
    conditions_of_drift,
    freezing,
    impulses,
    nulls,
    pages,
    proximity_and_drift,
    statements,
    story_of_the_thesis,
    umbrella,
)
from studies.consequences.course import MEASURES, course, of
from studies.consequences.followed import IMPULSES, SERIES, Impulse, follow
from studies.saved import values_of


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


# --- every study lives a small run ----------------------------------------------------------------

SMALL = {"scale": 1000.0}


def lived(years: int) -> PartnershipModel:
    """A small run of the status quo."""
    model = PartnershipModel(
        load("mifi_status_quo", years=years, **SMALL), seed=3, run=1, uncertainty="prior"
    )
    model.run()
    return model


def test_a_course_follows_those_that_stand_throughout() -> None:
    model = lived(3)
    found = course(model)
    assert found.shape == (4, len(MEASURES))
    assert np.isfinite(found).all()
    at_end = model.recorder.years[-1].organizations
    standing = at_end["alive"] & (at_end["founded_month"] < 0)
    assert standing.sum() < at_end["alive"].sum()
    assert of(found, "orientation")[-1] == pytest.approx(at_end["identity"][standing].mean())


def test_impulses_meet_another_organisation_in_another_run() -> None:
    settings = load("mifi_status_quo", years=6, **SMALL)
    sums = follow((settings, 3, 1, False))
    assert sums.shape == (len(IMPULSES), len(SERIES))
    assert np.isfinite(sums).all()
    names = list(IMPULSES)
    for name in ("none, outsider", "none, insider"):
        assert not sums[names.index(name)].any()
    tie = SERIES.index("tie")
    assert sums[names.index("tie to an outsider"), tie] > 0.0
    assert sums[names.index("tie from an insider"), tie] < 0.0


def test_equal_organisations_are_as_useful_where_it_is_asked_who_is_invited_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = []
    monkeypatch.setattr(impulses, "seats_kept", lambda model: told.append(model) or np.zeros(2))
    impulses.kept_by_equals((load("mifi_status_quo", impulses.EQUAL, years=1, **SMALL), 3, 1))
    [model] = told
    assert not model.world.organizations["usefulness"].any()


def test_drift_is_counted_from_later_years_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "DATA", tmp_path)
    years = np.arange(31)
    jumps_then_falls = np.where(years < 5, 0.1 * years, 0.5 - 0.01 * (years - 5))
    orientation = np.array([np.full(31, 0.4), jumps_then_falls] * 4)
    conditions_of_drift._write_from_later(orientation, np.array([0.05, 0.6] * 4))
    rows = values_of("conditions_of_drift_from", tmp_path)
    drift = {(row["from_year"], row["mission"]): row["drift"] for row in rows}
    assert drift[0, "rich"] == 0.0
    assert drift[5, "rich"] == 1.0
    assert drift[5, "poor"] == 0.0


def test_five_are_seated_for_five_years() -> None:
    settings = load("mifi_status_quo", years=proximity_and_drift.YEARS, **SMALL)
    models = [proximity_and_drift.Seated(settings, run, gives=True) for run in (1, 2)]
    for model in models:
        model.run_for(model.first + 6)
        main = model.world.main_funder
        assert len(model.chosen) == proximity_and_drift.CHOSEN
        assert model.world.relations["seat"][model.chosen, main].all()
    assert set(models[0].chosen) != set(models[1].chosen)
    assert proximity_and_drift.of_run((settings, 1)).shape == (6,)


def test_insiders_are_no_different_where_free_posts_alone_make_orientation() -> None:
    random = np.random.default_rng(1)
    o = np.zeros(200, [("staff", float), ("posts_tied", float), ("identity", float)])
    inside = np.arange(200) < 60
    o["staff"] = random.uniform(4.0, 20.0, 200)
    free = np.where(inside, 3.0, 1.0) * random.uniform(0.5, 1.0, 200)
    o["posts_tied"] = o["staff"] - free
    o["identity"] = 0.2 * np.log(free + proximity_and_drift._LEAST)
    assert o["identity"][inside].mean() - o["identity"][~inside].mean() > 0.1
    assert proximity_and_drift.of_as_many_posts(o, inside) == pytest.approx(0.0, abs=1e-9)
    o["identity"] += 0.3 * inside
    assert proximity_and_drift.of_as_many_posts(o, inside) == pytest.approx(0.3)
    assert np.isnan(proximity_and_drift.of_as_many_posts(o, np.zeros(200, bool)))


def test_what_the_others_watch_is_finite() -> None:
    model = lived(6)
    assert np.isfinite(freezing.filtered(model)).all()
    assert np.isfinite(story_of_the_thesis.story(model)).all()
    scores = nulls.watch(model)
    assert scores.shape == (len(nulls.OUTCOMES), 3)
    assert (np.abs(scores[np.isfinite(scores)]) <= 1.0).all()
    small = PartnershipModel(
        load("mifi_status_quo", years=umbrella.YEARS, **SMALL), seed=3, uncertainty="prior"
    )
    with_it, without = umbrella.watch(small)
    news = umbrella.MEASURES.index("news")
    assert with_it[news] > without[news]
