"""Every number of the sector leads to its formula, its anchors and what the scenario sets of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from partnersim import instruments
from partnersim.analysis.runs.ensembles import runs_of
from partnersim.cli.main import cli
from partnersim.evidence.directness import directness_rows
from partnersim.language import say, use
from partnersim.mechanisms.sector.umbrella import deliberate
from partnersim.model import PartnershipModel
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.outcomes.indicators import INDICATORS
from partnersim.outcomes.recorder import SECTOR_COLUMNS, SECTOR_NAMES, unmeasured
from partnersim.outcomes.sector import gini
from partnersim.population.tables import PARTS, columns_of, titles
from partnersim.report.formatting.words import set_by_the_scenario
from partnersim.results import Folder, Results
from partnersim.results.collecting import NOT_MEASURED, directness_of
from partnersim.results.columns import COHORTS, KEYS
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from partnersim.state.columns import HORIZONS_MONTHS, NEEDS
from partnersim.state.issues import ISSUES
from partnersim.state.newcomers import COUNTS
from partnersim.state.programmes import by_instrument

Array = NDArray[np.float64]
FORMULAS = {column.name: column.formula for column in SECTOR_COLUMNS}
INDICATOR_NAMES = tuple(indicator.name for indicator in INDICATORS)
OPERATORS = {"mean_i", "sum_i", "share_i", "gini_i", "sum_f", "sum_k", "sum_n", "sum_c", "sum_m",
             "sum_j", "mean_p", "mean", "min", "max", "i", "f", "k", "c", "m", "j", "main", "eligible",
             "ineligible", *NEEDS, *ISSUES}  # fmt: skip
COLUMNS = {
    *(name for table in titles() | PARTS for name in columns_of(table)),
    *COUNTS,
    *(cohort.name for cohort in (*COHORTS, *KEYS)),
    *instruments.names(),
}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def explained(name: str, language: str = "en") -> str:
    result = CliRunner().invoke(cli, ["explain", name, "--lang", language])
    assert result.exit_code == 0, result.output
    return result.output


def parts(formula: str) -> tuple[str, dict[str, str]]:
    """What is computed, and what stands for the names defined after it."""
    head, *rest = formula.split("; ")
    return head, dict(text.split(" = ") for text in rest)


# --- words of the formulas ---------------------------------------------------------------------


def test_every_column_of_the_sector_has_a_formula() -> None:
    assert [name for name, formula in FORMULAS.items() if not formula.strip()] == []


def test_names_in_formulas_are_those_of_columns_parameters_and_operators() -> None:
    known = OPERATORS | COLUMNS | set(parameters()) | set(SECTOR_NAMES)
    strange = {
        f"{name}: {word}"
        for name, formula in FORMULAS.items()
        for word in re.findall(r"[a-z]\w*(?:\.[a-z]\w*)*", formula)
        if word not in known | set(parts(formula)[1])
    }
    assert strange == set()


def test_names_defined_in_a_formula_are_new_and_used_there() -> None:
    for name, formula in FORMULAS.items():
        for word in parts(formula)[1]:
            assert word not in (OPERATORS - {"c"}) | COLUMNS | set(SECTOR_NAMES), name
            used = r"_c\(" if word == "c" else rf"\b{word}\b"
            assert len(re.findall(used, formula)) >= 2, name


# --- formulas against the numbers --------------------------------------------------------------


class State(dict[str, Any]):
    """Evaluates a formula on the state: arrays are (living organisations, funders, kinds)."""

    def __init__(self, model: PartnershipModel, row: Array) -> None:
        world = model.world
        alive = world.organizations["alive"]
        self.world, self.recorder, self.row, self.alive = world, model.recorder, row, alive
        self.organizations = world.organizations[alive]
        self.relations = world.relations[alive]
        self.contracts = world.contracts[alive]
        super().__init__(
            mean_i=lambda x: x.mean(axis=0, keepdims=True),
            share_i=lambda x: x.mean(axis=0, keepdims=True),
            sum_i=lambda x: x.sum(axis=0, keepdims=True),
            sum_f=lambda x: x.sum(axis=1, keepdims=True),
            sum_k=lambda x: x.sum(axis=2, keepdims=True),
            sum_j=lambda x: x.sum(),
            mean_p=lambda x: x.mean(),
            gini_i=lambda x: gini(np.ascontiguousarray(x[:, 0, 0])),
            min=np.minimum, max=np.maximum, abs=np.abs,
            at=self.at, scores=self.scores, parameter=self.parameter, people=self.people,
            served=self.served,
        )  # fmt: skip

    def __missing__(self, name: str) -> Any:
        if name in SECTOR_NAMES and name not in columns_of("organizations"):
            return self.row[name]
        if name == "j":
            return np.arange(len(self.world.tables["sector_issues"]))
        if name in ("apart", "stage", "trust"):
            return self.world.tables["partnerships"][name]
        if name in columns_of("conditions"):
            return self.world.conditions[name]
        if name in columns_of("framework"):
            return float(self.world.tables["framework"][name][0])
        if name in columns_of("framework_members"):
            members = self.world.tables["framework_members"]
            return members[name][self.alive].astype(float)[:, None, None]
        return self.organizations[name].astype(float)[:, None, None]

    def at(self, name: str, where: str) -> Array:
        """A column of a funder, of a relation with one, of a contract, or a vector by kind."""
        first, _, second = where.partition(", ")
        if where == "j":
            of_issues: Array = self.world.tables["sector_issues"][name]
            return of_issues
        chosen = [self.world.main_funder] if first == "main" else slice(None)
        if where == "k":
            world = self.world
            free = {"true_need": world.demand.true_need, "demand": world.umbrella.demand}
            vector: Array = free[name] if name in free else self.organizations[name]
            return vector.reshape(-1, 1, vector.shape[-1])
        if second in instruments.names():
            alive = self.world.organizations["alive"]
            amounts: Array = by_instrument(
                self.world.contracts[name][alive], self.world.programmes, len(instruments.names())
            )
            return amounts[:, chosen, instruments.names().index(second)][:, :, None]
        if name in columns_of("relations"):
            assert name not in columns_of("funders")
            related: Array = self.relations[name].astype(float)[:, chosen, None]
            return related
        column: Array = self.world.funders[name].astype(float)[chosen]
        if second in ISSUES:
            return column[None, :, ISSUES.index(second) :][:, :, :1]
        return column[None, :, :] if second == "k" else column[None, :, None]

    def scores(self, *names: str) -> Any:
        """Mean of organisations' scores on indicators, or of the sector's on dimensions."""
        if set(names) <= set(INDICATOR_NAMES):
            rows = [INDICATOR_NAMES.index(name) for name in names]
            return np.nanmean(self.recorder.indicators[:, rows][self.alive], axis=1)[:, None, None]
        return np.mean([self.row[name] for name in names])

    def parameter(self, group: str, name: str) -> float:
        return float(self.world.parameters[group][0][name])

    def people(self, name: str) -> float:
        return float(self.recorder.newcomers[self.world.now - 1][name].sum())

    def served(self, name: str, who: str, kind: str = "") -> float:
        """What happened to needs in the last twelve months, of the eligible or of the others."""
        now = self.world.now
        months = self.world.newcomers.services[name][now - 12 : now, int(who == "eligible")]
        return float(months.sum() if not kind else months[:, NEEDS.index(kind)].sum())

    def value(self, formula: str) -> Any:
        """A number, or for an indicator one for each living organisation."""
        text, defined = parts(formula)
        window = defined.pop("c", None)
        if window:
            return self.of_cohorts(text, window)
        for name, body in defined.items():
            text = re.sub(rf"\b{name}\b", f"({body})", text)
        text = re.sub(
            r"\bmean\(([^)]*)\)", lambda m: f"scores{tuple(m.group(1).split(', '))}", text
        )
        text = re.sub(r"sum_n\((\w+)\)", r'people("\1")', text)
        text = re.sub(r"sum_m\((\w+)\[(\w+)(?:, (\w+))?\]\)", r'served("\1", "\2", "\3")', text)
        text = re.sub(r"\b([a-z]\w*)\.([a-z]\w*)", r'parameter("\1", "\2")', text)
        text = re.sub(r"(\w+)\[([^]]+)\]", r'at("\1", "\2")', text)
        text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text).replace("^", "**")
        return eval(text, {"__builtins__": {}}, self)

    def of_cohorts(self, text: str, window: str) -> float:
        oldest, newest = (int(months) for months in re.findall(r"month - (\d+)", window))
        now = self.world.now - 1 + self.world.newcomers.months_before
        months = slice(now - oldest, now - newest + 1)
        table = self.world.newcomers
        cohorts, eligible = table.cohorts[months], table.eligible[months]
        names: dict[str, Any] = {"sum_c": np.sum}
        for which, counted in (("", np.ones_like(eligible)), ("[eligible]", eligible)):
            for h, horizon in enumerate(HORIZONS_MONTHS):
                people = (cohorts["people"][..., h].sum(axis=2) * counted).sum(axis=1)
                need = (cohorts["need"][..., h, :].sum(axis=2) * counted[:, :, None]).sum(axis=1)
                shares = need / np.where(people > 0.0, people, 1.0)[:, None]
                of = "_eligible" if which else ""
                names[f"people_after_{horizon}_months{of}"] = people
                names[f"need_after_{horizon}_months{of}"] = shares.mean(axis=1)
                for k, kind in enumerate(NEEDS):
                    names[f"{kind}_need_after_{horizon}_months{of}"] = shares[:, k]
        text = text.replace("[eligible]", "_eligible")
        return float(eval(text, {"__builtins__": {}}, names))


@pytest.fixture(scope="module")
def lived() -> tuple[PartnershipModel, Array, State]:
    """A year of PRSCA after the spin-up, to the end of a quarter, when who mobilised is new."""
    model = PartnershipModel(load("prsca_compliant", years=2, scale=100.0), seed=4)
    while model.world.now < 36:
        model.step()
    row = model.recorder.sector[model.world.now - 1]
    return model, row, State(model, row)


@pytest.mark.parametrize("name", [name for name in SECTOR_NAMES if name not in INDICATOR_NAMES])
def test_the_formula_gives_the_number(
    name: str, lived: tuple[PartnershipModel, Array, State]
) -> None:
    model, row, state = lived
    if name == "unity":  # of the last deliberation: held again, to see it with the state it saw
        model = PartnershipModel("mifi_status_quo", seed=4)
        model.step()
        world = model.world
        deliberate(world.organizations, world.parameters["umbrella"], world.umbrella.demand,
                   world.umbrella.asked, world.umbrella.unity)  # fmt: skip
        model.recorder.record(world)
        row = model.recorder.sector[world.now]
        state = State(model, row)
    if name in ("policy_drafts", "policy_acceptance_share", "policy_in_force"):  # once it is put
        sets = ["spin_up.months=0", "framework_policy.months_a_draft=1",
                "framework_policy.recognition=0.35", "umbrella.acceptance=0.1"]  # fmt: skip
        model = PartnershipModel(load("prsca_second_draft", sets, years=1, scale=500.0), seed=4)
        for _ in range(2):
            model.step()
        row = model.recorder.sector[1]
        state = State(model, row)
        assert row[name] > 0.0
    if name in (
        "policy_money_kept",
        "policy_terms_kept",
        "policy_missing_published",
        "policy_common_positions",
    ):  # once it is watched
        sets = ["framework_policy.months_a_draft=1", "framework_application.months=12",
                "ministries.mifi.framework.application=not_at_all",
                "framework_committee.decides_by=responsible_ministry"]  # fmt: skip
        model = PartnershipModel(load("prsca_watched", sets, years=2, scale=500.0), seed=4)
        model.run()
        row = model.recorder.sector[model.world.now - 1]
        state = State(model, row)
        assert row[name] > 0.0
    if name == "policy_recognised_share" or name.startswith(
        "policy_no_"
    ):  # where criteria are strict
        model = PartnershipModel(load("recognition_by_each_ministry", years=1, scale=500.0), seed=4)
        model.run()
        row = model.recorder.sector[model.world.now - 1]
        state = State(model, row)
        assert row[name] > 0.0
    if name in ("outsourced_share", "lent_share"):  # where the crisis is on
        sets = ["crisis.starts_after_months=3", "crisis.ends_after_months=9"]
        settings = load("covid_crisis_by_region", sets, years=1, scale=500.0)
        model = PartnershipModel(settings, seed=4)
        while not model.world.places.lent_hours.any():
            model.step()
        row = model.recorder.sector[model.world.now - 1]
        state = State(model, row)
    elsewhere = {
        "_j(": "tables_as_they_are",
        "_p(": "lip_six",
    }  # where issues are deliberated; partnerships
    if where := next((at for sign, at in elsewhere.items() if sign in FORMULAS[name]), ""):
        model = PartnershipModel(load(where, years=1, scale=500.0), seed=4)
        model.run()
        row = model.recorder.sector[model.world.now - 1]
        state = State(model, row)
    result = float(np.squeeze(state.value(FORMULAS[name])))
    assert np.isfinite(result)
    assert result == pytest.approx(row[name], rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("indicator", INDICATORS, ids=INDICATOR_NAMES)
def test_the_formula_of_an_indicator_gives_what_is_observed(
    indicator: Any, lived: tuple[PartnershipModel, Array, State]
) -> None:
    model, row, state = lived
    with np.errstate(invalid="ignore"):
        result = np.broadcast_to(state.value(indicator.formula), (state.alive.sum(), 1, 1)).ravel()
    observed = model.recorder.observed[indicator.name][state.alive]
    np.testing.assert_allclose(result, observed, rtol=1e-6, atol=1e-9)
    poles = indicator.anchors
    scores = (result - poles.dependence) / (poles.autonomy - poles.dependence)
    held = np.nanmean(np.clip(scores, 0.0, 1.0))
    assert held == pytest.approx(row[indicator.name], abs=1e-6)


# --- what is shown -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
def test_explain_shows_the_formula_and_the_anchors_of_an_indicator(language: str) -> None:
    said = explained("opposition", language)
    use(language)
    assert "hours_advocacy / (hours_advocacy + hours_delivery)" in said
    poles = next(indicator.anchors for indicator in INDICATORS if indicator.name == "opposition")
    assert poles is not None
    for pole, meaning in ((poles.dependence, poles.dependence_means),
                          (poles.autonomy, poles.autonomy_means)):  # fmt: skip
        assert f" {pole:g} ({say(poles.unit)}), {meaning.in_language(language)}\n" in said
    score = {"en": "(formula - 0) / (0.5 - 0), held to", "fr": "(formule - 0) / (0.5 - 0), tenue"}
    assert score[language] in said
    assert {"en": "of each organisation", "fr": "pour chaque organisme"}[language] in said


@pytest.mark.parametrize(
    ("language", "heading", "letter"),
    [
        ("en", "formula:", "n: newcomers present"),
        ("fr", "formule\u00a0:", "n\u00a0: personnes nouvellement arrivées"),
    ],
)
def test_explain_shows_the_formula_of_an_outcome_and_what_its_letters_are(
    language: str, heading: str, letter: str
) -> None:
    lines = explained("served_share", language).splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith(heading))
    assert lines[at].endswith(" min(1, sum_n(served) / sum_n(seeking))")
    assert lines[at + 1].strip().startswith(letter)


@pytest.mark.parametrize("name", SECTOR_NAMES)
def test_explain_says_what_every_letter_is(name: str) -> None:
    said = explained(f"sector.{name}")
    assert f" {FORMULAS[name]}\n" in said
    for letter in set(re.findall(r"_([ifkncm])\(|\[(main)\b", FORMULAS[name])):
        assert re.search(rf"(^ {{17}}|; ){''.join(letter)}: ", said, re.MULTILINE), letter


def test_explain_is_silent_about_the_formula_of_a_column_that_has_none() -> None:
    assert "formula:" not in explained("organizations.staff")


def test_units_of_the_poles_are_translated() -> None:
    use("fr")
    units = {indicator.anchors.unit for indicator in INDICATORS if indicator.anchors}
    assert {unit for unit in units if say(unit) == unit} == set()


def test_labels_of_directness_are_translated() -> None:
    said = explained("opposition", "fr")
    for label in {row.label for row in directness_rows()}:
        assert label not in said
    assert "trop petit pour être attribué" in said


# --- directness in the tables ------------------------------------------------------------------


def test_directness_travels_with_the_tables(tmp_path: Path) -> None:
    settings = load("closed_door", years=1, scale=500.0)
    runs = list(runs_of(settings, runs=2, seed=1, uncertainty="point"))
    folder = Folder(tmp_path / "out")
    folder.write_tables(runs)
    folder.write_manifest({"scenario": settings.resolved()})
    read = Results.read(folder.finish())
    labels = read.sector.attrs["directness"]
    assert labels == directness_of(settings) == Results.of(runs, {}).sector.attrs["directness"]
    assert set(labels) == set(SECTOR_NAMES) - unmeasured(settings.systems)
    known = {row.measure: row.label for row in directness_rows() if row.scenario == "closed_door"}
    assert {name: label for name, label in labels.items() if label != NOT_MEASURED} == known
    assert set(known.values()) == {"set by the scenario", "response", "too small to attribute"}
    assert read.sector.attrs["units"]["staff_total"] == "full-time equivalents"
    assert "directness" not in read.organizations.attrs


def test_only_a_shipped_scenario_as_it_is_was_measured(tmp_path: Path) -> None:
    own = tmp_path / "prsca_compliant.yaml"
    burden = "ministries: {mifi: {accountability: {burden: 0.9}}}\n"
    shipped = library.shipped()["prsca_compliant"]
    without = set()
    for text in (shipped.read_text(encoding="utf-8"), f"extends: prsca_compliant\n{burden}"):
        own.write_text(text, encoding="utf-8")
        assert load(own).name == "prsca_compliant"
        without |= set(directness_of(load(own)).values())
        assert set_by_the_scenario(load(own)) == frozenset()
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: prsca_compliant\n", encoding="utf-8")
    changed = load("prsca_compliant", ["ministries.mifi.accountability.burden=0.9"])
    for settings in (load(mine), changed, load("mifi_status_quo")):
        without |= set(directness_of(settings).values())
    assert without == {NOT_MEASURED}
    as_it_is = directness_of(load(shipped, years=2, scale=500.0))
    assert as_it_is == directness_of(load("prsca_compliant"))
    assert as_it_is["mission_share"] == "set by the scenario"
    assert as_it_is["power_of_members"] == "response"


def test_dimensions_are_the_means_of_all_their_indicators() -> None:
    named = [word for dimension in DIMENSIONS for word in re.findall(r"\w+", FORMULAS[dimension])]
    assert sorted(set(named) - {"mean_i", "mean"}) == sorted(INDICATOR_NAMES)
