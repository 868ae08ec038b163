"""A plain tokeniser, character by character, for the array tokeniser to be compared with."""

from __future__ import annotations

import re

from discourse.text._boundaries import _MAY_BE_LAST, _NEVER_LAST, BEFORE_NUMBER

LETTER, WORD, APOSTROPHE = "[A-Za-z]", "[A-Za-z0-9]", "['’]"
INSIDE = [
    WORD,
    rf"(?<={WORD}){APOSTROPHE}(?={WORD})",  # don't
    rf"(?<=[.)\]“”\"'’]){APOSTROPHE}[sS](?!{WORD})",  # the U.S.'s
    r"(?<=[0-9])[.,:](?=[0-9])",  # 3.5
    rf"(?<={LETTER})\.(?={LETTER})(?!(?<=[a-z]\.)[A-Z][a-z])",  # U.S, but not left.She
    rf"(?<={LETTER}\.{LETTER})\.",  # the last point of U.S.
    rf"(?<!{WORD})(?<!{WORD}['’])(?<![.)\]“”\"'’]['’](?=S))[A-HJ-Z]\.(?!{LETTER})",  # George W. Bush
    rf"(?<!{WORD})(?<!{WORD}['’])I\.(?= [A-Z]\.)",  # I. F. Stone
    rf"(?<={WORD})\[{LETTER}+\]|\[{LETTER}+\](?={WORD})",  # handl[ing]
    rf"{WORD}*://\S*[\w/]",
    rf"{WORD}*www\.\S*[\w/]",
    rf"(?:[._+-]|{WORD})*@[\w-]+(?:\.[\w-]+)+",
]
CLITIC = rf"(?<=[A-Za-z0-9.)\]“”\"'’]){APOSTROPHE}(?:s|(?<={WORD}.)(?:d|m|re|ve|ll))(?!{WORD})"


def plain_tokens(text: str) -> list[str]:
    """The documented rules one after the other, character by character."""
    inside = {i for rule in INSIDE for m in re.finditer(rule, text) for i in range(*m.span())}
    clitics = {m.start() for m in re.finditer(CLITIC, text, re.I)}
    tokens: list[str] = []
    for i, char in enumerate(text):
        if char.isspace():
            continue
        joined = i > 0 and not text[i - 1].isspace() and i not in clitics
        same = (char == text[i - 1] and char in ".-!?*=_~`–—") or {char, text[i - 1]} <= {"'", "’"}
        within = i in inside and i - 1 in inside
        if joined and (within or (same and i not in inside and i - 1 not in inside)):
            tokens[-1] += char
            continue
        if char == "." and i not in inside and joined and text[i + 1 : i + 2] != ".":
            before_number = re.match(r" ?[0-9]", text[i + 1 :])
            known = [*_NEVER_LAST, *_MAY_BE_LAST, *(BEFORE_NUMBER if before_number else [])]
            if tokens[-1] in known:
                tokens[-1] += char
                continue
        tokens.append(char)
    return tokens


def tokens_by_document(corpus) -> list[list[str]]:
    tokens = corpus.tokens["token"].astype("str").groupby(corpus.tokens["doc_id"], observed=False).agg(list)
    return tokens.reindex(corpus.documents["doc_id"]).tolist()


CHINESE = "".join(chr(0x4E00 + i) for i in range(300))
