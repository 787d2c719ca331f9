"""The levels of `mifi_2010_2024` that limits print are those that the study saved."""

from __future__ import annotations

import pytest

from partnersim.language import LANGUAGES
from studies.pages.limits import PAGES
from studies.saved import rows_of
from studies.told_years import NAME

SAID = {  # level: a sentence's words in each language, per how many of it, decimals
    "direct access, a minister who does not consult": ("{} % have direct", "{} % ont un accès", 100, 0),
    "direct access, the year before he came": ("against {} % the year", "contre {} % l'année", 100, 0),
    "autonomy index, 2016": ("from {} in 2016", "de {} en 2016", 1, 2),
    "autonomy index, 2023": ("to {} in 2023", "à {} en 2023", 1, 2),
    "autonomy index, status quo": ("to {} under", "à {} sous", 1, 2),
    "francization 2018, hours for 1,000 $": ("takes {} hours", "prend {} heures", 1, 1),
    "reception 2018, hours for 1,000 $": ("reception {}", "l'accueil {}", 1, 1),
    "francization 2018, felt burden": ("burden ({} against", "lourd ({} contre", 1, 3),
    "reception 2018, felt burden": ("against {})", "contre {})", 1, 3),
    "pasi_accompaniment 2023, hours for 1,000 $": ("takes {} in 2023", "en prend {} en 2023", 1, 1),
    "francization 2018, holders of it alone": ("({} of", "({} sur", 1, 1),
    "francization 2018, holders": ("of {} organisations; G", "sur {}; G", 1, 0),
    "francization 2018, refused": ("{} % of what is asked", "{} % de ce qui y est demandé", 100, 0),
    "reception 2018, refused": ("against {} % in reception", "contre {} % à l'accueil", 100, 0),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", SAID)
def test_limits_say_the_saved_level(level: str, language: str) -> None:
    saved = {row["level"]: float(row["mean"]) for row in rows_of(NAME)}
    english, french, times, decimals = SAID[level]
    number = f"{saved[level] * times:.{decimals}f}"
    words = english.format(number) if language == "en" else french.format(number.replace(".", ","))
    page = PAGES[language].read_text(encoding="utf-8")
    told = page.partition("`mifi_2010_2024` " + ("makes of" if language == "en" else "fait de"))[2]
    assert words.replace("\N{NO-BREAK SPACE}", " ") in " ".join(told.split())


def test_autonomy_is_highest_in_the_summer_that_limits_tell() -> None:
    saved = {row["level"]: float(row["mean"]) for row in rows_of(NAME)}
    assert 202006 <= saved["autonomy index, month of the highest"] <= 202009
