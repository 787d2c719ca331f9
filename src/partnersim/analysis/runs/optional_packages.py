"""Packages that `pip install .` does not bring: looked for before anything is run."""

from __future__ import annotations

import importlib.util

from partnersim.language import UserError


def check_installed(what: str, *modules: str, extra: str = "experiments") -> None:
    """Raise UserError where a package is missing that `what` needs: which, and how to get it."""
    for module in modules:
        if not _is_there(module):
            raise UserError(
                "{what} needs {package}, which is not installed. In the folder of partnersim: "
                '`python -m pip install ".[{extra}]"` (with pipx: `pipx install --force '
                '".[{extra}]"`).',
                what=what,
                package=_PACKAGES.get(module, module),
                extra=extra,
            )


_PACKAGES = {"sklearn": "scikit-learn", "ema_workbench": "ema-workbench"}


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ModuleNotFoundError, ValueError):
        return False
