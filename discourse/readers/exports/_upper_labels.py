"""Labels in capitals, by which the older exports of LexisNexis say what a line is: `BYLINE: A. Person`.

The interface was in several languages, and each wrote its own labels. A text may begin in capitals as well (`NOTE: the
figures are rounded`), so only labels of the table count. Those of `CHECKED` count wherever they stand, and only with a
value of the right kind; where the others may stand is said in `_upper_articles`.

The labels of the English, German and French interfaces are those that LexisNexisTools, tm.plugin.lexisnexis and AmCAT
know. No parser knows the others: they are the words that the newer exports use, in capitals.
"""

from __future__ import annotations

import re
import unicodedata

from discourse.readers.worded_dates import find_date

_LABELS = {
    "title": "HEADLINE, TITLE, TITRE, TÍTULO, TITULO, TITOLO, TITEL, KOP, ÜBERSCHRIFT, SCHLAGZEILE",
    "author": "BYLINE, AUTHOR, AUTOR, AUTEUR, AUTORE, AUTORES, AUTEURS",
    "section": "SECTION, RUBRIK, RUBRIQUE, SECCIÓN, SECCION, SEZIONE, SECTIE, RUBRIEK, SEÇÃO, SECÇÃO",
    "length": "LENGTH, LÄNGE, LAENGE, LONGUEUR, LONGITUD, EXTENSIÓN, LUNGHEZZA, LENGTE, COMPRIMENTO, LÄNGD, LÆNGDE",
    "standfirst": "HIGHLIGHT, ENCART, INSERT, ABSTRACT, RESUMEN, SAMENVATTING",
    "body": "BODY, TEXT, FULL-TEXT, FULL TEXT, TEXTE, TEXTO, TESTO, TEKST",
    "caption": "GRAPHIC, GRAPHICS, GRAFIK, GRAPHIQUE, GRÁFICO, GRAFICO, GRAFIEK",
    "notes": "CORRECTION, EDITORS-NOTE, EDITOR-NOTE, KORREKTUR, CORRECCIÓN, CORREZIONE, CORRECTIE",
    "load": "LOAD-DATE, LOAD DATE, UPDATE, DATE-CHARGEMENT, FECHA-CARGA, FECHA-DE-CARGA, LAADDATUM, DATA-CARICAMENTO",
    "language": "LANGUAGE, SPRACHE, LANGUE, IDIOMA, LINGUA, TAAL, SPRÅK, SPROG",
    "type": (
        "PUBLICATION-TYPE, PUB-TYPE, TYPE-PUBLICATION, PUBLIKATIONSTYP, TIPO-PUBLICACIÓN, PUBLICATIETYPE, DOCUMENT-TYPE"
    ),
    "code": "JOURNAL-CODE, JOURNAL CODE, CODE-REVUE, ZEITUNGS-CODE",
    "id": "ACC-NO, ACCESSION-NO",
    "url": "URL",
    # Nothing of the text, before it and behind it.
    "before": (
        "DATELINE, SERIES, SHOW, GUESTS, ANCHORS, REPORTERS, SOURCE, COLUMN, KICKER, SERIE, SÉRIE, ORTSZEILE, ORTSMARKE"
    ),
    "behind": (
        "SUBJECT, SUJET, ORGANIZATION, ORGANISATION, COMPANY, SOCIETE, PERSON, GEOGRAPHIC, GEO-LOCALIZATION, "
        "LOCALISATION-GEO, INDUSTRY, ACTIVITY-SECTOR, SECTEUR-ACTIVITE, TICKER, STOCK-SYMBOL, SYMBOLE-BOURSIER, CITY, "
        "STATE, COUNTRY, NAME, CORRECTION-DATE, DISTRIBUTION, CATEGORY, TYPE, NOTES, TRANSCRIPT, "
        "PUB-SUBJECT, REGION, ISSN, BIO"
    ),
}
_FIELDS = {label: field for field, labels in _LABELS.items() for label in labels.split(", ")}
_LONGEST = max(map(len, _FIELDS)) + 3
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)|\d+")
_LENGTH = re.compile(rf"(?:{_NUMBER.pattern})(?:[ \u00a0\u202f]{{0,3}}[^\W\d_]+\.?){{0,2}}")
_SENTENCE_END = re.compile(r"[.!?]\s*$")


def _is_name(value: str, most: int) -> bool:
    """Whether a value is some words with capitals, such as the name of a language, and no sentence."""
    words = value.split()
    return 0 < len(words) <= most and not _SENTENCE_END.search(value) and words[0][:1].isupper()


#: What the value of a label has to be for the label to count wherever it stands.
CHECKED = {
    "length": lambda value: len(value) <= 40 and _LENGTH.fullmatch(value) is not None,
    "load": lambda value: len(value) <= 60 and find_date(value) is not None,
    "language": lambda value: _is_name(value, 4) and all(word[0].isupper() for word in _words(value)),
    "type": lambda value: _is_name(value, 5),
    "code": lambda value: len(value.split()) == 1,
    "id": lambda value: len(value.split()) == 1,
}


def find_label(line: str) -> tuple[str, str] | None:
    """What the label that a line begins with stands for, and what follows it; None without one of the table.

    Examples
    --------
    >>> find_label("LÄNGE: 1.234 Wörter"), find_label("BYLINE: By A. Person")
    (('length', '1.234 Wörter'), ('author', 'By A. Person'))
    >>> find_label("NOTE: it is rounded"), find_label("LANGUAGE: never stop to learn one"), find_label("Length: 5")
    (None, None, None)
    """
    name, colon, _ = line[:_LONGEST].partition(":")
    if not colon or not name.isupper():
        return None
    field = _FIELDS.get(unicodedata.normalize("NFC", name.strip()))
    if field is None:
        return None
    value = line[len(name) + 1 :].strip()
    return None if field in CHECKED and not CHECKED[field](value) else (field, value)


def read_number(value: str) -> int | None:
    """The number of words that a length states, whatever parts its thousands.

    Examples
    --------
    >>> [read_number(value) for value in ("2,968 words", "1.234 Wörter", "1 234 mots", "unknown")]
    [2968, 1234, 1234, None]
    """
    found = _NUMBER.search(value)
    return int("".join(filter(str.isdecimal, found[0]))) if found else None


def _words(value: str) -> list[str]:
    return [word for word in re.split(r"[\s;,/()-]+", value) if word]
