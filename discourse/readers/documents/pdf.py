"""PDF: pages as they are printed, put back into the text that they were made from.

`_pdf_pages` has the words and where they stand, `_pdf_layout` the lines in the order in which they are read,
`_pdf_paragraphs` the paragraphs and what each is, and `_pdf_hyphens` the words that a line end broke. Title and author
are those that the file states where the first pages bear them out: many files have the name of a template, or of the
person who made the file. A scan is a picture and has no text.
"""

from __future__ import annotations

import re

from discourse.readers.article import Article, Paragraph, Pieces
from discourse.readers.documents._pdf_layout import lines_of_pages
from discourse.readers.documents._pdf_pages import PrintedPage, read_pages
from discourse.readers.documents._pdf_paragraphs import Text
from discourse.readers.encoding import Unreadable, check_size

#: Fewest words of a page that is more than a picture with a stamp.
FEWEST_WORDS = 5
_NO_TITLE = re.compile(
    r"untitled|microsoft (?:word|powerpoint)\b|layout 1$|(?:.*\.(?:docx?|pdf|indd|qxd|tex|pptx?|rtf)$)", re.I
)
_BY = re.compile(r"(?:by|von|par|por|door|af|av)\s+(?=[^\W\d_])", re.IGNORECASE)
_NAME = r"[^\W\d_a-zß-ÿ][\w.'’-]*"
_SMALL = r"(?:and|und|et|y|&|for|of|the|van|von|de|der|den|da|di|la|le)"
_NAMES = re.compile(rf"{_NAME}(?:,? (?:{_SMALL} )*{_NAME}){{1,11}}")
# Words of a line below a title that is no name.
_NO_NAME = re.compile(
    r"\b(?:report|paper|brief|briefing|policy|working|annual|analysis|discussion|study|review|evidence|summary|edition|"
    r"volume|series|chapter|draft|contents|introduction|abstract|executive|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\W+")


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The text of a PDF.

    Parameters
    ----------
    contents : bytes
        A PDF without a password.
    max_bytes : int
        Most bytes of the file, and of what it unpacks to.

    Returns
    -------
    Pieces
        One article, with title, author, and `joined`: the words that were put together at line ends. Where some pages
        have no text, that is a doubt.

    Raises
    ------
    Unreadable
        If it is no PDF, damaged, encrypted or too large, or if no page has text.
    """
    check_size(len(contents), max_bytes)
    info, pages = read_pages(contents, max_bytes=max_bytes)
    _need_text(pages)
    title = info.get("title", "")
    text = Text(lines_of_pages(pages, title=title))
    start = _bare(" ".join(text for text, _ in text.paragraphs[:60])[:20_000])
    title = title if _is_title(title) and (_bare(title) in start or not text.title) else text.title
    stated = info.get("author", "")
    author = stated if stated and _bare(stated) in start else _author(text.paragraphs)
    docvars = {"title": title, "author": author, "joined": "; ".join(text.joined)}
    paragraphs = [_with_byline(paragraph, author) for paragraph in text.paragraphs]
    return Pieces([Article(1, paragraphs, {name: value for name, value in docvars.items() if value}, _doubts(pages))])


def _need_text(pages: list[PrintedPage]) -> None:
    if any(page.words for page in pages):
        return
    if not pages:
        raise Unreadable("PDF without a page; it may be damaged")
    reasons = sorted({page.reason for page in pages if page.reason})
    why = f": {'; '.join(reasons)}" if reasons else ", so they may be scanned; recognise their letters (OCR) first"
    raise Unreadable(f"PDF without text: none of its {len(pages):,} pages has any{why}")


def _doubts(pages: list[PrintedPage]) -> list[tuple[str, str]]:
    without = [(n, page) for n, page in enumerate(pages, 1) if len(page.words) < FEWEST_WORDS]
    # A title page or an empty one at the end of a chapter is no doubt.
    pictures = [n for n, page in without if not page.words]
    if not pictures:
        return []
    few = ", ".join(map(str, pictures[:5])) + (", ..." if len(pictures) > 5 else "")
    reasons = sorted({page.reason for _, page in without if page.reason})
    why = f" ({'; '.join(reasons)})" if reasons else ""
    return [("parts", f"{len(pictures):,} of {len(pages):,} pages have no text{why}: {few}")]


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).casefold()


def _is_title(title: str) -> bool:
    return bool(title) and _NO_TITLE.match(title) is None


def _author(paragraphs: list[Paragraph]) -> str | None:
    """The line below the title that is names, or begins with By."""
    titles = [place for place, paragraph in enumerate(paragraphs[:10]) if paragraph.role == "title"]
    if not titles:
        return None
    for text, role in paragraphs[titles[-1] + 1 : titles[-1] + 4]:
        name = _BY.sub("", text, count=1)
        if role is not None or len(name) > 200:
            break
        if _NAMES.fullmatch(name) and (name != text or _NO_NAME.search(name) is None):
            return name
    return None


def _with_byline(paragraph: Paragraph, author: str | None) -> Paragraph:
    """A paragraph that is the name of the author and no more, as byline."""
    is_byline = author and paragraph.role in (None, "heading") and _bare(_BY.sub("", paragraph.text)) == _bare(author)
    return Paragraph(paragraph.text, "byline") if is_byline else paragraph
