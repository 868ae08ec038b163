"""Candidates: the words that may be cues, chosen by a look at the whole text at once.

Most forms of reporting verbs report nothing where they stand: `I think`, `to make a case`, `he sighed and left`. What
their neighbours rule out is left out here, by arrays, before each of the others is read (`_attribution`).
"""

from __future__ import annotations

import numpy as np

from discourse._lists import read_words
from discourse.english.phrases import Stream
from discourse.voice._complements import COMPLEMENTS
from discourse.voice._phrase_cues import NOBODY_ELSE
from discourse.voice.reporting_verbs import Verb

_BETWEEN = "rKiAdt"  # what may stand before the content: time, place, those who are told
_ADDRESSED = "OdnN#~ez"
_BEHIND_PASSIVE = "yAtTWiQU"
_NEAR = 14  # symbols on either side in which a quotation must stand, if a cue needs one
LEADS_ON = read_words("verb_forms", "class")["leads to another verb"]


def find_candidates(stream: Stream, known: dict[str, Verb]) -> list[int]:
    """The symbols that may be cues, from left to right."""
    text = np.frombuffer(stream.text.encode("ascii"), np.uint8)
    at = np.flatnonzero(_among("vEGuk", text))
    at = at[(text[at] != ord("u")) | _among("pwnN,c)rxmbh", text[at - 1])]
    if not len(at):
        return []
    codes = stream.codes[stream.first]
    listed = [(code, known[form]) for code, form in enumerate(stream.forms) if form in known]

    def each(test) -> np.ndarray:
        """By type: is it a form of a verb of which this is true?"""
        return _marked([code for code, verb in listed if test(verb)], len(stream.forms))

    def words(some) -> np.ndarray:
        return _marked([code for code, form in enumerate(stream.forms) if form in some], len(stream.forms))

    code, before, behind, after = codes[at], text[at - 1], text[at - 2], text[at + 1]
    low, high = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR, len(text))
    quoted = _in_reach(_among("QU:", text), low, high)
    leads = words(LEADS_ON | {"on"})[codes[at - 2]]
    told = _in_reach(_among("TUQWK:", text), at + 1, high)
    fronted = _in_reach(_among("QU,", text), low, at)
    out = ~_begins_phrase(stream, known, code, codes[at + 1])
    may, needs = _may_follow(listed, len(stream.forms))
    out |= ~(may[code, after] & (told | ~needs[code, after])) & ~fronted
    out |= each(lambda verb: verb.frames == {"q"} and not verb.longer)[code] & ~quoted
    out |= each(lambda verb: verb.adjective)[code] & ~_among("brxh", before)
    out |= (before == ord("t")) & ~leads
    out |= _among("EG", text[at]) & (_among("oi", before) | ((before == ord("z")) & ~_among("pw", behind)))
    out |= (before == ord("p")) & words(NOBODY_ELSE)[codes[at - 1]] & ~quoted & ~_among("UQ", behind)
    return at[~out | (text[at] == ord("k"))].tolist()


def _in_reach(marked: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Is a place from low to high marked?"""
    before = np.r_[0, np.cumsum(marked)]
    return before[high] > before[low]


def _begins_phrase(stream: Stream, known: dict[str, Verb], code: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Of types and the types behind them: is the first a verb by itself, or by the word behind it?"""
    number: dict[str, int] = {}
    same = np.array([number.setdefault(form, code) for code, form in enumerate(stream.forms)], np.int64)
    heads = {number[form]: verb for form, verb in known.items() if form in number and not verb.frames}
    pairs = [
        head * len(same) + number[words[0]] for head, verb in heads.items() for words, _ in verb.longer
        if words[0] in number
    ]  # fmt: skip
    return ~_marked(list(heads), len(same))[same[code]] | np.isin(same[code] * len(same) + same[second], pairs)


def _may_follow(listed: list[tuple[int, Verb]], n: int) -> tuple[np.ndarray, np.ndarray]:
    """By type and symbol: may the symbol follow the verb, and must `that`, a mark or a time then stand behind it?"""
    rows: dict[tuple, int] = {}
    row = np.zeros(n, np.int64)
    for code, verb in listed:
        key = verb.frames, bool(verb.prepositions or verb.longer), verb.participle
        row[code] = rows.setdefault(key, len(rows))
    may, begins = np.zeros((2, max(len(rows), 1), 128), bool)
    for (frames, longer, participle), at in rows.items():
        symbols = "".join(heads for _, some, heads, _ in COMPLEMENTS if some & frames)
        symbols += _BEHIND_PASSIVE * participle + _ADDRESSED * ("r" in frames)
        begins[at, list(symbols.encode("ascii"))] = True
        begins[at] |= longer
        may[at] = begins[at]
        may[at, list(_BETWEEN.encode("ascii"))] = True
    return may[row], ~begins[row]


def _marked(codes: list[int], n: int) -> np.ndarray:
    """True at these codes."""
    mask = np.zeros(n, bool)
    mask[codes] = True
    return mask


def _among(symbols: str, text: np.ndarray) -> np.ndarray:
    table = np.zeros(128, bool)
    table[list(symbols.encode("ascii"))] = True
    return table[text]
