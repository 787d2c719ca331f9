"""What a report says of scenarios beside one another is what their values and their runs bear out."""

from __future__ import annotations

import copy
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from rich.console import Console
from rich.text import Text

from partnersim.declarations import Parameter
from partnersim.language import numbers, use
from partnersim.report.formatting import certainty, measures, words
from partnersim.report.formatting.screen import Screen
from partnersim.report.pages import (
    by_status,
    cases,
    causes,
    cost,
    dated,
    distinctions,
    envelopes,
    laid_over,
    lead,
    reasons,
    side_by_side,
    trade_off,
)
from partnersim.report.pages.changes import (
    Change,
    changes,
    funder_name,
    other_regime,
)
from partnersim.report.pages.known_failures import known_failures
from partnersim.report.pages.parts import (
    command_elsewhere,
    limits,
    of_quebec,
    of_the_status_quo,
)
from partnersim.report.pages.sources import source_of
from partnersim.report.screens import columns
from partnersim.report.screens.answer import ROWS
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from partnersim.systems.crisis import reports as crisis_reports
from partnersim.systems.framework_policy import reports

CONTROLS = Path(__file__).parents[2] / "docs/data/control_scenarios.csv"
_SAME_WORD = {
    "attraction",
    "coordination",
    "inclusion",
    "mifi",
    "mtess",
    "province",
    "refuse",
    "toronto",
}  # in both languages, or a name


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def manifest(name: str, **overrides: Any) -> dict[str, Any]:
    return {"name": name} | load(str(shipped()[name]), **overrides).resolved()


def effect(
    reference: float, difference: float, half: float, decided: bool | None = None
) -> dict[str, Any]:
    low, high = difference - half, difference + half
    return {
        "measure": "identity_mean",
        "reference": reference,
        "other": reference + difference,
        "difference": difference,
        "low": low,
        "high": high,
        "decided": low > 0.0 or high < 0.0 if decided is None else decided,
    }


def effects(**given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Nothing is decided but what is given."""
    every = {row.name: effect(0.5, 0.0, 0.1) for row in ROWS} | given
    return {name: of | {"measure": name} for name, of in every.items()}


def sector(in_force: bool) -> pd.DataFrame:
    months = ["2010-04", "2011-04"]
    return pd.DataFrame(
        {
            "run": [0, 0],
            "month": months,
            "policy_drafts": [0.0, 1.0],
            "policy_acceptance_share": [0.0, 0.7 if in_force else 0.2],
            "policy_in_force": [0.0, float(in_force)],
        }
    )


def test_another_main_funder_stands_beside_the_one_in_whose_place_it_is() -> None:
    before, after = manifest("mifi_status_quo"), manifest("multi_year_core_funding")
    rows = {row.what: row for row in changes(before, after, {}, {}) if row.main}
    assert (rows["Main funder"].before, rows["Main funder"].after) == ("MIFI", "IRCC")
    assert rows["Length of an agreement, years"].before == "1"
    assert rows["Length of an agreement, years"].after == "5"
    assert rows["Mission grants, a year"].after.endswith("(30\xa0%)")
    assert other_regime(before, after)
    assert not other_regime(before, manifest("prsca_compliant"))
    assert envelopes.envelopes(before, after)[0] == "MIFI or IRCC"


@pytest.mark.parametrize(
    ("in_force", "told"),
    [(True, "policy is adopted (year 2), in steps over 24 months"), (False, "unchanged: ")],
)
def test_mission_money_that_a_policy_promises_is_not_said_to_be_unchanged(
    in_force: bool, told: str
) -> None:
    before, after = manifest("mifi_status_quo"), manifest("prsca_second_draft")
    results: Any = SimpleNamespace(
        manifest={"scenario": after, "provenance": {}}, sector=sector(in_force)
    )
    rows = {row.what: row for row in reports.changes(results, before) if row.main}
    assert told in rows["Mission grants, a year"].after
    assert "60\xa0%" in rows["Mission grants, a year"].after
    assert ("Service agreements, a year" in rows) == in_force
    every = {(row.what, row.whose): row.after for row in reports.changes(results, before)}
    in_spirit = every.get(("Terms in the spirit of the policy", "other ministries"), "")
    assert ("weight of accountability: 20\xa0% to 11\xa0%" in in_spirit) == in_force
    assert ("all that meet the criteria" in str(every)) == in_force
    assert ("Terms in the spirit of the policy", "MIFI") not in every
    in_short = "comes in force in 1 of 1 run" if in_force else "the policy is never adopted"
    assert in_short in next(reports.clauses(results))
    results.manifest["reference"] = {"scenario": after}
    assert list(reports.clauses(results)) == []  # both propose it
    [outcome] = reports.answer(results)
    assert ("comes in force in 1 of 1 run" if in_force else "is never adopted") in outcome


def test_what_was_measured_against_another_regime_is_not_told() -> None:
    quo = manifest("mifi_status_quo")
    quo["title"] = {"en": "Status quo", "fr": "Statu quo"}
    of = {name: manifest(name) for name in ("multi_year_core_funding", "prsca_compliant")}
    told = {}
    for name, scenario in of.items():
        frame = pd.DataFrame()
        frame.attrs["directness"] = dict.fromkeys((row.name for row in ROWS), "set by the scenario")
        results: Any = SimpleNamespace(manifest={"scenario": scenario}, sector=frame)
        told[name] = cases._labels(results, quo)
    assert told["multi_year_core_funding"] == {}
    assert set(told["prsca_compliant"].values()) == {"set by the scenario"}


def test_what_a_crisis_is_stands_at_nothing_where_there_is_none() -> None:
    before, after = manifest("mifi_status_quo"), manifest("mifi_2010_2024")
    rows = {row.what: row for row in changes(before, after, {}, {})}
    assert rows["How strong the crisis is"].before == "no crisis"
    assert (
        rows["First month of the crisis, months after the scenario begins"].before
        == numbers.MISSING
    )
    back = {row.what: row for row in changes(after, before, {}, {})}
    assert back["How strong the crisis is"].after == "no crisis"
    assert not any("crisis" in row.what for row in changes(before, manifest("open_door"), {}, {}))


def test_sources_have_no_codes_that_their_reader_cannot_look_up() -> None:
    given = (
        "a tenth (F9, Bruneau 2021 ch. 5), asked for (F24, P9), Representation (A, D), (A thesis)"
    )
    told = source_of({"a": {"source": given}}, "a")
    assert told == "a tenth (Bruneau 2021 ch. 5), asked for, Representation, (A thesis)"


def test_money_that_a_date_changes_is_not_said_to_stay_and_stands_once() -> None:
    assert dated.moves_money(manifest("mifi_2010_2024"))
    assert not dated.moves_money(manifest("mifi_status_quo"))
    assert "the money of 2016-17 every year" in of_the_status_quo()
    assert "dates change it in the scenario" in of_the_status_quo(dated=True)
    total = Change("Money in all, a year", "MIFI", "$25 million", "$52 million", "", main=True)
    rows = list(dated.rows(manifest("mifi_2010_2024"), {}))
    assert cases._is_dated(total, rows)
    assert not cases._is_dated(total, [row for row in rows if row.what != "Envelope a year"])


def test_a_report_of_elsewhere_says_nothing_of_the_status_quo_of_quebec() -> None:
    assert of_quebec(manifest("mifi_status_quo"))
    assert not of_quebec(manifest("lip_six"))
    assert any("status quo" in line for line in limits())
    assert not any("status quo" in line for line in limits(quebec=False))


@pytest.mark.parametrize("place", ["command line", "argument"])
def test_a_scenario_that_was_changed_says_so_and_how_and_asks_nothing(place: str) -> None:
    path = "ministries.mifi.consultation.access"
    scenario = load("mission_money_only", [f"{path}=0.35"]).resolved()
    given = {"scenario": scenario, "provenance": {path: {"from": place}, "years": {"from": place}}}
    use("fr")
    assert laid_over.title(given) == "L'argent de la mission, la porte refermée, modifié"
    use("en")
    told = "Changed for this run: Door to consultation (MIFI): 35\xa0% rather than 20\xa0%."
    assert cases._question(given) == told
    assert source_of(given["provenance"], path) == "changed for this run"
    as_it_is = given | {
        "provenance": {
            path: {"from": "a.yaml"},
            "years": {"from": place},
            "reading": {"from": place},
        }
    }
    assert laid_over.title(as_it_is) == "Mission money, with a door that closes"
    assert cases._question(as_it_is) == scenario["question"]["en"]


def _served_by(**differences: float) -> pd.DataFrame:
    """Differences of people served by status, of a hundred each."""
    rows = [
        effect(100.0, difference, 1.0) | {"measure": "served_a_month", "status": status}
        for status, difference in differences.items()
    ]
    return pd.DataFrame(rows)


def test_the_second_sentence_says_who_is_served_less_and_more_where_runs_show_it() -> None:
    frame = _served_by(student=36.0, temporary_worker=42.0, asylum_seeker=16.0, refugee=-20.0)
    assert trade_off.sentence(effects(), frame, ["identity_mean"]) == (
        "Who gains and who loses: 500 people would be served a month rather than 400; less served, above all: "
        "refugees (−20, −20\xa0%); more served, above all: temporary workers (+42, +42\xa0%), "
        "foreign students (+36, +36\xa0%)."
    )
    few = effect(10.0, -5.0, 0.5) | {"measure": "served_a_month", "status": "accepted_claimant"}
    with_few = pd.concat([_served_by(refugee=-20.0, family=-30.0), pd.DataFrame([few])])
    told = trade_off.sentence(effects(), with_few, ["identity_mean"])
    assert "sponsored family (−30, −30\xa0%), refugees (−20, −20\xa0%), accepted asylum" in told
    none = trade_off.sentence(effects(), _served_by(student=0.5), ["identity_mean"])
    assert none == "Who gains and who loses: runs show no group of newcomers that gains or loses."
    assert trade_off.sentence(effects(), None, ["identity_mean"]) == none
    need = effect(0.4, 0.019, 0.001) | {"measure": "need_after_24_months", "status": "refugee"}
    less = effect(0.4, -0.003, 0.001) | {"measure": "need_after_24_months", "status": "student"}
    own = pd.DataFrame([need, less, less | {"status": "family", "difference": -0.002}])
    alone = trade_off.sentence(effects(), own, ["identity_mean"])
    assert (
        "the largest change of need two years after arrival: refugees\xa0(+0.019), out of 1"
        in alone
    )
    assert alone.endswith("(all services of the status quo: −0.029).")
    of_all = effects(need_after_24_months=effect(0.33, 0.01, 0.001))
    both = trade_off.sentence(of_all, own, ["identity_mean"])
    assert (
        "rise by 0.010 out of 1 (34\xa0% of what all services of the status quo take off it)"
        in both
    )
    assert both.endswith("; above all: refugees\xa0(+0.019).")
    falls = effects(need_after_24_months=effect(0.33, -0.01, 0.001))
    apart = trade_off.sentence(falls, own, ["identity_mean"])
    assert apart.endswith("; the largest change: refugees\xa0(+0.019).")
    for newcomers in (own, None):
        answered = trade_off.sentence(of_all, newcomers, ["need_after_24_months"])
        assert answered.count("0.029") == 1


def test_more_money_is_told_with_what_there_is_for_it_where_runs_show_that() -> None:
    quo, more = manifest("mifi_status_quo"), manifest("mission_money_added")
    found = effects(
        staff_total=effect(1_079.0, 212.2, 12.0), mission_hours=effect(26_876.0, 15_670.0, 900.0)
    )
    served = _served_by(student=60.0, family=60.0)
    assert cost.sentence(found, served, quo, more) == (
        "For $12.8 million more a year (+51\xa0%): +212 full-time posts, +16,000 hours of mission work a month, "
        "+100 people served a month."
    )
    assert "$12.8 million less a year (−34\xa0%): +212" in cost.sentence(found, None, more, quo)
    assert "runs show no change of posts" in cost.sentence(effects(), None, quo, more)
    assert cost.sentence(found, served, quo, manifest("prsca_compliant")) == ""
    for other in ("more_money_fewer_newcomers", "mifi_2010_2024"):  # not of money alone
        assert cost.sentence(found, served, quo, manifest(other)) == ""
    lead_of_more = told(found, quo, more, newcomers=served)
    assert lead_of_more.cost in lead_of_more.first
    assert "people would be served a month rather than" not in lead_of_more.first  # told once


def test_a_command_names_no_folder_of_the_machine_that_made_a_report() -> None:
    given = ["partnersim", "run", "/home/somebody/mine.yaml", "--out=/tmp/a/b", "--set", "x.y=0.3",
             "~/her.yaml", r"C:\Users\he\his own.yaml", "../other.yaml", "experiments/ours.yaml"]  # fmt: skip
    assert command_elsewhere(given) == (
        "partnersim run mine.yaml --out=b --set x.y=0.3 her.yaml 'his own.yaml' other.yaml experiments/ours.yaml"
    )


def test_labels_of_dimensions_say_which_way_they_rise_where_their_names_mislead() -> None:
    assert words.label("accountability") == "Accountability (light)"
    use("fr")
    assert words.label("accountability") == "Reddition de comptes (allégée)"
    assert words.label("reporting_share") == "Heures de reddition de comptes"


def test_what_requests_lose_is_told_in_return_only_where_autonomy_goes_the_other_way() -> None:
    fewer, freer = effect(0.48, -0.06, 0.01), effect(0.36, 0.2, 0.02)
    both = effects(served_share=fewer, autonomy_index=freer)
    said = trade_off.sentence(both, None, ["identity_mean"])
    assert said.startswith(
        "In return, 42\xa0% of requests would be answered rather than 48\xa0% (−6.0\xa0pts"
    )
    alike = effects(served_share=fewer, autonomy_index=effect(0.36, -0.2, 0.02))
    assert trade_off.sentence(alike, None, ["identity_mean"]).startswith(
        "Who gains and who loses: 42"
    )
    assert "requests" not in trade_off.sentence(both, None, ["served_share", "identity_mean"])
    of_others = trade_off.sentence(both, None, ["served_share"])
    assert "the autonomy index would rise (0.56, against 0.36)" in of_others
    more_need = effects(need_after_24_months=effect(0.33, 0.01, 0.001))
    told = trade_off.sentence(more_need, None, ["identity_mean"])
    assert "would rise by 0.010 out of 1 (34\xa0% of what all services" in told
    less_need = effects(need_after_24_months=effect(0.33, -0.01, 0.001))
    assert "would fall by 0.010 out of 1 (34\xa0% more than" in trade_off.sentence(
        less_need, None, []
    )
    longer = effects(reporting_share=effect(0.1, 0.05, 0.01))
    assert "more of their hours on reporting (15\xa0%, against 10\xa0%)" in trade_off.sentence(
        longer, None, ["direct_access_share"]
    )


def test_why_some_are_served_less_is_told_where_eligibility_and_agreements_bear_it_out() -> None:
    quo, cause = manifest("mifi_status_quo"), "pay for eligible people alone"
    money = manifest("mission_money_only")
    fewer = effects(
        service_agreement_share=effect(0.8, -0.4, 0.01) | {"measure": "service_agreement_share"}
    )
    more = effects(
        service_agreement_share=effect(0.4, 0.4, 0.01) | {"measure": "service_agreement_share"}
    )
    apart = _served_by(student=36.0, refugee=-20.0)

    def said(found: dict[str, Any], frame: pd.DataFrame, after: dict[str, Any] = money) -> bool:
        return cause in " ".join(reasons.of_who_is_served(frame, found, quo, after))

    assert said(fewer, apart)
    assert not said(more, apart)
    assert said(more, _served_by(student=-36.0, refugee=20.0))
    assert not said(fewer, _served_by(student=36.0, refugee=-20.0, temporary_worker=-30.0))
    assert not said(fewer, apart, manifest("federal_annual_contracts"))  # others are eligible there
    assert not said(effects(), apart)


def test_all_services_take_off_as_much_need_as_the_study_found() -> None:
    with CONTROLS.open(encoding="utf-8", newline="") as file:
        found = {(row["case"], row["measure"]): row for row in csv.DictReader(file)}
    row = found["services without effect", "need_after_24_months"]
    assert float(row["mean"]) == pytest.approx(certainty.ALL_SERVICES, abs=0.002)


def test_a_report_says_what_the_documents_say_and_its_scenarios_do_not_show() -> None:
    (told,) = known_failures({"mission_money_only"})
    assert told.startswith("Told by Bruneau, C. (2021), and not shown in full by the model: ")
    assert told.endswith("does not restore autonomy (the paradox).")
    assert len(known_failures({"mifi_status_quo"})) == 3  # of more, the first
    assert known_failures({"aca_ideal"}) == []


def test_fewer_hours_of_reporting_have_a_cause_where_what_is_asked_is_the_same() -> None:
    quo = manifest("mifi_status_quo")
    agreements = effect(0.8, -0.5, 0.01) | {"measure": "service_agreement_share"}
    own = effects(reporting_share=effect(0.11, -0.03, 0.01))
    given = own | {"service_agreement_share": agreements}
    alone = manifest("mission_money_only")
    [cause] = reasons.of_reporting(given, quo, alone)
    assert cause.startswith("Reporting takes a smaller part of hours, as agreements")
    lighter = manifest("prsca_compliant")  # its burden is lighter
    assert list(reasons.of_reporting(given, quo, lighter)) == []
    assert list(reasons.of_reporting(own, quo, alone)) == []
    more = given | {"service_agreement_share": effect(0.3, 0.5, 0.01) | {"measure": "any"}}
    assert list(reasons.of_reporting(more, quo, alone)) == []


def test_more_need_although_more_is_answered_has_the_cause_that_the_scenario_bears() -> None:
    quo, crisis = manifest("mifi_status_quo"), manifest("mifi_2010_2024")
    run: Any = SimpleNamespace(manifest={"scenario": crisis})
    assert list(crisis_reports.more_need(run, quo)) == [
        "a crisis adds needs (April 2020 to March 2022; none in the reference)"
    ]
    assert list(crisis_reports.more_need(run, crisis)) == []
    later = crisis | {"years": 20}  # those who are measured came after it
    longer: Any = SimpleNamespace(manifest={"scenario": later})
    assert list(crisis_reports.more_need(longer, quo)) == []
    asked = {"requests": effect(25_000.0, 2_000.0, 100.0) | {"measure": "requests"}}
    assert causes.of_more_need(asked, ["a crisis"]) == (
        "Higher although more requests are answered: a crisis; 27,000 requests a month would be made (against 25,000)."
    )
    assert causes.of_more_need({}, []) == ""
    both = effects(
        served_share=effect(0.37, 0.03, 0.01), need_after_24_months=effect(0.33, 0.01, 0.001)
    )
    assert told(both, quo, crisis, of_need="Higher: it is.").why == ["Higher: it is."]
    fewer = effects(
        served_share=effect(0.37, -0.03, 0.01), need_after_24_months=effect(0.33, 0.01, 0.001)
    )
    assert told(fewer, quo, crisis, of_need="Higher: it is.").why == []


@pytest.mark.parametrize(
    ("reference", "difference", "said"),
    [(0.4024, 0.0183, "+0.0183"), (0.4020, 0.0180, "+0.018"), (0.3380, 0.0041, "+0.004")],
)
def test_a_difference_is_that_of_its_values_as_written_or_has_a_digit_more(
    reference: float, difference: float, said: str
) -> None:
    own = effect(reference, difference, 0.001)
    assert measures.size("need_after_24_months", own) == said
    assert measures.size("identity_mean", own) == f"+{difference:.3f}"


def case(title: str, *rows: cases.Row, measured: bool = True, chosen: str = "") -> cases.Case:
    return cases.Case(title, "", "", rows, "", "Status quo", measured=measured, chosen=chosen)


def test_stars_stand_at_what_a_scenario_sets_unless_it_sets_all() -> None:
    given = cases.Row("Orientation", "0.7", "0.8", "+0.1", is_set=True)
    response = given._replace(label="Access", is_set=False)
    both = case("Policy", given, response, chosen="33 % for “Orientation”")
    assert [row[2] for row in side_by_side.results([both]).rows] == ["0.8\xa0*", "0.8"]
    assert side_by_side.set_by([both]).startswith("*: the money and the terms")
    assert "Part that boards' choices make: 33 % for “Orientation”." in side_by_side.set_by([both])
    every = case("Policy", given, given)
    assert [row[2] for row in side_by_side.results([every]).rows] == ["0.8", "0.8"]
    assert side_by_side.set_by([every]).startswith("The money and the terms")
    unknown = case("Elsewhere", response, response, measured=False)
    assert side_by_side.set_by([both, unknown]).count("not measured for: Elsewhere.") == 1


def test_a_source_stands_once_and_its_letter_at_each_of_its_values() -> None:
    first = case("Policy")._replace(
        changes=[Change("Grants", "MIFI", "1", "2", "as it was", "the policy", True),
                 Change("Term", "MIFI", "1", "3", "", "assumption", True)]
    )  # fmt: skip
    other = case("Money")._replace(
        changes=[Change("Grants", "MIFI", "1", "2", "as it was", "assumption", True)]
    )
    table = side_by_side.changes([first, other])
    assert table.rows == [
        ["Grants", "1\xa0[a]", "2\xa0[b]", "2\xa0[c]"],
        ["Term", "1", "3\xa0[c]", "unchanged"],
    ]
    assert side_by_side.sources([first, other]) == (
        "Sources: [a]\xa0as it was; [b]\xa0the policy; [c]\xa0assumption."
    )


def test_fewer_answers_are_put_down_to_what_runs_show_alone() -> None:
    served = effect(0.46, -0.05, 0.01) | {"measure": "served_share"}
    names = (
        "service_hours mission_hours reporting_hours hours_a_request requests "
        "service_agreement_share"
    )
    nothing = {name: effect(75_000.0, 0.0, 2_000.0) | {"measure": "any"} for name in names.split()}
    assert causes.sentence(nothing | {"served_share": served}) == ""
    found = nothing | {
        "served_share": served,
        "service_hours": effect(75_000.0, -4_000.0, 500.0) | {"measure": "service_hours"},
        "mission_hours": effect(28_000.0, 12_000.0, 500.0) | {"measure": "mission_hours"},
        "hours_a_request": effect(6.4, 0.6, 0.1) | {"measure": "hours_a_request"},
    }
    assert causes.sentence(found) == (
        "Why: organisations would give 71,000 hours a month to services (against 75,000) and 40,000 to mission work "
        "(against 28,000); each request answered would take 7.0 hours (against 6.4)."
    )
    reports = {"reporting_hours": effect(16_000.0, 9_000.0, 500.0) | {"measure": "reports"}}
    assert "40,000 to mission work" in causes.sentence(found | reports)
    found["mission_hours"] = nothing["mission_hours"]
    assert "and 25,000 to reports (against 16,000)" in causes.sentence(found | reports)
    agreements = effect(0.8, -0.5, 0.01) | {"measure": "service_agreement_share"}
    assert "as a smaller part of the money hangs on targets" in causes.sentence(
        found | {"service_agreement_share": agreements}
    )
    more = effect(0.46, 0.05, 0.01) | {"measure": "served_share"}
    assert causes.sentence(found | {"served_share": more}) == ""
    fewer = effect(25_000.0, -5_000.0, 500.0) | {"measure": "requests"}
    assert causes.sentence(found | {"served_share": more, "requests": fewer}) == (
        "Why: 20,000 requests a month would be made (against 25,000)."
    )
    assert (
        causes.sentence(
            found | {"served_share": effect(0.46, 0.0, 0.02) | {"measure": "served_share"}}
        )
        == ""
    )


def test_three_sentences_say_the_answer_with_its_money_what_goes_with_it_and_how_sure_it_is() -> (
    None
):
    quo, more = manifest("mifi_status_quo"), manifest("more_money_fewer_newcomers")
    said = told(effects(), quo, more, causes=["Why: hours."])
    assert re.match(
        r"With an envelope of \$\S+ million a year instead of .* 20\xa0% fewer arrivals, in 2020 dollars, "
        r"after 10 years, in the model: "
        r"it rises\.",
        said.answer,
    )
    assert said.first == f"{said.answer}\n{said.trade_off}\nSure."
    assert said.why == []  # nothing shows that requests differ
    fewer = effects(served_share=effect(0.48, -0.06, 0.01))
    assert told(fewer, quo, more, causes=["Why: hours."]).why == ["Why: hours."]


def told(
    found: dict[str, Any], before: dict[str, Any], after: dict[str, Any], **given: Any
) -> lead.Told:
    return lead.beside(
        found, before, after, answered="it rises", named=["identity_mean"], sure="Sure.", **given
    )


def test_the_third_sentence_counts_runs_and_what_they_leave_open() -> None:
    differs, left = certainty.DIFFERS, certainty.OPEN
    assert lead.how_sure([differs, differs], 20) == (
        "How sure it is: 20 runs of each scenario, with the same people and shocks; runs decide every difference in "
        "the table of results, which says nothing of assumptions."
    )
    some = lead.how_sure([differs, left, differs], 5)
    assert "5 runs only, not to be cited (10 at least); not decided: 1 of the 3" in some
    assert "none of the 2 differences" in lead.how_sure([left, left], 20)
    one = lead.how_sure([left], 1, "Status quo")
    assert "one run only, not to be cited" in one
    assert "differences" not in one
    assert one.endswith("another regime from the start, so that this is no reform of “Status quo”.")


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (effect(0.70, 0.03, 0.05), certainty.OPEN),
        (effect(28.0, 2.0, 3.0) | {"measure": "staff_total"}, certainty.OPEN),
        (effect(1000.0, 2.0, 3.0) | {"measure": "staff_total"}, certainty.HARDLY),
        (effect(1000.0, 2.0, 3.0) | {"measure": "served_a_month"}, certainty.HARDLY),
        (effect(1000.0, 12.0, 3.0) | {"measure": "mission_hours"}, certainty.DIFFERS),
        (effect(0.402, 0.001, 0.003), certainty.HARDLY),
        (effect(0.402, 0.003, 0.0015), certainty.HARDLY),
        (effect(0.402, 0.006, 0.002), certainty.DIFFERS),
        (effect(0.36, 0.1, 0.02), certainty.DIFFERS),
        (effect(0.36, 0.1, float("nan"), decided=False), certainty.OPEN),
    ],
)
def test_no_difference_is_said_of_small_and_precise_ones_alone(
    found: dict[str, Any], verdict: str
) -> None:
    assert certainty.verdict(found) == verdict
    row = cases.Row("Orientation", "0.40", "0.41", "+0.01", verdict)
    told = {certainty.HARDLY: "hardly, +0.01", certainty.OPEN: "+0.01, not decided"}
    assert side_by_side.told(row) == told.get(verdict, "+0.01")


def test_few_runs_are_not_to_be_cited() -> None:
    assert "do not cite" in certainty.do_not_cite(8)
    assert "do not cite" in certainty.do_not_cite(1)
    assert certainty.do_not_cite(20) == ""


def test_money_alone_is_distinguished_from_the_whole_reform() -> None:
    whole = effects(
        autonomy_index=effect(0.36, 0.19, 0.02),
        service_provider_share=effect(0.35, -0.2, 0.03),
        direct_access_share=effect(0.23, 0.07, 0.02),
    )
    alone = effects(
        autonomy_index=effect(0.36, 0.08, 0.02),
        service_provider_share=effect(0.35, -0.19, 0.03),
        direct_access_share=effect(0.23, -0.05, 0.02),
        organizations_alive=effect(129.0, 1.0, 2.0),
    )
    between = effects(
        autonomy_index=effect(0.55, -0.11, 0.02), direct_access_share=effect(0.30, -0.12, 0.02)
    )
    [said] = distinctions._sentence(alone, whole, between, "Money", "Policy")
    assert (
        "less than half of the gain of autonomy of “Policy” (index +0.080, against +0.190)" in said
    )
    assert "nearly the same (−19.0\xa0pts, against −20.0\xa0pts)" in said
    assert "would fall to 18\xa0%, against 23\xa0% (30\xa0% with the other scenario)" in said
    founded = effect(129.0, 36.0, 2.0) | {"measure": "organizations_alive"}
    more = alone | {"organizations_alive": founded}  # 18 % of 165, 23 % of 129
    [said] = distinctions._sentence(more, whole, between, "Money", "Policy")
    assert (
        "a smaller share (18\xa0%, against 23\xa0%) as there would be 165 rather than 129" in said
    )
    open_one = effects(autonomy_index=effect(0.55, -0.05, 0.08))
    [said] = distinctions._sentence(alone, whole, open_one, "Money", "Policy")
    assert "do not tell which" in said
    for best, told in ((0.408, False), (0.380, True)):  # 41 % and 41 %, 41 % and 38 %
        served = [effect(0.463, value - 0.463, 0.001) for value in (0.414, best)]
        apart = effect(best, 0.414 - best, 0.001)
        frames = zip((alone, whole, between), (*served, apart), strict=True)
        three = [
            frame | {"served_share": one | {"measure": "served_share"}} for frame, one in frames
        ]
        [said] = distinctions._sentence(*three, "Money", "Policy")
        assert ("fewer requests would be answered" in said) == told
    alone = effects(autonomy_index=effect(0.36, -0.02, 0.01))
    [said] = distinctions._sentence(alone, whole, between, "Money", "Policy")
    assert said.startswith("“Money” would not give the gain of autonomy of “Policy”")


def test_every_choice_has_french_words() -> None:
    """Where a report shows a value that is a word."""
    use("fr")
    choices = {
        choice
        for _, parameter in parameters().values()
        if isinstance(parameter, Parameter)
        for choice in parameter.choices
    }
    choices |= {
        name
        for path, (_, shares) in parameters().items()
        if not isinstance(shares, Parameter) and not path.endswith(".split")
        for name in shares.default
    }
    english = {
        name for name in choices - _SAME_WORD if words.choice(name) == name.replace("_", " ")
    }
    assert english == set()
    funders = {funder for name in shipped() for funder in load(name).funders}
    assert "other_ministries" in funders
    assert funder_name("other_ministries") == "autres ministères"


def test_four_scenarios_stand_below_one_another_where_columns_are_too_few() -> None:
    names = ["first", "second_scenario", "third_scenario", "fourth_scenario"]
    cells = {row.name: [Text("0.36"), *[Text("+0.100 [+0.080; +0.120]")] * 3] for row in ROWS[:2]}
    lines = {}
    for width in (80, 100):
        console = Console(file=io.StringIO(), width=width)
        titles = {name: name.replace("_", " ") for name in names}
        screen = Screen(console)
        screen.print(columns.laid_out(cells, (("", ROWS[:2]),), titles, screen))
        lines[width] = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    for text in lines.values():
        assert any(line.startswith("Orientation of organisations") for line in text)
        assert any(
            re.search(r"third scenario\s+\+0\.100 \[\+0\.080; \+0\.120\]", line) for line in text
        )


def test_what_changes_on_dates_is_told_with_its_dates_and_money_as_it_ends() -> None:
    changes = [
        {"from": "2011-04", "title": {"en": "more", "fr": "plus"}, "source": "a budget",
         "ministries.mifi.envelope": 30.0e6, "arrivals.level": 0.8},
        {"from": "2012-04", "ministries.mifi.envelope": 40.0e6, "source": "another"},
        {"from": "2031-04", "ministries.mifi.envelope": 99.0e6},
    ]  # fmt: skip
    settings = load({"extends": "mifi_status_quo", "changes": changes})
    scenario = settings.resolved()
    provenance = {path: {"source": at.source} for path, at in settings.provenance.items()}
    money, people = dated.rows(scenario, provenance)
    assert (money.before, money.main) == ("$25 million", True)
    assert money.source == "April 2011: a budget; April 2012: another"
    assert people.source == "a budget"
    assert money.after == "$30 million from April 2011; $40 million from April 2012"
    assert people.after.endswith("from April 2011")
    assert not people.main
    ended = dated.at_the_end(scenario)
    assert ended["funders"]["mifi"]["funding"]["envelope"] == 40.0e6
    assert scenario["funders"]["mifi"]["funding"]["envelope"] == 25.0e6
    assert (
        dated.at_the_end(load("mifi_status_quo").resolved()) == load("mifi_status_quo").resolved()
    )
    opening = envelopes.opening(load("mifi_status_quo").resolved(), scenario)
    assert opening.startswith(
        "With an envelope that goes from $25 million to $40 million a year (MIFI)"
    )


def test_what_other_funders_pay_is_said_where_it_is_the_same() -> None:
    quo, money = manifest("mifi_status_quo"), manifest("mission_money_only")
    stated = {"from": "a_file.yaml", "source": "assumption: no amount is public"}
    sources = {"ministries": stated, "donors": stated}
    told = envelopes.others_unchanged(quo, money, sources)
    assert told.startswith("Other funders set")
    assert told.endswith("set the same aside in all: $36 million a year, by assumption.")
    assert "assumption" not in envelopes.others_unchanged(
        quo, money, {}
    )  # nothing is known of them
    richer = copy.deepcopy(money)
    richer["funders"]["mtess"]["funding"]["envelope"] *= 2.0
    assert envelopes.others_unchanged(quo, richer, {}) == ""


def test_people_of_all_statuses_stand_below_each() -> None:
    of_two = pd.DataFrame({
        "status": ["refugee", "student"], "measure": "served_a_month",
        "reference": [1000.0, 200.0], "other": [800.0, 250.0], "difference": [-200.0, 50.0],
        "low": [-210.0, 40.0], "high": [-190.0, 60.0], "decided": [True, True],
    })  # fmt: skip
    assert by_status.rows(of_two)[-1][:2] == ("all, of 1,200 served", "−150\xa0(−12\xa0%)")
    assert len(by_status.rows(of_two.assign(decided=False))) == 2
