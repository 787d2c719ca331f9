"""What a wheel has to hold: each tracked file of the package, and what is laid beside it from the repo's top."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

FOLDERS = {
    "src/partnersim": "partnersim",
    "scenarios": "partnersim/scenarios",
    "readings": "partnersim/readings",
    "experiments": "partnersim/experiments",
}
FILES = {
    "CITATION.cff": "partnersim/documents/CITATION.cff",
    "LICENSE": "partnersim/documents/LICENSE",
    "docs/ODD.md": "partnersim/documents/ODD.md",
    "docs/ODD_fr.md": "partnersim/documents/ODD_fr.md",
    "docs/parameters.md": "partnersim/documents/parameters.md",
    "docs/parametres.md": "partnersim/documents/parametres.md",
    "docs/data/patterns.csv": "partnersim/evidence/verdicts.csv",
}
INFO = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE",
        "licenses/src/partnersim/page/bundle/licenses.txt", "sboms/components.cdx.json")  # fmt: skip


def expected(root: Path) -> set[str]:
    """Names in a wheel of the commit that is checked out, without those of its `.dist-info`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *FOLDERS], cwd=root, check=True, capture_output=True
    )
    tracked = [name for name in listed.stdout.decode().split("\0") if name]
    inside = {
        f"{there}/{name.removeprefix(here + '/')}"
        for name in tracked
        for here, there in FOLDERS.items()
        if name.startswith(here + "/")
    }
    return inside | set(FILES.values())


def differences(wheel: Path, root: Path) -> list[str]:
    """What the wheel lacks, and what it has beyond; nothing where it is whole."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    name, version = wheel.name.split("-")[:2]
    wanted = expected(root) | {f"{name}-{version}.dist-info/{file}" for file in INFO}
    return sorted(
        [f"lacks {file}" for file in wanted - names] + [f"has {file}" for file in names - wanted]
    )


if __name__ == "__main__":
    wrong = differences(Path(sys.argv[1]), Path.cwd())
    print("\n".join(wrong) or f"{sys.argv[1]}: whole")
    sys.exit(bool(wrong))
