"""Digests for sweeps of before there were any, so that their tables too are known to be as they were.

python -m partnersim.analysis.sweeps.record_digests FOLDER …
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from partnersim.language.paths import path_of
from partnersim.registry import assumptions
from partnersim.results import stored
from partnersim.results.swept import Sweep


def record(folder: Path) -> None:
    """Write the digests of a sweep's tables, which are there and whole, into its manifest."""
    manifest = Sweep.read(folder).manifest
    names = [*manifest["rows"], *([assumptions.FILE] if "assumptions" in manifest else [])]
    text = json.dumps(stored.sealed(manifest, folder, names), ensure_ascii=False, indent=1)
    (folder / stored.MANIFEST).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for given in sys.argv[1:]:
        record(path_of(given))
