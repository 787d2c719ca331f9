"""Whether new processes can be started here, checked before any run.

A process that is started imports the script of the session that starts it. It cannot where the script
was read from standard input, and it would run the script again where nothing guards what it does.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import sys
import traceback
from multiprocessing import spawn
from pathlib import Path

from partnersim.language import UserError, say

_TRIAL = "partnersim-trial"
_GUARD = 'if __name__ == "__main__":'
_ELSEWHERE = (
    "__name__",
    "multiprocessing",
)  # words of a script that may guard itself in another way


def check_can_start() -> None:
    """Raise UserError, with the remedy, where processes cannot be started from here.

    In a process that is itself being started, and imports a script without a guard, this ends it: the
    session that started it says why.
    """
    if multiprocessing.current_process().daemon:
        raise UserError(
            "A daemonic process, such as a worker of multiprocessing.Pool, may not start processes. "
            "Use workers=1 (and no cluster) here."
        )
    try:
        preparation = spawn.get_preparation_data("")
    except RuntimeError:  # multiprocessing's own word for a script that runs again
        own = multiprocessing.current_process().name == _TRIAL
        raise SystemExit(1 if own else _no_guard(_script())) from None
    script = _imported(preparation)
    if script is None:
        return
    if not script.is_file():
        raise UserError(
            "The script is not in a file ({script}), so that processes it starts could not import it. Use workers=1 "
            "(and no cluster), or save the script and put what it runs under `{guard}`.",
            script=script.name,
            guard=_GUARD,
        )
    runs_again = _runs_again(script)
    if runs_again or (runs_again is None and not _trial_ends_well()):
        raise UserError(_no_guard(script))


def _no_guard(script: Path) -> str:
    return say(
        "{script} runs without `{guard}`, so that each process it starts would run it again. Use "
        "workers=1 (and no cluster), or put what it runs under that line.",
        script=script,
        guard=_GUARD,
    )


def _script() -> Path:
    return Path(getattr(sys.modules["__main__"], "__file__", None) or sys.argv[0])


def _imported(preparation: dict[str, object]) -> Path | None:
    """The script that a started process imports, by multiprocessing's preparation; None where none."""
    if (path := preparation.get("init_main_from_path")) is not None:
        script = Path(str(path))
        return None if script.stem == "ipython" else script
    name = str(preparation.get("init_main_from_name", "__main__"))
    return None if name.rpartition(".")[2] == "__main__" else _script()


def _runs_again(script: Path) -> bool | None:
    """Whether importing the script comes to where it stands now; None where its text does not say."""
    line = _line_of(script)
    try:
        text = script.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError):
        return None
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and line and node.lineno <= line <= (node.end_lineno or 0)
    ]
    if any(isinstance(node, ast.If) and _asks_its_name(node.test) for node in around):
        return False
    depends = any(isinstance(node, ast.If | ast.While | ast.Match) for node in around)
    if not around or depends or any(word in text for word in _ELSEWHERE):
        return None
    return True


def _asks_its_name(test: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(test))


def _line_of(script: Path) -> int | None:
    """The line at which the script itself stands, where this call came from it."""
    names = vars(sys.modules["__main__"])
    for frame, line in traceback.walk_stack(None):
        code = frame.f_code
        if frame.f_globals is names and code.co_name == "<module>":
            return line if Path(code.co_filename).resolve() == script.resolve() else None
    return None


def _trial_ends_well() -> bool:
    """Start one process that does nothing."""
    trial = multiprocessing.get_context("spawn").Process(target=os.getpid, name=_TRIAL)
    trial.start()
    trial.join()
    return trial.exitcode == 0
