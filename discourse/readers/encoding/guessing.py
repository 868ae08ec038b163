"""Which encoding bytes are in that are no UTF-8: the one in which what comes out can be read.

Every encoding in which commentary is written reads the bytes, and the reading wins in which the signs stand best in
their places (`signs`). Windows-1252 is what most such files are in. A reading in any other encoding is told, and so is
Windows-1252 where another reading is about as good, or where its letters stand as those of Czech, Polish or Turkish do
that another encoding has in their place (`Erdoðan`, `Dubèek`).

Detectors that are kept elsewhere are made for whole pages in one language: of 76 files in Windows-1252, most of them
English with a few signs, charset-normalizer 3.5.2 reads 35 as they are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from discourse.readers.encoding.signs import oddness_of, word_out_of_place
from discourse.readers.languages import evidence_of_language, language_of

WESTERN = "cp1252"
#: Encodings that are tried, and what they are for; of two that read the same, the first is named.
CODECS = {
    WESTERN: "Western European, Windows",
    "mac_roman": "Western European, old Mac",
    "cp850": "Western European, DOS",
    "cp437": "American, DOS",
    "iso8859-15": "Western European with the euro",
    "cp1250": "Central European, Windows",
    "iso8859-2": "Central European",
    "cp852": "Central European, DOS",
    "mac_latin2": "Central European, old Mac",
    "cp1254": "Turkish, Windows",
    "cp857": "Turkish, DOS",
    "mac_turkish": "Turkish, old Mac",
    "cp1257": "Baltic, Windows",
    "cp1251": "Cyrillic, Windows",
    "koi8-u": "Cyrillic, Unix",
    "iso8859-5": "Cyrillic",
    "cp866": "Cyrillic, DOS",
    "mac_cyrillic": "Cyrillic, old Mac",
    "cp1253": "Greek, Windows",
    "cp737": "Greek, DOS",
    "mac_greek": "Greek, old Mac",
    "cp1255": "Hebrew, Windows",
    "cp1256": "Arabic, Windows",
    "cp874": "Thai, Windows",
    "cp932": "Japanese, Windows",
    "euc_jp": "Japanese, Unix",
    "gb18030": "Chinese",
    "big5": "Chinese, Taiwan",
    "cp949": "Korean, Windows",
}
_WESTERN_CODECS = frozenset(list(CODECS)[:5])
#: Encodings whose signs may stand in the places of Windows-1252 by chance: Windows-1252 must be clearly better.
_CLOSE = frozenset({"mac_roman", "cp850", "cp437"})
_MARGIN, _PRIOR = 1.0, 3.0
#: Points of a letter of Windows-1252 that stands as a letter of another encoding does.
_ATYPICAL = 4.0
#: Share of signs out of place from which on a reading is none.
_MOST_BAD = 0.3
_SAMPLE, _MOST_WORDS = 2**16, 300
# Western languages other than English: their letters stand where they may.
_WESTERN_LANGUAGES = frozenset("ca da de es et eu fi fo fr ga gl is it lb nb nl nn no oc pt sv".split())

# Where the letters stand that Windows-1252 has in the place of letters of Central European and Turkish encodings.
# Each row: the letters, what stands there otherwise, and where they stand in words of Western languages.
_TYPICAL = (
    ("èÈ", "čČ", r"(?=[bcdfgjlmnpqrstvx]{1,3}[eh]|s?\b)(?<![aiu]è\b)"),
    ("êÊ", "ęĘ", r"(?=[tmvlrnpch]{1,2}[eéiasrlo]|[tms]?s?\b)"),
    ("ìÌ", "ěĚ", r"(?=\b)"),
    ("òÒ", "ňŇ", r"(?=\b)(?<![aáeéoó]ò)"),
    ("ùÙ", "ůŮ", r"(?=\b)"),
    ("ïÏ", "ďĎ", r"(?<=[aouAOU]ï)(?=\w)"),
    ("ñÑ", "ńŃ", r"(?=[aeiouáéíóú])"),
    ("øØ", "řŘ", r"(?=[bcdfghjklmnprstvwy]|e?\b)"),
    ("æÆ", "ćĆ", r"(?=[bcdfghjklmnprstvwy])"),
    ("ãÃ", "ăĂ", r"(?=[oe]|s?\b)"),
    ("õÕ", "őŐ", r"(?=e)"),
    ("ûÛ", "űŰ", r"(?=[trlmc])"),
    ("œŒ", "śŚ", r"(?=[udtc])"),
    ("ðÐýÝþÞ", "ğĞıİşŞ", r"(?!)"),
)
_ATYPICAL_LETTER = re.compile(
    "|".join(f"[{letters}](?!(?<=[{letters}]){typical})" for letters, _, typical in _TYPICAL), re.IGNORECASE
)
# Controls, and characters for private use, which are no text.
_CONTROLS = re.compile("[\x80-\x9f\ue000-\uf8ff]")
# Words in another script, and signs of Windows-1252 that hardly anybody writes.
_UNUSUAL = re.compile(r"[À-ÖØ-öø-ÿ]{3}|[^\x00-\x7f]{4}|[ˆ˜¨¯¸¦¬ªƒ‰†‡‹›¤]")
_WORD = re.compile(r"\S*[^\x00-\x7f]\S*")


class Reading(NamedTuple):
    """A text, its encoding, how odd its signs are, and how many of them are out of place."""

    encoding: str
    text: str
    points: float
    n: int
    n_bad: int


def guess(raw: bytes) -> tuple[str | None, str | None]:
    """The encoding that reads the bytes best, or None; and the doubt about it, or None.

    Examples
    --------
    >>> guess("Don’t go to the café.".encode("cp1252"))
    ('cp1252', None)
    >>> guess("Don’t go to the café.".encode("mac_roman"))[0]
    'mac_roman'
    """
    sample = _sample(raw)
    western = _read(sample, WESTERN) if _reads(raw, WESTERN) else None
    others = _CLOSE if western and _is_plain(western) else CODECS.keys() - {WESTERN}
    readings = [_read(sample, encoding) for encoding in CODECS if encoding in others and _reads(raw, encoding)]
    readings = [western, *readings] if western else readings
    if not readings:
        return None, None
    best = _best(readings)
    if western and best.points + _PRIOR > western.points:
        best = western
    if best.n_bad > best.n * _MOST_BAD:
        if western is None or _has_other_letters(raw):
            return None, None
        return WESTERN, _say_bad(western)
    if western is None or best.text != western.text:
        return best.encoding, _say_other(best, western)
    if western.n_bad:
        return WESTERN, _say_bad(western)
    rivals = [other for other in readings if other.text != western.text and other.points - western.points < _MARGIN]
    rivals = [other for other in rivals if other.encoding in _CLOSE or other.points <= western.points]
    if not rivals:
        return WESTERN, None
    return WESTERN, _say_rival(western, min(rivals, key=lambda other: other.points))


def _reads(raw: bytes, encoding: str) -> bool:
    try:
        return not _CONTROLS.search(raw.decode(encoding))
    except UnicodeDecodeError:
        return False


def _sample(raw: bytes) -> bytes:
    """The words that have bytes beyond ASCII, each with its neighbours; of very many, some from all parts."""
    lines = [line for line in raw.splitlines() if not line.isascii()]
    step = 1 + sum(map(len, lines)) // _SAMPLE
    return b"\n".join(_words_of_line(line[:_SAMPLE]) for line in lines[::step])


def _words_of_line(line: bytes) -> bytes:
    words = line.split(b" ")
    beyond = [not word.isascii() for word in words]
    near = zip([False, *beyond], beyond, [*beyond[1:], False], words, strict=False)
    return b" ".join(word for before, here, after, word in near if before or here or after)


def _read(sample: bytes, encoding: str) -> Reading:
    text = sample.decode(encoding, "ignore")  # a sample may end inside a character
    odd = oddness_of(text)
    points = odd.points
    if encoding in _WESTERN_CODECS and (atypical := len(_ATYPICAL_LETTER.findall(text))):
        points += 0 if language_of(text) in _WESTERN_LANGUAGES else atypical * _ATYPICAL
    return Reading(encoding, text, points, odd.n, odd.n_bad)


def _is_plain(western: Reading) -> bool:
    """Whether nothing speaks for more than the encodings that are close: most files are so, and reading is faster."""
    return not (western.n_bad or _ATYPICAL_LETTER.search(western.text) or _UNUSUAL.search(western.text))


def _best(readings: list[Reading]) -> Reading:
    """The reading with the fewest points; of those that are near it, the one that speaks most for a language."""
    best = min(readings, key=lambda reading: reading.points)
    if best.encoding == WESTERN:
        return best
    near = {r.text: r for r in reversed(readings) if r.points <= best.points * 1.25 + _MARGIN}
    if len(near) == 1:
        return best
    return max(
        reversed(near.values()),
        key=lambda reading: evidence_of_language(" ".join(_WORD.findall(reading.text)[:_MOST_WORDS])),
    )


def _has_other_letters(raw: bytes) -> bool:
    """No language in Windows-1252 has every third letter accented; Cyrillic read as Windows-1252 has all."""
    letters = [character for character in raw[:100_000].decode(WESTERN) if character.isalpha()]
    n_high = sum(character > "\x7f" for character in letters)
    return len(letters) >= 20 and n_high * 3 > len(letters)


def _say_other(best: Reading, western: Reading | None) -> str:
    told = f"not UTF-8; read as {best.encoding} ({CODECS[best.encoding]})"
    if western is None:
        return told
    here, there = _differ(best, western)
    return f"{told}: {here}, where {WESTERN} has {there}"


def _say_bad(western: Reading) -> str:
    word = word_out_of_place(western.text)
    told = f"{western.n_bad:,} of {western.n:,} characters beyond ASCII are out of place ({word})"
    return f"not UTF-8; read as {WESTERN}, though {told}"


def _say_rival(western: Reading, rival: Reading) -> str:
    here, there = _differ(western, rival)
    return f"not UTF-8; read as {WESTERN}: {here}, where {rival.encoding} ({CODECS[rival.encoding]}) has {there}"


def _differ(one: Reading, other: Reading) -> tuple[str, str]:
    """The first word that the readings do not share, in both."""
    for here, there in zip(_WORD.findall(one.text), _WORD.findall(other.text), strict=False):
        if here != there:
            return here[:30], there[:30]
    return "", ""
