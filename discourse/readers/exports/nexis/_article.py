"""One article of Nexis Uni: its head with title, outlet, date and labels, its body, and what follows the body.

The head stands between the mark of the article and the heading of the body, what follows it begins with a heading or
label of the database, such as the classification or the date of loading. That date is never the date of the article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from discourse.readers.article import Article, Paragraph, check_length
from discourse.readers.documents.docx import MarkedParagraph
from discourse.readers.encoding import Unreadable
from discourse.readers.exports.nexis import _labels as labels
from discourse.readers.worded_dates import find_date

_BY = re.compile(r"(?:by|von(?! (?:der|den|dem)\b)|par|por|door)\s+", re.IGNORECASE)
_REPORTED = re.compile(r"\s(?:contributed|reported)\b.*", re.DOTALL)
_BEHIND_YEAR = re.compile(r"(?<!\d)(?:1[789]|20)\d\d(?!\d)[^,]{0,60},\s*(.+)")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b.{0,12}|correction appended", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"contentItem[:%3A]{1,3}([0-9A-Z]{4}(?:-[0-9A-Z]{2,5}){2,5})")
_KEEP_STOP = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Bros|Jr|St|plc|p\.l\.c|[A-Z])\.$")
_FEWEST_WORDS_OF_ERROR = 80
_LONGEST_DATE = 120
_MOST_LINES_ABOVE = 8  # of title, outlet, date and copyright, with blank lines
_OF_HEAD = frozenset(("section", "length", "byline", "highlight", "dateline"))
_BESIDE = {"highlight": "standfirst", "bio": "bio"}
_ROLES = {"graphic": "caption", "correction": "notes", "notes": "notes", "related": "related", "unknown": "caption"}


def read_article(n: int, blocks: Sequence[MarkedParagraph], targets: dict[str, str], export: str) -> Article:
    """The article of these lines; Unreadable with the reason if they hold none."""
    body_at, has_body = _find_body(blocks)
    docvars: dict[str, Any] = {"export": export}
    title_lines, labelled = _split_head(blocks[:body_at])
    docvars |= _read_title_lines(title_lines, targets)
    stated, beside = _read_labels(labelled)
    docvars |= stated
    body, found = _read_body(blocks[body_at + has_body :])
    docvars |= found
    if not any(role in (None, "standfirst") and text.strip() for text, role in body):
        raise Unreadable(f"article without a body{': ' + repr(docvars['title']) if docvars.get('title') else ''}")
    if (error := _error(body)) is not None:
        raise Unreadable(f"an error page instead of an article: {error!r}")
    title = [Paragraph(docvars["title"], "title")] if docvars.get("title") else []
    paragraphs = [*title, *beside, *body]
    doubts = check_length(docvars.get("n_words_stated"), paragraphs)
    return Article(n, paragraphs, {name: value for name, value in docvars.items() if value}, doubts)


def _error(body: list[Paragraph]) -> str | None:
    text = " ".join(paragraph.text for paragraph in body)
    found = labels.ERROR_PAGE.search(text) if len(text) < 10 * _FEWEST_WORDS_OF_ERROR else None
    return found[0] if found else None


def _find_body(blocks: Sequence[MarkedParagraph]) -> tuple[int, int]:
    """The line of the heading of the body, and 1; or, where there is none, that at which the body begins, and 0."""
    last, end = -1, len(blocks)
    for i, block in enumerate(blocks):
        heading = labels.heading_of(block)
        if heading == "body":
            return i, 1
        if heading:
            end = i
            break
        if _is_of_head(block, i):
            last = i
    return _first_after(blocks[:end], last)


def _is_of_head(block: MarkedParagraph, i: int) -> bool:
    """Whether line `i` of an article has a label of heads, or is the copyright or the date near its beginning."""
    if (label := labels.read_label(block)) and label[0] in _OF_HEAD:
        return True
    text = block.text
    return 0 < i < _MOST_LINES_ABOVE and (labels.COPYRIGHT.match(text) is not None or _date_of(text) is not None)


def _first_after(blocks: Sequence[MarkedParagraph], last: int) -> tuple[int, int]:
    """Where the body begins if no known heading tells: with what follows the last line of the head.

    A short line alone there is the heading in a language that the table does not have.
    """
    at = next((i for i in range(last + 1, len(blocks)) if blocks[i].text.strip()), len(blocks))
    if last < 0:
        return len(blocks), 0
    alone = at + 1 < len(blocks) and not blocks[at + 1].text.strip()
    return at, int(alone and len(blocks[at].text.split()) <= 3)


def _split_head(head: Sequence[MarkedParagraph]) -> tuple[list[MarkedParagraph], list[MarkedParagraph]]:
    """The lines of title, outlet and date, and those that follow, with labels."""
    filled = [block for block in head if block.text.strip()]
    for i, block in enumerate(filled):
        text = block.text
        if labels.COPYRIGHT.match(text) or labels.APPENDED.fullmatch(text) or (i and labels.read_label(block)):
            return filled[:i], filled[i:]
    return filled, []


def _read_title_lines(lines: list[MarkedParagraph], targets: dict[str, str]) -> dict[str, Any]:
    """Title, outlet, date and edition."""
    texts = [" ".join(block.text.split()) for block in lines]
    dates = [(i, day) for i, text in enumerate(texts) if i and (day := _date_of(text))]
    at, day = next((hit for hit in dates if hit[0] > 1), dates[0] if dates else (len(texts), None))
    n = _n_titles(lines, at if dates else None)
    title = re.sub(r"\s*-\s*Correction Appended$", "", " ".join(texts[:n]))
    return {
        "title": title,
        "outlet": _outlet(texts[n]) if n < len(texts) and n != at else "",
        "date": day,
        "edition": _edition(texts[at]) if day else "",
        "export_id": _item(lines[:n], targets),
    }


def _edition(text: str) -> str:
    """What stands behind the date, without the day of the week and the time."""
    found = _BEHIND_YEAR.search(text)
    parts = [part.strip() for part in found[1].split(",")] if found else []
    while parts and (parts[0].casefold() in labels.weekdays() or _TIME.fullmatch(parts[0])):
        del parts[0]
    return ", ".join(parts)


def _date_of(text: str) -> str | None:
    return find_date(text) if len(text) < _LONGEST_DATE else None


def _n_titles(lines: list[MarkedParagraph], date_at: int | None) -> int:
    """How many lines the title has: those on the first level, else bold ones, else what stands before the outlet."""
    for is_title in (lambda block: block.level == 0, lambda block: block.lead and block.lead == block.text.strip()):
        n = next((i for i, block in enumerate(lines) if not is_title(block)), len(lines))
        if n:
            return n
    if not date_at:
        return min(1, len(lines))
    beside = sum(block.text.strip().startswith("(") for block in lines[1:date_at])
    return max(1, date_at - 1 - beside)


def _outlet(text: str) -> str:
    return text if _KEEP_STOP.search(text) else text.rstrip(".")


def _item(lines: list[MarkedParagraph], targets: dict[str, str]) -> str:
    """The id of the article in the database, which the title links to."""
    for block in lines:
        for link in block.links:
            if found := _ITEM.search(targets.get(link, "")):
                return found[1]
    return ""


def _read_labels(blocks: list[MarkedParagraph]) -> tuple[dict[str, Any], list[Paragraph]]:
    """What the labels of the head say: docvars, and the highlight and what stands below the author."""
    values: dict[str, str] = {}
    beside: list[Paragraph] = []
    lines = [(line.text, labels.read_label(line)) for block in blocks for line in _lines_of(block)]
    is_known = any(label and label[0] for _, label in lines)
    field: str | None = None
    for line, label in lines:
        if label:
            field, text = label[0] if is_known else _guess(label[1], values), label[1]
        else:
            field, text = _below(field, line), line
        if field in _BESIDE:
            beside.append(Paragraph(html.unescape(text), _BESIDE[field]))
        elif field:
            values.setdefault(field, text)
    section, page = labels.section_and_page(values.get("section", ""))
    docvars = {
        "author": _author(values.get("byline", "")),
        "section": section,
        "page": page,
        "n_words_stated": labels.words_stated(values.get("length", ""), any_unit=not is_known),
        "language": values.get("language"),
    }
    return docvars, [paragraph for paragraph in beside if paragraph.text]


def _below(field: str | None, text: str) -> str | None:
    """What a line without a label is, below one with the label of `field`."""
    if labels.COPYRIGHT.match(text) or labels.APPENDED.fullmatch(text):
        return None
    if field == "highlight":
        return field
    if _BY.match(text) and len(text) < 100:
        return "byline"
    is_sentence = text.rstrip().endswith(".") and len(text.split()) > 3
    return "bio" if field in ("byline", "bio") and is_sentence else None


def _guess(value: str, values: dict[str, str]) -> str:
    """What a label means in a language that the table does not have: they stand in an order that does not change."""
    if labels.words_stated(value, any_unit=True):
        return "length"
    if "length" not in values:
        return "section"
    return "byline" if "byline" not in values and not value.endswith(".") else "highlight"


def _lines_of(block: MarkedParagraph) -> list[MarkedParagraph]:
    """The lines of a paragraph of the head, parted where one label runs into another; the first keeps what is bold."""
    texts = [part for line in block.text.split("\n") if line.strip() for part in labels.split_labels(line)]
    return [MarkedParagraph(text, lead=block.lead if i == 0 else "") for i, text in enumerate(texts)]


def _author(byline: str) -> str:
    """The names in a byline, without notes on who else reported."""
    parts = [part.strip() for part in byline.split(";")]
    names = [part for part in parts if part and not (part.endswith(".") and len(part.split()) > 3)]
    named = "; ".join(names) or _REPORTED.sub("", next(filter(None, parts), ""))
    return " ".join(_BY.sub("", named, count=1).split()) if _BY.match(named) else " ".join(named.split())


def _read_body(blocks: Sequence[MarkedParagraph]) -> tuple[list[Paragraph], dict[str, Any]]:
    """The paragraphs from the body on, and what the labels behind it say."""
    paragraphs: list[Paragraph] = []
    docvars: dict[str, Any] = {}
    part: str | None = None
    end = _tail(blocks)
    for block in blocks[:end]:
        text = block.text.strip()
        if not text:
            continue
        if heading := _heading_behind(block):
            part = None if heading == "body" else heading
        elif label := _label_behind(block, part):
            field, value = label
            if field == "graphic":
                part = field
                paragraphs.append(Paragraph(value, "caption"))
            elif field == "language":
                docvars.setdefault("language", value)
        elif _URL.fullmatch(text):
            if text.rstrip("/").count("/") > 2:  # more than the home page
                docvars.setdefault("url", text)
        elif part != "classification":
            _add(paragraphs, text, part)
    for block in blocks[end:]:
        if (label := labels.read_label(block)) and label[0] == "language":
            docvars.setdefault("language", label[1])
    return _abstract(paragraphs), docvars


def _heading_behind(block: MarkedParagraph) -> str | None:
    """The part of an article that a heading opens; "unknown" if only its looks tell that it is one of the database."""
    if heading := labels.heading_of(block):
        return heading
    alone = block.lead and block.lead == block.text.strip() and block.text.startswith("\n")
    return "unknown" if alone and not block.lead.endswith((":", ".", "?", "!")) else None


def _label_behind(block: MarkedParagraph, part: str | None) -> tuple[str | None, str] | None:
    """The label of a line from the body on, unless it may as well be words of the article."""
    label = labels.read_label(block)
    if label is None:
        return None
    field = label[0]
    sure = part == "classification" or field in ("load_date", "furniture") or block.text.startswith("\n")
    return label if sure or (field in ("language", "graphic") and (block.lead or "\u00a0" in block.text[:40])) else None


def _tail(blocks: Sequence[MarkedParagraph]) -> int:
    """Where the labels begin that an article ends with, in languages whose labels no table has."""
    at, n_labels, sure = len(blocks), 0, False
    for i in range(len(blocks) - 1, -1, -1):
        text = blocks[i].text
        if not text.strip():
            continue
        label = labels.read_label(text)
        if label is None or label[1].endswith((".", "!", "?", "»", "”")):
            break
        at, n_labels, sure = i, n_labels + 1, sure or label[0] in ("load_date", "language", "furniture")
    if not (sure or n_labels > 2):
        return len(blocks)
    above = next((i for i in range(at - 1, -1, -1) if blocks[i].text.strip()), None)
    is_heading = above is not None and above < at - 1 and len(blocks[above].text.split()) <= 3
    return above if above is not None and is_heading and blocks[above].text.strip()[-1].isalpha() else at


def _add(paragraphs: list[Paragraph], text: str, part: str | None) -> None:
    for piece in _BLANK_LINE.split(text):
        role = _ROLES.get(part or "") or ("caption" if labels.CAPTION.match(piece) else None)
        paragraph = Paragraph(piece, role)
        if role != "notes" or paragraph not in paragraphs[-1:]:  # a correction may stand there twice
            paragraphs.append(paragraph)


def _abstract(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without the headings that part an abstract from the full text; the abstract is a standfirst."""
    if not paragraphs or not labels.ABSTRACT.fullmatch(paragraphs[0].text):
        return paragraphs
    full = next((i for i, paragraph in enumerate(paragraphs) if labels.FULL_TEXT.fullmatch(paragraph.text)), None)
    if full is None:
        return [Paragraph(text, "standfirst") for text, _ in paragraphs[1:2]] + paragraphs[2:]
    return [Paragraph(text, "standfirst") for text, _ in paragraphs[1:full]] + paragraphs[full + 1 :]
