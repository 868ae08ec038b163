"""Tokens and sentences as a linguist would draw them, and the array tokeniser against a plain one."""

from __future__ import annotations

import time
import unicodedata

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, curly_text, odd_text, straighten, tokens_of, typed_text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plain_tokeniser import plain_tokens, tokens_by_document

import discourse as dc
from discourse import schema
from discourse.text import tokenise as tokens_module
from discourse.text.characters import INVISIBLE, find_broken_words
from discourse.text.tokenise import fold
from discourse.text.words import is_word

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


# --- any text ---------------------------------------------------------------------------------------------------


def is_space(char: str) -> bool:
    return unicodedata.category(char) in ("Zs", "Zl", "Zp", "Cc")


@given(odd_text)
def test_every_character_that_is_seen_is_in_exactly_one_token(text):
    corpus = corpus_of(text)
    if not len(corpus.documents):
        assert len(corpus.rejected) == 1
        assert not text or text.isspace()
        return
    tokens, sections = corpus.tokens, corpus.sections.set_index("section_id")
    inside = [i for s, e in tokens[["start", "end"]].to_numpy() for i in range(s, e)]
    assert inside == sorted(set(inside))
    broken = {i for low, high in find_broken_words(text) for i in range(low, high)}
    unseen = {i for i, char in enumerate(text) if char in INVISIBLE} | broken
    assert set(inside) - unseen == {i for i, char in enumerate(text) if not is_space(char)} - unseen
    assert unseen.isdisjoint(tokens["start"].tolist())
    assert [text[s:e] for s, e in tokens[["start", "end"]].to_numpy()] == tokens["token"].tolist()
    assert (tokens["start"].to_numpy() >= sections.loc[tokens["section_id"], "start"].to_numpy()).all()
    assert (tokens["end"].to_numpy() <= sections.loc[tokens["section_id"], "end"].to_numpy()).all()
    assert tokens.groupby("sentence_id")["section_id"].nunique().eq(1).all()
    assert tokens["sentence_id"].drop_duplicates().tolist() == list(range(tokens["sentence_id"].nunique()))


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


@pytest.mark.parametrize(
    "broken", ["Rus\u00ad\nsia", "Rus\u00ad\r\nsia", "Rus\u00ad \n  sia", "Rus\u00ad sia", "Rus\u00ad\u00ad\nsia"]
)
@pytest.mark.parametrize("sections", [True, False])
def test_a_word_that_a_soft_hyphen_breaks_at_a_line_end_is_one(broken, sections):
    text = f"The army of {broken} left.\n\nIt came back."
    corpus = corpus_of(text, sections=sections)
    assert corpus.tokens["token"].tolist()[:5] == ["The", "army", "of", broken, "left"]
    assert [text[start:end] for start, end in zip(corpus.tokens["start"], corpus.tokens["end"], strict=True)] == (
        corpus.tokens["token"].tolist()
    )
    assert dc.find_mentions(corpus, dc.load_actors("world"))["actor"].tolist() == ["Russia"]
    assert dc.find_mentions(corpus, dc.load_actors("world"))["text"].tolist() == [broken]
    plain = corpus_of("The army of Russia left.\n\nIt came back.")
    pd.testing.assert_frame_equal(dc.count_features(corpus), dc.count_features(plain))


@pytest.mark.parametrize(
    "text", ["anti\u00ad\nAmerican", "US\u00ad\nRussia", "pre\u00ad and", "Rus\u00ad\n\nsia", "1\u00ad\nb"]
)
def test_other_words_that_stand_at_a_line_end_stay_two(text):
    assert len(corpus_of(text).arrays) == 2


def test_a_soft_hyphen_at_the_end_of_a_text_joins_no_documents():
    assert [tokens_of(text) for text in ("Rus\u00ad", "sia")] == [["Rus"], ["sia"]]
    assert corpus_of("Rus\u00ad", "sia").tokens["token"].tolist() == ["Rus", "sia"]


def test_a_ligature_counts_as_its_letters():
    counted = dc.count_features(corpus_of("The ﬁrst oﬃce and the first office.")).set_index("feature")["n"]
    assert counted.to_dict() == {"the": 2, "first": 2, "office": 2, "and": 1}


def test_fold_sets_typography_aside():
    assert fold(
        [
            "Trump’s",
            "US–Russia",
            "“",
            "’’",
            "co\u00adop",
            "e\u0301",
            "\u200bUS",
            "…",
            "ﬁﬂﬀﬃﬄﬆ",
            "Rus\u00ad\r\nsia",
            "ＵＳ",
        ]
    ) == [
        "Trump's",
        "US-Russia",
        '"',
        '"',
        "coop",
        "é",
        "US",
        "…",
        "fiflffffifflst",
        "Russia",
        "US",
    ]
    assert fold([]) == []
    with pytest.raises(ValueError, match="a string to fold holds a line break; fold tokens or patterns, not texts"):
        fold(["a\nb"])
