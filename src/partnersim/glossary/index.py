"""What light commands print, made once from declarations and shipped scenarios and then kept.

To import every declaration and load every scenario takes a second; to read what was made of them takes
milliseconds. Each part is a file in the user's cache that begins with the state of its sources: path,
time and size of every file of the package and of the shipped scenarios, and which packages are
installed. A part of another state is made anew. Where plug-ins are installed, whose own files
are not looked at, or nothing can be kept, each process makes it for itself.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from partnersim.evidence.saved_verdicts import verdicts_file
from partnersim.language import current
from partnersim.language.paths import write_whole
from partnersim.scenario import library
from partnersim.state import cache

_PACKAGE = Path(__file__).parents[1]


def cached[T](part: str, make: Callable[[], T]) -> T:
    """A part of the index in the language in use: what is kept, or else what `make` makes, as JSON holds it."""
    path = _path(f"{part}-{current()}.json")
    if path is None:
        return make()
    with contextlib.suppress(OSError, ValueError):
        state, _, text = path.read_text(encoding="utf-8").partition("\n")
        if state == _state():
            content: T = json.loads(text)
            return content
    content = make()
    if not _with_plug_ins():
        with contextlib.suppress(OSError):
            write_whole(path, f"{_state()}\n{json.dumps(content)}")
    return content


def _path(name: str) -> Path | None:
    """The file of a part, for this installation of the package."""
    folder = cache.folder("index")
    installation = hashlib.blake2b(os.fsencode(_PACKAGE), digest_size=4).hexdigest()
    return None if folder is None else folder / f"{installation}-{name}"


@functools.cache
def _state() -> str:
    """A digest of path, time and size of each source, and of what is installed."""
    digest = hashlib.blake2b(" ".join(_installed()).encode(), digest_size=16)
    for source in (*_files_in(_PACKAGE), *_files_in(library.shipped_folder()), verdicts_file()):
        with contextlib.suppress(OSError):
            about = source.stat()
            digest.update(f"{source} {about.st_mtime_ns} {about.st_size}\n".encode())
    return digest.hexdigest()


def _installed() -> list[str]:
    """Names and versions of packages, as their folders of metadata are called; to read these takes longer."""
    names: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names.update(entry.name for entry in Path(folder).iterdir())
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _files_in(folder: Path) -> Iterator[Path]:
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        yield from (Path(inside, name) for name in sorted(names))


def _with_plug_ins() -> bool:
    from importlib.metadata import entry_points

    return any(entry.group.startswith("partnersim.") for entry in entry_points())
