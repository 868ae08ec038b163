"""Rich Text (RTF): its paragraphs, and the document that they make.

`_groups` reads the format, `_streams` hold what it has read, and `_code_pages` say what its bytes are. Here stands what
is made of it: for exports of databases the paragraphs with their bookmarks and page breaks (`paragraphs_of`), for
everything else one article (`read`).
"""

from __future__ import annotations

from discourse.readers.article import Pieces
from discourse.readers.documents._office import Passage, office_article, role_of_style
from discourse.readers.documents.rtf._groups import MAX_WORDS, START, Reader, RtfDocument
from discourse.readers.documents.rtf._streams import RtfParagraph
from discourse.readers.encoding import MAX_BYTES, Unreadable, check_size


def paragraphs_of(raw: bytes, *, max_bytes: int = MAX_BYTES) -> list[RtfParagraph]:
    r"""The paragraphs of the body of some RTF; `parse` gives notes, info and doubts, too.

    Examples
    --------
    >>> [p.text for p in paragraphs_of(rb"{\rtf1\ansi It\'92s tea.\par{\v not }\b Milk\b0\par}")]
    ['It’s tea.', 'Milk']
    """
    return parse(raw, max_bytes=max_bytes).paragraphs


def parse(raw: bytes, *, max_bytes: int = MAX_BYTES) -> RtfDocument:
    """All that is read of some RTF. Files that stand one behind the other are one, with a page break between them.

    Raises
    ------
    Unreadable
        If it does not begin as RTF does, holds more than `max_bytes` or `MAX_WORDS`, or its groups are nested too deep.
    """
    check_size(len(raw), max_bytes)
    source = raw.decode("latin-1")
    if not START.match(source):
        raise Unreadable("not RTF: it does not begin with {\\rtf")
    if (n_words := source.count("{") + source.count("\\")) > MAX_WORDS:
        raise Unreadable(f"RTF of {n_words:,} groups and words; at most {MAX_WORDS:,} are read; split the file")
    return Reader(source, utf8=_is_utf8(raw)).read()


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The document as one article, with title and author as docvars.

    Headings, the title and captions are known by their style or their level of outline. Footnotes and endnotes stand
    at the end.

    Raises
    ------
    Unreadable
        As in `parse`, and if there is no text.
    """
    document = parse(contents, max_bytes=max_bytes)
    passages = [Passage(p.text, _role(p), p.level) for p in document.paragraphs]
    notes = [note.text for note in document.notes]
    article = office_article(passages, notes, document.info, document.left_out, what="RTF").articles[0]
    return Pieces([article._replace(doubts=[*document.doubts, *article.doubts])])


def _role(paragraph: RtfParagraph) -> str | None:
    return role_of_style(paragraph.style) or ("heading" if paragraph.level else None)


def _is_utf8(raw: bytes) -> bool:
    """Whether bytes beyond ASCII, which RTF should not have, are UTF-8."""
    if raw.isascii():
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
