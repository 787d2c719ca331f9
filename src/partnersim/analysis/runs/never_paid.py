"""A warning where a funder gives a share to the instrument of a plug-in and no run has a payment of it.

A rule that never pays ends as quietly as any other and the ledgers balance, so that somebody who writes one sees it
nowhere but here. Instruments of partnersim are tested for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from partnersim import instruments, plugins
from partnersim.language import current, say, warn

if TYPE_CHECKING:
    import pyarrow

    from partnersim.declarations import Instrument
    from partnersim.results import RunTables
    from partnersim.scenario.settings import Settings


def warn_of_never_paid(settings: Settings, done: Iterable[RunTables]) -> None:
    """Say which shares of a split brought nobody anything, in any of these runs.

    Parameters
    ----------
    settings
        Of the runs.
    done
        Finished runs; nothing is said where there is none.
    """
    added = {one.key: one for one in _of_plug_ins()}
    flows = [run.tables["flows"] for run in done] if added else []
    for funder, key in _given_a_share(settings, added) if flows else ():
        if not any(_pays(table, funder, added[key].name) for table in flows):
            warn(
                say(
                    "{scenario}: the split of {funder} gives {instrument} ({key}) a share, and nothing was paid by it "
                    "in any run. If somebody should have been paid, look at when its step pays and who may ask.",
                    scenario=settings.name,
                    funder=funder,
                    instrument=added[key].title.in_language(current()),
                    key=key,
                )
            )


def _of_plug_ins() -> Iterator[Instrument]:
    for module in instruments.modules():
        if hasattr(module, "INSTRUMENT") and plugins.of(module):
            yield module.INSTRUMENT


def _given_a_share(
    settings: Settings, added: Mapping[str, Instrument]
) -> dict[tuple[str, str], None]:
    """Funders and keys of their splits, at the start or from a date on."""
    at_any_time = (settings, *(change.settings for change in settings.changes))
    return {
        (funder.name, key): None
        for each in at_any_time
        for funder in each.funders.values()
        for key, share in funder.values["funding"]["split"].items()
        if key in added and share > 0.0
    }


def _pays(flows: pyarrow.Table, funder: str, purpose: str) -> bool:
    by_it = pc.and_(pc.equal(flows["payer"], funder), pc.equal(flows["purpose"], purpose))
    paid = pc.sum(pc.filter(flows["amount"], by_it)).as_py()
    return bool(paid and paid > 0.0)
