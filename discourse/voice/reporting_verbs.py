"""Reporting verbs: the words that attribute a statement, a thought or a stance to somebody else.

The shipped list gives for each verb a category, the complements that it takes, and the work whose class of verbs it
is from. The classes are those of Quirk et al. (1985, ch. 16: public and private factual verbs, suasive verbs), of
Levin (1993: verbs of communication, judgement, desire, characterizing) and of Thompson and Ye (1991) and Hyland
(2002) for verbs by which texts and evidence report.

References
----------
Hyland, K. (2002). Activity and evaluation: reporting practices in academic writing. In J. Flowerdew (ed.), Academic
Discourse. London: Longman.
Levin, B. (1993). English Verb Classes and Alternations. Chicago: University of Chicago Press.
Quirk, R., Greenbaum, S., Leech, G. and Svartvik, J. (1985). A Comprehensive Grammar of the English Language. London:
Longman.
Thompson, G. and Ye, Y. (1991). Evaluation in the reporting verbs used in academic papers. Applied Linguistics, 12(4).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from discourse import schema
from discourse._lists import read_words
from discourse.readers.lists import read_shipped

#: Complements of a reporting verb, as `frames` names them.
FRAMES = {
    "q": "a quotation (`said: “Go.”`)",
    "t": "a clause with or without that (`said he left`)",
    "T": "a clause with that (`added that he left`)",
    "w": "a question (`asked whether he left`)",
    "i": "an infinitive (`promised to leave`)",
    "n": "a noun phrase (`rejected the plan`)",
    "a": "a noun phrase with what is said of it (`called the plan a trap`)",
    "r": "someone addressed before the content (`told them that`)",
    "p": "a phrase behind one of `prepositions` (`called for talks`)",
}
#: In the column forms: no verb, but an adjective that reports behind a form of `be` (`is glad that`).
ADJECTIVE = "adjective"
#: Verbs that hardly mean anything else, so that a clause after them needs no further sign.
OUTSPOKEN = frozenset("speech claim concede warn promise note tell ask".split())
_FORMS = read_words("verb_forms", "class")
_DOUBLED, _DOUBLED_IN_BRITAIN = (_FORMS["doubles its consonant" + where] for where in ("", " in Britain"))


class Verb(NamedTuple):
    """What is known of one form of a reporting verb."""

    category: str
    frames: frozenset
    prepositions: tuple
    participle: bool  # may be a past participle
    adjective: bool = False
    longer: tuple[tuple[tuple[str, ...], Verb], ...] = ()  # words that make another verb of it (`shot back`)

    @property
    def clausal(self) -> bool:
        """Does it take a clause, with or without that?"""
        return "t" in self.frames or "T" in self.frames

    @property
    def speaks(self) -> bool:
        """Does it take a quotation or a clause?"""
        return self.clausal or "q" in self.frames


def load_reporting_verbs() -> pd.DataFrame:
    """The list of reporting verbs that ships with the library.

    Returns
    -------
    DataFrame
        verb (the base form), forms (``past:participle`` if irregular), noun (``yes`` if the base form is also a common
        noun), category, frames (see `FRAMES`; separated by spaces), prepositions, reference.

    Examples
    --------
    >>> import discourse as dc
    >>> verbs = dc.load_reporting_verbs()
    >>> verbs.loc[verbs["verb"] == "tell", ["forms", "category", "frames"]].values.tolist()
    [['told:told', 'tell', 'q t w r i']]
    """
    return read_shipped("reporting_verbs").fillna("").reset_index(drop=True)


def inflect(verb: str, irregular: str = "") -> dict[str, str]:
    """The forms of a verb: form -> base, s, ing, past or participle.

    >>> inflect("deny")
    {'deny': 'base', 'denies': 's', 'denying': 'ing', 'denied': 'past'}
    >>> inflect("write", "wrote:written")
    {'write': 'base', 'writes': 's', 'writing': 'ing', 'written': 'participle', 'wrote': 'past'}
    """
    if irregular == ADJECTIVE:
        return {verb: "adjective"}
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        third, past, stem = verb[:-1] + "ies", verb[:-1] + "ied", verb
    else:
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
        stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe")) else verb
        stem += verb[-1] if verb in _DOUBLED else ""
        past = stem + "ed" if verb[-1] != "e" or stem != verb else verb + "d"
    forms = {verb: "base", third: "s", stem + "ing": "ing"}
    if not irregular:
        british = {f"{verb}{verb[-1]}ing": "ing", f"{verb}{verb[-1]}ed": "past"} if verb in _DOUBLED_IN_BRITAIN else {}
        return forms | {past: "past"} | british
    past, participle = irregular.split(":")
    return forms | {participle: "participle", past: "past"}


@cache
def read_listed() -> tuple[dict[str, str], dict[str, Verb]]:
    """What `read_verbs` makes of the list that ships."""
    return read_verbs(load_reporting_verbs())


def read_verbs(verbs: pd.DataFrame) -> tuple[dict[str, str], dict[str, Verb]]:
    """Form -> symbol for `discourse.english.phrases`, and form -> `Verb`.

    The symbols: v for a finite form, E for one that may be a participle, G for one in -ing, u for one that may be a
    noun.
    """
    schema.need(verbs, ("verb", "frames"), "the table of reporting verbs")
    columns = ["verb", "forms", "noun", "category", "frames", "prepositions"]
    table = pd.DataFrame({c: verbs[c].astype("str").fillna("") if c in verbs else "" for c in columns})
    symbols: dict[str, str] = {}
    known: dict[str, Verb] = {}
    for verb, forms, noun, category, frames, prepositions in table.itertuples(index=False):
        _check(verb, frames)
        head, *rest = verb.split()
        phrases = tuple(tuple(p.split("_")) for p in prepositions.split())
        for form, kind in inflect(head, forms).items():
            participle = kind == "participle" or (kind == "past" and not forms)
            ambiguous = "u" if noun == "yes" or kind == ADJECTIVE else "v"
            symbol = "G" if kind == "ing" else "E" if participle else "v" if kind == "past" else ambiguous
            found = Verb(
                category, frozenset(frames.split()), phrases, kind in ("past", "participle"), kind == ADJECTIVE
            )
            before = known.get(form, Verb("", frozenset(), (), found.participle))
            if rest:
                symbols.setdefault(form, symbol)
                longer = sorted((*before.longer, (tuple(rest), found)), key=lambda pair: -len(pair[0]))
                known[form] = before._replace(longer=tuple(longer))
            else:
                symbols[form], known[form] = symbol, found._replace(longer=before.longer)
    return symbols, known


def _check(verb: str, frames: str) -> None:
    if not verb.strip():
        raise ValueError(f"the table of reporting verbs has the verb {verb!r}; fill it or drop the row")
    strange = set(frames.split()) - set(FRAMES)
    if strange:
        raise ValueError(
            f"the reporting verb {verb!r} has the frame {min(strange)!r}; choose from {', '.join(FRAMES)}, "
            "separated by spaces"
        )
