"""One organisation of a run is given or loses something, and is followed for ten years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from partnersim.model import PartnershipModel
from partnersim.state.decisions import REGISTER

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Phase

REGISTER.add("studies.impulses")
AT_YEAR = 4
TIE = 0.3
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
        self, settings: Settings, seed: int, run: int, impulse: Impulse, seen: np.ndarray | None, equal: bool,
    ) -> None:  # fmt: skip
        self.impulse, self.seen, self.equal = impulse, seen, equal
        self.target = -1
        super().__init__(settings, seed=seed, run=run, uncertainty="prior")
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
            able &= (
                ~own & (r["direct_access"] == 0.0) & (r["tie"] <= np.median(r["tie"][o["alive"]]))
            )
        rows = np.flatnonzero(able)
        if len(rows):
            which = world.draws.generator("studies.impulses", str(self.impulse.insider))
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
        for trait, believed in (
            ("usefulness", "usefulness_believed"),
            ("consent", "consent_believed"),
        ):
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
            for m in np.flatnonzero(self.world.programmes["per_client"]):
                self.world.contracts[self.target, :, m]["applied"] = False
                self.world.contracts[self.target, :, m]["months_left"] = 0

    def _note(self, month: int) -> None:
        world = self.world
        r = world.relations[self.target, world.main_funder]
        per_client = np.flatnonzero(world.programmes["per_client"])
        dollars = world.contracts["amount"][self.target][:, per_client].sum()
        wage = 12.0 * float(world.parameters["staff"]["cost_a_month"][0])
        own_seat = r["seat"] and not r["delegate"]
        self.series[month] = r["tie"], own_seat, dollars / wage


_AFTER: dict[str, Callable[[Followed], None]] = {
    _INVITATIONS: Followed.after_invitations,
    _CONSULTATION: Followed.after_consultation,
    _APPLICATIONS: Followed.after_applications,
}


def follow(of: tuple[Settings, int, int, bool]) -> np.ndarray:
    """What each impulse of one run changes, summed over ten years after it has ended (impulses, series).

    Both runs, with the impulse and without, are summed over the same months.
    """
    settings, seed, run, equal = of
    seen: dict[bool, np.ndarray] = {}
    without: dict[bool, np.ndarray] = {}
    changes = np.full((len(IMPULSES), len(SERIES)), np.nan)
    for n, impulse in enumerate(IMPULSES.values()):
        model = Followed(settings, seed, run, impulse, seen.get(impulse.insider), equal)
        model.run()
        if model.target < 0:
            continue
        if impulse == Impulse(insider=impulse.insider):
            seen[impulse.insider], without[impulse.insider] = model.views, model.series
        # a seat lasts until the next invitations, in June; the year without agreements until April
        first = model.first + (14 if impulse.seat else 12 if impulse.no_agreements else 0)
        change = model.series - without[impulse.insider]
        changes[n] = change[first : first + 120].sum(axis=0) / 12.0
    return changes
