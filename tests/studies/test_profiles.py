"""The ten beside the thesis: the study, and its page from saved data."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.evidence.told_profiles import FACTS, told
from partnersim.language import LANGUAGES
from partnersim.report.formatting import words
from partnersim.state.calendar import Month
from studies import profiles
from studies.pages.profiles import PAGES, TABLES
from studies.saved import rows_of


def test_orientations_are_dealt_out_and_sizes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "SCALE", 2000.0)
    monkeypatch.setattr(profiles, "INTERVIEWS", Month(2011, 3))
    as_is, dealt = (profiles.lived(case, 0) for case in (profiles.AUTUMN, profiles.DEALT))
    assert not np.array_equal(as_is, dealt)
    budget = [each.name for each in FACTS].index("budget")
    np.testing.assert_allclose(dealt[budget], as_is[budget], rtol=0.35)


def test_the_ten_are_looked_at_in_the_months_of_the_interviews() -> None:
    model = profiles.model_of(profiles.AUTUMN, 0)
    assert model.world.calendar.month.plus(-1) == profiles.INTERVIEWS


def test_every_told_fact_is_in_the_saved_table() -> None:
    saved = {(row["organization"], row["fact"], row["where"]) for row in rows_of("profiles")}
    assert saved == {(each.organization, each.fact, each.where) for each in told()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_the_page_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert TABLES[name]() in PAGES[language].read_text(encoding="utf-8")
