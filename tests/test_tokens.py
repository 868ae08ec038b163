"""Tokens and sentences as a linguist would draw them, and the array tokeniser against a plain one."""

from __future__ import annotations

import re
import time
import unicodedata

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, curly_text, odd_text, tokens_of, typed_text
from hypothesis import example, given
from hypothesis import strategies as st

import discourse as dc
from discourse import boundaries, schema
from discourse import tokens as tokens_module
from discourse.boundaries import _MAY_BE_LAST, _NEVER_LAST, BEFORE_NUMBER, Piece
from discourse.tokens import fold, is_word

STRAIGHT = str.maketrans("’“”", '\'""')


def straighten(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_])–(?=[^\W\d_])", "-", text).translate(STRAIGHT)


def sentences_of(text: str) -> list[str]:
    """Each sentence from its first to its last token."""
    tokens = corpus_of(text).tokens
    bounds = tokens.groupby("sentence_id").agg(start=("start", "min"), end=("end", "max"))
    return [text[s:e] for s, e in bounds.to_numpy()]


# --- tokens -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("US–Russia ties", "US – Russia ties"),
        ("US-Russia ties", "US - Russia ties"),
        ("Russo-American", "Russo - American"),
        ("anti-American", "anti - American"),
        ("Trump’s aim", "Trump ’s aim"),
        ("Trump's aim", "Trump 's aim"),
        ("allies’ aims", "allies ’ aims"),
        ("don't, can’t", "don't , can’t"),
        ("we’ve, I'd, she’ll, they’re", "we ’ve , I 'd , she ’ll , they ’re"),
        ("WE’RE HERE", "WE ’RE HERE"),
        ("O’Brien’s", "O’Brien ’s"),
        ("the U.S. and its U.S.-led, U.S.’s", "the U.S. and its U.S. - led , U.S. ’s"),
        ("(Nato)’s, “deal”’s, ‘deal’'s, Inc.'s", "( Nato ) ’s , “ deal ” ’s , ‘ deal ’ 's , Inc. 's"),
        ("St Petersburg and St. Louis", "St Petersburg and St. Louis"),
        ("Mr. Bolton or Mr Bolton", "Mr. Bolton or Mr Bolton"),
        ("e.g. tanks", "e.g. tanks"),
        ("George W. Bush", "George W. Bush"),
        ("handl[ing] it, [w]e said [sic] [1]", "handl[ing] it , [w]e said [ sic ] [ 1 ]"),
        ("[Nato]’s aim", "[ Nato ] ’s aim"),
        ("in 2018.", "in 2018 ."),
        ("the 1990s", "the 1990s"),
        ("No. 10 and no. 3, no.", "No. 10 and no. 3 , no ."),
        ("£5m, $1,000, 3.5%, 10:30", "£ 5m , $ 1,000 , 3.5 % , 10:30"),
        ("30 per cent.", "30 per cent ."),
        ("so… or... or . . . what", "so … or ... or . . . what"),
        ("the U.S... or W...", "the U.S. .. or W. .."),
        ("no -- or — so", "no -- or — so"),
        ("’’ and '' and ``", "’’ and '' and ``"),
        ("he left.She stayed", "he left . She stayed"),
        ("jane-doe@news.org wrote", "jane-doe@news.org wrote"),
        ("see https://a.org/b?c=d-e. Or www.b.com/x, yes", "see https://a.org/b?c=d-e . Or www.b.com/x , yes"),
        ("cafe\u0301s ok", "cafe\u0301s ok"),
        ("co\u00adoperate", "co\u00adoperate"),
        ("a\u00a0b\tc", "a b c"),
        ("a\x00b://x\x00y.org/z", "a b://x y.org/z"),
        ("👍🏽👍 👨\u200d👩\u200d👧\u200d👦!", "👍🏽 👍 👨\u200d👩\u200d👧\u200d👦 !"),
        ("Он сказал: «нет».", "Он сказал : « нет » ."),
        ("他说，不。", "他说 ， 不 。"),
        ("?", "?"),
        ("peace", "peace"),
    ],
)
def test_tokens(text, tokens):
    assert tokens_of(text) == tokens.split(" ")


def test_possessive_behind_a_point_is_one_token_and_no_word():
    tokens = corpus_of("the U.S.’s aim").tokens
    assert is_word(tokens).sum() == 3


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Trump won in 2016. Then 2018 came.", 2),
        ("It fell 30 per cent. Then it rose.", 2),
        ("Sales fell. 30 per cent went.", 2),
        ("It cost £5m. £6m went.", 2),
        ("Mr. Bolton met Gen. Kelly. Dr. No left.", 2),
        ("Some, e.g. Poland, paid. Brown v. Board stood.", 2),
        ("He left the U.S. Congress alone.", 1),
        ("He left the U.S. The Congress stayed.", 2),
        ("George W. Bush won. So did I. We left.", 3),
        ("He went to No. 10. It was shut. He said no. It hurt.", 4),
        ("Well… he left. Well… She stayed.", 3),
        ("Well... he left. Well... She stayed.", 3),
        ("Well . . . he left. Well . . . She stayed.", 3),
        ("He said ‘no.’ Then he left.", 2),
        ("He said “no.” Then he left.", 2),
        ('He said "no." Then he left.', 2),
        ("He said ‘no’. Then he left.", 2),
        ("(He left.) She stayed.", 2),
        ("He left (at noon). She stayed.", 2),
        ("“Why?” he asked. “Why not?” She left.", 3),
        ("He left. ‘She stayed.’", 2),
        ("He left. (She stayed.)", 2),
        ("He left. [She] stayed.", 2),
        ("He left.12 She stayed.[3] They slept.¹ All did.", 4),
        ("He left.She stayed.", 2),
        ("Yahoo! is up.", 1),
        ("Nato, etc. and others. Nato etc. They left.", 3),
        ("Really?! Yes!!! No.", 3),
        ("Он ушёл. Она осталась.", 2),
    ],
)
def test_sentences(text, sentences):
    assert len(sentences_of(text)) == sentences


def test_closing_marks_and_footnote_numbers_stay_with_their_sentence():
    assert sentences_of("He said “no.” “Yes,” she said.12 It ended.[3] (So it did.) Good.") == [
        "He said “no.”",
        "“Yes,” she said.12",
        "It ended.[3]",
        "(So it did.)",
        "Good.",
    ]


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", "\u2029", " \n\t\n "])
def test_no_sentence_crosses_a_paragraph(gap):
    tokens = corpus_of(f"He and I.{gap}U.S. troops and{gap}ours").tokens
    assert tokens["token"].tolist() == ["He", "and", "I", ".", "U.S.", "troops", "and", "ours"]
    assert tokens["sentence_id"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2]
    assert tokens["section_id"].tolist() == [0, 0, 0, 0, 1, 1, 1, 2]


def test_no_sentence_crosses_a_document_and_ids_grow():
    tokens = corpus_of("he and", "she left. It rained", "", "so").tokens
    assert tokens["sentence_id"].tolist() == [0, 0, 1, 1, 1, 2, 2, 3]
    assert tokens["doc_id"].tolist() == ["d0"] * 2 + ["d1"] * 5 + ["d3"]  # d2 is empty and thus rejected


# --- any text ---------------------------------------------------------------------------------------------------


def is_space(char: str) -> bool:
    return unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc")


@given(odd_text)
def test_every_character_but_white_space_is_in_exactly_one_token(text):
    corpus = corpus_of(text)
    if not len(corpus.documents):
        assert len(corpus.rejected) == 1
        assert not text or text.isspace()
        return
    tokens, sections = corpus.tokens, corpus.sections.set_index("section_id")
    inside = [i for s, e in tokens[["start", "end"]].to_numpy() for i in range(s, e)]
    assert inside == [i for i, char in enumerate(text) if not is_space(char)]
    assert [text[s:e] for s, e in tokens[["start", "end"]].to_numpy()] == tokens["token"].tolist()
    assert (tokens["start"].to_numpy() >= sections.loc[tokens["section_id"], "start"].to_numpy()).all()
    assert (tokens["end"].to_numpy() <= sections.loc[tokens["section_id"], "end"].to_numpy()).all()
    assert tokens.groupby("sentence_id")["section_id"].nunique().eq(1).all()
    assert tokens["sentence_id"].drop_duplicates().tolist() == list(range(tokens["sentence_id"].nunique()))


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
        same = char == text[i - 1] and char in ".-!?*=_~`–—" or {char, text[i - 1]} <= {"'", "’"}
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


@given(st.lists(typed_text.filter(str.strip), min_size=1, max_size=20))
@example(["A.b.C. x.Yz I. F. I.\nU.S.’s Mr. No. 10 no.. S.’S. "])
def test_the_array_tokeniser_draws_what_a_plain_one_draws(texts):
    assert tokens_by_document(corpus_of(*texts)) == [plain_tokens(text) for text in texts]
