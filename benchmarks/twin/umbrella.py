"""The umbrella table: board, common demand, what it presses for, mobilisation; and policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .board import logistic

if TYPE_CHECKING:
    from .funder import Funder
    from .model import Twin
    from .organization import Organization

HELD_TO_BE_MANY = 3  # issues: needs to put first, lighter reports, mission support


class Umbrella:
    """The table of organisations that are members.

    Parameters
    ----------
    model
        The twin.
    """

    def __init__(self, model: Twin) -> None:
        self.model = model
        kinds = len(model.kinds)
        self.demand = [1 / kinds] * kinds
        self.asked = [1 / 3] * 3
        self.unity = 0.0

    def members(self) -> list[Organization]:
        """Members that are open."""
        return [one for one in self.model.living() if one.umbrella_member]

    def elect(self) -> None:
        """In May, its board: by lot, in proportion to votes."""
        members = self.members()
        for one in self.model.living():
            one.on_board = False
        self.weigh(members)
        left = list(members)
        for _ in range(min(int(self.model.numbers.umbrella.board_seats), len(left))):
            chosen = self.model.random.choices(left, weights=[self.vote(o) for o in left])[0]
            chosen.on_board = True
            left.remove(chosen)

    def weigh(self, members: list[Organization]) -> None:
        """Influence: a member's part of the posts of all."""
        posts = sum(one.staff for one in members) or 1.0
        for one in members:
            one.influence = one.staff / posts

    def vote(self, one: Organization) -> float:
        """influence^gamma x how far it attends."""
        return float(max(1e-9, one.influence) ** self.model.numbers.umbrella.gamma * one.attendance)

    def deliberate(self) -> None:
        """Each quarter: the needs to put first, and what to press for."""
        members = self.members()
        if not members:
            return
        self.weigh(members)
        votes = [self.vote(one) for one in members]
        self.demand = self.agree([one.priorities for one in members], votes)
        for one in members:
            self.stakes(one)
        self.asked = self.agree([shares(one.stakes) for one in members], votes)
        apart = [
            sum(abs(a - b) for a, b in zip(one.priorities, self.demand, strict=True)) / 2
            for one in members
        ]
        total = sum(votes)
        self.unity = 1 - sum(v * d for v, d in zip(votes, apart, strict=True)) / total

    def agree(self, views: list[list[float]], votes: list[float]) -> list[float]:
        """What enough votes can live with, by its support; where nothing is, the most accepted."""
        numbers, total = self.model.numbers.umbrella, sum(votes)
        length = len(views[0])
        mean = [
            sum(v * view[k] for v, view in zip(votes, views, strict=True)) / total
            for k in range(length)
        ]
        if not numbers.consensus:
            return mean
        bar = numbers.tolerance / length
        support = [
            sum(v for v, view in zip(votes, views, strict=True) if view[k] >= bar) / total
            for k in range(length)
        ]
        accepted = [k for k in range(length) if support[k] >= numbers.acceptance]
        if not accepted:
            accepted = [max(range(length), key=lambda k: support[k])]
        whole = sum(mean[k] for k in accepted) or 1.0
        return [mean[k] / whole if k in accepted else 0.0 for k in range(length)]

    def stakes(self, one: Organization) -> None:
        """What it would gain in posts if an issue were wholly won."""
        model, main = self.model, self.model.main
        c, cost = model.numbers.policy.concession, 12 * model.numbers.staff.cost_a_month
        noise, needs = model.numbers.contest.noise, 0.0
        for programme in main.agreements_open():
            contract = one.contracts[main.name, programme]
            won = main.points_to_win.get(programme, 0.0)
            now = contract.points_of_fit - won
            gain = max(0.0, logistic(-won / noise) - logistic(now / noise))
            needs += max(contract.amount, contract.asked) / cost * gain
        reports = c * one.relations[main.name].reporting / model.numbers.staff.hours_a_month
        one.stakes = [needs, reports, self.of_missions(one, c) / cost]

    def of_missions(self, one: Organization, c: float) -> float:
        """Dollars: c more money and as many more places; where all hold a grant, a larger one."""
        main, living = self.model.main, self.model.living()
        if "mission" not in main.programmes_open():
            return 0.0
        grants = [other.contracts[main.name, "mission"].amount for other in living]
        holders = sum(grant > 0 for grant in grants)
        lever = max(1e-9, main.value("mission_grant", "coverage"))
        wider = min(1.0, lever * (1 + c)) / lever - 1
        mine = one.contracts[main.name, "mission"].amount
        if mine > 0:
            return float(mine * ((1 + c) / (1 + wider) - 1))
        others = len(living) - holders
        return float(sum(grants) / max(1, holders) * min(1.0, wider * holders / max(1, others)))

    def mobilise(self) -> None:
        """At the quarter's end: those whose open advocacy suffices, as far as nothing is taken up."""
        main, numbers = self.model.main, self.model.numbers.mobilization
        taking = 0.0
        for one in self.members():
            spare = (1 - main.uptake) * one.hours["advocacy"]
            one.mobilised = spare >= numbers.hours
            taking += one.influence * one.mobilised
        for funder in self.model.ministries:
            funder.pressure = max(funder.pressure, taking * self.unity)


def shares(values: list[float]) -> list[float]:
    """As shares of their sum."""
    total = sum(values)
    return [value / total for value in values] if total > 0 else [1 / len(values)] * len(values)


def said(one: Organization, funder: Funder) -> list[float]:
    """(1 - echo e) priorities + echo e policy, e the posts that agreements pay."""
    echo = one.model.numbers.policy.echo * min(1.0, one.posts_tied / max(0.1, one.staff))
    return [
        (1 - echo) * own + echo * theirs
        for own, theirs in zip(one.priorities, funder.priorities, strict=True)
    ]


def move_policy(model: Twin, funder: Funder) -> None:
    """Priorities go from the minister's agenda towards what is heard; issues are won."""
    numbers, umbrella = model.numbers.policy, model.umbrella
    terms = funder.terms.values["consultation"]
    funder.pressure *= 1 - model.numbers.mobilization.wearing_off
    advice = [0.0] * len(model.kinds)
    own = delegates = 0.0
    for one in model.living():
        relation = one.relations[funder.name]
        if not relation.seat:
            continue
        weight = one.attendance * relation.tie
        if relation.delegate:
            delegates += weight
        else:
            own += weight
            advice = [a + weight * s for a, s in zip(advice, said(one, funder), strict=True)]
    voice = delegates + numbers.seats_of_pressure * funder.pressure
    of_needs = voice * umbrella.asked[0]
    advice = [a + of_needs * d for a, d in zip(advice, umbrella.demand, strict=True)]
    before = 1.0 if terms["timing"] == "before_draft" else numbers.after_draft
    reach = min(1.0, terms["responsiveness"] * funder.attitude * before)
    total = own + of_needs
    uptake = reach * total / (total + numbers.half_heard)
    funder.uptake += numbers.pace * (uptake - funder.uptake)
    heard = [a / total for a in advice] if total > 0 else funder.minister_agenda
    for kind, agenda in enumerate(funder.minister_agenda):
        aim = agenda + funder.uptake * (heard[kind] - agenda)
        funder.priorities[kind] += numbers.pace * (aim - funder.priorities[kind])
    for issue in (1, 2):
        spent = voice * umbrella.asked[issue]
        aim = numbers.concession * reach * spent / (spent + numbers.half_heard)
        funder.won[issue] += numbers.pace * (aim - funder.won[issue])
