"""What the packages of a study need themselves, with the versions that are installed here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import metadata

from partnersim.archive.wheels import compared

_NAME = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def others_here(versions: Mapping[str, str]) -> list[str]:
    """Packages of which another version is installed here, or none; Python aside.

    Parameters
    ----------
    versions
        Of the packages that results were made with.
    """
    return [
        name
        for name, version in versions.items()
        if name != "python" and version != getattr(_installed(name), "version", None)
    ]


def needed_by(names: Mapping[str, str]) -> dict[str, str]:
    """Packages that these need, directly or by others, and that they do not name; by name, their versions.

    What stands under a condition (a system, a Python) is taken where it is installed here, an extra where it is
    asked for. No address is read: where a package came from stays on this machine.

    Parameters
    ----------
    names
        Packages, with their versions.
    """
    known = {compared(name) for name in names}
    seen: set[tuple[str, str]] = set()
    left = [(name, "") for name in names]
    found: dict[str, str] = {}
    while left:
        name, extra = left.pop()
        package = _installed(name)
        if package is None or (compared(name), extra) in seen:
            continue
        seen.add((compared(name), extra))
        if compared(name) not in known:
            found[package.metadata["Name"]] = package.version
        left += _needs(package, extra)
    return dict(sorted(found.items(), key=lambda one: one[0].lower()))


def _needs(package: metadata.Distribution, extra: str) -> Iterator[tuple[str, str]]:
    """Names of what a package needs, or one of its extras, each with every extra that is asked of it."""
    for line in package.requires or ():
        requirement, _, condition = line.partition(";")
        extras = _EXTRA.findall(condition)
        if (extra in extras) if extra else not extras:
            name, asked = _NAME.match(requirement.strip()).groups()  # type: ignore[union-attr]
            yield name, ""
            yield from ((name, one.strip()) for one in (asked or "").split(",") if one.strip())


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
