"""Concordance: every occurrence of a word with what stands around it (key word in context)."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_whole
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import (
    are_spans,
    make_spans,
    on_one_line,
    paragraphs_around,
    places_of,
    read_at,
    read_ranges,
    sentences_around,
)
from discourse.lexicon.match import match, patterns_of
from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of

_WORD = re.compile(r"\w(?:.*\w)?")  # without the marks around it
_PLACE = re.compile(r"([1-9])([LR])")


@checked
def kwic(
    corpus: Corpus,
    pattern: str | re.Pattern[str] | Sequence[str] | pd.DataFrame,
    *,
    window: int | None = 5,
    sort: str | list[str] | None = None,
    columns: list[str] | tuple[str, ...] = (),
) -> pd.DataFrame:
    """Every occurrence of a pattern with its context.

    Parameters
    ----------
    corpus : Corpus
    pattern : str, list of str, compiled regular expression, or DataFrame
        Words, phrases and globs as in a lexicon (``govern*``, ``foreign policy``); a regular expression that has to
        match a whole token, ignoring typography; a lexicon table (with pattern); or a table of spans (doc_id, start,
        end), whose spans are used whatever its other columns are.
    window : int or None
        How many words to the left and right, never beyond the paragraph; each part of a compound is one word. None
        gives the whole sentence.
    sort : str or list of str, optional
        Positions to sort by, such as ``"1R"`` (the first word to the right) or ``["1L", "2L"]``; by default the order
        of the text.
    columns : list of str
        Columns to add at the end: ``"role"`` of the paragraph, or docvars. For voices see `with_voice`.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), pre, keyword, post (the text itself, with single spaces), pattern
        (the one that matched; NA for spans without a pattern), then the columns asked for.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["The US may talk. Moscow may not, or may."]})
    >>> dc.kwic(dc.from_documents(texts), "may", window=1)[["pre", "keyword", "post"]].values.tolist()
    [['US', 'may', 'talk.'], ['Moscow', 'may', 'not,'], ['or', 'may', '.']]
    """
    if window is not None:
        need_whole(window, "window", "give a whole number of words, or None for the sentence", least=0)
    docvars = [c for c in columns if c != "role"]
    schema.need(corpus.documents, docvars, "corpus.documents")
    taken = [c for c in docvars if c in schema.TABLES["kwic"] and c != "doc_id"]
    if taken:
        raise ValueError(
            f"columns names the docvar {taken[0]!r}, and a concordance has a column of that name; rename the docvar"
        )
    places = _places(sort)
    first, last, patterns = _find(corpus, pattern)
    spans = make_spans(corpus, first, last).rename(columns={"text": "keyword"})
    if window is None:
        low, high = sentences_around(corpus.arrays, first, last)
    else:
        low, high = _windows(corpus.arrays, first, last, window)
    tokens = corpus.arrays
    doc = tokens.doc_at(first)
    opens, closes = np.append(tokens.start[low], spans["end"]), np.append(spans["start"], tokens.end_at(high))
    around = on_one_line(read_at(corpus.texts, np.tile(doc, 2), opens, closes))
    table = spans.assign(
        keyword=pd.array(on_one_line(spans["keyword"].tolist()), dtype="str"),
        pre=pd.array(around[: len(doc)], dtype="str"),
        post=pd.array(around[len(doc) :], dtype="str"),
        pattern=pd.array(patterns, dtype="str"),
    )
    out = schema.conform(table, "kwic")
    if "role" in columns:
        role = corpus.sections.set_index("section_id")["role"].astype("str")
        out["role"] = role.reindex(tokens.section_at(first)).array
    for name in docvars:
        out[name] = corpus.documents[name].take(doc).array
    return _in_order(out, places)


def sort_lines(table: pd.DataFrame, sort: str | list[str] | None) -> pd.DataFrame:
    """The lines of a concordance in the order that `kwic` gives them when it is told to `sort`."""
    return _in_order(table, _places(sort))


def _in_order(table: pd.DataFrame, places: list[tuple[int, str]]) -> pd.DataFrame:
    if not places:
        return table
    keys = {str(i): _neighbours(table, place) for i, place in enumerate(places)}
    order = pd.DataFrame(keys).sort_values(list(keys), kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _places(sort: str | list[str] | None) -> list[tuple[int, str]]:
    places = []
    for name in [sort] if isinstance(sort, str) else sort or []:
        found = _PLACE.fullmatch(name) if isinstance(name, str) else None
        if not found:
            raise ValueError(
                f"sort is {schema.shown(name)}; give positions such as '1L', the first word to the left, or '2R'"
            )
        places.append((int(found[1]), found[2]))
    return places


def _find(corpus: Corpus, pattern) -> tuple[np.ndarray, np.ndarray, list]:
    """First and last token of each hit, and the pattern that it is of."""
    tokens = corpus.arrays
    if isinstance(pattern, re.Pattern):
        hit = np.array([bool(pattern.fullmatch(form)) for form in vocabulary_of(tokens).forms], bool)
        at = np.flatnonzero(hit[tokens.codes]) if len(hit) else np.zeros(0, np.int64)
        return at, at, [pattern.pattern] * len(at)
    if isinstance(pattern, pd.DataFrame) and are_spans(pattern):
        spans, first, last = read_ranges(pattern, corpus)
        return first, last, spans["pattern"].tolist() if "pattern" in spans else [None] * len(first)
    case = pattern["case"].tolist() if isinstance(pattern, pd.DataFrame) and "case" in pattern else None
    patterns = patterns_of(pattern, "pattern")
    first, last, row = match(tokens, patterns, case=case)
    return first, last, [patterns[i] for i in row.tolist()]


def _windows(tokens: Tokens, first: np.ndarray, last: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of the context, inside the paragraph; only the paragraphs of hits are looked at.

    To the left it begins with the last word that counts, to the right it ends before the first that does not.
    """
    if not window or not len(first):
        return first, last
    low, high = paragraphs_around(tokens, first)
    words = places_of(low, high)
    words = words[vocabulary_of(tokens).lettered[tokens.codes[words]]]
    window = min(window, len(words))
    left = np.searchsorted(words, first) - window
    right = np.searchsorted(words, last, "right") + window
    begin = np.where(left < 0, low, np.append(words, 0)[np.maximum(left, 0)])
    end = np.append(words, len(tokens))[np.minimum(right, len(words))] - 1
    return np.maximum(begin, low), np.maximum(np.minimum(end, high), last)


def _neighbours(table: pd.DataFrame, place: tuple[int, str]) -> list[str]:
    """The word at the place, in lower case; empty where the context ends before it."""
    n, side = place
    out = []
    for text in table["pre" if side == "L" else "post"]:
        words = [found[0] for found in map(_WORD.search, fold([text])[0].lower().split()) if found]
        at = len(words) - n if side == "L" else n - 1
        out.append(words[at] if 0 <= at < len(words) else "")
    return out
