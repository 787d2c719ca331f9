"""Money in reports is what was paid, from the ledger, and why it is not what a scenario sets."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import partnersim
from partnersim.language import use
from partnersim.report.formatting import acronyms, words
from partnersim.report.pages import cases, envelopes, paid, side_by_side
from partnersim.report.pages.changes import millions
from partnersim.report.pages.paid import Amounts, Paid
from studies import decision_makers

GIVEN = {"whose": "MIFI", "dollars": "$25 million"}
SETS = {"mission_grant": 15e6, "service_agreement": 8e6, "project": 2e6, "other_income": 0.0}


@pytest.fixture(scope="module")
def compared() -> Any:
    named = ("mifi_status_quo", "prsca_compliant", "mission_money_added")
    return partnersim.compare(*named, runs=2, seed=1, years=2, scale=2000.0)


def amounts(won: float, signed: dict[str, float], given: dict[str, float]) -> Amounts:
    every = dict.fromkeys(SETS, 0.0)
    return Amounts(pd.DataFrame([every | given]), pd.DataFrame([every | signed]), SETS, won)


def test_the_table_holds_the_payments_of_the_last_year(compared: Any) -> None:
    case = cases.of_comparison(compared, "prsca_compliant")
    flows = compared.results["prsca_compliant"].flows
    last = sorted(flows["month"].unique())[-12:]
    own = flows[flows["month"].isin(last) & (flows["payer"] == "mifi")]
    by_instrument = own.groupby("purpose")["amount"].sum() / 2 / 1e6
    shown = {line.label: line.after for line in case.paid.lines}
    assert shown["Mission grants"] == f"{by_instrument['mission_grant']:.1f}"
    assert shown["Service agreements"] == f"{by_instrument['service_agreement']:.1f}"
    assert shown["MIFI, in all"] == f"{by_instrument.sum():.1f}"
    assert case.paid.after == pytest.approx(own["amount"].sum() / 2)
    table = side_by_side.paid([case])
    assert table is not None
    assert [row[0] for row in table.rows] == list(shown)


def test_money_is_the_same_only_where_nearly_the_same_was_paid() -> None:
    same = envelopes._same_envelope(GIVEN, Paid("MIFI", 24.0e6, 24.2e6))
    assert same.startswith("With the same money")
    more = envelopes._same_envelope(GIVEN, Paid("MIFI", 23.9e6, 24.9e6))
    assert "same money" not in more
    assert more.endswith(
        "$24.9 million was paid in the last year rather than $23.9 million ($1 million more)"
    )
    assert "same money" not in envelopes._same_envelope(GIVEN, Paid("MIFI", after=24.9e6))


def test_why_another_amount_is_paid_comes_from_the_results() -> None:
    as_set = {name: amount for name, amount in SETS.items() if amount}
    assert list(paid.reasons(amounts(0.0, as_set, as_set))) == []
    won = as_set | {"mission_grant": 17e6, "service_agreement": 6e6}
    [moved] = paid.reasons(amounts(2 / 15, won, won))
    assert moved == "The umbrella won $2 million for the mission, taken from agreements."
    [unasked] = paid.reasons(
        amounts(0.0, as_set | {"service_agreement": 7e6}, as_set | {"service_agreement": 7e6})
    )
    assert "$1 million not signed" in unasked
    [missed] = paid.reasons(amounts(0.0, as_set, as_set | {"service_agreement": 7e6}))
    assert "$1 million not paid" in missed


def test_what_more_money_buys_counts_what_was_paid(compared: Any) -> None:
    case = cases.of_comparison(compared, "mission_money_added")
    size = case.paid.after - case.paid.before
    assert f"For {millions(size)} more paid in the last year" in case.told.cost


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_for_decision_makers_tells_what_was_paid(compared: Any, language: str) -> None:
    with words.speaking(language):
        page = decision_makers.page(compared, "none", "finding")
    row = {
        "en": "| Paid, $ million: Mission grants | ",
        "fr": "| Versé, M$ : Soutien à la mission | ",
    }
    case = cases.of_comparison(compared, "prsca_compliant")
    page = page.replace("\u00a0", " ")
    [line] = [line for line in page.splitlines() if line.startswith(row[language])]
    [mission] = [own for own in case.paid.lines if own.label == "Mission grants"]
    told = line.removeprefix(row[language]).replace(",", ".")
    assert told.startswith(f"{mission.before} | {mission.after} | ")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_long_name_is_that_of_the_programme_of_2020(language: str) -> None:
    use(language)
    [(_, full)] = [each for each in acronyms.occurring("PASI") if each[0] == "PASI"]
    use("en")
    assert full.startswith("Programme d'accompagnement et de soutien à l'intégration")
    assert full.rstrip().endswith("PRINT")
