# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 2. Drift, and the virtuous circle
#
# *En français : ce cahier suit l'orientation des organismes au fil des ans sous le statu quo, éteint tour à
# tour ce qui peut la faire dériver, puis regarde si le cercle vertueux de la proximité se boucle, et par quel
# lien.*
#
# No rule moves orientation: it is read from mission posts and from seats on boards. What may make it drift can
# be switched off: targets met decide who wins, open advocacy costs points, boards look to next year's money,
# founders are forgotten, and those who do not fit close. Then the circle of proximity: does being close bring
# one closer? Read no result from the small design. The full one takes 40 runs of ten years and is saved in
# `full/2_drift.csv`; the circle's is `python -m studies.virtuous_circle`, saved in
# `docs/data/virtuous_circle.csv`.

# %%
import warnings
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

import partnersim

warnings.filterwarnings("ignore", "IProgress")  # a progress bar that is not used here
FULL = False  # True: the full design, some minutes
RUNS, YEARS, SCALE = (40, 10, 20) if FULL else (6, 4, 500)

# %% [markdown]
# ## Drift, with each of its sources switched off in turn
#
# A switch acts during the spin-up too, so that the sector may begin elsewhere.

# %%
switches = {
    "targets do not count": "contest.record=0",
    "advocacy is free": "contest.advocacy_cost=0",
    "boards ignore next year's money": "board.money_value=0",
    "founders alone decide": "board.founders_weight=1",
    "nobody closes": "survival.selection=false",
}
base = partnersim.load("mifi_status_quo", years=YEARS, scale=SCALE)
others = [
    partnersim.load("mifi_status_quo", [one], years=YEARS, scale=SCALE) for one in switches.values()
]
found = partnersim.compare(base, *others, runs=RUNS)
label = dict(zip(found.results, ["as it is", *switches], strict=True))

# %%
# %matplotlib inline
lines = pd.DataFrame(
    {
        label[name]: one.sector.groupby("month")["identity_mean"].mean()
        for name, one in found.results.items()
    }
)
axes = lines.plot(figsize=(8, 4), ylabel="orientation: 0 provider, 1 autonomous partner", xlabel="")
_ = axes.set_title("Mean orientation of organisations")

# %% [markdown]
# Over the last year, orientation as it is (`reference`), without one source (`other`), and the paired
# difference with its 95 % interval: above zero, that source moves the sector towards services. Where `decided` is False
# the interval holds zero, and nothing should be said.

# %%
drift = (
    found.differences.query("measure == 'identity_mean'")
    .replace({"scenario": label})
    .set_index("scenario")
)
drift = drift[["reference", "other", "difference", "low", "high", "decided"]]
drift.round(4)

# %%
if FULL:
    drift.to_csv("full/2_drift.csv", float_format="%.6g")
pd.read_csv("full/2_drift.csv", index_col=0).round(4)

# %% [markdown]
# The mean hides who drifts. Orientation at founding and at the end, of the organisations still alive in run 0:

# %%
organizations = found.results[found.reference].organizations
end = organizations[organizations["fiscal_year"] == organizations["fiscal_year"].max()].query(
    "run == 0 and alive"
)
axes = end.plot.scatter("founding_identity", "identity", s=end["staff"], alpha=0.5, figsize=(5, 5))
axes.plot([0, 1], [0, 1], color="grey", linestyle=":")
_ = axes.set_title("Below the line: drifted towards services")

# %% [markdown]
# ## The virtuous circle
#
# Who is close is invited, who is invited is known, who is known hears of calls and wins, and is closer still
# (Bruneau 2021, ch. 4). The saved study cuts each link in turn by showing it the sector's mean. `as it is` is
# the level; the other rows are what a link had given.

# %%
circle = pd.read_csv(Path("..") / "docs" / "data" / "virtuous_circle.csv")
circle["interval"] = (
    circle["low"].map("{:+.3f}".format) + " to " + circle["high"].map("{:+.3f}".format)
)
circle["differs from zero"] = (circle["low"] > 0) | (circle["high"] < 0)
measures = ["access_excess", "seats_kept_beyond_chance", "tie_persistence", "projects_of_the_close"]
circle.pivot(index="link", columns="measure", values="interval").loc[
    circle["link"].unique(), measures
]

# %%
links = circle[(circle["measure"] == "seats_kept_beyond_chance") & (circle["link"] != "as it is")]
axes = links.plot.barh(
    "link", "mean", xerr=(links["high"] - links["mean"]).to_numpy(), legend=False, figsize=(7, 3)
)
_ = axes.set(xlabel="seats kept, beyond a random draw", ylabel="", title="What each link gives")

# %% [markdown]
# ## Cut a link yourself
#
# `Ablation(levelled=…)` lets a mechanism see the mean in place of each organisation's own value. Here
# invitations are blind to what the ministry knows. In so few runs the interval is wide; the table above is the
# one to read.

# %%
from partnersim.analysis.runs.paired_runs import interval
from partnersim.results import collect


def excess(run: int, cut: dict[str, tuple[str, ...]]) -> float:
    """Inequality of invitations, compared with a random draw, last year."""
    model = partnersim.PartnershipModel(
        base, seed=1, run=run, uncertainty="prior", ablation=partnersim.Ablation(levelled=cut)
    )
    model.run()
    return float(
        collect(model, run, 0.0).tables["sector"].to_pandas()["access_excess"].tail(12).mean()
    )


cuts = ({}, {"invitations": ("tie", "usefulness_believed", "consent_believed")})
whole, blind = np.reshape([excess(run, cut) for cut, run in product(cuts, range(RUNS))], (2, RUNS))
print("as it is:     ", interval(whole))
print("the link gave:", interval(whole - blind))
