"""What `discourse --version` says: the version, and whether another distribution has files in our folder.

A client of the forum software Discourse is on PyPI under the name `discourse`, and its package is a folder of that
name, too. Whichever is installed later overwrites files of the other, and removing one removes files of both.
"""

from __future__ import annotations

import argparse
from importlib.metadata import distributions

OURS = "discourse-toolkit"


class ShowVersion(argparse.Action):
    """The option --version."""

    def __init__(self, option_strings: list[str], dest: str = argparse.SUPPRESS) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help="show the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from discourse import __version__

        print("\n".join([f"discourse {__version__}", *warnings_of(owners())]))
        parser.exit()


def owners() -> list[str]:
    """The names of the distributions other than ours that have files in a folder `discourse`, in alphabetical order."""
    found = set()
    for distribution in distributions():
        name = distribution.metadata["Name"]
        if name and name.lower().replace("_", "-") != OURS:
            found |= {name for file in distribution.files or () if file.parts[:1] == ("discourse",)}
    return sorted(found)


def warnings_of(others: list[str]) -> list[str]:
    """What to do about each of these distributions.

    >>> warnings_of(["discourse"])[0].split(", and ")[0]
    'The distribution discourse has files in the same folder, discourse/'
    """
    return [
        line
        for name in others
        for line in (
            f"The distribution {name} has files in the same folder, discourse/, and may have overwritten files of this "
            "library.",
            f"To repair it: pip uninstall {name}, then install {OURS} again (pip install --force-reinstall ...).",
        )
    ]
