"""The closed classes of English words: what stands around a name or a verb, without a parser.

Annotators tell a clause's subject from a place, or a cue of speech from a noun, by the few hundred words of these
classes. They are facts of the language, listed in any reference grammar (Huddleston and Pullum 2002). The words stand
in `discourse/data`: closed_classes.csv, calendar.csv, numerals.csv.
"""

from __future__ import annotations

from discourse._lists import read_words

_CLASS = read_words("closed_classes", "class")
_TIME = read_words("calendar", "kind")
_NUMERAL = read_words("numerals", "class")

ARTICLES = _CLASS["article"]
DEMONSTRATIVES = _CLASS["demonstrative"]
POSSESSIVES = _CLASS["possessive"]
QUANTIFIERS = _CLASS["quantifier"]
DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | QUANTIFIERS
#: Determiners that stand alone for their noun (`those said`).
PRONOUN_LIKE = _CLASS["stands alone"]
SUBJECT_PRONOUNS = _CLASS["subject pronoun"]
OBJECT_PRONOUNS = _CLASS["object pronoun"]
REFLEXIVES = _CLASS["reflexive"]
INDEFINITES = _CLASS["indefinite"]
PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | REFLEXIVES | INDEFINITES

BE = _CLASS["be"]
HAVE = _CLASS["have"]
DO = _CLASS["do"]
#: The auxiliary of the passive beside `be`; none of `AUXILIARIES`, as it mostly is a verb of its own.
GET = _CLASS["get"]
MODALS = _CLASS["modal"]
AUXILIARIES = BE | HAVE | DO | MODALS
FINITE_AUXILIARIES = AUXILIARIES - _CLASS["not finite"]

PREPOSITIONS = _CLASS["preposition"]
COORDINATORS = _CLASS["coordinator"]
SUBORDINATORS = _CLASS["subordinator"]
RELATIVES = _CLASS["relative"]
INTERROGATIVES = _CLASS["interrogative"]
#: Words that open another clause, and those that do so after a comma.
CLAUSE_OPENERS = _CLASS["clause opener"]
CLAUSE_OPENERS_AFTER_COMMA = _CLASS["clause opener after a comma"]

#: Adverbs without -ly, and words in -ly that are none.
ADVERBS = _CLASS["adverb"]
NO_ADVERBS_IN_LY = _CLASS["no adverb in -ly"]

MONTHS = _TIME["month"]
WEEKDAYS = _TIME["weekday"]
#: Names of days and months, written out or shortened, and `today`.
TIMES = MONTHS | WEEKDAYS | _TIME["month, shortened"] | _TIME["weekday, shortened"] | _CLASS["day from now"]
#: What `this`, `last` and `next` make a time of.
SPANS_OF_TIME = _CLASS["span of time"]
#: What a text is full of whatever it is about: the classes above, `not` and `there`.
FUNCTION_WORDS = (
    DETERMINERS | PRONOUN_LIKE | PRONOUNS | AUXILIARIES | PREPOSITIONS | COORDINATORS | SUBORDINATORS | RELATIVES
) | (INTERROGATIVES | {"not", "there"})
#: Words of these classes that are names, too: a capital tells.
ALSO_NAMES = _CLASS["also a name"]
#: Words that titles write small.
SMALL_IN_TITLES = _CLASS["small in titles"]

#: Numbers in words, above one, and `percent`, which counts a share.
NUMERALS = _NUMERAL["cardinal"] | _NUMERAL["unit"] | _NUMERAL["fraction"]
SHARES = _NUMERAL["share"]
