"""The words of names: what a single word can be in a proper name, before its context is known.

Titles, the heads of names of institutions and places, the small words that join names; and the shapes of words: a
capital, letters only, a number. A class is one bit, so that the classes of a token are one number.
"""

from __future__ import annotations

import re
from functools import cache

from discourse.english import closed_classes

#: The heads of names of institutions and places, by the type of actor that they tell.
HEADS = {
    "party": "alliance coalition democrats front party",
    "government": """
        administration agency airforce army assembly authority battalion brigade bundestag bureau cabinet chamber
        command commission committee commons congress constabulary corps council court department directorate division
        duma embassy fleet force forces government guard house inspectorate intelligence knesset lords marines militia
        ministry navy office parliament police politburo regiment secretariat senate service services treasury tribunal
        """,
    "organisation": """
        academy airlines airways association bank board brotherhood brothers center centre church club college companies
        company confederation conference consortium cooperative corp corporation enterprises federation firm forum
        foundation fund group holdings hospital inc industries initiative institute institution international league ltd
        movement museum network organisation organization partners partnership plc project records school society team
        trust union university
        """,
    "media": """
        broadcasting chronicle gazette herald journal magazine news newspaper post press radio review television times
        tribune tv weekly
        """,
    "state": "emirates kingdom republic states",
    "other": """
        accord accords act agreement airport archipelago avenue award awards battle bay bill bridge campaign canal cape
        championship city coast conflict constitution convention county cup declaration desert district duchy dynasty
        east election elections empire event festival games gulf highlands highway hill hills invasion island islands
        isle lake massacre mountain mountains north ocean olympics pact park peninsula plain plan plateau port
        prefecture prize protocol province rebellion referendum region resolution revolt revolution river road
        sea siege south square state station strait straits street summit territory treaty trial trials valley
        village war wars west
        """,
}
#: Groups that act under another's name, by type: the Iraqi government, ISIL fighters.
GROUPS = {
    "government": "administration army authorities forces government military navy police regime soldiers troops units",
    "organisation": "coalition fighters insurgents militants militia militias rebels separatists terrorists",
    "other": "people",
}
GROUP_TYPE = {word: kind for kind, words in GROUPS.items() for word in words.split()}
HEAD_TYPE = {word: kind for kind, words in HEADS.items() for word in words.split()}

WORD, CAPITAL, SMALL, ACRONYM, NUMBER, YEAR, LETTER, LOUD = (1 << n for n in range(8))
CLOSED, FUNCTION, CALENDAR, TITLE, MODIFIER, PORTFOLIO, HEAD, BODY = (1 << n for n in range(8, 16))
OF, FOR, IN, THE, AND, PARTICLE, ARTICLE, OWNER, EVENT, GROUP, NARROW = (1 << n for n in range(16, 27))
PLACE, VERB, ADVERB, PLURAL, PREFIX, CHAMBER, AL, A, SINGULAR, THING, STAFF, NATION, ELECTORAL = (
    1 << n for n in range(27, 40)
)
STOP, COMMA, COLON, QUOTE, OPEN, CLOSE, DASH, HYPHEN, AMPERSAND, POSSESSIVE, AT = (1 << n for n in range(40, 51))

_CLASSES = {
    # before a person's name and no part of it
    TITLE: """
        adm admiral admirals adviser advisers advisor advisors ambassador ambassadors archbishop attorney baron
        baroness bishop bishops brig brigadier capt captain cardinal chairman chairperson chairwoman chancellor
        chancellors chief col colonel commander commissioner commissioners comrade congressman congressmen
        congresswoman corporal count countess cpl dame deputies detective director directors doctor dr
        excellencies excellency gen general generals gov governor governors highness honourable inspector judge
        judges justice justices lady leader leaders lieutenant lord lt maj majesty major marshal mayor mayors
        member members messrs minister ministers miss mr mrs ms officer officers premier pres president
        presidents prof professor professors pvt rabbi rep reps representative representatives rev reverend sec
        secretaries secretary sen senator senators sens sergeant sgt sheikh sheriff sir spc speaker spokesman
        spokesperson spokeswoman
        """,
    # narrows a title: Vice President, Defence Secretary, Press Secretary
    MODIFIER: """
        acting assistant associate attorney brigadier cabinet chief defence defense deputy district education
        environment field finance first foreign former health home house interior justice labor labour lieutenant major
        majority minority national petty press prime rear security senate senior shadow trade treasury under vice
        """,
    # what an office is for: Secretary of State, Minister of Foreign Affairs
    PORTFOLIO: """
        affairs agriculture arts citizenship climate commerce communications culture defence defense development
        economy education employment energy environment exchequer finance foreign health home housing human
        immigration industry information innovation intelligence interior justice labor labour national pensions
        planning public research rural science security social sport sports staff state technology tourism trade
        transport transportation treasury urban veterans war welfare works
        """,
    # may bind `for`, `on` and `against`: Centre for Policy Studies, Council on Foreign Relations
    BODY: """
        agency alliance association board bureau campaign center centre coalition commission committee conference
        council court department fatherland forum foundation front fund group house initiative institute ministry
        movement network office organisation organization party program programme project school secretary society union
        """,
    # words that name a body on their own, though they head longer names too
    CHAMBER: "bundestag commons congress democrats duma knesset lords parliament politburo senate",
    THING: HEADS["other"] + " " + HEADS["state"],
    PARTICLE: """
        ad af al ar av az ben bin da das de del della den der di do dos du el ibn la las le los ten ter ud ul van von y
        zu zur
        """,
    ARTICLE: "ad al an ar as ash at az el",
    AL: "al",
    OWNER: """
        children citizen citizens farmers king men people peoples queen saint st student students teachers veterans
        women workers world
        """,
    EVENT: "championship conference convention coup election elections games invasion primaries referendum revolution "
    "summit war",
    # what may stand in lower case between: the 2011 Irish general election
    ELECTORAL: """
        annual assembly by civil congressional constitutional council federal general gubernatorial independence
        leadership legislative local mayoral membership municipal national parliamentary party presidential primary
        provincial regional senate senatorial snap special state
        """,
    GROUP: " ".join(GROUP_TYPE),
    # and what may stand between: the Iraqi security forces
    NARROW: "air armed central coalition democratically elected federal government ground intelligence interim local "
    "military national naval security special state tactical transitional",
    # but not in government officials, army chief
    STAFF: """
        base bases chief chiefs commander commanders force forces headquarters leader leaders minister ministers
        officer officers official officials personnel policy source sources spokesman spokesperson spokeswoman station
        """,
    NATION: "government people",
    PREFIX: "anti co non post pre vice",
    OF: "of",
    FOR: "for on against",
    IN: "in of",
    THE: "the",
    A: "a an",
    AND: "and",
    PLACE: "across in inside into near outside throughout",
    SINGULAR: "does has is says was",
    VERB: "became can could did does had has is made remains said says told took was went will won would wrote",
}
_STARTERS = """
    according again ago ah almost already also always am another apart away back based born both come consider
    despite don't dozens due eight eleven else even ever finally first five follow following four further
    furthermore given hello hence here hers how however hundreds i'd i'll i'm i've indeed instead it's just
    largely last later let like lol many maybe meanwhile millions mine moreover most much neither never
    nevertheless next nine no nonetheless nor not now often oh ok once one only other others otherwise ours
    overall part perhaps please pm quite rather rt same second see seven several similarly simply six sometimes
    soon still such ten thank thanks that's theirs then there thereby therefore third though thousands three
    thus today tomorrow tonight too twelve two unfortunately usually various very well what yes yesterday yet
    yours
"""
_DAYS = """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun spring summer
    autumn winter christmas easter eid ramadan thanksgiving
"""
_MARKS = {",": COMMA, ":": COLON, "(": OPEN, ")": CLOSE, "&": AMPERSAND, "'s": POSSESSIVE, "@": AT, "#": AT, "/": AT}
_MARKS |= {".": STOP, "!": STOP, "?": STOP, ";": STOP, "...": STOP, "•": COLON, "*": COLON, "-": DASH}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ACRONYM = re.compile(r"[A-Z]\d{1,3}|[A-Z]{2,}s|[A-Z][a-z]?[A-Z]{2,}|(?:[A-Z]\.?){2,}|[A-Z][A-Z0-9&]+")
COMPOUND_ENDING = re.compile(
    r"(?:age|ed|elect|era|free|friendly|general|held|ing|led|like|made|old|only|owned|run|style|type|wide|wing|year)$"
)
_COMMON = (
    closed_classes.DETERMINERS | closed_classes.PREPOSITIONS | closed_classes.COORDINATORS | closed_classes.AUXILIARIES
)


@cache
def word_classes() -> dict[str, int]:
    """Lower-case word -> its classes."""
    bits: dict[str, int] = dict.fromkeys(HEAD_TYPE, HEAD)
    closed = (
        _COMMON
        | closed_classes.PRONOUNS
        | closed_classes.SUBORDINATORS
        | closed_classes.RELATIVES
        | closed_classes.INTERROGATIVES
    )
    classes = [(kind, words.split()) for kind, words in _CLASSES.items()]
    days = [
        *closed_classes.MONTHS,
        *closed_classes.WEEKDAYS,
        *(f"{day}s" for day in closed_classes.WEEKDAYS),
        *_DAYS.split(),
    ]
    closed = (closed | set(_STARTERS.split())) - closed_classes.MONTHS  # the month May
    classes += [(CLOSED, closed), (FUNCTION, _COMMON), (CALENDAR, days)]
    for kind, words in classes:
        for word in words:
            bits[word] = bits.get(word, 0) | kind
    return bits


def classify(form: str, lower: str, words: dict[str, int]) -> int:
    """The classes of a type: its shape and, set in lower case, what word it is."""
    mark = _MARKS.get(form)
    if mark is not None:
        return mark
    head = form[:1]
    if not head.isalpha():
        if head.isdigit():
            return NUMBER | YEAR * bool(_YEAR.fullmatch(form)) | WORD * any(map(str.isalpha, form))
        return QUOTE * (head in "\"'" and not form.strip("\"'"))
    bits = WORD | words.get(lower[:-1] if lower[-1] == "." and len(lower) > 2 else lower, 0)
    if form == lower or (head.islower() and not form.isalnum()):
        return bits | SMALL | VERB * (lower[-2:] == "ed" and len(lower) > 3)
    bits |= CAPITAL | PLURAL * (lower[-1] == "s" and lower[-2:] not in ("ss", "us", "is"))
    bits |= ADVERB * lower.endswith(("ly", "ing"))
    if len(form.rstrip(".")) == 1:
        return bits | LETTER | CLOSED * (form == "I")
    if _ACRONYM.fullmatch(form):
        bits = bits & ~CLOSED | ACRONYM
    return bits | LOUD * (form.isupper() and form.isalpha())
