"""The wording of page furniture: how bylines, captions, notes on the author, disclaimers and links read.

Patterns for `match` speak of how a paragraph opens, those for `search` of any part of it. Many publishers share
these wordings; none is made for one page.
"""

from __future__ import annotations

import re

from discourse._lists import read_rows, read_words
from discourse._regex import Expression, Guarded, any_of


def _any(*patterns: str) -> Expression:
    return Expression("|".join(patterns), re.I)


def _guarded(*patterns: str, holds: str = "", opens: str = "") -> Guarded:
    """One of the patterns; what it holds, or how it opens, stands beside it, words separated by spaces."""
    return Guarded("|".join(patterns), re.I, holds=holds.split(), opens=opens.split())


_TITLES = {word for kind in ("academic", "address", "noble") for (word,) in read_rows("titles", "word", kind=kind)}
_CALENDAR, _WORDS = read_words("calendar", "kind"), read_words("furniture", "kind")
_MONTH = rf"(?:{any_of(_CALENDAR['month'] | _CALENDAR['month, shortened'])})\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:{any_of(_CALENDAR['weekday'])}),? )?"
    rf"(?:{_DAY} {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
)
BYLINE = _any(  # match
    r"(?:written |words |posted |published |commentary |opinion |analysis )?(?:by|from)\W+(?:the )?(?-i:[A-Z])\S*"
    r"(?:$|,? (?:(?-i:[A-Z])|(?:and|staff|desk|correspondent|contributor|de|van|von|al|bin)\b))",
    r"(?:commentary|opinion|analysis|published|posted|updated|(?:last|latest) updated?|date)?:?\W*(?:on\W+)?"
    rf"{_DATE}\b.{{0,40}}$",
    rf"(?-i:[A-Z])[\w'’.-]*(?: [\w'’.-]+){{1,3}}, {_DATE}$",
    r"\d+[- ]min(?:ute)?s?\.? read|(?:estimated )?reading time\b.{0,20}$",
)
_AGENCY = any_of(_WORDS["agency"])
CAPTION = _guarded(  # search
    r"(?<!\w )courtesy of\b",
    r"\bphoto(?:graph)?s?(?: credit)?(?: by\b| courtesy\b|:|/)",
    r"\bphotographer:",
    r"\bimages? (?:by|courtesy|credit|via|source)\b",
    r"\bpicture(?: credit)?(?: by\b|:)",
    r"\b(?:image|pictured|credit|file photo|main image|cover image):",
    rf"\b(?:{any_of(_WORDS['credit'])})\b",
    rf"[(\[](?:[^()\[\]]{{0,40}}/ ?)?(?:the )?(?:photo|image|picture|credit|{_AGENCY})\b[^()\[\]]*[)\]]\.?$",
    rf"\b(?-i:[A-Z])[\w'’.-]+ ?/ ?(?:the )?(?:{_AGENCY})(?: (?:photo|images))?\.?$",
    rf"\b(?:{_AGENCY})(?: photo)? ?/ ?(?-i:[A-Z])[\w'’. -]+$",
    r"^(?:figure|fig\.|table|chart|map|photo|image|above|below|left|right|pictured)\s?\d*\s?[:.|]",
    "©",
    holds="courtesy photo image picture credit © / ) ] fig table chart map above below left right "
    + " ".join(credit.split()[0] for credit in _WORDS["credit"]),
)
DISCLAIMER = _any(  # search
    r"\b(?:views?|opinions?|positions?|conclusions?)\b[^.]{0,90}\b(?:are|is|remain|represent)\b[^.]{0,60}"
    r"\b(?:author|writer|his|her|their|own|solely|alone)",
    r"\b(?:do|does|did|should|may|need)(?: not|n't)\b[^.]{0,40}"
    r"\b(?:reflect|represent|endorse|be (?:taken|attributed|construed)|speak for)",
    r"\b(?:views?|opinions?)\b[^.]{0,60}\bbelong\b",
    r"\b(?:takes?|has|have|holds?) no (?:\w+ )?positions?\b",
    r"\bendors(?:es?|ing) (?:none|no|neither)\b",
    r"\bin (?:an?|his|her|their) (?:personal|private|individual) capacity\b",
    r"\bviews expressed\b",
    r"\ball rights reserved\b",
    r"\binstitutional (?:positions?|views?)\b",
    r"\b(?:first|originally) (?:appeared|published|ran|posted)\b",
    r"\b(?:republished|reprinted)\b",
    r"\bno conflicts? of interest\b",
    r"^(?:©|copyright\b)",
)
_JOB = rf"(?:{any_of(_WORDS['job'])})\b"
_DOES = rf"(?:{any_of(_WORDS['deed'])})\b"
NAME = (
    rf"(?:(?:{any_of(_TITLES)})\.? )?"
    r"(?-i:[A-Z][\w'’.-]*(?: (?:de |von |van |al-)?[A-Z][\w'’.-]*){1,4})"
)
BIO = _any(  # match
    r"about the author\b",
    r"(?:the|our) (?:writer|author|columnist)s? (?:is|are|was|were|has|have|teaches|writes)\b",
    rf"{NAME},? (?:\([^)]*\),? )?(?:is|was|has been|are|were)\b[^.]{{0,120}}\b(?:{_JOB}|{_DOES})",
    rf"{NAME} (?:{_JOB}|{_DOES})",
    r"(?:follow|contact|email) (?:him|her|them|the author|on )",
    r"@\w+$",
)
NOTES = _any(r"(?:(?:foot|end)?notes?|references|bibliography|sources|works cited):?$")  # match
_PIECE = r"(?:article|story|post|piece|column|page|report|essay|review|interview|blog|item|headline|caption|version)"
_CHANGED = r"(?:amended|corrected|updated|edited|changed|revised|modified|clarified|republished)"
CORRECTION = _guarded(  # match
    r"(?:corrections?|clarifications?|editor['’]?s['’]? note|updated?)\b[^.]{0,40}:",
    rf"(?:this|the(?= \w+ (?:of|on|in|to|above) this)) {_PIECE}\b[^.;:]{{0,50}}\b(?:was|were|has been|have been) "
    rf"(?:\w+ly |last |since |subsequently )?{_CHANGED}\b",
    rf"(?:an|the|a) (?:earlier|previous|original|prior|former) version of (?:this|the|our) {_PIECE}\b",
    r"an (?:earlier|original) version (?:incorrectly|wrongly|mistakenly|mis\w+|gave|had)\b",
    rf"(?:{_CHANGED}|corrections?) (?:on|at) {_DATE}",
    r"corrections? appended\b",
    opens="correction clarification editor update this the an a amended edited changed revised modified republished",
)
NOTE = Expression(r"(?:\[\^?\w{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)]?)\s+\S|\[\^\w+\]:|[*†‡]\s?\S")
RELATED = _guarded(  # match
    r"explore\b.{0,40}$",
    r"related\b.{0,40}$",
    r"(?:read (?:more|next|also|on)|see also|also read|more (?:from|on|by|like|in)|in this (?:series|issue|section))\b",
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy)|recommended|trending|most (?:read|popular)|advertisement)\b",
    r"(?:subscribe|sign up|follow us|listen to|support (?:us|our)|donate|join the (?:conversation|discussion))\b",
    r".{0,60}\bnewsletter\b",
    r"(?:see|view|browse|look at|find) (?:all|more|other)\b[^.!?]{0,40}$",
    # the same in other languages
    r"(?:à lire (?:aussi|également)|lire aussi|lisez aussi|voir aussi|lesen sie (?:auch|mehr)|mehr zum thema|siehe auch"
    r"|lea también|lee también|leggi anche|leia (?:também|mais)|veja também|lees (?:ook|meer)|läs (?:också|även|mer)"
    r"|les også|læs også|lue myös|czytaj (?:też|także|więcej)|zobacz też|čtěte také)\b",
    r"share(?: this| on| via)?\b.{0,40}$",
    r"download\b.{0,60}$",
    r"(?:tags?|topics?|keywords?|filed under|categories|regions?)\b\s*:",
    r"(?:print(?: this)?(?: page)?|comments?(?: \(\d+\))?|leave a (?:comment|reply)|back to top)$",
    holds="newsletter",
    opens="explore related read see also more in you recommended trending most advertisement subscribe sign follow "
    "listen support donate join share download tag topic keyword filed categories region print comment leave back view "
    "browse look find lire lisez voir lesen mehr siehe veja lea leggi les lue czytaj zobacz",
)
_GO_ON = r"(?:continue|keep|read|finish|access|unlock|view|see|watch|get|enjoy)"
_JOIN = r"(?:subscribe|register|log ?in|sign ?in|sign ?up|become a (?:member|subscriber)|create an? (?:free )?account)"
_READER = r"(?:(?:our|paying|registered|premium|digital|paid|free) )*(?:subscribers?|members?|subscription)"
#: What a page says of itself to its readers: that they have to pay, to agree, to sign up, or to scroll.
PROMPT = _guarded(  # match
    # walls
    rf"(?:this|the full|full|our) (?:{_PIECE}|content|access)\b[^.]{{0,30}} (?:is|are) (?:\w+ ){{0,2}}(?:for|to) "
    rf"{_READER}\b",
    rf"(?:please )?{_JOIN}\b[^.]{{0,60}}\b(?:to|and) {_GO_ON}",
    rf"(?:to|in order to) {_GO_ON}\b[^.]{{0,60}}\b{_JOIN}\b",
    r"(?:to )?continue reading\b|keep reading\b.{0,20}$",
    r"(?:already|not yet|not) (?:a |an )?(?:subscriber|subscribed|member|registered)(?:[?.!]|$)",
    r"already have an account\b",
    r"you(?: have|['’]ve) (?:reached|read|used|hit|\d+)\b[^.]{0,60}\b(?:free|limit|articles?|remaining)\b",
    r"(?:start|try|get|claim)\b[^.]{0,30}\b(?:free|trial|unlimited|digital) (?:\w+ )?(?:trial|access|subscription)\b",
    r"unlock (?:this|the|unlimited|all|full)\b",
    # newsletters
    r"(?:get|sign up|subscribe|receive|have|join|want)\b[^.]{0,100}\b(?:in|to|via) (?:your|their) (?:inbox|e-?mail)\b",
    r"(?:get|sign up|receive|join)\b[^.]{0,80}\bby e-?mail\b|never miss (?:a|an|our|the)\b[^.]{0,80}"
    r"\b(?:sign|subscri|e-?mail|newsletter|alert|follow)",
    r"(?:sign up|subscribe|register) (?:here|now|today|for (?:our|the|free)|to (?:our|the))\b",
    r"(?:please )?(?:enter|type) your (?:e-?mail|name|address)\b",
    r"(?:by|when you) (?:sign|subscrib|click|enter|submit|register|continu|creat|provid|us)\w*\b[^.]{0,100}"
    r"\b(?:you )?(?:agree|accept|consent|acknowledge|confirm)\b",
    r"(?:sign-?up|subscription|registration) (?:successful|complete|confirmed)\b",
    r"(?:thank you|thanks) for (?:subscribing|signing up|registering|your subscription|reading the)\b",
    # what readers agree to
    r"i (?:would like to receive|have read and|agree to|consent to|accept|am over \d\d)\b[^.]{0,160}"
    r"\b(?:privacy|personal data|terms|newsletters?|e-?mails?|marketing|offers|cookies)\b",
    # cookies and scripts
    r"(?:we|this (?:web)?site|this page|our (?:web)?site)\b[^.]{0,40}\b(?:uses?|using|sets?) (?:\w+ )?cookies\b",
    r"(?:accept|reject|manage|allow|cookie)(?: all)? (?:cookies|settings|preferences|policy|consent)\b",
    r"(?:this (?:web)?site|this form|this page) is protected by\b",
    r"(?:please )?(?:enable|allow|disable|(?:turn|switch) (?:on|off)) (?:\w+ )?(?:java ?script|cookies|ad ?block\w*)",
    r"(?:this|the) (?:video|content|embed|audio|map|player|chart)\b[^.]{0,40}"
    r"\b(?:could not be|can ?not be|is no longer|requires|failed to)\b",
    # posts, and what goes on below
    r"(?:view|see) (?:this|the) (?:post|tweet|photo|video|profile|thread|more posts?)\b.{0,40}$",
    r"a post shared by\b|[-–—―]+ ?.{2,60} ?\(@\w+\)",
    rf"(?:(?:this|the) {_PIECE} (?:continues|goes on|resumes)|{_PIECE} continues) (?:below|after)\b",
    rf"(?:scroll|swipe|tap|click|hover)\b[^.]{{0,30}}\b(?:for more|below|here|to {_GO_ON})\b",
    # what the house earns, and asks for
    rf"(?:this|our) {_PIECE}\b[^.]{{0,30}}\b(?:contains?|includes?) [^.]{{0,40}}"
    r"\b(?:affiliate|sponsored|products? from|paid|links)\b",
    r"we (?:may |might |could |can )?[^.]{0,40}\b(?:earn|receive|get) [^.]{0,30}\b(?:commissions?|compensation)\b",
    r"(?:if|when) you (?:buy|purchase|click|make a purchase|shop)\b[^.]{0,80}\bcommissions?\b",
    r"(?:do you )?(?:have|got) (?:a|an|any) (?:\w+ )?(?:tips?|story|questions?)\b[^.]{0,60}"
    r"(?:\?|\b(?:contact|e-?mail|send|get in touch|let us know)\b)",
    opens="this the full our please subscribe register log sign become create to in continue keep already not you "
    "start try get claim unlock receive have join want enter type by when subscription registration thank we accept "
    "reject manage allow cookie enable disable turn switch view see a scroll swipe tap click hover if do got never i "
    + _PIECE.strip("(?:)").replace("|", " "),
)
#: How an embedded post ends.
POST = Guarded(r"(?:https?://)?(?:t\.co|pic\.twitter\.com|pic\.x\.com)/\w+$", holds="/")
LETTERS = Expression(  # search: where to write to
    r"\b(?:letters?|repl(?:y|ies)|responses?|write|respond|contact|e-?mail|send)\b[^@]{0,120}[\w.-]+@[\w-]+\.", re.I
)
KICKER = _any(  # match
    rf"(?:{any_of(_WORDS['rubric'])})(?: [|/·•:–—-] .*)?$"
)
MARKDOWN = Expression(r"#{1,6}\s")
MARKS = frozenset("'\"‘’“”«»")
