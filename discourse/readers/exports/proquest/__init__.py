"""Exports of ProQuest: articles as text, with a rule between them and a label before each field, and spreadsheets.

An article of the text begins with its headline, its address and perhaps an abstract; then come `Full text:` and the
body, whose paragraphs may have blank lines between them; then all other fields, the title among them. The labels are in
the language of the interface (`labels`). What looks like a label inside the body is body, as the fields are looked for
from the end of the article.

The spreadsheet (`table`) has a row an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, Pieces, check_length
from discourse.readers.encoding import Unreadable, decode
from discourse.readers.exports.fields.names import join_authors, split_outlet
from discourse.readers.exports.fields.standfirsts import find_standfirst, says_nothing
from discourse.readers.exports.proquest import table
from discourse.readers.exports.proquest.labels import field_of
from discourse.readers.worded_dates import find_date

_RULE = re.compile(r"\s*_{20,}\s*")
_LABEL = re.compile(r"([^:：]{1,60})[:：](?!//)(.*)")
_TOP = 500_000  # bytes in which an article ends; lists of contents stand before it
_FEWEST_LABELS = 3
#: Fields that may stand between the body and the title.
_BEFORE_TITLE = (
    "subject", "narrow subject", "broad subject", "location", "people", "company", "keyword", "address", "credit",
    "classification", "product", "affiliation", "original title", "feature",
)  # fmt: skip
#: The last fields of an article.
_ENDING = ("database", "last updated", "copyright", "url", "export_id")
# `Document 3 of 12`, in any language.
_COUNTER = re.compile(r"\w+\s\d+\s\w+\s\d+")
_BUTTONS = re.compile(r"Enlarge this image\.?|_{2,}", re.IGNORECASE)  # and what is left of a rule
_NUMBERED = re.compile(r"https?://\S{1,200}/docview/(\d+)")
_NUMBER = re.compile(r"\d[\d,.\s]*")
_HALF_LABEL = re.compile(r"[^\W\d_][\w /]{0,20}")  # with which a file that is cut may end
# A line of so many characters is a whole paragraph; where no line is, lines have been broken.
_LONG_LINE = 100


class _Line(NamedTuple):
    """A line; where a label opens it, the field that the label means, and what follows."""

    field: str | None
    said: str
    whole: str


class _Record(NamedTuple):
    """An article as it stands: the headline, the fields by their meaning, the lines of the body."""

    headline: str
    fields: dict[str, str]
    body: list[str] | None  # None where there is no `Full text`
    number: str | None  # of the document, in its address


def is_export(contents: bytes, form: str) -> bool:
    """Whether the bytes are an export of ProQuest: a rule and several labels, or columns that no other table has."""
    if form != "txt":
        return table.is_export(contents, form)
    top = contents[:_TOP]
    if b"_" * 20 not in top.replace(b"\0", b""):
        return False
    try:
        text = decode(top[: top.rfind(b"\n") + 1] if len(top) == _TOP else top).text
    except Unreadable:
        return False
    lines = text.splitlines()
    found = _fields_of(map(_read_line, lines))
    own = {"full text", "export_id"} & found
    return bool(own) and len(found) >= _FEWEST_LABELS and any(map(_RULE.fullmatch, lines))


def read(contents: bytes, form: str, *, encoding: str | None = None, max_bytes: int) -> Pieces:
    """The articles of the export.

    Raises
    ------
    Unreadable
        If it holds no article, such as a list of results.
    """
    if form != "txt":
        return table.read(contents, form, encoding=encoding, max_bytes=max_bytes)
    text, _, doubt = decode(contents, encoding=encoding)
    blocks = list(_blocks(map(_read_line, text.splitlines())))
    if not blocks:
        raise Unreadable("an export of ProQuest without an article")
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    for n, block in enumerate(blocks, start=1):
        record = _parse(block)
        if paragraphs := _body(record):
            articles.append(_article(n, record, paragraphs))
        else:
            rejected.append((n, "an article of ProQuest without its full text"))
    doubts = [] if doubt is None else [("encoding", doubt)]
    return Pieces(articles, rejected, [*doubts, *_doubt_count(blocks)])


def _read_line(line: str) -> _Line:
    whole = line.strip()
    found = _LABEL.match(whole)
    field = field_of(found[1]) if found else None
    return _Line(field, found[2].strip() if found and field else whole, whole)


def _blocks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """The lines of each article: what stands between two rules, as far as it holds fields of an article."""
    waiting: list[_Line] | None = None
    for block in _between_rules(lines):
        if waiting is not None:
            if _goes_on(block):  # a rule inside a body
                block = [*waiting, *block]
            else:
                yield waiting
        waiting = None
        for part in _parts(block):
            fields = _fields_of(part)
            if not fields & {"full text", "export_id", "title"}:
                continue  # a cover, a list of contents, the last lines of the file
            if waiting is not None:
                yield waiting
                waiting = None
            if "full text" in fields and not fields & {"export_id", "title"}:
                waiting = part
            else:
                yield part
    if waiting is not None:
        yield waiting


def _between_rules(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in lines:
        if line.whole.startswith("____") and _RULE.fullmatch(line.whole):
            yield block
            block = []
        else:
            block.append(line)
    yield block


def _parts(block: list[_Line]) -> Iterator[list[_Line]]:
    """A block, or its parts where the rule between two articles is lost: behind the last field of the first."""
    start, last, seen = 0, None, False
    for n, line in enumerate(block):
        if line.field == "full text":
            if seen and last is not None:
                yield block[start:last]
                start = last
            seen, last = True, None
        elif line.field in _ENDING and seen:
            last = n + 1
    yield block[start:]


def _fields_of(block: Iterable[_Line]) -> set[str]:
    return {line.field for line in block if line.field}


def _goes_on(block: list[_Line]) -> bool:
    """Whether a block is the rest of the article before it: no full text, no headline of its own."""
    if "full text" in (fields := _fields_of(block)) or not fields & {"title", "export_id"}:
        return False
    record = _parse(block)
    return not {"abstract", "links"} & fields and record.headline != record.fields.get("title", "")


def _parse(block: list[_Line]) -> _Record:
    """The parts of an article."""
    full = next((n for n, line in enumerate(block) if line.field == "full text"), None)
    tail = _find_tail(block, 0 if full is None else full + 1)
    opening = block[: tail if full is None else full]
    fields = _collect(opening) | _collect(block[tail:], strict=True)
    body = None if full is None else [block[full].said, *(line.whole for line in block[full + 1 : tail])]
    number = next((found[1] for line in block if (found := _NUMBERED.match(line.whole))), None)
    return _Record(_headline(opening), fields, body, number)


def _find_tail(block: list[_Line], start: int) -> int:
    """Where the fields behind the body begin: at the title, and at the fields that stand right before it.

    Without a title they begin at the first line from which on most lines are labels.
    """
    title = next((n for n in range(len(block) - 1, start - 1, -1) if block[n].field == "title"), None)
    if title is None:
        return _find_loose_tail(block, start)
    tail, seen = title, {"title"}
    for n in range(title - 1, start - 1, -1):
        field = block[n].field
        if not block[n].whole:
            continue
        if field in seen or field not in _BEFORE_TITLE:
            break
        seen.add(field)
        tail = n
    return tail


def _find_loose_tail(block: list[_Line], start: int) -> int:
    end = len(block)
    while end > start and not block[end - 1].whole:
        end -= 1
    if end > start and block[end - 1].field is None and _HALF_LABEL.fullmatch(block[end - 1].whole):
        end -= 1
    tail, n_labels, n_others = len(block), 0, 0
    for n in range(end - 1, start - 1, -1):
        n_labels += block[n].field is not None
        n_others += block[n].field is None and bool(block[n].whole)
        if n_others > n_labels:
            break
        if block[n].field is not None:
            tail = n
    first = _fields_of(block[tail:]) <= set(_BEFORE_TITLE)
    return tail if first or n_labels >= _FEWEST_LABELS else len(block)


def _headline(lines: list[_Line]) -> str:
    said = [line for line in lines if line.whole][:2]
    if len(said) > 1 and _COUNTER.fullmatch(said[0].whole):
        said = said[1:]
    return said[0].whole if said and said[0].field is None and not said[0].whole.startswith("http") else ""


def _collect(lines: Iterable[_Line], *, strict: bool = False) -> dict[str, str]:
    """Fields and what they say, over several lines; of a field that stands twice the first.

    Strictly, a line with a label that is not known ends a field.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines:
        if line.field is not None or (strict and _LABEL.match(line.whole)):
            current = []
        if line.field is not None:
            found.setdefault(line.field, current)
        if line.said:
            current.append(line.said)
    return {field: "\n".join(said) for field, said in found.items()}


def _body(record: _Record) -> list[Paragraph]:
    """The paragraphs of the body: lines, or what stands between blank lines where lines have been broken."""
    lines = [line.strip() for line in record.body or []]
    if any(len(line) > _LONG_LINE for line in lines):
        parts = lines
    else:
        parts = [" ".join(part.split("\n")) for part in re.split(r"\n{2,}", "\n".join(lines).strip("\n"))]
    kept = [part for part in parts if part and not _BUTTONS.fullmatch(part)]
    return [] if len(kept) == 1 and says_nothing(kept[0]) else [Paragraph(part) for part in kept]


def _article(n: int, record: _Record, body: list[Paragraph]) -> Article:
    said = record.fields
    title = said.get("title") or record.headline
    words = _whole(said.get("n_words"))
    paragraphs = [Paragraph(title, "title"), *find_standfirst(said.get("abstract", "").splitlines(), body), *body]
    docvars: dict[str, Any] = {
        "title": " ".join(title.split()),
        "author": join_authors(said.get("author", "").split(";")),
        "date": _date(said),
        **split_outlet(said.get("outlet", "")),
        "section": said.get("section"),
        "page": said.get("page"),
        "language": said.get("language"),
        "n_words_stated": words,
        "url": said.get("url"),
        "export": "ProQuest TXT",
        "export_id": said.get("export_id") or record.number,
    }
    doubts = check_length(words, paragraphs)
    if not {"title", "export_id"} & said.keys():
        doubts.append(("cut", "the fields at the end of an article are missing; the file may be cut off inside it"))
    return Article(n, paragraphs, {name: value for name, value in docvars.items() if value}, doubts)


def _date(said: dict[str, str]) -> str | None:
    """The date as ISO 8601 where a single day is stated, else as it is stated."""
    stated = said.get("date", "")
    return find_date(stated) or find_date(said.get("publication info", "")) or stated or said.get("year")


def _whole(stated: str | None) -> int | None:
    found = _NUMBER.match(stated) if stated else None
    digits = re.sub(r"\D", "", found[0])[:9] if found else ""
    return int(digits) if digits else None


def _doubt_count(blocks: list[list[_Line]]) -> list[tuple[str, str]]:
    """The doubt where there are more or fewer numbers of documents than articles."""
    stated = sum(line.field == "export_id" for block in blocks for line in block)
    linked = {found[1] for block in blocks for line in block if (found := _NUMBERED.match(line.whole))}
    n = stated or len(linked)
    return [("count", f"{len(blocks)} articles between the rules, and {n} numbers of documents")] * (n != len(blocks))
