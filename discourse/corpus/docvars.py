"""Docvars: what is known of the documents besides their text, such as outlet, date, or the leaning of the outlet.

They are columns of `corpus.documents`. What stands beside the texts in a `metadata.csv` is there from the start; what
a researcher has in another table, coded by hand perhaps, is added here.
"""

from __future__ import annotations

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
        Needs the column `on`, each value once; every other column becomes a docvar.
    on : str
        What the rows are known by: ``doc_id``, or a docvar such as ``outlet``, whose documents then all get what the
        row of their outlet says.

    Returns
    -------
    Corpus
        All documents in their order, with the new columns behind their own; `sections`, `tokens` and `rejected` are
        those of `corpus`, not copies. Documents that the frame has no row for have missing values.

    Raises
    ------
    ValueError
        If the frame lacks `on`, has nothing else, has no value or one twice there, has a value that no document has,
        or has a column that the documents have as well.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["It may.", "It did."], "outlet": ["Globe", "Times"]})
    >>> leaning = pd.DataFrame({"outlet": ["Times", "Globe"], "leaning": ["left", "right"]})
    >>> corpus = with_docvars(dc.from_documents(texts), leaning, on="outlet")
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


def _keys(keys: pd.Series, known: pd.Series) -> pd.Series:
    """The keys as the documents have them: 7 is ``"7"`` where theirs are text."""
    if isinstance(known.dtype, pd.StringDtype) and not isinstance(keys.dtype, pd.StringDtype):
        whole = pd.api.types.is_float_dtype(keys) and (keys.dropna() % 1 == 0).all()
        keys = keys.astype("Int64") if whole else keys
        return keys.astype("str").where(keys.notna())
    return keys


def _take(values: pd.Series, row, index: pd.Index) -> pd.Series:
    """The values of these rows, NA for row -1; whole numbers and truth values keep their kind."""
    if (row < 0).any() and values.dtype.kind in "iub" and not pd.api.types.is_extension_array_dtype(values):
        values = values.convert_dtypes()
    return pd.Series(values.array.take(row, allow_fill=True), index=index)


@checked
def join_docvars(table: pd.DataFrame, corpus: Corpus, *, columns: list[str] | None = None) -> pd.DataFrame:
    """`table` with the docvars of each row's document behind its own columns.

    Parameters
    ----------
    table : DataFrame
        Needs doc_id.
    corpus : Corpus
    columns : list of str, optional
        The docvars to add; by default all that the table does not have.

    Returns
    -------
    DataFrame
        The same rows in the same order.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may."], "outlet": ["The Meridian"]}))
    >>> join_docvars(dc.find_hedges(corpus), corpus)[["text", "outlet"]].values.tolist()
    [['may', 'The Meridian']]
    """
    schema.need(table, ("doc_id",), "the table")
    documents = corpus.documents
    if columns is None:
        columns = [c for c in documents.columns if c not in table.columns and c != "text"]
    schema.need(documents, columns, "corpus.documents")
    row = number_documents(table, corpus)
    added = documents[columns].iloc[row].set_index(table.index)
    return pd.concat([table.drop(columns=[c for c in columns if c in table]), added], axis=1)
