"""No module imports, by whatever way, a module that imports it; imports within functions count."""

from __future__ import annotations

import grimp
import networkx


def circles(*packages: str) -> list[set[str]]:
    """Groups of modules that import one another; what only a type checker imports is left out."""
    known = grimp.build_graph(packages[0], *packages[1:], exclude_type_checking_imports=True)
    graph = networkx.DiGraph(
        (name, other)
        for name in known.modules
        for other in known.find_modules_directly_imported_by(name)
    )
    return [one for one in networkx.strongly_connected_components(graph) if len(one) > 1]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circles("partnersim", "studies") == []
