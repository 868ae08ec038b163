"""Spans from elsewhere: what is needed is filled in, and what cannot be counted is set apart with its reason."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from conftest import corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc

TEXT = (
    "It may rain in Iran. Lee says so.\n\nPhoto: Iran in winter\n\n"
    "About the author: Ann Lee is a fellow at the Institute."
)
CORPUS = corpus_of(TEXT, sections=True)
ROLES = ["body", "caption", "bio"]


def test_the_text_has_these_roles():
    assert CORPUS.sections["role"].tolist() == ROLES


def frame_of(*places: tuple[int, int], **columns) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": "d0", "start": [s for s, _ in places], "end": [e for _, e in places], **columns})


def test_text_and_sentence_are_filled_in_and_columns_ride_along():
    frame = frame_of((15, 19), (21, 24), coder="anna", sentence_id=[70, 80])
    spans = dc.as_spans(frame, CORPUS)
    assert spans.columns.tolist() == ["doc_id", "sentence_id", "start", "end", "text", "coder"]
    assert spans[["sentence_id", "start", "end", "text"]].values.tolist() == [[0, 15, 19, "Iran"], [1, 21, 24, "Lee"]]
    assert spans.dtypes.astype(str).tolist() == ["str", "int32", "int32", "int32", "str", "str"]
    assert frame["sentence_id"].tolist() == [70, 80]


def test_rows_are_taken_by_every_function_that_takes_spans():
    spans = dc.as_spans(frame_of((15, 19), (21, 24), actor=["Iran", "Lee"], category="name"), CORPUS)
    quotes = dc.find_quotes(CORPUS)
    assert dc.count_rate(spans, CORPUS, by="actor")["n"].tolist() == [1, 1]
    assert dc.kwic(CORPUS, spans)["keyword"].tolist() == ["Iran", "Lee"]
    assert dc.with_voice(spans, quotes)["voice"].tolist() == ["author", "author"]
    assert len(dc.count_cooccurrence(spans, unit="document")) == 1
    assert dc.count_affiliations(spans, spans)["n"].sum() == 2
    assert len(dc.score_actor_sentiment(CORPUS, spans)) == 2
    assert dc.find_near(spans, spans, CORPUS)["distance"].tolist() == [0, 0]
    assert dc.context(spans, CORPUS)["sentence"].iloc[0] == "It may rain in Iran."


def test_numbers_may_be_text_and_keys_may_be_numbers():
    corpus = dc.from_documents(pd.DataFrame({"doc_id": [7], "text": ["It may."]}), sections=False)
    frame = pd.DataFrame({"doc_id": [7.0, None], "start": ["3", "3"], "end": ["6", "6"]})
    with pytest.warns(UserWarning, match="1 of 2 rows are left out"):
        assert dc.as_spans(frame, corpus)["text"].tolist() == ["may"]
    assert dc.find_outside(frame, corpus)["reason"].tolist() == ["no such document in the corpus"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("d0", 42, 46, "Iran"), "in a paragraph of the role caption, which is not read"),
        (("d0", 76, 83, "Ann Lee"), "in a paragraph of the role bio, which is not read"),
        (("d0", 33, 35, None), "it contains no word"),
        (("d9", 0, 2, None), "no such document in the corpus"),
        (("d0", -1, 2, None), "not a span: end must be above start, and start at least 0"),
        (("d0", 4, 4, None), "not a span: end must be above start, and start at least 0"),
        (("d0", 0, 999, None), "beyond the text: it has 113 characters"),
        (("d0", 0.5, 2, None), "not whole numbers: start and end are positions of characters"),
        (("d0", None, 2, None), "not whole numbers: start and end are positions of characters"),
        (("d0", "two", 2, None), "not whole numbers: start and end are positions of characters"),
        (("d0", 16, 20, "Iran"), "another text: 'ran.' is there, not 'Iran'"),
    ],
)
def test_what_cannot_be_counted_is_set_apart_with_its_reason(row, reason):
    frame = pd.DataFrame([row, ("d0", 15, 19, "Iran")], columns=["doc_id", "start", "end", "text"], index=["x", "y"])
    with pytest.warns(UserWarning, match=r"1 of 2 rows are left out, because they cannot be counted \(.*: 1\)"):
        assert dc.as_spans(frame, CORPUS)["text"].tolist() == ["Iran"]
    apart = dc.find_outside(frame, CORPUS)
    assert (apart.index.tolist(), apart["reason"].tolist()) == (["x"], [reason])


def test_white_space_in_a_stated_text_is_of_no_account():
    corpus = corpus_of("The United\nStates may.")
    assert dc.as_spans(frame_of((4, 17), text=["United States"]), corpus)["text"].tolist() == ["United\nStates"]


def test_no_rows():
    empty = dc.as_spans(frame_of(actor=pd.Series(dtype="str")), CORPUS)
    assert empty.columns.tolist() == ["doc_id", "sentence_id", "start", "end", "text", "actor"]
    assert dc.find_outside(empty, CORPUS).columns.tolist() == [*empty.columns, "reason"]


def test_a_column_that_is_missing():
    with pytest.raises(ValueError, match="the frame of spans lacks the column end"):
        dc.as_spans(frame_of((1, 2)).drop(columns="end"), CORPUS)


# --- outside of what is read, never counted -------------------------------------------------------------------------

SPREAD = frame_of((15, 19), (42, 46), (80, 83), actor=["Iran", "Iran", "Lee"], compound=[0.5, -0.5, -0.5], kind="scare",
                  text=["Iran", "Iran", "Lee"], sentence_id=[0, 7, 7])  # fmt: skip
#: The same text beside three others, in two outlets; how many words the first outlet has.
FOUR = dc.from_documents(
    pd.DataFrame({"doc_id": ["d0", "d1", "d2", "d3"], "text": [TEXT, "So.", "No.", "Yes."], "outlet": list("AABB")})
)
FIRST = 9
TOLD = r"2 of 3 spans are outside the text that is read \(1 in bio, 1 in caption\) and are not counted"


@pytest.mark.parametrize(
    ("count", "n"),
    [
        (lambda: dc.count_rate(SPREAD, CORPUS)["n"].sum(), 1),
        (lambda: dc.count_mean(SPREAD, CORPUS)["mean"].iloc[0], 0.5),
        (
            lambda: dc.count_difference(SPREAD, FOUR, by="outlet", permutations=9)["value"].iloc[0],
            pytest.approx(1000 / FIRST),
        ),
        (lambda: len(dc.kwic(CORPUS, SPREAD)), 1),
        (lambda: dc.collocates(CORPUS, SPREAD, window=1)["n_node"].iloc[0], 1),
        (lambda: dc.count_contested(SPREAD, CORPUS)["n"].sum(), 1),
        (lambda: len(dc.find_near(SPREAD, SPREAD.iloc[:1], CORPUS)), 1),
        (lambda: len(dc.score_actor_sentiment(CORPUS, SPREAD)), 1),
    ],
    ids=["rate", "mean", "difference", "kwic", "collocates", "contested", "near", "tone"],
)
def test_spans_outside_of_what_is_read_are_not_counted_and_told(count, n):
    with pytest.warns(UserWarning, match=TOLD):
        assert count() == n


def test_nothing_is_said_where_all_is_read():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        hedges = dc.find_hedges(CORPUS)
        assert dc.count_rate(hedges, CORPUS)["n"].tolist() == [1]
        assert dc.count_rate(hedges[["doc_id"]], CORPUS)["n"].tolist() == [1]


def test_spans_of_a_corpus_in_which_more_was_read():
    wide = dc.from_documents(CORPUS.documents, roles=ROLES)
    names = dc.kwic(wide, "iran")
    assert len(names) == 2
    with pytest.warns(UserWarning, match="1 of 2 spans are outside the text that is read"):
        assert dc.count_rate(names, CORPUS)["n"].tolist() == [1]


def test_places_that_are_no_numbers():
    with pytest.raises(ValueError, match=r"start is 1\.5 in row 0 of the spans; whole numbers are needed"):
        dc.count_rate(frame_of((1.5, 2)), CORPUS)
    with pytest.raises(ValueError, match="end is nan in row 1 of the spans"):
        dc.count_rate(frame_of((1, 2), (1, None)), CORPUS)
    with pytest.raises(ValueError, match="start is '1' in row 0"):
        dc.count_rate(frame_of(("1", 2)), CORPUS)


@given(st.lists(st.tuples(st.integers(-3, 120), st.integers(-3, 120)), max_size=12))
def test_rows_in_are_spans_and_rows_set_apart(places):
    frame = frame_of(*places)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spans = dc.as_spans(frame, CORPUS)
    apart = dc.find_outside(frame, CORPUS)
    assert len(spans) + len(apart) == len(frame)
    assert all(row.text == TEXT[row.start : row.end] for row in spans.itertuples())
    assert not len(dc.find_outside(spans, CORPUS))
    assert dc.count_rate(spans, CORPUS)["n"].sum() == len(spans)


def test_a_sentence_that_is_missing_is_filled_in():
    names = frame_of((15, 19), (21, 24))
    assert dc.context(names, CORPUS)["sentence"].tolist() == ["It may rain in Iran.", "Lee says so."]
    half = names.assign(sentence_id=pd.array([None, 1], dtype="Int32"))
    assert dc.context(half, CORPUS)["sentence_id"].tolist() == [0, 1]
    own = frame_of((21, 24), strength=[0.5])
    assert dc.score_certainty(CORPUS, hedges=own, boosters=own.iloc[:0])["certainty"].tolist() == [1.0, 0.5]
    with pytest.raises(ValueError, match="the table lacks the column sentence_id"):
        dc.context(names[["doc_id"]], CORPUS)
    with pytest.warns(UserWarning, match="2 of 3 spans are outside"):
        assert len(dc.context(SPREAD.drop(columns="sentence_id"), CORPUS)) == 1


def test_columns_that_would_be_overwritten_or_are_there_twice():
    with pytest.raises(ValueError, match="the frame has a column 'reason' already"):
        dc.find_outside(frame_of((1, 2), reason="mine"), CORPUS)
    twice = frame_of((1, 2)).set_axis(["doc_id", "start", "start"], axis=1).assign(end=2)
    with pytest.raises(ValueError, match="the frame has two columns 'start'"):
        dc.as_spans(twice, CORPUS)


def test_certainty_goes_by_the_place_of_a_hedge_and_not_by_its_number():
    texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["So be it.", "It may."]})
    one, two = dc.from_documents(texts), dc.from_documents(texts.iloc[::-1])
    hedges = dc.find_hedges(one)
    of = dc.score_certainty(two, hedges=hedges)
    assert of.loc[of["n_hedges"] == 1, "doc_id"].tolist() == ["b"]


def test_tables_of_different_readings_are_not_joined():
    text = "Iran is good. All is well.\n\nPhoto: a street in Iran\n\nRussia is awful."
    frame = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    some, every = dc.from_documents(frame), dc.from_documents(frame, sections=False)
    mentions = dc.find_mentions(every, dc.load_actors("world"))
    with pytest.raises(
        ValueError, match="is not in sentence 2 of the scores: the two tables are from different readings"
    ):
        dc.score_mentions(mentions, dc.score_sentiment(some))
    assert len(dc.score_mentions(mentions, dc.score_sentiment(every))) == 3
    turned = dc.from_documents(pd.DataFrame({"doc_id": ["b", "a"], "text": ["So.", text]}))
    with pytest.raises(ValueError, match="the mentions and the terms have the same sentence_id in different documents"):
        dc.count_affiliations(mentions, dc.score_sentiment(turned).assign(category="x"))


def test_found_terms_are_spans_and_no_list_of_patterns():
    corpus = corpus_of("It may. “It may,” he said. It may not.")
    lexicon = pd.DataFrame({"pattern": ["may"], "category": ["x"]})
    for spans in (dc.kwic(corpus, "may").iloc[1:2], dc.find_terms(corpus, lexicon).iloc[1:2]):
        again = dc.kwic(corpus, spans)
        assert again["start"].tolist() == spans["start"].tolist()
        assert dc.collocates(corpus, spans, window=1)["n_node"].tolist()[:1] == [1]
    assert dc.kwic(corpus, dc.kwic(corpus, "may").iloc[1:2])["pattern"].tolist() == ["may"]
    assert len(dc.kwic(corpus, lexicon)) == 3


@pytest.mark.parametrize("kind", ["int32", "Int64", "float64", "object", "int64[pyarrow]", "uint8"])
def test_places_may_have_any_dtype_of_numbers(kind):
    hedges = dc.find_hedges(CORPUS)
    other = hedges.astype({"start": kind, "end": kind})
    pd.testing.assert_frame_equal(dc.count_rate(other, CORPUS), dc.count_rate(hedges, CORPUS))
    assert dc.kwic(CORPUS, other)["keyword"].tolist() == ["may"]
    assert dc.as_spans(other, CORPUS)["text"].tolist() == ["may"]
    assert dc.find_near(other, other, CORPUS)["distance"].tolist() == [0]
