"""A concordance for the notebook: the word in a column of its own, and every text escaped."""

from __future__ import annotations

import pandas as pd

import discourse as dc


def test_a_concordance_is_shown_aligned_and_escaped():
    corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["A <b>bold</b> war begins."]}))
    table = dc.kwic(corpus, "war")
    html = dc.show_kwic(table).to_html()
    assert "&lt;b&gt;" in html
    assert "<b>bold" not in html
    assert "text-align: right" in html
    assert list(table.columns) == list(dc.kwic(corpus, "war").columns)
