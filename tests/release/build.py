"""The wheel and the sources of the last commit, built twice to the same bytes, with their sums.

python -m tests.release.build [FOLDER]      writes into dist/, or that folder; `make release`
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.release.contents import differences

ROOT = Path(__file__).parents[2]
# what a machine may do otherwise, and bytes must not show
OTHERWISE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
SUMS = "SHA256SUMS"


def date_of_last_commit() -> str:
    """In seconds, as SOURCE_DATE_EPOCH wants it."""
    return _git("log", "-1", "--format=%ct").decode().strip()


def lay_out(folder: Path) -> Path:
    """The files of the last commit, and no other that lies about."""
    with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", "HEAD"))) as files:
        files.extractall(folder, filter="data")
    return folder


def build(source: Path, out: Path, date: str, umask: int = 0o022, **more: str) -> list[Path]:
    """Wheel and sources; the wheel is made from the sources, so they suffice."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": date} | more
    done = subprocess.run(command, env=environment, umask=umask, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}\n{done.stderr}")
    return sorted(out.iterdir())


def sums(files: list[Path]) -> dict[str, str]:
    """SHA-256 of each, by name."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def write_sums(folder: Path) -> None:
    """Of all that is in the folder, in the form that `sha256sum --check` reads."""
    files = sorted(file for file in folder.iterdir() if file.name != SUMS)
    lines = [f"{digest}  {name}\n" for name, digest in sums(files).items()]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def build_twice(out: Path) -> list[Path]:
    """Into the folder; ends where two builds differ, or the wheel is not whole."""
    date = date_of_last_commit()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        built = build(lay_out(Path(one)), out, date)
        others = Path(two) / "of another umask, place and zone"
        again = build(lay_out(others / "source"), others / "dist", date, 0o077, **OTHERWISE)
        if sums(built) != sums(again):
            sys.exit(f"two builds differ: {sums(built)} and {sums(again)}")
    wheel = next(file for file in built if file.suffix == ".whl")
    if wrong := differences(wheel, ROOT):
        sys.exit(f"{wheel.name}:\n" + "\n".join(wrong))
    return built


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def main() -> None:
    """Build, and say what was built."""
    out = Path(*sys.argv[1:] or ["dist"]).absolute()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    if _git("status", "--porcelain"):
        print("what is not committed is left out")
    for file, digest in sums(build_twice(out)).items():
        print(f"{digest}  {file}")
    write_sums(out)


if __name__ == "__main__":
    main()
