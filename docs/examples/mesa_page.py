"""A page for the browser: three levers of the immigration ministry, and what follows month by month.

Run it with `solara run docs/examples/mesa_page.py`; docs/mesa.md says what it shows.
"""

import solara
from mesa.visualization import Slider, SolaraViz, make_plot_component

from partnersim import PartnershipModel

START = {"burden": 0.5, "access": 0.35, "mission": 0.09}  # as the status quo has them
WHERE = {"scenario": "mifi_status_quo", "settings": {"years": 5, "scale": 500.0}, "seed": 1}
LABELS = {
    "burden": "Burden of accountability",
    "access": "Access to consultation",
    "mission": "Mission's share of the money",
}

model_params = {
    **{
        name: Slider(LABELS[name], value, min=0.0, max=1.0, step=0.01)
        for name, value in START.items()
    },
    **WHERE,
}
model = solara.reactive(PartnershipModel(**WHERE, **START))
page = SolaraViz(
    model,
    components=[
        make_plot_component(["identity_mean", "autonomy_index"]),
        make_plot_component(["reporting_share", "referred_share"]),
    ],
    model_params=model_params,
    play_interval=50,
    name="Who do organisations become?",
)
