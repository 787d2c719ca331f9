"""The user's own cache folder: private, or not used, since what is read from it is trusted (even run)."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

ELSEWHERE = "PARTNERSIM_CACHE"  # names an absolute path to use in place of the user's cache


def folder(name: str) -> Path | None:
    """The folder of that name in the user's cache of partnersim, made for its owner only.

    None if nothing can be kept there: it cannot be written, it or a folder or link above it belongs
    to another user, or other users may write to it or move it away.
    """
    try:
        named = _place()
        named.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
        top = named.resolve(strict=True)
        above = {*named.parents, *top.parents, *([named] if named.is_symlink() else [])}
        if not (all(map(_is_safe, above)) and _is_own(top)):
            return None
        top.chmod(stat.S_IRWXU)
        inside = top / name
        inside.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        if not (_is_own(inside) and _is_safe(inside) and os.access(inside, os.W_OK)):
            return None
        inside.chmod(stat.S_IRWXU)
    except (OSError, RuntimeError):  # read-only, no home, a loop of links
        return None
    return inside


def _place() -> Path:
    from platformdirs import user_cache_path

    elsewhere = Path(os.environ.get(ELSEWHERE, ""))
    return elsewhere if elsewhere.is_absolute() else user_cache_path("partnersim", appauthor=False)


def _is_own(path: Path) -> bool:
    """Whether this is a folder, not a link, of the user who runs this process."""
    about = path.lstat()
    return stat.S_ISDIR(about.st_mode) and (
        sys.platform == "win32" or about.st_uid == os.getuid()  # profiles are private on Windows
    )


def _is_safe(path: Path) -> bool:
    """Whether only root and this user can exchange this link, or what this folder holds."""
    if sys.platform == "win32":
        return True
    about = path.lstat()
    if about.st_uid not in (0, os.getuid()):
        return False
    if stat.S_ISLNK(about.st_mode) or about.st_mode & stat.S_ISVTX:
        return True  # in a sticky folder only owners may rename
    by_group = about.st_mode & stat.S_IWGRP and not _is_private_group(about.st_gid)
    return not (by_group or about.st_mode & stat.S_IWOTH)


def _is_private_group(number: int) -> bool:
    """Whether a group is the user's alone: by custom, the one that bears the user's name."""
    import grp
    import pwd

    try:
        return grp.getgrgid(number).gr_name == pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return False
