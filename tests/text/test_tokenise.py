"""Tokens and sentences as a linguist would draw them, and the array tokeniser against a plain one."""

from __future__ import annotations

import re
import time
import unicodedata

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, curly_text, odd_text, straighten, tokens_of, typed_text
from hypothesis import example, given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.text import tokenise as tokens_module
from discourse.text._boundaries import _MAY_BE_LAST, _NEVER_LAST, BEFORE_NUMBER, Piece
from discourse.text.characters import Alphabet
from discourse.text.tokenise import fold
from discourse.text.words import is_word


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
        ("(a)'d, “b”’m", "( a ) ' d , “ b ” ’ m"),
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
    tokens = corpus_of("the U.S.’s aim").arrays
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
        ("He left.12 She stayed.[3][4] They slept.¹ All did.", 4),
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


@given(st.lists(typed_text.filter(str.strip), min_size=1, max_size=20))
@example(["A.b.C. x.Yz I. F. I.\nU.S.’s Mr. No. 10 no.. S.’S. "])
def test_the_array_tokeniser_draws_what_a_plain_one_draws(texts):
    assert tokens_by_document(corpus_of(*texts)) == [plain_tokens(text) for text in texts]


def with_pieces(size: int, texts: list[str]) -> pd.DataFrame:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens_module, "_PIECE", size)
        return corpus_of(*texts).tokens


@settings(max_examples=20)
@given(st.lists(st.one_of(odd_text, typed_text), min_size=1, max_size=8))
@example(["It ended. “", "then I.", "U.S. aid", "\u200dx"])
def test_documents_are_read_alike_however_they_are_batched(texts):
    together = corpus_of(*texts)
    tokens = together.tokens
    for size in (1, 30):
        pd.testing.assert_frame_equal(with_pieces(size, texts), tokens, check_categorical=False)
    alone = [corpus_of(text).tokens for text in together.documents["text"]]
    counts = [t["sentence_id"].nunique() for t in alone]
    shifted = [t["sentence_id"].tolist() for t in alone]
    before = np.cumsum([0, *counts])
    assert tokens["sentence_id"].tolist() == [n + b for ids, b in zip(shifted, before, strict=False) for n in ids]
    assert tokens["token"].tolist() == [word for t in alone for word in t["token"]]


LONG = np.uint64(0xFF << 56)  # what the keys of long tokens begin with; short ones are their own key


@pytest.mark.parametrize("key_of", [lambda start, key: key * 0 + LONG, lambda start, key: LONG + key % 2])
@pytest.mark.parametrize("size", [1, 1 << 18])
@pytest.mark.parametrize(
    "texts",
    [
        ["Rapprochement or confrontation? Sanctions, Rapprochement; negotiations.", "negotiations or nothing"],
        ["Rapprochement", "confrontation", "Rapprochement"],
        ["Rapprochement or"],
        ["or Rapprochement"],
    ],
)
def test_tokens_are_right_when_hashes_collide(monkeypatch, key_of, size, texts):
    right = tokens_by_document(corpus_of(*texts))
    keys = Piece._keys

    def collide(piece, start, length):
        key, hashed, check = keys(piece, start, length)
        return np.where(length > 8, key_of(start.astype(np.uint64), key), key), hashed, check

    monkeypatch.setattr(Piece, "_keys", collide)
    monkeypatch.setattr(tokens_module, "_PIECE", size)
    corpus = corpus_of(*texts)
    assert tokens_by_document(corpus) == right == [plain_tokens(text) for text in texts]
    assert corpus.tokens["token"].cat.categories.is_unique


CHINESE = "".join(chr(0x4E00 + i) for i in range(300))


def test_more_characters_than_bytes_leave_every_rule_in_force():
    hard = "Trump’s “no.” We’ve – so… 👩\u200d🚀 said ‘it’. 中国 and 国中 differ. 中国 stays, a\u0304-b"
    texts = [f"{CHINESE}。{CHINESE[::-1]}，ΑΒΓ", hard, f"{CHINESE}。"]
    tokens = tokens_by_document(corpus_of(*texts))
    assert tokens == [[CHINESE, "。", CHINESE[::-1], "，", "ΑΒΓ"], tokens_of(hard), [CHINESE, "。"]]
    assert corpus_of(CHINESE, hard).tokens["sentence_id"].max() == corpus_of(hard).tokens["sentence_id"].max() + 1
    assert tokens[1][:4] == ["Trump", "’s", "“", "no"]
    assert "👩\u200d🚀" in tokens[1]


@given(st.lists(st.text(alphabet=CHINESE + "ab ’.\u0301", min_size=1, max_size=40), min_size=1, max_size=5))
def test_tokens_of_spilled_characters_are_their_text(texts):
    corpus = corpus_of(CHINESE, *texts)
    for doc, start, end, token in corpus.tokens[["doc_id", "start", "end", "token"]].itertuples(index=False):
        assert token == (CHINESE, *texts)[int(doc[1:])][start:end]
    assert corpus.tokens["token"].cat.categories.is_unique


@pytest.mark.parametrize("sections", [False, True])
def test_one_line_of_five_megabytes(sections):
    line = "The US–Russia pact isn’t dead; Mr. Lee’s envoys may yet save it. "  # 17 tokens
    began = time.process_time()
    corpus = corpus_of(line * (5_000_000 // len(line)), sections=sections)
    assert time.process_time() - began < 20
    n = 5_000_000 // len(line)
    assert len(corpus.tokens) == 17 * n
    assert corpus.tokens["sentence_id"].iloc[-1] == n - 1
    assert corpus.tokens["token"].cat.categories.size == 17
    assert corpus.sections["role"].tolist() == ["body"]


def test_an_empty_corpus_has_every_column_and_dtype():
    empty, full = corpus_of(), corpus_of("Words.")
    assert len(empty.tokens) == 0
    for name in ("documents", "sections", "tokens", "rejected"):
        for corpus in (empty, full):
            table, columns = getattr(corpus, name), schema.TABLES[name]
            assert list(table.columns) == list(columns)
            assert [str(d) for d in table.dtypes] == [dtype for dtype, _ in columns.values()]


def test_only_the_asked_roles_become_tokens():
    text = (
        "# Signs of a thaw\n\nThe thaw is real, and it will last for as long as both of the two sides want it to last."
    )
    text += "\n\nThey do not want it today, as far as anybody who has met either of them in this cold year can tell."
    frame = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    titles = dc.from_documents(frame, roles=["title"]).tokens
    assert titles["token"].tolist() == ["#", "Signs", "of", "a", "thaw"]
    assert "Signs" not in dc.from_documents(frame).tokens["token"].tolist()
    with pytest.raises(ValueError, match=r"a role is 'headline'; choose one of 'title', 'standfirst'"):
        dc.from_documents(frame, roles=["headline"])


# --- typography and words ---------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(st.one_of(curly_text, typed_text), min_size=1, max_size=10))
def test_typography_changes_no_token_word_or_sentence(texts):
    curly = corpus_of(*texts)
    straight = corpus_of(*[straighten(text) for text in texts])
    assert fold(curly.tokens["token"].tolist()) == fold(straight.tokens["token"].tolist())
    same = ["section_id", "sentence_id", "start", "end"]
    pd.testing.assert_frame_equal(curly.tokens[same], straight.tokens[same])
    assert is_word(curly.arrays).tolist() == is_word(straight.arrays).tolist()
    pd.testing.assert_frame_equal(dc.count_words(curly), dc.count_words(straight))


def test_fold_sets_typography_aside():
    assert fold(["Trump’s", "US–Russia", "“", "’’", "co\u00adop", "e\u0301", "\u200bUS", "…"]) == [
        "Trump's",
        "US-Russia",
        '"',
        '"',
        "coop",
        "é",
        "US",
        "…",
    ]
    assert fold([]) == []
    with pytest.raises(ValueError, match="a string to fold holds a line break; fold tokens or patterns, not texts"):
        fold(["a\nb"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("trade-off, Russo-American, anti-American, mid-2018, US-led", 5),
        ("US–Russia", 2),
        ("US-Russia, US–Mexico, Mexico–US", 6),
        ("Al-Qaeda’s and al-Qaeda’s", 3),
        ("Trump’s, Trump's, allies’", 3),
        ("we’ve, don’t, I’d", 3),
        ("handl[ing]", 1),
        ("2017-18 and 2017–18", 5),
        ("the talks—which failed—were short", 6),
        ("the talks – which failed -- were short", 6),
        ("so-called know-how", 2),
        ("once-in-a-decade", 1),
        ("pre- and post-war", 3),
        ("-led, - , US-", 2),
        ("£5m … 👍 & 30%", 2),
    ],
)
def test_words(text, words):
    assert is_word(corpus_of(text).arrays).sum() == words
    assert is_word(corpus_of(straighten(text)).arrays).sum() == words


def test_no_compound_crosses_a_paragraph():
    assert is_word(corpus_of("post-\nwar", "mid-", "2018").arrays).tolist() == [True, False, True, True, False, True]
    assert is_word(corpus_of().arrays).tolist() == []


def test_no_key_of_a_long_token_or_of_one_with_rare_characters_is_that_of_a_short_one():
    texts = [f"{CHINESE} or confrontation", "a rapprochement, or 中国", "or"]
    alphabet = Alphabet()
    piece = Piece(texts, alphabet)
    size = piece.end - piece.start
    long = piece.key >> np.uint64(56) == 0xFF
    assert long.tolist() == (size > 8).tolist()
    assert sum(long) == 3
    assert piece.hashed.tolist() == np.flatnonzero(long).tolist()
    assert piece.check.all()
    assert (piece.check_of(np.arange(len(size))) > 0).tolist() == long.tolist()
    assert [piece.text(piece.start[i], piece.end[i]) for i in piece.spilled()] == [CHINESE, "中国"]
