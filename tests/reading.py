"""Folders of texts written and read: what several tests of the readers share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from discourse.readers import read_path
from discourse.readers.html import read_whole


def write(root: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path, **options) -> tuple[pd.DataFrame, pd.DataFrame]:
    return read_path(root, progress=False, **options)[:2]


def read_html(raw: bytes) -> dict:
    """What a page says of itself and its text, as a row of documents."""
    return read_whole(raw).row


def doubts(root: Path, **options) -> list[list[str]]:
    """doc_id, kind and detail of each doubt."""
    found = read_path(root, progress=False, **options).doubts
    return found[["doc_id", "kind", "detail"]].values.tolist()


def reasons(rejected: pd.DataFrame) -> dict[str, str]:
    return dict(zip(rejected["source"], rejected["reason"], strict=True))


#: The paragraphs of the article in `page`.
PARAGRAPHS = [
    "The Harbour Question",
    "The council may widen the harbour, although nobody on the quay has asked for it, and the bill would be large.",
    "What the fishermen say",
    "They fear that deeper water will bring bigger ships,\nand that bigger ships will bring higher fees for all.",
    "We were never asked, and we would have said no, because the old harbour is deep enough for us.",
    "The first plan would cost nine million over three years.",
    "The second plan would cost less but take longer.",
    "Whatever the council decides, it should publish the figures before the vote rather than after it.",
]


def page(head: str = "", top: str = "", bottom: str = "") -> bytes:
    one, two, three, four, five, six, seven, eight = PARAGRAPHS
    return f"""<!DOCTYPE html><html lang="en"><head><title>The Harbour Question - The Quay</title>{head}</head><body>
    <nav><ul><li>Home</li><li>Politics</li><li><a href="/">About us</a></li></ul></nav><article>{top}
    <h1>{one}</h1><p>{two}</p><h2>{three}</h2><p>{four.replace(chr(10), "<br>")}</p><script>let p = "x";</script>
    <blockquote><p>{five}</p></blockquote><ul><li>{six}</li>
    <li>{seven}</li></ul><p>{eight}</p></article><p> </p>{bottom}
    <aside><p>Read next: why the lighthouse was painted blue.</p></aside>
    <noscript><p>Please switch scripts on.</p></noscript><div><p><script>let q = "y";</script></p></div>
    <footer><p>Copyright 2024 The Quay. All rights reserved.</p></footer></body></html>""".encode()


JSON_LD = '<script type="application/ld+json">%s</script>'
ADDRESS = '<link rel="canonical" href="https://quay.example/%s">'
HEAD = """<meta charset="utf-8"><meta property="og:site_name" content="The Quay">
<meta property="article:published_time" content="2018-04-12T23:30:00+02:00">
<meta name="author" content="By Ann Lee and Bo Li"><link rel="canonical" href="https://quay.example/harbour">"""
