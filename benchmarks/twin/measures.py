"""Headline measures, month by month, by the formulas that `partnersim explain` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import life
from .working_hours import ACTIVITIES

if TYPE_CHECKING:
    from .model import Twin


class Measures:
    """Rows of measures, and how far the books are off.

    Parameters
    ----------
    model
        The twin.
    """

    def __init__(self, model: Twin) -> None:
        self.model = model
        self.rows: list[dict[str, float]] = []
        self.waits: list[dict[bool, tuple[float, float]]] = []
        self.off = {"money": 0.0, "hours": 0.0, "people": 0.0, "budgets": 0.0}
        self.person_months = 0

    def record(self) -> None:
        """Measure the month that ends."""
        row = {"month": float(self.model.month), **self.of_organizations(), **self.of_newcomers()}
        self.rows.append(row)
        self.check()

    def of_organizations(self) -> dict[str, float]:
        """Measures over living organisations."""
        model, living = self.model, self.model.living()
        number = len(living)
        hours = sum(one.hours[name] for one in living for name in ACTIVITIES)
        mission = sum(one.hours["advocacy"] + one.hours["associative_life"] for one in living)
        amounts = asked = with_agreement = 0.0
        for one in living:
            for (_, programme), contract in one.contracts.items():
                if model.instrument(programme) == "service_agreement":
                    amounts += contract.amount
                    asked += contract.asked
            with_agreement += any(
                one.contracts[model.main.name, programme].amount > 0
                for programme in model.main.agreements_open()
            )
        return {
            "identity_mean": sum(life.identity(one) for one in living) / number,
            "community_seats_share": sum(life.community_seats(one) for one in living) / number,
            "mission_hours": mission,
            "mission_posts": sum(one.posts_mission for one in living),
            "staff_total": sum(one.staff for one in living),
            "with_agreement": with_agreement,
            "refused_share": 1 - amounts / asked if asked else 0.0,
            "reporting_share": sum(one.hours["reporting"] for one in living) / hours,
            "direct_access_share": sum(
                one.relations[model.main.name].direct_access for one in living
            )
            / number,
            "members_total": sum(one.members for one in living),
            "organizations_alive": float(number),
            "served_at_own_expense": sum(one.hours["served_ineligible"] for one in living),
            "policy_uptake": model.main.uptake,
            "tie_mean": sum(one.relations[model.main.name].tie for one in living) / number,
            "fundraising_share": sum(one.hours["fundraising"] for one in living) / hours,
            "delivery_share": sum(one.hours["delivery"] for one in living) / hours,
            "advocacy_share": sum(one.hours["advocacy"] for one in living) / hours,
        }

    def of_newcomers(self) -> dict[str, float]:
        """Measures over newcomers."""
        model, people = self.model, self.model.people
        lists, began = model.lists, people.opened
        waiting = {
            side: max(0.0, lists.listed[side] - began[side]) + lists.joined[side] / 2
            for side in (True, False)
        }
        self.person_months += model.present()
        self.waits.append({side: (waiting[side], people.opened[side]) for side in (True, False)})
        row = {
            "newcomers_present": model.present() * model.scale,
            "dropped_out": people.dropped * model.scale,
        }
        for side, name in ((True, "eligible"), (False, "ineligible")):
            row[f"need_after_24_months_{name}"] = people.need_after_24(model.month, (side,))
            year = self.waits[-12:]
            opened = sum(month[side][1] for month in year)
            row[f"months_waited_{name}"] = (
                sum(month[side][0] for month in year) / opened if opened else float("nan")
            )
            row[f"opened_{name}"] = people.opened[side] * model.scale
        row["need_after_24_months"] = people.need_after_24(model.month, (True, False))
        people.opened = {True: 0, False: 0}
        people.dropped = 0
        return row

    def check(self) -> None:
        """How far money, hours, people and budgets are from balancing, at worst so far."""
        model, off = self.model, self.off
        off["money"] = max(off["money"], model.books.off())
        off["people"] = max(off["people"], float(abs(model.people.off())))
        for one in model.living():
            spent = sum(one.hours[name] for name in ACTIVITIES)
            total = one.hours["of_the_month"]
            off["hours"] = max(off["hours"], abs(spent - total) / max(1.0, total))
        for funder in model.funders:
            short = model.owed_by(funder.name) - model.books.balance(funder.name)
            over = funder.awarded - funder.budget
            off["budgets"] = max(off["budgets"], max(short, over) / max(1.0, funder.budget))
