"""The tone of sentences, by the rules of VADER, computed over token codes.

VADER (Hutto and Gilbert 2014) looks each word up in a list of valences from -4 to 4, changes the valence by
the words before it (`very`, `not`, `never so`), by capitals, set phrases and a `but`, and adds up the words of
a sentence. This module follows the analyser of NLTK step by step, with NLTK's own constants and the word list
that ships in the package vaderSentiment. VADER's words stand between white space: here they are put together
again from tokens, and what the rules ask about a word is looked up once for each different word. The rules
themselves run over arrays, and only at the words that have a valence.

Curly quotation marks and long dashes are read as straight ones and hyphens, so that typography does not
change a score. Plain ASCII text is left as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy import ndarray

from discourse import schema
from discourse.tokens import fold

if TYPE_CHECKING:
    from discourse.corpus import Corpus

# What a word is to the rules, a bit each. LISTED: it has a valence; ANCHOR: the longest word of a set phrase.
LISTED, UPPER, BOOSTER, NEGATION, BUT, LEAST, AT_OR_VERY, KIND, OF, NEVER, SO_OR_THIS, ANCHOR, SHORT = (
    1 << bit for bit in range(13)
)
# Numbers that stand in the code of NLTK's analyser, not among its constants.
_DAMPING = (1.0, 0.95, 0.9)  # of boosters one, two, three words before
_NEVER_SO = (1.0, 1.5, 1.25)  # for "never so" from two, three words before; at one there is none
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5
_EXCLAMATION = 0.292 * np.arange(5)  # by the number of "!", four at most
_QUESTION = np.array([0, 0, 2 * 0.18, 3 * 0.18, 0.96])
_ALPHA = 15


def score_sentiment(
    corpus: Corpus, *, lexicon: str | pd.DataFrame = "vader", mask: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How negative, neutral and positive each sentence is.

    Parameters
    ----------
    corpus : Corpus
        Its `tokens` are read.
    lexicon : "vader" or DataFrame
        The words with a valence: VADER's own list, or a table with the columns pattern (single words in lower
        case, which match any case) and valence (-4 to 4). Of a pattern that comes twice the later row counts.
        A table replaces VADER's list; boosters (which have no valence), negations and idioms stay VADER's.
    mask : DataFrame, optional
        Spans with doc_id, start, end, such as mentions, whose words are not scored: `Security Advisor` is an
        office, no praise. A word that shares a character with a span adds nothing and neither boosts nor
        negates, but keeps its place, as if VADER did not know it; its capitals count on, its exclamation and
        question marks do not. Spans of documents that the corpus lacks have no effect.

    Returns
    -------
    DataFrame
        One row a sentence: doc_id, sentence_id, start, end (code points); neg, neu and pos, the shares of
        the sentence that are negative, neutral and positive (0 to 1, three decimals, together 1 but for
        rounding); compound, its tone (-1 to 1, four decimals). All four are 0 if no word has two characters.

    Raises
    ------
    TypeError, ValueError
        If the lexicon or the mask is not as described.

    Notes
    -----
    The scores are those of `nltk.sentiment.vader` for the text of the sentence, with its peculiarities:
    words of one character do not count, not even as distance; a word that comes twice is scored both times
    by what stands around the first; marks are stripped from one side of a word, not from both. Different are
    words that hold control characters (here white space), capitals newer than the Unicode tables in use and,
    from Python 3.12 on, the last decimal of rare sentences, as Python then adds up with less error.

    References
    ----------
    Hutto, C. J. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
    social media text. Proceedings of ICWSM 2014.

    Examples
    --------
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["The offer is good. It is not good."]})
    >>> tone = dc.score_sentiment(dc.from_documents(frame))["compound"]
    >>> tone.tolist()  # x / sqrt(x² + 15) for 1.9, the valence of `good`, and -0.74 * 1.9
    [0.4404, -0.3412]
    """
    tokens = corpus.tokens
    schema.need(tokens, ("doc_id", "sentence_id", "start", "end", "token"), "corpus.tokens")
    rules = _find_rules(lexicon)
    masked = None if mask is None else _masked_tokens(tokens, mask)
    if tokens.empty:
        return schema.empty("sentiment")
    words = _words(tokens, rules, masked)
    at, value = _contributions(words)
    sentence, n_sentences = words.sentence[at], len(words.opening)

    def total(rows: ndarray, weight: ndarray | None = None) -> ndarray:
        return np.bincount(sentence[rows], weight, minlength=n_sentences)

    # The 1 makes up for neutral words, each of which counts 1.
    up, down = np.flatnonzero(value > 0), np.flatnonzero(value < 0)
    pos, neg = total(up, value[up] + 1), total(down, 1 - value[down])
    neu = words.n_words - total(up) - total(down)
    tone = np.bincount(sentence, value, minlength=n_sentences)
    compound = tone + np.sign(tone) * words.emphasis
    compound /= np.sqrt(compound * compound + _ALPHA)
    pos, neg = pos + words.emphasis * (pos > neg), neg + words.emphasis * (pos < neg)
    size = np.where(words.n_words > 0, pos + neg + neu, 1)
    first, last = words.opening, np.append(words.opening[1:], len(tokens)) - 1
    doc = tokens["doc_id"].cat
    scores = {
        "doc_id": doc.categories.astype("str").array.take(doc.codes.to_numpy()[first]),
        "sentence_id": tokens["sentence_id"].to_numpy()[first],
        "start": tokens["start"].to_numpy()[first],
        "end": tokens["end"].to_numpy()[last],
        "neg": _round(neg / size, 3),
        "neu": _round(neu / size, 3),
        "pos": _round(pos / size, 3),
        "compound": _round(compound, 4),
    }
    return pd.DataFrame(scores, copy=False)


@lru_cache(maxsize=1)
def _constants() -> Any:
    from nltk.sentiment.vader import VaderConstants

    return VaderConstants()


class _Rules(NamedTuple):
    """What the rules know about words; the last row of each column is for all other words."""

    words: pa.Array  # in lower case
    kind: ndarray  # the bits above
    valence: ndarray  # 0 if not listed
    boost: ndarray  # what the word adds to the valence of a word behind it


@lru_cache(maxsize=1)
def _vader() -> _Rules:
    lines = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip())
    return _rules({row[0]: float(row[1]) for row in rows})


def _rules(valences: dict[str, float]) -> _Rules:
    constants = _constants()
    kind = dict.fromkeys(valences, LISTED)
    for bit, words in (
        (BOOSTER, constants.BOOSTER_DICT),
        (NEGATION, constants.NEGATE),
        (BUT, ["but"]),
        (LEAST, ["least"]),
        (AT_OR_VERY, ["at", "very"]),
        (KIND, ["kind"]),
        (OF, ["of"]),
        (NEVER, ["never"]),
        (SO_OR_THIS, ["so", "this"]),
        (ANCHOR, [max(reversed(phrase), key=len) for phrase in _phrases()]),
    ):
        kind.update({word: kind.get(word, 0) | bit for word in words})
    valence, boost = (
        np.array([*(known.get(word, 0) for word in kind), 0], np.float64)
        for known in (valences, constants.BOOSTER_DICT)
    )
    return _Rules(pa.array(kind, pa.large_string()), np.array([*kind.values(), 0], np.uint16), valence, boost)


def _find_rules(lexicon: str | pd.DataFrame) -> _Rules:
    if isinstance(lexicon, str):
        if lexicon == "vader":
            return _vader()
        raise ValueError(f"lexicon is {lexicon!r}; give 'vader' or a DataFrame with pattern and valence")
    schema.need(lexicon, ("pattern", "valence"), "lexicon")
    pattern = lexicon["pattern"]
    valence = pd.to_numeric(lexicon["valence"], errors="coerce").astype("float64")
    word = [isinstance(p, str) and p == p.lower() and len(p.split()) == 1 for p in pattern]
    wild = [isinstance(p, str) and re.search(r"\w\*|\*\w", p) is not None for p in pattern]
    for fine, what in (
        (
            np.array(word, bool),
            "pattern that is not one word in lower case; write single words, in lower case",
        ),
        (~np.array(wild, bool), "pattern with a wildcard; write out each form of the word"),
        (valence.between(-4, 4).to_numpy(), "valence that is no number from -4 to 4; rescale the column"),
    ):
        if not fine.all():
            row = lexicon.loc[~fine, ["pattern", "valence"]].iloc[0].tolist()
            raise ValueError(f"lexicon has a {what}. The first of {(~fine).sum()}: {row[0]!r}, {row[1]}")
    return _rules(dict(zip(_fold(pattern).to_pylist(), valence.tolist(), strict=True)))


def _fold(strings: pd.Series | pd.Index) -> pa.Array:
    """The strings with curly marks made straight. Two apostrophes stay two, curly or not: NLTK strips but one."""
    out = pa.array(strings, pa.large_string())
    if isinstance(out, pa.ChunkedArray):
        out = out.combine_chunks()
    odd = pc.invert(pc.string_is_ascii(out))
    curly = out.filter(odd).to_pylist()
    marks = [string if re.search(r"\w", string) else "\0".join(string) for string in curly]
    straight = [string.replace("\0", "") for string in fold(marks)]
    return pc.replace_with_mask(out, odd, pa.array(straight, out.type))


def _masked_tokens(tokens: pd.DataFrame, mask: pd.DataFrame) -> ndarray:
    """For each token: does it overlap a span of the mask? Documents are laid end to end on one axis."""
    schema.need(mask, ("doc_id", "start", "end"), "mask")
    doc = tokens["doc_id"].cat
    span_doc = doc.categories.get_indexer(mask["doc_id"].astype("str"))
    known = span_doc >= 0
    base, span_base = doc.codes.to_numpy(np.int64) << 32, span_doc[known].astype(np.int64) << 32
    span_start, span_end = (span_base + mask[column].to_numpy(np.int64)[known] for column in ("start", "end"))
    first = np.searchsorted(base + tokens["end"].to_numpy(), span_start, side="right")
    after = np.searchsorted(base + tokens["start"].to_numpy(), span_end, side="left")
    size = len(tokens) + 1
    return np.cumsum(np.bincount(first, minlength=size) - np.bincount(after, minlength=size))[:-1] > 0


class _Words(NamedTuple):
    """The words of a corpus as VADER reads them: between white space, of two characters and more."""

    token: ndarray  # of each word: its first token
    sentence: ndarray  # its sentence, counted from 0
    type: ndarray  # which of the different words it is
    kind: ndarray  # what it is to the rules: the bits above
    opening: ndarray  # of each sentence: its first token
    n_words: ndarray  # its words
    emphasis: ndarray  # what its exclamation and question marks add
    strings: pa.Array  # of each different word: how it is written, marks stripped; the first is empty
    valence: ndarray  # its valence
    boost: ndarray  # what it adds to the valence of a word behind it


def _words(tokens: pd.DataFrame, rules: _Rules, masked: ndarray | None) -> _Words:
    code = tokens["token"].cat.codes.to_numpy()
    parts = _fold(tokens["token"].cat.categories)
    sentence_id, start, end = (tokens[column].to_numpy() for column in ("sentence_id", "start", "end"))
    begins = np.ones(len(code), bool)
    begins[1:] = sentence_id[1:] != sentence_id[:-1]
    opening = np.flatnonzero(begins)
    begins[1:] |= start[1:] != end[:-1]  # white space before the token
    token = np.flatnonzero(begins)
    type_, strings = _types(code, parts, begins, token)

    lower = pc.utf8_lower(strings)
    row = pc.index_in(lower, rules.words).fill_null(-1).to_numpy()
    kinds = rules.kind[row]
    changed = _flag(pc.not_equal(strings, lower))
    kinds[changed] &= ~np.uint16(NEVER | SO_OR_THIS | ANCHOR)  # NLTK minds the case of these
    kinds[_flag(pc.match_substring(lower, "n't"))] |= NEGATION
    kinds[_flag(pc.utf8_is_upper(strings))] |= UPPER
    kinds[_flag(pc.less(pc.utf8_length(strings), 2))] |= SHORT

    kind = kinds[type_]
    long = np.flatnonzero(kind & SHORT == 0)
    if masked is not None:
        hidden = np.logical_or.reduceat(masked, token)
        type_[hidden] = 0
        kind[hidden] &= UPPER
    token, type_, kind = token[long], type_[long], kind[long]
    n_words = np.diff(np.searchsorted(token, opening), append=len(token))
    sentence = np.repeat(np.arange(len(opening), dtype=np.int32), n_words)
    emphasis = _emphasis(code, parts, opening, masked)
    valence, boost = rules.valence[row], rules.boost[row]
    return _Words(token, sentence, type_, kind, opening, n_words, emphasis, strings, valence, boost)


def _flag(test: pa.Array) -> ndarray:
    return test.to_numpy(zero_copy_only=False)


def _emphasis(code: ndarray, parts: pa.Array, opening: ndarray, masked: ndarray | None) -> ndarray:
    """What the exclamation and question marks of each sentence add to its tone."""
    counts = [pc.count_substring(parts, mark).to_numpy() for mark in "!?"]
    loud = (counts[0] + counts[1] > 0)[code]
    at = np.flatnonzero(loud if masked is None else loud & ~masked)
    sentence = np.searchsorted(opening, at, side="right") - 1
    totals = (np.bincount(sentence, count[code[at]], minlength=len(opening)) for count in counts)
    exclamations, questions = (total.clip(max=4).astype(np.intp) for total in totals)
    return _EXCLAMATION[exclamations] + _QUESTION[questions]


def _types(code: ndarray, parts: pa.Array, begins: ndarray, token: ndarray) -> tuple[ndarray, pa.Array]:
    """Which of the different words each word is, and how those are written."""
    type_ = code[token].astype(np.int32)
    inner = np.flatnonzero(~begins)
    owner = inner - np.arange(1, len(inner) + 1)  # the word of each token that begins none
    new = np.flatnonzero(np.diff(owner, prepend=-1))
    several, size = owner[new], np.diff(new, append=len(owner)) + 1
    at = token[several]
    # Most words of several tokens are a plain word and one mark that is stripped: as good as the plain word.
    mark = _flag(pc.is_in(parts, pa.array(_constants().PUNC_LIST, parts.type)))
    plain = _flag(pc.and_(pc.utf8_is_alnum(parts), pc.greater(pc.utf8_length(parts), 1)))
    left, right = code[at], code[at + 1]
    before = (size == 2) & mark[left] & plain[right]
    type_[several[before]] = right[before]
    # The others are put together and numbered behind the tokens.
    others = np.flatnonzero(~(before | (size == 2) & plain[left] & mark[right]))
    several, at, size = several[others], at[others], size[others]
    bounds = np.append(0, np.cumsum(size))
    each = np.arange(bounds[-1]) + np.repeat(at - bounds[:-1], size)
    lists = pa.LargeListArray.from_arrays(bounds, parts.take(pa.array(code[each])))
    joined = pc.binary_join(lists, pa.scalar("", parts.type)).dictionary_encode()
    type_[several] = len(parts) + joined.indices.to_numpy()
    strings = pa.concat_arrays([pa.array([""], parts.type), parts, joined.dictionary])
    types = _strip(strings).dictionary_encode()
    return types.indices.to_numpy()[type_ + 1], types.dictionary


def _strip(strings: pa.Array) -> pa.Array:
    """The strings without the mark before or behind them, if two and more characters, no marks, are left."""
    marked = pc.invert(pc.utf8_is_alnum(strings))
    bare = pc.replace_substring_regex(strings.filter(marked), _marked_word(), r"\1\2")
    return pc.replace_with_mask(strings, marked, bare)


@lru_cache(maxsize=1)
def _marked_word() -> str:
    removes = _constants().REGEX_REMOVE_PUNCTUATION.sub
    punctuation = re.escape("".join(char for char in map(chr, range(128)) if not removes("", char)))
    mark = "(?:" + "|".join(map(re.escape, _constants().PUNC_LIST)) + ")"
    return f"^{mark}([^{punctuation}]{{2,}})$|^([^{punctuation}]{{2,}}){mark}$"


def _contributions(words: _Words) -> tuple[ndarray, ndarray]:
    """The words with a valence (places in `words`), and what each adds to the tone of its sentence."""
    telling = np.flatnonzero(words.kind)
    kind = words.kind[telling]
    scored = telling[kind & (LISTED | BOOSTER) == LISTED]
    sentence = words.sentence[scored]
    n_upper = np.bincount(words.sentence[telling[kind & UPPER > 0]], minlength=len(words.n_words))
    mixed = (n_upper > 0) & (n_upper < words.n_words)  # capitals stand out only among other words
    # NLTK scores a word by what stands around its first occurrence in the sentence.
    which, _ = pd.factorize(sentence * np.int64(len(words.strings)) + words.type[scored])
    new = np.diff(np.maximum.accumulate(which), prepend=-1) > 0
    value = _in_context(words, scored[new], mixed[sentence[new]])[which]

    but = telling[kind & BUT > 0][::-1]
    turn = np.full(len(words.n_words), -1)
    turn[words.sentence[but]] = but  # the first of each sentence, as it is written last
    turn = turn[sentence]
    value[(turn >= 0) & (scored < turn)] *= _BEFORE_BUT
    value[(turn >= 0) & (scored > turn)] *= _AFTER_BUT
    return scored, value


def _in_context(words: _Words, at: ndarray, mixed: ndarray) -> ndarray:
    """The valence of the words `at`, changed by capitals, the words before them, and set phrases."""
    constants = _constants()
    sentence = words.sentence[at]
    place = at - (np.cumsum(words.n_words) - words.n_words)[sentence]
    room = words.n_words[sentence] - 1 - place  # words behind it

    def near(distance: int, column: ndarray, rows: ndarray | slice = slice(None)) -> ndarray:
        """The column at so many words from each word; 0 outside the sentence."""
        inside = (place[rows] + distance >= 0) & (distance <= room[rows])
        return np.where(inside, column.take(at[rows] + distance, mode="clip"), 0)

    own, one, two, three, next_ = (near(distance, words.kind) for distance in (0, -1, -2, -3, 1))
    value = words.valence[words.type[at]]
    loud = np.flatnonzero(mixed & (own & UPPER > 0))
    value[loud] += np.where(value[loud] > 0, constants.C_INCR, -constants.C_INCR)
    so = one & SO_OR_THIS > 0
    never_so = (  # at distance three NLTK takes a "so" or "this" right before the word as well
        np.zeros(len(at), bool),
        so & (two & NEVER > 0),
        so | (two & SO_OR_THIS > 0) & (three & NEVER > 0),
    )
    for distance, kind in enumerate((one, two, three)):
        active = (place > distance) & (kind & LISTED == 0)
        rows = np.flatnonzero(active & (kind & BOOSTER > 0))
        boost = words.boost[near(-1 - distance, words.type, rows)]
        boost = np.where(value[rows] < 0, -boost, boost)
        loud = mixed[rows] & (kind[rows] & UPPER > 0)
        boost += loud * np.where(value[rows] > 0, constants.C_INCR, -constants.C_INCR)
        value[rows] += boost * _DAMPING[distance]
        value[active & never_so[distance]] *= _NEVER_SO[distance]
        value[active & ~never_so[distance] & (kind & NEGATION > 0)] *= constants.N_SCALAR
    # NLTK looks for set phrases as the last step at distance three, and only where that step is taken.
    rows = np.flatnonzero(active & ((own | one | two | three | next_ | near(2, words.kind)) & ANCHOR > 0))
    around = np.stack([near(distance, words.type, rows) for distance in range(-3, 3)], axis=1)
    value[rows] = _in_phrases(value[rows], around, words.strings)
    value[(one & LEAST > 0) & (one & LISTED == 0) & (two & AT_OR_VERY == 0)] *= constants.N_SCALAR
    value[(own & KIND > 0) & (next_ & OF > 0)] = 0
    return value


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], float | None]:
    """Idioms with their valence, boosters of several words with none."""
    boosters = dict.fromkeys(word for word in _constants().BOOSTER_DICT if " " in word)
    phrases = _constants().SPECIAL_CASE_IDIOMS | boosters
    return {tuple(phrase.split()): score for phrase, score in phrases.items()}


def _in_phrases(value: ndarray, around: ndarray, strings: pa.Array) -> ndarray:
    """The valence of the fourth of each six words, changed by a set phrase that they hold."""
    seen = np.unique(around)
    number = dict(zip(strings.take(pa.array(seen)).to_pylist(), seen.tolist(), strict=True))
    softened = np.zeros(len(value), bool)
    # NLTK takes the first that it finds of the phrases that end with the word or before it, then one that the
    # word begins. Here that order is turned round, and what is written last stays.
    for first, length in ((0, 2), (0, 3), (1, 2), (1, 3), (2, 2), (3, 2), (3, 3)):
        for phrase, score in _phrases().items():
            if len(phrase) == length:
                types = [number.get(word, -1) for word in phrase]
                found = (around[:, first : first + length] == types).all(axis=1)
                if score is not None:
                    value[found] = score
                elif first < 2:
                    softened |= found
    value[softened] += _constants().B_DECR
    return value


def _round(value: ndarray, digits: int) -> ndarray:
    """As Python rounds: by the exact value of the float, which NumPy's product can turn into a tie."""
    out = np.round(value, digits)
    scaled = np.abs(value) * 10**digits
    for at in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6).tolist():
        out[at] = round(float(value[at]), digits)
    return out
