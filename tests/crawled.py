"""Archives of web pages, written record by record."""

from __future__ import annotations

import gzip

SITE = "https://courier.example/"
WORDS = (
    "The council of Harwick may close the pier, although nobody has counted the boats since the storm of last winter. "
)


def page(
    title: str = "Count the boats", *, date: str = "2024-03-04", paragraphs: int = 3, charset: str = "utf-8"
) -> bytes:
    meta = f'<meta charset="{charset}">' if charset else ""
    dated = f'<meta property="article:published_time" content="{date}T06:00:00Z">' if date else ""
    body = "".join(f"<p>{n}. {title}: {WORDS * 2}</p>" for n in range(paragraphs))
    head = f"<head>{meta}<title>{title}</title>{dated}</head>"
    text = f"<!DOCTYPE html><html>{head}<body><nav>Home</nav><article><h1>{title}</h1>{body}</article></body></html>"
    return text.encode(charset or "utf-8")


def http(body: bytes, *, status: str = "200 OK", media: str | None = "text/html", more: bytes = b"") -> bytes:
    kind = f"Content-Type: {media}\r\n".encode() if media else b""
    return f"HTTP/1.1 {status}\r\n".encode() + kind + more + b"\r\n" + body


def record(
    block: bytes, *, kind: str = "response", url: str = SITE, media: str = "application/http", length=None
) -> bytes:
    header = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": "2026-03-02T10:14:00Z",
        "WARC-Target-URI": url,
        "Content-Type": media,
        "Content-Length": len(block) if length is None else length,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in header.items() if value != "")
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Each record packed for itself, as crawlers do."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
