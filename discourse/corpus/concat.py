"""The tables of the parts of a corpus as one table. Their keys are numbered on, like those of the corpora themselves.

Each part counts its sentences, paragraphs and quotations from 0. Results from several parts can only be joined if the
keys of the second part continue where those of the first end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus

#: Columns that hold keys, and the key that each holds.
KEYS = {
    "sentence_id": "sentence_id",
    "section_id": "section_id",
    "duplicate_of": "section_id",
    "quote_id": "quote_id",
}


@checked
def concat_tables(tables: Sequence[pd.DataFrame], *, corpora: Sequence[Corpus] | None = None) -> pd.DataFrame:
    """One table from the tables of the parts of a corpus. Sentence, section and quote ids are numbered on.

    Parameters
    ----------
    tables : sequence of DataFrame
        The same table for each part, such as the mentions, in the order of the parts.
    corpora : sequence of Corpus, optional
        The parts themselves. Ids of sentences and paragraphs are then those that `concat_corpora` gives, so that
        tables of several kinds (mentions and scores) can be joined on them. Without the parts, ids continue after the
        highest id of the table before. Such ids distinguish the rows of this table, but do not match those of other
        tables.

    Returns
    -------
    DataFrame
        The rows of all tables in their order, with the columns and dtypes that the tables have.

    Raises
    ------
    ValueError
        If a doc_id is in two of the tables, or there are not as many corpora as tables.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> one = pd.DataFrame({"doc_id": "a", "sentence_id": [0, 2], "actor": ["Iran", "NATO"]})
    >>> two = pd.DataFrame({"doc_id": "b", "sentence_id": [0], "actor": ["Iran"]})
    >>> dc.concat_tables([one, two])["sentence_id"].tolist()
    [0, 2, 3]

    With the parts, also a sentence that no row is of has a number:

    >>> texts = ["It may. It did.", "It may."]
    >>> parts = [dc.from_documents(pd.DataFrame({"doc_id": [name], "text": [t]})) for name, t in zip("ab", texts)]
    >>> dc.concat_tables([dc.find_hedges(part) for part in parts], corpora=parts)["sentence_id"].tolist()
    [0, 2]
    """
    tables = list(tables)
    for table in tables:
        schema.need(table, (), "a table of a part")
    if not tables:
        return pd.DataFrame()
    if corpora is not None and len(corpora) != len(tables):
        raise ValueError(f"there are {len(tables)} tables and {len(corpora)} corpora; give the corpus of each table")
    _refuse_twice(tables)
    columns = {name for table in tables for name in KEYS.keys() & {*table.columns}}
    before = {key: _before(key, tables, corpora) for key in {KEYS[name] for name in columns}}
    shifted = [shift(table, {key: n[i] for key, n in before.items()}) for i, table in enumerate(tables)]
    return pd.concat(shifted, ignore_index=True)


def shift(table: pd.DataFrame, before: dict[str, int]) -> pd.DataFrame:
    """The table with so many added to its keys; gaps stay gaps, and dtypes what they were."""
    moved = {
        name: (table[name] + before[key]).astype(table[name].dtype)
        for name, key in KEYS.items()
        if name in table and before.get(key)
    }
    return table.assign(**moved)


def _before(key: str, tables: Sequence[pd.DataFrame], corpora: Sequence[Corpus] | None) -> list[int]:
    """How many keys there are before each table."""
    if corpora is not None and key in _OF_CORPUS:
        counts = [_OF_CORPUS[key](corpus) for corpus in corpora]
    else:
        counts = [_count(table, key) for table in tables]
    return [0, *accumulate(counts)]


def _count(table: pd.DataFrame, key: str) -> int:
    """How many keys a table has, as far as it tells: from 0 to the highest."""
    highest = [table[name].max() for name, of in KEYS.items() if of == key and name in table]
    return max((int(n) + 1 for n in highest if pd.notna(n)), default=0)


#: How many keys a corpus has.
_OF_CORPUS: dict[str, Callable[[Corpus], int]] = {
    "sentence_id": lambda corpus: int(corpus.arrays.sentence_id.max(initial=-1)) + 1,
    "section_id": lambda corpus: int(np.max(corpus.sections["section_id"].to_numpy(), initial=-1)) + 1,
}


def _refuse_twice(tables: Sequence[pd.DataFrame]) -> None:
    """Raise an error where a document has rows in two tables: the parts would not be parts."""
    named = [pd.Series(table["doc_id"].astype("str").unique(), dtype="str") for table in tables if "doc_id" in table]
    ids = pd.concat(named, ignore_index=True) if named else pd.Series(dtype="str")
    twice = ids[ids.duplicated()]
    if len(twice):
        raise ValueError(
            f"{len(twice)} doc_id are in more than one table, such as {twice.iloc[0]!r}; each document belongs to one "
            f"part only, so give the table of each part once"
        )
