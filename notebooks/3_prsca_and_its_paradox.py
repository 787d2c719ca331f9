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
# # 3. The policy and its paradox
#
# *En français : ce cahier compare au statu quo la politique de 2001 appliquée en entier, son argent seul, et
# ses deux ébauches, puis regarde le paradoxe : l'argent à la mission sans reddition de comptes allégée ni
# consultation ouverte suffit-il à l'autonomie?*
#
# Quebec's policy of 2001 promised mission money, light accountability and a voice. What does the money do
# alone? Pattern P9 says: it slows drift, but does not restore autonomy. Read no result from the small design.
# The full one is `partnersim compare mifi_status_quo mission_money_only prsca_first_draft prsca_second_draft
# prsca_compliant --runs 40 --scale 20`; its end is saved in `full/3_prsca.csv`, and the verdicts on P9 in
# `docs/data/patterns.csv`.

# %%
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import partnersim
from partnersim.analysis.runs.paired_runs import interval

warnings.filterwarnings("ignore", "IProgress")  # a progress bar that is not used here
FULL = False  # True: the full design, some minutes
RUNS, YEARS, SCALE = (40, 10, 20) if FULL else (6, 5, 500)
REFORMS = ["mission_money_only", "prsca_first_draft", "prsca_second_draft", "prsca_compliant"]

# %% [markdown]
# ## Compare
#
# Every run of a scenario meets the newcomers, shocks and unknowns of the same run of the others.

# %%
found = partnersim.compare("mifi_status_quo", *REFORMS, runs=RUNS, years=YEARS, scale=SCALE)

# %%
measures = [
    "funding",
    "accountability",
    "recognition",
    "representation",
    "participation",
    "consultation",
    "identity_mean",
    "service_provider_share",
]
table = found.differences[found.differences["measure"].isin(measures)]
table.pivot(index="measure", columns="scenario", values="difference").loc[measures, REFORMS].round(
    3
)

# %% [markdown]
# Funding and accountability are the hard dimensions, the other four the soft ones; 1 is the pole of autonomy.
# Lines are 95 % intervals.

# %%
# %matplotlib inline
figure, axes = plt.subplots(figsize=(8, 5), layout="constrained")
for n, name in enumerate(REFORMS):
    own = table[table["scenario"] == name].set_index("measure").loc[measures]
    half = (own["high"] - own["low"]) / 2
    axes.errorbar(
        own["difference"],
        [m + 0.15 * n for m in range(len(measures))],
        xerr=half,
        fmt="o",
        label=name,
    )
axes.axvline(0, color="grey", linestyle=":")
axes.set_yticks(range(len(measures)), measures)
axes.invert_yaxis()
axes.set_xlabel("difference from the status quo, last year")
_ = axes.legend(frameon=False)

# %% [markdown]
# ## What is set, and what answers
#
# `directness` is near 1 where the scenario itself sets the change and near 0 where organisations make it. Most
# of the six dimensions restate the levers; orientation (`identity_mean`) is where organisations answer. A dash:
# it was not measured for that scenario.

# %%
table.pivot(index="measure", columns="scenario", values="directness").loc[measures, REFORMS].astype(
    object
).fillna("-")

# %% [markdown]
# ## The paradox
#
# First the soft dimensions, last year: does the money alone lift them above the middle, 0.5?

# %%
soft = (
    found.differences.query("measure == 'soft_index'")
    .set_index("scenario")
    .loc[REFORMS, ["reference", "other"]]
)
soft.round(3)

# %% [markdown]
# Then orientation: the money alone less the policy in full, run by run. Below zero is the paradox's direction.

# %%
by_run = found.by_run.query("measure == 'identity_mean'").pivot(
    index="run", columns="scenario", values="difference"
)
money, whole = by_run["mission_money_only"], by_run["prsca_compliant"]
print("money alone, against the status quo:  ", interval(money.to_numpy()))
print("policy in full, against the status quo:", interval(whole.to_numpy()))
print("money alone less policy in full:      ", interval((money - whole).to_numpy()))

# %% [markdown]
# ## What forty full runs say
#
# `written_in` marks what remains without the choices that should make it; `holds` is the share of runs.
# All these were seen before they were written down as tests.

# %%
patterns = pd.read_csv(Path("..") / "docs" / "data" / "patterns.csv")
patterns[patterns["pattern"] == "P9"][
    ["part", "written_in", "mean", "low", "high", "holds", "verdict"]
]

# %% [markdown]
# Read it in this order.
#
# - The direction holds: the money alone leaves orientation below the policy in full. With the same terms of
#   money in both (`orientation_same_terms`), most of that difference stays.
# - The size is small beside what the money itself does to orientation (`drift`).
# - Money alone brings orientation far above where it was founded (`restored`): there the paradox fails.
# - The soft dimensions stay low because the scenario closes the door. That is set, not found.
#
# And one control belongs beside it. Every dimension is a share, so an organisation that loses its contracts
# looks freer in it; `autonomy_index` is multiplied by capacity for that reason:

# %%
controls = pd.read_csv(Path("..") / "docs" / "data" / "control_scenarios.csv")
shown = controls[controls["measure"].isin(["identity_mean", "soft_index", "staff_total"])]
shown[shown["case"].isin(list(controls["case"].unique())[:3])].round(3)

# %% [markdown]
# ## The full design
#
# The drafts are no steps of a ladder. The first is refused by the sector: all its intervals below hold zero. The
# second is applied ministry by ministry, and Immigration applies it by the letter.

# %%
if FULL:
    kept = ["scenario", "measure", "difference", "low", "high", "decided"]
    table[kept].to_csv("full/3_prsca.csv", index=False, float_format="%.6g")
saved = pd.read_csv("full/3_prsca.csv")
saved["interval"] = (
    saved["low"].map("{:+.3f}".format) + " to " + saved["high"].map("{:+.3f}".format)
)
saved.pivot(index="measure", columns="scenario", values="interval").loc[measures, REFORMS]
