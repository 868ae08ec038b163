"""Completion of commands and options by the shell; the script for it is made by shtab."""

from __future__ import annotations

import argparse

from discourse.cli._talk import Talk

SHELLS = ("bash", "zsh", "tcsh")


def complete(ask: argparse.ArgumentParser, shell: str, talk: Talk) -> int:
    """Print the script for a shell; 2 if shtab is not installed."""
    try:
        import shtab
    except ImportError:
        talk.complain("completion needs the package shtab; install it with: pip install 'discourse-toolkit[lab]'")
        return 2
    talk.print_text(shtab.complete(ask, shell))
    return 0
