"""Counts by hand: what is in each group, zeros kept, and nothing changed that was given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.corpus.corpus import Corpus, from_documents
from discourse.measures.counts import count_words
from discourse.measures.intervals import ratio_interval
from discourse.measures.means import RANGES, count_mean, score_mentions
from discourse.measures.rates import count_rate

# The upper ends of the 95 % score interval of a Poisson count, n + z^2/2 + z sqrt(n + z^2/4); exact: 3.689 and 5.572.
MOST_OF_NONE = 1.959964**2
MOST_OF_ONE = 5.665


def corpus_of(*texts: str, **docvars) -> Corpus:
    """A corpus of the documents a, b, ..., every paragraph body."""
    frame = pd.DataFrame({"doc_id": list("abcdefghijklmnop"[: len(texts)]), "text": list(texts)} | docvars)
    return from_documents(frame, sections=False)


def spans_of(*docs: str, **columns) -> pd.DataFrame:
    """One span for each letter of `docs`, in the document of that name."""
    return pd.DataFrame({"doc_id": pd.Series([d for doc in docs for d in doc], dtype="str")} | columns)


def rows(table: pd.DataFrame, *columns: str) -> list[tuple]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def dtypes(table: pd.DataFrame, name: str) -> dict[str, str]:
    """The dtypes of the columns that the schema lists, in the order in which they stand."""
    return {c: str(table[c].dtype) for c in table.columns if c in schema.TABLES[name]}


def listed(name: str) -> dict[str, str]:
    return {column: dtype for column, (dtype, _) in schema.TABLES[name].items()}


def message(function, *args, **options) -> str:
    with pytest.raises(ValueError) as raised:
        function(*args, **options)
    return str(raised.value)


@pytest.fixture
def four() -> Corpus:
    """Four documents of 4, 2, 3 and 1 words, the last without outlet and date."""
    return corpus_of(
        "One two three four.",
        "Five six.",
        "Seven eight nine.",
        "Ten.",
        outlet=["Globe", "Times", "Globe", None],
        year=[2016, 2016, 2018, 2018],
        date=pd.to_datetime(["2016-03-01", "2016-12-31", "2018-07-16", None]),
    )


@pytest.fixture
def spans() -> pd.DataFrame:
    return spans_of("aabd", actor=["Iran", "Iran", "Russia", "Iran"], category=["x", "y", "x", "x"])


# --- count_words ------------------------------------------------------------------------------------------------


def test_words_types_and_sentences():
    corpus = corpus_of("Don’t wait. The US–Russia trade-off waits: the Trade-Off!", "wait 30 %")
    # Don’t wait | The US Russia trade-off waits the Trade-Off | wait 30
    assert rows(count_words(corpus), *listed("counts")) == [(2, 11, 8, 3)]
    assert rows(count_words(corpus, by="doc_id"), "doc_id", *listed("counts")) == [("a", 1, 9, 7, 2), ("b", 1, 2, 2, 1)]


def test_types_tell_compounds_from_their_parts():
    corpus = corpus_of("Trade, trade-off, off-trade, trade-off-trade and TRADE–OFF.")
    # trade, trade-off twice, off-trade, trade-off-trade, and
    assert rows(count_words(corpus), "n_words", "n_types") == [(6, 5)]


def test_words_by_role():
    text = "The first paragraph is a sentence.\n\nThe second paragraph is one, too.\n\nPhoto: Ann Lee"
    frame = pd.DataFrame(
        {"doc_id": ["a", "b"], "text": [text, "It is one paragraph, of a single sentence."], "year": [1, 2]}
    )
    corpus = from_documents(frame, roles=["body", "caption"])
    assert rows(count_words(corpus, by="role"), "role", *listed("counts")) == [
        ("caption", 1, 3, 3, 1),
        ("body", 2, 20, 12, 3),
    ]
    table = count_words(corpus, by=["role", "year"])
    assert table.columns.tolist() == ["role", "year", *listed("counts")]
    assert rows(table, "role", "year", "n_docs", "n_words") == [
        ("caption", 1, 1, 3),
        ("body", 1, 1, 12),
        ("caption", 2, 0, 0),
        ("body", 2, 1, 8),
    ]


def test_words_by_docvar_leave_out_documents_without_it(four):
    table = count_words(four, by="outlet")
    assert rows(table, "outlet", "n_docs", "n_words") == [("Globe", 2, 7), ("Times", 1, 2)]
    assert dtypes(table, "counts") == listed("counts")


def test_words_of_documents_without_words():
    corpus = corpus_of("…", "One.", year=[1, 2])
    assert rows(count_words(corpus, by="year"), "year", *listed("counts")) == [(1, 1, 0, 0, 1), (2, 1, 1, 1, 1)]


def test_words_of_an_empty_corpus():
    corpus = corpus_of(outlet=pd.Series(dtype="str"))
    assert rows(count_words(corpus), *listed("counts")) == [(0, 0, 0, 0)]
    for by in ("outlet", "role", ["outlet", "role"]):
        table = count_words(corpus, by=by)
        assert len(table) == 0
        assert dtypes(table, "counts") == listed("counts")


# --- count_rate -------------------------------------------------------------------------------------------------


def test_rate_of_all(four, spans):
    table = count_rate(spans, four, per=100)
    assert rows(table, "n", "n_words", "n_docs", "rate", "few") == [(4, 10, 4, 40.0, True)]
    assert table.columns.tolist() == list(listed("rates"))


def test_rate_by_docvar(four, spans):
    table = count_rate(spans, four, by="year", per=1)
    assert rows(table, "year", "n", "n_words", "n_docs", "rate") == [(2016, 3, 6, 2, 0.5), (2018, 1, 4, 2, 0.25)]


def test_rate_by_docvar_leaves_out_documents_without_it(four, spans):
    table = count_rate(spans, four, by="outlet", per=1)
    assert rows(table, "outlet", "n", "n_words", "n_docs") == [("Globe", 2, 7, 2), ("Times", 1, 2, 1)]


def test_rate_by_column_of_the_spans(four, spans):
    table = count_rate(spans, four, by="actor", per=1)
    assert rows(table, "actor", "n", "n_words", "n_docs", "rate") == [
        ("Iran", 3, 10, 4, 0.3),
        ("Russia", 1, 10, 4, 0.1),
    ]


def test_rate_by_both_keeps_zeros(four, spans):
    table = count_rate(spans, four, by=["actor", "year"])
    assert table.columns.tolist() == ["year", "actor", *listed("rates")]
    assert rows(table, "year", "actor", "n", "n_words") == [
        (2016, "Iran", 2, 6),
        (2016, "Russia", 1, 6),
        (2018, "Iran", 1, 4),
        (2018, "Russia", 0, 4),
    ]


def test_rate_by_two_columns_of_the_spans_has_the_pairs_that_occur(four, spans):
    table = count_rate(spans, four, by=["actor", "category"])
    assert rows(table, "actor", "category", "n") == [("Iran", "x", 2), ("Iran", "y", 1), ("Russia", "x", 1)]


def test_categories_that_no_span_has_are_kept(four):
    spans = spans_of("a", actor=pd.Categorical(["Iran"], categories=["Russia", "Iran"]))
    assert rows(count_rate(spans, four, by="actor"), "actor", "n") == [("Russia", 0), ("Iran", 1)]


def test_spans_without_a_value_in_a_by_column_are_left_out(four):
    spans = spans_of("abc", country=["Iran", None, "Iran"])
    assert rows(count_rate(spans, four, by="country"), "country", "n", "n_words") == [("Iran", 2, 10)]


def test_a_group_without_hits_has_rate_0_and_an_upper_end(four, spans):
    row = count_rate(spans[:3], four, by="year", per=100).iloc[1]
    assert (row["n"], row["rate"], row["low"]) == (0, 0, 0)
    assert row["high"] == pytest.approx(100 * MOST_OF_NONE / 4)


def test_documents_without_words_give_nan():
    corpus = corpus_of("…", "One two.", "Three.", year=[1, 2, 2])
    table = count_rate(spans_of("b"), corpus, by="year")
    assert rows(table, "year", "n", "n_words", "n_docs") == [(1, 0, 0, 1), (2, 1, 3, 2)]
    assert table.loc[0, ["rate", "low", "high"]].isna().all()


def test_the_interval_is_never_narrower_than_that_of_a_poisson_count():
    corpus = corpus_of(*["one two three four five"] * 12)
    row = count_rate(spans_of("a"), corpus, per=60).iloc[0]  # one hit in 60 words of twelve documents
    assert (row["n"], row["rate"], row["few"]) == (1, 1.0, True)
    assert row["low"] == pytest.approx(0.177, abs=5e-4)
    assert row["high"] == pytest.approx(MOST_OF_ONE, abs=5e-4)


def test_documents_of_equal_rates_have_the_interval_of_a_poisson_count():
    corpus = corpus_of(*["one two three four five"] * 12)
    row = count_rate(spans_of("abcdefghijkl"), corpus, per=60).iloc[0]  # a hit in each document, twelve in 60 words
    assert (row["n"], row["rate"], row["few"]) == (12, 12.0, False)
    assert (row["low"], row["high"]) == pytest.approx((6.865, 20.977), abs=1e-3)


def test_one_document_has_no_interval_with_hits_or_without():
    corpus = corpus_of("one two", "one two", "one two", outlet=["Globe", "Times", "Post"])
    table = count_rate(spans_of("a"), corpus, by="outlet", per=1)
    assert rows(table, "outlet", "rate", "few") == [("Globe", 0.5, True), ("Post", 0.0, True), ("Times", 0.0, True)]
    assert table[["low", "high"]].isna().all(axis=None)


def test_few_is_fewer_than_ten_documents_or_three_events():
    corpus = corpus_of(*["one two three"] * 16, outlet=["Globe"] * 10 + ["Times"] * 6)
    for hits, few in (("ab", [True, True]), ("abcd", [False, True]), ("klmnop", [True, True])):
        table = count_rate(spans_of(hits), corpus, by="outlet")
        assert rows(table, "outlet", "few") == list(zip(["Globe", "Times"], few, strict=True))


# Each freq with its number of periods from 2016-03-01 to 2018-07-16, the first of them, and those that have spans.
PERIODS = {
    "YS": (3, "2016-01-01", {"2016-01-01": 3}),
    "YE": (3, "2016-01-01", {"2016-01-01": 3}),
    "QS": (11, "2016-01-01", {"2016-01-01": 2, "2016-10-01": 1}),
    "MS": (29, "2016-03-01", {"2016-03-01": 2, "2016-12-01": 1}),
    "W": (125, "2016-02-29", {"2016-02-29": 2, "2016-12-26": 1}),
    "D": (868, "2016-03-01", {"2016-03-01": 2, "2016-12-31": 1}),
}


@pytest.mark.parametrize("freq", PERIODS)
def test_rate_over_time(four, spans, freq):
    n_periods, first, hits = PERIODS[freq]
    table = count_rate(spans, four, freq=freq)  # the span in d, which has no date, is left out
    assert table.columns.tolist() == ["period", *listed("rates")]
    assert len(table) == n_periods
    assert table["period"].iloc[0] == pd.Timestamp(first)
    assert table["period"].is_monotonic_increasing
    hit = table[table["n"] > 0]
    assert dict(zip(hit["period"].dt.strftime("%Y-%m-%d"), hit["n"], strict=True)) == hits
    assert (table["n_words"].sum(), table["n_docs"].sum()) == (9, 3)
    assert table.loc[table["n_docs"] == 0, "rate"].isna().all()


def test_rate_over_time_by_docvar_and_span_column(four, spans):
    table = count_rate(spans, four, by=["actor", "outlet"], freq="YS")
    assert table.columns.tolist() == ["outlet", "period", "actor", *listed("rates")]
    assert len(table) == 2 * 3 * 2
    found = table[table["n"] > 0].assign(period=lambda t: t["period"].dt.year)
    assert rows(found, "outlet", "period", "actor", "n", "n_words") == [
        ("Globe", 2016, "Iran", 2, 4),
        ("Times", 2016, "Russia", 1, 2),
    ]


def test_a_corpus_without_any_date_has_no_periods():
    corpus = corpus_of("One.", date=pd.to_datetime([None]))
    table = count_rate(spans_of("a"), corpus, freq="YS")
    assert table.columns.tolist() == ["period", *listed("rates")]
    assert len(table) == 0
    assert pd.api.types.is_datetime64_any_dtype(table["period"])


def test_empty_spans(four, spans):
    none = spans[:0]
    assert rows(count_rate(none, four, by="outlet"), "outlet", "n") == [("Globe", 0), ("Times", 0)]
    for by in ("actor", ["outlet", "actor"]):
        table = count_rate(none, four, by=by)
        assert len(table) == 0
        assert dtypes(table, "rates") == listed("rates")
        assert str(table["actor"].dtype) == "str"


def test_empty_corpus():
    corpus = corpus_of(outlet=pd.Series(dtype="str"), date=pd.Series(dtype="datetime64[s]"))
    table = count_rate(spans_of(), corpus)
    assert rows(table, "n", "n_words", "n_docs", "few") == [(0, 0, 0, True)]
    assert table[["rate", "low", "high"]].isna().all(axis=None)
    table = count_rate(spans_of(), corpus, by="outlet", freq="YS")
    assert (len(table), dtypes(table, "rates")) == (0, listed("rates"))
    assert table.dtypes[["outlet", "period"]].astype(str).tolist() == ["str", "datetime64[s]"]


def test_dtypes_of_rates(four, spans):
    docvars = {
        "whole": pd.array([1, None, 2, 2], dtype="Int64"),
        "flag": [True, False, True, True],
        "kind": pd.Categorical(["x", "y", "x", "x"], categories=["y", "x", "z"]),
    }
    corpus = corpus_of(*four.documents["text"], **docvars)
    for by in (None, "whole", "flag", "kind", ["kind", "actor"]):
        assert dtypes(count_rate(spans, corpus, by=by), "rates") == listed("rates")
    table = count_rate(spans, corpus, by="whole")
    assert rows(table, "whole", "n", "n_words") == [(1, 2, 4), (2, 1, 4)]
    assert str(table["whole"].dtype) == "Int64"
    assert rows(count_rate(spans, corpus, by="kind"), "kind", "n") == [("y", 1), ("x", 3)]


def test_words_and_documents_of_rates_are_those_of_count_words(four, spans):
    for by in (None, "year", ["outlet", "year"]):
        rates, counts = count_rate(spans, four, by=by), count_words(four, by=by)
        keys = [by] if isinstance(by, str) else by or []
        shared = [*keys, "n_words", "n_docs"]
        assert rows(rates, *shared) == rows(counts, *shared)


def test_inputs_are_not_changed(four, spans):
    scores = spans.assign(compound=[0.5, 0.1, -0.2, 0.0])
    before = [t.copy(deep=True) for t in (four.documents, four.sections, four.tokens, scores)]
    count_rate(scores, four, by=["year", "actor"], freq="YS")
    count_mean(scores, four, by=["year", "actor"], freq="YS")
    count_words(four, by=["year", "role"])
    for table, was in zip((four.documents, four.sections, four.tokens, scores), before, strict=True):
        pd.testing.assert_frame_equal(table, was)


def test_errors_of_count_rate(four, spans):
    assert message(count_rate, spans, four, by="autor") == (
        "by names 'autor', which is a column of neither the documents (doc_id, outlet, year, date) nor the table "
        "(doc_id, actor, category)"
    )
    assert message(count_rate, spans.assign(doc_id="z"), four) == (
        "the table has rows of document 'z', which the corpus lacks; pass the corpus it came from"
    )
    assert message(count_rate, spans.drop(columns="doc_id"), four) == (
        "the spans lacks the column doc_id; it has actor, category. Add or rename the column."
    )
    assert message(count_rate, spans, four, by=["year", "year"]) == "by names a column twice: ['year', 'year']"
    assert message(count_rate, spans, four, per=0) == ("per is 0; a positive number of words is needed, such as 1000")
    for freq in ("nonsense", "-1YS", "0D", 3):
        assert message(count_rate, spans, four, freq=freq) == (
            f"freq is {freq!r}; use a pandas frequency such as 'YS', 'QS', 'MS' or 'W'"
        )
    undated = corpus_of("One.", date=["summer 2018"])
    assert message(count_rate, spans_of("a"), undated, freq="YS") == (
        "freq needs dates, and the docvar date has 'summer 2018', which is not a date; use pd.to_datetime, or name "
        "another docvar as date"
    )


def test_a_docvar_called_like_a_result_is_an_error():
    corpus = corpus_of("One.", n=[3], period=["early"], n_docs=[1], date=pd.to_datetime(["2018-07-16"]))
    says = "by names {!r}, which is a column of the result; rename it in the documents".format
    assert message(count_rate, spans_of("a"), corpus, by="n") == says("n")
    assert message(count_rate, spans_of("a"), corpus, by="period", freq="YS") == says("period")
    assert message(count_mean, spans_of("a", compound=[1.0]), corpus, by="n") == says("n")
    assert message(count_words, corpus, by="n_docs") == says("n_docs")
    assert rows(count_rate(spans_of("a"), corpus, by="period"), "period", "n") == [("early", 1)]


def test_count_words_names_the_docvars_it_has(four):
    assert message(count_words, four, by="autor") == (
        "corpus.documents lacks the column autor; it has doc_id, text, outlet, year, date. Add or rename the column."
    )


# --- count_rate, whatever the spans -----------------------------------------------------------------------------

LENGTHS = [3, 1, 5, 2, 8, 4, 1, 6, 2, 7]
TEN = corpus_of(
    *[" ".join(["word"] * k) for k in LENGTHS], outlet=list("GTGTGTGTGT"), year=[1, 1, 2, 2, 3, 3, 1, 1, 2, 2]
)
some_spans = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from(["x", "y", "z"])), max_size=30)
groupings = st.sampled_from([None, "outlet", "actor", ["outlet", "actor"], ["year", "outlet"], ["year", "actor"]])


def frame_of(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["doc_id", "actor"]).astype("str")


@given(some_spans, groupings)
@settings(max_examples=30, deadline=None)
def test_every_span_is_counted_once(pairs, by):
    table = count_rate(frame_of(pairs), TEN, by=by)
    assert table["n"].sum() == len(pairs)


@given(some_spans, groupings, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_spans_does_not_matter(pairs, by, random):
    spans = frame_of(pairs)
    order = list(range(len(spans)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(count_rate(spans.iloc[order], TEN, by=by), count_rate(spans, TEN, by=by))


@given(some_spans)
@settings(max_examples=30, deadline=None)
def test_splitting_by_a_docvar_keeps_the_words(pairs):
    spans = frame_of(pairs)
    for by in ("outlet", "year", ["outlet", "year"], "doc_id"):
        assert count_rate(spans, TEN, by=by)["n_words"].sum() == sum(LENGTHS)


@given(some_spans, groupings)
@settings(max_examples=30, deadline=None)
def test_the_rate_lies_in_its_interval(pairs, by):
    table = count_rate(frame_of(pairs), TEN, by=by)
    given_ = table[table["low"].notna()]
    assert (given_["low"] < given_["high"]).all()
    assert (given_["low"] >= 0).all()
    assert (given_["low"] <= given_["rate"]).all()
    assert (given_["rate"] <= given_["high"]).all()


# --- count_mean -------------------------------------------------------------------------------------------------


def test_mean_by_hand(four):
    scores = spans_of("aabc", compound=[1.0, 0.0, 0.5, -0.5], actor=["Iran", "Russia", "Iran", "Iran"])
    assert rows(count_mean(scores, four), "n", "n_docs", "mean", "few") == [(4, 3, 0.25, True)]
    table = count_mean(scores, four, by="year")
    assert table.columns.tolist() == ["year", *listed("means")]
    assert rows(table, "year", "n", "n_docs", "mean") == [(2016, 3, 2, 0.5), (2018, 1, 1, -0.5)]
    assert rows(count_mean(scores, four, by="actor"), "actor", "n", "n_docs", "mean") == [
        ("Iran", 3, 3, pytest.approx(1 / 3)),
        ("Russia", 1, 1, 0.0),
    ]


def test_mean_of_a_group_without_scores_is_nan(four):
    scores = spans_of("ab", compound=[1.0, 0.0], actor=["Iran", "Russia"])
    table = count_mean(scores, four, by=["year", "actor"])
    assert rows(table, "year", "actor", "n", "n_docs") == [
        (2016, "Iran", 1, 1),
        (2016, "Russia", 1, 1),
        (2018, "Iran", 0, 0),
        (2018, "Russia", 0, 0),
    ]
    assert table["mean"].isna().tolist() == [False, False, True, True]


def test_mean_of_another_column_leaves_out_missing_scores(four):
    scores = spans_of("abc", strength=[0.2, np.nan, 0.4])
    table = count_mean(scores, four, column="strength")
    assert rows(table, "n", "n_docs", "mean") == [(2, 2, pytest.approx(0.3))]
    assert dtypes(table, "means") == listed("means")


def test_mean_over_time(four):
    scores = spans_of("abcd", compound=[1.0, 0.0, -0.5, 9.0])
    table = count_mean(scores, four, freq="YS")
    assert rows(table.assign(period=table["period"].dt.year), "period", "n") == [(2016, 2), (2017, 0), (2018, 1)]
    assert table["mean"].tolist()[::2] == [0.5, -0.5]


def test_few_of_a_mean_counts_documents_with_a_score():
    scores = spans_of("abcdefghi", compound=[0.1, 0.2, 0.3] * 3)
    assert rows(count_mean(scores, TEN), "n_docs", "few") == [(9, True)]
    scores = spans_of("abcdefghij", compound=[0.1, 0.2] * 5)
    assert rows(count_mean(scores, TEN), "n_docs", "few") == [(10, False)]
    scores = spans_of("abcdefghij", compound=[0.9] + [0.0] * 9)
    assert rows(count_mean(scores, TEN), "n_docs", "few") == [(10, True)], "one document is away from the least"


def test_documents_that_agree_have_an_interval(four):
    scores = spans_of("abcd", compound=[0.5] * 4)
    unlike = 1 - 0.025 ** (1 / 4)
    table = count_mean(scores, four)
    assert rows(table, "mean", "low", "high", "few") == [
        (0.5, pytest.approx(0.5 - 1.5 * unlike), pytest.approx(0.5 + 0.5 * unlike), True)
    ]
    own = spans_of("abcd", stars=[3.0, 3.0, 1.0, 5.0])
    table = count_mean(own, four, column="stars", by="year")  # those of 2016 agree; others show how far scores go
    reach = 2 * (1 - 0.025 ** (1 / 2))
    assert rows(table, "year", "low", "high")[0] == (2016, pytest.approx(3 - reach), pytest.approx(3 + reach))
    table = count_mean(spans_of("abcd", stars=[3.0] * 4), four, column="stars")
    assert table["few"].all()
    assert table[["low", "high"]].isna().all(axis=None)


def test_mean_of_nothing(four):
    table = count_mean(spans_of(compound=pd.Series(dtype="float64")), four)
    assert rows(table, "n", "n_docs") == [(0, 0)]
    assert table["mean"].isna().all()


def test_mean_needs_its_column(four, spans):
    assert message(count_mean, spans, four) == (
        "the scores lacks the column compound; it has doc_id, actor, category. Add or rename the column."
    )


@pytest.mark.parametrize(("column", "least", "most"), [(c, *ends) for c, ends in RANGES.items()])
def test_the_interval_of_a_mean_stays_on_the_scale(four, column, least, most):
    """Of two documents, 4.3 standard errors."""
    scores = spans_of("ab", **{column: [most - 0.1, most - 0.3]})
    _, low, high, _ = ratio_interval(np.array([most - 0.1, most - 0.3]), np.ones(2))
    assert high > most
    table = count_mean(scores, four, column=column)
    assert rows(table, "mean", "low", "high") == [(pytest.approx(most - 0.2), max(low, least), most)]
    down = count_mean(scores.assign(**{column: [least + 0.1, least + 0.3]}), four, column=column)
    assert down["low"].tolist() == [least]


@pytest.mark.parametrize(("column", "values"), [("compound", [4.0, 2.0]), ("mine", [0.9, 0.7])])
def test_a_score_of_ones_own_has_no_scale(four, column, values):
    _, low, high, _ = ratio_interval(np.array(values), np.ones(2))
    table = count_mean(spans_of("ab", **{column: values}), four, column=column)
    assert rows(table, "low", "high") == [(low, high)]
    assert high > 1.09


def test_intervals_inside_the_scale_are_not_touched():
    values = np.array([0.1, 0.2, -0.3, 0.05, 0.2, 0.1, -0.2, 0.0, 0.3, 0.1])
    _, low, high, _ = ratio_interval(values, np.ones(10))
    table = count_mean(spans_of("abcdefghij", compound=values), TEN)
    assert rows(table, "low", "high") == [(low, high)]
    assert -1 < low < high < 1


def test_the_scales_are_those_of_the_schema():
    meanings = {c: said for name in ("sentiment", "actor_sentiment", "certainty", "hedges")
                for c, (_, said) in schema.TABLES[name].items()}  # fmt: skip
    for column, (least, most) in RANGES.items():
        assert f"{least} to {most}" in meanings[column] or f"in ({least}, {most}]" in meanings[column], column


# --- score_mentions ---------------------------------------------------------------------------------------------


def test_a_sentence_scores_once_for_each_actor_in_it():
    mentions = pd.DataFrame(
        {"doc_id": list("aaab"), "sentence_id": [0, 0, 0, 5], "actor": ["Iran", "Russia", "Iran", "Iran"]}
    )
    scores = pd.DataFrame({"doc_id": list("aab"), "sentence_id": [0, 1, 5], "compound": [0.5, 0.9, -0.1]})
    table = score_mentions(mentions, scores)
    assert table.columns.tolist() == ["actor", "doc_id", "sentence_id", "compound"]
    assert rows(table, *table.columns) == [
        ("Iran", "a", 0, 0.5),
        ("Russia", "a", 0, 0.5),
        ("Iran", "b", 5, -0.1),
    ]


def test_a_sentence_scores_once_for_each_voice_that_names_the_actor():
    mentions = pd.DataFrame(
        {"doc_id": "a", "sentence_id": [0, 0, 0, 1], "actor": "Iran", "voice": ["author", "quoted", "author", "quoted"]}
    )
    scores = pd.DataFrame({"doc_id": "a", "sentence_id": [0, 1], "compound": [0.5, -0.1]})
    table = score_mentions(mentions, scores, by="voice")
    assert table.columns.tolist() == ["actor", "voice", "doc_id", "sentence_id", "compound"]
    assert rows(table, "actor", "voice", "sentence_id", "compound") == [
        ("Iran", "author", 0, 0.5),
        ("Iran", "quoted", 0, 0.5),
        ("Iran", "quoted", 1, -0.1),
    ]
    assert score_mentions(mentions, scores, by=["actor"]).equals(score_mentions(mentions, scores))
    assert message(score_mentions, mentions, scores.assign(voice="x"), by="voice") == (
        "by names 'voice', which is also a column of the scores; drop or rename it there"
    )
    assert message(score_mentions, mentions.drop(columns="voice"), scores, by="voice") == (
        "mentions lacks the column voice; it has doc_id, sentence_id, actor. Add or rename the column."
    )


def test_tone_by_voice_takes_two_lines():
    """A quoted sentence is its speaker's, one with words of both the author's."""
    corpus = corpus_of("Peace is good. “War is a terrible thing.” He said that “war” is bad.")
    tone = dc.score_sentiment(corpus)
    table = count_mean(dc.with_voice(tone, dc.find_quotes(corpus)), corpus, by="voice")
    by_hand = tone["compound"].tolist()
    assert rows(table, "voice", "n", "mean") == [
        ("author", 2, pytest.approx((by_hand[0] + by_hand[2]) / 2)),
        ("quoted", 1, by_hand[1]),
    ]


def test_score_mentions_of_nothing():
    mentions = pd.DataFrame({"doc_id": ["a"], "sentence_id": [0], "actor": ["Iran"]})
    table = score_mentions(mentions[:0], schema.empty("sentiment"))
    assert (len(table), table.columns.tolist()) == (0, ["actor", *schema.TABLES["sentiment"]])
    assert message(score_mentions, mentions[["actor"]], schema.empty("sentiment")) == (
        "mentions lacks the columns doc_id, sentence_id; it has actor. Add or rename the column."
    )


# --- voices -------------------------------------------------------------------------------------------------------


def test_words_of_a_voice_are_its_denominator():
    corpus = corpus_of("It may rain. \u201cIt may snow or hail,\u201d she said.")
    quotes = pd.DataFrame({"doc_id": corpus.documents["doc_id"], "start": [13], "end": [35], "kind": ["direct"]})
    assert corpus.documents["text"][0][13:35] == "\u201cIt may snow or hail,\u201d"
    hedges = dc.find_hedges(corpus).query("text == 'may'").assign(voice=["author", "quoted"])
    table = dc.count_rate(hedges, corpus, by="voice", quotes=quotes)
    found = table[["voice", "n", "n_words"]].values.tolist()
    assert found == [["author", 1, 5], ["reported", 0, 0], ["scare", 0, 0], ["quoted", 1, 5]]
    assert table["rate"].tolist() == pytest.approx([200, float("nan"), float("nan"), 200], nan_ok=True)
    assert dc.count_rate(hedges, corpus, by="voice")["n_words"].tolist() == [10, 10]


def test_every_actor_has_a_row_of_every_voice():
    corpus = corpus_of("a b c d")
    spans = pd.DataFrame(
        {
            "doc_id": corpus.documents["doc_id"][0],
            "actor": list("yxyx"),
            "voice": ["author", "author", "quoted", "quoted"],
        }
    )
    quotes = pd.DataFrame({"doc_id": corpus.documents["doc_id"], "start": [0], "end": [3], "kind": ["direct"]})
    table = dc.count_rate(spans, corpus, by=["actor", "voice"], quotes=quotes)
    expected = [(actor, voice) for actor in "xy" for voice in ("author", "reported", "scare", "quoted")]
    assert list(zip(table["actor"], table["voice"], strict=True)) == expected
    assert table["n"].tolist() == [1, 0, 0, 1] * 2
    assert table["n_words"].tolist() == [2, 0, 0, 2] * 2
    asked = spans[spans["voice"] == "quoted"]
    asked = asked.assign(voice=pd.Categorical(asked["voice"], categories=["quoted", "reported"]))
    table = dc.count_rate(asked, corpus, by=["actor", "voice"], quotes=quotes)
    expected = [["x", "reported", 0], ["x", "quoted", 1], ["y", "reported", 0], ["y", "quoted", 1]]
    assert table[["actor", "voice", "n"]].values.tolist() == expected
