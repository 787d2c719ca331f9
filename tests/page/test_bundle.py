"""The bundle in the package is that of the sources in front/: `make page-front` makes it again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

FRONT = Path("front")
BUNDLE = Path("src/partnersim/page/bundle")
OTHERS = ("build.mjs", "bundled.mjs", "package.json", "package-lock.json")


def digest_of_sources() -> str:
    """As front/digest.mjs has it: names and contents, in the order of names."""
    sources = [path for path in (FRONT / "src").rglob("*") if path.suffix in (".js", ".css")]
    names = [*OTHERS, *(path.relative_to(FRONT).as_posix() for path in sources)]
    result = hashlib.sha256()
    for name in sorted(names):
        result.update(f"{name}\0".encode())
        result.update((FRONT / name).read_bytes())
    return result.hexdigest()


def test_the_bundle_is_of_these_sources() -> None:
    kept = json.loads((BUNDLE / "digest.json").read_text(encoding="utf-8"))
    assert kept["sources"] == digest_of_sources(), "stale: run `make page-front`"
    for name, digest in kept["files"].items():
        assert hashlib.sha256((BUNDLE / name).read_bytes()).hexdigest() == digest, name


def test_nothing_of_data_is_written_as_markup() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (FRONT / "src").rglob("*.js")]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert not [text for text in sources if word in text]


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("node") is None or not (FRONT / "node_modules").exists(),
    reason="needs Node and `make page-tools`",
)
def test_the_modules_own_tests_pass() -> None:
    done = subprocess.run(
        ["node", "--test", "test/"], cwd=FRONT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-4000:]
