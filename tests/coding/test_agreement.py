"""Samples for coders, agreement between coders, and agreement of the program with them: figures of textbooks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from conftest import check_spans, corpus_of
from hypothesis import given
from hypothesis import strategies as st

import discourse as dc
from discourse import schema
from discourse.coding.agreement import count_agreement, with_found
from discourse.coding.reliability import count_reliability
from discourse.coding.sampling import sample_sentences


def many(sizes: list[int], **docvars: list) -> dc.Corpus:
    """A corpus of documents with so many sentences each, all different."""
    texts = [" ".join(f"Number {d} and {s} stand here." for s in range(size)) for d, size in enumerate(sizes)]
    return corpus_of(*texts, **docvars)


# --- sampling ---------------------------------------------------------------------------------------------------


def test_a_sample_is_blind_shuffled_and_the_same_for_the_same_seed():
    corpus = many([40, 30, 30], outlet=["A", "B", "A"], author=["x", "y", "z"])
    sample = sample_sentences(corpus, n=50, seed=7, codes=["hedged", "note"])
    assert sample.columns.tolist() == [*schema.TABLES["sample"], "hedged", "note"]
    assert len(sample) == sample["sentence_id"].nunique() == 50
    assert sample[["hedged", "note"]].isna().all(axis=None)
    assert [str(dtype) for dtype in sample.dtypes] == ["str", "int32", "int32", "int32", "str", "str", "str"]
    assert not sample["sentence_id"].is_monotonic_increasing
    check_spans(sample.sort_values(["doc_id", "start"]), corpus)
    assert sample["text"].str.fullmatch(r"Number \d+ and \d+ stand here\.").all()
    pd.testing.assert_frame_equal(sample, sample_sentences(corpus, n=50, seed=7, codes=["hedged", "note"]))
    assert not sample.equals(sample_sentences(corpus, n=50, seed=8, codes=["hedged", "note"]))


def test_every_sentence_with_a_word_is_as_likely():
    corpus = corpus_of("One here. Two here. ... Three here.\n—\nFour here.", "Five here.")
    drawn = [sample_sentences(corpus, n=2, seed=seed)["text"] for seed in range(500)]
    counts = pd.concat(drawn).value_counts()
    assert set(counts.index.str.split().str[0]) >= {"One", "Two", "Four", "Five"}
    assert len(counts) == 5
    assert counts.between(150, 250).all()  # 200 expected, standard deviation 11


def test_strata_are_kept_in_proportion_or_alike():
    corpus = many([60, 20, 15, 5], outlet=["A", "B", "B", None], year=[1, 1, 2, 2])
    outlet = corpus.documents.set_index("doc_id")["outlet"]

    def drawn(**options) -> list[int]:
        sample = sample_sentences(corpus, seed=1, **options)
        return sample["doc_id"].map(outlet).value_counts(dropna=False).sort_index(na_position="last").tolist()

    assert drawn(n=20, by="outlet") == [12, 7, 1]
    assert drawn(n=21, by="outlet") == [13, 7, 1]  # 12.6, 7.35, 1.05
    assert drawn(n=24, by="outlet", allocation="equal") == [10, 9, 5]  # the last has no more than 5
    assert drawn(n=100, by="outlet", allocation="equal") == [60, 35, 5]
    by_both = sample_sentences(corpus, n=8, by=["outlet", "year"], allocation="equal", seed=3)
    assert by_both["doc_id"].value_counts().tolist() == [2, 2, 2, 2]


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=5), st.integers(1, 45), st.sampled_from(["proportional", "equal"])
)
def test_allocations_add_up_and_never_draw_twice(sizes, n, allocation):
    corpus = many(sizes, group=list(range(len(sizes))))
    n = min(n, sum(sizes))
    sample = sample_sentences(corpus, n=n, by="group", allocation=allocation, seed=0)
    drawn = sample["doc_id"].value_counts().reindex(corpus.documents["doc_id"], fill_value=0).to_numpy()
    assert len(sample) == sample["sentence_id"].nunique() == n
    exact = np.array(sizes) * n / sum(sizes)
    if allocation == "proportional":
        assert (np.abs(drawn - exact) < 1).all()
    else:
        full = drawn == sizes
        assert np.ptp(drawn[~full]) <= 1 if (~full).any() else True
        assert (drawn[full].max(initial=0) <= drawn[~full].max(initial=99)) or not (~full).any()


def test_docvars_are_shown_only_on_request():
    corpus = many([3, 3], outlet=["A", "B"])
    sample = sample_sentences(corpus, n=6, seed=1, docvars=["outlet"], codes="tone")
    assert sample.columns.tolist() == [*schema.TABLES["sample"], "outlet", "tone"]
    assert set(zip(sample["doc_id"], sample["outlet"], strict=True)) == {("d0", "A"), ("d1", "B")}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": 7}, "n is 7; the corpus has 6 sentences, so give a whole number from 1 to that"),
        ({"n": 0}, "n is 0; the corpus has 6"),
        ({"n": 2.0}, r"n is 2\.0; the corpus has 6"),
        ({"n": True}, "n is True; the corpus has 6"),
        ({"n": 1, "codes": ["text"]}, "codes names the column 'text', which the sample has already; choose another"),
        ({"n": 1, "codes": ["a", "a"]}, "codes names the column 'a', which"),
        ({"n": 1, "codes": "outlet", "docvars": ["outlet"]}, "codes names the column 'outlet', which"),
        ({"n": 1, "by": "paper"}, r"corpus\.documents lacks the column paper; it has doc_id, text, outlet"),
        ({"n": 1, "allocation": "half"}, "allocation is 'half'; choose one of 'proportional', 'equal'"),
    ],
)
def test_what_a_sample_cannot_be(options, message):
    with pytest.raises(ValueError, match=message):
        sample_sentences(many([3, 3], outlet=["A", "B"]), seed=1, **options)
    with pytest.raises(ValueError, match="the corpus has 0 sentences"):
        sample_sentences(corpus_of(), n=1, seed=1)


# --- between coders ---------------------------------------------------------------------------------------------

#: Krippendorff (2011), sections A to C and E.
BINARY = {"meg": list("0100000010"), "owen": list("1110010000")}
NOMINAL = {"ben": list("aabbdcccedda"), "gerry": list("babbbccceddd")}
MISSING = {
    "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


@pytest.mark.parametrize(
    ("codes", "level", "n", "alpha"),
    [
        (BINARY, "nominal", 10, 0.095),
        (BINARY, "interval", 10, 0.095),
        (NOMINAL, "nominal", 12, 0.692),
        (MISSING, "nominal", 11, 0.743),
        (MISSING, "interval", 11, 0.849),
    ],
)
def test_alpha_is_that_of_krippendorff_2011(codes, level, n, alpha):
    table = count_reliability(pd.DataFrame(codes), columns=list(codes), level=level, uncoded="skip")
    assert round(table["alpha"][0], 3) == alpha
    assert table["n"][0] == n
    assert table["n_coders"][0] == len(codes)


def test_kappa_is_that_of_fleiss_levin_and_paik():
    """Fleiss, Levin and Paik (2003), table 18.1: 100 subjects, three diagnoses, .89 observed and .66 by chance."""
    counts = {"pp": 75, "pn": 1, "po": 4, "np": 5, "nn": 4, "no": 1, "oo": 10}
    coded = pd.DataFrame([list(pair) for pair, n in counts.items() for _ in range(n)], columns=["a", "b"])
    table = count_reliability(coded, columns=["a", "b"])
    assert len(table) == 1
    assert table["agreement"][0] == pytest.approx(0.89)
    assert table["kappa"][0] == pytest.approx((0.89 - 0.66) / (1 - 0.66))
    # Alpha sets the joint codes apart by n (n - 1): 200 codes, of them 160, 15 and 25.
    chance = (160 * 159 + 15 * 14 + 25 * 24) / (200 * 199)
    assert table["alpha"][0] == pytest.approx(1 - 0.11 / (1 - chance))


def test_of_three_coders_all_come_first_and_then_each_pair():
    coded = pd.DataFrame({"a": list("xxyy"), "b": list("xxyx"), "c": list("xyyy")}, index=[5, 5, 9, 1])
    table = count_reliability(coded, columns=["a", "b", "c"])
    assert table["coders"].tolist() == ["a, b, c", "a, b", "a, c", "b, c"]
    assert table["n_coders"].tolist() == [3, 2, 2, 2]
    assert table["agreement"].tolist() == pytest.approx([8 / 12, 0.75, 0.75, 0.5])
    assert table["kappa"][1:].tolist() == pytest.approx([0.5, 0.5, (0.5 - 0.375) / (1 - 0.375)])
    assert table["kappa"][0] == pytest.approx(table["kappa"][1:].mean())
    assert table.columns.tolist() == list(schema.TABLES["reliability"])
    assert count_reliability(coded.assign(**{c: [1, 2, 3, 4] for c in "ab"}), columns=["a", "b"], level="interval")[
        "kappa"
    ].isna()[0]


def test_codes_are_the_same_in_any_spelling_of_a_spreadsheet():
    coded = pd.DataFrame({"a": [1.0, 0.0, None, 1.0], "b": ["1", " 0", "yes", "1 "]})
    table = count_reliability(coded, columns=["a", "b"], uncoded="skip")
    assert table[["n", "agreement", "kappa", "alpha"]].iloc[0].tolist() == [3, 1, 1, 1]
    coded = pd.DataFrame({"a": ["Yes", "no"], "b": [" yes", "NO"]})
    assert count_reliability(coded, columns=["a", "b"])["agreement"][0] == 1
    coded = pd.DataFrame({"a": ["Yes", "no", "no"], "b": [1, 0, 1], "c": [True, False, True]})
    table = count_reliability(coded, columns=["a", "b", "c"])
    assert table["agreement"].tolist() == pytest.approx([7 / 9, 2 / 3, 2 / 3, 1])


def test_alpha_of_numbers_is_that_of_nltk():
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import interval_distance

    codes = pd.DataFrame(np.random.default_rng(3).integers(1, 8, (30, 3)).astype(float), columns=list("abc"))
    codes.iloc[[1, 4], 0] = codes.iloc[[4, 9], 1] = np.nan
    triples = [(c, u, v) for c in codes for u, v in codes[c].dropna().items()]
    wanted = AnnotationTask(triples, distance=interval_distance).alpha()
    table = count_reliability(codes, columns=list("abc"), level="interval", uncoded="skip")
    assert table["alpha"][0] == pytest.approx(wanted)
    assert table["n"].tolist() == [29, 27, 28, 28]


@pytest.mark.parametrize(
    ("codes", "options", "message"),
    [
        (
            {"a": [1, 0, None], "b": [1, 1, 0]},
            {},
            r"1 of 3 rows are not coded in the column 'a' \(the first is row 2\)",
        ),
        (
            {"a": ["x", " "], "b": ["x", "y"]},
            {},
            r"1 of 2 rows are not coded in the column 'a' \(the first is row 1\); code",
        ),
        (
            {"a": [1, None], "b": [None, 0]},
            {"uncoded": "skip"},
            "a and b have no unit in common; agreement needs units",
        ),
        ({"a": [], "b": []}, {}, "a and b have no unit in common"),
        ({"a": [1, 1], "b": [1, 1]}, {}, "a and b gave the same code to all 2 units: agreement by chance is certain"),
        ({"a": [1, "x"], "b": [1, 2]}, {"level": "interval"}, "the column 'a' has 'x', which is no number; use level="),
        ({"a": [1, 2], "b": [1, 2]}, {"level": "ratio"}, "level is 'ratio'; choose one of 'nominal', 'interval'"),
        ({"a": [1, 2], "b": [1, 2]}, {"uncoded": "drop"}, "uncoded is 'drop'; choose one of 'refuse', 'skip'"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a"]}, r"columns is \['a'\]; name the columns of two coders or more"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a", "a"]}, "each once"),
        ({"a": [1, 2], "b": [1, 2]}, {"columns": ["a", "c"]}, "the coded table lacks the column c; it has a, b"),
    ],
)
def test_reliability_that_cannot_be_computed_is_refused(codes, options, message):
    with pytest.raises(ValueError, match=message):
        count_reliability(pd.DataFrame(codes), **({"columns": ["a", "b"]} | options))


# --- with the program -------------------------------------------------------------------------------------------

CODED = pd.DataFrame(
    {
        "doc_id": ["d0", "d0", "d0", "d1", "d1", "d2"],
        "sentence_id": range(6),
        "start": [0, 10, 20, 0, 10, 0],
        "end": [9, 19, 29, 9, 19, 9],
        "hedged": ["yes", "yes", "no", "yes", "no", "no"],
    }
)
# In the first, twice in the second (once only by its edge), in the fifth; one between sentences, one elsewhere.
FOUND = pd.DataFrame(
    {"doc_id": ["d0", "d0", "d0", "d0", "d1", "d9"], "start": [2, 12, 18, 9, 10, 0], "end": [4, 14, 20, 10, 19, 5]}
)


def test_what_was_found_is_a_column_of_the_coded_table():
    table = with_found(CODED, FOUND)
    assert table.columns.tolist() == [*CODED.columns, "found"]
    assert table["found"].tolist() == [True, True, False, False, True, False]
    assert "found" not in CODED
    assert with_found(CODED, FOUND[:0], name="machine")["machine"].tolist() == [False] * 6


def test_precision_recall_and_f1_are_those_counted_by_hand():
    table = count_agreement(CODED, FOUND, column="hedged")
    assert table.columns.tolist() == list(schema.TABLES["agreement"])
    row = table.iloc[0]
    assert row[["category", "n", "n_docs", "n_coded", "n_found", "n_both", "few"]].tolist() == [
        "hedged",
        6,
        3,
        3,
        3,
        2,
        True,
    ]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3] * 3)
    assert 0 <= row["precision_low"] < 2 / 3 < row["precision_high"] <= 1
    pd.testing.assert_frame_equal(count_agreement(CODED, FOUND), table)
    same = count_reliability(with_found(CODED, FOUND), columns=["hedged", "found"])
    assert same["agreement"][0] == pytest.approx(4 / 6)
    assert same["kappa"][0] == pytest.approx(1 / 3)


def test_labels_are_compared_code_by_code():
    tone = pd.Series(["negative", "neutral", "positive", "positive", "neutral", "neutral"])
    coded = CODED.assign(tone=["Negative", "negative", "positive", "positive ", "neutral", "neutral"])
    scores = CODED[["doc_id", "start", "end"]].assign(label=tone)
    table = count_agreement(coded, scores, column="tone", label="label")
    assert table["category"].tolist() == ["negative", "neutral", "positive"]
    assert table[["n_coded", "n_found", "n_both"]].to_numpy().tolist() == [[2, 1, 1], [2, 3, 2], [2, 2, 2]]
    assert table["precision"].tolist() == pytest.approx([1, 2 / 3, 1])
    assert table["recall"].tolist() == pytest.approx([0.5, 1, 1])
    assert table["f1"].tolist() == pytest.approx([2 / 3, 4 / 5, 1])
    shuffled = count_agreement(coded.sample(frac=1, random_state=1), scores, column="tone", label="label")
    pd.testing.assert_frame_equal(shuffled[["category", "f1"]], table[["category", "f1"]])


def test_where_nothing_is_found_recall_is_nought_and_precision_is_not_known():
    row = count_agreement(CODED, FOUND[:0], column="hedged").iloc[0]
    assert (row["recall"], row["f1"]) == (0, 0)
    assert math.isnan(row["precision"])
    assert row["recall_high"] > 0.3


def test_intervals_cover_as_often_as_they_say():
    """Of 200 samples of 20 documents with 5 rows, found with recall 0.8 and precision 0.8, about 95 % cover."""
    random = np.random.default_rng(5)
    frame = pd.DataFrame(list(itertools.product(range(20), range(0, 50, 10))), columns=["doc_id", "start"])
    coded = frame.assign(doc_id=frame["doc_id"].astype("str"), end=frame["start"] + 9)
    hits = np.zeros(3)
    for _ in range(200):
        human = random.random(100) < 0.5
        seen = np.where(human, random.random(100) < 0.8, random.random(100) < 0.2)
        table = count_agreement(coded.assign(code=human), coded[seen], column="code").iloc[0]
        hits += [table[f"{name}_low"] <= 0.8 <= table[f"{name}_high"] for name in ("precision", "recall", "f1")]
    assert (hits >= 184).all()


def test_perfect_agreement_is_not_certainty_and_one_document_says_nothing():
    coded = CODED.assign(hedged=[1, 0, 0, 1, 0, 1])
    found = coded[coded["hedged"] == 1]
    row = count_agreement(coded, found, column="hedged").iloc[0]
    assert row[["precision", "precision_high", "recall", "f1", "f1_high"]].tolist() == [1, 1, 1, 1, 1]
    low = 3 / (3 + 1.959964**2)
    assert row[["precision_low", "recall_low", "f1_low"]].tolist() == pytest.approx([low, low, 2 * low / (1 + low)])
    one = count_agreement(coded[:3].assign(hedged=[1, 1, 0]), found, column="hedged").iloc[0]
    assert np.isnan(one[["precision_low", "recall_high", "f1_low"]].to_numpy(float)).all()
    by_row = count_agreement(coded[:3].assign(hedged=[1, 1, 0]), found, column="hedged", unit="sentence").iloc[0]
    assert by_row["recall_low"] < 0.5 < by_row["recall_high"]


@pytest.mark.parametrize(
    ("coded", "found", "options", "message"),
    [
        (
            CODED.assign(hedged=[1, None, 0, 1, None, 0]),
            FOUND,
            {},
            r"2 of 6 rows are not coded in the column 'hedged' \(the first is row 1\); code them or drop",
        ),
        (
            CODED.assign(hedged="no"),
            FOUND,
            {},
            "all 6 rows have the same code in 'hedged', 'no': with one category nothing can",
        ),
        (CODED[:0], FOUND, {}, "all 0 rows have the same code"),
        (
            CODED.assign(hedged=["yes", "maybe", "no", "no", "no", "no"]),
            FOUND,
            {},
            r"the column 'hedged' has 'maybe'; write yes or no \(1 or 0",
        ),
        (
            CODED.assign(more=1),
            FOUND,
            {"column": None},
            "column is not named, and the coded table has hedged, more; name one",
        ),
        (CODED.drop(columns="hedged"), FOUND, {"column": None}, "the coded table has none; name one"),
        (pd.concat([CODED, CODED[:1]]), FOUND, {}, "the coded table has 'd0' from 0 to 9 more than once; merge the"),
        (CODED, FOUND, {"unit": "word"}, "unit is 'word'; choose one of 'document', 'sentence'"),
        (CODED, FOUND, {"label": "label"}, "the found table lacks the column label"),
        (
            CODED.assign(doc_id=7),
            FOUND,
            {},
            "no coded document has anything in the found table: '7' is coded, and found has 'd0'",
        ),
        (
            CODED,
            CODED[1:].assign(label="x"),
            {"label": "label"},
            "1 of 6 coded rows have no 'label' in the found table; score",
        ),
        (
            CODED,
            pd.concat([CODED.assign(label="x"), CODED[4:].assign(label="y")]),
            {"label": "label"},
            "found has 2 different values of 'label' in the coded row of 'd1' at 10; give one for each row",
        ),
        (
            CODED.assign(text="It may."),
            FOUND.assign(text="might"),
            {},
            "found has 'might' in 'd0' between 0 and 9, and the coded text there does not: the corpus has changed",
        ),
    ],
)
def test_agreement_that_cannot_be_computed_is_refused(coded, found, options, message):
    with pytest.raises(ValueError, match=message):
        count_agreement(coded, found, **({"column": "hedged"} | options))


def test_the_column_of_the_program_must_be_new():
    with pytest.raises(ValueError, match="the coded table has a column 'hedged' already; choose another name"):
        with_found(CODED, FOUND, name="hedged")


def test_from_the_sample_to_a_file_to_two_coders_and_back(tmp_path):
    texts = [f"It may rain “today” in town {n}. The sun shines. =Perhaps it holds,\nsaid he." for n in range(12)]
    corpus = corpus_of(*texts, year=[2017, 2018] * 6)
    sample = sample_sentences(corpus, n=24, by="year", seed=3)
    sample.to_csv(tmp_path / "sample.csv", index=False, encoding="utf-8-sig")
    files = {}
    for coder in ("anna", "ben"):  # Ben sorts the rows, and takes no notice of `perhaps`
        file = pd.read_csv(tmp_path / "sample.csv", dtype={"doc_id": "str"})
        cue = r"may|Perhaps" if coder == "anna" else r"may"
        file = file.assign(code=file["text"].str.contains(cue).map({True: "Yes", False: "no"}))
        files[coder] = file if coder == "anna" else file.sort_values("text")
    other = files["ben"][["sentence_id", "code"]].rename(columns={"code": "ben"})
    coded = files["anna"].rename(columns={"code": "anna"}).merge(other, on="sentence_id")
    assert len(coded) == 24
    perhaps = coded["text"].str.contains("Perhaps").sum()
    reliability = count_reliability(coded, columns=["anna", "ben"])
    assert reliability["agreement"][0] == pytest.approx(1 - perhaps / 24)
    hedges = dc.find_terms(corpus, pd.DataFrame({"pattern": ["may", "perhaps"], "category": "hedge"}))
    table = count_agreement(coded, hedges, column="anna")
    assert (table["precision"][0], table["recall"][0]) == (1, 1)
    row = count_agreement(coded, hedges, column="ben").iloc[0]
    assert (row["n_found"] - row["n_both"], row["recall"]) == (perhaps, 1)
    scores = dc.score_sentiment(corpus).assign(label=lambda t: np.where(t["compound"] > 0, "Yes", "no"))
    assert count_agreement(coded, scores, column="anna", label="label")["n"].tolist() == [24, 24]
