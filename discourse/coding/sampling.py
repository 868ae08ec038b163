"""Samples of sentences for human coders.

What a program finds is checked on sentences that people have coded without knowing what it found. So a sample is drawn
at random, in strata where rare groups would be missed, shuffled, and blind: the text, where it stands, and empty
columns for the codes. `discourse.coding.agreement` compares what comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_seed
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import join_docvars
from discourse.corpus.spans import make_spans
from discourse.text.tokens import Tokens
from discourse.text.words import is_word


@checked
def sample_sentences(
    corpus: Corpus,
    *,
    n: int,
    seed: int,
    by: str | list[str] | None = None,
    allocation: Literal["proportional", "equal"] = "proportional",
    codes: str | Sequence[str] = ("code",),
    docvars: str | Sequence[str] = (),
) -> pd.DataFrame:
    """A random sample of sentences for human coders: blind, shuffled, the same for the same seed.

    Parameters
    ----------
    corpus : Corpus
    n : int
        The number of sentences; those without a word are never drawn.
    seed : int
        Of the random generator; note it down, it makes the sample again.
    by : str or list of str, optional
        Docvars whose groups the sample is to hold (a stratified sample). A missing value is a group too.
    allocation : "proportional" or "equal"
        Sentences of each group in proportion to its size (by largest remainders), or as many of each as there are;
        what a small group lacks, larger ones give. Rates in a sample with equal allocation are not those of the
        corpus.
    codes : sequence of str
        Names of the columns that coders fill in.
    docvars : sequence of str
        Docvars that coders may see. By default none: who knows the author or the outlet is no longer blind.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, the docvars asked for, and the columns of `codes`,
        empty. Nothing that the program found.

    Raises
    ------
    ValueError
        If the corpus has fewer than `n` sentences, or a name is taken or unknown.

    Notes
    -----
    To a spreadsheet and back, a file for each coder; text that begins with ``=`` may look odd there, which does no
    harm, as rows are known by their offsets::

        sample.to_csv("anna.csv", index=False, encoding="utf-8-sig")
        anna, ben = (pd.read_csv(f"{name}.csv", dtype={"doc_id": "str"}) for name in ("anna", "ben"))
        ben = ben[["sentence_id", "code"]].rename(columns={"code": "ben"})
        coded = anna.rename(columns={"code": "anna"}).merge(ben, on="sentence_id")

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["One. Two. Three."]}))
    >>> sample = sample_sentences(corpus, n=3, seed=1, codes=["hedged"])
    >>> sorted(sample["text"]), sample["hedged"].tolist()
    (['One.', 'Three.', 'Two.'], [nan, nan, nan])
    """
    schema.one_of(allocation, ("proportional", "equal"), "allocation")
    need_seed(seed)
    by = [] if by is None else [by] if isinstance(by, str) else list(by)
    codes, docvars = ([value] if isinstance(value, str) else list(value) for value in (codes, docvars))
    schema.need(corpus.documents, [*by, *docvars], "corpus.documents")
    taken = [name for name in codes if name in schema.TABLES["sample"] or codes.count(name) > 1 or name in docvars]
    if taken:
        raise ValueError(f"codes names the column {taken[0]!r}, which the sample has already; choose another name")
    first, last = _sentences(corpus.arrays)
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or not 0 < n <= len(first):
        raise ValueError(
            f"n is {schema.shown(n)}; the corpus has {len(first):,} sentences, so give a whole number from 1 to that"
        )
    group = np.zeros(len(corpus.documents), np.int64)
    if by:
        group = corpus.documents.groupby(by, dropna=False, observed=True).ngroup().to_numpy()
    of_sentence = group[corpus.arrays.doc_at(first)]
    size = np.bincount(of_sentence)
    share = _proportional(size, n) if allocation == "proportional" else _equal(size, n)
    random = np.random.default_rng(seed)
    of_group = [random.choice(np.flatnonzero(of_sentence == g), share[g], replace=False) for g in range(len(size))]
    drawn = random.permutation(np.concatenate(of_group))
    chance = (share / np.maximum(size, 1))[of_sentence[drawn]]
    sample = make_spans(corpus, first[drawn], last[drawn]).assign(probability=chance)
    sample = join_docvars(sample, corpus, columns=docvars)
    blank = pd.Series(pd.NA, index=sample.index, dtype="str")
    return schema.conform(sample.assign(**dict.fromkeys(codes, blank)), "sample")


def _sentences(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """First and last token of each sentence that has a word."""
    first = tokens.opening
    last = tokens.after - 1
    words = np.concatenate([[0], np.cumsum(is_word(tokens))])
    some = words[last + 1] > words[first]
    return first[some], last[some]


def _proportional(size: np.ndarray, n: int) -> np.ndarray:
    """n shared out by size: whole parts, then one more for the largest remainders.

    >>> _proportional(np.array([50, 30, 20]), 7).tolist()  # 3.5, 2.1, 1.4
    [4, 2, 1]
    """
    whole, rest = np.divmod(size * n, size.sum())
    whole[np.argsort(-rest, kind="stable")[: n - whole.sum()]] += 1
    return whole


def _equal(size: np.ndarray, n: int) -> np.ndarray:
    """n shared out evenly, as far as the sizes go.

    >>> _equal(np.array([50, 1, 20]), 10).tolist()
    [5, 1, 4]
    """
    share = np.zeros(len(size), np.int64)
    order = np.argsort(size, kind="stable")
    for left, group in zip(range(len(size), 0, -1), order.tolist(), strict=True):
        share[group] = min(size[group], (n - share.sum()) // left)
    return share
