"""A concordance for reading: the key words below one another."""

from __future__ import annotations

import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked


@checked
def show_kwic(table: pd.DataFrame) -> _types.Styler:
    """A concordance for reading: key words below one another, with the text before them aligned to the right.

    Parameters
    ----------
    table : DataFrame
        The result of `kwic`; needs pre, keyword, post.

    Returns
    -------
    pandas Styler
        For JupyterLab; the table itself does not change. Text is escaped, and sentence_id, start and end are hidden.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["The US may talk. Moscow may not."]}))
    >>> dc.show_kwic(dc.kwic(corpus, "may", window=1)).data[["pre", "keyword", "post"]].values.tolist()
    [['US', 'may', 'talk.'], ['Moscow', 'may', 'not.']]
    """
    schema.need(table, ("pre", "keyword", "post"), "the concordance")
    hidden = [c for c in ("sentence_id", "start", "end") if c in table.columns]
    cell = "white-space: pre-wrap; padding: 0.1em 0.5em; text-align: left;"
    return (
        table.style.hide(axis="index")
        .hide(subset=hidden, axis="columns")
        .format(escape="html", na_rep="")
        .set_properties(subset=["pre"], **{"text-align": "right"})
        .set_properties(subset=["post"], **{"text-align": "left"})
        .set_properties(subset=["keyword"], **{"font-weight": "bold", "text-align": "center"})
        .set_table_styles([{"selector": "td", "props": cell}, {"selector": "th", "props": "text-align: center;"}])
    )
