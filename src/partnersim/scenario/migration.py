"""A scenario or an experiment of an earlier version, written anew in the keys of this one.

Each former key (`former_keys.csv`) that has a successor is put in its place, at the value it had; one that has none
is taken out. Comments and order of the rest stay. Nothing else is changed: whether the value still means what it did
is for its author to say, who is told the unit.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnersim.language import say
from partnersim.scenario import reading
from partnersim.scenario.dated_changes import CHANGES, FROM
from partnersim.scenario.former_keys import former, general
from partnersim.scenario.parameter_groups import parameters

DESCRIPTION = "description"
_NAMING = ("parameter", "name")  # keys of an experiment whose value is a parameter or an outcome
_OF_PATHS = ("levers", "uncertainties")  # maps of an experiment whose keys are whole paths
_WIDEST = 10_000  # no line is folded anew


@dataclass(frozen=True, slots=True)
class Replaced:
    """A former key with the value it had; `now` is empty where nothing took its place, and `why` says why.

    stated: whether the successor had a value already, which stays.
    """

    key: str
    value: Any
    now: str
    why: str = ""
    stated: bool = False

    def in_words(self) -> str:
        """What became of it, in a sentence."""
        if not self.now:
            key = self.key if self.value is None else f"{self.key} = {self.value}"
            return say("{key}: taken out ({why}).", key=key, why=self.why)
        known = parameters().get(self.now)
        if self.stated:
            return say("{key}: taken out; {now} is stated already.", key=self.key, now=self.now)
        if known is None:
            return say("{key}: now {now}.", key=self.key, now=self.now)
        return say(
            "{key}: now {now} ({unit}); what it was set to stays.",
            key=self.key, now=self.now, unit=say(known[1].unit),
        )  # fmt: skip


def migrated(text: str, place: Path) -> tuple[str, list[Replaced]]:
    """A file's text in the keys of this version, and what was replaced in it.

    Parameters
    ----------
    text
        Of a scenario or an experiment.
    place
        What messages call the file.

    Returns
    -------
    text, replaced
        The text itself where nothing was.

    Raises
    ------
    UserError
        Where the text is not plain YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.util import load_yaml_guess_indent

    if not isinstance(reading.parse(text, place), dict):  # which says what is not plain YAML
        return text, []
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, _WIDEST
    content, indent, offset = load_yaml_guess_indent(text, yaml=yaml)
    yaml.indent(mapping=2, sequence=indent or 2, offset=offset or 0)
    replaced = list(_description(content))
    replaced += _replaced(content, content, "", flat=False)
    if not replaced:
        return text, []
    written = io.StringIO()
    yaml.dump(content, written)
    return written.getvalue(), replaced


def _description(content: dict[str, Any]) -> Iterator[Replaced]:
    """What a scenario changes was said in words under `changes`, which holds dated settings now."""
    words = content.get(CHANGES)
    if isinstance(words, str | dict) and DESCRIPTION not in content:
        _rename(content, CHANGES, DESCRIPTION)
        yield Replaced(CHANGES, "…", DESCRIPTION)


def _replaced(root: dict[str, Any], node: Any, path: str, flat: bool) -> Iterator[Replaced]:
    """Replace below a node; flat: keys of the root are whole paths, else they nest."""
    if isinstance(node, list):
        yield from _in_a_list(node)
        return
    for key in list(node) if isinstance(node, dict) else ():
        here = f"{path}.{key}" if path else str(key)
        value = node[key]
        if (row := former().get(general(here))) is not None:
            yield _move(root, node, key, here, row, flat)
        elif not path and key in _OF_PATHS and isinstance(value, dict):
            yield from _replaced(value, value, "", flat=True)
        elif not path and key == CHANGES and isinstance(value, list):
            for dated in value:
                yield from _replaced(dated, dated, "", flat=True)
        elif key in _NAMING and isinstance(value, str) and former().get(value, {}).get("now"):
            node[key] = former()[value]["now"]
            yield Replaced(value, None, str(node[key]))
        elif key != FROM:
            yield from _replaced(root, value, here, flat)
        if isinstance(node.get(key), dict) and not node[key]:
            del node[key]


def _in_a_list(names: list[Any]) -> Iterator[Replaced]:
    """Names of parameters and outcomes in a list; maps in it too."""
    for place in reversed(range(len(names))):
        name = names[place]
        if isinstance(name, str) and (row := former().get(name)) is not None:
            if row["now"] and row["now"] not in names:
                names[place] = row["now"]
            else:
                del names[place]
            yield Replaced(name, name, row["now"], "" if row["now"] else say(row["why"]))
        elif not isinstance(name, str):
            yield from _replaced({}, name, "", flat=True)


def _move(
    root: dict[str, Any], node: dict[str, Any], key: str, path: str, row: dict[str, str], flat: bool
) -> Replaced:
    now = row["now"].replace("*", path.split(".")[1]) if "*" in row["now"] else row["now"]
    plain = (
        node[key]["value"] if isinstance(node[key], dict) and "value" in node[key] else node[key]
    )
    if not now:
        del node[key]
        return Replaced(path, plain, "", say(row["why"]))
    if flat:
        if now in root:
            del node[key]
            return Replaced(path, plain, now, stated=True)
        _rename(node, key, now)
        return Replaced(path, plain, now)
    *above, last = now.split(".")
    at = root
    for name in above:
        at = at.setdefault(name, {})
    if last in at:
        del node[key]
        return Replaced(path, plain, now, stated=True)
    if at is node:
        _rename(node, key, last)
    else:
        at[last] = node.pop(key)
    return Replaced(path, plain, now)


def _rename(node: Any, key: str, now: str) -> None:
    """Under another key, at the same place and with its comments."""
    place = list(node).index(key)
    comment = node.ca.items.pop(key, None)
    node.insert(place, now, node.pop(key))
    if comment is not None:
        node.ca.items[now] = comment
