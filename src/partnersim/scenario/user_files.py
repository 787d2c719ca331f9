"""A user's own list of organisations and amounts, read before anything starts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError
from partnersim.population.lists.form import OF_THE_CREDITS, OF_THE_LIST, form_of
from partnersim.scenario.own_files import SCALE_MONEY, OwnFiles, file_options
from partnersim.scenario.validation_errors import wrong

if TYPE_CHECKING:
    from partnersim.population.organization_list import Amount
    from partnersim.scenario.settings import Settings


def read_own_files(settings: Settings, regime: Settings) -> OwnFiles:
    """The scenario's own files. Raises UserError that names the key and, in a file, the line."""
    path, credits = settings.population_file, settings.credits_file
    population = settings.content.get("population") or {}
    _check_file_options(settings, population)
    if path is None:
        return OwnFiles()
    from partnersim.population.envelope_scaling import doubts, money_factor
    from partnersim.population.organization_list import amounts_of, organizations_of

    with _with_origin(settings, "file"):
        form = form_of(population, OF_THE_LIST)
        listed = organizations_of(path, settings.jurisdiction, settings.place_names, form)
    amounts: list[Amount] = []
    if credits is not None:
        with _with_origin(settings, "credits"):
            names, funders = [row.name for row in listed], [*regime.funders, *settings.funders]
            form = form_of(population, OF_THE_CREDITS)
            amounts = amounts_of(credits, settings.jurisdiction, names, funders, form)
    factor = 1.0
    if population.get(SCALE_MONEY):
        with _with_origin(settings, SCALE_MONEY):
            first = settings.start.plus(-settings.spin_up_months)
            factor = money_factor(listed, regime.parameters, first.year, settings.places)
    envelopes = {owner.name: factor * _envelopes(owner) for owner in (settings, regime)}
    odd = doubts(path, listed, regime.parameters, envelopes)
    return OwnFiles(tuple(listed), tuple(amounts), factor, tuple(odd))


def _check_file_options(settings: Settings, population: Mapping[str, Any]) -> None:
    """An option of a file needs the file, and amounts need a list."""
    for key in file_options(population):
        file = "credits" if key.startswith(OF_THE_CREDITS) else "file"
        if population.get(file) is None:
            with _with_origin(settings, key):
                raise UserError("it describes population.{file}, which is missing.", file=file)
    if settings.population_file is None and settings.credits_file is not None:
        with _with_origin(settings, "credits"):
            raise UserError("amounts need a list of organisations, population.file.")


def _envelopes(settings: Settings) -> float:
    """Dollars a year of all funders of a scenario."""
    return sum(float(funder.values["funding"]["envelope"]) for funder in settings.funders.values())


@contextlib.contextmanager
def _with_origin(settings: Settings, key: str) -> Iterator[None]:
    """Errors about a file or a key of `population` name the place that states it."""
    path = f"population.{key}"
    try:
        yield
    except UserError as error:
        raise wrong(settings.origin(path).in_message, path, str(error)) from None
