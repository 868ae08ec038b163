"""How much text there is: documents, words, types and sentences by group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import meaning_of, resolve_names
from discourse.measures._groups import as_counts, group_documents, names_of
from discourse.text.tokens import distinct
from discourse.text.words import kinds_of_words, words_of_sentences

#: So many sentences are looked at together.
_SENTENCES_AT_ONCE = 1 << 14


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
        The by-columns, n_docs, n_words, n_types (different words, ignoring letter case), n_sentences.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["The trade-off. The US–Russia one."]}))
    >>> dc.count_words(corpus).iloc[0].to_dict()
    {'n_docs': 1, 'n_words': 6, 'n_types': 5, 'n_sentences': 2}
    """
    return words_by_group(corpus, names_of(by), _count_types)


#: Given the groups, and for each sentence the number of its group (-1 for none), the different words of each group.
CountTypes = Callable[[Corpus, pd.DataFrame, np.ndarray], np.ndarray]


def words_by_group(corpus: Corpus, by: list[str], count_types: CountTypes) -> pd.DataFrame:
    """As `count_words`; only `count_types` looks at tokens."""
    corpus, groups, row, n_docs = _group_sentences(corpus, by)
    counted = row >= 0
    n_words = np.bincount(row[counted], words_of_sentences(corpus.arrays)[counted], len(groups))
    counts = {
        "n_docs": n_docs,
        "n_words": n_words.astype(np.int64),
        "n_types": count_types(corpus, groups, row),
        "n_sentences": np.bincount(row[counted], minlength=len(groups)),
    }
    return as_counts(groups, counts, "counts", by)


def types_of_groups(corpus: Corpus, by: list[str]) -> pd.DataFrame:
    """The different words of each group: the by-columns and form. What `merge_types` takes of each part."""
    corpus, groups, row, _ = _group_sentences(corpus, by)
    pairs, forms = _pairs(corpus, row)
    group, kind = np.divmod(pairs, max(len(forms), 1))
    form = pd.array([forms[i] for i in kind.tolist()], dtype="str")
    return groups[by].take(group).reset_index(drop=True).assign(form=form)


def merge_types(parts: Sequence[pd.DataFrame], by: list[str]) -> CountTypes:
    """A way to count the different words of groups, of what `types_of_groups` found in the parts of a corpus."""
    table = pd.concat(parts, ignore_index=True)
    table = table.assign(form=pd.factorize(table["form"])[0]).drop_duplicates()

    def count(corpus: Corpus, groups: pd.DataFrame, row: np.ndarray) -> np.ndarray:
        if not by:
            return np.array([len(table)])
        sizes = table.groupby(by, observed=True).size().reset_index(name="n_types")
        dtypes = {name: groups[name].dtype for name in by}
        return groups[by].merge(sizes.astype(dtypes), on=by, how="left")["n_types"].fillna(0).to_numpy(np.int64)

    return count


def _group_sentences(corpus: Corpus, by: list[str]) -> tuple[Corpus, pd.DataFrame, np.ndarray, np.ndarray]:
    """The groups, the group of each sentence, and how many documents each group has."""
    tokens = corpus.arrays
    paragraphs, corpus = resolve_names(by, pd.DataFrame(columns=["doc_id", "role"]), corpus)
    of_role = [
        name for name in by if name in paragraphs.columns[1:] and meaning_of(name, paragraphs, corpus) == "table"
    ]
    groups, group_of_doc = group_documents(corpus, [c for c in by if c not in of_role])
    row = group_of_doc[tokens.doc_of_sentence]
    n_docs = np.bincount(group_of_doc[group_of_doc >= 0], minlength=len(groups))
    if of_role:
        known = corpus.sections.set_index("section_id")["role"]
        read = known.loc[pd.unique(tokens.section_id)].cat.remove_unused_categories()
        roles = read.cat.categories
        code = read.cat.codes.reindex(tokens.section_id).to_numpy(np.int64)
        groups = groups.merge(pd.DataFrame({name: roles.astype("str") for name in of_role}), how="cross")[by]
        row = np.where(row >= 0, row * len(roles) + code, -1)
        n_all = max(len(corpus.documents), 1)
        pairs = distinct(row * n_all + tokens.doc_of_sentence) // n_all
        n_docs = np.bincount(pairs[pairs >= 0], minlength=len(groups))
    return corpus, groups, row, n_docs


def _count_types(corpus: Corpus, groups: pd.DataFrame, row: np.ndarray) -> np.ndarray:
    pairs, forms = _pairs(corpus, row)
    return np.bincount(pairs // max(len(forms), 1), minlength=len(groups))


def _pairs(corpus: Corpus, row: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """The different pairs of a group and a word, as one number (group times the number of words), and the words."""
    word, forms = kinds_of_words(corpus.arrays)
    n_words, found = words_of_sentences(corpus.arrays), [np.zeros(0, np.int64)]
    edge = np.append(0, np.cumsum(n_words))
    for low in range(0, len(n_words), _SENTENCES_AT_ONCE):
        high = min(low + _SENTENCES_AT_ONCE, len(n_words))
        group = np.repeat(row[low:high], n_words[low:high])
        pairs = group * max(len(forms), 1) + word[edge[low] : edge[high]]
        found.append(distinct(pairs[group >= 0]))
    return distinct(np.concatenate(found)), forms
