"""The reference scenario of a run: `compare_to:` of its scenario, else the eldest of those it extends.

`reference_sets` of its file says what that has otherwise, such as the same places without a partnership's money.

Both have the same months, the same scale and the same own list. Of what the command line sets, what a
scenario does (a funder, a partnership, a lever of the model) is the scenario's alone; what is not known
of the world (all other parameters of the model, the population, its places) holds for both.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from partnersim.declarations import Role
from partnersim.language import InputWarning, UserError
from partnersim.scenario.loading import load
from partnersim.scenario.merging import place_at
from partnersim.scenario.own_files import file_options
from partnersim.scenario.parameter_groups import model_groups, of_role
from partnersim.scenario.settings import Settings

_OF_BOTH = ("main_ministry", "places", "population", "reading", "spin_up")


def reference_of(settings: Settings) -> tuple[Settings | None, str]:
    """The settings a scenario is compared with, or None and why there are none.

    A scenario that is its own reference has none, without a reason. Raises UserError where
    `compare_to` names one that cannot be compared.
    """
    if settings.compare_to is None:
        return None, ""
    try:
        with warnings.catch_warnings():  # what is odd about an own list was said of the scenario
            warnings.simplefilter("ignore", InputWarning)
            reference = load(settings.compare_to, settings.reference_sets, **_of_both(settings))
        if reference.place_names != settings.place_names:
            raise UserError(
                "{reference} has other places ({other}) than {scenario} ({own})",
                reference=reference.name,
                scenario=settings.name,
                other=", ".join(reference.place_names),
                own=", ".join(settings.place_names),
            )
    except UserError as error:
        if "compare_to" in settings.provenance:
            raise UserError(
                "{place}: compare_to: {problem}",
                place=settings.origin("compare_to").in_message,
                problem=error,
            ) from None
        return None, str(error)
    if identity(reference) == identity(settings):
        return None, ""
    title = settings.reference_title
    return reference if title is None else replace(reference, title=title), ""


def held_by_both(settings: Settings) -> dict[str, Any]:
    """What the command line sets that holds for the reference too, by path."""
    return {path: value for path, value in _laid_over(settings) if _is_of_both(path)}


def identity(settings: Settings) -> str:
    """All of the settings that a run depends on, names aside, as text."""
    return json.dumps(_plain(settings), ensure_ascii=False)


def _plain(settings: Settings) -> dict[str, Any]:
    content = settings.resolved()
    for key in ("name", "title", "question", "answered_by", "lineage", "files"):
        content.pop(key, None)
    return content | {
        "spin_up": settings.spin_up_months,
        "fixed": sorted(settings.fixed),
        "files": [_digest(file) for file in (settings.population_file, settings.credits_file)],
        "file_options": file_options(settings.content.get("population") or {}),
        "regime": _plain(settings.regime) if settings.regime else None,
    }


def _digest(file: Path | None) -> str | None:
    return None if file is None else hashlib.blake2b(file.read_bytes()).hexdigest()


def _of_both(settings: Settings) -> dict[str, Any]:
    """The same months, scale and own list, and what the command line sets of the world."""
    laid: dict[str, Any] = {}
    for path, value in held_by_both(settings).items():
        place_at(laid, path, value)
    for key in ("years", "scale"):
        laid[key] = getattr(settings, key)
    laid["start"] = str(settings.start)
    place_at(laid, "spin_up.months", settings.spin_up_months)
    for key, file in (("file", settings.population_file), ("credits", settings.credits_file)):
        if file is not None:
            place_at(laid, f"population.{key}", str(file.absolute()))
    for key, value in file_options(settings.content.get("population") or {}).items():
        place_at(laid, f"population.{key}", value)
    return laid


def _laid_over(settings: Settings) -> Iterator[tuple[str, Any]]:
    """What no file states, by path."""
    for path, origin in settings.provenance.items():
        if origin.file is None:
            yield path, settings.stated(path)


def _is_of_both(path: str) -> bool:
    top, _, _ = path.partition(".")
    return top in _OF_BOTH or (top in model_groups() and path not in of_role(Role.LEVER))
