"""Every public name of partnersim with its signature and docstring, and lines that use it, which are executed."""

from __future__ import annotations

import inspect
from pathlib import Path

from ruamel.yaml import YAML

import partnersim
from documentation.reference.tables import text

EXAMPLES = Path(__file__).with_name("examples_of_python.yaml")


def examples() -> dict[str, str]:
    """Lines that use each public name, in the order in which they are executed."""
    read: dict[str, str] = YAML(typ="safe").load(EXAMPLES.read_text(encoding="utf-8"))
    return read


def page() -> str:
    """The page, in the language in use."""
    parts = [
        text(
            """# Python

The public names of partnersim, with what each takes and returns. The examples are executed in this order when the
pages are checked, and share their names. A longer session: [in Python](project:../how_to/in_python.md).
""",
            """# Python

Les noms publics de partnersim, avec ce que chacun prend et rend (les descriptions sont en anglais, comme le code).
Les exemples sont exécutés dans cet ordre quand on vérifie les pages, et partagent leurs noms. Une session plus
longue : [en Python](project:../how_to/in_python.md).
""",
        )
    ]
    parts += [_name(name, example) for name, example in examples().items()]
    return "\n".join(parts)


def _name(name: str, example: str) -> str:
    kind = "autoclass" if inspect.isclass(getattr(partnersim, name)) else "autofunction"
    more = (
        "\n   :members:"
        if kind == "autoclass" and not issubclass(getattr(partnersim, name), Exception)
        else ""
    )
    return f"""## {name}

```python
{example.strip()}
```

```{{eval-rst}}
.. {kind}:: partnersim.{name}{more}
```
"""
