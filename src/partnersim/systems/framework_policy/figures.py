"""A framework policy, month by month: who could live with it, whether it is in force, what moves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import numbers, say
from partnersim.report.figures import canvas, months
from partnersim.systems.framework_policy.outcomes import CRITERIA, strict

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings


def draw(results: Results, settings: Settings) -> Figure:
    """The making; the sector's reaction; what the policy's money and terms change."""
    note = say("Bands: {middle}. Dotted: the share of votes that the table asks for.",
               middle=canvas.middle(results))  # fmt: skip
    figure, panels = months.draw(
        results, settings,
        (_finding(results), say("What becomes of the framework policy?"), note),
        (
            months.Panel("%", {"policy_acceptance_share": canvas.BLUE, "policy_in_force": canvas.INK},
                         100.0, steps=True),
            months.Panel("%", {"mobilized_share": canvas.VERMILLION, "mission_share": canvas.GREEN},
                         100.0),
            months.Panel("0 – 1", {"identity_mean": canvas.PURPLE, "hard_index": canvas.INK,
                                   "soft_index": canvas.ORANGE}),
        ),
    )  # fmt: skip
    umbrella = settings.parameters["umbrella"]
    needed = 100.0 * (umbrella["acceptance"] if umbrella["consensus"] else 0.5)
    panels[0].axhline(needed, color=canvas.GREY, linestyle=":", linewidth=1.2)
    panels[0].set_ylim(-3, 105)
    return figure


def draw_watched(results: Results, settings: Settings) -> Figure | None:
    """Where a secretariat watches: what ministries keep of the policy, and what its last figures show as missing."""
    if not settings.parameters["framework_secretariat"]["watches"]:
        return None
    last = results.sector[results.sector["month"] == results.sector["month"].max()]
    finding = say(
        "The last figures show {missing} of the mission money promised as missing",
        missing=numbers.percent(float(last["policy_missing_published"].mean())),
    )
    note = _note(results)
    if unwatched := _is_unwatched(results.manifest.get("reference")):
        note += " " + say("Nobody watches in the reference: nothing is published as missing there.")
    money = {"policy_money_kept": canvas.GREEN, "policy_missing_published": canvas.VERMILLION}
    figure, _ = months.draw(
        results,
        settings,
        (finding, say("What do ministries keep of the policy?"), note),
        (
            months.Panel(
                "%",
                money,
                100.0,
                steps=True,
                alone=frozenset({"policy_missing_published"} if unwatched else ()),
            ),
            months.Panel("%", {"policy_terms_kept": canvas.BLUE}, 100.0),
        ),
    )
    return figure


def draw_criteria(results: Results, settings: Settings) -> Figure | None:
    """Where criteria are turned: whom each leaves out, and whom the main ministry recognises."""
    if not strict(settings.parameters):
        return None
    last = results.sector[results.sector["month"] == results.sector["month"].max()]
    finding = say(
        "At the end the ministry recognises {share} of organisations",
        share=numbers.percent(float(last["policy_recognised_share"].mean())),
    )
    colours = (canvas.BLUE, canvas.VERMILLION, canvas.ORANGE, canvas.PURPLE)
    left = {
        f"policy_no_{name}_share": colour for name, colour in zip(CRITERIA, colours, strict=True)
    }
    figure, _ = months.draw(
        results, settings,
        (finding, say("Whom do the criteria leave out?"), _note(results)),
        (
            months.Panel("%", {"policy_recognised_share": canvas.GREEN}, 100.0),
            months.Panel("%", left, 100.0, alone=frozenset(left)),
        ),
    )  # fmt: skip
    return figure


def _note(results: Results) -> str:
    """What bands are, and grey lines where there is a reference."""
    bands = say("Bands: {middle}.", middle=canvas.middle(results))
    if results.reference is None:
        return bands
    return f"{bands} {say('Grey: the reference, in its last year.')}"


def _is_unwatched(reference: Mapping[str, Any] | None) -> bool:
    """Whether no secretariat publishes anything in the reference of a manifest."""
    if reference is None:
        return False
    secretariat = reference["scenario"]["parameters"].get("framework_secretariat", {})
    return not secretariat.get("watches")


def _finding(results: Results) -> str:
    """In how many runs the policy is in force at the end."""
    last = results.sector[results.sector["month"] == results.sector["month"].max()]
    return say(
        "At the end a framework policy is in force in {share} of runs",
        share=numbers.percent(float((last["policy_in_force"] > 0).mean())),
    )


FIGURES = {  # by the name of the file
    "framework_policy": draw,
    "framework_criteria": draw_criteria,
    "framework_watched": draw_watched,
}
