"""The public commands as `pip install .` leaves them, without any extra.

python -m tests.without_extras            in an environment that has no extra
python -m tests.without_extras --block    in one that has them: their packages cannot be imported
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType

EXTRAS = ("sklearn", "statsmodels", "ema_workbench", "dask", "distributed", "threadpoolctl",
          "solara", "rocrate", "fastapi", "uvicorn", "segno", "ifaddr",
          "ipywidgets", "IPython", "jupytext", "nbformat", "hypothesis")  # fmt: skip
EXPERIMENT = """\
scenario: mifi_status_quo
years: 1
scale: 5000
levers: {ministries.mifi.accountability.burden: {}, ministries.mifi.consultation.access: {}}
outcomes: [identity_mean]
design: {method: lhs, samples: 16}
replicates: 2
"""
SMALL = ("--years", "1", "--scale", "5000", "--runs", "2")
WORK = (
    ("list",),
    ("explain", "burden"),
    ("show", "prsca_compliant"),
    ("new", "mine"),
    ("schema",),
    ("page",),
    ("run", "mine.yaml", *SMALL, "--out", "run"),
    ("compare", "mifi_status_quo", "open_door", *SMALL, "--out", "compare"),
    ("interview", "mifi_status_quo", *SMALL, "--n", "3", "--samples", "5", "--out", "interview"),
    ("sweep", "study.yaml", "--workers", "1", "--out", "sweep"),
    ("sensitivity", "sweep", "--method", "lhs"),
)
NEED_EXTRAS = (
    ("discover", "sweep", "--outcome", "identity_mean", "--above", "0.5"),
    ("discover", "sweep", "--outcome", "identity_mean", "--above", "0.5", "--method", "cart"),
    ("sensitivity", "sweep", "--method", "emulator"),
    ("sensitivity", "provider_identity", "--method", "emulator", "--workers", "1"),
    ("calibrate", "--workers", "1"),
    ("app",),
    ("archive", "run"),
    ("sweep", "study.yaml", "--cluster", "local", "--out", "other"),
)


class Blocked(MetaPathFinder):
    """Nothing of the extras can be found."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> None:
        """Refuse what belongs to an extra; leave the rest to others."""
        if name.partition(".")[0] in EXTRAS:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def main() -> None:
    """Run every command; end with an error at the first that does not do what it should."""
    from click.testing import CliRunner

    from partnersim.cli.main import cli

    for commands, code in ((WORK, 0), (NEED_EXTRAS, 2)):
        for command in commands:
            result = CliRunner().invoke(cli, [*command, "--lang", "en"])
            words = " ".join(command)
            if result.exit_code != code:
                sys.exit(f"{words}: exit code {result.exit_code}\n{result.output}")
            extra = {"app": "app", "archive run": "archive"}.get(words, "experiments")
            if code and f'pip install ".[{extra}]"' not in result.stderr:
                sys.exit(f"{words}: {result.stderr}")
            print(f"{words}: as it should be")
    if Path("other/outcomes.parquet").exists():
        sys.exit("a sweep was made for a cluster that is not there")


if __name__ == "__main__":
    import os

    if "--block" in sys.argv:
        sys.meta_path.insert(0, Blocked())
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("study.yaml").write_text(EXPERIMENT)
        main()
        os.chdir("/")
