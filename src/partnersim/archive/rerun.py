"""Check an archive of partnersim, run it again and compare.

    python rerun.py            every file is what was archived; each result made again; tables compared
    python rerun.py --check    the files alone, which needs nothing but Python

Exit codes: 0 all is as archived, 1 something differs, 2 it cannot be run here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

FRENCH = {  # the script stands alone: no catalogue is beside it
    "Every file is what was archived.": "Chaque fichier est celui qui a été archivé.",
    "The archive is not what was written:": "L'archive n'est pas ce qui a été écrit :",
    "partnersim is not installed here. README.md says how to get it.": "partnersim n'est pas installé ici. "
    "LISEZMOI.md dit comment l'obtenir.",
    "Other versions are installed here; values may differ:": "D'autres versions sont installées ici; les "
    "valeurs peuvent différer :",
    "{name}: the command failed.": "{name} : la commande a échoué.",
    "{name}: differs from what was archived:": "{name} : diffère de ce qui a été archivé :",
    "{name}: every value of every table is what was archived.": "{name} : chaque valeur de chaque table est "
    "celle qui a été archivée.",
    "{table}: columns that differ in their last digits alone: {number}": "{table} : colonnes qui diffèrent par "
    "leurs derniers chiffres seulement : {number}",
    "{name} exists already and is compared as it is.": "{name} existe déjà et est comparé tel quel.",
}
SUMS, PLAN, INPUTS, RESULTS, AGAIN = "SHA256SUMS", "rerun.json", "inputs", "results", "rerun"
LAST_DIGITS = 1e-9
AS_ARCHIVED, DIFFERENT, IMPOSSIBLE = 0, 1, 2


def worded(text: str, **values: object) -> str:
    """A sentence in French where the machine's language is French."""
    language = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return (FRENCH[text] if language.startswith("fr") else text).format(**values)


def changed_files(archive: Path) -> list[str]:
    """What is wrong with the files: changed or missing; among inputs and results, not of the archive."""
    lines = (archive / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: right for right, _, name in (line.partition("  ") for line in lines)}
    found = []
    for name, right in sums.items():
        path = archive / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != right:
            found.append(f"{name}: changed")
    for part in (INPUTS, RESULTS):
        names = (
            path.relative_to(archive).as_posix()
            for path in (archive / part).rglob("*")
            if path.is_file()
        )
        found += [f"{name}: not of the archive" for name in sorted(names) if name not in sums]
    return found


def other_versions(versions: dict[str, str]) -> Iterator[str]:
    """Packages of which another version is here, or none; results may then differ."""
    for name, right in versions.items():
        if name == "python":
            now = sys.version.split()[0]
        else:
            try:
                now = metadata.version(name)
            except metadata.PackageNotFoundError:
                now = "none"
        if now != right:
            yield f"{name} {now} (archived with {right})"


def run(archive: Path, name: str, words: list[str]) -> bool:
    """Make one folder of results again; False where the command fails."""
    folder = archive / AGAIN / name
    if folder.exists():
        print(worded("{name} exists already and is compared as it is.", name=folder))
        return True
    for needed in (folder.parent, archive / INPUTS):
        needed.mkdir(exist_ok=True)
    print(f"partnersim {' '.join(words)}", flush=True)
    command = [sys.executable, "-m", "partnersim", *words, "--out", str(folder.resolve())]
    done = subprocess.run(command, cwd=archive / INPUTS, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def differences(archived: Path, again: Path) -> list[str]:
    """How the tables of two folders of results differ."""
    found: list[str] = []
    for path in sorted(archived.rglob("*.parquet")):
        other = again / path.relative_to(archived)
        name = path.relative_to(archived).as_posix()
        if other.exists():
            found += table_differences(name, path, other)
        else:
            found.append(f"{name}: not made again")
    return found


def table_differences(table: str, archived: Path, again: Path) -> Iterator[str]:
    """Columns of two tables that differ, by how much at most; those of last digits are counted."""
    import pyarrow.parquet as parquet

    one, other = parquet.read_table(archived), parquet.read_table(again)
    if one.num_rows != other.num_rows:
        yield f"{table}: {other.num_rows} rows, archived {one.num_rows}"
        return
    number = 0
    for column in one.column_names:
        if column not in other.column_names:
            yield f"{table}: {column}: missing"
            continue
        pairs = list(zip(one[column].to_pylist(), other[column].to_pylist(), strict=True))
        unlike = [(a, b) for a, b in pairs if not same(a, b)]
        if unlike and all(in_last_digits(a, b) for a, b in unlike):
            number += 1
        elif unlike:
            yield f"{table}: {column}: {len(unlike)} of {len(pairs)} values differ{largest(unlike)}"
    if number:
        yield worded(
            "{table}: columns that differ in their last digits alone: {number}",
            table=table,
            number=number,
        )


def in_last_digits(one: Any, other: Any) -> bool:
    """Whether two numbers differ by less than their eighth digit."""
    both = isinstance(one, float) and isinstance(other, float)
    return both and abs(other - one) <= LAST_DIGITS * abs(one)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; what is no number equals itself."""
    both = isinstance(one, float) and isinstance(other, float)
    return bool(one == other or (both and math.isnan(one) and math.isnan(other)))


def largest(pairs: list[tuple[Any, Any]]) -> str:
    """The largest difference of numbers, relative to the archived one."""
    sizes = [
        abs(b - a) / abs(a)
        for a, b in pairs
        if isinstance(a, int | float) and isinstance(b, int | float) and a
    ]
    finite = [size for size in sizes if math.isfinite(size)]
    return f", at most by {max(finite):.1e} of the archived value" if finite else ""


def main() -> int:
    """Check, run again, compare; say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="look at the files alone")
    check_alone = parser.parse_args().check
    archive = Path(__file__).resolve().parent
    if problems := changed_files(archive):
        print(worded("The archive is not what was written:"), *problems, sep="\n  ")
        return DIFFERENT
    print(worded("Every file is what was archived."))
    if check_alone:
        return AS_ARCHIVED
    plan = json.loads((archive / PLAN).read_text(encoding="utf-8"))
    try:
        metadata.version("partnersim")
    except metadata.PackageNotFoundError:
        print(worded("partnersim is not installed here. README.md says how to get it."))
        return IMPOSSIBLE
    if others := list(other_versions(plan["versions"])):
        print(worded("Other versions are installed here; values may differ:"), *others, sep="\n  ")
    code = AS_ARCHIVED
    for name, words in plan["results"].items():
        if not run(archive, name, words):
            print(worded("{name}: the command failed.", name=name))
            code = DIFFERENT
        elif found := differences(archive / RESULTS / name, archive / AGAIN / name):
            print(worded("{name}: differs from what was archived:", name=name), *found, sep="\n  ")
            code = DIFFERENT
        else:
            print(worded("{name}: every value of every table is what was archived.", name=name))
    return code


if __name__ == "__main__":
    sys.exit(main())
