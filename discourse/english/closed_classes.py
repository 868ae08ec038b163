"""The closed classes of English words: what stands around a name or a verb, without a parser.

Annotators tell a clause's subject from a place, or a cue of speech from a noun, by the few hundred words of these
classes. They are facts of the language, listed in any reference grammar (Huddleston and Pullum 2002).
"""

from __future__ import annotations

ARTICLES = frozenset("a an the".split())
DEMONSTRATIVES = frozenset("this that these those".split())
POSSESSIVES = frozenset("my your his her its our their whose".split())
QUANTIFIERS = frozenset(
    """
    all another any both each either enough every few fewer less little many more most much neither no none several
    some such
    """.split()
)
DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | QUANTIFIERS
SUBJECT_PRONOUNS = frozenset("i you he she it we they who".split())
OBJECT_PRONOUNS = frozenset("me you him her it us them whom".split())
REFLEXIVES = frozenset("myself yourself himself herself itself ourselves yourselves themselves oneself".split())
INDEFINITES = frozenset(
    """
    anybody anyone anything everybody everyone everything nobody nothing one ones others somebody someone something
    """.split()
)
PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | REFLEXIVES | INDEFINITES

BE = frozenset("am is are was were be been being 'm 're ain't isn't aren't wasn't weren't".split())
HAVE = frozenset("have has had having 've haven't hasn't hadn't".split())
DO = frozenset("do does did doing done don't doesn't didn't".split())
MODALS = frozenset(
    """
    can could may might must shall should will would ought cannot can't couldn't mayn't mightn't mustn't shan't
    shouldn't won't wouldn't oughtn't 'll 'd
    """.split()
)
AUXILIARIES = BE | HAVE | DO | MODALS

PREPOSITIONS = frozenset(
    """
    aboard about above across after against along alongside amid amidst among amongst around as at atop before behind
    below beneath beside besides between beyond by concerning despite down during except for from in inside into like
    near of off on onto opposite out outside over past per regarding since through throughout till to toward towards
    under underneath unlike until unto up upon versus via with within without
    """.split()
)
COORDINATORS = frozenset("and but or nor yet so".split())
SUBORDINATORS = frozenset(
    """
    after although as because before if lest once since than that though till unless until when whenever where whereas
    wherever whether while whilst
    """.split()
)
RELATIVES = frozenset("that which who whom whose where when why".split())
INTERROGATIVES = frozenset("how what when where whether which who whom whose why".split())

MONTHS = frozenset("january february march april may june july august september october november december".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
