"""Names that the texts of a study use and its lists lack, proposed into its list of actors.

The list of one's own, `actors.csv` as a rule, gets a row for each name, with how often it stands in the texts and the
first sentence with it. Rows that are there stay as they are. What is wrong is to be mended by hand: types are guesses.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from discourse.actors.suggest import suggest_actors
from discourse.readers.lists import read_lines
from discourse.study.load import StudyError, load_study
from discourse.study.run import read_actors, read_texts

_COLUMNS = ["actor", "alias", "type", "form", "country", "source", "n", "n_docs", "example"]


@dataclass(frozen=True)
class Proposed:
    """What was proposed: the list, how many names were added, and the commonest of them."""

    path: Path
    n: int
    commonest: list[str]


def propose_actors(study: str | os.PathLike, *, corpus: str | os.PathLike | None = None, min_n: int = 2) -> Proposed:
    """Add the names that no list of the study has to its own list of actors.

    Parameters
    ----------
    study : str or path
        A study.toml, or the folder that holds one.
    corpus : str or path, optional
        Texts to take in place of those that the study names.
    min_n : int
        How many mentions a name needs to be proposed.

    Returns
    -------
    Proposed

    Raises
    ------
    StudyError
        If the study cannot be read, or names no list of one's own.
    """
    known = load_study(study, corpus=corpus)
    own = [name for name in known.actors if name != "world"]
    if not own:
        raise StudyError(
            f'{known.path}, [actors] lists: name a CSV file of your own beside "world", such as actors.csv'
        )
    listed = read_actors(known)
    path = known.folder / own[-1]
    found = suggest_actors(read_texts(known, known.corpus_path.resolve().parent / "results"), known=listed, min_n=min_n)
    there = read_lines(path, dtype="str")
    rows = found[_COLUMNS].astype("str").where(found[_COLUMNS].notna())
    table = pd.concat([there, rows], ignore_index=True)
    draft = path.with_name(f"{path.name}.draft")
    table.to_csv(draft, index=False, lineterminator="\n", encoding="utf-8")
    draft.replace(path)
    return Proposed(path, len(found), found["alias"].head(5).tolist())
