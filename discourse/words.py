"""The words of a corpus as types: what is counted when frequencies, keyness or collocations are.

A word may be several tokens (`trade-off`, `Trump’s`); its type is its lower-case form with typography set aside and
without the possessive or another clitic.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.tokens import is_word, vocabulary_of


class Words(NamedTuple):
    """The words of a corpus, in the order of the text.

    Attributes
    ----------
    first : position in `tokens` of the token with which each word starts
    kind : the number of its type
    forms : the types, by number
    """

    first: np.ndarray
    kind: np.ndarray
    forms: list[str]


def find_words(tokens: pd.DataFrame) -> Words:
    """Every word of `tokens`, with its type.

    >>> import discourse as dc
    >>> text = "Trump’s trade-off was a TRADE–OFF."
    >>> words = find_words(dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]})).tokens)
    >>> [words.forms[kind] for kind in words.kind]
    ['trump', 'trade-off', 'was', 'a', 'trade-off']
    """
    codes = tokens["token"].array.codes
    if not len(tokens):
        return Words(np.zeros(0, np.int64), np.zeros(0, np.int32), [])
    word = is_word(tokens)
    vocabulary = vocabulary_of(tokens)
    number, single = pd.factorize(np.array(vocabulary.lower, dtype=object))
    forms = single.tolist()
    first = np.flatnonzero(word)
    kind = number.astype(np.int32).take(codes[first])
    joined = np.flatnonzero(vocabulary.lettered.take(codes) & ~word)  # the parts of compounds behind the first
    owner = np.searchsorted(first, joined) - 1
    nth = np.arange(len(owner)) - np.searchsorted(owner, owner)
    for i in range(nth.max(initial=-1) + 1):
        at = np.flatnonzero(nth == i)
        pair, seen = pd.factorize(kind[owner[at]].astype(np.int64) * len(single) + number[codes[joined[at]]])
        kind[owner[at]] = len(forms) + pair
        forms += [f"{forms[left]}-{single[right]}" for left, right in zip(*divmod(seen, len(single)), strict=True)]
    return Words(first, kind, forms)
