"""Funding instruments, one a file, found by being there, or brought by a plug-in.

An instrument module has `INSTRUMENT` (what it is), `GROUPS` (its levers), `COLUMNS` of its contracts and
`STEPS`: what it does when awards are made and in the phase of payments; `begin(world)` says what it owes
when a run begins. One without `INSTRUMENT` pays without a contract. Instruments never import one another;
they meet in `world.contracts`.
"""

import functools
from types import ModuleType

from partnersim import plugins
from partnersim.declarations import Instrument
from partnersim.language import UserError

FIRST = ("mission_grant", "service_agreement", "project")  # as in results that are kept


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """Every module that is there, by name; then those of plug-ins."""
    return plugins.modules_of("instruments", __name__, __path__)


@functools.cache
def declared() -> tuple[Instrument, ...]:
    """Every instrument in the order of its number in contracts: the first ones, then by name.

    Raises UserError, naming a plug-in, where two share a name or it has a usual share.
    """
    known: dict[str, ModuleType] = {}
    for module in modules():
        instrument = getattr(module, "INSTRUMENT", None)
        if instrument and instrument.usual_share and (plug_in := plugins.of(module)):
            raise UserError(
                "The plug-in {plug_in} gives its instrument a usual share. Those of partnersim sum to 1: leave it out, "
                "and scenarios give it a share.",
                plug_in=plug_in,
            )
        for name in {instrument.name, instrument.key} if instrument else ():
            if name in known:
                raise UserError(
                    "The plug-in {plug_in} calls its instrument {name}, as {other} does. Rename one.",
                    plug_in=plugins.of(module) or plugins.of(known[name]),
                    name=name,
                    other=known[name].__name__,
                )
            known[name] = module
    every = {id(module): module.INSTRUMENT for module in known.values()}
    return tuple(sorted(every.values(), key=_place))


def names() -> tuple[str, ...]:
    """The names of instruments, in the order of their numbers."""
    return tuple(instrument.name for instrument in declared())


def _place(instrument: Instrument) -> tuple[int, str]:
    return (
        FIRST.index(instrument.name) if instrument.name in FIRST else len(FIRST)
    ), instrument.name
