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
# # 5. Local partnerships compared
#
# *En français : ce cahier met côte à côte six partenariats locaux de l'Ontario : étapes franchies, ce qui est
# prévu et ce qui est fait, les lieux, et ce que changerait un financement assuré.*
#
# Six places, as Bradford and Andrew (2011) tell of them. Their report gives practices and how far they had
# come, no amounts and no pace; those are assumptions. Places differ in much at once, so a table of six is a
# description and not an effect. Read no result from the small design. The full one is `partnersim run
# lip_hamilton --runs 40`, and so for each; it is saved in `full/5_partnerships.csv`, and the verdicts on
# pattern P15 in `docs/data/patterns.csv`.

# %%
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

import partnersim

warnings.filterwarnings("ignore", "IProgress")  # a progress bar that is not used here
FULL = False  # True: the full design, some minutes
RUNS, YEARS = (40, 6) if FULL else (4, 5)
SIX = [
    "lip_hamilton",
    "lip_toronto_west",
    "lip_peel",
    "lip_kingston",
    "lip_thunder_bay",
    "lip_huron",
]

# %% [markdown]
# ## The places
#
# A partnership *coordinates* where services are many, *builds capacity* where newcomers are many and services
# few, and *attracts* where newcomers are few.

# %%
settings = {name: partnersim.load(name, years=YEARS) for name in SIX}
for one in settings.values():
    print(f"{one.title.en}: {one.question.en}")

# %%
runs = {name: partnersim.run(one, runs=RUNS) for name, one in settings.items()}
frame = pd.concat(
    {name: one.partnerships for name, one in runs.items()}, names=["scenario"]
).reset_index("scenario")
frame = frame[frame["phase"] == "scenario"]
units = runs["lip_hamilton"].partnerships.attrs["units"]

# %% [markdown]
# ## Stages, plans, members
#
# Stages go from 0, convening, to 4, learning. `planned` is how wide the plan is, `done` how much of it is
# carried out.

# %%
columns = ["stage", "certainty", "members", "representativeness", "trust", "planned", "done"]
end = frame[frame["month"] == frame.groupby("scenario")["month"].transform("max")]
table = end.groupby("scenario")[columns].mean().loc[SIX]
table.insert(0, "place", end.groupby("scenario")["place"].first())
table.round(2)

# %%
pd.Series(units)[columns].to_frame("unit")

# %%
# %matplotlib inline
figure, (above, below) = plt.subplots(2, 1, figsize=(8, 7), layout="constrained")
for name in SIX:
    line = frame[frame["scenario"] == name].groupby("month")["stage"].mean()
    above.plot([n / 12 for n in range(len(line))], line, label=name.removeprefix("lip_"))
above.set(ylabel="stage", xlabel="years since it began", yticks=range(5))
above.set_yticklabels(["convening", "council", "plan", "implementation", "learning"])
above.legend(frameon=False)
table[["planned", "done"]].rename(lambda name: name.removeprefix("lip_")).plot.bar(ax=below, rot=0)
_ = below.set(ylabel="share of the widest plan", xlabel="")

# %% [markdown]
# ## Funding made certain
#
# Toronto West has a large council and does not know how long its money lasts. The same place and the same
# draws, with money that is surely renewed and given for three years. That certainty carries a partnership
# further is written into the rules; how far it does here is what one reads.

# %%
from partnersim.analysis.runs.paired_runs import interval

sure = ["partnerships.lip_toronto_west.renewal=1.0", "partnerships.lip_toronto_west.term_years=3"]
certain = partnersim.run(
    partnersim.load("lip_toronto_west", sure, years=YEARS), runs=RUNS
).partnerships
before = end[end["scenario"] == "lip_toronto_west"].set_index("run")
after = certain[certain["month"] == certain["month"].max()].set_index("run")
effect = pd.DataFrame(
    {
        name: [one.mean, one.low, one.high]
        for name in ("certainty", "stage", "members", "done")
        for one in [interval((after[name] - before[name]).to_numpy())]
    },
    index=["certain less uncertain", "low", "high"],
).T
effect.round(2)

# %% [markdown]
# ## The full design

# %%
if FULL:
    effect.to_csv("full/5_certain.csv", float_format="%.6g")
    table.to_csv("full/5_partnerships.csv", float_format="%.6g")
pd.read_csv("full/5_partnerships.csv", index_col=0).round(2)

# %%
pd.read_csv("full/5_certain.csv", index_col=0).round(2)

# %% [markdown]
# What the patterns say; `written_in` marks what remains without choices. What coordination and capacity do for the
# share of newcomers served is not written in, and too little to matter.

# %%
patterns = pd.read_csv(Path("..") / "docs" / "data" / "patterns.csv")
patterns[patterns["pattern"] == "P15"][
    ["part", "written_in", "mean", "low", "high", "holds", "verdict"]
]
