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
# # 4. A sensitivity sweep
#
# *En français : ce cahier lit une expérience, fait un petit balayage, l'interrompt et le reprend, mesure ce qui
# compte par les indices de Sobol', puis cherche sous quelles conditions la dérive survient et quels leviers
# l'évitent.*
#
# What decides how many organisations call themselves service providers: choices of the ministry, unknowns, or
# luck? The small design is far too small, and says so itself. The experiment as its file states it is
# `partnersim sweep provider_identity`, then `partnersim sensitivity` and `partnersim discover` on its folder;
# its 3,584 runs, their tables and a page of findings are in `experiments/provider_identity`. `FULL` below makes
# them again; a screen of every parameter is in `docs/data/screening.csv`.

# %%
import re
import tempfile
import warnings
from pathlib import Path

import pandas as pd

import partnersim

warnings.filterwarnings("ignore", "IProgress")  # a progress bar that is not used here
FULL = False  # True: 128 samples, 2 replicates, 10 years: 3,584 runs, some minutes
SAMPLES, REPLICATES, YEARS, SCALE = (128, 2, 10, 1000) if FULL else (8, 2, 2, 1000)

# %% [markdown]
# ## The experiment
#
# Levers are choices, uncertainties are unknowns. A range left empty is that of the declaration.

# %%
text = (Path("..") / "experiments" / "provider_identity" / "provider_identity.yaml").read_text(
    encoding="utf-8"
)
print(text)

# %% [markdown]
# The same with other sizes, in a temporary folder:

# %%
sizes = {"samples": SAMPLES, "replicates": REPLICATES, "years": YEARS, "scale": SCALE}
for name, size in sizes.items():
    text = re.sub(rf"\b{name}: \d+", f"{name}: {size}", text)
place = tempfile.TemporaryDirectory()
folder = Path(place.name)
_ = (folder / "small.yaml").write_text(text, encoding="utf-8")

# %% [markdown]
# ## Interrupted, and resumed
#
# Stop it after some runs, as a closed laptop would. What is finished stays.


# %%
def stop_early(done: int) -> None:
    """Interrupt once forty runs are done."""
    if done >= 40:
        raise KeyboardInterrupt


try:
    partnersim.sweep(folder / "small.yaml", out=folder / "sweep", workers=1, progress=stop_early)
except KeyboardInterrupt:
    print("stopped")

# %%
sweep = partnersim.sweep(
    folder / "small.yaml", out=folder / "sweep", workers=0 if FULL else 1, resume=True
)
print(len(sweep.outcomes), "runs,", sweep.runs_failed, "failed")

# %%
pd.Series(sweep.outcomes.attrs["roles"], name="role").to_frame().assign(
    unit=pd.Series(sweep.outcomes.attrs["units"])
)

# %% [markdown]
# ## What matters
#
# Sobol' indices, here `total`: the share of the variance that goes with a factor, alone and with all others;
# `first_order`, alone, stands in the same table. `dummy` is what luck alone makes of the steps of this factor;
# an index whose interval is not above it is not `detectable`.

# %%
study = partnersim.sensitivity(sweep, "sobol", ["service_provider_share"])
total = study.indices.query("kind == 'total' and of == 'mean'").sort_values(
    "value", ascending=False
)
total[["factor", "value", "low", "high", "dummy", "detectable"]].round(3)

# %% [markdown]
# How far to trust it: luck's share of the variance of single runs, and whether the sample was large enough.

# %%
from partnersim.report.screens.sensitivity import trust

for sentence in trust(study.studies[0]):
    print(sentence)

# %%
# %matplotlib inline
study.plot()

# %% [markdown]
# The same from the whole study:

# %%
saved = pd.read_parquet("../experiments/provider_identity/results/sensitivity_sobol.parquet")
saved.query("outcome == 'service_provider_share' and kind == 'total' and of == 'mean'").sort_values(
    "value", ascending=False
)[["factor", "value", "low", "high", "dummy", "detectable"]].round(3)

# %% [markdown]
# ## When does drift happen, and what avoids it?
#
# We look for the worst quarter of rows. PRIM narrows conditions until such rows are dense; a classification tree
# (CART) splits the rows instead. *Density* is the share of such rows under the conditions, *coverage* the share of
# all of them that the conditions hold. PRIM's boxes leave out conditions that are not sure, and rows of one block,
# which repeat each other, count as fewer; where it takes none that does not mean that nothing matters, so read it
# beside the tree and the levers below.

# %%
from partnersim.analysis.discovery.sweep_analysis import Discovery
from partnersim.report.screens.discovery import box_in_words


def worst_quarter(folder: Path) -> Discovery:
    """Print boxes and leaves of a sweep; return what PRIM says."""
    for method in ("cart", "prim"):
        discovery = partnersim.discover(folder, "service_provider_share", worst=0.25, method=method)
        boxes = "\n".join(box_in_words(box, n) for n, box in enumerate(discovery.boxes, 1))
        print(f"{method}: {boxes or 'no box taken'}")
    print(
        f"{discovery.cases.share:.0%} of rows; luck decides in {discovery.cases.by_chance:.0%} of rows"
    )
    return discovery


drift = worst_quarter(folder / "sweep")

# %% [markdown]
# From the whole study:

# %%
whole_drift = worst_quarter(Path("../experiments/provider_identity/results"))

# %% [markdown]
# Which levers avoid it: the share of such rows in each third of a lever's range, with its interval. Thirds
# whose intervals overlap are not distinguished. First from this sweep, then from the whole study.

# %%
drift.by_lever.round(2)

# %%
place.cleanup()
whole_drift.by_lever.round(2)
