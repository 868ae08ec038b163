"""Scope: the clause that a hedge, a booster or a negation applies to.

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

from discourse._lists import read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours
from discourse.text.questions import find_asking

#: Marks that end a clause wherever they stand.
_STOPS = frozenset(". ! ? … ... ; :".split())
#: Words that open another clause after a comma, and those that do so without.
_AFTER_COMMA = (
    closed_classes.CLAUSE_OPENERS_AFTER_COMMA
    | closed_classes.SUBJECT_PRONOUNS
    | closed_classes.POSSESSIVES
    | closed_classes.DEMONSTRATIVES
)
_OPENERS = closed_classes.CLAUSE_OPENERS
#: What follows `and` or `or` where it joins two clauses.
_NEXT_CLAUSE = closed_classes.SUBJECT_PRONOUNS | closed_classes.FINITE_AUXILIARIES | {"there"}
#: What a noun phrase does not go past.
_PHRASE_STOPS = (
    closed_classes.AUXILIARIES
    | closed_classes.SUBORDINATORS
    | closed_classes.RELATIVES
    | read_words("verb_forms", "class")["ends a noun phrase"]
    | frozenset(""" to , ; : ( ) [ ] . ! ? … ... - " not and or but """.split())
)
#: After these a subject begins.
_HEADS = (
    (closed_classes.SUBORDINATORS - {"than", "like"})
    | closed_classes.INTERROGATIVES
    | frozenset(""" that , ; : ( [ but " - """.split())
)
_CLOSING = frozenset(")]")
_RELATIVE = frozenset("that which who".split())
_NOTHING_SAID = frozenset(""" , ; : . ! ? … ... " ' - ( [ ) ] """.split())


class Clauses:
    """Where clauses begin and end, looked up for the few places that are asked about."""

    def __init__(self, words: Neighbours) -> None:
        self.words = words
        stops, comma, joined, dash, self._phrase_stops, self._heads, self._opening, self._closing = words.places(
            _STOPS | _OPENERS, {","}, {"and", "or"}, {"-"}, _PHRASE_STOPS, _HEADS, {"(", "["}, _CLOSING
        )
        comma = comma[words.after(comma, _AFTER_COMMA)]
        joined = joined[words.after(joined, _NEXT_CLAUSE)]
        dash = dash[(dash > 0) & (dash < len(words.codes) - 1)]
        dash = dash[~words.tight(dash)]  # not the hyphen inside a word
        self._stops = np.sort(np.concatenate([stops, comma, joined, dash]))

    def _trim(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Without marks at the end, and without a bracket that closes it."""
        for _ in range(4):
            bare = self.words.at(last, _NOTHING_SAID) & (last > first)
            last = last - bare
        return last

    def clause_end(self, last: np.ndarray, *, skip: np.ndarray | int = 0) -> np.ndarray:
        """The last token of the clause that goes on behind each token; stops in the next `skip` tokens do not count."""
        words = self.words
        stop = words.first_behind(self._stops, np.minimum(last + skip, words.sentence_end(last)))
        # A bracket that was opened before the token closes the clause; one that ends it is left out.
        close, opened = words.first_behind(self._closing, last), words.first_behind(self._opening, last)
        stop = np.where(close < opened, np.minimum(stop, close), stop)
        for _ in range(2):
            own = np.flatnonzero((opened < stop) & words.at(stop - 1, _CLOSING))
            before = words.last_before(self._opening, stop[own] - 1)
            stop[own] = np.where(before > last[own], before, stop[own])
        return self._trim(last, np.maximum(stop - 1, last))

    def asks(self, at: np.ndarray) -> np.ndarray:
        """Does the sentence ask?"""
        return find_asking(self.words.tokens)[self.words.tokens.row_at(at)]

    def phrase_end(self, last: np.ndarray) -> np.ndarray:
        """The last token of the noun phrase that goes on behind each token."""
        return self._trim(last, np.maximum(self.words.first_behind(self._phrase_stops, last) - 1, last))

    def clause_start(self, first: np.ndarray) -> np.ndarray:
        """The first token of the subject before each token; of a relative clause, its pronoun."""
        head = self.words.last_before(self._heads, first)
        relative = (head == first - 1) & self.words.at(head, _RELATIVE)
        start = np.maximum(self.words.sentence_start(first), head + 1 - relative)
        for _ in range(2):
            mark = self.words.at(start, _NOTHING_SAID | {"and", "or", "yet", "so"}) & (start < first)
            start = start + mark
        return start
