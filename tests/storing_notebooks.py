"""Notebooks run from a clean kernel, and stored beside their scripts with what they show.

python -m tests.storing_notebooks [1 2 ...]     writes notebooks/*.ipynb from notebooks/*.py
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

FOLDER = Path("notebooks")
SCRIPTS = sorted(FOLDER.glob("[0-9]_*.py"))
FORMAT = "py:percent"
MOST_SECONDS = 300  # a cell; a first run compiles the rules
WIDGET = "application/vnd.jupyter.widget-view+json"
KEPT = ("jupytext", "kernelspec", "language_info")


class ThisInterpreter(AsyncKernelManager):
    """A kernel of the Python that is running, whatever is registered on this machine."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """How it is started."""
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            language="python", display_name="Python 3",
        )  # fmt: skip


def read(script: Path) -> Any:
    """The notebook that a script is, without outputs."""
    notebook = jupytext.read(script, fmt=FORMAT)
    for n, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{n}"  # not one of chance: files stay the same
        cell.metadata = {}
    return notebook


def execute(notebook: Any, folder: Path) -> Any:
    """Run all cells from a clean kernel, in the folder where a reader opens them."""
    client = NotebookClient(
        notebook, timeout=MOST_SECONDS, kernel_manager_class=ThisInterpreter, record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    return client.execute()


def store(script: Path) -> Path:
    """Run it and write its pair, without what tells of the machine and bars of progress."""
    done = execute(read(script), FOLDER)
    for cell in done.cells:
        if "outputs" in cell:
            cell.outputs = [
                output for output in cell.outputs if WIDGET not in output.get("data", {})
            ]
    done.metadata = {key: done.metadata[key] for key in KEPT if key in done.metadata}
    done.metadata["language_info"] = {"name": "python"}  # the version is the machine's
    file = script.with_suffix(".ipynb")
    nbformat.write(done, file)
    return file


if __name__ == "__main__":
    asked = tuple(sys.argv[1:])
    for script in SCRIPTS:
        if not asked or script.name.startswith(asked):
            print(store(script), flush=True)
