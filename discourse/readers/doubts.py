"""What is in doubt about a text itself, whatever it was read from: garbled, not English, or without capitals.

Word lists and rules of the library are English, and names are told from other words by their capitals. A text that
lacks these is counted all the same; it is told, as its numbers say little. Rules are in `garbled`, `languages` and
below; what they find on clean corpora stands in METHODS.md.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase

import pandas as pd

from discourse import schema
from discourse.readers.encoding.garbled import why_garbled
from discourse.readers.languages import detect_languages, names_of_languages, sample_of

#: Letters from which on a text is asked for capitals, and the share of capitals among them that is too low or too high.
#: Clean English has 1 to 6 %.
FEWEST_LETTERS = 60
TOO_FEW, TOO_MANY = 0.002, 0.7
_MOST = 100_000  # characters
_SEVERAL = re.compile(r"[;,/]")  # one language in several languages: GERMAN; DEUTSCH
_ASCII_LETTERS = (ascii_uppercase.encode(), ascii_lowercase.encode())
_SAID_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl")  # names of languages
# Languages that are told apart by little.
_NEAR = ({"da", "nb", "nn", "no"}, {"bs", "hr", "sh", "sr"}, {"id", "ms"}, {"cs", "sk"}, {"gl", "pt"}, {"af", "nl"})


def find_doubts(documents: pd.DataFrame, *, languages: pd.Series | None = None) -> pd.DataFrame:
    """What is in doubt about each text.

    Parameters
    ----------
    documents : DataFrame
        Needs doc_id and text. A docvar `language` is what is stated, as a code (`en`, `en-GB`, `eng`) or an English
        name.
    languages : Series, optional
        What `detect_languages` says of the texts; by default it is asked.

    Returns
    -------
    DataFrame
        doc_id, kind (garbled, language or capitals) and detail, in the order of the documents.

    Examples
    --------
    >>> texts = ["The talks in Britain went on.", "Die Verhandlungen dauerten eine ganze Woche."]
    >>> find_doubts(pd.DataFrame({"doc_id": ["a", "b"], "text": texts})).to_dict("records")
    [{'doc_id': 'b', 'kind': 'language', 'detail': 'detected as German (de); the word lists are English'}]
    """
    schema.need(documents, ("doc_id", "text"), "documents")
    texts = documents["text"].tolist()
    read_as = detect_languages(texts) if languages is None else languages
    stated = documents["language"].tolist() if "language" in documents else [None] * len(texts)
    rows = []
    for name, text, read, said in zip(documents["doc_id"], texts, read_as, stated, strict=True):
        found = (
            ("garbled", why_garbled(text)),
            ("language", _why_language(None if pd.isna(read) else read, said)),
            ("capitals", why_capitals(text)),
        )
        rows += [(name, kind, why) for kind, why in found if why]
    return pd.DataFrame(rows, columns=["doc_id", "kind", "detail"], dtype="str")


def why_capitals(text: str) -> str | None:
    """Why the capitals of a text tell nothing, or None.

    Examples
    --------
    >>> why_capitals("the prime minister of britain met the french president in paris on monday.")
    'no capitals, by which names are recognised; only aliases in small letters are found'
    """
    # The sample is quick, and enough for nearly every text.
    if not _is_odd(_share_of_capitals(sample_of(text))):
        return None
    share = _share_of_capitals(text[:_MOST])
    if not _is_odd(share):
        return None
    if (share or 0) > TOO_MANY:
        return "all in capitals; names cannot be distinguished from other words"
    return "no capitals, by which names are recognised; only aliases in small letters are found"


def _is_odd(share: float | None) -> bool:
    return share is not None and not TOO_FEW <= share <= TOO_MANY


def _share_of_capitals(text: str) -> float | None:
    """The share of capitals among the letters that have a small and a capital form; None where they are too few."""
    if text.isascii():  # the same, eight times as fast
        raw = text.encode()
        n_capital, n_small = (len(raw) - len(raw.translate(None, letters)) for letters in _ASCII_LETTERS)
    else:
        n_capital, n_small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return n_capital / (n_capital + n_small) if n_capital + n_small >= FEWEST_LETTERS else None


def _why_language(read: str | None, stated: object) -> str | None:
    said = code_of(stated)
    if read is None:
        return None if said in (None, "en") else f"the stated language is {_name(said)}; the word lists are English"
    if said is not None and said != read and not any({said, read} <= near for near in _NEAR):
        return f"detected as {_name(read)}, but stated as {_name(said)}"
    return None if read == "en" else f"detected as {_name(read)}; the word lists are English"


def code_of(stated: object) -> str | None:
    """The code of ISO 639-1 of a language that is stated as a code or a name, or None where it is not known.

    Examples
    --------
    >>> [code_of(stated) for stated in ("en-GB", "deu", "Spanish", "ENGLISH", "anglais", "Deutsch", "x", None)]
    ['en', 'de', 'es', 'en', 'en', 'de', None, None]
    >>> code_of("GERMAN; DEUTSCH"), code_of("English, German")
    ('de', None)
    """
    if not isinstance(stated, str):
        return None
    word = stated.strip().casefold()
    if code := names_of_languages(_SAID_IN).get(word) or _codes().get(re.split(r"[-_ ]", word)[0]):
        return code
    parts = {code_of(part) for part in _SEVERAL.split(word)} if _SEVERAL.search(word) else {None}
    return parts.pop() if len(parts) == 1 else None


def _name(code: str | None) -> str:
    from babel import Locale

    return f"{Locale('en').languages.get(code, code)} ({code})"


@cache
def _codes() -> dict[str, str]:
    """Any code of a language -> that of ISO 639-1."""
    from babel.core import get_global

    known = set(names_of_languages(("en",)).values())
    aliases = {other: code for other, code in get_global("language_aliases").items() if code in known}
    return aliases | {code: code for code in known}
