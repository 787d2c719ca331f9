"""Reading a YAML file strictly: one document of plain maps, no aliases, no tags, no duplicates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from partnersim.language import UserError, say

_LARGEST_FILE_BYTES = 1_000_000


def read(path: Path) -> dict[str, Any]:
    """The map in a YAML file. Raises UserError with path and line on anything else."""
    text = _text(path)
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    _refuse_aliases_and_tags(path, text)
    try:
        content = YAML(typ="safe", pure=True).load(text)
    except DuplicateKeyError as error:
        key = str(error.problem).split('"')[1] if '"' in str(error.problem) else "?"
        raise UserError(
            say("{path}, line {line}: the key {key!r} stands twice. Keep one of the two.",
                path=path, line=_line(error), key=key)
        ) from None  # fmt: skip
    except MarkedYAMLError as error:
        raise UserError(
            say("{path}, line {line}: this is not valid YAML ({problem}).",
                path=path, line=_line(error), problem=error.problem)
        ) from None  # fmt: skip
    except (YAMLError, ValueError, RecursionError) as error:
        raise UserError(
            say("{path}: this is not valid YAML ({problem}).", path=path, problem=error)
        ) from None
    if not isinstance(content, dict):
        raise UserError(say("{path}: a file holds a map of keys and values.", path=path))
    return content


def _text(path: Path) -> str:
    if path.is_dir():
        raise UserError(say("{path} is a folder, not a file.", path=path))
    try:
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise UserError(say("{path} is larger than 1 MB; a scenario is a short text.", path=path))
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UserError(say("{path}: there is no such file.", path=path)) from None
    except UnicodeDecodeError:
        raise UserError(say("{path} is not a text file in UTF-8.", path=path)) from None
    except OSError as error:
        raise UserError(
            say("{path} cannot be read ({problem}).", path=path, problem=error.strerror)
        ) from None


def _refuse_aliases_and_tags(path: Path, text: str) -> None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import AliasEvent

    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.start_mark.line + 1 if event.start_mark else 0
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise UserError(
                    say("{path}, line {line}: YAML aliases (& and *) are not allowed. Write the "
                        "value out.", path=path, line=line)
                )  # fmt: skip
            if getattr(event, "tag", None):
                raise UserError(
                    say("{path}, line {line}: YAML tags (!) are not allowed. Write plain values.",
                        path=path, line=line)
                )  # fmt: skip
    except YAMLError:
        return  # the reader proper says what is wrong


def _line(error: Any) -> int:
    return error.problem_mark.line + 1 if error.problem_mark else 0
