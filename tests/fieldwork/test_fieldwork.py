"""Virtual fieldwork: answers against the state, samples against exact counts, profiles in two languages."""

from __future__ import annotations

import csv
import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim import UserError
from partnersim.cli.main import cli
from partnersim.declarations import Assumption, Role, Source
from partnersim.fieldwork import coding, guide, parameters, perception, profiles, sampling, study
from partnersim.fieldwork import representativeness as rep
from partnersim.fieldwork.fact_sheet import facts_of
from partnersim.fieldwork.visit import MEASURES, Visit
from partnersim.glossary.lookup import search
from partnersim.language import current, use
from partnersim.model import PartnershipModel
from partnersim.outcomes.indicators import INDICATORS
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings

RUNS = 3
SMALL = ("--runs", "2", "--years", "1", "--scale", "500", "--samples", "20")
FILES = {
    "assumptions.csv", "manifest.json", "profiles.md", "interviews.parquet", "coded.parquet", "samples.parquet",
    "screen.txt", "interviews.png", "interviews.svg", "samples.png", "samples.svg",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    use("en")
    yield
    use("en")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load("mifi_status_quo", years=3, scale=500)


@pytest.fixture(scope="module")
def visits(settings: Settings) -> list[Visit]:
    result = study.visits_of(settings, runs=RUNS, seed=5, uncertainty="prior")
    return [visit for visit, _ in result]


@pytest.fixture(scope="module")
def values() -> parameters.Values:
    return parameters.values()


def called(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result


# --- the guide -----------------------------------------------------------------------------------


def test_the_guide_has_the_six_questions_and_asks_for_every_indicator_once() -> None:
    assert [question.number for question in guide.GUIDE] == ["1", "2", "3", "4", "5", "6"]
    asked = Counter(item for question in guide.GUIDE for item in question.items)
    assert asked == Counter(guide.ITEMS)
    assert {indicator.name for indicator in INDICATORS} < set(asked)
    for question in guide.GUIDE:
        assert question.words.en.endswith("?")
        assert question.words.fr.endswith("?")


# --- perception off: the state, to the last bit ---------------------------------------------------


def test_without_perception_interviews_reproduce_the_state(
    visits: list[Visit], values: parameters.Values
) -> None:
    for visit in visits:
        coded = coding.code(visit, values, perception=False)
        assert np.array_equal(coded.answers, guide.state_of(visit), equal_nan=True)
        assert np.array_equal(coded.scores, visit.dimensions)
        assert np.array_equal(coded.reported_levels, visit.state)
        assert 0.1 < coded.scores.mean() < 0.9


def test_a_visit_is_the_run_as_measured_and_changes_nothing(settings: Settings) -> None:
    model = PartnershipModel(settings, seed=5, run=1, uncertainty="prior")
    model.run()
    before = model.world.organizations.copy()
    first = next(
        itertools.islice(study.visits_of(settings, runs=2, seed=5, uncertainty="prior"), 1, 2)
    )[0]
    row = model.recorder.sector[-1]
    for name, value in zip(MEASURES, first.state.mean(axis=1), strict=True):
        assert value == pytest.approx(row[name], abs=1e-9)
    visit = study.visit(model, 1)
    coding.code(visit, parameters.values(), perception=True)
    assert np.array_equal(model.world.organizations, before)
    assert np.array_equal(visit.organizations, first.organizations)


# --- perception on: each rule in its stated direction, same organisations with and without --------


def told(visit: Visit, item: str, **changed: float) -> np.ndarray:
    """The answers to one item with every rule off but those that are changed."""
    off = {
        "burden_as_felt": 0.0, "advice_by_closeness": 0.0, "mission_as_reported": 0.0,
        "reserve_towards_funder": 0.0, "recognition_by_contact": 0.0, "imprecision": 0.0,
    }  # fmt: skip
    rules = parameters.values() | off | changed
    answer: np.ndarray = perception.answers(visit, rules, True)[guide.ITEMS.index(item)]
    return answer


def state(visit: Visit, item: str) -> np.ndarray:
    return guide.state_of(visit)[guide.ITEMS.index(item)]


@pytest.mark.parametrize("item", [item for item in guide.ITEMS if item != "calls_known"])
def test_with_every_rule_at_nought_the_state_is_told(visits: list[Visit], item: str) -> None:
    for visit in visits:
        np.testing.assert_allclose(
            told(visit, item), state(visit, item), rtol=1e-12, equal_nan=True
        )


def test_reporting_is_told_as_it_is_felt(visits: list[Visit]) -> None:
    used_to_it, burdened = 0, 0
    for visit in visits:
        real, heard = (
            state(visit, "light_reporting"),
            told(visit, "light_reporting", burden_as_felt=1.0),
        )
        felt = visit.organizations["felt_burden"]
        habit, heavy = felt < real, felt > real
        used_to_it += habit.sum()
        burdened += heavy.sum()
        assert (heard[habit] < real[habit]).all()
        assert (heard[heavy] > real[heavy]).all()
        half = told(visit, "light_reporting", burden_as_felt=0.5)
        np.testing.assert_allclose(half, (real + heard) / 2)
    assert min(used_to_it, burdened) > 0


def test_advocacy_is_told_as_what_one_stands_for_less_what_the_funder_may_not_hear(
    visits: list[Visit],
) -> None:
    for visit in visits:
        done = state(visit, "opposition")
        stands = told(visit, "opposition", mission_as_reported=0.3)
        more = 0.5 * visit.organizations["identity"] > done
        assert (stands[more] > done[more]).all()
        assert (stands[~more] <= done[~more]).all()
        reserved = told(visit, "opposition", reserve_towards_funder=0.2)
        bound = (visit.dependence > 0.0) & (done > 0.0)
        assert (reserved[bound] < done[bound]).all()
        lost = 1.0 - reserved[bound] / done[bound]
        assert np.corrcoef(lost, visit.dependence[bound])[0, 1] == pytest.approx(1.0)


def test_recognition_is_judged_by_contact(visits: list[Visit]) -> None:
    for visit in visits:
        real = state(visit, "legitimacy_from_community")
        heard = told(visit, "legitimacy_from_community", recognition_by_contact=0.5)
        far = visit.relations["direct_access"] < visit.relations["tie"]
        some = real > 0.0  # nobody takes part elsewhere, and contact makes nothing of nothing
        assert (far & some).sum() > 5
        assert (heard[far & some] > real[far & some]).all()
        assert (heard[~far] <= real[~far]).all()
        assert (heard[~some] == 0.0).all()


@pytest.mark.parametrize("item", ["aid_to_decision", "formulation"])
def test_advice_looks_better_from_near(visits: list[Visit], item: str) -> None:
    for visit in visits:
        real, heard = state(visit, item), told(visit, item, advice_by_closeness=0.5)
        near = visit.relations["tie"] + visit.organizations["self_perception"] > 1.0
        some = real > 0.0
        assert (heard[some & near] > real[some & near]).all()
        assert (heard[some & ~near] < real[some & ~near]).all()
        assert (some & ~near).sum() > 20


def test_only_calls_heard_of_are_known(visits: list[Visit]) -> None:
    more = []
    for visit in visits:
        known = told(visit, "calls_known")
        assert (known <= visit.calls).all()
        assert known.mean() < 0.95 * visit.calls
        assert np.array_equal(state(visit, "calls_known"), np.full(visit.count, visit.calls))
        informed = visit.relations["news"] > np.median(visit.relations["news"])
        more.append(known[informed].mean() - known[~informed].mean())
    assert np.mean(more) > 0.0


def test_figures_from_memory_are_off_without_leaning(visits: list[Visit]) -> None:
    off = []
    for visit in visits:
        real, heard = (
            f(visit, "light_reporting") for f in (state, lambda v, i: told(v, i, imprecision=0.1))
        )
        some = (real > 0.01) & (real < 0.7)
        off.append(heard[some] / real[some] - 1.0)
    every = np.concatenate(off)
    assert every.std() == pytest.approx(0.1, rel=0.15)
    assert abs(every.mean()) < 3 * 0.1 / np.sqrt(len(every))
    assert np.array_equal(told(visit, "light_reporting", imprecision=0.1), heard)


def test_perception_moves_what_is_coded_and_not_what_an_organisation_calls_itself(
    visits: list[Visit], values: parameters.Values
) -> None:
    for visit in visits:
        on, off = (coding.code(visit, values, perception=p) for p in (True, False))
        assert (np.abs(on.scores - off.scores).mean(axis=1)[[0, 1, 2, 5]] > 0.001).all()
        assert np.array_equal(on.provider, off.provider)


# --- the coder -------------------------------------------------------------------------------------


def test_the_coder_places_on_the_nearest_level() -> None:
    scores = np.array([0.0, 0.12, 0.13, 0.49, 0.63, 0.9, 1.0])
    assert coding.on_levels(scores, 5).tolist() == [0, 0, 0.25, 0.5, 0.75, 1, 1]
    assert coding.on_levels(scores, 3).tolist() == [0, 0, 0, 0.5, 0.5, 1, 1]
    assert [coding.place(code).en for code in (0.0, 0.25, 0.5, 0.75, 1.0)] == [
        place.en for place in coding.PLACES
    ]


# --- the sample --------------------------------------------------------------------------------------


def test_a_frame_narrows_step_by_step(visits: list[Visit]) -> None:
    for visit in visits:
        o = visit.organizations
        inside, steps = sampling.narrow(visit, sampling.FRAMES["thesis"])
        assert [step.filter.name for step in steps] == ["living", "paid", "montreal", "core"]
        counts = [step.left for step in steps]
        assert counts[0] == visit.count
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == len(inside)
        assert (o["place"][inside] == 0).all()
        assert o["core_activity"][inside].all()
        assert (visit.amounts[inside, visit.main, 1:].sum(axis=1) > 0).all()
        outside = np.setdiff1d(np.arange(visit.count), inside)
        paid = visit.amounts[outside, visit.main, 1:].sum(axis=1) > 0
        assert not (paid & (o["place"][outside] == 0) & o["core_activity"][outside]).any()
        assert len(sampling.narrow(visit, sampling.FRAMES["all"])[0]) == visit.count
        members = sampling.narrow(visit, sampling.FRAMES["members"])[0]
        assert np.array_equal(members, np.flatnonzero(o["umbrella_member"]))
    assert [step.filter.in_thesis for step in steps] == [None, 126, 39, 24]


def test_letters_are_all_accounted_for(visits: list[Visit]) -> None:
    for visit in visits:
        inside, _ = sampling.narrow(visit, sampling.FRAMES["all"])
        chosen = sampling.readiest(sampling.luck_of(visit, 1), inside, 10)[0]
        letters = sampling.answers_to_letter(visit, inside, chosen)
        assert letters["interviewed"] == 10
        assert sum(letters.values()) == len(inside)
        assert letters["silent"] > letters["withdrew"] + letters["declined"]


def test_samples_of_a_small_sector_are_those_of_exact_counting() -> None:
    """Eight organisations, three interviews: every one of 56 samples equally likely, and the
    distribution of the estimate that of the enumeration."""
    generator = np.random.default_rng(1)
    result = generator.choice([0.0, 0.25, 0.5, 0.75, 1.0], size=(1, 8))
    samples = 28_000
    luck = generator.random((samples, 8))
    chosen = sampling.readiest(luck, np.arange(8), 3)
    every = list(itertools.combinations(range(8), 3))
    counts = Counter(tuple(sorted(row)) for row in chosen.tolist())
    assert set(counts) == set(every)
    expected = samples / len(every)
    chi = sum((counts[parameter] - expected) ** 2 / expected for parameter in every)
    assert chi < 98.0  # 55 degrees of freedom, one in ten thousand
    mean, half = rep.estimates(result, chosen)
    exact = np.array([result[0, list(parameter)].mean() for parameter in every])
    assert mean.mean() == pytest.approx(result.mean(), abs=4 * exact.std() / np.sqrt(samples))
    assert mean.std() == pytest.approx(exact.std(), rel=0.02)
    theory = result.std(ddof=1) / np.sqrt(3) * np.sqrt(1 - 3 / 8)
    assert exact.std() == pytest.approx(theory)
    for value in np.unique(exact.round(9)):
        share = (exact.round(9) == value).mean()
        assert (mean.round(9) == value).mean() == pytest.approx(share, abs=0.02)
    rows = [list(parameter) for parameter in every]
    exact_mean, exact_half = rep.estimates(result, np.array(rows))
    holds = np.abs(exact_mean - result.mean()) <= exact_half
    assert (np.abs(mean - result.mean()) <= half).mean() == pytest.approx(holds.mean(), abs=0.02)


def test_the_interval_is_the_textbook_one() -> None:
    result = np.array([[0.1, 0.4, 0.4, 0.9]])
    mean, half = rep.estimates(result, np.array([[0, 1, 2, 3]]))
    assert mean[0, 0] == pytest.approx(0.45)
    assert half[0, 0] == pytest.approx(3.182446 * result.std(ddof=1) / 2)
    assert np.isnan(rep.estimates(result, np.array([[2]]))[1]).all()


def test_a_lean_draws_in_proportion_to_weights() -> None:
    """Two interviews of four by successive draws: chances of each pair by hand."""
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    luck = np.random.default_rng(2).random((40_000, 4))
    chosen = sampling.readiest(luck, np.arange(4), 2, np.log(weights))
    counts = Counter(map(tuple, chosen.tolist()))
    for first, second in itertools.permutations(range(4), 2):
        chance = weights[first] / 10 * weights[second] / (10 - weights[first])
        assert counts[first, second] / 40_000 == pytest.approx(chance, abs=0.01)


def test_draws_belong_to_an_organisation_and_not_to_its_place_in_the_list(
    visits: list[Visit],
) -> None:
    visit = visits[0]
    whole = sampling.luck_of(visit, 4)
    assert whole.shape == (4, visit.count)
    assert len(np.unique(whole)) == whole.size
    assert np.array_equal(sampling.luck_of(visit, 2), whole[:2])
    import dataclasses

    fewer = dataclasses.replace(visit, rows=visit.rows[5:], names=visit.names[5:])
    assert np.array_equal(sampling.luck_of(fewer, 4), whole[:, 5:])
    assert not np.array_equal(sampling.luck_of(visits[1], 4)[:, :50], whole[:, :50])


# --- the sampling study ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def done(visits: list[Visit]) -> study.Study:
    return study.do(visits, study.Plan(samples=400))


def test_the_parts_of_a_miss_sum_to_it_and_all_interviewed_miss_nothing(
    visits: list[Visit], values: parameters.Values
) -> None:
    visit = visits[0]
    off = coding.code(visit, values | {"coder_levels": 11.0}, perception=False)
    exact = coding.Coded(
        off.answers, off.scores, off.scores, off.provider
    )  # an infinitely fine scale
    everyone = rep.samples_of(visit, exact, [rep.Design("all", visit.count)], 3, values)
    np.testing.assert_allclose(everyone["estimate"], everyone["truth"])
    inside = len(sampling.narrow(visit, sampling.FRAMES["thesis"])[0])
    frame = rep.samples_of(visit, exact, [rep.Design("thesis", inside)], 3, values)
    np.testing.assert_allclose(frame["estimate"] - frame["truth"], frame["frame_part"], atol=1e-12)
    assert frame["frame_part"].abs().max() > 0.01
    coded = coding.code(visit, values, perception=True)
    samples = rep.samples_of(visit, coded, [rep.Design("thesis", inside)], 3, values)
    parts = samples[["frame_part", "answers_part", "coding_part"]].sum(axis=1)
    np.testing.assert_allclose(samples["estimate"] - samples["truth"], parts, atol=1e-12)


def test_the_study_without_lean_misses_by_its_parts_and_with_it_by_more(done: study.Study) -> None:
    table = done.summary.set_index(["frame", "interviews", "leaning", "measure"]).sort_index()
    own = table.loc[("thesis", 10, False)]
    error = own["spread"] / np.sqrt(400 * RUNS)
    assert (own["response_part"].abs() < 5 * error + 1e-9).all()
    leaning = table.loc[("thesis", 10, True)]
    assert leaning.loc["representation", "estimate"] > own.loc["representation", "estimate"]
    assert (
        leaning.loc["service_provider_share", "estimate"]
        < own.loc["service_provider_share", "estimate"]
    )
    thirty = table.loc[("all", 30, False)]
    ten = table.loc[("all", 10, False)]
    assert (thirty["spread"] < ten["spread"]).all()
    assert own["coverage"].between(0, 1).all()


def test_designs_that_do_not_fit_in_most_runs_are_left_out(
    visits: list[Visit], values: parameters.Values
) -> None:
    fit = rep.designs(visits, "thesis", 7)
    assert fit[0] == rep.Design("thesis", 7)
    assert fit[-1] == rep.Design("thesis", 7, leaning=True)
    assert len(set(fit)) == len(fit)
    smallest = load("mifi_status_quo", ["population.organizations=12"], years=1, scale=10000)
    few = [v for v, _ in study.visits_of(smallest, runs=1, seed=1, uncertainty="point")]
    assert {design.interviews for design in rep.designs(few, "all", 3)} == {3, 10}
    assert rep.Design("all", 30) in rep.designs([*few, *visits], "all", 3)
    assert rep.Design("all", 30) not in rep.designs([*few, *few, *visits[:1]], "all", 3)
    plans = [rep.Design("all", 3), rep.Design("all", 30)]
    samples = pd.concat(
        rep.samples_of(visit, coding.code(visit, values, True), plans, 5, values)
        for visit in (few[0], visits[1])
    )
    runs = rep.summary(samples).groupby("interviews")["runs"].max()
    assert runs.to_dict() == {3: 2, 30: 1}


def test_a_sample_larger_than_its_frame_is_refused(visits: list[Visit]) -> None:
    inside, steps = sampling.narrow(visits[0], sampling.FRAMES["thesis"])
    sampling.check_size(visits[0], sampling.FRAMES["thesis"], len(inside))
    with pytest.raises(UserError) as refused:
        study.do(visits, study.Plan(interviews=len(inside) + 1, samples=5))
    message = str(refused.value)
    smallest = load("mifi_status_quo", ["population.organizations=12"], years=1, scale=10000)
    runs = study.visits_of(smallest, study.Plan(interviews=30), runs=3, seed=1, uncertainty="point")
    with pytest.raises(UserError, match="in run 0"):  # said as soon as the first is made
        next(runs)
    assert f"interviews {len(inside) + 1}: a sample cannot be larger than its frame" in message
    assert all(str(step.left) in message for step in steps)
    assert "Wide enough: province" in message


# --- profiles ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def everybody(visits: list[Visit]) -> list[study.Study]:
    """Every organisation of every run, so that every sentence has its chance."""
    result = []
    for visit in visits:
        use("en")
        result.append(study.do([visit], study.Plan("all", visit.count, 1)))
    return result


_ENGLISH = re.compile(
    r"\b(the|and|of|with|its|from|which|services first|says|money|members come)\b"
)
_FRENCH = re.compile(r"[éèêàçùœ]|\b(le|la|les|des|du|une|est|et|pour|avec|sans)\b")


@pytest.mark.parametrize(("language", "foreign"), [("en", _FRENCH), ("fr", _ENGLISH)])
def test_profiles_hold_no_word_of_the_other_language(
    everybody: list[study.Study], settings: Settings, language: str, foreign: re.Pattern[str]
) -> None:
    for person in everybody:
        use(language)
        text = profiles.write_profiles(person, settings)
        assert current() == language
        assert text.count("\n## ") == person.plan.interviews + 1
        result = [
            (hit.group(), text[hit.start() - 40 : hit.end() + 40]) for hit in foreign.finditer(text)
        ]
        assert result == []
        assert not re.search(
            r"\{|\}|None|\bnan\b|Undefined|montreal|_", text.replace("samples.parquet", "")
        )
        assert not re.search(r"[a-zé]\.[A-ZÉ]|  |\b1 (ans|years|postes|positions)\b", text)


def test_profiles_of_ten_do_not_read_alike(done: study.Study, settings: Settings) -> None:
    text = profiles.write_profiles(done, settings)
    pages = text.split("\n## ")[1:-1]
    assert len(pages) == 10
    sentences = Counter(
        sentence for page in pages for sentence in set(re.findall(r"[A-Z][^.|\n]{20,}\.", page))
    )
    assert sum(n == 1 for n in sentences.values()) > 0.4 * len(sentences)
    assert sum(sentences.values()) / 10 > 12


@pytest.mark.parametrize(("timing", "early"), [("before_draft", True), ("after_draft", False)])
def test_a_profile_tells_when_advice_is_asked_for(timing: str, early: bool) -> None:
    sets = [f"ministries.mifi.consultation.timing={timing}"]
    settings = load("mifi_status_quo", sets, years=1, scale=1000)
    visits = [v for v, _ in study.visits_of(settings, runs=1, seed=1, uncertainty="point")]
    text = profiles.write_profiles(study.do(visits, study.Plan("members", 12, 1)), settings)
    before = re.findall("before anything is written|nothing is written yet", text)
    after = re.findall("already written|a finished draft", text)
    assert (len(before), len(after)) == ((12, 0) if early else (0, 12))


def test_a_profile_follows_the_state(visits: list[Visit], values: parameters.Values) -> None:
    visit = visits[0]
    coded = coding.code(visit, values, perception=True)
    every = [facts_of(visit, coded, i, 0.3) for i in range(visit.count)]
    assert {who.calls_itself for who in every} >= {"provider", "between"}
    for i, who in enumerate(every):
        assert (who.calls_itself == "provider") == (visit.is_provider[i] == 1.0)
        assert who.mission_grant == visit.amounts[i, visit.main, 0]
        assert set(who.codes.values()) <= {0.0, 0.25, 0.5, 0.75, 1.0}
        assert len(who.others) <= len(visit.funder_names) - 1


# --- the command -------------------------------------------------------------------------------------


def test_the_command_writes_a_whole_folder_and_the_same_bytes_again() -> None:
    said = called("interview", "mifi_status_quo", *SMALL, "--out", "a").stdout
    assert "Thesis: Bruneau, C. (2021), ch. 3 Sample; `partnersim explain F1`" in said
    called("interview", "mifi_status_quo", *SMALL, "--out", "b")
    called("interview", "mifi_status_quo", *SMALL, "--out", "c", "--seed", "2")
    names = {path.name for path in Path("a").iterdir()}
    assert names == FILES
    for name in FILES - {"manifest.json"}:
        assert (Path("a") / name).read_bytes() == (Path("b") / name).read_bytes(), name
    assert (Path("a/coded.parquet")).read_bytes() != (Path("c/coded.parquet")).read_bytes()
    assert "integration as core activity" in said
    assert "samples.parquet" in Path("a/profiles.md").read_text(encoding="utf-8")
    manifest = json.loads(Path("a/manifest.json").read_text(encoding="utf-8"))
    reported = manifest["interview"]
    assert reported["frame"] == "thesis"
    assert reported["parameters"]["burden_as_felt"] == 1.0
    assert len(reported["runs"]) == 2
    assert reported["runs"][0]["letters"]["interviewed"] == 10
    assert manifest["runs_done"] == 2
    samples = pq.read_table("a/samples.parquet")
    assert samples.schema.field("estimate").metadata[b"unit"] == b"mean over the sample"
    frame: pd.DataFrame = samples.to_pandas()
    sizes = frame.groupby(["run", "frame", "interviews", "leaning", "measure"]).size()
    assert set(sizes) == {20}
    interviewed = pq.read_table("a/coded.parquet").to_pandas()
    first = frame[(frame["run"] == 0) & (frame["sample"] == 0)].iloc[:7]
    mine = interviewed[interviewed["run"] == 0].groupby("measure", sort=False)["code"].mean()
    np.testing.assert_allclose(mine.to_numpy(), first["estimate"].to_numpy())


def test_the_command_in_french_with_perception_off() -> None:
    called("interview", "mifi_status_quo", *SMALL, "--perception", "off", "--out", "fr", "--lang", "fr",
           "--frame", "members", "--n", "4")  # fmt: skip
    coded = pq.read_table("fr/coded.parquet").to_pandas()
    assert (coded["reported"] == coded["state"]).all()
    assert coded["organization"].nunique() >= 4
    assert "Organisme" in Path("fr/profiles.md").read_text(encoding="utf-8")


def test_one_interview_has_no_interval_and_a_sector_without_a_table_no_members() -> None:
    said = called(
        "interview", "quebec_model_1", *SMALL, "--n", "1", "--samples", "1", "--frame", "all",
        "--set", "population.umbrella_members=0", "--out", "one",
    ).stdout  # fmt: skip
    assert re.search(r"^Recognition .* –$", said, re.MULTILINE)
    assert "members" not in said.partition("Files in")[0]
    assert "1, all organisations" in said


def test_more_interviews_than_the_thesis_won_are_said_to_be_so() -> None:
    many = called("interview", "mifi_status_quo", *SMALL, "--n", "18", "--out", "many").stdout
    few = called("interview", "mifi_status_quo", *SMALL, "--n", "5", "--out", "few").stdout
    assert re.search(
        r"These interviews ask that \d+\u00a0% of the list accept; in the thesis 42\u00a0%", many
    )
    assert "These interviews ask" not in few
    always = called("interview", "mifi_status_quo", *SMALL, "--n", "20", "--out", "always",
                    "--set", "interview.response_rate=1").stdout  # fmt: skip
    assert "These interviews ask" not in always


def test_runs_that_were_finished_are_kept_when_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    every = study.visits_of

    def one_and_a_half(*given: object, **named: object) -> Iterator[object]:
        yield next(every(*given, **named))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    def none(*given: object, **named: object) -> Iterator[object]:
        raise KeyboardInterrupt
        yield

    real = rep.samples_of

    def stopped(visit: Visit, *given: object) -> object:
        if visit.run == 1:
            raise KeyboardInterrupt
        return real(visit, *given)  # type: ignore[arg-type]

    small = ["interview", "mifi_status_quo", *SMALL]
    with monkeypatch.context() as patch:  # among the samples of the second run
        patch.setattr(rep, "samples_of", stopped)
        result = CliRunner().invoke(cli, [*small, "--out", "sampled"])
    assert result.exit_code == 130
    assert "Runs finished: 1 of 2" in result.stderr
    assert {path.name for path in Path("sampled").iterdir()} == FILES
    manifest = json.loads(Path("sampled/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["runs_done"], manifest["interrupted"]) == (1, True)
    monkeypatch.setattr(study, "visits_of", one_and_a_half)
    result = CliRunner().invoke(cli, [*small, "--out", "half"])
    assert result.exit_code == 130
    assert "Runs finished: 1 of 2" in result.stderr
    assert {path.name for path in Path("half").iterdir()} == FILES
    assert json.loads(Path("half/manifest.json").read_text(encoding="utf-8"))["interrupted"]
    monkeypatch.setattr(study, "visits_of", none)
    result = CliRunner().invoke(cli, [*small, "--out", "nothing"])
    assert result.exit_code == 130
    assert not Path("nothing").exists()


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (KeyboardInterrupt, 130, "Runs finished: 2 of 2; their interviews are kept in out"),
        (ZeroDivisionError, 1, "What is finished is kept in out"),
    ],
)
def test_a_stop_or_a_fault_among_the_figures_keeps_the_interviews(
    how: type[BaseException], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_shown: object, _settings: object, folder: Path, _language: str) -> None:
        (folder / "half.png").write_bytes(b"half")
        raise how

    monkeypatch.setattr("partnersim.report.figures.interviews.write", stopped)
    result = CliRunner().invoke(cli, ["interview", "mifi_status_quo", *SMALL, "--out", "out"])
    assert result.exit_code == code
    assert said in result.stderr
    figures = {name for name in FILES if name.endswith((".png", ".svg"))}
    assert {path.name for path in Path("out").iterdir()} == FILES - figures


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("--n", "900"), ["--n 900", "cannot be larger than its frame", "in Montreal: "]),
        (("--n", "0"), ["--n", "a whole number from 1"]),
        (("--frame", "thesys"), ["--frame", "thesis, province, members, all"]),
        (("--perception", "maybe"), ["--perception", "on, off"]),
        (("--set", "interview.burden_felt=1"), ["interview.burden_felt", "'burden_as_felt'"]),
        (("--set", "interview.imprecision=2"), ["interview.imprecision", "a number from 0 to 1"]),
        (("--set", "interview.coder_levels=2.5"), ["a whole number from 2 to 11"]),
        (("--set", "interview=1"), ["interview"]),
    ],
)
def test_wrong_input_is_refused_and_leaves_nothing(
    arguments: tuple[str, ...], parts: list[str]
) -> None:
    result = CliRunner().invoke(
        cli, ["interview", "mifi_status_quo", *SMALL, *arguments, "--lang", "en"]
    )
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert list(Path().iterdir()) == []
    for part in parts:
        assert part in result.stderr


def test_the_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom partnersim.cli.main import main\n"
        "sys.argv = ['partnersim', 'interview', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'mesa', 'numba', 'numpy', 'pandas', 'matplotlib', 'jinja2', 'rich'} & set(sys.modules)),"
        " file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stderr == "[]\n"
    for option in (
        "--n",
        "--frame",
        "--perception",
        "--samples",
        "--runs",
        "--seed",
        "--set",
        "--out",
    ):
        assert re.search(rf"^  {option} .*(\n {{20,}})?\w", ran.stdout, re.MULTILINE)


# --- declarations ------------------------------------------------------------------------------------


def test_what_fieldwork_assumes_is_declared_sourced_and_explained() -> None:
    text = (files("partnersim.evidence") / "bibliography.csv").read_text(encoding="utf-8")
    known = {row["key"] for row in csv.DictReader(text.splitlines())}
    for number in parameters.GROUP.numbers:
        assert number.role is Role.SETTING
        assert number.meaning.en != number.meaning.fr
        if isinstance(number.evidence, Source):
            assert number.evidence.key in known
        else:
            assert isinstance(number.evidence, Assumption)
            assert number.evidence.searched
        result, by_name = search(f"interview.{number.name}")
        assert by_name
        assert [entry.meaning for entry in result] == [number.meaning.en]
    assert parameters.values(["interview.imprecision=0"])["imprecision"] == 0.0
    assert "interview" not in partnersim.load("mifi_status_quo").parameters


def test_the_frames_of_the_command_are_those_there_are() -> None:
    from partnersim.cli.options import options_of

    (frame,) = [option for option in options_of("interview") if option.name == "frame"]
    assert list(sampling.FRAMES) == list(frame.type.choices)
