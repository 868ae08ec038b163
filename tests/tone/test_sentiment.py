"""Scores are NLTK's, whatever the typography; masked words keep their place but say nothing."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from discourse import schema
from discourse.corpus.corpus import concat_corpora, filter_corpus, from_documents
from discourse.lexicon.terms import find_terms
from discourse.tone import sentiment
from discourse.tone.sentiment import score_sentiment, sentiment_evidence

SCORES = ["neg", "neu", "pos", "compound"]
STRAIGHT = str.maketrans("‘’“”‐‑–—−", "''\"\"-----")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def corpus_of(*texts: str):
    """A corpus with the documents d0, d1, ..."""
    ids = [f"d{n}" for n in range(len(texts))]
    return from_documents(pd.DataFrame({"doc_id": ids, "text": list(texts)}), sections=False)


def score(*texts: str, **options) -> pd.DataFrame:
    return score_sentiment(corpus_of(*texts), **options)


def compound(text: str, **options) -> float:
    table = score(text, **options)
    assert len(table) == 1, "the example is to be one sentence"
    return table["compound"].item()


def tone(total: float) -> float:
    return round(total / math.sqrt(total**2 + 15), 4)


@cache
def vader_list() -> dict[str, float]:
    lines = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").split("\n")
    return {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines if line.strip()}


@cache
def nltk_analyser():
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    analyser = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)
    analyser.lexicon, analyser.constants = vader_list(), VaderConstants()
    return analyser


def compare(corpus, scores: pd.DataFrame) -> np.ndarray:
    """For each sentence: the largest difference from NLTK's scores of its text with straight marks."""
    text = corpus.documents.set_index("doc_id")["text"]
    sentences = [text[row.doc_id][row.start : row.end] for row in scores.itertuples()]
    expected = pd.DataFrame([nltk_analyser().polarity_scores(s.translate(STRAIGHT)) for s in sentences])
    return np.abs(scores[SCORES].to_numpy() - expected[SCORES].to_numpy()).max(axis=1)


# Counted by hand: good 1.9, bad -2.5, happy 2.7; a booster adds 0.293, a negation multiplies by -0.74.


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The plan is good.", 1.9),
        ("The plan is very good.", 1.9 + 0.293),
        ("The plan is very much good.", 1.9 + 0.293 * 0.95),
        ("The plan is very bad.", -2.5 - 0.293),
        ("The plan is not good.", 1.9 * -0.74),
        ("The plan isn't very good.", (1.9 + 0.293) * -0.74),
        ("The plan is GOOD.", 1.9 + 0.733),
        ("THE PLAN IS GOOD.", 1.9),
        ("The plan is never so good.", (1.9 + 0.293) * 1.5 * 1.25),
        ("The plan is good!", 1.9 + 0.292),
        ("Is the plan good??", 1.9 + 2 * 0.18),
        ("The start is good but the end is bad.", 1.9 * 0.5 - 2.5 * 1.5),
        ("The least good plan.", 1.9 * -0.74),
        ("It was at least good.", 1.9),
        ("He is kind of good.", 1.9 - 0.293),
        ("The plan is a kiss of death for them.", -1.5 - 1.5),  # at `kiss` and at `death`
    ],
)
def test_rules_by_hand(text, total):
    assert compound(text) == tone(total)


def test_shares_by_hand():
    # four words: three count 1 each, `good` counts 1.9 + 1
    row = score("The plan is good.").iloc[0]
    assert (row["neg"], row["neu"], row["pos"]) == (0, round(3 / 5.9, 3), round(2.9 / 5.9, 3))


def test_table_is_as_the_schema_says():
    corpus = corpus_of("A plan is good. It is bad.", "None.")
    table = score_sentiment(corpus)
    described = schema.TABLES["sentiment"]
    assert {c: str(t) for c, t in table.dtypes.items()} == {c: dtype for c, (dtype, _) in described.items()}
    assert table[["doc_id", "sentence_id", "start", "end"]].to_numpy().tolist() == [
        ["d0", 0, 0, 15],
        ["d0", 1, 16, 26],
        ["d1", 2, 0, 5],
    ]


def test_ids_of_a_filtered_and_a_joined_corpus():
    corpus = corpus_of("It is good.", "It is bad.", "It is what it is.")
    whole = score_sentiment(corpus)
    later = filter_corpus(corpus, np.array([False, True, True]))
    pd.testing.assert_frame_equal(score_sentiment(later), whole.iloc[1:].reset_index(drop=True))
    first = filter_corpus(corpus, np.array([True, False, False]))
    joined = score_sentiment(concat_corpora([later, first]))
    assert joined["doc_id"].tolist() == ["d1", "d2", "d0"]
    assert joined["compound"].tolist() == whole["compound"].iloc[[1, 2, 0]].tolist()


def test_vocabulary_in_pieces():
    corpus = corpus_of("It’s not good, it isn’t.", "Very bad!")
    token = corpus.tokens["token"].cat
    names = pd.Series(token.categories)
    pieces = pd.Index(pd.concat([names[:4], names[4:]], ignore_index=True))  # as Arrow arrays often are
    tokens = corpus.tokens.assign(token=pd.Categorical.from_codes(token.codes, categories=pieces))
    pd.testing.assert_frame_equal(score_sentiment(replace(corpus, tokens=tokens)), score_sentiment(corpus))


def test_empty_corpus():
    table = score_sentiment(from_documents(schema.empty("documents")), mask=schema.empty("mentions"))
    pd.testing.assert_frame_equal(table, schema.empty("sentiment"))


@pytest.mark.parametrize("text", ["1 .", "!", "— – —", "a ? !", "…"])
def test_sentence_without_a_word(text):
    assert score(text)[SCORES].to_numpy().tolist() == [[0, 0, 0, 0]]


def test_inputs_stay():
    corpus = corpus_of("It’s not “good”, but very HAPPY! Is it??")
    mask = pd.DataFrame({"doc_id": ["d0"], "start": [10], "end": [14]})
    lexicon = pd.DataFrame({"pattern": ["happy"], "valence": [2]})
    before = corpus.tokens.copy(deep=True), mask.copy(deep=True), lexicon.copy(deep=True)
    score_sentiment(corpus, mask=mask, lexicon=lexicon)
    for now, then in zip((corpus.tokens, mask, lexicon), before, strict=True):
        pd.testing.assert_frame_equal(now, then)


# Equality with NLTK.

WORDS = st.sampled_from(
    "good bad happy Great war hate kind like GOOD BAD Kind no No well best death shit bomb ass right trust :) :( "
    "very VERY extremely hardly so So this kinda sort of kind most less almost just enough utterly uber "
    "not NOT never Never isn't don't DON'T cannot without nothing ain't nor couldn't Can't doubt "
    "but But BUT least Least at the The a I it plan US U.S. NATO EU's Mr. x 1 5m £5m 3.5 well-known clear-eyed "
    "hand to mouth cut the mustard kiss of death yeah bad ass bomb".split()
)
BEFORE = st.sampled_from(["", "", "", "", '"', "'", "(", "-", "...", "''", "$"])
BEHIND = st.sampled_from(
    ["", "", "", "", ",", ",", ".", "!", "!!", "?", "?!?", "...", '"', "'", ')"', ",''", "'s", "--"]
)
MARKED = st.builds(lambda before, word, behind: before + word + behind, BEFORE, WORDS, BEHIND)
LOOSE = st.sampled_from(["-", "--", "!", "?", "...", "but", "very", "''"])
SENTENCE = st.lists(st.one_of(WORDS, WORDS, MARKED, LOOSE), min_size=1, max_size=14).map(" ".join)
CURLY = str.maketrans("'-", "’–")


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=40))
@example(["this so good", "never x so good good", "it is a so good"])
@example(["the kind of bad ass", "at the bomb the shit", "it was just enough bad war", "cut the mustard hate"])
@example(["Not least good", "very least good", "least good", "a least good"])
@example(["good plan is not good", "kind plan is kind of", "kind of plan is kind", "BUT good but bad"])
@example(["it was ?!?good well?!?", "he said 'good' and '' was good''"])
def test_equal_to_nltk(texts):
    corpus = corpus_of(*texts)
    assert compare(corpus, score_sentiment(corpus)).max() < 2e-4


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=40))
def test_curly_equal_to_nltk_with_straight(texts):
    corpus = corpus_of(*(text.translate(CURLY).replace('"', "”") for text in texts))
    assert compare(corpus, score_sentiment(corpus)).max() < 2e-4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(WORDS, st.sampled_from(["well-", "-", "don't", "ain't"])), min_size=1).map(" ".join))
def test_typography_does_not_change_a_score(text):
    assert score(text)[SCORES].equals(score(text.translate(CURLY))[SCORES])


def test_curly_negation():
    assert compound("I don’t like this") == compound("I don't like this") == tone(1.5 * -0.74)


def test_long_words_and_repeated_ones():
    chain = "-".join(["good"] * 40)
    corpus = corpus_of(f"{chain} is good {chain} good.", "x" * 3000 + "!" * 7 + " bad", "http://a.b/c?d=e&f=g good")
    assert compare(corpus, score_sentiment(corpus)).max() == 0


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("dev/sent_nyt_editorials.jsonl.gz", 2000),
        ("dev/sent_amazon.jsonl.gz", 3000),
        ("corpora/inaugural.jsonl.gz", 4000),
    ],
)
@pytest.mark.parametrize("curly", [False, True])
def test_equal_to_nltk_on_real_sentences(name, least, curly):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the annotated sentences are not here: {path.name}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    if curly:
        texts = [text.translate(CURLY).replace('"', "”") for text in texts]
    corpus = corpus_of(*texts)
    difference = compare(corpus, score_sentiment(corpus))
    assert len(difference) >= least
    assert (difference <= 0.001 + 1e-9).mean() >= 0.995


# Masks.


def spans(corpus, *words: str) -> pd.DataFrame:
    """The first place of each of the words in each document."""
    rows = [
        (row.doc_id, row.text.index(word), row.text.index(word) + len(word))
        for row in corpus.documents.itertuples()
        for word in words
        if word in row.text
    ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end"])


def masked(text: str, *words: str) -> float:
    corpus = corpus_of(text)
    table = score_sentiment(corpus, mask=spans(corpus, *words))
    assert len(table) == 1
    return table["compound"].item()


def test_masked_title_adds_nothing():
    text = "National Security Advisor John Bolton met the Director of National Intelligence."
    assert compound(text) > 0.5
    assert masked(text, "National Security Advisor John Bolton", "Director of National Intelligence") == 0


@pytest.mark.parametrize(
    ("text", "word", "same"),
    [
        ("The very good plan", "very", "The qqqq good plan"),  # no boost
        ("It is not good", "not", "It is qqq good"),  # no negation
        ("It is not Trust Bank good", "Trust Bank", "It is not Qqqqq Qqqq good"),  # places stay
        ("Trust Bank's good plan", "Trust Bank", "Qqqqq Qqqq's good plan"),  # the clitic's word
        ("The cover-up ends", "cover", "The qqqq ends"),  # a word that the span only begins
        ("NATO IS GOOD", "NATO", "QQQQ IS GOOD"),  # capitals count on
        ("NATO is GOOD", "NATO", "QQQQ is GOOD"),
        ("Good Yahoo! is not bad!", "Yahoo!", "Good Qqqqq is not bad!"),  # the mark is part of the name
        ("One is bad But one is good", "But", "One is bad Qqq one is good"),
        ("Good News was not good news", "Good News", "Qqqq Qqqq was not good news"),  # the first is another's
        ("He is the kind of good", "kind", "He is the qqqq of good"),
    ],
)
def test_masked_word_is_an_unknown_word_in_its_place(text, word, same):
    assert masked(text, word) == compound(same)
    assert compound(text) != compound(same) or word == "NATO"


def test_mask_minds_document_and_offset():
    corpus = corpus_of("good bad", "good bad", "good bad")
    mask = pd.DataFrame({"doc_id": ["d1", "d2", "elsewhere", "d0"], "start": [0, 5, 0, 4], "end": [4, 8, 8, 5]})
    assert score_sentiment(corpus, mask=mask)["compound"].tolist() == [tone(1.9 - 2.5), tone(-2.5), tone(1.9)]


def test_mask_without_rows_masks_nothing():
    corpus = corpus_of("It is good. It is bad.")
    pd.testing.assert_frame_equal(score_sentiment(corpus, mask=schema.empty("mentions")), score_sentiment(corpus))


def test_mask_may_overlap_itself_and_is_categorical():
    corpus = corpus_of("good good bad.")
    mask = pd.DataFrame({"doc_id": ["d0", "d0"], "start": [0, 0], "end": [4, 9]}).astype({"doc_id": "category"})
    assert score_sentiment(corpus, mask=mask)["compound"].tolist() == [tone(-2.5)]


# Lexicons.


def test_own_lexicon():
    lexicon = pd.DataFrame({"pattern": ["sanctions", "treaty", "treaty", "won’t"], "valence": [-1.5, 1, 2, -1]})
    assert compound("A very good treaty", lexicon=lexicon) == tone(2 + 0.293 * 0.95)
    assert compound("The SANCTIONS, not the plan", lexicon=lexicon) == tone(-1.5 - 0.733)
    assert compound("It won't end", lexicon=lexicon) == tone(-1)


def test_vaders_list_as_a_table():
    table = pd.DataFrame(vader_list().items(), columns=["pattern", "valence"])
    wild = table["pattern"].str.contains(r"\w\*|\*\w", regex=True)
    table = table[~wild & (table["pattern"] == table["pattern"].str.lower()) & ~table["pattern"].str.contains(" ")]
    texts = ["It’s not so GOOD, but the war isn't lost :)", "The kiss of death!"]
    pd.testing.assert_frame_equal(score(*texts, lexicon=table), score(*texts))


@pytest.mark.parametrize(
    ("lexicon", "error", "message"),
    [
        (
            "afinn",
            ValueError,
            "lexicon is 'afinn'; give 'vader', 'commentary', a DataFrame with pattern and valence, the path of a "
            "dictionary file, or a callable",
        ),
        (["good"], TypeError, "lexicon is a list; a pandas DataFrame with pattern, valence is needed"),
        (pd.DataFrame({"pattern": ["a"]}), ValueError, "lexicon lacks the column valence; it has pattern"),
        (
            pd.DataFrame({"pattern": ["good", " ", None], "valence": 1}),
            ValueError,
            "lexicon has a pattern that is empty; write at least one word. The first of 2: ' ', 1",
        ),
        (
            pd.DataFrame({"pattern": ["good"], "category": ["joy"]}),
            ValueError,
            "lexicon has no column valence and none of the categories positive, negative, neg_positive, neg_negative; "
            "its first category is 'joy'. Add valence, or rename the categories",
        ),
        (
            pd.DataFrame({"pattern": ["good", "bad"], "valence": [1, -5]}),
            ValueError,
            "lexicon has a valence that is not a number from -4 to 4; rescale the column. The first of 1: 'bad', -5",
        ),
        (
            pd.DataFrame({"pattern": ["good"], "valence": pd.array([None], dtype="Int64")}),
            ValueError,
            "lexicon has a valence that is not a number from -4 to 4; rescale the column. The first of 1: 'good', <NA>",
        ),
    ],
)
def test_errors_of_the_lexicon(lexicon, error, message):
    with pytest.raises(error) as raised:
        score("It is good.", lexicon=lexicon)
    assert str(raised.value).startswith(message)


# Patterns of several words and with wildcards, categories, files, models.

PATTERNS = pd.DataFrame(
    {"pattern": ["not good", "good", "disast*", "red tape", "US", "a lie"], "valence": [-2, 2, -3, -1, 1, -1.5]}
)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("The plan is not good", -2),  # the longest match, and no negation beside it
        ("The plan is very not good", -2 - 0.293),
        ("The plan is very much good", 2 + 0.293 * 0.95),
        ("It was disastrous, a disaster", -6),
        ("It isn’t red  tape", -1 * -0.74),
        ("The US told us", 1),
        ("It is a lie", -1.5),  # VADER drops words of one letter: the next one stands for the pattern
        ("It is red", 0),
        ("a not-good plan, well-good", -2),  # a blank in a pattern matches a hyphen; VADER's words are whole
        ("Red tape but good", -0.5 + 3),
    ],
)
def test_patterns_of_a_table(text, total):
    assert compound(text, lexicon=PATTERNS) == tone(total)


def test_masked_pattern_adds_nothing():
    corpus = corpus_of("Not red tape at Red Tape Bank")
    mask = pd.DataFrame({"doc_id": ["d0"], "start": [16], "end": [29]})
    assert score_sentiment(corpus, lexicon=PATTERNS, mask=mask)["compound"].item() == tone(0.74)


def test_categories_of_a_dictionary():
    table = pd.DataFrame(
        {
            "pattern": ["good", "bad", "not good", "not bad", "plan"],
            "category": ["positive", "Negative", "neg_positive", "neg_negative", "topic"],
        }
    )
    texts = {"A good plan": 2, "A bad plan": -2, "It is not good": -2, "It is not bad": 2, "A plan": 0}
    for text, total in texts.items():
        assert compound(text, lexicon=table) == tone(total)


def test_dictionary_file(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("pattern,category\ngood,positive\nnot good,neg_positive\n", encoding="utf-8")
    assert compound("It is not good", lexicon=path) == compound("It is not good", lexicon=str(path)) == tone(-2)


def test_model_of_ones_own():
    seen = []

    def model(sentences):
        seen.extend(sentences)
        return [0.25, -1]

    corpus = corpus_of("The Good Party won. It  is over.")
    mask = pd.DataFrame({"doc_id": ["d0"], "start": [4], "end": [14]})
    table = score_sentiment(corpus, lexicon=model, mask=mask)
    assert seen == ["The X won.", "It  is over."]
    assert table["compound"].tolist() == [0.25, -1]
    assert table[["neg", "neu", "pos"]].isna().all(axis=None)
    assert {c: str(t) for c, t in table.dtypes.items()} == {c: d for c, (d, _) in schema.TABLES["sentiment"].items()}


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        ([0.5, 0.5], "the callable returned 2 numbers for 1 sentences; one for each is needed"),
        ([1.5], "the callable returned 1.5 for 'It is.'; numbers from -1 to 1 are needed"),
        (["x"], "the callable returned 'x' for 'It is.'; numbers from -1 to 1 are needed"),
    ],
)
def test_errors_of_a_model(numbers, message):
    with pytest.raises(ValueError) as raised:
        score("It is.", lexicon=lambda sentences: numbers)
    assert str(raised.value) == message


# The library's own list.


def test_commentary_knows_offices_and_topics():
    text = "National Security Advisor John Bolton met the Director of National Intelligence."
    assert compound(text) > 0.6
    assert abs(compound("The Security Council met the United Nations envoy.", lexicon="commentary")) == 0
    assert compound("Sanctions failed and corruption is rampant.", lexicon="commentary") < -0.3
    assert compound("The talks were a breakthrough for cooperation.", lexicon="commentary") > 0.3


def test_commentary_shares():
    row = score("The plan is wonderful.", lexicon="commentary").iloc[0]
    assert row["neg"] == 0 and 0 < row["pos"] < 1 and abs(row["neu"] + row["pos"] - 1) < 0.002


@pytest.mark.parametrize("lexicon", ["vader", "commentary", PATTERNS])
def test_empty_corpus_with_any_list(lexicon):
    nothing = from_documents(schema.empty("documents"))
    pd.testing.assert_frame_equal(score_sentiment(nothing, lexicon=lexicon), schema.empty("sentiment"))
    pd.testing.assert_frame_equal(sentiment_evidence(nothing, lexicon=lexicon), schema.empty("sentiment_evidence"))


# Evidence.


def test_evidence_by_hand():
    found = sentiment_evidence(corpus_of("The plan isn’t very good, but it is GREAT!"))
    assert found["text"].tolist() == ["good", "GREAT", "!"]
    assert found["valence"].tolist() == [1.9, 3.1, 0]
    assert found["rule"].fillna("").tolist() == [
        "boosted by very, negated by isn't, damped before but",
        "raised by its capitals, raised after but",
        "raises the tone",
    ]
    np.testing.assert_allclose(found["contribution"], [(1.9 + 0.293) * -0.74 * 0.5, (3.1 + 0.733) * 1.5, 0.292])


def test_evidence_of_every_rule():
    text = "It is never so good. It was least good. He is kind of bad. It was a kiss of death. It is hardly bad."
    rules = sentiment_evidence(corpus_of(text))["rule"].fillna("").tolist()
    assert rules == [
        "boosted by so, raised by never so, raised by never so",  # VADER does it at two distances
        "negated by least",
        "kind of: no valence",
        "read as part of a set phrase",
        "",  # `kiss` is the third word, and VADER looks for phrases from the fourth on
        "read as part of a set phrase",
        "softened by hardly",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=10), st.sampled_from(["vader", "commentary", "table"]))
def test_evidence_adds_up(texts, lexicon):
    corpus, words = corpus_of(*texts), PATTERNS if lexicon == "table" else lexicon
    scores, found = score_sentiment(corpus, lexicon=words), sentiment_evidence(corpus, lexicon=words)
    share = found.groupby("sentence_id")["share"].sum().reindex(scores["sentence_id"], fill_value=0)
    np.testing.assert_allclose(share, scores["compound"], atol=1e-9)
    total = found.groupby("sentence_id")["contribution"].sum().reindex(scores["sentence_id"], fill_value=0).to_numpy()
    alpha = 4 if lexicon == "commentary" else 15
    np.testing.assert_allclose(total / np.sqrt(total**2 + alpha), scores["compound"], atol=6e-5)
    documents = corpus.documents.set_index("doc_id")["text"]
    cut = [documents[row.doc_id][row.start : row.end] for row in found.itertuples()]
    assert cut == found["text"].tolist()
    assert list(found.columns) == list(schema.TABLES["sentiment_evidence"])


def test_evidence_shows_where_a_name_collides():
    corpus = corpus_of("Trust Bank is good.")
    assert sentiment_evidence(corpus)["text"].tolist() == ["Trust", "good"]
    assert sentiment_evidence(corpus, mask=spans(corpus, "Trust Bank"))["text"].tolist() == ["good"]


def test_a_model_has_no_evidence():
    with pytest.raises(TypeError, match="lexicon is a callable, which gives no evidence"):
        sentiment_evidence(corpus_of("good"), lexicon=lambda sentences: [0])


def test_error_of_the_mask():
    with pytest.raises(ValueError, match=r"mask lacks the columns start, end; it has doc_id\. Add or rename"):
        score("It is good.", mask=pd.DataFrame({"doc_id": ["d0"]}))


@pytest.mark.parametrize(
    "lexicon", ["vader", "commentary", pd.DataFrame({"pattern": ["peace talk*", "hope"], "valence": [2, 3]})]
)
def test_documents_scored_a_few_at_a_time_score_the_same(monkeypatch, lexicon):
    texts = ["Peace talks failed badly. But hope remains!", "No.", "They will NOT be a great success, sadly."] * 3
    corpus = from_documents(pd.DataFrame({"doc_id": list("abcdefghi"), "text": texts}))
    mask = find_terms(corpus, pd.DataFrame({"pattern": ["hope", "success"], "category": "x"}))
    whole = [score_sentiment(corpus, lexicon=lexicon, mask=m) for m in (None, mask)]
    monkeypatch.setattr(sentiment, "_AT_ONCE", 5)
    for m, expected in zip((None, mask), whole, strict=True):
        pd.testing.assert_frame_equal(score_sentiment(corpus, lexicon=lexicon, mask=m), expected)
    assert len(whole[0]) == 12 and (whole[0]["compound"] != whole[1]["compound"]).any()


# --- the words of one voice ---------------------------------------------------------------------------------------


def test_within_scores_the_words_inside_alone_and_leaves_other_sentences_out():
    corpus = corpus_of("War is bad. It is good, “a disaster”. Peace is good!")
    inside = spans(corpus, "It is good", "Peace is good!")
    table = score_sentiment(corpus, within=inside)
    assert table["sentence_id"].tolist() == [1, 2]
    assert table["compound"].tolist() == [compound("It is good, xx."), compound("Peace is good!")]
    assert score_sentiment(corpus, within=inside, mask=spans(corpus, "good")).loc[0, "compound"] == 0
    everything = pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [len(corpus.texts[0])]})
    pd.testing.assert_frame_equal(score_sentiment(corpus, within=everything), score_sentiment(corpus))


def test_a_sentence_of_which_only_marks_are_inside_is_left_out():
    corpus = corpus_of("It is “good”. So it is.")
    marks = spans(corpus, "“", "”.", "So")
    assert score_sentiment(corpus, within=marks)["sentence_id"].tolist() == [1]
    nowhere = score_sentiment(corpus, within=marks.iloc[:0])
    assert len(nowhere) == 0
    assert nowhere.dtypes.equals(score_sentiment(corpus).dtypes)


def test_a_callable_reads_an_x_for_what_is_outside():
    corpus = corpus_of("It is good. War is bad.")
    read = []

    def model(texts):
        read.extend(texts)
        return [0.5] * len(texts)

    table = score_sentiment(corpus, lexicon=model, within=spans(corpus, "good"))
    assert table["compound"].tolist() == [0.5]
    assert read[0].replace("X", "").split() == ["good."]
