"""A reading: one point of the unknowns under a name, laid over any scenario (`reading: NAME`, `--reading NAME`).

It states unknowns alone, so that they are not drawn; what the command line states goes over it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from partnersim.declarations import Role, Text
from partnersim.language import UserError, did_you_mean
from partnersim.scenario import library
from partnersim.scenario import reading as files
from partnersim.scenario.merging import Origin, Provenance, merge, placed
from partnersim.scenario.parameter_groups import of_role

KEY = "reading"


def shipped_readings() -> dict[str, Path]:
    """Name and file of each reading that ships, by name."""
    files_of = sorted(library.shipped_folder("readings").glob("*.yaml"))
    return {path.stem: path for path in files_of}


def lay(content: dict[str, Any], provenance: Provenance) -> dict[str, Any]:
    """A scenario's content with the unknowns of the reading that it names.

    Parameters
    ----------
    content
        Merged; it names a reading, or none.
    provenance
        Where values came from. Learns of those that the reading states.

    Returns
    -------
    content : dict

    Raises
    ------
    UserError
        Where there is no such reading, or it states what is no unknown.
    """
    name = content.get(KEY)
    if name is None:
        return content
    path, read = _read(str(name), provenance)
    unknowns = of_role(Role.UNCERTAINTY)
    for unknown, value in (read.get("unknowns") or {}).items():
        if unknown not in unknowns:
            raise UserError(
                "{path}: {name} is not an unknown; a reading states unknowns alone.{hint}",
                path=path,
                name=unknown,
                hint=did_you_mean(str(unknown), unknowns),
            )
        stated = provenance.get(unknown)
        if stated is None or stated.file is not None:  # not what the command line states
            over = placed(unknown, value, str(path))
            content = merge(content, over, Origin(path.name, file=path), provenance)
    return content


def title_of(content: dict[str, Any], title: Text) -> Text:
    """A scenario's title, with the reading it is run under."""
    name = content.get(KEY)
    if name is None:
        return title
    words = files.read(shipped_readings()[str(name)])["title"]
    form, reading = "{scenario} ({reading})", Text(words["en"], words["fr"])
    return Text(form, form, values=(("scenario", title), ("reading", reading)))


def in_short(name: str) -> Text:
    """A reading in a word, for where there is no room for its title; its name, where it ships no longer."""
    shipped = shipped_readings()
    words = (files.read(shipped[name]) if name in shipped else {}).get("short") or {}
    return Text(words.get("en", name), words.get("fr", name))


def without_reading(title: str, name: str | None) -> str:
    """A title in either language, without the reading that `title_of` wrote after it."""
    shipped = shipped_readings()
    for words in files.read(shipped[name])["title"].values() if name in shipped else ():
        title = title.removesuffix(f" ({words})")
    return title


def _read(name: str, provenance: Provenance) -> tuple[Path, dict[str, Any]]:
    shipped = shipped_readings()
    if name not in shipped:
        raise UserError(
            "{place}: there is no reading named {name!r}; those that ship: {names}.{hint}",
            place=provenance[KEY].in_message,
            name=name,
            names=", ".join(shipped),
            hint=did_you_mean(name, shipped),
        )
    return shipped[name], files.read(shipped[name])
