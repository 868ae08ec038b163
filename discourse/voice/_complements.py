"""Complements: what a reporting verb is followed by, and where that ends.

Behind a verb stand time and place (`said on Monday`), whom it is said to (`told reporters`), and then what is said: a
quotation, a clause, an infinitive or a phrase, by the frames of the verb. A clause ends at the end of its sentence, or
where the author speaks again: at a semicolon or dash, a comma before a conjunction or relative, the next cue.
"""

from __future__ import annotations

import re

from discourse._regex import Expression
from discourse.english.phrases import Stream
from discourse.text.tokens import Tokens
from discourse.voice.reporting_verbs import OUTSPOKEN, Verb

# What may stand between the cue and its content. Bounds keep a text without marks from being read over and over.
_WHEN = Expression("(?:r|[iA]?d?K#?|i#)*")
_WHERE = Expression("(?:r|d?K#?|[iA](?:d?[nN#~geruzK]{1,30}|O)(?:[io]d?[nN#~gerzK]{1,30}){0,8}){0,3}(?=,?[TU]|:)")
_TO_WHOM = Expression("[it]?(?:O|d?[nN#~ezg]{1,30}(?:[oi]d?[nN#~g]{1,30}){0,8})(?:r|i?d?K#?)*(?=T)")
_RECIPIENT = Expression(
    "(?:O|d?[nN#~ez]{1,30}(?:[oi]d?[nN~]{1,30})?|d)(?=(?:r|i?K#?|[iA]d?[nNge~z]{1,30}){0,8}(?:[TWt:]|,?[UQ]))"
)
_SHORT_RECIPIENT = Expression("(?:O|d(?=p)|[nN~]{1,3}?|d[nN~]{1,2})(?=[pd])")
# Is it a clause?
_ANYTHING = Expression("[^,;:|/.()-]{3,}|.[eVvE]")
_PLAIN_CLAUSE = Expression("(?:p|d?[rnNge#~Qu]{0,30}(?:[oi]d?[nNge#~]{1,30})?)[rx]*[bhmVz]")
# Where it ends.
_TO_VERB = Expression("(?:,[^,|/]{0,60},)?[^|/;]{0,60}?[bhmvVEeQU]")
_DASHES = Expression("-[^-|/]{1,25}-")
_END = Expression("[|/]")
_END_CLAUSE = Expression(
    r"[;|/]|-|,?[cB][rx]*(?:[bhm][rx]*)*[vE](?=[TWQUdpNn:O])|,[rc]*G|,[sB]|,w|,c|,p|,(?=[rx]*[bhmvV])|,[^,|/]{1,12}[vE][.,|]|\)(?=[|/])"
)
_END_PHRASE = Expression(r"[;|/:,)(\-sBAkK]|[iA]d?[K#]|c[rx]*[vEV]|,?w|t[bvVn]")
_END_OBJECT = Expression(r"[;|/:,)\-s]|(?<=U)c|c[rx]*[vE]")
_LONGEST = 400  # words of what is reported: more only where a text has no marks


class Complements:
    """Reads a stream from a given symbol on."""

    def __init__(self, stream: Stream, tokens: Tokens) -> None:
        self.stream, self.text, self.forms = stream, stream.text, stream.forms
        # Views give plain numbers, which lists of Python are quick to look up, and copy nothing.
        self.first, self.last = memoryview(stream.first), memoryview(stream.last)
        self.codes = memoryview(tokens.codes)

    def form(self, i: int) -> str:
        return self.forms[self.codes[self.first[i]]]

    def after(self, k: int, verb: Verb) -> tuple[int, tuple[int, int], bool] | None:
        """(one past the cue, content, is it a quotation) where what follows a cue that ends before k is content."""
        text, frames = self.text, verb.frames
        for words in verb.prepositions:
            if self.follows(k, words):
                j = k + len(words) - (words[-1] == "that")
                if text[j] in "dNnpOQgeWu#zT":
                    return j, (j, self.clause_end(j, _END_PHRASE if text[j] not in "TW" else _END_CLAUSE)), False
        j = self.skip_adjuncts(k)
        if text[j] not in "TW" and frames & {"t", "T"}:
            to_whom = _TO_WHOM.match(text, j)
            j = to_whom.end() if to_whom else j
        if "r" in frames:
            to_whom = _RECIPIENT.match(text, j) or _SHORT_RECIPIENT.match(text, j)
            j = self.skip_adjuncts(to_whom.end()) if to_whom else j
        clausal = frames & {"t", "T"}
        if text[j] == ":" and (clausal or "q" in frames):
            cue_end = j + 1 if j == k else k
            j += 1 + (text[j + 1] in "|/" and text[j + 2 : j + 3] in ("U", "Q"))
            if text[j] in "|/":
                return None
            return cue_end, (j, j + 1 if text[j] in "UQ" else self.sentence_end(j)), text[j] in "UQ"
        at = j + (text[j] == ",")
        if "q" in frames and text[at] in "UQ":
            whole = at > j or text[at] == "U" or text[at + 1] in ".,;:|/)-"
            return k, (at, at + 1 if whole else self.clause_end(at)), whole
        head = text[j]
        if (head == "T" and clausal) or (head == "W" and (clausal or "w" in frames)) or (head == "t" and "i" in frames):
            return k, (j, self.clause_end(j)), False
        if "t" in frames and head in "pdNn#geQruzBOUbhmVvE":
            sure = verb.category in OUTSPOKEN and "r" not in frames
            if (_ANYTHING if sure else _PLAIN_CLAUSE).match(text, j):
                return k, (j, self.clause_end(j)), False
        if "a" in frames and head in "dNnOpQ#gezu":
            return k, (j, self.clause_end(j, _END_OBJECT)), False
        if "n" in frames and head in "dNnOpQ#gezuW":
            return k, (j, self.clause_end(j, _END_PHRASE)), False
        return None

    def follows(self, k: int, words: tuple[str, ...]) -> bool:
        within = not _END.search(self.text, k, k + len(words))
        return within and all(self.form(k + n) == word for n, word in enumerate(words))

    def skip_adjuncts(self, j: int) -> int:
        """Past `on Monday`, `in a statement`."""
        near, far = _WHEN.match(self.text, j).end(), _WHERE.match(self.text, j)
        return max(near, far.end()) if far else near

    def clause_end(self, k: int, pattern: Expression = _END_CLAUSE) -> int:
        """One past the last symbol of what begins at symbol k."""
        text, at = self.text, k + 1
        if pattern is _END_CLAUSE:  # no comma ends a clause that has not had its verb
            verb = _TO_VERB.match(text, at)
            at = verb.end() if verb else at
        found = pattern.search(text, at, k + _LONGEST)
        while found and found.group() == "-":
            pair = _DASHES.match(text, found.start())
            if not pair:
                break
            found = pattern.search(text, pair.end(), k + _LONGEST)
        return self.without_stop(k, found)

    def sentence_end(self, k: int) -> int:
        return self.without_stop(k, _END.search(self.text, k + 1, k + _LONGEST))

    def without_stop(self, k: int, found: re.Match | None) -> int:
        end = found.start() if found else min(k + _LONGEST, len(self.text) - 1)
        while end > k + 1 and self.text[end - 1] in ".,":
            end -= 1
        return end
