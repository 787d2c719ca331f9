"""Without extras: every command works or says in one sentence which extra it needs, before it runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.without_extras import NEED_EXTRAS, WORK


@pytest.mark.long
def test_the_commands_without_extras() -> None:
    script = Path(__file__).parents[1] / "without_extras.py"
    done = subprocess.run(
        [sys.executable, str(script), "--block"], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": as it should be\n") == len(WORK) + len(NEED_EXTRAS)
