"""An environment of its own for a page: partnersim as it is here, and whatever the page installs beside it."""

from __future__ import annotations

import os
import sys
import sysconfig
import venv
from pathlib import Path

from documentation.contents import ROOT

_COMMAND = """#!{python}
import sys
from MODULE import main
if __name__ == "__main__":
    sys.exit(main())
"""

_COMMANDS = {
    "partnersim": "partnersim.cli.main",
    "pip": "pip._internal.cli.main",
    "pytest": "pytest",
}


def environment(folder: Path, *, uncompiled: bool = False) -> dict[str, str]:
    """Make an environment in a folder; what a process in it is started with.

    pip finds what is here and asks no network: what a page installs is built by what is installed.
    """
    venv.EnvBuilder(symlinks=os.name != "nt", with_pip=False).create(folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    packages = Path(
        sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    )
    here = [*_site_packages(), str(ROOT / "src")]
    (packages / "here.pth").write_text("\n".join(here) + "\n", encoding="utf-8")
    for name, module in _COMMANDS.items():
        text = _COMMAND.replace("MODULE", module)
        (scripts / name).write_text(text.format(python=python), encoding="utf-8")
        (scripts / name).chmod(0o755)
    given = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    return given | {
        "PATH": os.pathsep.join([str(scripts), os.environ.get("PATH", "")]),
        "VIRTUAL_ENV": str(folder),
        "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "REPOSITORY": str(ROOT),
        "PREPARED": str(ROOT / "documentation/prepared"),
        "PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONWARNINGS": "ignore",
        **({"NUMBA_DISABLE_JIT": "1"} if uncompiled else {}),
    }  # fmt: skip


def _site_packages() -> list[str]:
    """Where the packages of the Python that is running are."""
    return [path for path in sys.path if path.endswith("-packages")]
