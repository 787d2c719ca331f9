"""A team that hands nothing in reads what the model chose for it, and so does the class."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="needs the extra [app]")

from tests.app.test_game import a_game

pytestmark = pytest.mark.slow


def test_what_the_model_chose_is_what_it_lived() -> None:
    game = a_game()
    for team in ("ministry", "umbrella", "organization_C", "organization_F"):
        game.join(team)
    game.hand_in("organization_F", {"mission": 0.5})
    game.close_round()
    told = {each["name"]: each for each in game.state()["happened"]}
    assert "open" not in told["ministry"]
    assert not told["organization_F"]["chosen"]
    stood = {each["title"]["en"]: each["to"] for each in told["ministry"]["chosen"]}
    assert stood["mission grants"] == pytest.approx(0.09)
    lived = game._played.years[0].organizations.loc["C"]
    chosen = {each["title"]["en"]: each["to"] for each in told["organization_C"]["chosen"]}
    assert chosen["mission"] == pytest.approx(lived["mission_use"], abs=1e-4)
    assert chosen["fundraising"] == pytest.approx(lived["raising_share"], abs=1e-4)
    assert chosen["reception agreements"] == pytest.approx(lived["asked_reception"], abs=1e-4)
    demand = told["umbrella"]["chosen"][0]["to"]
    assert demand["en"].startswith("what members agree on (")
    assert demand["fr"].startswith("ce dont les membres conviennent (")


def test_nothing_is_said_of_an_agreement_that_goes_on() -> None:
    game = a_game()
    game.join("organization_H")
    game.hand_in("ministry", {"term": 3})
    game.close_round()
    going_on = [
        each for each in game.view("organization_H")["decisions"] if each["months_left"] > 1
    ]
    assert going_on
    game.close_round()
    [told] = [each for each in game.state()["happened"] if each["name"] == "organization_H"]
    titles = {each["title"]["en"] for each in told["chosen"]}
    assert "mission" in titles
    assert "reception agreements" not in titles
