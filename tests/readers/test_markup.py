"""HTML in a text that is no page."""

from __future__ import annotations

import pandas as pd
import pytest
from reading import doubts, write

from discourse.readers.markup import find_markup


@pytest.mark.parametrize(
    "text",
    [
        "Profits < 5 and > 3.",
        "R&D at AT&T & Co.",
        "a <b c> d",
        "I <3 tea &c;",
        "The tag <p> is one.",
        "<Lee> said: <Poe>",
    ],
)
def test_plain_text_is_no_markup(text):
    assert find_markup(pd.Series([text])).isna().all()


@pytest.mark.parametrize(
    ("text", "first", "n"),
    [
        ("<p>Tea.</p>", "<p>", 2),
        ("Tea &amp; cake &#8211; <br/>none", "<br/>", 3),
        ('See <a href="https://quay.example">it</a>.', '<a href="https://quay.example">', 2),
        ("<!DOCTYPE html><P>Tea.", "<!DOCTYPE html", 2),
    ],
)
def test_tags_and_entities_are_counted(text, first, n):
    assert find_markup(pd.Series([text])).tolist() == [
        f"HTML is read as words ({n} pieces, such as {first}); save the texts as .html, or remove the tags"
    ]


def test_cells_and_plain_files_are_looked_at_and_pages_are_not(tmp_path):
    page = "<p>Tea &amp; cake.</p>"
    files = {"a.csv": f"doc_id,text\n1,{page}\n2,Tea.\n", "b.txt": page, "c.md": page}
    found = doubts(write(tmp_path, files))
    assert [(name, kind) for name, kind, _ in found] == [("1", "markup"), ("b", "markup")]
