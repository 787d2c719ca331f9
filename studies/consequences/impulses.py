"""What does a tie, a seat or an award bring, and what when a loop is cut?

In each run one organisation is an outsider (alive, without access, of the lower half by its tie) and one
an insider (with a seat of its own). On the same keyed draws the run is made again with an impulse in the
fourth year, and again with the impulse and the ministry's view of the organisation (`invitable`, `value`)
replayed from the run without it: that cuts the way from knowing to inviting. The gain is

    1 - area of the tie's response with the loop cut / area with the loop, over ten years.

Equal organisations are as useful, as willing and as large in the ministry's eyes.

    python -m studies.consequences.impulses [runs]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.executors import opened
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from partnersim.state.draws import Draws
from studies.consequences.statements import bootstrap, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Phase

RUNS, YEARS, AT_YEAR, SEED = 160, 14, 4, 71_007
SCENARIO = "mifi_status_quo"
TIE = 0.3
EQUAL = ["invitations.size=0", "invitations.distance=0", "invitations.half_willing=0"]
SERIES = ("tie", "seat", "posts_on_agreements")
_INVITATIONS = "partnersim.mechanisms.funders.invitations"
_CONSULTATION = "partnersim.mechanisms.funders.consultation"
_APPLICATIONS = "partnersim.mechanisms.organizations.applications"


@dataclass(frozen=True)
class Impulse:
    """What happens to one organisation in the fourth year."""

    tie: float = 0.0
    seat: int = 0  # 1 given, -1 taken, for a year
    no_agreements: bool = False  # for a year
    insider: bool = False  # whom it happens to
    cut: bool = False  # the ministry's view of it replayed


IMPULSES = {
    "none, outsider": Impulse(),
    "none, insider": Impulse(insider=True),
    "tie to an outsider": Impulse(tie=TIE),
    "tie to an outsider, cut": Impulse(tie=TIE, cut=True),
    "tie from an insider": Impulse(tie=-TIE, insider=True),
    "tie from an insider, cut": Impulse(tie=-TIE, insider=True, cut=True),
    "seat to an outsider": Impulse(seat=1),
    "out for a year": Impulse(seat=-1, insider=True),
    "no agreements for a year": Impulse(no_agreements=True, insider=True),
}


class Followed(PartnershipModel):
    """A run with an impulse to one organisation, whose tie, seat and agreements are kept by month."""

    def __init__(
        self, settings: Settings, run: int, impulse: Impulse, seen: np.ndarray | None, equal: bool
    ) -> None:
        self.impulse, self.seen, self.equal = impulse, seen, equal
        self.target = -1
        super().__init__(settings, seed=SEED, run=run, uncertainty="prior")
        self.first = self.world.calendar.spin_up_months + 12 * AT_YEAR
        self.series = np.zeros((self.world.calendar.months, len(SERIES)))
        self.views = np.zeros((self.world.calendar.months, 2))  # invitable, value

    def _choose(self) -> None:
        """The organisation that the impulse meets: the same in every run of this number."""
        world, main = self.world, self.world.main_funder
        o, r = world.organizations, world.relations[:, main]
        own = r["seat"] & ~r["delegate"]
        able = o["alive"] & (o["founded_month"] < 0)
        if self.impulse.insider:
            able &= own & (world.contracts["amount"][:, main].sum(axis=1) > 0.0)
        else:
            able &= ~own & (r["direct_access"] == 0.0) & (r["tie"] <= np.median(r["tie"][o["alive"]]))
        rows = np.flatnonzero(able)
        if len(rows):
            which = Draws(SEED, self.world.now).generator("studies.impulses", str(self.impulse.insider))
            self.target = int(rows[which.integers(len(rows))])

    def _month(self) -> None:
        if self.world.now == self.first:
            self._choose()
            if self.target >= 0:
                self._give_tie()
        super()._month()
        if self.target >= 0:
            self._note(self.world.now - 1)

    def _run(self, phase: Phase) -> None:
        for act in self._steps[phase]:
            act(self.world)
            after = _AFTER.get(getattr(act, "__module__", ""))
            if after is not None:
                after(self)

    def _give_tie(self) -> None:
        """Move the tie: knowledge of what the organisation is, as much of it on file as usual."""
        if not self.impulse.tie:
            return
        world = self.world
        o, r = world.organizations[self.target], world.relations[self.target, world.main_funder]
        held = 1.0 + r["file"] + r["officer_knows"]
        tie = min(0.95, max(0.0, r["tie"] + self.impulse.tie))
        after = 1.0 / (1.0 - tie)
        more = after - held
        written = float(world.parameters["knowledge"]["written"][0])
        for trait, believed in (("usefulness", "usefulness_believed"), ("consent", "consent_believed")):
            summed = r[believed] * held
            if more > 0.0:
                summed += more * o[trait]
            else:
                summed *= (after - 1.0) / max(held - 1.0, 1e-9)
            r[believed] = summed / after
        if more > 0.0:
            r["file"] += written * more
            r["officer_knows"] += (1.0 - written) * more
        else:
            kept = (after - 1.0) / max(held - 1.0, 1e-9)
            r["file"] *= kept
            r["officer_knows"] *= kept
        r["tie"] = tie

    def _of_the_year(self) -> bool:
        return self.target >= 0 and self.first <= self.world.now < self.first + 12

    def after_invitations(self) -> None:
        """The ministry's view, kept, or replayed where the loop is cut."""
        if self.equal:
            self.world.organizations["usefulness"] = 0.0
            self.world.organizations["consent"] = 0.0
        if self.target < 0:
            return
        r = self.world.relations[self.target, self.world.main_funder]
        if self.impulse.cut and self.seen is not None:
            r["invitable"], r["value"] = self.seen[self.world.now]
        self.views[self.world.now] = r["invitable"], r["value"]

    def after_consultation(self) -> None:
        """A seat given or taken for a year."""
        if self.impulse.seat and self._of_the_year():
            r = self.world.relations[self.target, self.world.main_funder]
            r["seat"], r["delegate"] = self.impulse.seat > 0, False

    def after_applications(self) -> None:
        """No agreement is applied for in the year."""
        if self.impulse.no_agreements and self._of_the_year():
            for m in np.flatnonzero(self.world.instruments["per_client"]):
                self.world.contracts[self.target, :, m]["applied"] = False
                self.world.contracts[self.target, :, m]["months_left"] = 0

    def _note(self, month: int) -> None:
        world = self.world
        r = world.relations[self.target, world.main_funder]
        per_client = np.flatnonzero(world.instruments["per_client"])
        dollars = world.contracts["amount"][self.target][:, per_client].sum()
        wage = 12.0 * float(world.parameters["staff"]["cost_a_month"][0])
        own_seat = r["seat"] and not r["delegate"]
        self.series[month] = r["tie"], own_seat, dollars / wage


_AFTER: dict[str, Callable[[Followed], None]] = {
    _INVITATIONS: Followed.after_invitations,
    _CONSULTATION: Followed.after_consultation,
    _APPLICATIONS: Followed.after_applications,
}


def follow(of: tuple[Settings, int, bool]) -> np.ndarray:
    """All impulses of one run: sums over ten years after the impulse (impulses, series)."""
    settings, run, equal = of
    seen: dict[bool, np.ndarray] = {}
    sums = np.full((len(IMPULSES), len(SERIES)), np.nan)
    for n, impulse in enumerate(IMPULSES.values()):
        model = Followed(settings, run, impulse, seen.get(impulse.insider), equal)
        model.run()
        if model.target < 0:
            continue
        if impulse == Impulse(insider=impulse.insider):
            seen[impulse.insider] = model.views
        first = model.first + (12 if impulse.seat or impulse.no_agreements else 0)
        sums[n] = model.series[first : model.first + 120].sum(axis=0) / 12.0
    return sums


def invited_again(runs: int, ablation: Ablation, sets: list[str]) -> np.ndarray:
    """Share of the invited who are invited again, and what a lot gives, in each run (runs, 2)."""
    from partnersim.analysis.runs.paired_runs import jobs_of, tables_of

    settings = load(SCENARIO, sets, years=YEARS)
    [found] = tables_of([jobs_of(settings, runs, SEED, seats_kept, ablation=ablation)], workers=0)
    return found


def seats_kept(model: PartnershipModel) -> np.ndarray:
    """Means over the last ten years of seats kept, and of what a lot gives."""
    months = model.recorder.sector[-120:]
    return np.array(
        [np.nanmean(months["seats_kept_share"]), np.nanmean(months["seats_kept_by_lot_share"])]
    )


def main() -> None:
    """Follow the impulses; decompose who is invited again; write and judge."""
    runs = runs_asked(RUNS)
    tables: dict[str, np.ndarray] = {}
    with opened(0) as pool:
        for world, sets in (("as it is", []), ("equal organisations", EQUAL)):
            settings = load(SCENARIO, sets, years=YEARS)
            jobs = [(settings, run, bool(sets)) for run in range(runs)]
            tables[world] = np.array(list(pool.executor.map(follow, jobs)))
    names = list(IMPULSES)

    def response(world: str, impulse: str, series: str) -> np.ndarray:
        control = "none, insider" if IMPULSES[impulse].insider else "none, outsider"
        at = SERIES.index(series)
        return np.asarray(
            tables[world][:, names.index(impulse), at] - tables[world][:, names.index(control), at]
        )

    def gain(world: str, impulse: str, n: np.ndarray) -> float:
        whole, cut = (np.nansum(response(world, name, "tie")[n]) for name in (impulse, f"{impulse}, cut"))
        return float(1.0 - cut / whole)

    def brought(impulse: str, series: str, n: np.ndarray) -> float:
        return float(np.nanmean(response("as it is", impulse, series)[n]))

    rows = []
    for world in tables:
        for impulse in names[2:]:
            if IMPULSES[impulse].cut:
                continue
            for series in SERIES:
                values = response(world, impulse, series)
                found = bootstrap(runs, lambda n, v=values: float(np.nanmean(v[n])))
                rows.append((world, impulse, series, found.mean, found.low, found.high))
        for impulse in ("tie to an outsider", "tie from an insider"):
            found = bootstrap(runs, lambda n, w=world, i=impulse: gain(w, i, n))
            rows.append((world, impulse, "gain", found.mean, found.low, found.high))
    write("impulses_responses", ("world", "impulse", "series", "value", "low", "high"), rows)
    kept = {
        "as it is": invited_again(runs, Ablation(), []),
        "known alike": invited_again(runs, Ablation(levelled={"invitations": ("tie",)}), []),
        "equal organisations": invited_again(runs, Ablation(), EQUAL),
        "by lot among the willing": invited_again(
            runs, Ablation(), ["ministries.mifi.consultation.by_lot=1"]
        ),
    }
    again = [
        (name, bootstrap(runs, lambda n, v=values: float(np.nanmean(v[n, 0]))))
        for name, values in kept.items()
    ]
    again.append(
        ("by lot among all", bootstrap(runs, lambda n: float(np.nanmean(kept["as it is"][n, 1]))))
    )
    write(
        "impulses_invited_again",
        ("case", "share", "low", "high"),
        [(name, found.mean, found.low, found.high) for name, found in again],
    )

    def ratchet(n: np.ndarray) -> float:
        return gain("as it is", "tie from an insider", n) - gain("as it is", "tie to an outsider", n)

    save(
        "impulses",
        {
            "outsider": bootstrap(runs, lambda n: gain("as it is", "tie to an outsider", n)),
            "ratchet": bootstrap(runs, ratchet),
            "money_from_seats": bootstrap(
                runs, lambda n: brought("seat to an outsider", "posts_on_agreements", n)
            ),
            "seats_from_money": bootstrap(
                runs, lambda n: -brought("no agreements for a year", "seat", n)
            ),
            "invited_again": bootstrap(
                runs, lambda n: float(np.nanmean(np.diff(kept["as it is"][n], axis=1)) * -1.0)
            ),
        },
    )


if __name__ == "__main__":
    main()
