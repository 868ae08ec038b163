"""The language of each text, by py3langid, whose model comes with it.

A text is judged by pieces from all its parts. English is told by its small words before the model is asked: it is the
most frequent case, and the model takes a millisecond. Languages that have no code of two letters in ISO 639-1 are not
told; texts in them read as a language that is near.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pandas as pd

#: Letters below which no language is told, and how sure the model must be (1: no doubt).
FEWEST_LETTERS = 25
SUREST = 0.8
_PIECES, _PIECE = 5, 200
_CODE = re.compile("[a-z]{2}")
_SMALL_WORDS = re.compile(r"\b(?:the|and|that|with|this|which|was|were|from|been|would|their|have|has|of)\b")
# One of them in so many characters is English; German, Dutch and Danish have a few of them.
_ONE_IN, _FEWEST_SMALL_WORDS = 80, 6
# Names from elsewhere do not make another language of a short text with one of these.
_SHORT = 250
_ENGLISH_ONLY = re.compile(r"\b(?:the|of|and|to|with|that|is|who|at|by)\b")


def detect_languages(texts: Iterable[str]) -> pd.Series:
    """The language of each text.

    Parameters
    ----------
    texts : iterable of str
        A list, or a Series.

    Returns
    -------
    Series of str
        Codes of ISO 639-1, such as `en`; NA where a text is too short to tell. The index is that of `texts` if they are
        a Series, else 0, 1, ...

    References
    ----------
    Lui, M., & Baldwin, T. (2012). langid.py: An off-the-shelf language identification tool. Proceedings of the ACL
    2012 System Demonstrations, 25-30.

    Examples
    --------
    >>> detect_languages(["Nobody knew what the talks were for.", "Die Verhandlungen dauerten eine Woche.", "Tea!"])
    0     en
    1     de
    2    NaN
    Name: language, dtype: str
    """
    index = texts.index if isinstance(texts, pd.Series) else None
    return pd.Series([language_of(text) for text in texts], index=index, dtype="str", name="language")


def need_languages(codes: Sequence[str]) -> None:
    """Raise an error where one of the codes is none of ISO 639-1, or where there are none.

    >>> need_languages(["en", "eng"])
    Traceback (most recent call last):
    ValueError: languages has 'eng'; give codes of two letters (ISO 639-1), such as 'en'
    """
    if isinstance(codes, str) or not len(codes):
        raise ValueError(f"languages is {codes!r}; give a list of codes of two letters (ISO 639-1), such as ['en']")
    for code in codes:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise ValueError(f"languages has {code!r}; give codes of two letters (ISO 639-1), such as 'en'")


@cache
def names_of_languages(said_in: tuple[str, ...]) -> dict[str, str]:
    """Name of a language in any of these languages, folded -> its code of ISO 639-1.

    >>> names = names_of_languages(("en", "fr"))
    >>> names["german"], names["allemand"], "deutsch" in names
    ('de', 'de', False)
    """
    from babel import Locale

    names: dict[str, str] = {}
    for language in said_in:
        for code, name in Locale.parse(language).languages.items():
            if len(code) == 2:
                names.setdefault(name.casefold(), code)
    return names


def language_of(text: str) -> str | None:
    """The language of a text by its code, or None where it is too short to tell."""
    sample = sample_of(text)
    lower = sample.lower()
    n_small = len(_SMALL_WORDS.findall(lower))
    if n_small >= _FEWEST_SMALL_WORDS and n_small * _ONE_IN >= len(sample):
        return "en"
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS and not _has_signs_for_words(sample):
        return None
    code, sure = _identifier().classify(sample)
    if sure < SUREST or (code != "en" and len(sample) < _SHORT and _ENGLISH_ONLY.search(lower)):
        return None
    return str(code)


def evidence_of_language(text: str) -> float:
    """How much a text speaks for one language rather than for any: of two readings of bytes, the right one has more."""
    scores = [score for _, score in _identifier(shares=False).rank(text[:4000])]
    return float(scores[0] - sum(scores) / len(scores))


def sample_of(text: str) -> str:
    """A short text itself; of a longer one, pieces from all its parts."""
    if len(text) <= _PIECES * _PIECE:
        return text
    step = (len(text) - _PIECE) // (_PIECES - 1)
    return " ".join(text[n * step : n * step + _PIECE] for n in range(_PIECES))


def _has_signs_for_words(sample: str) -> bool:
    """Whether it is in a script in which ten letters are as much as a sentence."""
    return sum("\u3040" <= letter <= "\ud7a3" for letter in sample) >= FEWEST_LETTERS // 2


@cache
def _identifier(shares: bool = True) -> Any:
    """py3langid's model, which gives each language its share or its score; loaded when the first text needs it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=shares)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return identifier
