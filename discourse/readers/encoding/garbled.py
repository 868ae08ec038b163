"""Text that looks garbled: read in the wrong encoding once, and saved so.

The bytes of such a file are sound, and nothing but the text tells: `Britainâ€™s` where an apostrophe was, `donÕt`,
`Britain?s`. ftfy knows the sequences that come of reading UTF-8 as something else; `signs` knows which signs stand
where none should. A text is never mended: what stood there is a guess.
"""

from __future__ import annotations

import re

from discourse.readers.encoding.signs import oddness_of, word_out_of_place

# Signs beyond ASCII and what stands after each; with what stands before, this is all that is looked at.
_BESIDE = 12
_BEYOND_ASCII = re.compile(rf"(?:[^\x00-\x7f].{{0,{_BESIDE}}})+", re.DOTALL)
_MARK_FOR_APOSTROPHE = re.compile(r"\?(?<=[a-z]\?)(?:s|t|re|ve|ll)(?=[\s,.;:!\"')]|$)")
#: From how many signs that stand where none should a text looks garbled, and what share of all beyond ASCII they are.
_FEWEST = ((1, 0.5), (2, 0.1), (5, 0.0))


def why_garbled(text: str) -> str | None:
    """What looks garbled in a text, in words, or None.

    Examples
    --------
    >>> why_garbled("Britainâ€™s economy")
    'looks garbled in 1 place: Britainâ€™s'
    >>> why_garbled("Don’t go to the café.")
    """
    if marks := list(_MARK_FOR_APOSTROPHE.finditer(text)):
        return _say(len(marks), _word_at(text, marks[0].start()))
    if text.isascii():
        return None
    around = "\n".join(text[max(found.start() - _BESIDE, 0) : found.end()] for found in _BEYOND_ASCII.finditer(text))
    return _why(around)


def _why(around: str) -> str | None:
    from ftfy.badness import BADNESS_RE

    bad = list(BADNESS_RE.finditer(around))
    odd = oddness_of(around)
    is_odd = any(odd.n_bad >= fewest and odd.n_bad >= odd.n * share for fewest, share in _FEWEST)
    if bad:
        return _say(max(len(bad), odd.n_bad * is_odd), _word_at(around, bad[0].start()))
    if is_odd or "\ufffd" in around:
        return _say(odd.n_bad, word_out_of_place(around))
    return None


def _say(n: int, word: str) -> str:
    return f"looks garbled in {n:,} place{'s' * (n > 1)}: {word}"


def _word_at(text: str, place: int) -> str:
    """The word that stands around a place, or begins after it."""
    before = re.split(r"\s", text[max(place - 20, 0) : place])[-1]
    after = text[place : place + 20]
    return before + re.split(r"\s", after if before else after.lstrip())[0]
