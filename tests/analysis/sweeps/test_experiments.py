"""Experiment files: what they may hold, what is said of those that are wrong, designs and ranges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from partnersim import PartnershipModel, UserError, load
from partnersim.analysis.runs.overlays import overlaid, places, value_at
from partnersim.analysis.sweeps import designs
from partnersim.analysis.sweeps.design_validation import check_rows
from partnersim.analysis.sweeps.experiment import Experiment
from partnersim.analysis.sweeps.experiment_files import load_experiment, shipped
from partnersim.analysis.sweeps.factors import Relation
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.scenario.entities import filled_up

GOOD = """\
scenario: mifi_status_quo
levers:
  ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}
uncertainties:
  board.money_value:
outcomes: [service_provider_share]
design: {method: lhs, samples: 4}
years: 1
scale: 2000
"""
BURDEN = "  ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use("en")


def written(text: str, name: str = "mine.yaml") -> Path:
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> Path:
    assert old in GOOD
    return written(GOOD.replace(old, new))


def refused(path: Path) -> str:
    """The message; nothing but the file is there afterwards."""
    result = CliRunner().invoke(cli, ["sweep", str(path), "--workers", "1", "--lang", "en"])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert [file.name for file in Path().iterdir() if file.name != "mine.yaml"] == []
    return result.stderr


def test_an_outcome_of_a_system_that_a_factor_switches_on_is_measured_in_those_rows() -> None:
    file = changed("outcomes: [service_provider_share]", "outcomes: [outsourced_share]")
    assert (
        "pas de crise dans ce"
        in CliRunner().invoke(cli, ["sweep", str(file), "--lang", "fr"]).stderr
    )
    file = written(
        file.read_text("utf-8").replace(BURDEN, "  crisis.intensity: {min: 0, max: 1}\n")
    )
    assert [one.name for one in load_experiment(file).outcomes] == ["outsourced_share"]
    off = PartnershipModel(load("mifi_status_quo", years=1, scale=2000.0), seed=1)
    off.run()
    assert np.isnan(off.recorder.sector["outsourced_share"]).all()


def test_the_file_these_tests_spoil_is_good() -> None:
    experiment = load_experiment(written(GOOD))
    assert experiment.runs == 4
    assert [(f.path, f.low, f.high) for f in experiment.factors] == [
        ("ministries.mifi.accountability.burden", 0.1, 0.9),
        ("board.money_value", 0.2, 1.5),  # the prior of its declaration
    ]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("service_provider_share", "service_provider_shar",
         ["outcomes.1", "no outcome", "'service_provider_share'", "'served_share'",
          "`partnersim run mifi_status_quo --export csv`"]),
        ("[service_provider_share]", "[policy_drafts]",
         ["outcomes.1", "policy_drafts", "no framework policy", "framework_policy.proposed"]),
        ("[service_provider_share]", "[]", ["outcomes", "too short (0)", "at least one"]),
        ("[service_provider_share]", "[{name: identity_mean, over: always}]",
         ["outcomes.1.over", "last_year, last_month, change"]),
        ("[service_provider_share]", "[{nam: identity_mean}]", ["outcomes.1.nam", "'name'"]),
        ("[service_provider_share]", "[identity_mean, identity_mean]", ["stands twice"]),
        ("accountability.burden", "accountability.burdn",
         ["levers.ministries.mifi.accountability.burdn", "no such parameter",
          "'ministries.mifi.accountability.burden'"]),
        ("ministries.mifi.acc", "ministries.mify.acc", ["no such parameter", "ministries.mifi."]),
        (BURDEN, "  board.mission_value:\n", ["nobody chooses it", "uncertainties"]),
        ("max: 0.9", "max: 1.5", ["burden.max", "1.5", "out of bounds", "from 0 to 1"]),
        ("min: 0.1", "min: -0.1", ["burden.min", "out of bounds"]),
        ("min: 0.1", "min: 0.95", ["must lie below"]),
        ("min: 0.1", "min: low", ["burden.min", "'low'", "a number"]),
        ("min: 0.1", "mini: 0.1", ["burden.mini", "no such key", "'min'"]),
        ("method: lhs", "method: lsh", ["design.method", "lhs, sobol_sequence, grid"]),
        ("method: lhs, samples: 4", "method: saltelli, samples: 12",
         ["design.samples", "power of two", "8 or 16"]),
        ("method: lhs, samples: 4", "method: sobol_sequence, samples: 3", ["power of two", "2 or 4"]),
        ("samples: 4", "samples: 0", ["design.samples", "from 1 to"]),
        ("samples: 4", "samples: 4.5", ["design.samples", "a whole number"]),
        ("samples: 4}", "samples: 1000000}\nreplicates: 100", ["100000000 runs", "at most"]),
        ("years: 1", "years: 0", ["years", "from 1 to 100"]),
        ("years: 1", "yeers: 1", ["yeers", "'years'"]),
        ("scenario: mifi_status_quo", "scenario: mifi_statusquo", ["scenario", "'mifi_status_quo'"]),
        ("scenario: mifi_status_quo\n", "", ["scenario", "missing"]),
        ("years: 1", "years: 1\ntitle: 3", ["title: 3", "a text, or a map of en, fr"]),
        ("years: 1", "years: 1\ngroups: {one: []}",
         ["groups.one", "too short (0)", "a list of factors by path"]),
        ("years: 1", "years: 1\nposterior_elsewhere: 2", ["posterior_elsewhere: 2", "true or false"]),
        ("samples: 4", "samples: 4, settings: 1", ["design.settings: 1", "from 2 to 10000"]),
        (BURDEN, "  ministries.mifi.consultation.timing: {choices: [before_draft]}\n",
         ["timing.choices", "too short (1)", "at least two values"]),
        ("  board.money_value:\n", "  board.money_value: {max: {parameter: board.mission_valu}}\n",
         ["board.money_value", "depends on 'board.mission_valu'"]),
        ("  board.money_value:\n",
         "  board.money_value: {max: {parameter: board.mission_value}}\n"
         "  board.mission_value: {max: {parameter: board.money_value}}\n", ["in a circle"]),
        (BURDEN, "  ministries.mifi.consultation.timing: {choices: [before_draft, later]}\n",
         ["timing.choices", "'later'", "after_draft, before_draft"]),
        (BURDEN, "  umbrella.consensus: {min: 0}\n", ["no range", "false, true"]),
        (BURDEN, "  ministries.mifi.service_agreement.term_years: {min: 1.5}\n", ["whole number"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_key(old: str, new: str, parts: list[str]) -> None:
    message = refused(changed(old, new))
    assert "mine.yaml" in message
    for part in parts:
        assert part in message


def test_a_factor_is_never_told_to_depend_on_itself() -> None:
    wrong = "  board.money_value: {max: {parameter: board.money_valu}}\n"
    message = refused(changed("  board.money_value:\n", wrong))
    assert "depends on 'board.money_valu'" in message
    assert "Did you mean" not in message
    other = refused(
        changed("  board.money_value:\n", wrong + "  board.mission_value:\n  board.beginning:\n")
    )
    assert "Did you mean 'board.mission_value'?" in other


def test_numbers_in_messages_are_written_as_the_language_does() -> None:
    path = changed("max: 0.9", "max: 1.9")
    for language, number in (("en", " 1.9 "), ("fr", " 1,9 ")):
        result = CliRunner().invoke(cli, ["sweep", str(path), "--lang", language])
        assert result.exit_code == 2
        assert number in result.stderr.replace("\u00a0", " ")


def test_a_title_is_a_text_or_one_in_each_language() -> None:
    experiment = load_experiment(written(GOOD + "title: Mine\nquestion: {fr: Pourquoi?}\n"))
    assert (experiment.title.en, experiment.title.fr) == ("Mine", "Mine")
    assert (experiment.question.en, experiment.question.fr) == ("Pourquoi?", "Pourquoi?")


def test_a_lever_that_others_decide_is_shown_among_the_unknowns() -> None:
    path = changed("levers:\n" + BURDEN + "uncertainties:\n", "uncertainties:\n" + BURDEN)
    experiment = load_experiment(path)
    assert {factor.kind for factor in experiment.factors} == {"uncertainty"}
    result = CliRunner().invoke(
        cli, ["sweep", str(path), "--dry-run", "--workers", "1", "--lang", "en"]
    )
    assert "Choices" not in result.stdout
    _, unknowns = result.stdout.split("Unknowns")
    assert "ministries.mifi.accountability" in unknowns


def test_a_file_that_is_empty_or_not_there() -> None:
    assert "An experiment holds" in refused(written("\n"))
    assert "no such file" in refused(Path("nowhere.yaml"))
    assert "provider_identity" in refused(Path("provider_identty"))


def test_every_shipped_experiment_loads_and_its_rows_are_within_bounds() -> None:
    assert "provider_identity" in shipped()
    for path in shipped().values():
        experiment = load_experiment(path)
        assert 8 <= len(experiment.factors) <= 12
        check_rows(experiment, experiment.positions())


@pytest.mark.parametrize("method", designs.METHODS)
def test_a_design_has_the_rows_it_promises_and_the_same_with_the_same_seed(method: str) -> None:
    choices = [0, 3, 0]
    rows = designs.positions(
        method, 4, designs.Shape(tuple(choices), (True, False, False), (), 3), seed=0
    )
    assert rows.shape == (
        designs.rows_of(method, 4, designs.Shape(tuple(choices), (True, False, False), (), 3)),
        3,
    )
    assert rows.min() >= 0.0
    assert rows.max() <= 1.0
    assert np.array_equal(
        rows,
        designs.positions(
            method, 4, designs.Shape(tuple(choices), (True, False, False), (), 3), seed=0
        ),
    )
    other = designs.positions(
        method, 4, designs.Shape(tuple(choices), (True, False, False), (), 3), seed=1
    )
    assert np.array_equal(rows, other) is (method == "grid")


def test_a_latin_hypercube_has_every_stratum_of_every_factor_once() -> None:
    rows = designs.positions("lhs", 32, designs.Shape((0,) * 5), seed=3)
    for column in rows.T:
        assert sorted((column * 32).astype(int)) == list(range(32))


def test_a_grid_has_every_combination_and_both_ends() -> None:
    path = written(
        GOOD.replace(BURDEN, BURDEN + "  ministries.mifi.consultation.timing:\n").replace(
            "method: lhs, samples: 4", "method: grid, samples: 3"
        )
    )
    experiment = load_experiment(path)
    values = {tuple(row) for row in experiment.values(experiment.positions())}
    assert len(values) == experiment.rows == 3 * 2 * 3
    assert {row[0] for row in values} == {0.1, 0.5, 0.9}
    assert {row[1] for row in values} == {"before_draft", "after_draft"}


def dependent(low: str = "0.25") -> Experiment:
    return load_experiment(
        written(
            GOOD.replace(
                "  board.money_value:\n",
                "  board.money_value:\n"
                f"  board.mission_value: {{min: {low}, max: {{parameter: board.money_value, times: 0.5, plus: 0.2}}}}\n"
                "  ministries.mifi.service_agreement.term_years: {min: 1, max: 4}\n",
            ).replace("samples: 4", "samples: 200")
        )
    )


def test_a_dependent_range_holds_on_every_row_and_whole_numbers_have_equal_parts() -> None:
    narrow = dependent("0.05")
    check_rows(narrow, narrow.positions())
    rows = list(narrow.values(narrow.positions()))
    for _, money, mission, _ in rows:
        assert 0.05 <= mission <= 0.5 * money + 0.2
    terms = [row[3] for row in rows]
    assert {terms.count(n) for n in (1, 2, 3, 4)} == {50}  # 200 strata, four parts


def test_a_dependent_range_that_is_empty_or_out_of_bounds_is_refused_with_its_row() -> None:
    empty = dependent("1.0")
    with pytest.raises(UserError, match=r"board\.mission_value: in row \d+ .* range is empty"):
        check_rows(empty, empty.positions())
    assert Relation("x", -2.0, 1.0).at(0.4) == pytest.approx(0.2)


def test_shares_that_sum_to_more_than_one_are_refused_before_anything_runs() -> None:
    message = refused(
        changed(BURDEN, "  ministries.mifi.split.mission: {min: 0.5}\n"
                        "  ministries.mifi.split.project: {min: 0.5}\n")
    )  # fmt: skip
    assert "ministries.mifi.split" in message
    assert "more than 1" in message


def test_cut_offs_out_of_order_are_refused() -> None:
    message = refused(changed("  board.money_value:\n", "  typology_najam.goals_cut:\n"
                                                     "  typology_arnstein.power_cut_1:\n"))  # fmt: skip
    assert "typology_arnstein.power_cut_1" in message
    assert "next" in message


# --- laying values --------------------------------------------------------------------------------


def test_laid_values_are_those_of_the_command_line() -> None:
    base = load("mifi_status_quo")
    known = places(base)
    values = {
        "board.money_value": 1.7,
        "ministries.mifi.accountability.burden": 0.9,
        "ministries.mifi.consultation.timing": "before_draft",
        "ministries.mifi.envelope": 2.0e7,
        "ministries.mifi.split.mission": 0.4,
    }
    laid = overlaid(base, [known[path][0] for path in values], list(values.values()))
    split = filled_up(base.funders["mifi"].values["funding"]["split"], {"mission": 0.4})
    sets = [f"{path}={value}" for path, value in values.items() if "split" not in path]
    typed = load("mifi_status_quo", [*sets, f"ministries.mifi.split={split}"])
    assert laid.parameters == typed.parameters
    assert {n: f.values for n, f in laid.funders.items()} == {
        n: f.values for n, f in typed.funders.items()
    }
    assert laid.fixed == typed.fixed | base.fixed
    assert value_at(laid, known["board.money_value"][0]) == 1.7
    assert value_at(base, known["board.money_value"][0]) != 1.7  # what is laid on stays as it was


def test_laid_values_are_of_the_kinds_that_rules_are_compiled_for() -> None:
    """A whole number for a measure, or a truth of numpy's, would have rules read other bytes."""
    base = load("mifi_status_quo", scale=2000.0)
    known = places(base)
    values = {
        "board.money_value": 1,
        "umbrella.consensus": np.bool_(True),
        "umbrella.board_seats": 9.0,
    }
    laid = overlaid(base, [known[path][0] for path in values], list(values.values()))
    kinds = [type(value_at(laid, known[path][0])) for path in values]
    assert kinds == [float, bool, int]
    for settings in (base, laid):
        PartnershipModel(settings, seed=1).step()  # conftest.py looks at the types of every call


def test_other_shares_keep_their_proportions() -> None:
    result = filled_up({"a": 0.1, "b": 0.6, "c": 0.3}, {"a": 0.4})
    assert result == pytest.approx({"a": 0.4, "b": 0.4, "c": 0.2})
    assert filled_up({"a": 1.0, "b": 0.0}, {"a": 0.5}) == {"a": 0.5, "b": 0.5}
    with pytest.raises(ValueError, match="more than 1"):
        filled_up({"a": 0.5, "b": 0.5}, {"a": 0.7, "b": 0.6})
