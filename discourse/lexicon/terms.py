"""Lexicons: lists of patterns, each with a category, and the places where they occur."""

from __future__ import annotations

import os
import warnings
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import open_list
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.lexicon.dictionaries import read_dictionary, read_lexicon_csv
from discourse.lexicon.match import match
from discourse.text.tokens import Tokens


@checked
def load_lexicon(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Load a lexicon from a CSV file, or from a dictionary of another program.

    A CSV file needs the columns pattern and category. The function also reads the dictionaries of LIWC (.dic), WordStat
    (.cat), Lexicoder (.lc3, .lcd), Yoshikoder (.ykd) and quanteda (.yml). It reads a file with any other suffix as CSV.

    Parameters
    ----------
    path : str or path
        The file. The suffix of its name tells the function which format it has.

    Returns
    -------
    DataFrame
        pattern, category, then the other columns of the file. A category within a category is written ``A > B``. The
        tables of `find_terms` keep the other columns. A word with several categories has one row for each category. To
        find it in all of them, use ``find_terms(..., overlap="categories")``.

    Warns
    -----
    UserWarning
        If some entries of a dictionary cannot be used as patterns. They are left out. `read_dictionary` lists them.

    Raises
    ------
    ValueError
        If the file does not have the format that its suffix promises, if a column is missing, or if a pattern is empty.
        The message gives the line.
    """
    lexicon, unread = read_dictionary(path)
    if len(unread):
        first = [f"line {line} {entry!r}, {reason}" for line, entry, reason in unread.head(3).itertuples(index=False)]
        warnings.warn(
            f"{os.fspath(path)}: {len(unread)} entr{'ies were' if len(unread) > 1 else 'y was'} not read "
            f"({'; '.join(first)}{'; ...' if len(unread) > 3 else ''}); read_dictionary lists them",
            stacklevel=3,  # past `checked`
        )
    return lexicon


def load_shipped(name: str) -> pd.DataFrame:
    """A lexicon that ships with the library, by its name in `discourse/data`; each caller has a table of its own."""
    return _read_shipped(name).copy()


@cache
def _read_shipped(name: str) -> pd.DataFrame:
    with open_list(name) as file:
        return read_lexicon_csv(file)


@checked
def find_terms(
    corpus: Corpus, lexicon: pd.DataFrame, *, overlap: Literal["none", "categories"] = "none"
) -> pd.DataFrame:
    """Every match of a pattern of the lexicon; where matches overlap, the longest.

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame
        Needs pattern. `category` and every other column are kept. The column `case` (true or false) says whether letter
        case counts. If a pattern occurs twice, the later row is used.
    overlap : "none" or "categories"
        With "none", the longest match in the whole lexicon wins: `not good` is not also counted as `good`. With
        "categories", the longest match in each category wins, as if each category were looked up by itself, so a word
        of three categories has three rows. In quanteda these are `nested_scope` "dictionary" and "key".

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, pattern, category, and the lexicon's other columns.
        Spans of one category never overlap (with "none", no spans overlap). No span crosses the end of a paragraph.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "It told us that the US–Russia talks govern."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> dc.find_terms(corpus, pd.DataFrame({"pattern": ["US", "govern*"], "category": "c"}))["text"].tolist()
    ['US', 'govern']
    """
    schema.one_of(overlap, ("none", "categories"), "overlap")
    schema.need(lexicon, ("pattern",) if overlap == "none" else ("pattern", "category"), "the lexicon")
    taken = {"doc_id", "sentence_id", "start", "end", "text"} & set(lexicon.columns)
    if taken:
        raise ValueError(f"the lexicon has the columns {', '.join(sorted(taken))}, which the matches need; rename them")
    case = lexicon["case"].tolist() if "case" in lexicon else None
    wrong = [value for value in case or [] if not (pd.isna(value) or value in (True, False))]
    if wrong:
        raise ValueError(f"the lexicon's column case has {wrong[0]!r}; write true or false, or leave it empty")
    first, last, row = _match_each(corpus.arrays, lexicon, case, overlap)
    spans = make_spans(corpus, first, last)
    matched = lexicon.iloc[row].reset_index(drop=True)
    return schema.conform(pd.concat([spans, matched], axis=1), "terms")


def _match_each(tokens: Tokens, lexicon: pd.DataFrame, case: list | None, overlap: str) -> tuple:
    """`match` for the lexicon as one, or for each of its categories and then in the order of the text."""
    patterns = lexicon["pattern"].tolist()
    if overlap == "none":
        return match(tokens, patterns, case=case)
    found = []
    for rows in lexicon.groupby("category", sort=False, dropna=False).indices.values():
        some = None if case is None else [case[i] for i in rows]
        first, last, row = match(tokens, [patterns[i] for i in rows], case=some)
        found.append((first, last, rows[row]))
    if not found:
        return match(tokens, patterns)
    first, last, row = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((row, -last, first))
    return first[order], last[order], row[order]
