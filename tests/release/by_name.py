"""Five commands by their name, as they are installed, in an empty folder: that they work, and how long each takes.

python -m tests.release.by_name     by the Python of an environment that partnersim was installed in from its wheel
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.request
from importlib.metadata import version
from pathlib import Path

from tests.without_extras import EXPERIMENT

COMMAND = Path(sysconfig.get_path("scripts")) / "partnersim"
WORK = (
    (("run", "prsca_compliant", "--out", "run"), "run/sector.parquet"),
    (("report", "run"), "run/report.html"),
    (("page",), "page.html"),
    (("sweep", "provider_identity", "--dry-run"), None),
    (("sweep", "study.yaml", "--out", "sweep"), "sweep/outcomes.parquet"),
    (("schema", "--out", "scenario.json"), "scenario.json"),
    (("schema", "--experiment", "--out", "experiment.json"), "experiment.json"),
)


def call(words: tuple[str, ...], written: str | None) -> None:
    """Run it, and end where it fails or does not write what it should."""
    done = subprocess.run([COMMAND, *words, "--lang", "en"], capture_output=True, text=True)
    if done.returncode or (written and not Path(written).stat().st_size):
        sys.exit(f"partnersim {' '.join(words)}: exit code {done.returncode}\n{done.stderr}")


def serve() -> None:
    """The app answers with the page and ends as asked; without its extra, it names it."""
    words = [COMMAND, "app", "--port", "0", "--lang", "en"]
    if not importlib.util.find_spec("fastapi"):
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 2 or "[app]" not in done.stderr:
            sys.exit(f"app, without its extra: exit code {done.returncode}\n{done.stderr}")
        return
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a job in the background ignores it, and so would the app
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as app:
        said = app.stdout.readline()
        address = next((word for word in said.split() if word.startswith("http")), "")
        page = wait_for(address) if address else ""
        app.send_signal(signal.SIGINT)
        if app.wait(timeout=600) or '<div id="page">' not in page:
            sys.exit(f"partnersim app: exit code {app.returncode}\n{said}\n{page[:500]}")


def wait_for(address: str) -> str:
    """What is served there, once it is."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.1)
    return ""


def computed() -> float:
    """Seconds that processes begun here have computed; the clock alone says little on a busy machine."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    """Each command in turn, with its seconds."""
    import partnersim

    if "site-packages" not in Path(partnersim.__file__).parts:
        sys.exit(f"not installed from a wheel: {partnersim.__file__}")
    print(f"partnersim {version('partnersim')}, Python {sys.version.split()[0]}")
    Path("study.yaml").write_text(EXPERIMENT)
    steps = [(" ".join(words), lambda w=words, f=file: call(w, f)) for words, file in WORK]
    for words, step in [*steps, ("app", serve)]:
        began, before = time.perf_counter(), computed()
        step()
        took = f"{time.perf_counter() - began:.1f} s, {computed() - before:.1f} s of a processor"
        print(f"partnersim {words}: {took}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        main()
        os.chdir("/")
