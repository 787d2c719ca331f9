"""Size, complexity and start-up of the code: `python benchmarks/house.py` (make house).

Prints, for the package and for studies/, files, lines, lines of code (without comments, docstrings
and blanks; by kind), median and largest module, public names, the share of public functions, classes and
methods whose docstring has sections, and functions over complexity 10; for the whole, import
circles, columns with several writers, parameters and test lines a source line; then the time of the
light commands as ratios to `import numpy` (medians of alternated runs).
With `--static`, start-up is left out.
"""

from __future__ import annotations

import ast
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE, STUDIES, TESTS = ROOT / "src" / "partnersim", ROOT / "studies", ROOT / "tests"
COMPLEXITY = 10
ROUNDS = 9
GOALS = {
    ("partnersim", "lines of code"): 24_000,
    ("partnersim", "largest module"): 320,
    ("whole", "modules in import circles"): 0,
    ("whole", "columns with several writers"): 10,
    ("start-up", "partnersim --help"): 1.2,
    ("start-up", "partnersim list"): 1.2,
    ("start-up", "partnersim show"): 2.0,
    ("start-up", "partnersim explain"): 2.0,
    ("start-up", "partnersim schema"): 2.0,
}
COMMANDS = {
    "partnersim --help": ["--help"],
    "partnersim list": ["list"],
    "partnersim show": ["show", "mifi_status_quo"],
    "partnersim explain": ["explain", "burden"],
    "partnersim schema": ["schema"],
}
_NO_CODE = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
)  # fmt: skip
_SAID = ("say", "say_all", "UserError", "Text", "N_", "warn")
_SECTION = re.compile(
    r"^(Parameters|Returns|Yields|Raises|Attributes|Notes|References|Examples)\n-+$", re.MULTILINE
)
Measures = dict[str, float | str]


def modules(folder: Path) -> list[Path]:
    """Python files of a folder and of those inside it."""
    return sorted(folder.rglob("*.py"))


def lines(file: Path) -> int:
    """Lines of a file, as an editor numbers them."""
    return len(file.read_text(encoding="utf-8").splitlines())


def lines_of_code(file: Path) -> set[int]:
    """Numbers of the lines that hold code: no comment alone, no docstring, no blank."""
    described = {
        line
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node, clean=False) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    with tokenize.open(file) as text:
        code = {
            line
            for token in tokenize.generate_tokens(text.readline)
            if token.type not in _NO_CODE
            for line in range(token.start[0], token.end[0] + 1)
        }
    return code - described


def kinds_of_lines(files: Sequence[Path]) -> Counter[str]:
    """Lines of code by what they are: imports, declarations of a module, signatures, messages, other statements."""
    counts: Counter[str] = Counter()
    for file in files:
        left, tree = lines_of_code(file), ast.parse(file.read_text(encoding="utf-8"))
        for kind, first, last in _spans(tree):
            here = left.intersection(range(first, last + 1))
            counts[kind] += len(here)
            left -= here
        counts["other statements"] += len(left)
    return counts


def _spans(tree: ast.Module) -> Iterator[tuple[str, int, int]]:
    """What a line is, with first and last lines; of two that share a line, the first counts."""
    for node in tree.body:
        types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if types or isinstance(node, ast.Import | ast.ImportFrom):
            yield "imports", node.lineno, node.end_lineno or node.lineno
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield "declarations", node.lineno, node.end_lineno or node.lineno
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in _SAID:
            yield "messages", call.lineno, call.end_lineno or call.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "signatures", node.lineno, node.body[0].lineno - 1


def public_names(file: Path) -> int:
    """Functions and classes at the top of a module whose names have no underscore."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return sum(
        isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        for node in body
    )


def definitions(file: Path) -> list[ast.FunctionDef | ast.ClassDef]:
    """Functions and classes at the top of a module, and methods of these classes, that are public."""
    tops = ast.parse(file.read_text(encoding="utf-8")).body
    inside = [node for top in tops if isinstance(top, ast.ClassDef) for node in top.body]
    return [
        node
        for node in [*tops, *inside]
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


def with_sections(files: Sequence[Path]) -> float:
    """Share of public definitions whose docstring has a section of numpydoc (%)."""
    public = [node for file in files for node in definitions(file)]
    return (
        100 * sum(bool(_SECTION.search(ast.get_docstring(n) or "")) for n in public) / len(public)
    )


def functions(file: Path) -> int:
    """Functions and methods of a module."""
    return sum(
        isinstance(node, ast.FunctionDef)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )


def complex_functions(folder: Path) -> int:
    """Functions over the limit of complexity, those with an exception included."""
    command = [
        sys.executable, "-m", "ruff", "check", str(folder), "--isolated", "--select", "C901", "--ignore-noqa",
        "--config", f"lint.mccabe.max-complexity={COMPLEXITY}", "--output-format", "json",
        "--exit-zero", "--quiet",
    ]  # fmt: skip
    reported = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return len(json.loads(reported.stdout))


def of_code(folder: Path) -> Measures:
    """The measures of one folder of code."""
    files = modules(folder)
    sizes = {file: lines(file) for file in files}
    largest = max(files, key=lambda file: sizes[file])
    over = complex_functions(folder)
    return {
        "files": len(files),
        "lines": sum(sizes.values()),
        "lines of code": sum(len(lines_of_code(file)) for file in files),
        **{f"  of which {kind}": number for kind, number in kinds_of_lines(files).most_common()},
        "median module": statistics.median(sizes.values()),
        "largest module": sizes[largest],
        "which is": str(largest.relative_to(folder)),
        "public names": sum(map(public_names, files)),
        "docstrings with sections (%)": with_sections(files),
        f"functions over complexity {COMPLEXITY}": over,
        "their share of functions (%)": 100 * over / sum(map(functions, files)),
    }


def modules_in_circles() -> int:
    """Modules of the package that import themselves through others."""
    import grimp
    import networkx

    graph, imports = (
        grimp.build_graph("partnersim", exclude_type_checking_imports=True, cache_dir=None),
        networkx.DiGraph(),
    )
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            imports.add_edge(module, imported)
    return sum(
        len(component)
        for component in networkx.strongly_connected_components(imports)
        if len(component) > 1
    )


def shared_columns() -> list[str]:
    """Columns of the state that several files write; tests hold what they declare to the code."""
    from partnersim.population.tables import columns_of, titles

    return [
        f"{table}.{name}"
        for table in titles()
        for name, column in columns_of(table).items()
        if column.several
    ]


def of_whole() -> Measures:
    """Measures of the package and its tests together."""
    from partnersim.scenario.parameter_groups import parameters

    source, tests = sum(map(lines, modules(PACKAGE))), sum(map(lines, modules(TESTS)))
    return {
        "modules in import circles": modules_in_circles(),
        "columns with several writers": len(shared_columns()),
        "parameters": len(parameters()),
        "test lines": tests,
        "test lines a source line": tests / source,
    }


def start_up() -> Measures:
    """How many times as long as `import numpy` each light command takes, once bytecode is kept and files are
    in memory, as in an installed package."""
    python = [sys.executable, "-W", "ignore"]
    commands = {"import numpy (seconds)": [*python, "-c", "import numpy"]}
    commands |= {name: [*python, "-m", "partnersim", *rest] for name, rest in COMMANDS.items()}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "LANG": "C", "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(ROUNDS + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
                taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}
    first, *rest = medians
    return {first: medians[first], **{name: medians[name] / medians[first] for name in rest}}


def main() -> None:
    """Measure and print, with the goals beside."""
    measured = {"partnersim": of_code(PACKAGE)}
    if STUDIES.is_dir():
        measured["studies"] = of_code(STUDIES)
    measured["whole"] = of_whole()
    if "--static" not in sys.argv[1:]:
        measured["start-up"] = start_up()
    for part, values in measured.items():
        print(part)
        for name, value in values.items():
            goal = f"   goal {GOALS[part, name]:,}" if (part, name) in GOALS else ""
            shown = value if isinstance(value, str) else _number(value)
            print(f"  {name:36s} {shown:>24}{goal}")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


if __name__ == "__main__":
    main()
