"""Contested terms: the words that writers keep at a distance with scare quotes."""

from __future__ import annotations

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus, number_documents
from discourse.corpus.docvars import join_docvars, refuse_other, resolve_names
from discourse.corpus.spans import read_at, read_spans, sentences_around
from discourse.text.tokenise import fold


@checked
def count_contested(quotes: pd.DataFrame, corpus: Corpus, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Contested terms: the terms in scare quotes, how often they occur, and where.

    Parameters
    ----------
    quotes : DataFrame
        The result of `find_quotes`; needs doc_id, start, end, text, kind.
    corpus : Corpus
        The corpus in which they were found.
    by : str or list of str, optional
        Docvars such as outlet or author; documents without a value are left out.

    Returns
    -------
    DataFrame
        The by-columns, term (in lower case, without quotation marks), n (scare quotes with it), n_docs (documents with
        one), doc_id, start, end and example (the first in the group, with its sentence; NA if n is 0). There is a row
        for each term in each group; the most frequent terms come first.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["A ‘reset’ failed. No 'reset' came."]}))
    >>> dc.count_contested(dc.find_quotes(corpus), corpus)[["term", "n", "n_docs", "example"]].values.tolist()
    [['reset', 2, 1, 'A ‘reset’ failed.']]
    """
    by = [by] if isinstance(by, str) else list(by or [])
    return count_scare(find_scare(quotes, corpus, by=by), corpus, by=by)


def find_scare(quotes: pd.DataFrame, corpus: Corpus, *, by: list[str]) -> pd.DataFrame:
    """The scare quotes: doc_id, start, end, the by-columns, term, and the sentence of the first of each group."""
    schema.need(quotes, ("doc_id", "start", "end", "text", "kind"), "the quotes")
    _, corpus = resolve_names(by, quotes, corpus)
    schema.need(corpus.documents, by, "corpus.documents")
    taken = set(by) & set(schema.TABLES["contested"])
    if taken:
        raise ValueError(f"by has {min(taken)!r}, which is a column of the result; rename the docvar")
    for name in by:
        refuse_other(name, quotes, corpus)
    scare = read_spans(quotes[(quotes["kind"] == "scare").to_numpy()], corpus).reset_index(drop=True)
    scare = join_docvars(scare[["doc_id", "start", "end", "text"]], corpus, columns=by).dropna(subset=by)
    scare["term"] = pd.array([_fold_term(t) for t in scare["text"]], dtype="str")
    opens = ~scare.duplicated([*by, "term"])  # only these sentences are read
    scare["example"] = pd.Series(_sentences(scare[opens], corpus), scare.index[opens], dtype="str")
    return scare.drop(columns="text")


def count_scare(scare: pd.DataFrame, corpus: Corpus, *, by: list[str]) -> pd.DataFrame:
    """The table of `count_contested`, of what `find_scare` found in the corpus, or in its parts one after another."""
    _, corpus = resolve_names(by, scare, corpus)
    total = scare["term"].value_counts()
    terms = sorted(total.index, key=lambda term: (-total[term], term))
    groups = corpus.documents[by].dropna().drop_duplicates().sort_values(by) if by else pd.DataFrame(index=[0])
    grid = groups.merge(pd.DataFrame({"term": pd.Series(terms, dtype="str")}), how="cross")
    if not len(scare):
        return schema.conform(grid.iloc[:0], "contested")[[*by, *schema.TABLES["contested"]]]
    grouped = scare.groupby([*by, "term"], sort=False, observed=True)
    counted = grouped.agg(
        n=("term", "size"),
        n_docs=("doc_id", "nunique"),
        doc_id=("doc_id", "first"),
        start=("start", "first"),
        end=("end", "first"),
        example=("example", "first"),
    ).reset_index()
    out = grid.merge(counted, on=[*by, "term"], how="left")
    out[["n", "n_docs"]] = out[["n", "n_docs"]].fillna(0)
    return schema.conform(out, "contested")[[*by, *schema.TABLES["contested"]]]


def _fold_term(text: str) -> str:
    inner = fold([" ".join(text.split())])[0].strip("'\" ").rstrip(",.;:!?…'\" ")
    return inner.lower()


def _sentences(spans: pd.DataFrame, corpus: Corpus) -> list[str]:
    """The sentence in which each span starts."""
    tokens = corpus.arrays
    row = number_documents(spans, corpus)
    at = tokens.between(row, *(spans[edge].to_numpy() for edge in ("start", "end")))[0]
    low, high = sentences_around(tokens, at, at)
    return read_at(corpus.texts, row, tokens.start[low], tokens.end_at(high))
