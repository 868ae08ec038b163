"""Exports of Factiva, written by the tests: invented articles as web pages and as Rich Text, with codes and without."""

from __future__ import annotations

from typing import Any

#: Fields that stand before the text, in their order; those with None are left out.
HEADER = ("CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY")
FOOTER = ("ART", "CX", "PUB", "AN")
LEAD = "The council of Harwick has put the old ferry up for sale, and nobody on the island knows who would buy it."
TAIL = ["It may be the end of the line, said Orla Quist.", "Others hope for a gift, and a quiet summer."]
N_WORDS = len(f"Who will buy the ferry {LEAD} {' '.join(TAIL)}".split())


def article(n: int = 1, **fields: Any) -> dict[str, Any]:
    """An article; its accession number ends in `n`, and other fields are as they are given."""
    made = {
        "SE": "Opinion", "HD": "Who will buy the ferry", "BY": "By Nora Feld", "WC": f"{N_WORDS} words",
        "PD": "4 March 2024", "SN": "Harwick Courier", "SC": "HARCOU", "ED": "1; Final", "PG": "14", "LA": "English",
        "CY": "(c) 2024 Harwick Courier Ltd.", "LP": [LEAD], "TD": TAIL, "PUB": "Harwick Courier Ltd",
        "AN": f"Document HARCOU0020240304ek34{n:05}",
    }  # fmt: skip
    return made | fields


def page(articles: list[dict[str, Any]], *, codes: bool = False, frames: bool = True, tail: str = "") -> str:
    """A web page of these articles."""
    shown = [_coded(fields) if codes else _plain(fields) for fields in articles]
    if frames:
        shown = [_framed(fields, text) for fields, text in zip(articles, shown, strict=True)]
    return (
        '<html><head><meta charset="utf-8"><title>Factiva</title></head><body>\n'
        '<form id="PageBaseForm"><div id="contentLeft">\n' + "\n".join(shown) + f"\n{tail}</div>"
        '<div id="pageFooter">(c) 2024 Factiva, Inc. All rights reserved.</div></form></body></html>'
    )


def rich(articles: list[dict[str, Any]], *, codes: bool = True, pages: bool = True, tail: str = "") -> bytes:
    """Rich Text of these articles, each line in a line of its own."""
    shown = [_rich_lines(fields, codes=codes) for fields in articles]
    between = "\\page\n" if pages else "\\pard\\par\n"
    return ("{\\rtf1\\ansi\\ansicpg1252\n" + between.join(shown) + tail + "}").encode("ascii")


def rich_line(text: str, style: str = "") -> str:
    """A paragraph of Rich Text."""
    escaped = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)
    return f"\\pard\\plain{style}\\fs20 {escaped}\\par\n"


def _framed(fields: dict[str, Any], text: str) -> str:
    return f'<div id="article-{fields["AN"].split()[-1]}" class="article">{text}</div><br>'


def _plain(fields: dict[str, Any]) -> str:
    out = []
    for code in HEADER:
        if code in fields and fields[code] is not None:
            out.append(_header_line(code, fields[code]))
    out += [f'<p class="articleParagraph enarticleParagraph">{text}</p>' for text in _body(fields)]
    out += [f"<p>{fields[code]}</p>" for code in FOOTER if fields.get(code)]
    return f'<div class="article enArticle"><p>\n</p>{"".join(out)}</div>'


def _header_line(code: str, text: str) -> str:
    if code == "HD":
        return f'<div id="hd"><span class="enHeadline">{text}</span>\n</div>'
    return f'<div class="author">{text} </div>' if code == "BY" else f"<div>{text}</div>"


def _coded(fields: dict[str, Any]) -> str:
    rows = [(code, fields[code]) for code in HEADER if fields.get(code)]
    rows += [(code, "".join(map(_paragraph, fields[code]))) for code in ("LP", "TD") if fields.get(code)]
    rows += [("NS", "gpol : Domestic Politics | gcat : Political/General News")]
    rows += [(code, fields[code]) for code in FOOTER if fields.get(code)]
    cells = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{text}</td></tr>\n' for code, text in rows)
    return f'<div class="article enArticle"><table>{cells}</table></div>'


def _paragraph(text: str) -> str:
    return f'<p class="articleParagraph enarticleParagraph">{text}</p>'


def _body(fields: dict[str, Any]) -> list[str]:
    return [*fields.get("LP", []), *fields.get("TD", [])]


def _rich_lines(fields: dict[str, Any], *, codes: bool) -> str:
    out = []
    for code in (*HEADER, "LP", "TD", *FOOTER):
        texts = fields.get(code) or []
        texts = [texts] if isinstance(texts, str) else texts
        if codes and texts:
            out.append(rich_line(code, "\\b"))
        out += [rich_line(text, "\\b" if code == "HD" and not codes else "") for text in texts]
        out.append("\\pard\\par\n" if texts else "")
    return "".join(out)
