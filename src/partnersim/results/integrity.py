"""Files of results as they were written: the manifest holds a digest of each, and who reads looks at it.

One changed bit may change a number and nothing else, so a table that is not what was written is refused.
Tables that have no digest, of folders made before there were any, are read with the checksums of their
pages and within the bounds of their columns.
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from partnersim.language import UserError, decimal, named, say
from partnersim.language.file_errors import why
from partnersim.language.paths import check_regular, path_of, text_of

MANIFEST, DIGESTS = "manifest.json", "digests"
_LARGEST_MANIFEST = 200_000_000  # bytes
_FROM_0_TO_1 = re.compile(r"share|.*\b0\b[^,;]*\bto 1\b")
_MAY_EXCEED_1 = re.compile(r"share of income|.*\ba year")
_TOLERANCE = 1e-9  # what sums of floating numbers leave


def digest_of(path: Path) -> str:
    """The BLAKE2b digest of a file's bytes, 32 hexadecimal digits."""
    check_regular(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def sealed(manifest: Mapping[str, Any], folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """The manifest as plain data, with digests of these files of the folder and of itself."""
    plain: dict[str, Any] = json.loads(json.dumps(manifest, default=str))
    plain[DIGESTS] = {name: digest_of(folder / name) for name in names}
    plain[DIGESTS][MANIFEST] = _own_digest(plain)
    return plain


def _own_digest(manifest: Mapping[str, Any]) -> str:
    digests = {name: digest for name, digest in manifest[DIGESTS].items() if name != MANIFEST}
    text = json.dumps({**manifest, DIGESTS: digests}, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def manifest_in(folder: Path) -> dict[str, Any]:
    """The manifest of a folder. Raises UserError where there is none or it is damaged."""
    path = path_of(folder / MANIFEST)
    if not folder.is_dir():
        raise UserError(
            "{path} is a file: give the folder that holds it."
            if folder.exists()
            else "There is no folder {path}.",
            path=folder,
        )
    if not path.exists():
        raise UserError(
            "{path} is not a complete results folder ({problem}).",
            path=folder,
            problem=say("it holds no {name}", name=MANIFEST),
        )
    try:
        manifest = json.loads(text_of(path, _LARGEST_MANIFEST))
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or not _is_as_sealed(manifest):
        raise damaged(path, {}, say("it is not what was written"))
    return manifest


def _is_as_sealed(manifest: Mapping[str, Any]) -> bool:
    digests = manifest.get(DIGESTS)
    if digests is None:
        return True  # of before there were any
    return isinstance(digests, dict) and digests.get(MANIFEST) == _own_digest(manifest)


def damaged(path: Path, manifest: Mapping[str, Any], problem: str) -> UserError:
    """The error for a file that is not what was written: which, why, and how to make it again."""
    words = manifest.get("command")
    command = shlex.join(map(str, words)) if isinstance(words, list) and len(words) > 1 else ""
    if "design_hash" in manifest or (path.parent / "sweep.json").exists():
        resuming = f"{command} --resume".replace(" --resume --resume", " --resume")
        again = say(
            "Make it again with {command}.",
            command=f"`{resuming}`" if command else resuming_a_sweep(),
        )
    elif command:
        again = say("Remove the folder and make it again with `{command}`.", command=command)
    else:
        again = say("Remove the folder and make it again with the command that wrote it.")
    return UserError(
        "{path} is damaged ({problem}). {again}", path=path, problem=problem, again=again
    )


def resuming_a_sweep() -> str:
    """How a sweep is resumed, from the command line or from Python."""
    return named("`partnersim sweep … --resume`", "`partnersim.sweep(…, resume=True)`")


def check_digest(folder: Path, name: str, manifest: Mapping[str, Any]) -> None:
    """Raise UserError where a file is missing, or is not what was written."""
    path, right = folder / name, manifest.get(DIGESTS, {}).get(name)
    try:
        now = digest_of(path)
    except FileNotFoundError:
        raise damaged(path, manifest, say("it is missing")) from None
    except OSError as error:
        raise damaged(path, manifest, why(error)) from None
    if right not in (None, now):
        raise damaged(path, manifest, say("it is not what was written: its digest differs"))


def is_as_written(folder: Path, name: str, manifest: Mapping[str, Any]) -> bool:
    """Whether a file is there with its digest, or has none."""
    try:
        check_digest(folder, name, manifest)
    except UserError:
        return False
    return True


def table_in(folder: Path, name: str, manifest: Mapping[str, Any]) -> pa.Table:
    """The table `name`.parquet of a folder. Raises UserError where it is not what was written."""
    path = folder / f"{name}.parquet"
    check_digest(folder, path.name, manifest)
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            table = file.read()
        problem = _out_of_bounds(table)
    except (OSError, ValueError, TypeError, KeyError, MemoryError, pa.ArrowException):
        raise damaged(path, manifest, say("cut off, or not what was written")) from None
    if problem:
        raise damaged(path, manifest, problem)
    return table


def _out_of_bounds(table: pa.Table) -> str:
    """What lies outside the bounds of its column, or is infinite; nothing, where all is well.

    Raises ValueError where names, units or meanings are not text.
    """
    for field in table.schema:
        about = {key.decode(): words.decode() for key, words in (field.metadata or {}).items()}
        if not pa.types.is_floating(field.type):
            continue
        # a factor was checked against its own bounds when it was drawn
        unit = "" if about.get("role") in ("lever", "uncertainty") else about.get("unit", "")
        low, high = _bounds(unit, about.get("over", ""))
        column = table[field.name]
        known = column.filter(pc.invert(pc.is_nan(column)))
        if not len(known) or not (least := pc.min_max(known))["min"].is_valid:
            continue
        for value in (least["min"].as_py(), least["max"].as_py()):
            if not low - _TOLERANCE <= value <= high + _TOLERANCE:
                return say(
                    "{name} holds {value}; allowed: {low} to {high}",
                    name=field.name,
                    value=decimal(value),
                    low=decimal(low),
                    high=decimal(high),
                )
    return ""


def _bounds(unit: str, over: str) -> tuple[float, float]:
    """The least and the largest number of a column by its unit."""
    largest = sys.float_info.max
    if not _FROM_0_TO_1.match(unit) or _MAY_EXCEED_1.match(unit):
        return -largest, largest
    return (-1.0 if over == "change" else 0.0), 1.0
