"""What a reader of a page does, one block after the other: commands in a folder, lines in one Python."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path

_READER = """
import contextlib, io, json, sys, traceback
names = {"__name__": "__main__"}
for line in sys.stdin:
    said = io.StringIO()
    wrong = ""
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            exec(compile(json.loads(line), "block", "exec"), names)
        except BaseException:
            wrong = said.getvalue()[-1500:] + traceback.format_exc()
    print(json.dumps(wrong), flush=True)
"""


class Session:
    """A folder, an environment and, once a block of Python comes, a Python that keeps its names."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._reader: subprocess.Popen[str] | None = None
        folder.mkdir(parents=True)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._reader.kill()
            self._reader.communicate()

    def write(self, file: str, text: str) -> None:
        """Write a file of the page."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def command(self, text: str, seconds: float) -> str:
        """Execute lines of a shell; what it said where one of them failed."""
        try:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", text], cwd=self.folder, env=self.environment,
                capture_output=True, text=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"It had not ended after {seconds:.0f} s."
        if done.returncode == 0:
            return ""
        return f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}\nended with {done.returncode}"

    def python(self, text: str, seconds: float) -> str:
        """Execute lines of Python after those before; the traceback where one failed."""
        if self._reader is None:
            self._reader = subprocess.Popen(
                ["python", "-c", _READER], cwd=self.folder, env=self.environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        reader = self._reader
        assert reader.stdin is not None
        assert reader.stdout is not None
        timer = threading.Timer(seconds, reader.kill)
        timer.start()
        reader.stdin.write(json.dumps(text) + "\n")
        reader.stdin.flush()
        answer = reader.stdout.readline()
        timer.cancel()
        return str(json.loads(answer)) if answer else f"It had not ended after {seconds:.0f} s."
