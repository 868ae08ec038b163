"""The same text twice: pairs of documents that share their words, and the corpus without the copies.

An export of a news database may contain the printed and the web version of an article, or a wire story from ten papers.
Each copy counts as a separate document, and makes intervals too narrow. `find_duplicates` finds the pairs, whatever
their titles, dates and typography; `drop_duplicates` keeps one document of each text. How texts are compared stands in
`_shingles`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_number
from discourse.corpus._copies import days_of, find_copies
from discourse.corpus._shingles import (
    Alike,
    Shingles,
    Texts,
    TooMany,
    edges,
    find_pairs,
    hash_ranges,
    number_same,
    number_together,
    ranges,
    shingles_of,
    texts_of,
    triples_at,
)
from discourse.corpus.corpus import Corpus, documents_of, filter_corpus
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import vocabulary_of

#: More pairs than this are no table that anybody reads.
MOST_PAIRS = 10_000_000
#: Of so many documents with the same words, all pairs are rows; of more, only those with the first.
MOST_SAME = 100
#: Ranges of hashes that a word of a part is told with, and words, about, whose shingles are looked at together.
_RANGES, WORDS_OF_RANGE = 255, 1 << 23
#: The reason of a copy in `rejected`.
COPY = "copy of {}"


@checked
def find_duplicates(corpus: Corpus, *, threshold: float = 0.8) -> pd.DataFrame:
    """Find the pairs of documents that have the same text, or nearly the same text.

    In a pair, the two texts are the same, one is an edited version of the other, or one is an excerpt from the other.

    Each document is read as a set of shingles, which are runs of three words. The function compares these sets. It
    reads the paragraphs that are part of the text. It does not read titles, captions and notes, unless `roles` named
    them when the corpus was made. Letter case, typography, punctuation and paragraph breaks make no difference.

    Parameters
    ----------
    corpus : Corpus
    threshold : float
        The share of the shorter document that the longer one must contain. Above 0, and at most 1. A document with
        fewer than 8 shingles (about ten words) cannot be an excerpt. It is paired only if it also contains this share
        of the longer document.

    Returns
    -------
    DataFrame
        One row for each pair, in the order of the corpus, with these columns:

        - doc_id: the longer document. If both are equally long, the one that comes first in the corpus.
        - other_id: the other document.
        - n_shared: how many shingles both documents have.
        - jaccard: n_shared divided by the number of shingles in the two documents together, 0 to 1.
        - containment: n_shared divided by the number of shingles in the shorter document, 0 to 1.
        - kind: same, edited or excerpt. In the kind same, all shingles are in both documents. In the kind edited, each
          document contains at least `threshold` of the other. In the kind excerpt, only the longer one does.
        - days: the number of days between the two dates. NA if a document has no date.

        If more than 100 documents have the same words, the table has only their pairs with the first of them.

    Raises
    ------
    ValueError
        If `threshold` is not a share, or there are more than 10 million pairs.

    See Also
    --------
    drop_duplicates : the corpus without the copies

    Notes
    -----
    The function finds every pair, because it does not use samples. The time that it needs grows a little faster than
    the number of words. It grows more slowly than the number of possible pairs (see benchmarks/README.md). A document
    without words has no duplicates.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = ["“War may come,” she said on Monday.", "War may come, she said on Monday.", "War may come."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["web", "print", "other"], "text": texts}))
    >>> dc.find_duplicates(corpus)[["doc_id", "other_id", "n_shared", "jaccard", "kind"]].values.tolist()
    [['web', 'print', 5, 1.0, 'same']]
    """
    need_number(threshold, "threshold", "give a share above 0 and at most 1, such as 0.8", above=0, most=1)
    documents_of(corpus)
    texts = texts_of(corpus.arrays)
    alike = number_same(texts)
    shingles = shingles_of(texts.select(alike == np.arange(len(alike))))
    del texts  # the shingles let go of theirs when they have been read
    return _tell_pairs(shingles, alike, corpus, threshold)


def _tell_pairs(shingles: Iterable[Shingles], alike: np.ndarray, corpus: Corpus, threshold: float) -> pd.DataFrame:
    """The table of `find_duplicates`, of the shingles of texts that differ.

    `alike` is, for each document, the first with its words.
    """
    first, text = np.unique(alike, return_inverse=True)
    try:
        pairs, size = find_pairs(shingles, len(first), threshold, MOST_PAIRS)
        table = _of_documents(pairs, size, text)
    except TooMany:
        raise ValueError(
            f"there are more than {MOST_PAIRS:,} pairs of documents that share {threshold:g} of their text; give a "
            f"higher threshold, or use filter_corpus to leave out texts that are all alike, such as forms and "
            f"automatic reports"
        ) from None
    return _tell(table, corpus, threshold)


@checked
def drop_duplicates(
    corpus: Corpus,
    pairs: pd.DataFrame,
    *,
    keep: Literal["first", "last", "longest", "earliest", "latest"] | Callable[[pd.DataFrame], str] = "first",
) -> Corpus:
    """The corpus with one document of each text. The copies are rejected, and the reason names the original.

    Parameters
    ----------
    corpus : Corpus
    pairs : DataFrame
        The rows of `find_duplicates`, or a selection of them. Needs doc_id, other_id and kind.
    keep : {"first", "last", "longest", "earliest", "latest"} or callable
        Which document of a text stays: the first or last in the corpus, the one with most words, or the one with the
        earliest or latest date (documents without a date come last). If several qualify, the first of them stays. A
        callable gets the rows of `corpus.documents` that are one text, and returns the doc_id to keep.

    Returns
    -------
    Corpus
        The documents that stay keep their ids and tokens, as in `filter_corpus`. Each copy is a row of `rejected`, with
        the reason ``copy of`` and the doc_id of a document that stays.

    Raises
    ------
    ValueError
        If `pairs` lacks a column or names a document that the corpus lacks, or if a callable returns a doc_id that it
        was not given.

    Notes
    -----
    Documents linked by the kinds same or edited, directly or through others, are one text, and one of them stays. An
    excerpt is dropped, whatever `keep` says, because the longer document has its words. It is dropped only if a
    document of the text that contains it stays. In a chain (A contains most of B, B contains most of C, and A does not
    contain C), B is dropped and A and C stay. Two documents that contain the same excerpt are not one text.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = ["War may come, she said.", "Peace may come, she said.", "“War may come,” she said."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["print", "other", "web"], "text": texts}))
    >>> fewer = dc.drop_duplicates(corpus, dc.find_duplicates(corpus))
    >>> fewer.documents["doc_id"].tolist(), fewer.rejected[["doc_id", "reason"]].values.tolist()
    (['print', 'other'], [['web', 'copy of print']])
    """
    copies = find_copies(corpus, pairs, keep=keep)
    copied = corpus.documents["doc_id"].isin(copies.index).to_numpy(bool)
    fewer = filter_corpus(corpus, ~copied)
    gone = corpus.documents[copied]
    rows = pd.DataFrame(
        {
            "source": gone.get("source", pd.NA),
            "doc_id": gone["doc_id"],
            "reason": [COPY.format(copies[doc_id]) for doc_id in gone["doc_id"]],
        }
    )
    rejected = pd.concat([corpus.rejected, schema.conform(rows, "rejected")], ignore_index=True)
    return Corpus(fewer.documents, fewer.sections, fewer.arrays, rejected, fewer.doubts)


def words_to_compare(tokens: Tokens) -> dict[str, pd.DataFrame]:
    """What of a part its documents are compared by: the words of each, and the forms by number, as tables.

    A document that has the words of another is known by a hash of them (BLAKE2b, 128 bits). With each word stands the
    range of hashes of the shingle that starts there, so that those of a range are read without the others.
    """
    texts = texts_of(tokens)
    forms = vocabulary_of(tokens).counted[1] if len(tokens) else []
    of_form = np.append(np.uint64(0), pd.util.hash_array(np.array(forms, dtype=object)))
    hashed, edge = of_form[texts.words], texts.edge.tolist()
    marks = [blake2b(hashed[i:j].tobytes(), digest_size=16).digest() for i, j in pairwise(edge)]
    compared = {"size": np.diff(texts.edge), "mark": pd.Series(marks, dtype="object")}
    range_ = hash_ranges(Texts(hashed, texts.edge), _RANGES)
    words = pd.DataFrame({"word": texts.words.astype(np.int32), "range": range_.astype(np.uint8)})
    return {"compared": pd.DataFrame(compared), "words": words, "forms": pd.DataFrame({"form": pd.array(forms, "str")})}


def duplicates_of_parts(parts: Sequence[Path], corpus: Corpus, *, threshold: float = 0.8) -> pd.DataFrame:
    """As `find_duplicates`, of the tables of `words_to_compare` in the folders `parts`; `corpus` has the documents.

    Of documents with the same words only those of the first are looked at.
    """
    compared = pd.concat([pd.read_parquet(part / "compared.parquet") for part in parts], ignore_index=True)
    number, _ = pd.factorize(compared["mark"])
    alike = np.unique(number, return_index=True)[1][number] if len(number) else number
    size = compared["size"].to_numpy(np.int64)
    alike = np.where(size > 0, alike, np.arange(len(size)))
    first = alike == np.arange(len(alike))
    return _tell_pairs(_shingles_of_parts(parts, first, size), alike, corpus, threshold)


def _shingles_of_parts(parts: Sequence[Path], read: np.ndarray, size: np.ndarray) -> Iterator[Shingles]:
    """The shingles of the documents that are `read`, for a range of hashes after the other; `size` are their words."""
    edge, forms = edges(_sizes_of(parts)), _numbers_of_forms(parts)
    n = min(int(size[read].sum()) // WORDS_OF_RANGE + 1, _RANGES)
    for number in range(n):
        low, high = -(-number * _RANGES // n), -(-(number + 1) * _RANGES // n)
        found, before = [], 0
        for part, first, after, form in zip(parts, edge[:-1], edge[1:], forms, strict=True):
            kept = read[first:after]
            words = pd.read_parquet(part / "words.parquet")[np.repeat(kept, size[first:after])]
            texts = Texts(form[words["word"].to_numpy()], edges(size[first:after][kept]))
            at = np.flatnonzero((words["range"] >= low).to_numpy() & (words["range"] < high).to_numpy())
            own = triples_at(texts, at)
            found.append(own._replace(text=own.text + np.int32(before)))
            before += int(kept.sum())
        yield number_together(found)


def _sizes_of(parts: Sequence[Path]) -> np.ndarray:
    """How many documents each part has."""
    return np.array([len(pd.read_parquet(part / "compared.parquet", columns=["size"])) for part in parts], np.int64)


def _numbers_of_forms(parts: Sequence[Path]) -> list[np.ndarray]:
    """For the forms of each part, by their number from 1 on, the numbers that they have in all parts."""
    known: dict[str, int] = {}
    forms = (pd.read_parquet(part / "forms.parquet")["form"].tolist() for part in parts)
    return [np.array([0, *(known.setdefault(form, len(known) + 1) for form in own)], np.int32) for own in forms]


def _of_documents(pairs: Alike, size: np.ndarray, text: np.ndarray) -> pd.DataFrame:
    """Pairs of texts as pairs of documents (by number); `text` is the text of each document."""
    order = np.argsort(text, kind="stable")
    n_same = np.bincount(text, minlength=len(size))
    edge = edges(n_same)
    told = np.where(n_same > MOST_SAME, 1, n_same)  # of many documents that are the same, one stands for all
    alike = np.where(n_same > MOST_SAME, n_same - 1, n_same * (n_same - 1) // 2)[size > 0].sum()
    n_pairs = told[pairs.longer] * told[pairs.shorter]
    if alike + n_pairs.sum() > MOST_PAIRS:
        raise TooMany
    row = np.repeat(np.arange(len(n_pairs)), n_pairs)
    step = ranges(np.zeros(len(n_pairs), np.int64), n_pairs)
    longer, shorter = pairs.longer[row], pairs.shorter[row]
    doc = order[edge[longer] + step // told[shorter]]
    other = order[edge[shorter] + step % told[shorter]]
    swap = (size[longer] == size[shorter]) & (other < doc)
    within = [_pairs_within(order[edge[i] : edge[i + 1]]) for i in np.flatnonzero((n_same > 1) & (size > 0))]
    same = np.concatenate([np.zeros((0, 2), np.int64), *within])
    of = text[same[:, 0]]
    table = pd.DataFrame(
        {
            "doc": np.append(np.where(swap, other, doc), same[:, 0]),
            "other": np.append(np.where(swap, doc, other), same[:, 1]),
            "n_shared": np.append(pairs.shared[row], size[of]),
            "most": np.append(size[longer], size[of]),
            "least": np.append(size[shorter], size[of]),
        }
    )
    return table.sort_values(["doc", "other"], ignore_index=True)


def _pairs_within(documents: np.ndarray) -> np.ndarray:
    """All pairs of a few documents; of many, the first with each other one."""
    n = len(documents)
    one, two = np.triu_indices(n, 1) if n <= MOST_SAME else (np.zeros(n - 1, np.int64), np.arange(1, n))
    return np.column_stack([documents[one], documents[two]])


def _tell(pairs: pd.DataFrame, corpus: Corpus, threshold: float) -> pd.DataFrame:
    """The table of pairs that are given by number."""
    shared, most, least = (pairs[column].to_numpy(np.float64) for column in ("n_shared", "most", "least"))
    held = shared / np.maximum(most, 1)  # of the longer one
    union = most + least - shared
    kind = np.where(shared == union, "same", np.where(held >= threshold - 1e-9, "edited", "excerpt"))
    ids, days = documents_of(corpus), days_of(corpus.documents, missing=np.nan)
    doc, other = pairs["doc"].to_numpy(), pairs["other"].to_numpy()
    table = pd.DataFrame(
        {
            "doc_id": ids.take(doc),
            "other_id": ids.take(other),
            "n_shared": pairs["n_shared"],
            "jaccard": shared / np.maximum(union, 1),
            "containment": shared / np.maximum(least, 1),
            "kind": pd.array(kind.tolist(), dtype="str"),
            "days": pd.array(np.abs(days[doc] - days[other]), dtype="Int32"),
        }
    )
    return schema.conform(table, "duplicates")


def with_docvars_of_pairs(pairs: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The pairs with title, outlet and date of both documents, as far as the corpus has these."""
    documents = corpus.documents.set_index("doc_id")
    told = [c for c in ("title", "outlet", "date") if c in documents and c not in pairs]
    one, two = (documents[told].loc[pairs[c]].reset_index(drop=True) for c in ("doc_id", "other_id"))
    more = {name: column for c in told for name, column in ((c, one[c]), (f"other_{c}", two[c]))}
    return pairs.reset_index(drop=True).assign(**more)
