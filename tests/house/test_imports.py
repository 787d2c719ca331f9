"""No module imports, by whatever way, a module that imports it; imports within functions count."""

from __future__ import annotations

import grimp
import networkx

from partnersim.analysis.sweeps.experiment import _MODEL


def circles(*packages: str) -> list[set[str]]:
    """Groups of modules that import one another; what only a type checker imports is left out."""
    known = grimp.build_graph(packages[0], *packages[1:], exclude_type_checking_imports=True)
    graph = networkx.DiGraph(
        (name, other)
        for name in known.modules
        for other in known.find_modules_directly_imported_by(name)
    )
    return [
        component
        for component in networkx.strongly_connected_components(graph)
        if len(component) > 1
    ]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles("partnersim", "studies") == []


def test_the_digest_of_the_rules_covers_all_that_the_model_imports() -> None:
    """Else an edit of what is left out would let kept runs and half-finished sweeps be used again."""
    known = grimp.build_graph("partnersim", exclude_type_checking_imports=True)
    parts = {name.split(".")[1] for name in known.find_upstream_modules("partnersim.model")}
    assert parts - {name.removesuffix(".py") for name in _MODEL} == {"language"}  # words alone
