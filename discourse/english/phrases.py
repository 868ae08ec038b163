"""Clauses and noun phrases from closed classes and word forms, without a parser.

A text is read as a string with one symbol for each word, by its class (determiner, pronoun, preposition, name, ...),
with a mark between sentences. A quotation is a single symbol, so that what is said inside it cannot change how the
sentence around it is read. Phrases are then regular expressions over that string (cascaded finite-state chunks:
Abney 1996), which the machine runs at the speed of a text search.

References
----------
Abney, S. (1996). Partial parsing via finite-state cascades. Natural Language Engineering, 2(4), 337-344.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping

import numpy as np

from discourse._lists import read_words
from discourse._regex import Expression
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours
from discourse.english.quotation_marks import Pairs
from discourse.text.tokenise import fold
from discourse.text.tokens import Keeper, Tokens, covered
from discourse.text.vocabulary import vocabulary_of

#: What each symbol stands for. Words get v, E, G and u from the caller of `Stream` alone, who is after certain verbs.
SYMBOLS = {
    "d": "determiner or possessive",
    "T": "that",
    "p": "subject pronoun, indefinite pronoun",
    "O": "object or reflexive pronoun",
    "w": "who, which",
    "W": "what, how, why, whether, when, where, whose, whom, if",
    "b": "form of be",
    "h": "form of have",
    "m": "modal, form of do",
    "x": "not, never",
    "o": "of",
    "t": "to",
    "y": "by",
    "A": "as",
    "i": "other preposition",
    "k": "according",
    "c": "and, or, nor",
    "B": "but, yet",
    "s": "subordinator",
    "z": "possessive clitic",
    "#": "number",
    "r": "adverb",
    "K": "weekday, month, today",
    "N": "name",
    "n": "other word in lower case",
    "g": "word in -ing",
    "e": "word in -ed",
    "V": "frequent verb in a finite form",
    "v": "verb that the caller is after, in a finite form",
    "E": "the same in a form that may be a participle",
    "G": "the same in -ing",
    "u": "the same in a form that may be a noun",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    ".": "full stop, question or exclamation mark, ellipsis",
    "(": "opening bracket",
    ")": "closing bracket",
    "~": "hyphen inside a word, other symbol",
    "-": "dash",
    "Q": "quotation that ends without a stop",
    "U": "quotation that ends with a comma or a stop",
    "|": "end of a sentence",
    "/": "end of a paragraph",
}

_FINITE = read_words("verb_forms", "class")["finite"]
_EXTRA = {
    "that": "T",
    "who": "w",
    "which": "w",
    "of": "o",
    "to": "t",
    "by": "y",
    "as": "A",
    "but": "B",
    "yet": "B",
    "and": "c",
    "or": "c",
    "nor": "c",
    "not": "x",
    "never": "x",
    "n't": "x",
    "if": "W",
    "it": "p",
    "you": "p",
    "according": "k",
    "others": "p",
    "one": "#",
    "after": "s",
    "before": "s",
    "since": "s",
    "until": "s",
    "till": "s",
    "than": "s",
    "like": "i",
    "per": "i",
    "'s": "z",
    "s'": "z",
    "another": "d",
    "there": "p",
    "$": "#",
    "£": "#",
    "€": "#",
}


def _table() -> dict[str, str]:
    classes = (
        (_FINITE, "V"),
        (closed_classes.ADVERBS, "r"),
        (closed_classes.NO_ADVERBS_IN_LY, "n"),
        (closed_classes.TIMES, "K"),
        (closed_classes.NUMERALS | closed_classes.SHARES, "#"),
        (closed_classes.SUBORDINATORS, "s"),
        (closed_classes.PREPOSITIONS, "i"),
        (closed_classes.INTERROGATIVES, "W"),
        (closed_classes.DETERMINERS, "d"),
        (closed_classes.OBJECT_PRONOUNS | closed_classes.REFLEXIVES, "O"),
        (closed_classes.INDEFINITES | closed_classes.SUBJECT_PRONOUNS, "p"),
        (("her", "his"), "d"),
        (closed_classes.MODALS | closed_classes.DO, "m"),
        (closed_classes.HAVE, "h"),
        (closed_classes.BE, "b"),
    )
    return {word: symbol for words, symbol in classes for word in words} | _EXTRA


_WORDS = _table()
_MARKS = {",": ",", ";": ";", ":": ":", ".": ".", "!": ".", "?": ".", "…": ".", "(": "(", ")": ")", "[": "(", "]": ")"}
_WHICH = frozenset("this last next".split())


def is_symbol(symbols: str, text: np.ndarray) -> np.ndarray:
    """Which places of `Stream.symbols`, or of a part of it, hold one of these symbols?

    >>> is_symbol("QU", np.frombuffer(b"/pvU|", np.uint8)).tolist()
    [False, False, False, True, False]
    """
    table = bytes(chr(code) in symbols for code in range(256))
    return np.frombuffer(text.tobytes().translate(table), bool)


def symbol_of(form: str, lower: str, words: Mapping[str, str]) -> str:
    """The symbol of a folded type: that of its lower-case form in `words`, else one that its shape tells."""
    symbol = words.get(lower)
    capital = form[:1].isupper()
    if symbol:
        # US is no pronoun; Support, Bush or Will at the head of a name is no verb.
        if capital and ((len(form) > 1 and form.isupper()) or symbol in "uV" or lower in closed_classes.ALSO_NAMES):
            return "K" if symbol == "K" else "N"
        return symbol
    if capital:
        return "N"
    if not form[:1].isalpha():
        if form[:1].isdigit():
            return "#"
        if not form:
            return "~"
        if form[0] == "'":
            return "z" if form == "'" else "n"
        if form[0] == ".":
            return "." if len(form) == 1 or form.strip(".") == "" else "n"
        return _MARKS.get(form[0], "-" if form[0] == "-" else "~")
    ending = form[-3:] if len(form) > 3 else ""
    return "r" if ending[1:] == "ly" else "e" if ending[1:] == "ed" else "g" if ending == "ing" else "n"


class WordClasses(Keeper):
    """The symbols of the types of a corpus; all its parts are read with one.

    Parameters
    ----------
    tokens : Tokens
    verbs : mapping of str to str
        The symbols (v, E, G or u) of the verbs that the caller is after, by form in lower case with straight
        apostrophes. They come before those of the closed classes.

    Attributes
    ----------
    forms : list of str
        The types, folded and in lower case, by their code.
    symbols : ndarray
        Their symbols.
    """

    def __init__(self, tokens: Tokens, verbs: Mapping[str, str]) -> None:
        folded = fold(tokens.types.tolist())
        self.forms = "\n".join(folded).lower().split("\n") if folded else []
        words = _WORDS | dict(verbs)
        table = "".join([symbol_of(form, low, words) for form, low in zip(folded, self.forms, strict=True)])
        self.symbols = np.frombuffer(table.encode("ascii") or b"~", np.uint8)

    def marked(self, words: Container[str]) -> np.ndarray:
        """Which types are one of the words?"""
        return np.array([form in words for form in self.forms], bool)


class Stream:
    """A corpus, or some documents of one, as a string of symbols.

    Parameters
    ----------
    tokens : Tokens
    pairs : Pairs
        Its quotations; each that stands in no other becomes one symbol.
    classes : WordClasses
        Those of the corpus.

    Attributes
    ----------
    text, reverse : str
        One symbol a token (`SYMBOLS`), from left to right and from right to left. A paragraph ends, and the text
        begins, with ``/``, a document with two; ``|`` stands between other sentences.
    symbols : ndarray
        The codes of the characters of `text`, for looks at many places at once.
    first, last : ndarray
        For each symbol the first and the last token it stands for; of a mark between sentences, the token behind it.
    document_ends : ndarray
        The first of the two symbols that stand between documents, for each two.
    forms : list of str
        The types of the tokens, folded and in lower case, by their code.
    """

    def __init__(self, tokens: Tokens, pairs: Pairs, classes: WordClasses) -> None:
        self.classes, self.forms = classes, classes.forms
        codes = self.codes = tokens.codes
        symbol = classes.symbols.take(codes)
        _join_hyphens(tokens, codes, symbol)
        _mark_times(classes, codes, symbol)
        last, kept = _hide(symbol, pairs)
        sentence, section = tokens.sentence, tokens.section
        until = last[kept]
        new = np.flatnonzero(sentence[kept[1:]] != sentence[until[:-1]])  # between kept tokens new and new + 1
        before, after = until[new], kept[new + 1]
        mark = np.where(section[after] != section[before], ord("/"), ord("|"))
        slot = np.ones(len(kept), np.int64)
        slot[new + 1] += 1 + (tokens.doc[after] != tokens.doc[before])
        slot = np.cumsum(slot)
        self.size = int(slot[-1]) + 2 if len(slot) else 2
        out = self.symbols = np.full(self.size, ord("/"), np.uint8)
        self.first, self.last = np.zeros((2, self.size), np.int64)
        out[slot], self.first[slot], self.last[slot] = symbol[kept], kept, until
        between = slot[new + 1] - 1
        out[between], self.first[between], self.last[between] = mark, after, after
        paragraphs = np.flatnonzero(out == ord("/"))
        self.document_ends = paragraphs[:-1][np.diff(paragraphs) == 1]
        self._ends = np.flatnonzero((out == ord("/")) | (out == ord("|"))).tolist()
        self.text = out.tobytes().decode("ascii")
        self.reverse = self.text[::-1]

    def form(self, i: int) -> str:
        """The first word that symbol i stands for, folded and in lower case."""
        return self.forms[self.codes[self.first[i]]]

    def code(self, at: np.ndarray) -> np.ndarray:
        """The types of the first words that the symbols at these places stand for."""
        return self.codes[self.first[at]]

    def back(self, pattern: Expression, i: int) -> int:
        """Where the match of a pattern begins that ends before symbol i, or -1. Patterns run from right to left."""
        found = pattern.match(self.reverse, self.size - i)
        return self.size - found.end() if found else -1

    def sentence_start(self, i: int) -> int:
        """The first symbol of the sentence that symbol i is in."""
        before = bisect_left(self._ends, i)
        return self._ends[before - 1] + 1 if before else 0


def _join_hyphens(tokens: Tokens, codes: np.ndarray, symbol: np.ndarray) -> None:
    """Make a hyphen of each dash between two words without blanks. An em dash still parts the words."""
    dash = np.flatnonzero(symbol == ord("-"))
    dash = dash[(dash > 0) & (dash < len(symbol) - 1)]
    if len(dash):
        words, in_word = Neighbours(tokens), vocabulary_of(tokens).ends_lettered
        dash = dash[words.tight(dash) & words.tight(dash + 1) & in_word[codes[dash - 1]] & in_word[codes[dash + 1]]]
        symbol[dash] = ord("~")
        second = dash[is_symbol("vuEGVe", symbol[dash + 1])] + 1
        symbol[second] = ord("n")  # so-called, US-led


def _mark_times(classes: WordClasses, codes: np.ndarray, symbol: np.ndarray) -> None:
    """Make `this week` and `last year` a time, as `Monday` is."""
    at = np.flatnonzero(classes.once(_spans_of_time)[codes[1:]])
    at = at[np.array([classes.forms[code] in _WHICH for code in codes[at].tolist()], bool)]
    symbol[at], symbol[at + 1] = ord("d"), ord("K")


def _spans_of_time(classes: WordClasses) -> np.ndarray:
    return classes.marked(closed_classes.SPANS_OF_TIME)


def _hide(symbol: np.ndarray, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """The last token that each token stands for, and the tokens that no quotation hides.

    The opening mark of an outer quotation stands for all of it, and gets its symbol.
    """
    last = np.arange(len(symbol))
    outer = pairs.depth == 0
    opening, closing = pairs.first[outer], pairs.last[outer]
    stops = is_symbol(",.-", symbol[np.maximum(closing - pairs.closed[outer], opening)])
    symbol[opening] = np.where(stops, ord("U"), ord("Q"))
    last[opening] = closing
    return last, np.flatnonzero(~covered(opening + 1, closing + 1, len(symbol)))


# Phrases, written from right to left: the words of a core, of its possessors (`the envoy’s aide`), and determiners.
# Bounds keep a text without any marks from being read over and over.
_W = "[nNgeu#~r]"
_CORE_BACK = f"(?:(?:{_W}|E(?={_W}|d)){{1,30}}(?:d?z{_W}{{1,30}}){{0,4}}d{{0,2}}|d)"
_NP_BACK = f"{_CORE_BACK}(?:[oiyt]{_CORE_BACK}){{0,8}}(?:[oi]p)?"
_BOUNDS = ",;:|/TsBWUQ()AKkvEGw\\-ebhmV"
_COORDINATED = Expression(f"{_NP_BACK},?c{_NP_BACK}(?:,{_NP_BACK}){{0,8}}(?=[{_BOUNDS}])")
_PHRASE = Expression(f"{_NP_BACK}(?=[c{_BOUNDS}])")
_CORE = Expression(_CORE_BACK)
_APPOSITION = Expression(r",[^,|/;:UQ]{0,40}[dNnwu#eig],")
_ASIDE = Expression(r",[^,|/;:TUQ]{1,30},")
_TIME = Expression("#?Kd?i?r?")
# A noun phrase with the relative clause, or the infinitive, that a verb inside it begins.
_RELATIVE = Expression(f"(?:[vVEebhmg][^,;:|/.()QUTwc-]{{0,12}}[wT]|[vVn]t){_NP_BACK}(?=[|/,;csBT])")
_NAME = Expression("[N~]{1,5}[dn]{0,4}(?=[|/,BsTc])")
_FOR_EXAMPLE = frozenset("including like such".split())
_BRACKETED = Expression(r"\)[^()|/]{1,12}\(")
_DASHED = Expression(r"-[^-|/;:QU]{1,40}-")
_PRONOUN = Expression("w|p(?:x(?=[|/,cB-])|[#d](?=[|/,cBTW-]))?")  # not everyone, two others


def subject_before(stream: Stream, i: int) -> tuple[int, int] | None:
    """The noun phrase (first symbol, one past the last) that ends just before symbol i.

    An apposition belongs to it, with the comma that closes it. So does what is in brackets (`Lee (R-Utah)`), but no
    other aside (`Lee, however,`).
    """
    text = stream.text
    if text[i - 1] in "K#":  # the envoy on Monday said
        time = stream.back(_TIME, i)
        i = time if time > 0 and text[time - 1] not in "|/" else i
    end = i
    before = text[i - 1]
    if before == "O" and stream.form(i - 1) in closed_classes.REFLEXIVES:  # the envoy himself said
        i -= 1
    if text[i - 1] in "pw":
        return stream.back(_PRONOUN, i), end
    if before == ")":
        i = stream.back(_BRACKETED, i)
    elif before == "-":
        i = stream.back(_DASHED, end)
    elif before == ",":
        i = stream.back(_APPOSITION, end)
        if i < 0 or (text[i + 1] in "ig" and stream.form(i + 1) not in _FOR_EXAMPLE):
            i = end = stream.back(_ASIDE, end)
    if i < 0:
        return None
    if before != "-" and text[i - 1] in "pw":  # others, however, said
        return stream.back(_PRONOUN, i), i
    for pattern in (_COORDINATED, _PHRASE, _CORE):
        j = stream.back(pattern, i)
        if j >= 0:
            while text[j] == "r" and j < i - 1:  # an adverb is no part of the phrase that it stands before
                j += 1
            if before == "," and i < end:
                j = _named_before(stream, j)
            alone = i - j == 1 and text[j] in "r#~" and not (text[j] == "#" and stream.form(j).isalpha())
            return None if alone else (_whole_before(stream, j), end)
    return None


def _named_before(stream: Stream, j: int) -> int:
    """Where the name begins to which an apposition at symbol j belongs: `Ann Lee, head of Acme, a firm, said`."""
    text = stream.text
    if text[j - 1] != "," or text[j - 2] != "N" or text[j] not in "dn#":
        return j
    name = stream.back(_NAME, j - 1)
    return name if name >= 0 else j


def _whole_before(stream: Stream, j: int) -> int:
    """Where a subject begins whose last phrase begins at symbol j: that phrase may stand in a relative clause."""
    text = stream.text
    if text[j] == "e" and text[j - 1] in "wT":  # a report that appeared in the Lancet
        j += 1
    elif text[j - 1] not in "vVEebhmg" and text[j - 2 : j] != "tn":
        return j
    opens = stream.back(_RELATIVE, j)
    return opens if opens >= 0 else j - (text[j - 1] == "e" and text[j - 2] in "wT")


_CORE_ON = f"(?:d{{0,2}}(?:{_W}|E(?={_W})){{1,30}}(?:zd?{_W}{{1,30}}){{0,4}}|d)"
_NP_ON = f"{_CORE_ON}(?:o{_CORE_ON}|[iyt](?!d?K|#){_CORE_ON}){{0,8}}"
_PLAIN_AFTER = Expression(f"(?:p|{_NP_ON}(?:\\([^()|/]{{1,12}}\\))?(?=,)|{_NP_ON})")
_AFTER = Expression(
    f"(?:p|{_NP_ON}(?:\\([^()|/]{{1,12}}\\))?(?:,?c{_NP_ON}(?=[,.|/]))?"
    r"(?:,#(?=,))?(?:,[dNn#][^,|/.;:QU]{0,60}(?=[,.|/;]))?(?:,[dNno][^,|/.;:QU]{0,60}(?=[,.|/;])){0,3}"
    r"(?:,?w[^,|/.;]{1,60})?)"
)


def phrase_after(stream: Stream, i: int, *, appositions: bool = True) -> int:
    """One past the last symbol of the noun phrase that begins at symbol i; i where there is none."""
    found = (_AFTER if appositions else _PLAIN_AFTER).match(stream.text, i)
    if not found:
        return i
    closed = appositions and "," in found.group() and stream.text[found.end()] == ","
    return found.end() + closed
