"""What office documents have in common, whatever their format: styles with names, properties, and an order of parts.

A style says what a paragraph is. The properties name title and author, or what a program has put there. Notes follow
at the end, and what is not in the text, or not in its place, is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, Pieces
from discourse.readers.encoding import Unreadable

#: The role of paragraphs that are left out, as they repeat the headings.
CONTENTS = "table of contents"

#: Names of paragraph styles -> role, in small letters without blanks, hyphens and numbers. Word writes the English name
#: of its own styles whatever its language; other programs have it in the language of the program.
_STYLES = {
    "title": "title titel titre título titolo tytuł název название naslov cím otsikko".split(),
    "standfirst": "subtitle subtítulo soustitre untertitel ondertitel sottotitolo undertitel underrubrik podtytuł "
    "podtitul подзаголовок alaotsikko".split(),
    "caption": "caption beschriftung légende legenda leyenda epígrafe didascalia bijschrift billedtekst bildtext "
    "bildetekst podpis titulek kuvaotsikko".split(),
    CONTENTS: "toc tocheading contents contentsheading verzeichnis inhaltsverzeichnis tabledesmatières tdm "
    "inhopg".split(),
}
_HEADINGS = frozenset(
    "heading überschrift titre título titolo kop rubrik overskrift nagłówek заголовок otsikko encabezado nadpis címsor "
    "başlık títol berschrift ttulo nagwek cmsor".split()  # ids of styles in Word are without what is not ASCII
)
_ROLES = {name: role for role, names in _STYLES.items() for name in names}
_NUMBERED = re.compile(r"(.*\D)([1-9])", re.DOTALL)
#: What programs write where nobody has said who the author is, or what the title.
_NOBODY = re.compile(
    r"(?:microsoft office(?: user)?|python-docx|apache poi|docx4j|openpyxl|aspose.*|windows[- ]user|user|author|autor|"
    r"auteur|owner|admin(?:istrator)?|unknown|benutzer|anwender|utilisateur|usuario|utente|gebruiker|\W*)",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:untitled.*|unbenannt.*|sans titre.*|sin título.*|document ?\d*|dokument ?\d*|word document|microsoft word.*|"
    r"powerpoint.*|.*\.(?:docx?|rtf|odt|dotx?)|\W*)",
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """A paragraph, the role that its style gives it, and its level if it is a heading."""

    text: str
    role: str | None = None
    level: int | None = None


def role_of_style(name: str) -> str | None:
    """The role that the name of a style gives, or None.

    Examples
    --------
    >>> role_of_style("heading 1"), role_of_style("Title"), role_of_style("Normal")
    ('heading', 'title', None)
    """
    folded = name.casefold().replace("-", "").replace("_", " ").strip()
    number = _NUMBERED.fullmatch(folded)
    word = (number[1] if number else folded).replace(" ", "")
    if number and word in _HEADINGS:
        return "heading"
    return _ROLES.get(word) or ("heading" if word == "heading" else None)


def office_article(
    passages: list[Passage],
    notes: list[str],
    properties: dict[str, str],
    left_out: Counter[str],
    *,
    what: str,
) -> Pieces:
    """The one article that an office document is: its paragraphs, then its notes.

    The title is what stands in a style for titles, else what the properties say, else a heading of the first level that
    the text opens with, if there is no other.

    Raises
    ------
    Unreadable
        If no paragraph holds anything.
    """
    passages = [Passage(" ".join(text.split()), role, level) for text, role, level in passages if role != CONTENTS]
    passages = [passage for passage in passages if passage.text]
    notes = [" ".join(note.split()) for note in notes if note.strip()]
    if not passages and not notes:
        raise Unreadable(f"{what} without text; if its pages are pictures, have their text recognised first")
    title, author = _title(passages, properties.get("title", "")), _author(properties.get("author", ""))
    bylines = _bylines(author) if author else frozenset()
    paragraphs = [Paragraph(passage.text, _role(passage, title, bylines)) for passage in passages]
    paragraphs += [Paragraph(note, "notes") for note in notes]
    docvars: dict[str, Any] = properties | {"title": title, "author": author}
    doubts = [("parts", detail) for detail in _told(left_out)]
    return Pieces([Article(1, paragraphs, {k: v for k, v in docvars.items() if v}, doubts)])


def _title(passages: list[Passage], stated: str) -> str | None:
    shown = [passage.text for passage in passages if passage.role == "title"]
    if shown:
        return shown[0]
    stated = " ".join(stated.split())
    if not _NO_TITLE.fullmatch(stated):
        return stated
    first = [n for n, passage in enumerate(passages) if passage.level == 1]
    return passages[0].text if first == [0] else None


def _author(stated: str) -> str | None:
    stated = " ".join(stated.split())
    return None if _NOBODY.fullmatch(stated) else stated


def _bylines(author: str) -> frozenset[str]:
    """Lines that hold nothing but an author, in small letters; several are parted by `;`."""
    names = [author, *author.split(";")]
    return frozenset(line for name in names for line in (name.strip().casefold(), f"by {name.strip().casefold()}"))


def _role(passage: Passage, title: str | None, bylines: frozenset[str]) -> str | None:
    text = passage.text.casefold()
    if text in bylines:
        return "byline"
    if title and text == title.casefold() and passage.role in (None, "heading"):
        return "title"
    return passage.role


def counted(n: int, what: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> counted(1, "text box"), counted(2, "text box"), counted(1_000, "byte")
    ('1 text box', '2 text boxes', '1,000 bytes')
    """
    return f"{n:,} {what}" + ("" if n == 1 else "es" if what.endswith("x") else "s")


def _told(left_out: Counter[str]) -> Iterator[str]:
    """What a doubt says of each kind of part that is not in the text, or stands elsewhere in it."""
    for kind, n in sorted((+left_out).items()):
        place = "read after the paragraph that contains " + ("it" if n == 1 else "them")
        yield f"{counted(n, kind)} {place if kind == 'text box' else 'left out'}"
