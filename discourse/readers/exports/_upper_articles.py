"""An article of the older exports of LexisNexis, from its blocks: what a blank line or an element parts.

    Outlet                        centred
    Date, weekday, edition        centred
    Title
    BYLINE: ...                   labels of `_upper_labels`, in any order
    LENGTH: ...
    Text                          one block or many
    LOAD-DATE: ...                labels again
    Copyright ...                 centred

Before 2006 the line of copyright came first, and title and text had labels of their own. Where a label stands says
whether it is one: a paragraph that begins with `GRAPHIC:` is a caption among the labels behind the text, and text in
the middle of it. A label whose value is of a kind of its own (`LENGTH: 355 words`) is none of the text anywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import compress, takewhile
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, check_length
from discourse.readers.exports._upper_labels import CHECKED, find_label, read_number
from discourse.readers.worded_dates import find_date


class LabelledBlock(NamedTuple):
    """Paragraphs that the file holds together; where the first begins with a label, its field and value."""

    paragraphs: list[str]
    centred: bool = False
    field: str | None = None
    value: str = ""

    @property
    def values(self) -> list[str]:
        """The paragraphs without the label."""
        return [part for part in (self.value, *self.paragraphs[1:]) if part]


Fields = dict[str, list[str]]

_FEW = 4  # blocks
_LONGEST_DATE = 80
_BEHIND = {"behind", "notes"}
_SURELY_BEHIND = {"load", "language", "type", "code"}
_COPYRIGHT = re.compile(r"(?:copyright|\(c\)|©)\W{0,3}(?:\(c\)|©)?\s{0,3}(?:1[89]|20)\d\d\b", re.IGNORECASE)
_RIGHTS = re.compile(
    r"all rights reserved|alle rechte (?:vorbehalten|voorbehouden)|tous droits r[eé]serv[eé]s|todos los derechos|"
    r"tutti i diritti|todos os direitos",
    re.IGNORECASE,
)
_RESERVED = re.compile(r"(?:all )?rights reserved\W*|reserved\W*", re.IGNORECASE)  # what is left of it in a second line
_CORRECTED = re.compile(r"corrections? appended\W*", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+|www\.\S+")
_LINK = re.compile(r";\s?(https?://\S{3,500})$")
_YEAR = re.compile(r"(?<!\d)(?:1[789]|20)\d\d(?!\d)")
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[AP]\.?M\.?)?(?: [A-Z]{2,4}\b)?|\d{1,2} Uhr\b", re.IGNORECASE)
_BY = re.compile(r"(?:by|from|von|par|por|door)\s+(?-i:(?=[^\W\d_a-z]))", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:pg|pgs|page|pages|pp?|s|seite|seiten|blz|pag|pagina|pág|página|sida|side|str)\.?\s*"
    r"(?P<page>[A-Z]{0,4}-?\d{1,4}[A-Z]?(?:\s?[-–/,]\s?[A-Z]{0,4}\d{1,4}[A-Z]?){0,9})(?![\w])",
    re.IGNORECASE,
)
_UNAVAILABLE = re.compile(
    r"\berror\b|\bunavailable|not available|cannot be (?:displayed|retrieved|found)|nicht verfügbar|pas disponible|"
    r"no está disponible|niet beschikbaar",
    re.IGNORECASE,
)
_SHORT_PAGE, _LONG_BYLINE, _FEWEST_OF_TEXT = 60, 12, 20  # words


def make_block(paragraphs: list[str], *, centred: bool = False) -> LabelledBlock:
    """A block, with the label that its first paragraph begins with."""
    field, value = find_label(paragraphs[0]) or (None, "")
    return LabelledBlock(paragraphs, centred, field, value)


def is_copyright(line: str) -> bool:
    """Whether a line is one of copyright."""
    return bool(_COPYRIGHT.match(line) or _RIGHTS.match(line))


def read_blocks(n: int, blocks: list[LabelledBlock], export: str) -> Article | str:
    """The article in some blocks, or the reason why there is none."""
    # The programme of a broadcast stands among the centred lines.
    header, rest = _part_header([block for block in blocks if not (block.centred and block.field == "before")])
    fields = _sort(rest)
    # A correction may be an article of its own.
    body, notes = (fields["body"], fields["notes"]) if fields["body"] else (fields["notes"], [])
    docvars = {"url": _take_link(fields["standfirst"])} | _read_header(header) | _read_fields(fields)
    docvars = {name: value for name, value in docvars.items() if value} | {"export": export}
    if _is_error(docvars, fields):
        return "an error page instead of an article"
    if not body:
        return "an article without text: it has labels and a title only" if rest or header else "an empty article"
    paragraphs = [
        *(Paragraph(text, "title") for text in fields["title"]),
        *(Paragraph(text, "standfirst") for text in fields["standfirst"]),
        *(Paragraph(text) for text in body),
        *(Paragraph(text, "caption") for text in fields["caption"]),
        *(Paragraph(text, "notes") for text in notes),
    ]
    return Article(n, paragraphs, docvars, check_length(docvars.get("n_words_stated"), paragraphs))


def _take_link(standfirst: list[str]) -> str | None:
    """The address behind the last standfirst, which is taken from it: `The harbour is closed.; http://...`."""
    found = _LINK.search(standfirst[-1]) if standfirst else None
    if found:
        standfirst[-1] = standfirst[-1][: found.start()]
    return found[1] if found else None


def _is_error(docvars: dict[str, Any], fields: Fields) -> bool:
    """Whether what stands for the article has none of its marks, and says that it cannot be had."""
    text = " ".join([*fields["title"], *fields["body"]])
    bare = "date" not in docvars and "n_words_stated" not in docvars and not fields["load"] and not fields["language"]
    return bare and len(text.split()) <= _SHORT_PAGE and _UNAVAILABLE.search(text) is not None


def _part_header(blocks: list[LabelledBlock]) -> tuple[list[LabelledBlock], list[LabelledBlock]]:
    """The blocks of outlet, date and edition, and the others."""
    bare = list(takewhile(lambda block: block.field is None, blocks[: _FEW + 2]))
    laid_out = any(block.centred for block in bare[:_FEW])
    dated = _find_date(bare, laid_out)
    end = dated + 1
    while laid_out and end < len(bare) and bare[end].centred:
        end += 1
    # The name of an outlet that fills the line is not centred; a title may stand before the date.
    of_header = [block.centred or not laid_out or n in (0, dated) for n, block in enumerate(bare[:end])]
    titles = [block for block, taken in zip(bare, of_header, strict=False) if not taken]
    return list(compress(bare, of_header)), titles + blocks[end:]


def _find_date(blocks: list[LabelledBlock], laid_out: bool) -> int:
    """The place of the date: among what is centred, or below a title; -1 where there is none."""
    dated = (
        n for n, block in enumerate(blocks) if (_has_date(block) if block.centred else not laid_out and _is_date(block))
    )
    below = (n for n, block in enumerate(blocks) if n > 1 and not blocks[n - 1].centred and _is_date(block))
    return next(dated, next(below, -1))


def _has_date(block: LabelledBlock) -> bool:
    return len(block.paragraphs) <= _FEW and any(find_date(line) for line in block.paragraphs)


def _is_date(block: LabelledBlock) -> bool:
    return len(block.paragraphs) == 1 and len(block.paragraphs[0]) <= _LONGEST_DATE and _has_date(block)


def _read_header(header: list[LabelledBlock]) -> dict[str, Any]:
    """Outlet, date, edition and address, where the lines above the title say them."""
    lines = [line for block in header for line in block.paragraphs if line and not _CORRECTED.fullmatch(line)]
    named = [line for line in lines if not (is_copyright(line) or _RESERVED.fullmatch(line) or _WEB.fullmatch(line))]
    found: dict[str, Any] = {"url": next(filter(_WEB.fullmatch, lines), None)}
    dated = next((n for n, line in enumerate(named) if find_date(line)), None)
    if dated is not None:
        found |= {"date": find_date(named[dated]), "edition": _read_edition(named, dated, header)}
    elif stated := next((line for line in reversed(named[1:]) if _YEAR.search(line)), None):
        found["date"] = stated  # a month, a season: no single day
    if named and dated != 0:
        found["outlet"] = named[0]
    elif owner := next((line for line in lines if _COPYRIGHT.match(line)), None):
        found["outlet"] = _COPYRIGHT.sub("", owner, count=1).strip(" .,")
    return {name: value for name, value in found.items() if value}


def _read_edition(lines: list[str], dated: int, header: list[LabelledBlock]) -> str:
    """What stands behind the date and below it, in its own block."""
    block = next(block.paragraphs for block in header if lines[dated] in block.paragraphs)
    below = [line for line in block[block.index(lines[dated]) + 1 :] if not _CORRECTED.fullmatch(line)]
    behind = _YEAR.split(lines[dated], maxsplit=1)[-1] if not _YEAR.match(lines[dated]) else ""
    words = _TIME.sub(" ", behind).split()
    while words and (_fold(words[0]) in _weekdays() or not any(map(str.isalnum, words[0]))):
        words.pop(0)
    parts = [" ".join(words).strip(" ,;"), *(line for line in below if not is_copyright(line))]
    return " ".join(part for part in parts if any(map(str.isalpha, part)))


@cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    languages = "en fr de es it pt nl sv da nb fi pl cs hu ro tr ca".split()
    days = (Locale(language).days["format"][width] for language in languages for width in ("wide", "abbreviated"))
    return frozenset(_fold(name) for names in days for name in names.values())


def _fold(word: str) -> str:
    return word.casefold().strip(".,;")


def _sort(blocks: list[LabelledBlock]) -> Fields:
    """What stands below the header, by what it is."""
    found: Fields = defaultdict(list)
    at = _take_title(blocks, found)
    below = list(found["standfirst"])
    at = _take_labels(blocks, at, found)
    _take_text(blocks, at, found)
    if not found["body"] and not found["notes"] and sum(len(text.split()) for text in below) >= _FEWEST_OF_TEXT:
        # All labels stand behind the text.
        found["body"], found["standfirst"] = below, found["standfirst"][len(below) :]
    return found


def _take_title(blocks: list[LabelledBlock], found: Fields) -> int:
    """The blocks before the first label: the title, and what stands below it. Gives the place of the next."""
    first = next((n for n, block in enumerate(blocks[: _FEW + 1]) if block.field), None)
    if first is None and blocks and len(blocks[0].paragraphs) > 1:
        return 0  # a text without a title
    before = blocks[: 1 if first is None else first]
    for text in (text for block in before for text in block.paragraphs):
        if _CORRECTED.fullmatch(text) or is_copyright(text):
            continue
        is_author = _BY.match(text) and len(text.split()) < _LONG_BYLINE
        found["title" if "title" not in found else "author" if is_author else "standfirst"].append(text)
    return len(before)


def _take_labels(blocks: list[LabelledBlock], at: int, found: Fields) -> int:
    """The labels before the text. Gives the place of the first block of the text."""
    last = None
    while at < len(blocks):
        block = blocks[at]
        if block.field in _BEHIND:
            break
        if block.field is None:
            # A highlight of several paragraphs, between labels.
            ahead = {later.field for later in blocks[at + 1 : at + _FEW]} & {"length", "author", "section", "body"}
            if last not in ("standfirst", "author") or not ahead:
                break
            found["standfirst"] += block.paragraphs
        else:
            found[block.field] += block.values
            last = block.field
        at += 1
        if last == "body":
            break
    return at


def _take_text(blocks: list[LabelledBlock], at: int, found: Fields) -> None:
    """The text, and the labels behind it."""
    behind = list(_are_behind(blocks))
    last: str | None = None  # the label behind the text that was last
    for n in range(at, len(blocks)):
        block = blocks[n]
        if block.field in CHECKED or (block.field and (last or behind[n])):
            last = block.field or last
            found[str(last)] += block.values
        elif is_copyright(block.paragraphs[0]) and (block.centred or last):
            if last:
                break  # what follows is the cover of another file
        elif last in ("caption", "notes") or (last == "standfirst" and not blocks[n - 1].values):
            found[str(last)] += block.paragraphs
        elif not (last and block.centred) and not _is_value(blocks, n, last):
            last = None
            found["body"] += block.paragraphs


def _is_value(blocks: list[LabelledBlock], n: int, last: str | None) -> bool:
    """Whether a block is no text but a value without a label: a line among labels that are sure."""
    line = blocks[n].paragraphs[0]
    between = last in _SURELY_BEHIND and n + 1 < len(blocks) and blocks[n + 1].field in {*_SURELY_BEHIND, "behind"}
    return between and len(blocks[n].paragraphs) == 1 and len(line.split()) < _LONG_BYLINE and line[-1] not in ".!?"


def _are_behind(blocks: list[LabelledBlock]) -> Iterator[bool]:
    """For each block, whether only labels stand between it and a label or line that is none of the text for sure.

    A caption may have some paragraphs more.
    """
    n_bare = _FEW + 1  # blocks without label, up to the next sure one
    out = []
    for block in reversed(blocks):
        is_behind = block.field is not None and (n_bare == 0 or (block.field == "caption" and n_bare < _FEW))
        out.append(is_behind)
        if is_behind or block.field in CHECKED or (block.centred and is_copyright(block.paragraphs[0])):
            n_bare = 0
        elif block.field is None:
            n_bare += 1
    return reversed(out)


def _read_fields(fields: Fields) -> dict[str, Any]:
    """Docvars from labels."""
    first = {field: " ".join(values) if field == "title" else values[0] for field, values in fields.items() if values}
    section, page = _part_page(first.get("section", ""))
    found = {
        "title": first.get("title"),
        "author": _name(first.get("author", "")),
        "section": section,
        "page": page,
        "language": first.get("language"),
        "n_words_stated": read_number(first.get("length", "")),
        "url": first.get("url"),
        "export_id": first.get("id"),
    }
    return {name: value for name, value in found.items() if value}


def _name(byline: str) -> str:
    """The author without the word before the name."""
    found = _BY.match(byline)
    return byline[found.end() :] if found else byline


def _part_page(stated: str) -> tuple[str, str]:
    """The section and the page of a line that states both; as it stands where the page is not at its end.

    Examples
    --------
    >>> _part_page("FEATURES; Pg. A6"), _part_page("Section 5; Page 16, Column 2; Desk")
    (('FEATURES', 'A6'), ('Section 5; Page 16, Column 2; Desk', '16'))
    """
    parts = [part.strip() for part in stated.split(";")]
    for n, part in enumerate(parts):
        if hit := _PAGE.match(part):
            at_end = n == len(parts) - 1 and hit.end() == len(part)
            return "; ".join(parts[:n]) if at_end else stated, hit["page"].strip()
    return stated, ""
