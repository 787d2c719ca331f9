"""Why the machine refused a file, in words for a person."""

from __future__ import annotations

import errno

from partnersim.language.words import say


def why(error: OSError | ValueError) -> str:
    """The reason of an operating system error, in the language in use."""
    if not isinstance(error, OSError):
        return say("not a name of a file")
    number = error.errno or 0
    name = errno.errorcode.get(number) or type(error).__name__
    return _reasons().get(number) or say("the system reports {name}", name=name)


def _reasons() -> dict[int, str]:
    return {
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
        errno.EILSEQ: say("not a name of a file"),
        errno.EINVAL: say("not a name of a file"),
        errno.ELOOP: say("its links lead in a circle"),
        errno.ENOTEMPTY: say("the folder is not empty"),
        errno.EXDEV: say("it lies on another disk"),
        errno.EBUSY: say("another program is using it"),
        errno.ETXTBSY: say("another program is using it"),
        errno.EAGAIN: say("another program is using it"),
        errno.EFBIG: say("the file would be too large"),
        errno.EMLINK: say("the disk allows no more links"),
        errno.EMFILE: say("too many files are open"),
        errno.ENFILE: say("too many files are open"),
        errno.ENOMEM: say("there is not enough memory"),
        errno.EIO: say("the disk has a fault"),
        errno.ENXIO: say("there is no such device"),
        errno.ENODEV: say("there is no such device"),
        errno.ESTALE: say("the network disk is gone"),
        errno.ETIMEDOUT: say("the network disk does not answer"),
        errno.EPIPE: say("whoever read it is gone"),
    }
