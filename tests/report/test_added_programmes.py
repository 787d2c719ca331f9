"""Programmes that a scenario adds stand among what it changes, with what each follows and how heavy its files are."""

from __future__ import annotations

from partnersim.analysis.runs.ensembles import origins
from partnersim.report.formatting.words import speaking
from partnersim.report.pages import added_programmes
from partnersim.report.pages.changes import Change
from partnersim.scenario.loading import load


def rows(reference: str, name: str) -> dict[str, Change]:
    """Rows of a scenario beside another, by what they are about."""
    settings = load(name)
    found = added_programmes.rows(
        load(reference).resolved(), settings.resolved(), origins(settings)
    )
    return {row.what: row for row in found}


def test_each_added_programme_is_a_row_with_needs_people_weight_and_years() -> None:
    with speaking("en"):
        found = rows("mifi_status_quo", "mifi_2010_2024")
    assert len(found) == 5
    accompaniment = found["Programme: PASI accompaniment"]
    assert accompaniment.whose == "MIFI"
    assert accompaniment.main
    assert accompaniment.before == "reception"
    assert accompaniment.after == (
        "employment, housing, status and rights; records and reports 1.5 times the usual; from 2020"
    )
    assert "more restrictive than PRINT" in accompaniment.source  # of the heavier files
    asylum = found["Programme: PRINT for asylum seekers"]
    assert asylum.before == "none"
    assert asylum.after == "housing, status and rights; for: asylum seekers; from 2017 to 2019"
    assert "stream 3 of PRINT" in asylum.source


def test_programmes_that_both_have_or_nobody_pays_are_no_rows() -> None:
    assert not rows("mifi_2010_2024", "mifi_2010_2024")
    assert not rows("mifi_status_quo", "mifi_status_quo")


def test_whom_its_funder_pays_for_anyhow_is_not_said_again() -> None:
    with speaking("en"):
        found = rows("mifi_status_quo", "federal_annual_contracts")
    assert [row.after for row in found.values()] == [
        "housing, status and rights", "language", "employment", "social ties, inclusion",
    ]  # fmt: skip
    assert not rows("mifi_status_quo", "multi_year_core_funding")  # which pays by none of them
