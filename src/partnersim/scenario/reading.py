"""Reading a YAML file strictly: one document of plain maps, no aliases, no tags, no duplicates."""

from __future__ import annotations

import copy
import datetime
import functools
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from partnersim.language import UserError, say
from partnersim.language.control_characters import first_control, without_controls
from partnersim.language.paths import text_of
from partnersim.language.words import N_
from partnersim.scenario.arguments import shown_briefly

_LARGEST_FILE_BYTES = 200_000
_DEEPEST_NESTING = 20
_MOST_EVENTS = 10_000  # keys, values and ends of maps; the longest that ships has 443
_LONGEST_EXCERPT = 60


def read(path: Path) -> dict[str, Any]:
    """The map in a YAML file. Raises UserError with path and line on anything else."""
    content = parse(text_of(path, _LARGEST_FILE_BYTES), path)
    if content is None:
        raise UserError(
            "{path} is empty. A scenario holds at least `extends: mifi_status_quo`.", path=path
        )
    if not isinstance(content, dict):
        raise UserError(
            "{path}: a scenario is a map of keys and values, such as `years: 10`.", path=path
        )
    check_content(content, path)
    return content


def given(content: Mapping[Any, Any], place: object) -> dict[str, Any]:
    """A map that a Python caller hands over, read as the same text in a file would be; `place` is what
    messages call it. Numbers and arrays of NumPy are numbers and lists, paths are texts."""
    try:
        text = json.dumps(dict(content), ensure_ascii=False, default=_as_in_a_file)
    except (TypeError, ValueError, RecursionError) as error:
        raise UserError(
            "{path}: a file could not hold this ({problem}). Give texts, numbers, true or false, "
            "None, and lists and maps of these, with texts as keys.",
            path=place,
            problem=error,
        ) from None
    parsed: dict[str, Any] = parse(text, place)
    check_content(parsed, place)
    return parsed


def _as_in_a_file(value: Any) -> Any:
    if hasattr(value, "tolist"):  # NumPy's and pandas' own
        return value.tolist()
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__}: {shown_briefly(value)}")


def parse(text: str, path: object) -> Any:
    """The value a YAML text holds. Raises UserError that names `path` and the line."""
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return copy.deepcopy(_built(text, path))
    except DuplicateKeyError as error:
        key = str(error.problem).split('"')[1] if '"' in str(error.problem) else "?"
        raise UserError(
            "{path}, line {line}: the key {key!r} stands twice. Keep one of the two.",
            path=path,
            line=_line(error),
            key=key,
        ) from None
    except MarkedYAMLError as error:
        raise UserError(_not_yaml(text, path, _line(error))) from None
    except YAMLError as error:
        before = text.encode("utf-8")[: max(0, int(getattr(error, "position", 0)))]
        line = before.count(b"\n") + 1
        raise UserError(_not_yaml(text, path, line)) from None
    except (ValueError, OverflowError, RecursionError):
        raise UserError("{path}: this is not valid YAML.", path=path) from None


@functools.lru_cache(maxsize=64)
def _built(text: str, path: object) -> Any:
    """Parents and regimes are the same few texts: each is built once."""
    from ruamel.yaml import YAML

    for n, line in enumerate(text.split("\n"), 1):
        if (sign := first_control(line.removesuffix("\r"), lines=True)) is not None:
            raise UserError(
                "{path}, line {line}: the control character {sign} stands in the text; remove it.",
                path=path,
                line=n,
                sign=sign,
            )
    _refuse_what_is_not_plain(text, path)
    return YAML(typ="safe", pure=True).load(text)


def _not_yaml(text: str, path: object, line: int) -> str:
    lines = text.splitlines()
    excerpt = lines[line - 1].rstrip() if 0 < line <= len(lines) else ""
    shown = excerpt.strip()[:_LONGEST_EXCERPT]
    for number, before in reversed(list(enumerate(lines[:line], 1))):
        if _oddly_spaced(before.lstrip(" ")):
            return _other_space(path, number, before.lstrip(" "))
    if not shown:
        return say(
            "{path}, line {line}: this is not valid YAML: something that was opened, such as a bracket or a quote, is "
            "not closed.",
            path=path,
            line=line,
        )
    return say(
        "{path}, line {line}: a tab stands before {text!r}; YAML is indented with spaces."
        if "\t" in excerpt[: len(excerpt) - len(excerpt.lstrip())]
        else "{path}, line {line}: this is not valid YAML, at or just before {text!r}. A text with a colon, a "
        "quote or a "
        "bracket stands between quotes, and keys are indented alike.",
        path=path,
        line=line,
        text=shown,
    )


def _oddly_spaced(text: str) -> bool:
    """Whether a text begins with a space that YAML does not indent by, such as one that does not break."""
    return text[:1].isspace() and text[0] not in " \t\r\n"


def _other_space(path: object, line: int, text: str) -> str:
    return say(
        "{path}, line {line}: a space that is not plain (U+{code}) stands before {text!r}; YAML is "
        "indented with plain spaces.",
        path=path,
        line=line,
        code=f"{ord(text[0]):04X}",
        text=text.strip()[:_LONGEST_EXCERPT],
    )


def _directive(text: str) -> int:
    """The line of the first YAML directive, which only stands before the content; 0 where there is none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("%"):
            return number
        if line.strip() and not line.startswith("#"):
            return 0
    return 0


def _refuse_what_is_not_plain(text: str, path: object) -> None:
    """Look at the events of the text, before anything is built: aliases, tags, depth, documents."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import (
        AliasEvent,
        CollectionEndEvent,
        CollectionStartEvent,
        DocumentStartEvent,
        ScalarEvent,
    )

    if "%" in text and (line := _directive(text)):
        raise UserError(
            "{path}, line {line}: a line that begins with % is not allowed; a scenario is plain YAML 1.2.",
            path=path,
            line=line,
        )
    depth = documents = 0
    for n, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        if isinstance(event, ScalarEvent) and event.style is None and _oddly_spaced(event.value):
            raise UserError(_other_space(path, line, event.value))
        problem = ""
        if n > _MOST_EVENTS:
            problem = N_(
                "{path}, line {line}: too many keys and values; a scenario is a short text."
            )
        elif isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            problem = N_(
                "{path}, line {line}: YAML aliases (& and *) are not allowed. Write the value out."
            )
        elif getattr(event, "tag", None):
            problem = N_("{path}, line {line}: YAML tags (!) are not allowed. Write plain values.")
        elif depth > _DEEPEST_NESTING:
            problem = N_("{path}, line {line}: maps and lists are nested more than {most} deep.")
        elif documents > 1:
            problem = N_(
                "{path}, line {line}: a file holds one scenario; `---` begins a second one."
            )
        if problem:
            raise UserError(problem, path=path, line=line, most=_DEEPEST_NESTING)


def check_content(content: dict[Any, Any], path: object, above: str = "") -> None:
    """Raise UserError where a map has keys that are no words, full dates, or control characters."""
    for key, value in content.items():
        if isinstance(key, int) and value is None:
            raise UserError(
                "{path}: {key} stands where a key should. In {{burden: 0,9}} the comma ends the "
                "value: write 0.9, with a point.",
                path=path,
                key=key,
            )
        if not isinstance(key, str):
            raise UserError(
                "{path}: {key!r} is not a name; keys are words.{hint}",
                path=path,
                key=key,
                hint=say(" It stands under {above}.", above=above) if above else "",
            )
        here = f"{above}.{key}" if above else key
        check_controls(key, path, without_controls(here), lines=False)
        if isinstance(value, datetime.date):
            raise UserError(
                "{path}: {key}: {value} is a full date; a month is written YYYY-MM.",
                path=path,
                key=here,
                value=value,
            )
        if isinstance(value, dict):
            check_content(value, path, here)
        check_controls(value, path, here)


def check_controls(value: Any, path: object, key: str, lines: bool = True) -> None:
    """Raise UserError where a text, or one in a list, holds a character that no screen, figure or workbook
    bears."""
    for text in value if isinstance(value, list) else [value]:
        sign = first_control(text, lines) if isinstance(text, str) else None
        if sign is not None:
            raise UserError(
                "{path}: {key}: the control character {sign} stands in the text; remove it.",
                path=path,
                key=key,
                sign=sign,
            )


def _line(error: Any) -> int:
    return error.problem_mark.line + 1 if error.problem_mark else 1
