"""What the command line, or a call in Python, changed in a scenario's file: for the title and the first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnersim.language import say
from partnersim.report.pages.changes import funder_name, lever_name
from partnersim.report.pages.dated import path_in, value_at, value_said
from partnersim.report.pages.parts import title_of
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE
from partnersim.scenario.schema import FUNDERS

_TOLD_ELSEWHERE = ("years", "scale", "reading")  # a title names its reading


def title(manifest: Mapping[str, Any]) -> str:
    """What the scenario of a manifest is called, with the word that it is not as its file has it."""
    own = title_of(manifest["scenario"])
    return say("{title}, changed", title=own) if sentence(manifest) else own


def sentence(manifest: Mapping[str, Any]) -> str:
    """Each value that was laid over the file, with that of the file where it is ours; nothing where none was."""
    told = list(_told(manifest))
    return say("Changed for this run: {values}.", values=say("; ").join(told)) if told else ""


def _told(manifest: Mapping[str, Any]) -> Iterator[str]:
    paths = [
        path
        for path, origin in manifest.get("provenance", {}).items()
        if origin["from"] in (COMMAND_LINE, ARGUMENT) and path not in _TOLD_ELSEWHERE
    ]
    if not paths:
        return
    scenario = manifest["scenario"]
    file = library.shipped().get(scenario["name"])
    shipped = {} if file is None else load(str(file)).resolved()
    for path in paths:
        now, before = (_value(each, path) for each in (scenario, shipped))
        if now == before:
            if not now:
                yield path
            continue
        what = {"what": _name(path), "value": now, "before": before}
        yield say("{what}: {value} rather than {before}" if before else "{what}: {value}", **what)


def _name(path: str) -> str:
    """A lever without its explanation, with whose it is."""
    parts = path_in(path)
    if parts[0] not in FUNDERS:
        return _short(path)
    return f"{_short('.'.join(parts[2:]))} ({funder_name(parts[1])})"


def _value(scenario: Mapping[str, Any], path: str) -> str:
    """A value as tables have it; nothing where the scenario has none there."""
    parts = path_in(path)
    value = value_at(scenario, parts) if scenario else None
    lever = ".".join(parts[2:] if parts[0] in FUNDERS else parts)
    return "" if value is None else value_said(lever, value)


def _short(lever: str) -> str:
    return lever_name(lever).partition(":")[0].rstrip()
