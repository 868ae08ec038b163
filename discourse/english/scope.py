"""Scope: the clause that a hedge, a booster or a negation bears on.

Scope follows the guidelines of BioScope (Vincze et al. 2008), which the CoNLL-2010 task took over: it begins with the
cue and runs to the end of the cue's clause; with a verb of seeming and with a passive it begins with the subject; of a
cue inside a noun phrase it ends with that phrase. There is no parser here: a clause ends at a mark or at a word that
opens another one.

References
----------
Vincze, V., Szarvas, G., Farkas, R., Móra, G., & Csirik, J. (2008). The BioScope corpus. BMC Bioinformatics, 9, S9.
"""

from __future__ import annotations

import numpy as np

from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours
from discourse.text.questions import find_asking
from discourse.text.tokens import Tokens, look_up

#: Marks that end a clause wherever they stand.
_STOPS = frozenset(". ! ? … ... ; :".split())
#: Words that open another clause after a comma, and those that do so without.
_AFTER_COMMA = (
    frozenset(
        """
        and but nor so yet although though while whilst whereas because since which who whose where when unless until
        till as even especially particularly including despite thereby then rather the this that if
        """.split()
    )
    | closed_classes.SUBJECT_PRONOUNS
    | closed_classes.POSSESSIVES
    | closed_classes.DEMONSTRATIVES
)
_OPENERS = frozenset("but because although though whereas unless whilst while whereby yet lest until".split())
_FINITE = closed_classes.AUXILIARIES - frozenset("be been being having doing done".split())
#: What follows `and` or `or` where it joins two clauses.
_NEXT_CLAUSE = closed_classes.SUBJECT_PRONOUNS | _FINITE | {"there"}
#: What a noun phrase does not go past.
_PHRASE_STOPS = (
    closed_classes.AUXILIARIES
    | closed_classes.SUBORDINATORS
    | closed_classes.RELATIVES
    | frozenset(""" to , ; : ( ) [ ] . ! ? … ... - " not and or but """.split())
    | frozenset("came went said says took takes made makes gave gives got fell rose grew left became".split())
)
#: After these a subject begins.
_HEADS = (
    (closed_classes.SUBORDINATORS - {"than", "like"})
    | closed_classes.INTERROGATIVES
    | frozenset(""" that , ; : ( [ but " - """.split())
)
_CLOSING = frozenset(")]")
_RELATIVE = frozenset("that which who".split())
_DASHES = frozenset("- -- ---".split())
_NOTHING_SAID = frozenset(""" , ; : . ! ? … ... " ' - ( [ ) ] """.split())


class Clauses:
    """Where clauses begin and end, looked up for the few places that are asked about."""

    def __init__(self, tokens: Tokens, words: Neighbours) -> None:
        self.words, self._tokens = words, tokens
        n = len(words.codes)
        self._sentences = tokens.edge
        classes = (_STOPS | _OPENERS, {","}, {"and", "or"}, _DASHES, _PHRASE_STOPS, _HEADS, {"(", "["}, _CLOSING)
        mask = sum((words.types_in(c).astype(np.uint8) << bit for bit, c in enumerate(classes)), np.uint8(0))
        mask = look_up(mask, words.codes) if n else np.zeros(0, np.uint8)
        marks = np.flatnonzero(mask != 0)
        mask = mask[marks]
        stops, comma, joined, dash, self._phrase_stops, self._heads, self._opening, self._closing = (
            marks[(mask & (1 << bit)) > 0] for bit in range(len(classes))
        )
        comma = comma[words.at(comma + 1, _AFTER_COMMA, beside=comma)]
        joined = joined[words.at(joined + 1, _NEXT_CLAUSE, beside=joined)]
        dash = dash[(dash > 0) & (dash < n - 1)]
        long = words.types.isin(["—", "―", "--", "---"])[words.codes[dash]]
        dash = dash[long | (tokens.end_at(dash - 1) < tokens.start[dash])]  # not the hyphen inside a word
        self._stops = np.sort(np.concatenate([stops, comma, joined, dash]))

    def _next(self, places: np.ndarray, after: np.ndarray) -> np.ndarray:
        """The first of the places behind each token, or the end of its sentence."""
        limit = self._sentences[np.searchsorted(self._sentences, after, "right")]
        found = np.append(places, len(self.words.codes))[np.searchsorted(places, after, "right")]
        return np.minimum(found, limit)

    def _trim(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Without marks at the end, and without a bracket that closes it."""
        for _ in range(4):
            bare = self.words.at(last, _NOTHING_SAID) & (last > first)
            last = last - bare
        return last

    def clause_end(self, last: np.ndarray, *, skip: np.ndarray | int = 0) -> np.ndarray:
        """The last token of the clause that goes on behind each token; stops in the next `skip` tokens do not count."""
        limit = self._sentences[np.searchsorted(self._sentences, last, "right")] - 1
        stop = self._next(self._stops, np.minimum(last + skip, limit))
        # A bracket that was opened before the token closes the clause; one that ends it is left out.
        close, opened = self._next(self._closing, last), self._next(self._opening, last)
        stop = np.where(close < opened, np.minimum(stop, close), stop)
        for _ in range(2):
            closed = (opened < stop) & self.words.at(stop - 1, _CLOSING)
            before = np.append(-1, self._opening)[np.searchsorted(self._opening, stop)]
            stop = np.where(closed & (before > last), before, stop)
        return self._trim(last, np.maximum(stop - 1, last))

    def asks(self, at: np.ndarray) -> np.ndarray:
        """Does the sentence ask?"""
        return find_asking(self._tokens)[self._tokens.sentence[at]]

    def phrase_end(self, last: np.ndarray) -> np.ndarray:
        """The last token of the noun phrase that goes on behind each token."""
        return self._trim(last, np.maximum(self._next(self._phrase_stops, last) - 1, last))

    def clause_start(self, first: np.ndarray) -> np.ndarray:
        """The first token of the subject before each token; of a relative clause, its pronoun."""
        begin = self._sentences[np.searchsorted(self._sentences, first, "right") - 1]
        place = np.searchsorted(self._heads, first, "left") - 1
        head = np.append(self._heads, -1)[place]
        relative = (head == first - 1) & self.words.at(head, _RELATIVE, beside=first)
        start = np.maximum(begin, np.where(place >= 0, head + 1 - relative, 0))
        for _ in range(2):
            mark = self.words.at(start, _NOTHING_SAID | {"and", "or", "yet", "so"}) & (start < first)
            start = start + mark
        return start
