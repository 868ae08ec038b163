"""What is said of an actor, done by or to an actor; names make no difference."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from conftest import corpus_of, mentions_of
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import schema
from discourse.corpus.corpus import from_documents
from discourse.english import quotation_marks
from discourse.tone import towards_actors
from discourse.tone.towards_actors import actor_sentiment_evidence, score_actor_sentiment
from discourse.voice.quotes import find_quotes


def labels(text: str) -> dict[str, str]:
    corpus = corpus_of(text)
    table = score_actor_sentiment(corpus, mentions_of(corpus, "Lee", "Poe"))
    return dict(zip(table["actor"], table["label"], strict=True))


@pytest.mark.parametrize(
    ("text", "lee", "poe"),
    [
        ("Lee condemned Poe.", "neutral", "negative"),
        ("Lee praised Poe.", "positive", "positive"),
        ("Poe fired Lee after a scandal.", "negative", "negative"),
        ("Lee helped Poe.", "positive", "positive"),
        ("Lee lied to the voters; Poe spoke.", "negative", "neutral"),
        ("Lee did not lie, and Poe spoke.", "positive", "neutral"),
        ("Lee met Poe on Monday.", "neutral", "neutral"),
        ("Lee is an honest and courageous leader.", "positive", None),
    ],
)
def test_labels(text, lee, poe):
    found = labels(text)
    assert (found["Lee"], found.get("Poe")) == (lee, poe)


def test_evidence_adds_up_and_tells_the_rule():
    corpus = corpus_of("Lee never betrayed Poe, but the corrupt, incompetent Lee failed.", "Poe is very honest.")
    mentions = mentions_of(corpus, "Lee", "Poe")
    scores, found = score_actor_sentiment(corpus, mentions), actor_sentiment_evidence(corpus, mentions)
    for column, name in (("share", "tone"), ("contribution", None)):
        total = found.groupby(["doc_id", "mention_start"])[column].sum()
        tone = total if name else total / np.sqrt(total**2 + 1)
        np.testing.assert_allclose(tone, scores.set_index(["doc_id", "start"])["tone"].loc[tone.index], atol=1e-12)
    rule = found.set_index(["text", "mention_start"])["rule"]
    assert rule["betrayed", 0] == "negated by never, damped before but"
    assert rule["honest", 0] == "raised by very"
    text = corpus.documents.set_index("doc_id")["text"]
    assert [text[r.doc_id][r.start : r.end] for r in found.itertuples()] == found["text"].tolist()
    assert found["actor"].tolist() == [text[r.doc_id][r.mention_start : r.mention_end] for r in found.itertuples()]


def test_tables_are_as_the_schema_says():
    corpus = corpus_of("Lee lied.")
    mentions = mentions_of(corpus, "Lee").assign(type="person")
    for function, name in (
        (score_actor_sentiment, "actor_sentiment"),
        (actor_sentiment_evidence, "actor_sentiment_evidence"),
    ):
        described = {column: dtype for column, (dtype, _) in schema.TABLES[name].items()}
        assert {c: str(t) for c, t in function(corpus, mentions).dtypes.items()} == described
        pd.testing.assert_frame_equal(function(corpus, mentions.iloc[:0]), schema.empty(name))
        nothing = from_documents(schema.empty("documents"))
        pd.testing.assert_frame_equal(function(nothing, mentions.iloc[:0]), schema.empty(name))


def test_words_of_names_say_nothing():
    corpus = corpus_of("Terror Victory met Lee.")
    mentions = mentions_of(corpus, "Terror Victory", "Lee")
    assert score_actor_sentiment(corpus, mentions)["tone"].tolist() == [0, 0]
    assert score_actor_sentiment(corpus, mentions.iloc[1:])["tone"].item() != 0


def test_what_somebody_says_counts_little_for_the_speaker():
    tones = [
        score_actor_sentiment(corpus, mentions_of(corpus, "Lee"))["tone"].item()
        for corpus in map(corpus_of, ("Lee saw that the plan was terrible.", "Lee said that the plan was terrible."))
    ]
    assert tones[0] < tones[1] < 0


def test_a_verb_reaches_a_name_behind_its_title():
    corpus = corpus_of("They praised President Lee.", "They praised Lee.")
    tones = score_actor_sentiment(corpus, mentions_of(corpus, "Lee"))["tone"]
    assert tones[0] == tones[1] > 0


def test_other_sentences_are_not_read():
    corpus = corpus_of("Lee met Poe. It was a disaster.")
    assert score_actor_sentiment(corpus, mentions_of(corpus, "Lee"))["tone"].item() == 0


def test_quotes_keep_voices_apart():
    corpus = corpus_of("“Poe is a disgrace and a liar,” said Lee.")
    mentions = mentions_of(corpus, "Lee", "Poe")
    without = score_actor_sentiment(corpus, mentions).set_index("actor")["tone"]
    apart = score_actor_sentiment(corpus, mentions, quotes=find_quotes(corpus)).set_index("actor")["tone"]
    assert without["Lee"] < 0 == apart["Lee"]
    assert without["Poe"] == apart["Poe"] < -0.2


def test_order_of_the_mentions_and_other_columns_do_not_matter():
    corpus = corpus_of("Lee praised Poe.", "Poe lied.")
    mentions = mentions_of(corpus, "Lee", "Poe")
    turned = score_actor_sentiment(corpus, mentions.iloc[::-1]).iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(turned, score_actor_sentiment(corpus, mentions))


def test_inputs_stay():
    corpus = corpus_of("Lee praised Poe.")
    mentions = mentions_of(corpus, "Lee", "Poe")
    before = mentions.copy(deep=True), corpus.tokens.copy(deep=True)
    score_actor_sentiment(corpus, mentions)
    pd.testing.assert_frame_equal(mentions, before[0])
    pd.testing.assert_frame_equal(corpus.tokens, before[1])


WORDS = st.sampled_from(
    "A A A B lied attacked praised condemned honest corrupt never not very but who said that was by failed the of "
    "and , ; terrible victory when if".split()
)
NAME = st.sampled_from(
    ["Lee", "Terror", "Victory Hope", "May", "Good News Party", "Honest Abe", "Al-Bad", "Lie and Son"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=16), NAME, NAME)
def test_renaming_an_actor_changes_nothing(words, one, other):
    def tones(a: str, b: str) -> list:
        text, rows = "So", []
        for word in words:
            text += " "
            if word in "AB":
                rows.append(("d0", len(text), len(text) + len(a if word == "A" else b), word))
            text += {"A": a, "B": b}.get(word, word)
        mentions = pd.DataFrame(rows, columns=["doc_id", "start", "end", "actor"])
        table = score_actor_sentiment(corpus_of(text + "."), mentions)
        return table[["actor", "tone", "label"]].to_numpy().tolist()

    assert tones(one, other) == tones("Lee", "Poe")


@pytest.mark.parametrize(
    ("mentions", "message"),
    [
        (pd.DataFrame({"doc_id": ["d0"], "start": [0], "end": [3]}), "mentions lacks the column actor"),
        (
            pd.DataFrame({"doc_id": ["x"], "start": [0], "end": [3], "actor": ["Lee"]}),
            "the table of mentions has rows of document 'x', which the corpus lacks; pass the corpus it came from",
        ),
    ],
)
def test_errors(mentions, message):
    with pytest.raises(ValueError) as raised:
        score_actor_sentiment(corpus_of("Lee lied."), mentions)
    assert str(raised.value).startswith(message)


def test_pairs_may_be_weighed_in_parts(monkeypatch):
    corpus = corpus_of("Lee and Poe lied, but honest Lee praised brave Poe, an awful liar. " * 3)
    mentions = mentions_of(corpus, "Lee", "Poe")
    whole = score_actor_sentiment(corpus, mentions), actor_sentiment_evidence(corpus, mentions)
    monkeypatch.setattr(towards_actors, "_AT_ONCE", 4)
    parts = score_actor_sentiment(corpus, mentions), actor_sentiment_evidence(corpus, mentions)
    for one, other in zip(whole, parts, strict=True):
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("with_quotes", [True, False])
def test_documents_may_be_read_in_parts_and_mentions_stay_in_their_order(monkeypatch, with_quotes):
    corpus = corpus_of("“Lee is bad,” said Poe.", "Nobody.", "Poe praised Lee. Lee lied.", "“Poe is good,” Lee said.")
    mentions = mentions_of(corpus, "Lee", "Poe").iloc[::-1]
    quotes = find_quotes(corpus) if with_quotes else None
    whole = score_actor_sentiment(corpus, mentions, quotes=quotes)
    monkeypatch.setattr(towards_actors, "_TOKENS_AT_ONCE", 1)
    pd.testing.assert_frame_equal(score_actor_sentiment(corpus, mentions, quotes=quotes), whole)
    assert whole["start"].tolist() == mentions["start"].tolist()


def test_quotation_marks_are_paired_once_for_a_corpus(monkeypatch):
    read, calls = quotation_marks._Reader.read, []
    monkeypatch.setattr(quotation_marks._Reader, "read", lambda reader: calls.append(1) or read(reader))
    corpus = corpus_of("“Lee is bad,” said Poe. Poe is good.")
    mentions, quotes = mentions_of(corpus, "Lee", "Poe"), find_quotes(corpus)
    score_actor_sentiment(corpus, mentions)
    score_actor_sentiment(corpus, mentions, quotes=quotes)
    assert calls == [1]
