"""Mesa's page for the browser, without one: the page of docs/mesa.md, and what SolaraViz asks."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import solara
from ipyvuetify import Btn, Slider
from ipywidgets import Image
from mesa.visualization import SolaraViz, make_plot_component

from partnersim.model import PartnershipModel

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "examples" / "mesa_page.py"


class Shown:
    """A page as it is on a screen: its buttons, sliders and pictures."""

    def __init__(self, page: Any) -> None:
        layout = solara.AppLayout(children=[page])
        _, self.context = solara.render(layout, handle_error=False)

    def press(self, label: str) -> None:
        (button,) = [
            widget for widget in self.context.find(Btn).widgets if label in widget.children
        ]
        assert not button.disabled
        button.click()

    def slider(self, label: str) -> Any:
        (result,) = [
            widget for widget in self.context.find(Slider).widgets if widget.label == label
        ]
        return result

    @property
    def pictures(self) -> list[bytes]:
        return [widget.value for widget in self.context.find(Image).widgets]

    def close(self) -> None:
        self.context.close()


def burden_of(model: PartnershipModel) -> float:
    value: float = model.settings.funders["mifi"].values["accountability"]["burden"]
    return value


def test_what_the_docs_show_runs(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(
        r"^```python\n(.*?)^```$", (DOCS / "mesa.md").read_text("utf-8"), re.M | re.S
    )
    assert len(blocks) == 2
    for block in blocks:
        exec(block, {})
    model, table = capsys.readouterr().out.split("burden\n")
    assert model.startswith("1 True\n")
    assert "2011-03  scenario" in model  # 24 months of spin-up and the first twelve
    light, heavy = (float(line.split()[1]) for line in table.splitlines()[:2])
    assert heavy > 1.5 * light


def test_the_page_of_the_docs_steps_moves_a_lever_and_begins_anew() -> None:
    inside = runpy.run_path(str(PAGE))
    model, own = inside["model"], inside["START"]
    assert own["burden"] == burden_of(model.value)
    shown = Shown(inside["page"])
    before = shown.pictures
    assert len(before) == 2
    for _ in range(3):
        shown.press("Step")
    first = model.value
    assert first.world.now == 3
    assert all(picture != other for picture, other in zip(shown.pictures, before, strict=True))
    shown.slider(inside["LABELS"]["burden"]).v_model = 0.9
    assert model.value is first  # a lever acts when the model is made anew
    shown.press("Reset")
    again = model.value
    assert again is not first
    assert (again.time, burden_of(again), again.seed) == (0.0, 0.9, 1)
    assert again.settings.funders["mifi"].values["funding"]["split"]["mission"] == own["mission"]
    shown.slider("Render Interval (steps)").v_model = 100  # more than there are months
    shown.press("Step")
    assert not again.running
    assert again.world.now == again.world.calendar.months
    months = again.datacollector.get_model_vars_dataframe()
    assert len(months) == again.world.calendar.months
    first.run()
    reporting = [
        page.datacollector.get_model_vars_dataframe()["reporting_share"].iloc[-12:].mean()
        for page in (first, again)
    ]
    assert reporting[1] > 1.3 * reporting[0]
    shown.close()


@pytest.mark.parametrize("chosen", ["prsca_compliant", "open_door"])
def test_reset_makes_the_scenario_that_was_chosen(chosen: str) -> None:
    small = {"years": 1, "scale": 2000.0}
    model = solara.reactive(PartnershipModel("open_door", settings=small, seed=1))
    page = SolaraViz(
        model, components=[make_plot_component("autonomy_index")],
        model_params={"scenario": chosen, "settings": small, "seed": 1},
    )  # fmt: skip
    shown = Shown(page)
    shown.press("Step")
    shown.press("Reset")
    assert model.value.settings.name == chosen
    assert model.value.time == 0.0
    shown.close()


def test_a_parameter_that_the_model_has_not_is_refused_by_mesa() -> None:
    model = PartnershipModel(settings={"years": 1, "scale": 2000.0}, seed=1)
    with pytest.raises(ValueError, match="burdn"):
        Shown(SolaraViz(model, model_params={"burdn": 0.5}))
