"""A scenario as the manifest of a run tells it: enough to draw and to report, not to run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from partnersim.declarations import Text
from partnersim.scenario.entities import Entry, Funder
from partnersim.scenario.merging import Origin
from partnersim.scenario.readings import KEY
from partnersim.scenario.settings import Change, Settings
from partnersim.state.calendar import Month

SHOWN = "shown"


def shown(settings: Settings) -> dict[str, Any]:
    """What figures need of a scenario beside its values: names for people, and what its files said."""
    return {
        "dated": settings.dated,
        "as_shipped": settings.as_shipped,
        "changes": {
            str(change.month): _both(change.title) for change in settings.changes if change.title
        },
        "funders": {name: _both(funder.title) for name, funder in settings.funders.items()},
        "sections": {
            key: {name: _both(entry.title) for name, entry in entries.items()}
            for key, entries in settings.sections.items()
        },
    }


def settings_of(manifest: Mapping[str, Any]) -> Settings:
    """The settings that a manifest tells; of one written before they were kept, names stand for titles."""
    scenario, told = manifest["scenario"], manifest.get(SHOWN, {})
    titles, sections = told.get("funders", {}), told.get("sections", {})
    settings = Settings(
        name=scenario["name"],
        title=_text(scenario["title"], scenario["name"]),
        question=_text(scenario["question"], scenario["name"]),
        description=_text(None, scenario["name"]),
        lineage=tuple(scenario["lineage"]),
        start=Month.parse(scenario["start"]),
        years=scenario["years"],
        scale=scenario["scale"],
        spin_up_regime=scenario["spin_up"]["regime"],
        spin_up_months=scenario["spin_up"]["months"],
        main_ministry=scenario["main_ministry"],
        funders={
            name: Funder(name, values["is_ministry"], _text(titles.get(name), name), dict(values))
            for name, values in scenario["funders"].items()
        },
        parameters=scenario["parameters"],
        population_file=None,
        credits_file=None,
        provenance={} if told.get("as_shipped") else {"": Origin("")},
        content={KEY: scenario[KEY]} if KEY in scenario else {},
        sections={
            key: {
                name: Entry(name, _text(title, name), {}, scenario.get(key, {}).get(name, {}))
                for name, title in entries.items()
            }
            for key, entries in sections.items()
        },
        dated=told.get("dated", False),
    )
    changes = (
        Change(Month.parse(month), settings, _text(title, month))
        for month, title in told.get("changes", {}).items()
    )
    return replace(settings, changes=tuple(changes))


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}


def _text(both: Mapping[str, str] | None, name: str) -> Text:
    return Text(both["en"], both["fr"]) if both else Text(name, name)
