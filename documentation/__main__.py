"""Build the site in both languages: sources, HTML, then every link and address in it.

python -m documentation [FOLDER]     into build/site, or FOLDER
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from documentation.assemble import LANGUAGES, assemble
from documentation.built import wrong_in

FIRST = """<!doctype html>
<meta charset="utf-8"><title>partnersim</title>
<script>location.replace((navigator.language || "en").startsWith("fr") ? "fr/index.html" : "en/index.html")</script>
<p><a href="en/index.html">English</a> · <a href="fr/index.html">Français</a></p>
"""


def build(folder: Path) -> list[str]:
    """Build both languages; what is wrong, a line each."""
    wrong = []
    shutil.rmtree(folder / "html", ignore_errors=True)  # no page of an earlier build
    sources = {language: folder / "sources" / language for language in LANGUAGES}
    assemble(sources)
    for language in LANGUAGES:
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-n", "-E",
             "-c", str(Path(__file__).parent), "-d", str(folder / "doctrees" / language),
             str(sources[language]), str(folder / "html" / language)],
            env=os.environ | {"PARTNERSIM_SITE_LANGUAGE": language, "PYTHONPATH": _path()},
            check=False,
        )  # fmt: skip
        if done.returncode:
            wrong.append(f"Sphinx ended with {done.returncode} ({language}).")
    (folder / "html" / "index.html").write_text(FIRST, encoding="utf-8")
    return wrong + wrong_in(folder / "html")


def _path() -> str:
    return os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])


def main() -> None:
    """Build, and end with 1 where anything is wrong."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/site").absolute()
    wrong = build(folder)
    print("\n".join(wrong) or f"Open {folder / 'html' / 'index.html'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
