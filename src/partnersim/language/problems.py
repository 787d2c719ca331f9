"""Why the machine refused a file, in words for a person."""

from __future__ import annotations

import errno

from partnersim.language.words import say


def why(error: OSError) -> str:
    """The reason of an operating system error, in the language in use."""
    reasons = {
        errno.EACCES: say("permission denied"),
        errno.EPERM: say("permission denied"),
        errno.EROFS: say("the disk is read-only"),
        errno.ENOSPC: say("the disk is full"),
        errno.EDQUOT: say("the disk is full"),
        errno.ENOENT: say("there is no such file or folder"),
        errno.ENOTDIR: say("part of the path is a file, not a folder"),
        errno.EEXIST: say("part of the path is a file, not a folder"),
        errno.EISDIR: say("it is a folder, not a file"),
        errno.ENAMETOOLONG: say("the name is too long"),
    }
    return reasons.get(error.errno or 0) or error.strerror or type(error).__name__
