"""What is public, as rows of `public_face.csv`: names of Python with their signatures, commands with their options and
exit codes, columns of tables with their units, what plug-ins build on, files that commands write.

python -m tests.release.public_face          write it anew, where it is changed on purpose
python -m tests.release.public_face files    files of commands too, each called once (a minute or two)
"""

from __future__ import annotations

import contextlib
import csv
import inspect
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import partnersim
from partnersim.archive import rerun
from partnersim.cli import interruption, main, sweep
from partnersim.cli.options import arguments_of, commands, options_of
from partnersim.fieldwork import tables as fieldwork
from partnersim.language import use
from partnersim.results import columns, comparison_result
from tests.release import plugin_face

Row = tuple[str, str, str, str]  # kind, where, name, what
FILE = Path(__file__).with_name("public_face.csv")
HEADS = ("kind", "where", "name", "what")
EXIT_CODES = {
    "done": main.DONE,
    "a fault of partnersim": main.FAULT,
    "the user's mistake": main.WRONG_INPUT,
    "runs of a sweep failed": sweep.RUNS_FAILED,
    "interrupted": interruption.INTERRUPTED,
}
OF_ARCHIVES = {
    "as archived": rerun.AS_ARCHIVED,
    "something differs": rerun.DIFFERENT,
    "cannot be run here": rerun.IMPOSSIBLE,
}
SMALL = ("--runs", "2", "--years", "1", "--scale", "5000")
EXPERIMENT = """\
scenario: mifi_status_quo
years: 1
scale: 5000
levers: {ministries.mifi.accountability.burden: {}}
outcomes: [identity_mean]
design: {method: lhs, samples: 2}
"""
WRITES = {
    "run": ("run", "prsca_compliant", *SMALL, "--out", "run"),
    "compare": ("compare", "mifi_status_quo", "open_door", *SMALL, "--out", "compare"),
    "sweep": ("sweep", "study.yaml", "--workers", "1", "--out", "sweep"),
    "interview": ("interview", "mifi_status_quo", *SMALL, "--samples", "5", "--out", "interview"),
    "report": ("report", "run"),
    "archive": ("archive", "run", "--out", "archive.zip"),
}
ELSEWHERE = "calibrate"  # its files are those of a fit in tests/cli/test_calibrate_command.py


def declared() -> list[Row]:
    """All but files: nothing is run for it."""
    return [*_python(), *_commands(), *_exit_codes(), *_columns(), *plugin_face.rows(_members)]


def _python() -> Iterator[Row]:
    for name in partnersim.__all__:
        public = getattr(partnersim, name)
        yield "python", "partnersim", name, _signature(public)
        if inspect.isclass(public):
            for member, what in sorted(_members(public).items()):
                yield "python", name, member, what


def _members(public: type) -> dict[str, str]:
    """What a class of ours has, or has from one of ours: attributes, properties, methods."""
    members: dict[str, str] = {}
    for kind in reversed(public.__mro__):
        if not kind.__module__.startswith("partnersim."):
            continue
        noted = inspect.get_annotations(kind)
        members |= {name: str(what) for name, what in noted.items() if not name.startswith("_")}
        for name, member in vars(kind).items():
            if name.startswith("_") or name in noted:
                continue
            if isinstance(member, property):
                returned = inspect.signature(member.fget).return_annotation
                members[name] = f"property: {returned}"
            elif callable(member) or isinstance(member, classmethod | staticmethod):
                members[name] = _signature(getattr(kind, name))
    return members


def _signature(public: Any) -> str:
    try:
        said = str(inspect.signature(public))
    except ValueError:  # an exception without words of its own
        return ""
    return re.sub(r"""(: |-> )(["'])(.*?)\2""", r"\1\3", said)  # annotations are texts


def _commands() -> Iterator[Row]:
    use("en")
    for name, row in commands().items():
        yield "command", "partnersim", name, " ".join(str(one.name) for one in arguments_of(row))
        for option in options_of(name):
            default = f" = {option.default}" if isinstance(option.default, str | int) else ""
            kind = "flag" if option.is_flag else option.type.name
            allowed = " ".join(getattr(option.type, "choices", ()))
            what = " ".join(filter(None, (kind, allowed))) + ("" if option.is_flag else default)
            yield "option", name, option.opts[0], what


def _exit_codes() -> Iterator[Row]:
    for who, codes in (("partnersim", EXIT_CODES), ("rerun.py of an archive", OF_ARCHIVES)):
        for meaning, code in codes.items():
            yield "exit code", who, str(code), meaning


def _columns() -> Iterator[Row]:
    known = {**columns.EVERY_TABLE, **comparison_result.TABLES, **fieldwork.TABLES}
    for table, those in sorted(known.items()):
        for column in those:
            yield "column", table, column.name, column.unit


def written() -> list[Row]:
    """Files that commands write, each called once and small."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("study.yaml").write_text(EXPERIMENT)
        return [row for command, words in WRITES.items() for row in _written_by(command, words)]


def _written_by(command: str, words: Sequence[str]) -> Iterator[Row]:
    before = set(Path().rglob("*"))
    argv, sys.argv = sys.argv, ["partnersim", *words]  # which a manifest keeps
    try:
        done = CliRunner().invoke(main.cli, [*words, "--lang", "en"])
    finally:
        sys.argv = argv
    if done.exit_code:
        raise SystemExit(f"partnersim {' '.join(words)}: {done.output}")
    new = [path for path in set(Path().rglob("*")) - before if path.is_file()]
    for path in new:
        if path.suffix == ".zip":
            names = zipfile.ZipFile(path).namelist()
            # results in it are those of `run`; a wheel is named by its version
            yield from files_of(
                command,
                {
                    re.sub(r"(?<=^results/).*|(?<=partnersim-)[\d.]+(?=-py)", "…", name)
                    for name in names
                },
            )
        else:
            yield from files_of(command, [Path(*path.parts[1:]).as_posix()])


def files_of(command: str, names: Sequence[str] | set[str]) -> list[Row]:
    """Rows of what a command writes."""
    return [("file", command, name, "") for name in sorted(names)]


def kept(*kinds: str) -> list[Row]:
    """Rows of the listing, of these kinds or all."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    return [row for row in rows if not kinds or row[0] in kinds]  # type: ignore[misc]


def changes(listed: Sequence[Row], now: Sequence[Row]) -> list[str]:
    """What is gone, new or another; a change that is meant is written by the command of this file."""
    gone, new = set(listed) - set(now), set(now) - set(listed)
    return sorted(
        [f"gone: {' '.join(row)}" for row in gone] + [f"new: {' '.join(row)}" for row in new]
    )


def write(rows: Sequence[Row]) -> None:
    """The listing, in the order of its rows."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([HEADS, *rows])


if __name__ == "__main__":
    files = kept("file") if FILE.exists() else []
    if sys.argv[1:] == ["files"]:
        files = sorted([*written(), *(row for row in files if row[1] == ELSEWHERE)])
    write([*declared(), *files])
