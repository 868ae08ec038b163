"""The words of a corpus as VADER reads them: between white space, put together again from tokens.

What the rules ask about a word (is it listed, in capitals, a negation?) is looked up once for each different word.
Curly quotation marks and long dashes are read as straight ones and hyphens; plain ASCII text is left as it is.
"""

from __future__ import annotations

import ast
import re
import string
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy import ndarray

from discourse.text.tokenise import fold
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import Vocabulary, find_types, vocabulary_of

# What a word is to the rules, a bit each. LISTED: it has a valence; ANCHOR: the longest word of a set phrase.
LISTED, UPPER, BOOSTER, NEGATION, BUT, LEAST, AT_OR_VERY, KIND, OF, NEVER, SO_OR_THIS, ANCHOR, SHORT = (
    1 << bit for bit in range(13)
)
# Numbers that stand in the code of NLTK's analyser, not among its constants.
_EXCLAMATION = 0.292 * np.arange(5)  # by the number of "!", four at most
_QUESTION = np.array([0, 0, 2 * 0.18, 3 * 0.18, 0.96])


@lru_cache(maxsize=1)
def constants() -> Any:
    """NLTK's `VaderConstants`: this class alone, as to import all of NLTK takes longer than to score a corpus."""
    package = Path(getattr(find_spec("nltk"), "origin", None) or "").parent  # found, but not imported
    source = package / "sentiment" / "vader.py"
    body = ast.parse(source.read_text(encoding="utf-8")).body
    alone: list[ast.stmt] = [node for node in body if isinstance(node, ast.ClassDef) and node.name == "VaderConstants"]
    known = {"re": re, "string": string, "redos": re}  # redos: NLTK's name for what compiles its own expressions
    try:
        exec(compile(ast.Module(alone, []), str(source), "exec"), known)
        return known["VaderConstants"]
    except (NameError, KeyError):  # another version of NLTK, which builds it otherwise
        from nltk.sentiment.vader import VaderConstants

        return VaderConstants


class VaderRules(NamedTuple):
    """What the rules know about words; the last row of each column is for all other words."""

    words: pa.Array  # in lower case
    kind: ndarray  # the bits above
    valence: ndarray  # 0 if not listed
    boost: ndarray  # what the word adds to the valence of a word behind it


def straighten(strings: pd.Series | pd.Index) -> pa.Array:
    """The strings with curly marks made straight. Two apostrophes stay two, curly or not: NLTK strips but one."""
    out = pa.array(strings, pa.large_string())
    if isinstance(out, pa.ChunkedArray):
        out = out.combine_chunks()
    odd = pc.or_(pc.invert(pc.string_is_ascii(out)), pc.match_substring_regex(out, r"\w`\w"))
    curly = out.filter(odd).to_pylist()
    marks = [string if re.search(r"\w", string) else "\0".join(string) for string in curly]
    straight = [string.replace("\0", "") for string in fold(marks)]
    return pc.replace_with_mask(out, odd, pa.array(straight, out.type))


class VaderWords(NamedTuple):
    """The words of a corpus as VADER reads them: between white space, of two characters and more."""

    token: ndarray  # of each word: its first token
    last: ndarray  # its last
    sentence: ndarray  # its sentence, counted from 0
    type: ndarray  # which of the different words it is
    kind: ndarray  # what it is to the rules: the bits above
    opening: ndarray  # of each sentence: its first token
    n_words: ndarray  # its words
    emphasis: ndarray  # what its exclamation and question marks add
    strings: pa.Array  # of each different word: how it is written, marks stripped; the first is empty
    valence: ndarray  # its valence
    boost: ndarray  # what it adds to the valence of a word behind it


def read_vader_words(tokens: Tokens, rules: VaderRules, masked: ndarray | None) -> VaderWords:
    code, parts = tokens.codes, vocabulary_of(tokens).once(_read_parts)
    opening = tokens.opening
    begins = np.ones(len(code), bool)
    begins[1:] = tokens.compare(np.not_equal)  # white space before the token
    begins[opening] = True
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
    last = np.append(token[1:], len(code))[long] - 1
    token, type_, kind = token[long], type_[long], kind[long]
    n_words = np.diff(np.searchsorted(token, opening), append=len(token))
    sentence = np.repeat(np.arange(len(opening), dtype=np.int32), n_words)
    emphasis = _emphasis(code, parts.marks, opening, masked)
    valence, boost = rules.valence[row], rules.boost[row]
    return VaderWords(token, last, sentence, type_, kind, opening, n_words, emphasis, strings, valence, boost)


def _flag(test: pa.Array) -> ndarray:
    return test.to_numpy(zero_copy_only=False)


class _Parts(NamedTuple):
    """What VADER sees in the types of the tokens."""

    strings: pa.Array  # with straight marks
    stripped: pa.Array  # without a mark before or behind
    mark: ndarray  # is it one of the marks that are stripped?
    plain: ndarray  # is it a plain word of two letters and more?
    marks: tuple[ndarray, ndarray]  # its exclamation and question marks


def _read_parts(vocabulary: Vocabulary) -> _Parts:
    strings = straighten(vocabulary.types)
    mark = _flag(pc.is_in(strings, pa.array(constants().PUNC_LIST, strings.type)))
    plain = _flag(pc.and_(pc.utf8_is_alnum(strings), pc.greater(pc.utf8_length(strings), 1)))
    marks = tuple(pc.count_substring(strings, mark).to_numpy() for mark in "!?")
    return _Parts(strings, _strip(strings), mark, plain, marks)


def _emphasis(code: ndarray, counts: tuple[ndarray, ndarray], opening: ndarray, masked: ndarray | None) -> ndarray:
    """What the exclamation and question marks of each sentence add to its tone."""
    at = find_types(code, np.flatnonzero(counts[0] + counts[1]), len(counts[0]))
    if masked is not None:
        at = at[~masked[at]]
    sentence = np.searchsorted(opening, at, side="right") - 1
    totals = (np.bincount(sentence, count[code[at]], minlength=len(opening)) for count in counts)
    exclamations, questions = (total.clip(max=4).astype(np.intp) for total in totals)
    return _EXCLAMATION[exclamations] + _QUESTION[questions]


def _types(code: ndarray, parts: _Parts, begins: ndarray, token: ndarray) -> tuple[ndarray, pa.Array]:
    """Which of the different words each word is, and how those are written."""
    type_ = code[token].astype(np.int32)
    inner = np.flatnonzero(~begins)
    owner = inner - np.arange(1, len(inner) + 1)  # the word of each token that begins none
    new = np.flatnonzero(np.diff(owner, prepend=-1))
    several, size = owner[new], np.diff(new, append=len(owner)) + 1
    at = token[several]
    # Most words of several tokens are a plain word and one mark that is stripped: as good as the plain word.
    mark, plain, written = parts.mark, parts.plain, parts.strings
    left, right = code[at], code[at + 1]
    before = (size == 2) & mark[left] & plain[right]
    type_[several[before]] = right[before]
    # The others are put together and numbered behind the tokens.
    others = np.flatnonzero(~(before | (size == 2) & plain[left] & mark[right]))
    several, at, size = several[others], at[others], size[others]
    bounds = np.append(0, np.cumsum(size))
    each = np.arange(bounds[-1]) + np.repeat(at - bounds[:-1], size)
    lists = pa.LargeListArray.from_arrays(bounds, written.take(pa.array(code[each])))
    joined = pc.binary_join(lists, pa.scalar("", written.type)).dictionary_encode()
    type_[several] = len(written) + joined.indices.to_numpy()
    strings = pa.concat_arrays([pa.array([""], written.type), parts.stripped, _strip(joined.dictionary)])
    numbered = strings.dictionary_encode()
    return numbered.indices.to_numpy()[type_ + 1], numbered.dictionary


def _strip(strings: pa.Array) -> pa.Array:
    """The strings without the mark before or behind them, if two and more characters, no marks, are left."""
    marked = pc.invert(pc.utf8_is_alnum(strings))
    bare = pc.replace_substring_regex(strings.filter(marked), _marked_word(), r"\1\2")
    return pc.replace_with_mask(strings, marked, bare)


@lru_cache(maxsize=1)
def _marked_word() -> str:
    removes = constants().REGEX_REMOVE_PUNCTUATION.sub
    punctuation = re.escape("".join(char for char in map(chr, range(128)) if not removes("", char)))
    mark = "(?:" + "|".join(map(re.escape, constants().PUNC_LIST)) + ")"
    return f"^{mark}([^{punctuation}]{{2,}})$|^([^{punctuation}]{{2,}}){mark}$"
