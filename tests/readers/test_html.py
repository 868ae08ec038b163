"""The article inside a saved web page: what is kept, what is left out, and what is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from reading import HEAD, PARAGRAPHS, page, read, read_html, reasons, write

from discourse.readers.article import Paragraph
from discourse.readers.encoding import Unreadable
from discourse.readers.html import read_whole

SHARED = Path(__file__).parents[3] / "shared" / "data"


def test_a_web_page(tmp_path):
    raw = page(HEAD)
    documents, rejected = read(write(tmp_path, {"a.html": raw, "b.txt": "Tea."}))
    assert rejected.empty
    row = documents.iloc[0]
    assert row["text"].split("\n\n") == PARAGRAPHS
    assert row[["doc_id", "title", "author", "outlet", "url"]].tolist() == [
        *("a", "The Harbour Question", "Ann Lee; Bo Li", "The Quay", "https://quay.example/harbour"),
    ]
    assert row["date"] == pd.Timestamp("2018-04-12")
    # Three entries of the menu, the paragraph beside the article and the one below it.
    assert row["n_dropped"] == 5
    assert row["sha256"] == hashlib.sha256(raw).hexdigest()
    assert str(documents["n_dropped"].dtype) == "Int64"
    assert documents["n_dropped"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("codec", "head", "encoding"),
    [
        ("utf-8", "", "utf-8"),
        ("cp1251", '<meta charset="windows-1251">', "cp1251"),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        # The bytes are right, the declaration is not.
        ("utf-8", '<meta charset="windows-1251">', "utf-8"),
        ("cp1252", '<meta charset="unicode_escape">', "cp1252"),
        ("cp1252", '<meta charset="klingon">', "cp1252"),
        ("utf-16", "", "utf-16"),
    ],
)
def test_pages_in_other_encodings(codec, head, encoding):
    word = "Гавань" if codec == "cp1251" else "Café"
    raw = page(head, f"<p>{word} is the word that opens this paragraph, which has to be long enough.</p>")
    row = read_html(raw.decode().encode(codec))
    assert row["encoding"] == encoding
    assert f"{word} is the word" in row["text"]


def test_a_page_that_is_not_in_the_encoding_it_declares():
    raw = page('<meta charset="euc-jp">') + b"\xff"
    with pytest.raises(Unreadable, match=r"not UTF-8 \(byte [\d,]+ is 0xFF\), nor euc_jp, which it declares \(byte"):
        read_html(raw)


def test_pages_nested_too_deeply_too_long_or_too_large_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("discourse.readers.html.MAX_PAGE", 12_000_000)
    monkeypatch.setattr("discourse.readers.html.MAX_ELEMENTS", 1_000)
    deep = "<div>" * 100_000 + "<p>Deep.</p>" + "</div>" * 100_000
    files = {
        "deep.html": f"<html><body>{deep}</body></html>",
        "long.html": f"<html><body><p>{'word ' * 2_200_000}</p></body></html>",
        "large.html": b"<html>" + b" " * 12_000_000,
        "many.html": "<html><body>" + "<p>Tea.</p>" * 1_000,
        "nothing.html": "<html><body></body></html>",
        "blank.html": " \n",
        "tea.txt": "Tea.",
    }
    documents, rejected = read(write(tmp_path, files))
    assert documents["doc_id"].tolist() == ["tea"]
    found = reasons(rejected)
    assert found["deep.html"].startswith("web page that cannot be parsed whole: Excessive depth in document: 256")
    assert found["long.html"].startswith("web page that cannot be parsed whole: ")
    assert found["large.html"] == "web page of 12,000,006 bytes; at most 12,000,000 are read"
    assert found["many.html"] == "web page of 1,002 elements; at most 1,000 are read"
    assert found["nothing.html"] == "no article text in the page"
    assert found["blank.html"].startswith("not a web page: ")


def test_reading_pages_logs_nothing_and_leaves_the_loggers_alone(tmp_path, caplog, capsys):
    import logging

    before = logging.getLogger("trafilatura").level
    read(write(tmp_path, {"a.html": "<html><body></body></html>"}))
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").level == before


def test_what_a_page_shows_of_its_paragraphs():
    found = read_whole(page())
    assert [shape for _, shape in found.paragraphs] == ["head", None, "head", None, "quote", "item", "item", None]
    text = found.row["text"]
    shown = [(PARAGRAPHS[n], shape) for n, (_, shape) in enumerate(found.paragraphs) if shape]
    assert [(text[start:end], shape) for start, end, shape in found.shown()] == shown


def test_headings_are_known_where_the_article_is_found_without_its_elements(monkeypatch):
    found = [Paragraph(PARAGRAPHS[2]), Paragraph(PARAGRAPHS[3]), Paragraph("Home")]
    monkeypatch.setattr("discourse.readers.html._extract", lambda tree, n_prose: found)
    raw = page(bottom="<h3>Home</h3>")  # the menu has it, too
    assert [shape for _, shape in read_whole(raw).paragraphs] == ["head", None, None]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (
            [("The first plan is to widen the harbour", "which would cost nine million"), ("The second", "is to wait")],
            True,
        ),
        ([("Plan", "Cost"), ("Widen", "9 million"), ("Wait", "0")], False),
        ([("The cost of the first of the plans", "9,000,000"), ("The cost of the second plan", "1,000,000")], False),
    ],
)
def test_tables_of_words_are_text_and_tables_of_figures_are_not(rows, kept):
    cells = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in rows)
    raw = page().replace(b"<blockquote>", f"<table>{cells}</table><blockquote>".encode())
    found = read_whole(raw).paragraphs
    assert [cell in found for row in rows for cell in (Paragraph(text, "item") for text in row)] == [kept] * 2 * len(
        rows
    )
    assert {text for text, _ in found} >= set(PARAGRAPHS)


@pytest.mark.parametrize(("paragraphs", "asked"), [(2, [False]), (40, [True])])
def test_a_long_article_is_not_compared_with_those_of_other_programs(monkeypatch, paragraphs, asked):
    import trafilatura

    text = "".join(f"<p>{n}. {PARAGRAPHS[1]}</p>" for n in range(paragraphs))
    raw = page(top="", bottom="").replace(b"<blockquote>", f"{text}<blockquote>".encode())
    whole, seen, ask = read_whole(raw).paragraphs, [], trafilatura.bare_extraction
    monkeypatch.setattr(
        trafilatura, "bare_extraction", lambda tree, **how: seen.append(how["fast"]) or ask(tree, **how)
    )
    assert read_whole(raw).paragraphs == whole
    assert seen == asked
    monkeypatch.setattr("discourse.readers.html._LONG_ARTICLE", 10**6)
    assert read_whole(raw).paragraphs == whole


def test_a_heading_in_a_table_is_a_heading():
    table = "<table><tr><td><h3>What it would cost the town</h3><p>The bill would be large.</p></td></tr></table>"
    found = read_whole(page().replace(b"<blockquote>", f"{table}<blockquote>".encode())).paragraphs
    assert Paragraph("What it would cost the town", "head") in found
    assert Paragraph("The bill would be large.", "item") in found


def test_posts_in_an_article_are_left_out_and_counted():
    post = '<blockquote class="twitter-tweet"><p>The quay is a DISASTER!</p>— Cy Fox (@cy) May 3, 2019</blockquote>'
    plain, with_post = read_html(page()), read_html(page(top=post))
    assert with_post["text"] == plain["text"]
    assert with_post["n_dropped"] == plain["n_dropped"] + 2  # the paragraph, and the line below it


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "pages").exists(), reason="the annotated pages are not beside the repository")
def test_annotated_pages():
    """64 saved pages with what their text must and must not hold, and their title, author and date."""
    import tarfile

    gold = [json.loads(line) for line in (SHARED / "pages" / "gold.jsonl").read_text().splitlines()]
    with tarfile.open(SHARED / "pages" / "html.tar.gz") as tar:
        rows = [read_html(tar.extractfile(f"html/{item['file']}").read()) for item in gold]
    texts = [" ".join(row["text"].split()) for row in rows]
    counts = {}
    for kind in ("with", "without"):
        hits = [" ".join(s.split()) in text for item, text in zip(gold, texts, strict=True) for s in item[kind]]
        counts[kind] = sum(hits) / len(hits)
    assert counts["with"] >= 0.93
    assert counts["without"] <= 0.11
    same = {
        name: sum(
            bool(item[name]) and " ".join(str(item[name]).lower().split()) == row.get(name, "").lower()
            for item, row in zip(gold, rows, strict=True)
        )
        for name in ("title", "date")
    }
    assert same["title"] >= 55  # of 57
    assert same["date"] >= 41  # of 50
