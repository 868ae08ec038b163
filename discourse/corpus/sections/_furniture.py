"""The wording of page furniture: how bylines, captions, notes on the author, disclaimers and links read.

Patterns for `match` speak of how a paragraph opens, those for `search` of any part of it. Many publishers share
these wordings; none is made for one page.
"""

from __future__ import annotations

import re

from discourse._lists import read_rows, read_words
from discourse._regex import Expression, any_of


def _any(*patterns: str) -> Expression:
    return Expression("|".join(patterns), re.I)


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
    r"(?:commentary|opinion|analysis|published|posted|updated|last updated|date)?\W*(?:on\W+)?"
    rf"{_DATE}\b.{{0,40}}$",
    rf"(?-i:[A-Z])[\w'’.-]*(?: [\w'’.-]+){{1,3}}, {_DATE}$",
    r"\d+[- ]min(?:ute)?s?\.? read",
)
CAPTION = _any(  # search
    r"(?<!\w )courtesy of\b",
    r"\bphoto(?:graph)?s?(?: credit)?(?: by\b| courtesy\b|:|/)",
    r"\bphotographer:",
    r"\bimages? (?:by|courtesy|credit|via|source)\b",
    r"\bpicture(?: credit)?(?: by\b|:)",
    r"\b(?:image|pictured|credit|file photo|main image|cover image):",
    rf"\b(?:{any_of(_WORDS['credit'])})\b",
    r"\((?:photo|image|picture|credit|reuters|ap|afp|epa|getty)\b[^)]*\)$",
    r"^(?:figure|fig\.|table|chart|map|photo|image|above|below|left|right|pictured)\s?\d*\s?[:.|]",
    "©",
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
CORRECTION = _any(r"(?:corrections?|clarifications?|editor['’]?s['’]? note|updated?)\b[^.]{0,40}:")  # match
NOTE = Expression(r"(?:\[\^?\w{1,3}\]:?|\(\d{1,3}\)|\d{1,3}[.)]?)\s+\S|\[\^\w+\]:|[*†‡]\s?\S")
RELATED = _any(  # match
    r"explore\b.{0,40}$",
    r"related\b.{0,40}$",
    r"(?:read (?:more|next|also|on)|see also|also read|more (?:from|on|by|like|in)|in this (?:series|issue|section))\b",
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy)|recommended|trending|most (?:read|popular)|advertisement)\b",
    r"(?:subscribe|sign up|follow us|listen to|support (?:us|our)|donate|join the (?:conversation|discussion))\b",
    r".{0,60}\bnewsletter\b",
    r"share(?: this| on| via)?\b.{0,40}$",
    r"download\b.{0,60}$",
    r"(?:tags?|topics?|keywords?|filed under|categories|regions?)\b\s*:",
    r"(?:print(?: this)?(?: page)?|comments?(?: \(\d+\))?|leave a (?:comment|reply)|back to top)$",
)
LETTERS = Expression(  # search: where to write to
    r"\b(?:letters?|repl(?:y|ies)|responses?|write|respond|contact|e-?mail|send)\b[^@]{0,120}[\w.-]+@[\w-]+\.", re.I
)
KICKER = _any(  # match
    rf"(?:{any_of(_WORDS['rubric'])})(?: [|/·•:–—-] .*)?$"
)
MARKDOWN = Expression(r"#{1,6}\s")
MARKS = frozenset("'\"‘’“”«»")
