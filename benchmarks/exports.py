"""Exports: how long a file of 1,000 articles takes, beside the parse by lxml and the same texts from a table.

    python benchmarks/exports.py [--data DIR] [--docs 1000] [--rounds 3] [--write]

The texts of `speed.py` are written as exports of Nexis Uni (DOCX), Nexis UK (HTML) and Factiva (HTML), each with the
labels, covers and marks that such files have. Then three things take turns, with one thread, in CPU seconds: the whole
of `load_corpus`; the parse of the same bytes by lxml alone, with the unpacking of the DOCX; and `from_documents`, with
sections, of the texts and docvars that were read. The target is the parse and one and a half times `from_documents`.
`--write` puts the table into the README.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import readme
from speed import BENCH, resample
from speed_measuring import ONE_THREAD, in_turn, number, run_process

import discourse as dc

HEAD = ("export", "articles", "size", "`load_corpus`", "lxml alone", "`from_documents`", "ratio", "target", "reached")
SLACK, TARGET = 1.5, 1
CONTROLS = r"[\x00-\x08\x0b-\x1f]"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def read_texts(data: Path, n: int) -> list[list[str]]:
    """The paragraphs of `n` texts: their lines, without signs that no XML can hold."""
    source = data / "bench.parquet"
    frame = pd.read_parquet(source, columns=["text"]).head(n) if source.exists() else resample(n)
    texts = frame["text"].str.replace(CONTROLS, "", regex=True)
    return [[part for part in text.split("\n") if part.strip()] for text in texts]


def count_words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


# --- the three exports ------------------------------------------------------------------------------------------


def as_nexis_docx(texts: list[list[str]]) -> bytes:
    """As Nexis Uni writes Word: an article begins at a bookmark, and labels are bold."""
    body, links = [_line(f"Documents ({len(texts)})")], []
    for n, paragraphs in enumerate(texts, 1):
        links.append(f"https://example.org/?id=urn:contentItem:5ABC-{n:04}-AAAA-0001-00000-00")
        suffix = f"_{n - 2}" if n > 1 else ""
        body += [
            _line("", mark=f"Bookmark_{n}"),
            f'<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:hyperlink r:id="r{n}">{_run(f"The tide {n}", bold=True)}'
            "</w:hyperlink></w:p>",
            *map(_line, ("Harwick Courier", "March 4, 2024 Monday", "", "Copyright 2024 Harwick Courier Limited")),
            _label("Section", "Opinion; Pg. A6"),
            _label("Length", f"{count_words(paragraphs)} words"),
            _label("Byline", "Nora Feld"),
            _line("Body", bold=True, mark=f"Body{suffix}"),
            *map(_line, paragraphs),
            _line("Classification", bold=True, mark=f"Classification{suffix}"),
            _label("Language", "ENGLISH"),
            _label("Subject", "CITIES (93%); FERRIES (80%)"),
            _label("Load-Date", "March 9, 2024"),
            _line("End of Document", bold=True),
        ]
    hyperlinks = "".join(
        f'<Relationship Id="r{n}" Type="{R}/hyperlink" Target="{link}"/>' for n, link in enumerate(links, 1)
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{LINKS}">{hyperlinks}</Relationships>')
        document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body)}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def _run(text: str, *, bold: bool = False) -> str:
    return f'<w:r><w:rPr>{"<w:b/>" * bold}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _line(text: str, *, bold: bool = False, mark: str = "") -> str:
    begun = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>' if mark else ""
    return f"<w:p>{begun}{_run(text, bold=bold) if text else ''}</w:p>"


def _label(name: str, value: str) -> str:
    return f"<w:p>{_run(f'{name}:', bold=True)}{_run(' ' + value)}</w:p>"


def as_nexis_html(texts: list[list[str]]) -> bytes:
    """As Nexis UK wrote web pages: an anchor, then a block for each part, told apart by its style."""
    styles = ".c0 { text-align: center; } .c3 { text-align: center; } .c4 { text-align: left; }"
    out = [
        f'<HTML><HEAD><STYLE TYPE="text/css"><!-- {styles} --></STYLE><META TOPIC="null" DOCUMENTS="{len(texts)}" />'
        "</HEAD><BODY>"
    ]
    for n, paragraphs in enumerate(texts, 1):
        out += [
            f'<A NAME="DOC_ID_0_{n - 1}"></A><!-- Hide XML section from browser\n<DOC NUMBER={n}>\n<DOCFULL> -->',
            _block(f"{n} of {len(texts)} DOCUMENTS", style="c0"),
            *(_block(text, style="c3") for text in ("Harwick Courier", "March 4, 2024 Monday")),
            _block(f"The tide {n}"),
            *(
                _block(f"{name}: </SPAN><SPAN>{value}", safe=True)
                for name, value in (("BYLINE", "Nora Feld"), ("LENGTH", f"{count_words(paragraphs)} words"))
            ),
            f'<BR><DIV CLASS="c4">{"".join(map(_paragraph, paragraphs))}</DIV>',
            *(
                _block(f"{name}: </SPAN><SPAN>{value}", safe=True)
                for name, value in (("LOAD-DATE", "March 9, 2024"), ("LANGUAGE", "ENGLISH"))
            ),
            _block("Copyright 2024 Harwick Courier Limited", style="c3"),
            '<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> --><DIV CLASS="c10"/>',
        ]
    return "\n".join([*out, "</BODY></HTML>"]).encode()


def _block(text: str, *, style: str = "c4", safe: bool = False) -> str:
    inside = text if safe else escape(text)
    return f'<BR><DIV CLASS="{style}"><P CLASS="c5"><SPAN CLASS="c2">{inside}</SPAN></P>\n</DIV>'


def _paragraph(text: str) -> str:
    return f'<P CLASS="c8"><SPAN CLASS="c2">{escape(text)}</SPAN></P>\n'


def as_factiva_html(texts: list[list[str]]) -> bytes:
    """As Factiva writes web pages: a frame for each article, which its accession number names."""
    out = ['<html><head><meta charset="utf-8"><title>Factiva</title></head><body><form id="PageBaseForm">']
    for n, paragraphs in enumerate(texts, 1):
        number_of = f"HARCOU0020240304ek34{n:05}"
        head = [
            "Opinion", f'<span class="enHeadline">The tide {n}</span>', "By Nora Feld",
            f"{count_words(paragraphs)} words", "4 March 2024", "Harwick Courier", "HARCOU", "14", "English",
            "(c) 2024 Harwick Courier Ltd.",
        ]  # fmt: skip
        out += [
            f'<div id="article-{number_of}" class="article"><div class="article enArticle">',
            *(f'<div class="{"author" * line.startswith("By ")}">{line}</div>' for line in head),
            *(f'<p class="articleParagraph enarticleParagraph">{escape(text)}</p>' for text in paragraphs),
            f"<p>Harwick Courier Ltd</p><p>Document {number_of}</p></div></div><br>",
        ]
    return "\n".join([*out, "</form></body></html>"]).encode()


# --- what is measured -------------------------------------------------------------------------------------------


def parse_docx(raw: bytes) -> object:
    from lxml import etree

    with ZipFile(BytesIO(raw)) as archive:
        return etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(huge_tree=True))


def parse_html(raw: bytes) -> object:
    from lxml import html

    return html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


EXPORTS: dict[str, tuple[str, Callable[[list[list[str]]], bytes], Callable[[bytes], object]]] = {
    "Nexis Uni DOCX": ("nexis.docx", as_nexis_docx, parse_docx),
    "Nexis UK HTML": ("nexis.html", as_nexis_html, parse_html),
    "Factiva HTML": ("factiva.html", as_factiva_html, parse_html),
}


def measure(name: str, data: Path, n: int, rounds: int) -> dict:
    """The seconds of an export; what was read has to be what was written."""
    file, write, parse = EXPORTS[name]
    texts = read_texts(data, n)
    raw = write(texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file)
        path.write_bytes(raw)
        corpus = dc.load_corpus(path)
        documents = corpus.documents
        if len(documents) != n or set(documents["export"]) != {name}:
            reasons = "; ".join(corpus.rejected["reason"].head(3))
            raise SystemExit(f"exports.py: {name}: {len(documents)} documents of {n} articles; rejected: {reasons}")
        short = [
            doc_id
            for doc_id, text, written in zip(documents["doc_id"], documents["text"], texts, strict=True)
            if " ".join(" ".join(written).split()) not in " ".join(text.split())
        ]
        runs = {
            "load": lambda: dc.load_corpus(path),
            "parse": lambda: parse(raw),
            "table": lambda: dc.from_documents(documents),
        }
        seconds = in_turn(rounds, runs)
    ratio = seconds["load"] / (seconds["parse"] + SLACK * seconds["table"])
    return {"name": name, "n": n, "bytes": len(raw), "ratio": ratio, "altered": len(short), **seconds}


def say(rows: list[dict]) -> str:
    lines = [
        (
            row["name"],
            f"{row['n']:,}",
            f"{row['bytes'] / 2**20:.1f} MB",
            *(f"{number(row[key])} s" for key in ("load", "parse", "table")),
            number(row["ratio"]),
            f"at most {TARGET}",
            "yes" if row["ratio"] <= TARGET else "no",
        )
        for row in rows
    ]
    return readme.table(HEAD, lines)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=BENCH)
    ask.add_argument("--docs", type=int, default=1000)
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--one", choices=EXPORTS, help=argparse.SUPPRESS)
    ask.add_argument("--write", action="store_true")
    options = ask.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.data, options.docs, options.rounds)))
        return
    common = ("--data", options.data, "--docs", options.docs, "--rounds", options.rounds)
    rows = [json.loads(run_process(__file__, "--one", name, *common)[0]) for name in EXPORTS]
    for row in rows:
        print(f"{row['name']}: {row['altered']} of {row['n']} texts are not as they were written", file=sys.stderr)
    print(text := say(rows))
    if options.write:
        readme.put("exports", text)


if __name__ == "__main__":
    os.environ |= dict.fromkeys(ONE_THREAD, "1")
    main()
