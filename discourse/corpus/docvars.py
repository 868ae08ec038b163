"""Docvars: what is known of the documents besides their text, such as outlet, date, or the leaning of the outlet.

They are columns of `corpus.documents`. The columns of a `metadata.csv` beside the texts are read with the texts.
Columns of any other table, for example coded by hand, are added here.

A table of spans may have a column with the name of a docvar: `source` is the person quoted, and also the file of a
text. `meaning_of` decides which of the two a name means, for every function that takes spans and `by`.
"""

from __future__ import annotations

import warnings
from typing import Literal

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus, number_documents


@checked
def with_docvars(corpus: Corpus, frame: pd.DataFrame, *, on: str = "doc_id") -> Corpus:
    """The corpus with further docvars, taken from a table.

    Parameters
    ----------
    corpus : Corpus
    frame : DataFrame
        Needs the column `on` with each value once; every other column becomes a docvar.
    on : str
        The column that identifies the rows: ``doc_id``, or a docvar such as ``outlet``. With ``outlet``, all documents
        of an outlet get the values of its row.

    Returns
    -------
    Corpus
        All documents in their order, with the new columns after their own; `sections`, `tokens` and `rejected` are
        those of `corpus`, not copies. Documents without a row in the frame have missing values.

    Raises
    ------
    ValueError
        If the frame lacks `on` or has no other column; if `on` has a missing value, a repeated value, or a value that
        no document has; or if the documents already have one of the columns.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["It may.", "It did."], "outlet": ["Globe", "Times"]})
    >>> leaning = pd.DataFrame({"outlet": ["Times", "Globe"], "leaning": ["left", "right"]})
    >>> corpus = dc.with_docvars(dc.from_documents(texts), leaning, on="outlet")
    >>> dc.count_rate(dc.find_hedges(corpus), corpus, by="leaning")[["leaning", "n"]].values.tolist()
    [['left', 0], ['right', 1]]
    """
    documents = corpus.documents
    if on == "text":
        raise ValueError("on is 'text'; name doc_id or a docvar")
    schema.need(documents, (on,), "corpus.documents")
    schema.need(frame, (on,), "the frame")
    added = [c for c in frame.columns if c != on]
    taken = [c for c in added if c in documents.columns]
    if not added or taken or frame.columns.duplicated().any():
        wrong = (
            f"has {taken[0]!r}, which is a column of the documents"
            if taken
            else f"has no column besides {on}"
            if not added
            else f"has two columns {frame.columns[frame.columns.duplicated()][0]!r}"
        )
        raise ValueError(f"the frame {wrong}; give new columns under names of their own")
    keys, known = _keys(frame[on], documents[on]), documents[on]
    twice, strange = keys[keys.duplicated()], keys[~keys.isin(known)]
    if keys.isna().any():
        raise ValueError(f"row {int(keys.isna().to_numpy().argmax())} of the frame has no {on}; fill it in or drop it")
    if len(twice):
        raise ValueError(f"the frame has {on} {twice.iloc[0]!r} more than once; keep one row for each")
    if len(strange):
        raise ValueError(
            f"the frame has {len(strange)} {on} that no document has, such as {strange.iloc[0]!r}; correct them, or "
            f"leave them out: frame[frame[{on!r}].isin(corpus.documents[{on!r}])]"
        )
    row = pd.Index(keys).get_indexer(known)
    new = {c: _take(frame[c], row, documents.index) for c in added}
    return corpus.with_documents(documents.assign(**new))


#: Tables of the library whose rows lie in documents.
_SPANS = (
    "sections", "tokens", "mentions", "hedges", "quotes", "boosters", "negations", "probability_words", "certainty",
    "sentiment", "sentiment_evidence", "actor_sentiment", "actor_sentiment_evidence", "kwic",
)  # fmt: skip
#: What the library says of spans; a docvar of such a name says something else.
_OF_SPANS = {column for name in _SPANS for column in schema.TABLES[name]} - {"doc_id"} | {"voice", "speaker"}
#: What `load_corpus` says of every text, whether anybody asks for it or not.
_OF_FILES = frozenset(["source"])
#: What is put behind a name to say which is meant: the docvar, or the column of the table.
SUFFIX, OF_TABLE = "_doc", "_span"


def meaning_of(name: str, table: pd.DataFrame, corpus: Corpus) -> Literal["documents", "table"]:
    """Whether a name means a docvar or a column of a table.

    Where both have it, a column that says of each row what the docvar says, as `join_docvars` adds it, is the docvar.
    What the library itself says of spans, such as who is quoted or the category of a hedge, comes before a docvar of
    that name, and a warning says so. Of any other column either can be meant. `resolve_names` offers a name for each.

    Raises
    ------
    ValueError
        If neither has it, or both have it and either can be meant.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = ["“No,” said Lee. “Yes,” said Poe."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": texts, "source": ["a.txt"]}))
    >>> meaning_of("source", dc.find_quotes(corpus), corpus), meaning_of("source", dc.find_hedges(corpus), corpus)
    ('table', 'documents')
    """
    docvars = [c for c in corpus.documents.columns if c != "text"]
    if name not in table.columns and name not in docvars:
        raise ValueError(
            f"by names {name!r}, which is a column of neither the documents ({', '.join(map(str, docvars))}) nor the "
            f"table ({', '.join(map(str, table.columns))})"
        )
    if name not in table.columns or name not in docvars:
        return "documents" if name in docvars else "table"
    own = name in _OF_SPANS and not (name in _OF_FILES and f"{name}_start" not in table.columns)
    if is_docvar(name, table, corpus) if len(table) else not own:
        return "documents"
    both = f"by names {name!r}, which is a column of the table and also a docvar with other values"
    names = f"{name + OF_TABLE!r} is that of the table, and {name + SUFFIX!r} the docvar"
    if name not in _OF_SPANS:
        raise ValueError(f"{both}; say which one you mean: {names}")
    if name not in _OF_FILES:
        warnings.warn(
            f"{both}; the column of the table is used. To say which one you mean: {names}", UserWarning, stacklevel=2
        )
    return "table"


def resolve_names(names: list[str], table: pd.DataFrame, corpus: Corpus) -> tuple[pd.DataFrame, Corpus]:
    """The table and the corpus, with columns under the names with `_span` and `_doc` that are asked for."""
    names = [name for name in names if isinstance(name, str)]
    taken = {*table.columns, *corpus.documents.columns}
    of_table = {n: n.removesuffix(OF_TABLE) for n in names if n.endswith(OF_TABLE) and n not in taken}
    table = table.assign(**{name: table[c] for name, c in of_table.items() if c in table.columns})
    docvars = {n: n.removesuffix(SUFFIX) for n in names if n.endswith(SUFFIX) and n not in corpus.documents.columns}
    added = {
        name: corpus.documents[c]
        for name, c in docvars.items()
        if c in corpus.documents.columns and (name not in table.columns or _repeats(name, c, table, corpus))
    }
    return table, corpus.with_documents(corpus.documents.assign(**added)) if added else corpus


def is_docvar(name: str, table: pd.DataFrame, corpus: Corpus) -> bool:
    """Does the column `name` say of each row what the docvar of that name says of its document?

    Of a table without rows, the name alone tells.
    """
    if not len(table):
        return name not in _OF_SPANS
    own, docvar = _plain(table[name]), _plain(corpus.documents[name].take(number_documents(table, corpus)))
    if own.dtype != docvar.dtype and not all(map(pd.api.types.is_numeric_dtype, (own, docvar))):
        own, docvar = own.astype("str"), docvar.astype("str")
    return bool(((own == docvar).fillna(False) | (own.isna() & docvar.isna())).all())


def _plain(values: pd.Series) -> pd.Series:
    """The values counted from 0 on; those of a category as they are."""
    kinds = getattr(values.dtype, "categories", None)
    return (values if kinds is None else values.astype(kinds.dtype)).reset_index(drop=True)


def refuse_other(name: str, table: pd.DataFrame, corpus: Corpus) -> None:
    """Raise an error where a function parts documents by a docvar, and the table has another column of its name."""
    if name in table.columns and not is_docvar(name, table, corpus):
        raise ValueError(
            f"by names {name!r}: the table has a column of this name, and the documents have one with other values. "
            f"Here by needs a docvar; if you mean the docvar, write {name + SUFFIX!r}"
        )


def _keys(keys: pd.Series, known: pd.Series) -> pd.Series:
    """The keys as the documents have them: 7 is ``"7"`` where theirs are text."""
    if isinstance(known.dtype, pd.StringDtype) and not isinstance(keys.dtype, pd.StringDtype):
        return keys_of(keys)
    return keys


def keys_of(doc_id: pd.Series) -> pd.Series:
    """The keys as text. A spreadsheet makes 7.0 of the key 7 where one is missing."""
    whole = pd.api.types.is_float_dtype(doc_id) and (doc_id.dropna() % 1 == 0).all()
    return (doc_id.astype("Int64") if whole else doc_id).astype("str").where(doc_id.notna())


def _take(values: pd.Series, row, index: pd.Index) -> pd.Series:
    """The values of these rows, NA for row -1; whole numbers and truth values keep their kind."""
    if (row < 0).any() and values.dtype.kind in "iub" and not pd.api.types.is_extension_array_dtype(values):
        values = values.convert_dtypes()
    return pd.Series(values.array.take(row, allow_fill=True), index=index)


@checked
def join_docvars(table: pd.DataFrame, corpus: Corpus, *, columns: list[str] | None = None) -> pd.DataFrame:
    """`table` with the docvars of each row's document added after its own columns.

    Parameters
    ----------
    table : DataFrame
        Needs doc_id.
    corpus : Corpus
    columns : list of str, optional
        The docvars to add; by default all. A docvar that the table already has, with the same values, is not added
        again.

    Returns
    -------
    DataFrame
        The same rows in the same order. If the table has a different column of the same name, the name of the docvar
        gets `_doc` at its end: `source_doc` is the file, and `source` the source of a quotation.

    Raises
    ------
    ValueError
        If there is no such docvar, if the corpus lacks the document of a row, or if the table also has the name with
        `_doc`.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may."], "outlet": ["The Meridian"]}))
    >>> dc.join_docvars(dc.find_hedges(corpus), corpus)[["text", "outlet"]].values.tolist()
    [['may', 'The Meridian']]
    """
    return add_docvars(table, corpus, names_of_docvars(table, corpus, columns=columns))


def names_of_docvars(table: pd.DataFrame, corpus: Corpus, *, columns: list[str] | None = None) -> dict[str, str]:
    """What `join_docvars` adds to a table: docvars, and what each is called there."""
    schema.need(table, ("doc_id",), "the table")
    documents = corpus.documents
    asked = [c for c in documents.columns if c != "text"] if columns is None else list(dict.fromkeys(columns))
    schema.need(documents, asked, "corpus.documents")
    number_documents(table, corpus)
    new = [c for c in asked if c not in table.columns or not is_docvar(c, table, corpus)]
    names = {c: f"{c}{SUFFIX}" if c in table.columns else c for c in new}
    there = [c for c in new if names[c] in table.columns]
    taken = [names[c] for c in there if not _repeats(names[c], c, table, corpus)]
    taken += [name for name in names.values() if list(names.values()).count(name) > 1]
    if taken:
        raise ValueError(
            f"the table has a column {taken[0]!r} already, which is the name that the docvar would get; rename it"
        )
    return {c: names[c] for c in new if c not in there}


def add_docvars(table: pd.DataFrame, corpus: Corpus, names: dict[str, str]) -> pd.DataFrame:
    """The table, or some rows of it, with docvars under the names of `names_of_docvars`."""
    row = number_documents(table, corpus)
    added = corpus.documents[list(names)].iloc[row].rename(columns=names).set_index(table.index)
    return pd.concat([table, added], axis=1)


def _repeats(name: str, docvar: str, table: pd.DataFrame, corpus: Corpus) -> bool:
    """Does the column say what the docvar says, as from an earlier `join_docvars`?"""
    return not len(table) or is_docvar(docvar, table[["doc_id", name]].rename(columns={name: docvar}), corpus)
