"""TEI: transcripts of parliaments, of which each speech is an article, and other texts, each of which is one.

ParlaMint is the form in which some thirty parliaments publish what was said: a sitting is a file, a speech (`u`) has
paragraphs (`seg`) and says who speaks. Applause, interruptions and the times of the clerk are notes of the transcript
and no speech. A root file of such a corpus, and its lists of persons, parties and terms, hold no text.

References
----------
TEI Consortium (2024). TEI P5: Guidelines for electronic text encoding and interchange. https://tei-c.org/guidelines
Erjavec, T., et al. (2022). The ParlaMint corpora of parliamentary proceedings. Language Resources and Evaluation, 57,
415-448.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from discourse.readers.archive import parse_xml
from discourse.readers.article import Article, Paragraph, Pieces
from discourse.readers.documents._tei_speakers import Speakers, find_speakers
from discourse.readers.documents._tei_text import ID, LANG, below, children, plain, tag_of, tei_paragraphs, text_of
from discourse.readers.encoding import Unreadable, check_size
from discourse.readers.worded_dates import find_date

#: Roots of files with texts; `TEI.2` is the root of editions before 2007.
ROOTS = ("TEI", "teiCorpus", "TEI.2", "teiCorpus.2")
#: Roots of files that come with a corpus and hold no text.
LISTS = ("listPerson", "listOrg", "taxonomy", "listEvent", "listRelation", "listPlace", "teiHeader", "particDesc")
#: What a speaker is in a sitting, as ParlaMint's list of types has it.
ROLES = ("chair", "regular", "guest")
_GROUPS = ("parliamentary_group", "party")
_PARAGRAPHS = ("seg", "p", "ab", "l")
_PROJECT = re.compile(r"\s*\[ParlaMint[^\]]*\]\s*$")
_DAY = re.compile(r"(?<!\d)(?:1[789]|20)\d\d-[01]\d-[0-3]\d(?!\d)")
# Where a date of a text stands, the best first; each is a way down from the header.
_DATES = (
    ("profileDesc", "settingDesc", "setting", "date"),
    ("profileDesc", "creation", "date"),
    ("fileDesc", "sourceDesc", "*", "date"),
    ("fileDesc", "publicationStmt", "date"),
)
_WHENS = ("when", "when-iso", "notBefore-iso", "from", "notBefore")


def read(contents: bytes, *, max_bytes: int) -> Pieces:
    """The speeches of a transcript, or the text of another TEI file.

    Parameters
    ----------
    contents : bytes
        XML whose root is one of `ROOTS`.
    max_bytes : int
        Most bytes that are read.

    Returns
    -------
    Pieces
        Speeches with author, speaker, party and role, and date, title and url of the sitting. A speech without words is
        rejected. Where the header states another number of speeches, that is a doubt.

    Raises
    ------
    Unreadable
        If the bytes are XML that cannot be parsed, other XML, or TEI without a text.
    """
    check_size(len(contents), max_bytes)
    root = parse_xml(contents)
    _need_texts(root)
    speakers = find_speakers(root)
    articles: list[Article] = []
    rejected: list[tuple[int, str]] = []
    doubts: list[tuple[str, str]] = []
    for tei in _texts(root):
        speeches = _speeches_in(_text(tei))
        for piece in _read_speeches(tei, speeches, speakers) if speeches else [_whole(tei)]:
            n = len(articles) + len(rejected) + 1
            if isinstance(piece, str):
                rejected.append((n, piece))
            else:
                articles.append(piece._replace(n=n))
        doubts += _compare(tei, len(speeches))
    if not articles and not rejected:
        included = len(below(root, "include"))
        files = f"; it includes {included:,} other files, which hold them" if included else ""
        raise Unreadable(f"TEI without a text{files}")
    return Pieces(articles, rejected, doubts)


def _need_texts(root: Any) -> None:
    name = tag_of(root)
    if name in LISTS:
        raise Unreadable(f"TEI with the root <{name}>, a part of a corpus that contains no text")
    if name not in ROOTS:
        raise Unreadable(
            f"XML with the root <{name[:60]}>; XML is only read as TEI, with the root <TEI> or <teiCorpus>"
        )


def _texts(root: Any) -> Iterator[Any]:
    """The TEI elements of a file that have a text of their own."""
    return (tei for tei in root.iter("{*}TEI", "{*}TEI.2") if _text(tei) is not None)


def _text(tei: Any) -> Any:
    return next(iter(children(tei, "text")), None)


def _header(tei: Any) -> Any:
    return next(iter(children(tei, "teiHeader")), None)


def _down(element: Any, *way: str) -> list[Any]:
    """The elements at the end of a way through the tree; `*` is any number of steps."""
    found = [] if element is None else [element]
    for at, name in enumerate(way):
        if name == "*":
            return [hit for start in found for hit in below(start, *way[at + 1 :])]
        found = [hit for start in found for hit in children(start, name)]
    return found


# --- speeches ------------------------------------------------------------------------------------------------


def _speeches_in(text: Any) -> list[Any]:
    """The speeches of a transcript: `u`, or `sp` in those that write the party beside it, as GermaParl does."""
    return below(text, "u") or [sp for sp in below(text, "sp") if any(sp.get(name) for name in _GROUPS)]


def _read_speeches(tei: Any, speeches: list[Any], speakers: Speakers) -> Iterator[Article | str]:
    """Each speech, or why it is none."""
    common = _of_sitting(tei)
    for u in speeches:
        paragraphs = [Paragraph(text, "body") for text in _said(u) if text.strip()]
        who = u.get("who", "").split("#")[-1].strip()
        docvars = common | {
            "author": speakers.name(who, common["date"]) or who,
            "speaker": who,
            "party": speakers.party(who, common["date"]) or next(filter(None, map(u.get, _GROUPS)), None),
            "role": _role(u.get("ana") or u.get("role", "")),
            "language": u.get(LANG) or common["language"],
            "url": u.get("source") or common["url"],
            "export_id": u.get(ID),
        }
        yield Article(0, paragraphs, _kept(docvars)) if paragraphs else "a speech without words"


def _said(u: Any) -> list[str]:
    """The paragraphs of a speech; one that is not parted is one paragraph."""
    parts = [part for part in children(u) if tag_of(part) in _PARAGRAPHS]
    return [text_of(part) for part in parts] or [text_of(u)]


def _role(ana: str) -> str | None:
    said = [value.split("#")[-1].split(":")[-1] for value in ana.split()]
    return next((role for role in ROLES if role in said), "; ".join(said) or None)


def _of_sitting(tei: Any) -> dict[str, Any]:
    """What all speeches of a file share."""
    header, title = _header(tei), _title_of_sitting(tei)
    named = f"{tei.get(ID) or ''} {' '.join(plain(t) for t in _down(header, 'fileDesc', 'titleStmt', 'title'))}"
    day = _DAY.search(named)
    return {
        "title": title,
        "date": _date(header, _DATES[:-1]) or (day and day[0]) or find_date(title or "") or _date(header, _DATES[-1:]),
        "language": _language(tei),
        "url": _url(header),
        "export": "TEI ParlaMint" if "ParlaMint" in named else "TEI",
    }


def _title_of_sitting(tei: Any) -> str | None:
    """The title that tells the sitting from others: one with a figure, in the language of the text."""
    titles = _in_language(_down(_header(tei), "fileDesc", "titleStmt", "title"), _language(tei))
    ranked = sorted(titles, key=lambda title: title.get("type") != "sub")
    said = [_PROJECT.sub("", plain(title)) for title in ranked]
    return next((title for title in said if any(map(str.isdigit, title))), said[-1] if said else None)


def _in_language(titles: list[Any], language: str | None) -> list[Any]:
    return [title for title in titles if title.get(LANG) == language] or titles


def _compare(tei: Any, n: int) -> list[tuple[str, str]]:
    """The doubt about a file whose header counts other speeches than it holds."""
    for measure in _down(_header(tei), "fileDesc", "extent", "measure"):
        stated = measure.get("quantity", "")
        if n and measure.get("unit") == "speeches" and stated.isdecimal() and int(stated) != n:
            return [("count", f"the header states {int(stated):,} speeches, but the file has {n:,}")]
    return []


# --- other texts ---------------------------------------------------------------------------------------------


def _whole(tei: Any) -> Article | str:
    """The text of a file that is one text, or why there is none."""
    text, header = _text(tei), _header(tei)
    titles = _down(header, "fileDesc", "titleStmt", "title")
    title = next((plain(t) for kind in ("main", None) for t in titles if t.get("type") == kind), None)
    paragraphs = _with_title([p for p in tei_paragraphs(text) if p.text.strip()], title)
    if not paragraphs:
        return "TEI whose text is empty"
    source = _down(header, "fileDesc", "sourceDesc")
    docvars = {
        "title": title,
        "author": _join(_down(header, "fileDesc", "titleStmt", "author"))
        or _join(_down(*source[:1] or [None], "*", "author")),
        "date": _date(header, _DATES),
        "outlet": next((plain(t) for s in source for t in below(s, "title") if t.get("level") in ("j", "n")), None),
        "publisher": _join(_down(header, "fileDesc", "publicationStmt", "publisher")),
        "language": _language(tei),
        "url": _url(header),
        "export": "TEI",
        "export_id": tei.get(ID),
    }
    tables = len(below(text, "table"))
    doubts = [("parts", f"{tables:,} table{'s' * (tables > 1)} left out")] if tables else []
    return Article(0, paragraphs, _kept(docvars), doubts)


def _with_title(paragraphs: list[Paragraph], title: str | None) -> list[Paragraph]:
    """The paragraphs, with the first heading as title where it is the title of the header."""
    if paragraphs and title and paragraphs[0].role == "heading":
        first = " ".join(paragraphs[0].text.split())
        if first.casefold().rstrip(".") == title.casefold().rstrip("."):
            return [Paragraph(paragraphs[0].text, "title"), *paragraphs[1:]]
    return paragraphs


def _join(elements: list[Any]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, map(plain, elements)))) or None


# --- what the header says ------------------------------------------------------------------------------------


def _date(header: Any, ways: tuple[tuple[str, ...], ...]) -> str | None:
    """The day that the best place for it states; what stands there, if that is no day."""
    for way in ways:
        dates = _down(header, *way)
        if said := [value for date in dates if (value := _stated(date))]:
            days = (day[0] if (day := _DAY.match(value)) else find_date(value) for value in said)
            return next(filter(None, days), said[0])
    return None


def _stated(date: Any) -> str:
    return next(filter(None, (date.get(when) for when in _WHENS)), plain(date))


def _language(tei: Any) -> str | None:
    stated = [_text(tei).get(LANG), tei.get(LANG)]
    stated += [language.get("ident") for language in _down(_header(tei), "profileDesc", "langUsage", "language")[:1]]
    # `mul` and `und` of a file in several languages name none.
    return next((code for code in stated if code and code not in ("mul", "und")), None)


def _url(header: Any) -> str | None:
    said = [plain(idno) for idno in _down(header, "fileDesc", "sourceDesc", "*", "idno")]
    said += [ref.get("target", "") for ref in _down(header, "fileDesc", "sourceDesc", "*", "ref")]
    return next((url for url in said if url.startswith(("http://", "https://"))), None)


def _kept(docvars: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in docvars.items() if value}
