"""What the packages of a study need themselves, with the versions that are installed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


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
    """Packages that these need here, directly or by others, and that they do not name; by name, their versions.

    No address is read: where a package came from stays on this machine.

    Parameters
    ----------
    names
        Packages, with their versions.
    """
    known = {canonicalize_name(name) for name in names}
    seen: set[tuple[str, str]] = set()
    left = [(name, "") for name in names]
    found: dict[str, str] = {}
    while left:
        name, extra = left.pop()
        package = _installed(name)
        if package is None or (canonicalize_name(name), extra) in seen:
            continue
        seen.add((canonicalize_name(name), extra))
        if canonicalize_name(name) not in known:
            found[package.metadata["Name"]] = package.version
        left += _needs(package, extra)
    return dict(sorted(found.items(), key=lambda one: one[0].lower()))


def _needs(package: metadata.Distribution, extra: str) -> Iterator[tuple[str, str]]:
    """Names of what a package or one of its extras needs on this machine, each with every extra that is asked of it."""
    for line in package.requires or ():
        needed = Requirement(line)
        if needed.marker is None or needed.marker.evaluate({"extra": extra}):
            yield needed.name, ""
            yield from ((needed.name, one) for one in needed.extras)


def _installed(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
