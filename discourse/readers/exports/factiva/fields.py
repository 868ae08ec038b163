"""The fields of an article in Factiva, and the words in which they are written.

Each field has a code (HD, BY, WC, ...). The display with indexing shows the codes; the others show the same fields in
the same order without them (`lines`). What a field becomes stands here: a paragraph with its role, a docvar,
or nothing. Labels are in the language of the interface.

References
----------
Dow Jones (2024). Factiva Select Feed XML Reference. https://developer.dowjones.com
ProQuest (2004). What are the Custom Search Fields in Factiva.com? Support Center, answer 545.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from discourse.readers.article import Article, Paragraph, check_length
from discourse.readers.encoding import Unreadable
from discourse.readers.languages import names_of_languages
from discourse.readers.worded_dates import find_date

#: What one article holds: code -> its paragraphs. SUB is a sub-headline, which has no code of its own.
Fields = Mapping[str, Sequence[str]]


class Finds(NamedTuple):
    """What a file holds: the fields of each piece with its text, other marks of how many there are, and doubts."""

    pieces: list[tuple[Fields, str]]
    marks: dict[str, int]
    doubts: list[tuple[str, str]]


#: All codes that open a field.
CODES = frozenset(
    "SE CLM HD BY CR WC PD ET SN SC NGC GC ED PG VOL ISSN LA CY CX LP TD ART CT RF CO IN NS RE IPC IPD PUB AN DE "
    "DLN RIC RST FDS NSM TPC CAT".split()
)
#: Codes that come before all text of an article: it begins with the first of them.
OPENING = ("SE", "CLM", "HD")
# Paragraphs in the order of the text. Credits (CR), contacts (CT) and references (RF) are no words of the article.
_ROLES = {"HD": "title", "SUB": "standfirst", "LP": None, "TD": None, "ART": "caption", "CX": "notes"}
_DOCVARS = {"SN": "outlet", "SE": "section", "CLM": "column", "PG": "page", "ED": "edition"}
_UNITS = frozenset(
    "word words wort wörter mot mots palabra palabras parola parole palavra palavras woord woorden ord слово слова "
    "слов słowo słowa słów slovo slova slov szó kelime sözcük "
    "字 个字 個字 词 詞 单词 單詞 語 単語 ワード 文字 단어".split()
)
_DOCUMENT = frozenset("document dokument documento документ 文件 文档 文檔 文書 ドキュメント 문서".split())
_COUNT = re.compile(r"(\d[\d.,'’\s]{0,12})([^\W\d_]{1,12})")
_LABELLED = re.compile(r"([^\W\d_]{2,12})(?:[\s:：]+|(?<=[^\x00-\x7f]))([A-Za-z0-9]{8,32})")
#: A whole accession number: the code of the source filled up with zeros, the day of loading, and a serial number.
WHOLE = re.compile(r"[A-Za-z0-9]{8}(?:19|20)\d\d[01]\d[0-3]\d[A-Za-z0-9]{9}")
_NUMBERED = re.compile(r"\d{1,4}\)\s+")
_BY = re.compile(r"(?:by|par|por|door)\s*:?\s+(?=\S)", re.IGNORECASE)
_VON = re.compile(r"von\s+(?=[^\W\d_]\S*\s+\S)", re.IGNORECASE)  # but Von Hayek
_SEVERAL = re.compile(r"\s*;\s*")
_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_BEHIND = re.compile(r"\s*[,(（]|\s+-")  # Chinese - Simplified
_INTERFACE = ("en", "fr", "de", "es", "it", "pt", "ru", "ja", "zh", "zh_Hant", "nl", "sv", "pl", "ko", "tr")


def article_of_fields(n: int, fields: Fields, export: str) -> Article:
    """The article of these fields.

    Raises
    ------
    Unreadable
        If it has no body.
    """
    if not any(text for code in ("LP", "TD") for text in fields.get(code, ())):
        raise Unreadable(f"article without a body: {' '.join(fields.get('HD', ['it has no headline either']))[:100]}")
    paragraphs = [Paragraph(text, role) for code, role in _ROLES.items() for text in fields.get(code, ())]
    stated = count_of(_line(fields, "WC"), any_unit=True)
    docvars: dict[str, Any] = {"title": _line(fields, "HD"), "author": author_of(_line(fields, "BY"))}
    docvars["date"] = find_date(_line(fields, "PD"))
    docvars |= {name: _line(fields, code) for code, name in _DOCVARS.items()}
    docvars |= {"language": stated_language(_line(fields, "LA")), "n_words_stated": stated, "export": export}
    docvars["export_id"] = accession_of(_line(fields, "AN")) or _line(fields, "AN")
    known = {name: value for name, value in docvars.items() if value not in (None, "")}
    return Article(n, paragraphs, known, [] if _runs_on(paragraphs) else check_length(stated, paragraphs))


def count_of(line: str, *, any_unit: bool = False) -> int | None:
    """The number of a line such as `1,259 words`, in any language of the interface, or None.

    Examples
    --------
    >>> [count_of(line) for line in ("808 words", "1.259 Wörter", "1 259 mots", "808字", "100 days")]
    [808, 1259, 1259, 808, None]
    """
    found = _COUNT.fullmatch(line) if len(line) <= 40 else None
    if not found or not (any_unit or found[2].casefold() in _UNITS):
        return None
    return int(re.sub(r"\D", "", found[1]))


def accession_of(line: str) -> str | None:
    """The accession number of a line such as `Document HARCOU0020240304ek34000a1`, or None.

    A whole one is known behind any word; one that is cut short behind the word for a document.

    Examples
    --------
    >>> accession_of("Dokument HARCOU00202403"), accession_of("Doklad HARCOU0020240304ek34000a1")
    ('HARCOU00202403', 'HARCOU0020240304ek34000a1')
    >>> accession_of("Document management") is None
    True
    """
    found = _LABELLED.fullmatch(line) if len(line) <= 60 else None
    if not found:
        return line if len(line) == 25 and WHOLE.fullmatch(line) else None
    known = found[1].casefold() in _DOCUMENT and sum(map(str.isdigit, found[2])) >= 4
    return found[2] if known or WHOLE.fullmatch(found[2]) else None


def author_of(byline: str) -> str:
    """The names of a byline.

    Examples
    --------
    >>> [author_of(line) for line in ("By Nora Feld", "Von PIET HALLORAN", "Von Hayek", "Ines Okoro ; Bram Teller")]
    ['Nora Feld', 'PIET HALLORAN', 'Von Hayek', 'Ines Okoro; Bram Teller']
    """
    names = _VON.sub("", _BY.sub("", byline, count=1), count=1) if _opens(byline) else byline
    return _SEVERAL.sub("; ", names).strip(" ;,")


def stated_language(name: str) -> str:
    """The code of ISO 639-1 of a language by its name in the language of the interface; else the name.

    Examples
    --------
    >>> [stated_language(name) for name in ("English", "Englisch", "Anglais", "英文", "Chinese - Simple", "Elvish")]
    ['en', 'en', 'en', 'en', 'zh', 'Elvish']
    """
    return code_of_language(name) or name


def code_of_language(line: str) -> str | None:
    """The code of a language that is the whole line, or None."""
    if not 1 < len(line) <= 40:
        return None
    word = line.casefold()
    return _languages().get(word) or _languages().get(_BEHIND.split(word, maxsplit=1)[0])


def strip_number(headline: str) -> str:
    """A headline without the running number that the page writes before it.

    >>> strip_number("12) The ferry")
    'The ferry'
    """
    return _NUMBERED.sub("", headline, count=1) if _NUMBERED.match(headline) else headline


def is_numbered(headline: str) -> bool:
    """Whether a running number stands before the headline."""
    return bool(_NUMBERED.match(headline))


def _opens(byline: str) -> bool:
    return bool(_BY.match(byline) or _VON.match(byline))


def _line(fields: Fields, code: str) -> str:
    return " ".join(fields.get(code, ()))


def _runs_on(paragraphs: list[Paragraph]) -> bool:
    """Whether the text is in a script without blanks, in which words cannot be counted by them."""
    text = "".join(paragraph.text[:200] for paragraph in paragraphs[:5])
    return len(_WITHOUT_BLANKS.findall(text)) * 5 > len(text)


@cache
def _languages() -> dict[str, str]:
    """Name of a language in any language of the interface, folded -> its code; of Chinese, in both its words."""
    names = names_of_languages(_INTERFACE)
    return {name.replace("语", "文"): code for name, code in names.items()} | names
