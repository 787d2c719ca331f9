"""Means that the findings name beside what discover says: `python experiments/left_out_by_consensus/means.py`."""

from pathlib import Path

from scipy.stats import t as student_t

import partnersim

STRICT = 0.8  # of votes needed
MEASURES = (
    "dissent_share", "umbrella_members_share", "heard_of_small", "heard_of_others",
    "need_after_24_months", "ineligible_served_share",
)  # fmt: skip

WORLD = (
    "umbrella.tolerance", "umbrella.news", "policy.after_draft", "policy.concession",
    "population.identity_spread", "invitations.doubt",
)  # fmt: skip

rows = partnersim.Sweep.read(Path(__file__).parent / "results").outcomes.groupby("row").mean()
by_consensus = rows["umbrella.consensus"] == 1.0
strict = by_consensus & (rows["umbrella.acceptance"] > STRICT)
for name in MEASURES:
    means = rows[name][by_consensus].mean(), rows[name][~by_consensus].mean()
    worlds = [
        rows[kept].groupby(list(WORLD))[name].mean() for kept in (by_consensus, ~by_consensus)
    ]
    apart = worlds[0] - worlds[1]  # in the same world
    half = student_t.ppf(0.975, len(apart) - 1) * apart.sem()
    print(
        f"{name}: by consensus {means[0]:.4f}, by vote {means[1]:.4f}, "
        f"apart {apart.mean():.4f} [{apart.mean() - half:.4f}; {apart.mean() + half:.4f}]"
    )
print(
    f"dissent_share where more than {STRICT:g} of votes are needed: {rows['dissent_share'][strict].mean():.4f}"
)
