"""`partnersim app` from the command line: it starts, says where, and ends; what is wrong is one sentence."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim.analysis.runs import optional_packages
from partnersim.cli.main import cli
from partnersim.language import use


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


def said(*words: str) -> str:
    done = CliRunner().invoke(cli, ["app", *words])
    use("en")
    assert done.exit_code == 2, done.output
    assert done.output.strip().count("\n") == 0, done.output
    assert "Traceback" not in done.output
    return done.output


def test_what_is_wrong_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "is in use" in said("--port", str(other.getsockname()[1]))
    assert "no scenario named 'open_dor'. Did you mean 'open_door'" in said("open_dor")
    assert "no such file" in said("nowhere/mine.yaml")
    monkeypatch.setattr(optional_packages, "_is_there", lambda name: name != "fastapi")
    assert 'pip install ".[app]"' in said()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_says_where_it_is_serves_and_ends_with_ctrl_c() -> None:
    command = [sys.executable, "-m", "partnersim", "app", "--port", "0", "--lang", "fr"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        first = run.stdout.readline()
        assert "Ouvrez http://127.0.0.1:" in first
        address = next(word for word in first.split() if word.startswith("http"))
        for _ in range(100):
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    page = answer.read().decode()
                break
            except OSError:
                continue
        assert '<html lang="fr">' in page
        run.send_signal(signal.SIGINT)
        out, wrong = run.communicate(timeout=30)
        assert run.returncode == 0, wrong
        assert "Arrêté." in out
        assert wrong == ""
