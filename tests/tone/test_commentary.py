"""The shipped list of evaluative words: complete, consistent, and what its README says; and the rules around it."""

from __future__ import annotations

import pandas as pd
import pytest

from discourse.corpus.corpus import from_documents
from discourse.tone.commentary import listed, load_tone
from discourse.tone.sentiment import sentiment_evidence

TONE = load_tone()
CATEGORIES = set(
    "harm against law failure vice lack trouble propriety for help success good judgement appreciation phrase "
    "negation grammar neutral".split()
)


def evidence(text: str, *words: str) -> dict[str, tuple[float, str]]:
    corpus = from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}), sections=False)
    table = sentiment_evidence(corpus, lexicon="commentary").fillna({"rule": ""})
    factor = (table["contribution"] / table["valence"]).round(3)
    found = dict(zip(table["text"], zip(factor, table["rule"], strict=True), strict=True))
    return {word: found[word] for word in words or found}


def test_columns():
    assert TONE.columns.tolist() == [
        "pattern", "category", "lemma", "part", "grade", "valence", "agent", "patient", "reference"
    ]  # fmt: skip
    assert TONE.drop(columns=["agent", "patient"]).notna().all(axis=None)
    assert set(TONE["category"]) == CATEGORIES
    assert set(TONE["part"]) == {"verb", "noun", "adjective", "phrase", "function word", "other"}
    assert TONE["pattern"].is_unique
    assert (TONE["pattern"] == TONE["pattern"].str.lower()).all()
    assert TONE["pattern"].is_monotonic_increasing
    assert len(TONE) > 9000


def test_values():
    assert TONE[["grade", "valence", "agent", "patient"]].abs().max(axis=None) <= 1
    moved = TONE[TONE["grade"] != 0]
    assert ((moved["valence"] > 0) == (moved["grade"] > 0)).all()
    assert (moved["valence"].abs() >= 0.25 * moved["grade"].abs() - 0.006).all()
    assert (TONE.loc[TONE["category"] == "neutral", "valence"] == 0).all()
    assert (TONE["agent"].notna() == (TONE["part"] == "verb")).all()
    assert (TONE["agent"].notna() == TONE["patient"].notna()).all()
    assert not (TONE[["agent", "patient"]] == 0).any(axis=None)


def test_inflections_share_their_grade_and_value():
    forms = TONE[TONE["lemma"] == "betray"].set_index("pattern")
    assert sorted(forms.index) == ["betray", "betrayed", "betraying", "betrays"]
    assert forms[["grade", "valence", "agent", "patient"]].nunique().tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("word", "security defense defence force interest party united national state general".split())
def test_words_of_politics_are_neutral(word):
    assert not (TONE["pattern"] == word).any()


@pytest.mark.parametrize("word", "tax taxes house new most back kindly museum teacher education united".split())
def test_words_of_topic_and_grammar_are_no_evaluation(word):
    assert not (TONE["pattern"] == word).any()


@pytest.mark.parametrize("text", ["The Nobel Peace Prize.", "The sound of music.", "Vanity Fair.", "The alt-right."])
def test_names_and_compounds_that_only_look_like_praise(text):
    assert evidence(text) == {}


@pytest.mark.parametrize(
    ("text", "sign"), [("a slippery slope", -1), ("a short-sighted plan", -1), ("a ray of hope", 1)]
)
def test_phrases_and_compounds_count_as_one_word(text, sign):
    corpus = from_documents(pd.DataFrame({"doc_id": ["a"], "text": [f"It was {text}."]}), sections=False)
    table = sentiment_evidence(corpus, lexicon="commentary")
    assert len(table) == 1
    assert table["valence"].item() * sign > 0


def test_set_phrases_protect_their_words():
    assert evidence("The security council and social security need peace talks.").keys() == {"peace talks"}
    assert evidence("A great deal of it, in fact.") == {}


def test_the_list_is_read_once():
    assert listed() is listed()
    assert len(listed().patterns) == len(TONE)


@pytest.mark.parametrize(
    ("text", "word", "factor", "rule"),
    [
        ("The plan is good.", "good", 1, ""),
        ("The plan is not good.", "good", -0.6, "negated by not"),
        ("The plan isn’t bad.", "bad", -0.4, "negated by isn't"),
        ("Nowhere was the plan good.", "good", -0.6, "negated by nowhere"),
        ("Never was the plan good.", "good", -0.6, "negated by never"),
        ("Rarely was it good.", "good", -0.6, "negated by rarely"),
        ("It was seldom good.", "good", -0.6, "negated by seldom"),
        ("Nobody had a good plan.", "good", -0.6, "negated by nobody"),
        ("Few had a good plan.", "good", 1, ""),
        ("It is not only good.", "good", 1, ""),
        ("Clean work, no problem.", "problem", -0.4, "negated by no"),
        ("No doubt it is a good plan.", "good", 1, ""),
        ("It came out of nowhere as a good plan.", "good", 1, ""),
        ("Few had a bad plan.", "bad", 0.3, "undone by few"),
        ("The plan is not, they say, good.", "good", 1, ""),
        ("Not he who is good.", "good", 1, ""),
        ("The plan is very good.", "good", 1.3, "raised by very"),
        ("The plan is rather good.", "good", 0.7, "softened by rather"),
        ("It will prevent a disaster.", "disaster", -0.4, "turned by prevent"),
        ("It will prevent a success.", "success", -0.6, "turned by prevent"),
        ("It did not prevent a disaster.", "disaster", 1, ""),
        ("It will prevent a disaster.", "prevent", 0, "turns another word"),
        ("Hatred grew.", "Hatred", 1.3, "strengthened by grew"),
        ("Hatred grew.", "grew", 0, "turns another word"),
        ("They fight against hatred.", "hatred", 0.3, "undone by against"),
        ("He is anything but honest.", "honest", -0.6, "negated by anything but"),
        ("Far from being a disaster, it was a success.", "disaster", -0.4, "negated by far from"),
        ("Far from being a disaster, it was a success.", "success", 1, ""),
        ("It saved us from disaster.", "disaster", -0.4, "negated by from"),
        ("He is too honest to lie.", "honest", -0.6, "negated by too"),
        ("He is only too happy to help.", "help", 1, ""),
        ("I could not be happier.", "happier", 0.8, "left open by could"),
        ("I could not be happier.", "not", 0, "denies nothing, left open by could"),
        ("It was nothing short of brilliant.", "brilliant", 1, ""),
        ("It was no less brilliant.", "brilliant", 1, ""),
        ("It is without a doubt a bad law.", "bad", 1, ""),
        ("An anti-hatred law came.", "hatred", -0.4, "negated by anti"),
        ("It should be a success.", "success", 0.8, "left open by should"),
        ("If it is a disaster, we see.", "disaster", 0.9, "left open by if"),
        ("It is good but late.", "good", 0.7, "damped before but"),
        ("It is long but good.", "good", 1.2, "raised after but"),
        ("Is it good?", "good", 0.6, "damped in a question"),
        ("It is not a plan.", "not", 1, ""),
        ("It is not good.", "not", 0.5, "bears on another word"),
    ],
)
def test_rules_by_hand(text, word, factor, rule):
    assert evidence(text, word) == {word: (factor, rule)}


def test_typography_and_case_make_no_difference():
    plain = evidence("It isn't a well-known disaster.")
    assert list(evidence("It isn’t a WELL‑KNOWN DISASTER.").values()) == list(plain.values())
    assert len(plain) == 3
