"""Errors of the operating system in plain words: what is wrong with which file, and what to do."""

from __future__ import annotations

import errno

#: What is said of the file, and what to do.
_WORDS = {
    errno.EEXIST: "already exists and is not a folder; choose another place, or move it away",
    errno.ENOTDIR: "is not a folder, or is below a file; choose another place",
    errno.EISDIR: "is a folder, and a file is needed",
    errno.ENOENT: "does not exist; check the path",
    errno.EACCES: "may not be opened or written by you; change its permissions, or choose another place",
    errno.EPERM: "may not be changed by you; change its permissions, or choose another place",
    errno.EROFS: "is on a disk that cannot be written; choose another place",
    errno.ENOSPC: "cannot be written, because the disk is full; make room, or choose another place",
    errno.EDQUOT: "cannot be written, because your quota on the disk is used up; make room, or choose another place",
    errno.ENAMETOOLONG: "has a name that is too long for this disk; choose a shorter one",
    errno.ELOOP: "is a link that leads back to itself; remove it",
    errno.EMFILE: "cannot be opened, because too many files are open; run with fewer --jobs",
    errno.EBUSY: "is in use by another program; close it there",
}


def in_words(why: OSError) -> str:
    """An error of the system as one sentence.

    >>> in_words(FileExistsError(errno.EEXIST, "File exists", "results"))
    'results already exists and is not a folder; choose another place, or move it away'
    >>> in_words(OSError(errno.ENOSPC, "No space left on device"))
    'a file cannot be written, because the disk is full; make room, or choose another place'
    >>> in_words(OSError("a reason of our own"))
    'a reason of our own'
    """
    if why.errno is None:
        return str(why)
    where = "a file" if why.filename is None else str(why.filename)
    return f"{where} {_WORDS[why.errno]}" if why.errno in _WORDS else f"{where}: {(why.strerror or str(why)).lower()}"
