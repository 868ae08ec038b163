"""Small Word files: a writer of the XML that tests put into them, and what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from discourse.readers.documents.docx import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, *, bold: bool = False, properties: str = "") -> str:
    """A run of text; line ends in it are line breaks."""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r><w:rPr>{'<w:b/>' if bold else ''}{properties}</w:rPr>{inner}</w:r>"


def paragraph(*inner: str, style: str = "", level: int | None = None, marks: Iterable[str] = ()) -> str:
    """A paragraph of what is given: XML, or plain text."""
    properties = (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "") + (
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    )
    begun = "".join(f'<w:bookmarkStart w:id="1" w:name={quoteattr(mark)}/>' for mark in marks)
    parts = "".join(part if part.startswith("<") else run(part) for part in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{begun}{parts}</w:p>"


def styled(style: str, name: str, *, based_on: str = "", inner: str = "") -> str:
    """The definition of a style of paragraphs."""
    basis = f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId={quoteattr(style)}><w:name w:val={quoteattr(name)}/>{basis}{inner}'
        "</w:style>"
    )


def word(
    *body: str,
    styles: Iterable[str] = (),
    footnotes: Mapping[str, str] | None = None,
    core: str = "",
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
) -> bytes:
    """A DOCX with this body, styles, footnotes (id -> text), properties, and hyperlinks (id -> target)."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{''.join(styles)}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        + "".join(
            f'<Relationship Id={quoteattr(key)} Type="{_OFFICE}/hyperlink" Target={quoteattr(target)}/>'
            for key, target in (links or {}).items()
        )
        + "</Relationships>",
    }
    if footnotes is not None:
        files["word/footnotes.xml"] = (
            f"<w:footnotes {_SPACES}>"
            + "".join(f'<w:footnote w:id="{key}">{paragraph(text)}</w:footnote>' for key, text in footnotes.items())
            + "</w:footnotes>"
        )
    if core:
        files["docProps/core.xml"] = (
            '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">' + core + "</c>"
        )
    return zipped(files | dict(parts or {}))


def zipped(files: Mapping[str, str]) -> bytes:
    """A ZIP archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def roles_of(contents: bytes) -> list[tuple[str, str | None]]:
    """The paragraphs of a DOCX as it is read, and their roles."""
    (article,) = read(contents, max_bytes=10**8).articles
    return [(" ".join(text.split()), role) for text, role in article.paragraphs if text.strip()]


def texts_of(*body: str, **parts: Any) -> list[str]:
    """The paragraphs of a DOCX with this body."""
    return [text for text, _ in roles_of(word(*body, **parts))]
