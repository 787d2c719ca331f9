"""A scenario file from loaded settings: what it extends, and what was laid over that."""

from __future__ import annotations

import io
from typing import Any

from partnersim.language import say
from partnersim.scenario import library
from partnersim.scenario.dated_changes import CHANGES, FROM
from partnersim.scenario.merging import DEFAULT, GIVEN, SHARES, SOURCE, Origin, place_at
from partnersim.scenario.settings import Settings

_WORDS = ("title", "question", "description", "reference_title")
_NEVER_SOURCED = (
    *_WORDS,
    "start",
    "years",
    "scale",
    "spin_up",
    "main_ministry",
    "extends",
    "reading",
)


def as_file(settings: Settings) -> dict[str, Any]:
    """What a file would hold that makes these settings again.

    Values that were laid over a shipped scenario or a file stand over it (`extends`), those of dates under
    `changes`; each keeps its source, or says that it was handed in. A scenario that was given as a map is
    written whole.
    """
    base = _base(settings)
    file: dict[str, Any] = {} if base is None else {"extends": base}
    dated: dict[str, dict[str, Any]] = {}
    for path, origin in settings.provenance.items():
        laid_over = origin.file is None and origin.place != DEFAULT
        if base is not None and not laid_over:
            continue
        value = _sourced(path, settings.stated(path), origin)
        if path.startswith(f"{CHANGES}."):
            _, month, inside = path.split(".", 2)
            dated.setdefault(month, {FROM: month})[inside] = value
        else:
            place_at(file, path, value)
    if dated:
        file[CHANGES] = [dated[month] for month in sorted(dated)]
    return file


def as_yaml(file: dict[str, Any]) -> str:
    """The text of a scenario file."""
    from ruamel.yaml import YAML

    yaml, text = YAML(), io.StringIO()
    yaml.default_flow_style = None
    yaml.width = 110
    yaml.dump(file, text)
    return text.getvalue()


def _base(settings: Settings) -> str | None:
    """The name of a shipped scenario, or the path of a file; nothing where it was given as a map."""
    name = settings.lineage[-1]
    if name == GIVEN:
        return None
    files = (origin.file for origin in settings.provenance.values() if origin.file is not None)
    own = next((file.resolve() for file in files if file.stem == name), None)
    shipped = library.shipped().get(name)
    return name if own is None or (shipped is not None and own == shipped.resolve()) else str(own)


def _sourced(path: str, value: Any, origin: Origin) -> Any:
    key = path.partition(".")[0]
    if key in _NEVER_SOURCED or (isinstance(value, dict) and path.rpartition(".")[2] not in SHARES):
        return value
    return {"value": value, SOURCE: origin.source or say("handed in during the run")}
