"""Commands from `commands.csv`, and options from `options.csv`: a row an option, with those that take it.

kind: flag, text, texts (as often as needed), number, `whole` with its bounds, or `choice` with what is
allowed; a bound is a number or the name of one in scenario/arguments.py. help: `{n}` is the default.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import Any

import click

from partnersim.cli.number_types import Number, Whole, WholeFrom
from partnersim.language import say
from partnersim.scenario import arguments


@functools.cache
def _rows_in(name: str) -> list[dict[str, str]]:
    # read here: light commands do not load the declarations, beside which tables are read
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def commands() -> dict[str, dict[str, str]]:
    """The rows of `commands.csv` by name, in the order in which one meets the commands."""
    return {row["name"]: row for row in _rows_in("commands.csv")}


def arguments_of(command: dict[str, str]) -> list[click.Argument]:
    """The argument that a command takes, if any; more: `required`, `several`."""
    if not command["argument"]:
        return []
    metavar, default = say(command["metavar"]), command["default"]
    more = command["more"].split()
    attributes: dict[str, Any] = {"default": default} if default else {}
    return [
        click.Argument(
            [command["argument"]],
            metavar=f"[{metavar}]" if default else metavar,
            required="required" in more,
            nargs=-1 if "several" in more else 1,
            **attributes,
        )
    ]


def options_of(command: str) -> list[click.Option]:
    """What a command takes, in the language in use."""
    rows = _rows_in("options.csv")
    return [_option(row) for row in rows if command in row["commands"].split()]


def _option(row: dict[str, str]) -> click.Option:
    kind, *detail = row["kind"].split()
    default: Any = row["default"] or None
    attributes: dict[str, Any] = dict.fromkeys(row["more"].split(), True)
    if kind == "flag":
        attributes["is_flag"] = True
    elif kind == "choice":
        attributes["type"] = click.Choice(detail)
    elif kind == "number":
        attributes["type"] = Number()
    elif kind == "whole":
        low, high = map(_bound, detail) if detail else (None, None)
        attributes["type"] = WholeFrom(low, high) if detail else Whole()
    attributes["multiple"] = kind == "texts"
    if default is not None:
        attributes["default"] = int(default) if kind == "whole" else default
    if metavar := row["metavar"] or ("N" if kind in ("number", "whole") else ""):
        attributes["metavar"] = say(metavar)
    return click.Option(row["names"].split(), help=say(row["help"], n=default), **attributes)


def _bound(name: str) -> int:
    return int(name) if name.isdecimal() else int(getattr(arguments, name))
