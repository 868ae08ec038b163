"""An article as a reader hands it over: one of the texts in a file that may hold many.

Exports of news databases, office documents, transcripts and archives of pages are read into these. A reader says what
each paragraph is where the file shows it: a title, a heading, a caption, a note. Where the file does not, the role is
None, and the rules for all texts decide (`discourse.corpus.sections`). Everything that is known of an article beside
its words is a docvar, and no paragraph.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from discourse.readers.encoding import Unreadable

#: A text misses its stated length if it differs by more than this share of it.
TOLERANCE = 0.1
_FEWEST_WORDS = 50  # of so few, a line more or less is a tenth


class Paragraph(NamedTuple):
    """A paragraph, and its role or shape (of `discourse.corpus.sections.ROLES` or SHAPES) where the file shows it."""

    text: str
    role: str | None = None


class Article(NamedTuple):
    """A text of a file.

    `n` is its place in the file, counted from 1 over all pieces, those that are rejected among them. Doubts are pairs
    of kind and detail. These docvars mean the same in every format: title, author, date (ISO 8601 or text), outlet,
    section, page, edition, language, n_words_stated (int), url, export (the database and form) and export_id.
    """

    n: int
    paragraphs: list[Paragraph]
    docvars: dict[str, Any]
    doubts: list[tuple[str, str]] = []  # noqa: RUF012 (nobody changes it)


class Pieces(NamedTuple):
    """What a reader finds in a file: articles, the pieces that hold none (place and reason), and doubts about it all.

    Pieces of the file = articles + rejected.
    """

    articles: list[Article]
    rejected: list[tuple[int, str]] = []  # noqa: RUF012
    doubts: list[tuple[str, str]] = []  # noqa: RUF012


def lay_out(paragraphs: list[Paragraph]) -> tuple[str, list[tuple[int, int, str]]]:
    r"""The text of an article, a blank line between paragraphs, and start, end and role of those that have one.

    White space inside a paragraph is one blank; paragraphs without a sign are left out.

    Raises
    ------
    Unreadable
        If no paragraph holds anything.

    Examples
    --------
    >>> lay_out([Paragraph("Tea", "title"), Paragraph(" \n"), Paragraph("It is\ngood.")])
    ('Tea\n\nIt is good.', [(0, 3, 'title')])
    """
    parts, roles, at = [], [], 0
    for text, role in paragraphs:
        if not (line := " ".join(text.split())):
            continue
        if role is not None:
            roles.append((at, at + len(line), role))
        parts.append(line)
        at += len(line) + 2
    if not parts:
        raise Unreadable("no text")
    return "\n\n".join(parts), roles


def check_length(stated: int | None, paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
    """The doubt about an article whose text misses the length that the file states, in words.

    Databases count title and captions or leave them out, so either count may fit.

    Examples
    --------
    >>> check_length(90, [Paragraph("word " * 60)])
    [('length', 'the file states 90 words, but the text has 60')]
    >>> check_length(64, [Paragraph("word " * 60)])
    []
    """
    if stated is None or stated < _FEWEST_WORDS:
        return []
    sizes = [(len(text.split()), role) for text, role in paragraphs]
    whole, body = sum(n for n, _ in sizes), sum(n for n, role in sizes if role in (None, "body", "heading"))
    if body * (1 - TOLERANCE) <= stated <= whole * (1 + TOLERANCE) or abs(body - stated) <= TOLERANCE * stated:
        return []
    return [("length", f"the file states {stated:,} words, but the text has {body:,}")]
