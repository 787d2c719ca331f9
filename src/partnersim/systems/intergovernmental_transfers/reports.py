"""Transfers between governments in a report: what is paid, and what of it is for organisations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report.pages.changes import dollars, millions

if TYPE_CHECKING:
    from partnersim.results.reading import Results

_RUN = 0  # no run differs from another in it


def answer(results: Results) -> Iterator[str]:
    """For each transfer, what its payer pays in the first year and in the last, and what reaches organisations."""
    kept, titles = results.frame("transfers"), results.manifest["shown"]["funders"]
    kept = kept[(kept["run"] == _RUN) & (kept["phase"] == "scenario")]
    for name, stated in results.manifest["scenario"].get("transfers", {}).items():
        own = kept[kept["transfer"] == name]
        first, last = own.iloc[0], own.iloc[-1]
        at_first, at_last = (millions(float(row["paid_this_year"])) for row in (first, last))
        reaching = float(last["in_envelope"])
        words = {
            "payer": titles[stated["payer"]][current()],
            "receiver": titles[stated["receiver"]][current()],
            "last": at_last,
            "passed_on": dollars(reaching, reaching / float(last["paid_this_year"])),
        }
        if at_first == at_last:
            yield say(
                "Paid between governments ({payer} to {receiver}): {last} a year, of which {passed_on} are for "
                "organisations.",
                **words,
            )
        else:
            yield say(
                "Paid between governments ({payer} to {receiver}): {first} in the first year and {last} in the last, "
                "of which {passed_on} are for organisations.",
                first=at_first,
                **words,
            )


def money_moved(scenario: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """What transfers add in the last year to the envelope of each funder, in dollars; below 0: take from it."""
    years = int(scenario["years"]) - 1
    for stated in scenario.get("transfers", {}).values():
        terms, payer = stated["transfer"], str(stated["payer"])
        amount = float(terms["amount"]) * (1.0 + float(terms["growth"])) ** years
        yield str(stated["receiver"]), float(terms["passed_on"]) * amount
        yield payer, -min(float(scenario["funders"][payer]["funding"]["envelope"]), amount)
