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
# # 1. A first run
#
# *En français : ce cahier charge un scénario, le lance, lit ses tables avec leurs unités, montre une figure,
# change un levier, puis lance un scénario écrit par vous. Les résultats explorent; ils ne prévoient pas.*
#
# We load a scenario, run it, read its tables, look at one figure, change one value, and write a scenario of our
# own. The small design takes seconds and is for learning; read no result from it. The full design is what
# `partnersim run prsca_compliant --runs 40 --scale 20` does; its end is saved in `full/1_first_run.csv`.

# %%
import tempfile
import warnings
from pathlib import Path

import pandas as pd

import partnersim

warnings.filterwarnings("ignore", "IProgress")  # a progress bar that is not used here
FULL = False  # True: the full design, some minutes
RUNS, YEARS, SCALE = (40, 10, 20) if FULL else (4, 4, 200)

# %% [markdown]
# ## Load
#
# A scenario is a text file. What it does not say comes from its parent. `scale` is how many people one
# simulated newcomer stands for.

# %%
settings = partnersim.load("prsca_compliant", years=YEARS, scale=SCALE)
print(settings.title.en)
print(settings.question.en)

# %% [markdown]
# ## Run
#
# Each run draws the unknown parameters anew. Nothing is written to disk.

# %%
results = partnersim.run(settings, runs=RUNS)

# %% [markdown]
# ## The sector
#
# One row a run and month. Columns know their units. A change is between the last twelve months and the twelve before
# the scenario; what the scenario does of it is its difference from another, further down.

# %%
sector = results.sector
columns = [
    "autonomy_index",
    "identity_mean",
    "service_provider_share",
    "reporting_share",
    "staff_total",
]
pd.Series(sector.attrs["units"])[columns].to_frame("unit")

# %%
years = ["before", "last_year", "change"]
results.changes.groupby("measure")[years].mean().loc[columns].round(3)

# %% [markdown]
# `directness` says how much of a change the scenario itself sets: 1 is all of it, 0 is none. A measure near 1
# is an assumption read back, not a finding.

# %%
pd.Series(sector.attrs["directness"], name="directness")[columns].to_frame()

# %% [markdown]
# ## Organisations
#
# One row a run, fiscal year and organisation. A to J are modelled on the ten organisations of the study.

# %%
organizations = results.organizations
last = organizations[organizations["fiscal_year"] == organizations["fiscal_year"].max()]
own = ["staff", "mission_grant", "service_agreement", "felt_burden", "identity"]
last[last["organization"].isin(list("ABCDE"))].groupby("organization")[own].mean().round(2)

# %%
pd.Series(organizations.attrs["units"])[own].to_frame("unit")

# %% [markdown]
# ## Newcomers
#
# One row a run, month, status and place. Some have needs that nobody is paid to meet; see `ineligible_served`.

# %%
newcomers = results.newcomers
print({name: newcomers.attrs["units"][name] for name in ("present", "unmet_need")})
end = newcomers[newcomers["month"] == newcomers["month"].max()]
end.groupby(["run", "status"])["present"].sum().groupby("status").mean().round(0)

# %% [markdown]
# ## A figure
#
# The command line writes this one, and others, into the folder of results.

# %%
# %matplotlib inline
results.plot("six_dimensions")

# %% [markdown]
# ## Change one value
#
# Same seed, so the same newcomers and shocks: the difference is that of the value. `partnersim explain burden`
# says what it means and where it comes from.

# %%
heavy = partnersim.load(
    "prsca_compliant", ["ministries.mifi.accountability.burden=0.9"], years=YEARS, scale=SCALE
)
pair = partnersim.compare(settings, heavy, runs=RUNS)
table = pair.differences.set_index("measure").loc[
    ["reporting_share", "accountability", "identity_mean"]
]
table[["reference", "other", "difference", "low", "high", "decided", "unit"]].round(3)

# %% [markdown]
# ## A scenario of your own
#
# `partnersim new my_scenario` writes such a file for you. A value may carry its source.

# %%
text = """
title: {en: Half for the mission}
question:
  en: What if half of the ministry's money were for the mission, and nothing else changed?
extends: mifi_status_quo
ministries:
  mifi:
    split: {mission: 0.50, service_agreement: 0.40, project: 0.10}
"""
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "half_mission.yaml"
    file.write_text(text, encoding="utf-8")
    mine = partnersim.load(file, years=YEARS, scale=SCALE)
quo = partnersim.load("mifi_status_quo", years=YEARS, scale=SCALE)
own = partnersim.compare(quo, mine, runs=RUNS).differences.set_index("measure").loc[columns]
own[["reference", "other", "difference", "low", "high", "decided", "unit"]].round(3)

# %% [markdown]
# A mistake is answered with the file, the key and what is allowed.

# %%
try:
    partnersim.load("mifi_status_quo", ["ministries.mifi.accountability.burdn=0.9"])
except partnersim.UserError as problem:
    print(problem)

# %% [markdown]
# ## The full design
#
# Forty runs of ten years: the last twelve months, mean and standard deviation over runs.

# %%
if FULL:
    by_run = sector.groupby("run")[columns].apply(lambda run: run.tail(12).mean())
    by_run.agg(["mean", "std"]).T.to_csv("full/1_first_run.csv", float_format="%.6g")
pd.read_csv("full/1_first_run.csv", index_col=0).round(3)
