"""What wants an environment of its own, made anew for it.

nox                  tests under the lowest and the newest versions that pyproject allows, by each Python
nox -s installed     the wheel in empty environments, without extras and with (`make bare`: without)
nox -s release       wheel, sources, bill of materials, sums in dist/; then `installed` on that wheel (`make release`)
nox -s audit         known faults of what is pinned, licences of what is installed (`make audit`)
nox -s site          the site of documentation, in build/site (`make site`)

"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2026.2"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["versions"]

ROOT = Path(__file__).parent
PYTHONS = ["3.12", "3.13"]
EXTRAS = ("app", "archive", "experiments")
PINS = ("--constraint", str(ROOT / "requirements.txt"))
ANEW = "--refresh-package=partnersim"  # never a wheel that was built before its sources changed
ENDS = {"lowest": "lowest-direct", "newest": "highest"}
FACE = (
    "tests/cli/test_cli.py", "tests/cli/test_report_command.py", "tests/page/test_writing.py",
    "tests/release/test_public_face.py", "tests/release/test_plugin_face.py", "tests/scenario/test_migration.py",
    "tests/scenario/test_kept_versions.py",
)  # fmt: skip
FACE_OF_EXTRAS = (
    "tests/app/test_command.py", "tests/app/test_server.py", "tests/archive/test_archive.py",
)  # fmt: skip
UV = (sys.executable, "-m", "uv")


@nox.session(python=PYTHONS)
@nox.parametrize("end", list(ENDS), ids=list(ENDS))
def versions(session: nox.Session, end: str) -> None:
    """Tests that `tests/versions.py` names, at one end of the versions; docs/data/tested_versions.json keeps them."""
    session.env["PYTHONPATH"] = ""  # not the sources
    chosen = Path(session.create_tmp()) / "versions.txt"
    session.run_install(
        *UV, "pip", "compile", "pyproject.toml", "--quiet", *[f"--extra={one}" for one in EXTRAS],
        f"--resolution={ENDS[end]}", "--only-binary=:all:", f"--python={python_of(session)}",
        f"--output-file={chosen}", external=True,
    )  # fmt: skip
    session.install("--requirements", str(chosen))
    session.install("--no-deps", ANEW, ".")
    session.install("--group", "tests", "--constraint", str(chosen))
    session.run("python", "-m", "tests.versions", end)


@nox.session(venv_backend="venv")  # by pip, as users install it
@nox.parametrize("extras", [(), EXTRAS], ids=["without", "with"])
def installed(session: nox.Session, extras: tuple[str, ...]) -> None:
    """The wheel in an empty environment, used in an empty folder; `-- FILE` names a wheel, else that of these files."""
    of_tests = nox.project.dependency_groups(
        nox.project.load_toml(ROOT / "pyproject.toml"), "tests"
    )
    session.env["PYTHONPATH"] = ""  # not the sources
    wheel = Path(*session.posargs or ["."]).absolute()
    named = f"partnersim[{','.join(extras)}]" if extras else "partnersim"
    session.install(f"{named} @ {wheel.as_uri()}", *PINS)
    folder = Path(session.create_tmp()) / "elsewhere"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree("tests", folder / "tests")
    shutil.copy("pyproject.toml", folder)
    session.chdir(folder)
    session.run("python", "-m", "tests.release.by_name")
    if not extras:
        session.run("python", "tests/without_extras.py")
    session.install(*of_tests, *PINS)
    files = FACE + FACE_OF_EXTRAS if extras else FACE
    session.run("python", "-m", "pytest", "-o", "addopts=-q", *files)


@nox.session
def release(session: nox.Session) -> None:
    """Wheel and sources of the last commit, built twice; what they hold and need; their sums."""
    session.install("--group", "release", *PINS)
    session.run("python", "-m", "tests.release.build", "dist")
    wheel = next(Path("dist").glob("*.whl"))
    python = clean(session, f"partnersim[{','.join(EXTRAS)}] @ {wheel.absolute().as_uri()}")
    session.run("python", "-m", "tests.release.bom", str(python), str(wheel))
    for extras in ("without", "with"):
        session.notify(f"installed({extras})", posargs=[str(wheel)])


@nox.session
def audit(session: nox.Session) -> None:
    """Known faults of what is pinned, and licences of what an installation brings."""
    session.install("--group", "audit")
    python = clean(session, f".[{','.join(EXTRAS)}]")
    session.run("python", "-m", "tests.release.audit", str(python))


@nox.session(reuse_venv=True, venv_backend="venv")  # by pip, which asks the index that users ask
def site(session: nox.Session) -> None:
    """The site in both languages; once its environment is there, nothing is asked of a network."""
    session.env["PYTHONPATH"] = str(ROOT)
    made_of = "".join(map(Path.read_text, (ROOT / "pyproject.toml", ROOT / "requirements.txt")))
    of_site = nox.project.dependency_groups(nox.project.load_toml(ROOT / "pyproject.toml"), "site")
    stamp = Path(session.virtualenv.location) / "made_of.txt"
    if not stamp.exists() or stamp.read_text() != made_of:
        session.install("--editable", f".[{','.join(EXTRAS)}]", *PINS)
        session.install(*of_site, *PINS)
        stamp.write_text(made_of)
    session.run("python", "-m", "documentation", *session.posargs)


def clean(session: nox.Session, package: str) -> Path:
    """The Python of an environment that holds nothing but a package and what it needs, as pinned."""
    folder = Path(session.create_tmp()) / "clean"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    new = ("venv", "--clear", f"--python={python_of(session)}", str(folder))
    for command in (new, ("pip", "install", ANEW, f"--python={python}", package, *PINS)):
        session.run_install(*UV, *command, "--quiet", external=True)
    return python


def python_of(session: nox.Session) -> str:
    """The interpreter of a session's environment."""
    return str(Path(session.bin) / "python")
