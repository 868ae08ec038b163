"""How much text there is: documents, words, types and sentences by group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import meaning_of, resolve_names
from discourse.measures._groups import as_counts, group_documents, names_of
from discourse.text.tokens import distinct
from discourse.text.words import find_words


@checked
def count_words(corpus: Corpus, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Documents, words, types and sentences by group.

    Parameters
    ----------
    corpus : Corpus
    by : str or list of str, optional
        Docvars, or ``role`` for the role of the paragraph.

    Returns
    -------
    DataFrame
        The by-columns, n_docs, n_words, n_types (different words, letter case set aside), n_sentences.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["The trade-off. The US–Russia one."]}))
    >>> dc.count_words(corpus).iloc[0].to_dict()
    {'n_docs': 1, 'n_words': 6, 'n_types': 5, 'n_sentences': 2}
    """
    by = names_of(by)
    tokens = corpus.arrays
    paragraphs, corpus = resolve_names(by, pd.DataFrame(columns=["doc_id", "role"]), corpus)
    of_role = [
        name for name in by if name in paragraphs.columns[1:] and meaning_of(name, paragraphs, corpus) == "table"
    ]
    groups, group_of_doc = group_documents(corpus, [c for c in by if c not in of_role])
    doc = group_of_doc[tokens.doc] if len(tokens) else np.zeros(0, np.int64)
    n_docs = np.bincount(group_of_doc[group_of_doc >= 0], minlength=len(groups))
    if of_role:
        known = corpus.sections.set_index("section_id")["role"]
        read = known.loc[pd.unique(tokens.section_id)].cat.remove_unused_categories()
        roles = read.cat.categories
        code = np.repeat(read.cat.codes.reindex(tokens.section_id).to_numpy(np.int64), tokens.size)
        groups = groups.merge(pd.DataFrame({name: roles.astype("str") for name in of_role}), how="cross")[by]
        doc = np.where(doc >= 0, doc * len(roles) + code, -1)
        pairs = distinct(doc * len(corpus.documents) + tokens.doc) // max(len(corpus.documents), 1)
        n_docs = np.bincount(pairs[pairs >= 0], minlength=len(groups))
    words = find_words(tokens)
    word, n_types = doc[words.first], max(len(words.forms), 1)
    counted = word >= 0
    opening = doc[tokens.opening]
    pairs = distinct(word[counted] * n_types + words.kind[counted])
    counts = {
        "n_docs": n_docs,
        "n_words": np.bincount(word[counted], minlength=len(groups)),
        "n_types": np.bincount(pairs // n_types, minlength=len(groups)),
        "n_sentences": np.bincount(opening[opening >= 0], minlength=len(groups)),
    }
    return as_counts(groups, counts, "counts", by)
